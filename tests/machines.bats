# The machines q35 and vmd-current, and properties: no guest boots here

load lib

setup_file() {
	local set
	PATH=$(cd "$BATS_TEST_DIRNAME/.." && pwd):$PATH
	cd "$BATS_FILE_TMPDIR" || return
	while read -r set machine; do
		vmacpigen -m "$machine" -n "${set##*-}" -o "$set"
		mkdir "$set.tables"
		"$tools/split-flat" "$set/e0000.bin" \
		    "$set.tables" >/dev/null
	done <<-'END'
	q35-1 q35
	q35-4 q35
	q35-64 q35
	q35-255 q35
	vmd-current-1 vmd-current,linkable=on
	vmd-current-4 vmd-current,linkable=on
	vmd-current-64 vmd-current,linkable=on
	vmd-ioapic-4 vmd,ioapic=on
	vmd-ioapic-64 vmd,ioapic=on
	bare-4 q35,ecam=off,pci-window64=off,reset=off,ioapic=off,hpet=off,waet=off,s3=off
	fixed-4 q35,ecam=0xb0000000
	moved-4 q35,ecam=0xe0000000,pm=0xb000,sci=10,pci-window64=0x100000000-0x1ffffffff
	END
}

sets=$BATS_FILE_TMPDIR
with_dsdt='q35-1 q35-4 q35-64 q35-255 vmd-current-1 vmd-current-4
    vmd-current-64 bare-4 fixed-4 moved-4'

# field SET TABLE NAME: the values of a field as iasl has it, one a line
field() {
	local dsl=$BATS_TEST_TMPDIR/$1-$2.dsl
	[ -e "$dsl" ] ||
	    iasl -p "${dsl%.dsl}" -d "$sets/$1.tables/$2.dat" >/dev/null 2>&1
	sed -n "s|^\[[^]]*\] *$3 : ||p" "$dsl"
}

# gas SET NAME: a register's space, width, offset, access and address
gas() {
	field "$1" FACP X >/dev/null
	sed -n "/ $2 : \[Generic/,/Address :/s/.* : \([0-9A-F]\)/\1/p" \
	    "$BATS_TEST_TMPDIR/$1-FACP.dsl" | cut -d ' ' -f 1 | tr '\n' ' '
}

# numbers FILE OFFSET COUNT SIZE: decimal, as the file has them
numbers() {
	od -An -v -tu"$4" -j "$2" -N $(($3 * $4)) "$1" | tr -s ' \n' ' ' |
	    sed 's/^ //; s/ $//'
}

sums_to_0() {
	od -An -v -tu1 "$1" |
	    awk '{ for (i = 1; i <= NF; i++) sum += $i } END { exit sum % 256 }'
}

# ask SET COMMAND...: what acpiexec says to these commands; no errors
ask() {
	local set=$1 tables=$sets/$1.tables
	shift
	printf '%s\n' "$@" | acpiexec_says "$tables"/[!RXF]*.dat \
	    "$tables/FACP.dat" ${helper:+"$helper"} >"$BATS_TEST_TMPDIR/.said"
	! grep -E 'ACPI (Error|Warning|BIOS)|failed|Could not' \
	    "$BATS_TEST_TMPDIR/.said" || return 1
	cat "$BATS_TEST_TMPDIR/.said"
}

low_memory=000A0000-000BFFFF

# memory DIR DEVICE: the ranges of memory in its _CRS, in one line. What iasl
# makes of a _CRS depends on the version: it may be a buffer.
memory() {
	acpiexec_says "$1"/[!RXF]*.dat "$1/FACP.dat" ${helper:+"$helper"} \
	    <<<"${3-}"$'\n'"resources $2" | awk '
	    function number(s,  i, v) {
		for (i = 1; i <= length(s); i++)
			v = 16 * v + index("123456789ABCDEF", substr(s, i, 1))
		return v
	    }
	    /Resource Type : / { memory = / Memory Range/ }
	    /^\[.*Fixed Memory/ { fixed = 1 }
	    / Address Minimum : / { low = $NF }
	    memory && / Address Maximum : / { high = $NF; print low "-" high }
	    memory && / Address Length : / {
		if (number(high) - number(low) + 1 != number($NF))
			print "of length " $NF
	    }
	    fixed && / Address : / { low = $NF }
	    fixed && / Length : / { print low "+" $NF; fixed = 0 }
	    /Conversion Comparison/ { exit }' | tr '\n' ' '
}

@test "asl/ is what the C has, and iasl finds nothing" {
	cd "$top"
	for source in asl/*.asl; do
		name=$(basename "$source" .asl | tr - _)
		asl/compile "$source" "$BATS_TEST_TMPDIR/$name.h"
		same "asl/dsdt_$name.h" "$BATS_TEST_TMPDIR/$name.h"
		iasl -p "$BATS_TEST_TMPDIR/$name" "$source" |
		    grep ' 0 Errors, 0 Warnings,'
	done
}

@test "iasl takes all AML apart and makes the same bytes of it" {
	for set in $with_dsdt; do
		whole "$sets/$set.tables"/[DS]SDT.dat
		iasl -p "$set" -d whole.dat 2>&1 |
		    tee log | grep -i -e warning -e error && return 1
		iasl -p "$set" "$set.dsl" | tee log |
		    grep ' 0 Errors, 0 Warnings,' || {
			cat log
			return 1
		}
		same <(tail -c +37 whole.dat) <(tail -c +37 "$set.aml")
	done
}

@test "every table that iasl knows is read without a complaint" {
	for table in "$sets"/*.tables/*.dat; do
		case $table in
		*/RSDP.dat | */[DS]SDT.dat) continue ;;
		*/vmd-ioapic-*/FACP.dat) continue ;; # no PM1 blocks there
		esac
		iasl -p out -d "$table" >log 2>&1
		if grep -i -e error -e warning -e invalid -e unknown log out.dsl
		then
			echo "$table"
			return 1
		fi
	done
}

# bats test_tags=slow
@test "every set loads, and all _CRS, _PRS and _STA have values" {
	for set in $with_dsdt; do
		ask "$set" 'find _CRS' 'find _PRS' 'find _STA' |
		    sed -n 's/^ *\(\\[^ ]*\) \(Buffer\|Method\|Integer\).*/\1/p' \
		    >found
		grep -q '_CRS' found
		sed 's/^/evaluate /' found >commands
		mapfile -t commands <commands
		ask "$set" "${commands[@]}" >said
		[ "$(grep -c 'returned object' said)" -eq "${#commands[@]}" ]
	done
}

# hardware SET ENABLED BASE LOW HIGH: the memory of the root bridge and of ECAM
# where PCIEXBAR and CMOS say this
hardware() {
	local device
	for device in PCI0 ECAM; do
		memory "$sets/$1.tables" "\\_SB.$device" \
		    "evaluate \\HARD $2 $3 $4 $5" | sed "s/$low_memory //"
	done
}

# At 2 GiB low memory ends, in 64 KiB from 16 MiB on, at 0x7f00.
@test "q35: windows and ECAM are where firmware and memory want them" {
	cat >hardware.asl <<-'END'
	DefinitionBlock ("", "SSDT", 2, "TEST", "HARDWARE", 1)
	{
		External (\_SB.XBEN, FieldUnitObj)
		External (\_SB.XBAD, FieldUnitObj)
		External (\_SB.MEML, IntObj)
		External (\_SB.MEMH, IntObj)
		External (\_SB.PCI0._CRS, MethodObj)
		Method (\HARD, 4)
		{
			\_SB.XBEN = Arg0
			\_SB.XBAD = Arg1
			\_SB.MEML = Arg2
			\_SB.MEMH = Arg3
			Return (\_SB.PCI0._CRS ())
		}
	}
	END
	iasl hardware.asl >/dev/null 2>&1
	helper=$PWD/hardware.aml
	while read -r enabled base low high want; do
		# shellcheck disable=SC2154
		got=$(hardware q35-4 "$enabled" "$base" "$low" "$high")
		[ "$got" = "$want " ] || {
			echo "$enabled $base $low $high: $got instead of $want"
			return 1
		}
	done <<-'END'
	1 0xb 0x1f00 0 C0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF B0000000+10000000
	1 0xb 0x9f00 0 C0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF B0000000+10000000
	1 0xb 0 0 C0000000-FEBFFFFF 0000000800000000-00007FFFFFFFFFFF B0000000+10000000
	1 0xe 0x1f00 0 80000000-DFFFFFFF F0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF E0000000+10000000
	1 0xe 0x7f00 0x4000 80000000-DFFFFFFF F0000000-FEBFFFFF 0000000140000000-00007FFFFFFFFFFF E0000000+10000000
	1 0xe 0x7f01 0 C0000000-DFFFFFFF F0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF E0000000+10000000
	1 0xe 0x9f00 0 C0000000-DFFFFFFF F0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF E0000000+10000000
	1 0xe 0 0 C0000000-DFFFFFFF F0000000-FEBFFFFF 0000000800000000-00007FFFFFFFFFFF E0000000+10000000
	1 0xc 0x1f00 0 80000000-BFFFFFFF D0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF C0000000+10000000
	1 0xc 0x9f00 0 D0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF C0000000+10000000
	1 0xb 0x7f00 1 C0000000-FEBFFFFF 0000000140000000-00007FFFFFFFFFFF B0000000+10000000
	1 0xb 0x7f00 0xffffff C0000000-FEBFFFFF 0000010100000000-00007FFFFFFFFFFF B0000000+10000000
	0 0xb 0x1f00 0 C0000000-FEBFFFFF 0000000100000000-00007FFFFFFFFFFF 00000000+00000000
	END
	# What is given stays, and the other window still moves.
	mkdir "$sets/given.tables"
	vmacpigen -m q35,pci-window=0xd0000000-0xdfffffff -n 4 -o given
	"$tools/split-flat" given/e0000.bin "$sets/given.tables" >/dev/null
	[ "$(hardware given 1 0xe 0x7f00 0x4000)" = 'D0000000-DFFFFFFF 0000000140000000-00007FFFFFFFFFFF E0000000+10000000 ' ]
	vmacpigen -m q35,pci-window64=off -n 4 -o given
	"$tools/split-flat" given/e0000.bin "$sets/given.tables" >/dev/null
	[ "$(hardware given 1 0xe 0x7f00 0x4000)" = '80000000-DFFFFFFF F0000000-FEBFFFFF E0000000+10000000 ' ]
}

# acpiexec has no room for all of _PRT at once: one route after another
# bats test_tags=slow
@test "q35: PCI interrupts go where QEMU's hardware sends them" {
	cat >route.asl <<-'END'
	DefinitionBlock ("", "SSDT", 2, "TEST", "ROUTE", 1)
	{
		External (\_SB.PCI0._PRT, MethodObj)
		Method (\ROUT, 1)
		{
			Local0 = \_SB.PCI0._PRT ()
			Local1 = DerefOf (Local0[Arg0])
			Return (Local1)
		}
	}
	END
	iasl route.asl >/dev/null 2>&1
	helper=$PWD/route.aml
	for mode in 0 1; do
		mapfile -t commands < <(seq -f 'evaluate \ROUT %.0f' 0 127)
		ask q35-4 "evaluate \\_PIC $mode" "${commands[@]}" |
		    sed -n 's/.*\[Integer\] = *0*\([0-9A-F]\)/\1/p
			s/.*Name \(LNK.\) Device/\1/p' | paste -d ' ' - - - - \
		    >routes
		awk -v mode="$mode" 'BEGIN {
			for (i = 0; i < 128; i++) {
				slot = int(i / 4)
				pin = i % 4
				n = slot < 25 ? 4 + (slot + pin) % 4 : \
				    slot == 30 ? 4 + pin : pin
				printf "%X %X ", slot * 65536 + 65535, pin
				if (mode == 1)
					printf "0 %X\n", 16 + n
				else
					printf "LNK%c 0\n", 65 + n
			}
		}' | diff - routes
	done
}

@test "q35: a link device follows its PIRQ register" {
	cat >link.asl <<-'END'
	DefinitionBlock ("", "SSDT", 2, "TEST", "LINK", 1)
	{
		External (\_SB.LNKF, DeviceObj)
		External (\_SB.LNKF._SRS, MethodObj)
		External (\_SB.LNKF._CRS, MethodObj)
		External (\_SB.LNKF._DIS, MethodObj)
		External (\_SB.LNKF._STA, MethodObj)
		External (\_SB.LNKF._PRS, MethodObj)
		External (\_SB.PRQF, FieldUnitObj)
		Method (\LINK)
		{
			Local0 = Package (6) {}
			Local1 = \_SB.LNKF._PRS ()
			CreateDWordField (Local1, 5, IRQ)
			IRQ = 11
			\_SB.LNKF._SRS (Local1)
			Local0[0] = \_SB.PRQF
			Local0[1] = \_SB.LNKF._STA ()
			CreateDWordField (\_SB.LNKF._CRS (), 5, NOW)
			Local0[2] = NOW
			\_SB.LNKF._DIS ()
			Local0[3] = \_SB.PRQF
			Local0[4] = \_SB.LNKF._STA ()
			Local0[5] = 0
			Return (Local0)
		}
	}
	END
	iasl link.asl >/dev/null 2>&1
	helper=$PWD/link.aml
	[ "$(ask q35-4 'evaluate \LINK' |
	    sed -n 's/.*\[Integer\] = 0*\(.*\)/\1/p' | tr '\n' ' ')" = \
	    "B B B 8B 9  " ]
}

@test "q35: FADT" {
	while IFS=: read -r name value; do
		[ "$(field q35-4 FACP "$name")" = "$value" ] || {
			echo "$name: $(field q35-4 FACP "$name")"
			return 1
		}
	done <<-'END'
	Table Length:00000114
	Revision:06
	FADT Minor Revision:05
	PM Profile:01 [Desktop]
	SCI Interrupt:0009
	SMI Command Port:000000B2
	ACPI Enable Value:02
	ACPI Disable Value:03
	S4BIOS Command:00
	P-State Control:00
	_CST Support:00
	PM1A Event Block Address:00000600
	PM1B Event Block Address:00000000
	PM1A Control Block Address:00000604
	PM1B Control Block Address:00000000
	PM2 Control Block Address:00000000
	PM Timer Block Address:00000608
	GPE0 Block Address:00000620
	GPE1 Block Address:00000000
	PM1 Event Block Length:04
	PM1 Control Block Length:02
	PM2 Control Block Length:00
	PM Timer Block Length:04
	GPE0 Block Length:10
	GPE1 Block Length:00
	C2 Latency:0FFF
	C3 Latency:0FFF
	RTC Century Index:32
	Boot Flags (decoded below):0003
	Flags (decoded below):00008425
	Value to cause reset:0F
	END
	[ "$(gas q35-4 'Reset Register')" = '01 08 00 01 0000000000000CF9 ' ]
	[ "$(gas q35-4 'PM1A Event Block')" = \
	    '01 20 00 02 0000000000000600 ' ]
	[ "$(gas q35-4 'PM1A Control Block')" = \
	    '01 10 00 02 0000000000000604 ' ]
	[ "$(gas q35-4 'PM Timer Block')" = '01 20 00 03 0000000000000608 ' ]
	[ "$(gas q35-4 'GPE0 Block')" = '01 80 00 01 0000000000000620 ' ]
	for name in 'PM1B Event' 'PM1B Control' 'PM2 Control' GPE1; do
		[ "$(gas q35-4 "$name Block")" = \
		    '00 00 00 00 0000000000000000 ' ]
	done
}

@test "vmd-current: FADT says what vmd's own says" {
	while IFS=: read -r name value; do
		[ "$(field vmd-current-4 FACP "$name")" = "$value" ] || {
			echo "$name: $(field vmd-current-4 FACP "$name")"
			return 1
		}
	done <<-'END'
	Table Length:00000114
	Revision:06
	FADT Minor Revision:05
	Oem ID:"VMD   "
	Oem Table ID:"VMD FADT"
	Asl Compiler ID:"VMD "
	PM Profile:01 [Desktop]
	SCI Interrupt:0009
	SMI Command Port:00000000
	PM1A Event Block Address:0000B000
	PM1A Control Block Address:0000B008
	PM Timer Block Address:0000B00C
	GPE0 Block Address:00000000
	PM1 Event Block Length:04
	PM1 Control Block Length:02
	PM Timer Block Length:04
	GPE0 Block Length:00
	C2 Latency:0064
	C3 Latency:03E8
	RTC Century Index:00
	Boot Flags (decoded below):0001
	Flags (decoded below):00000000
	Value to cause reset:00
	END
	[ "$(gas vmd-current-4 'Reset Register')" = \
	    '00 00 00 00 0000000000000000 ' ]
	[ "$(gas vmd-current-4 'PM1A Event Block')" = \
	    '01 20 00 03 000000000000B000 ' ]
	[ "$(gas vmd-current-4 'PM1A Control Block')" = \
	    '01 10 00 02 000000000000B008 ' ]
	[ "$(gas vmd-current-4 'PM Timer Block')" = \
	    '01 20 00 03 000000000000B00C ' ]
	# FACS and DSDT, in the 32-bit and not in the 64-bit field
	for name in FACS DSDT; do
		field vmd-current-4 FACP "$name Address" >addresses
		[ "$(head -n 1 addresses)" != 00000000 ]
		[ "$(tail -n +2 addresses)" = 0000000000000000 ]
	done
	[ "$(field vmd-current-4 FACS Version)" = 01 ]
}

@test "MADT: entries, in their order" {
	[ "$(field q35-1 APIC 'Subtable Type' | cut -c 1-2 | tr '\n' ' ')" = \
	    '00 01 02 02 02 02 02 04 ' ]
	[ "$(field vmd-current-1 APIC 'Subtable Type' | cut -c 1-2 |
	    tr '\n' ' ')" = '01 00 ' ]
	[ "$(field vmd-ioapic-4 APIC 'Subtable Type' | cut -c 1-2 |
	    tr '\n' ' ')" = '00 00 00 00 01 ' ]
	[ "$(field bare-4 APIC 'Subtable Type' | cut -c 1-2 |
	    tr '\n' ' ')" = '00 00 00 00 04 ' ]
	[ "$(field q35-1 APIC 'I/O Apic ID')" = 00 ]
	[ "$(field vmd-current-1 APIC 'I/O Apic ID')" = 02 ]
	[ "$(field vmd-current-64 APIC 'I/O Apic ID')" = 41 ]
	[ "$(field vmd-ioapic-4 APIC 'I/O Apic ID')" = 00 ]
	for set in q35-4 vmd-current-4 vmd-ioapic-4; do
		[ "$(field $set APIC Address)" = FEC00000 ]
		[ "$(field $set APIC 'Local Apic ID' | tr '\n' ' ')" = \
		    '00 01 02 03 ' ]
	done
	[ "$(field q35-4 APIC Source | tr '\n' ' ')" = '00 05 09 0A 0B ' ]
	# The I/O APIC's first GSI comes first.
	[ "$(field q35-4 APIC Interrupt | tr '\n' ' ')" = \
	    '00000000 00000002 00000005 00000009 0000000A 0000000B ' ]
	# Enabled CPUs come first; the NMI's flags come last.
	[ "$(field q35-1 APIC 'Flags (decoded below)' | tr '\n' ' ')" = \
	    '00000001 00000001 0000 000D 000D 000D 000D 0000 ' ]
	[ "$(field q35-4 APIC 'Interrupt Input LINT')" = 01 ]
	[ "$(field q35-4 APIC Revision)" = 06 ]
	[ "$(field vmd-current-4 APIC Revision)" = 01 ]
}

@test "a processor device for every local APIC" {
	for set in q35-1 q35-4 q35-255 vmd-current-64; do
		n=${set##*-}
		ask "$set" 'find C???' 'find _UID' >said
		grep -c '\\_SB.C[0-9A-F]* *Device' said | grep -x "$n"
		sed -n 's/^ *\\_SB\.C\([0-9A-F]*\)\._UID Integer .* = 0*\(..*\)/\1 \2/p' \
		    said | while read -r name uid; do
			echo $((16#$name)) $((16#$uid))
		done | diff <(for ((i = 0; i < n; i++)); do echo $i $i; done) -
	done
}

@test "vmd,ioapic=on is vmd and one entry" {
	vmd=$top/tests/golden/vmd-4/tables.bin
	set=$sets/vmd-ioapic-4/tables.bin
	same "$top/tests/golden/vmd-4/rsdp.bin" "$sets/vmd-ioapic-4/rsdp.bin"
	[ "$(wc -c <"$set")" -eq $(($(wc -c <"$vmd") + 12)) ]
	# XSDT, FADT but for its offsets, MADT but for its length
	same <(head -c 92 "$vmd") <(head -c 92 "$set")
	same <(tail -c +305 "$vmd" | head -c 68) \
	    <(tail -c +305 "$set" | head -c 68)
	[ "$(numbers "$set" 372 12 1)" = '1 12 0 0 0 0 192 254 0 0 0 0' ]
	same <(tail -c 36 "$vmd") <(tail -c 36 "$set")
}

@test "sizes" {
	[ "$(wc -c <"$sets/q35-4/tables.bin")" -le 4096 ]
	[ "$(wc -c <"$sets/q35-4/table-loader.bin")" -le $((24 * 128)) ]
	# QEMU 7.2 to 11.1 has 135,188 bytes.
	[ "$(cat "$sets"/q35-4/{rsdp,tables,table-loader}.bin | wc -c)" -le \
	    $((135188 / 24)) ]
	[ "$(wc -c <"$sets/vmd-current-64/vmm.dsdt")" -le 4096 ]
}

@test "zones: up to 1,000 bytes of tables go to FSEG, on q35 none" {
	for set in q35-1 q35-255 vmd-current-1 vmd-current-4 vmd-current-64 \
	    vmd-ioapic-64; do
		size=$(wc -c <"$sets/$set/tables.bin")
		zone=1
		case $set in
		vmd-*) [ "$size" -gt 1000 ] || zone=2 ;;
		esac
		[ "$(numbers "$sets/$set/table-loader.bin" 64 1 1)" = $zone ]
		# and the RSDP always
		[ "$(numbers "$sets/$set/table-loader.bin" 192 1 1)" = 2 ]
	done
}

@test "tables.bin: FACS first, and 8 zero bytes behind the XSDT" {
	for set in $with_dsdt; do
		[ "$(head -c 4 "$sets/$set/tables.bin")" = FACS ]
		xsdt=$(wc -c <"$sets/$set.tables/XSDT.dat")
		[ "$(tail -c $((xsdt + 8)) "$sets/$set/tables.bin" |
		    head -c 4)" = XSDT ]
		[ "$(tail -c 8 "$sets/$set/tables.bin" | tr -d '\0' |
		    wc -c)" -eq 0 ]
	done
}

@test "q35: the FACS is in the 32-bit field alone" {
	facp=$sets/q35-4.tables/FACP.dat
	[ "$(numbers "$facp" 36 1 4)" -ne 0 ]
	[ "$(numbers "$facp" 132 1 8)" -eq 0 ]
	[ "$(numbers "$facp" 40 1 4)" -eq "$(numbers "$facp" 140 1 8)" ]
}

@test "vmm.dsdt is the DSDT, whole, and only vmd-current has it" {
	for n in 1 4 64; do
		same "$sets/vmd-current-$n/vmm.dsdt" \
		    "$sets/vmd-current-$n.tables/DSDT.dat"
		sums_to_0 "$sets/vmd-current-$n/vmm.dsdt"
	done
	[ ! -e "$sets/q35-4/vmm.dsdt" ]
	vmacpigen --no-flat -m vmd-current,linkable=on -n 4 -o out
	same out/vmm.dsdt "$sets/vmd-current-4/vmm.dsdt"
	[ ! -e out/e0000.bin ]
	vmacpigen -m vmd -n 4 -o out
	[ -e out/vmm.dsdt ]		# is no business of that machine
}

# findings SET: the names of what check finds
findings() {
	vmacpigen check "$sets/$1" | sed 's/.*: \([a-z0-9-]*\): .*/\1/' |
	    sort -u | tr '\n' ' '
}

@test "check finds what the contracts force, and nothing else" {
	for set in q35-1 q35-4 q35-64 q35-255; do
		quietly vmacpigen check "$sets/$set"
	done
	[ "$(findings vmd-ioapic-4)" = 'facs-found fadt-pm1a ' ]
	# vmd's own PM block is where vmd has it, and its slot 5 has GSI 9
	[ "$(findings vmd-current-4)" = \
	    'aml-prt-sci facs-version fadt-flags fadt-madt fadt-x-dsdt pm-block ' ]
}

@test "properties: what they leave out" {
	[ "$(cd "$sets/bare-4.tables" && echo ./*)" = \
	    './APIC.dat ./DSDT.dat ./FACP.dat ./FACS.dat ./RSDP.dat ./SSDT.dat ./XSDT.dat' ]
	[ "$(gas bare-4 'Reset Register')" = '00 00 00 00 0000000000000000 ' ]
	[ "$(field bare-4 FACP 'Flags (decoded below)')" = 00008025 ]
	ask bare-4 'find _S3_' 'find ECAM' 'find HPET' 'find _CBA' >said
	run ! grep '\\_SB\|\\_S3' said
	[ "$(memory "$sets/bare-4.tables" '\_SB.PCI0')" = \
	    "$low_memory C0000000-FEBFFFFF " ]
	# One DSDT does for all.
	for set in q35-1 q35-255 bare-4 moved-4 fixed-4; do
		same "$sets/$set.tables/DSDT.dat" "$sets/q35-4.tables/DSDT.dat"
	done
}

@test "properties: what they move" {
	[ "$(field moved-4 MCFG 'Base Address')" = 00000000E0000000 ]
	[ "$(field moved-4 FACP 'SCI Interrupt')" = 000A ]
	[ "$(field moved-4 FACP 'PM Timer Block Address')" = 0000B008 ]
	[ "$(gas moved-4 'GPE0 Block')" = '01 80 00 01 000000000000B020 ' ]
	[ "$(memory "$sets/moved-4.tables" '\_SB.PCI0')" = \
	    "$low_memory 80000000-DFFFFFFF 0000000100000000-00000001FFFFFFFF " ]
	[ "$(memory "$sets/moved-4.tables" '\_SB.ECAM')" = \
	    'E0000000+10000000 ' ]
	ask moved-4 'evaluate \_SB.PCI0._CBA' | grep 'Integer\] = 0*E0000000'
	# All of it is data.
	iasl -p out -d "$sets/moved-4.tables/SSDT.dat" 2>/dev/null
	run ! grep 'Method (' out.dsl

	vmacpigen -m q35,pci-window=0xd0000000-0xdfffffff -n 4 -o window
	"$tools/split-flat" window/e0000.bin . >/dev/null
	[[ $(memory . '\_SB.PCI0') == *' D0000000-DFFFFFFF '* ]]
	# and it stays where it was put, in either order
	vmacpigen -m q35,pci-window=0xd0000000-0xdfffffff,ecam=0xe0000000 \
	    -n 4 -o a
	vmacpigen -m q35,ecam=0xe0000000,pci-window=0xd0000000-0xdfffffff \
	    -n 4 -o b
	same_set a b
}

@test "properties: defaults, decimals and the last of two" {
	vmacpigen -m q35,sci=9,reset=on,pm=1536,ecam=0xB0000000,ecam=auto,s3=off,s3=on \
	    -n 4 -o out
	same_set out "$top/tests/golden/q35-4"
	vmacpigen -m vmd,ioapic=off -n 4 -o vmd
	same_set vmd "$top/tests/golden/vmd-4"
	vmacpigen -m q35,hpet=off -m vmd -n 4 -o last
	same_set last "$top/tests/golden/vmd-4"
}

@test "properties: names that there are not" {
	has='it has ecam, pci-window, pci-window64, pm, sci, reset, ioapic, hpet, waet, s3'
	for word in hpt hpt=on '' =on 'hpet =on'; do
		refuses "-m q35: the machine has no property '${word%%=*}'; $has" \
		    vmacpigen -m "q35,$word" -n 4 -o out
	done
	refuses "-m vmd: the machine has no property 'hpet'; it has ioapic" \
	    vmacpigen -m vmd,hpet=on -n 4 -o out
	refuses "-m vmd-current: the machine has no property 'pm'; it has linkable" \
	    vmacpigen -m vmd-current,pm=0x600 -n 4 -o out
	refuses 'q36: no such machine; -m help lists them' \
	    vmacpigen -m q36,hpet=on -n 4 -o out
	[ ! -e out ]
}

# not PROPERTY VALUES-IN-WORDS VALUE...
not() {
	local property=$1 words=$2
	shift 2
	for value; do
		refuses "-m q35: $property cannot be '$value'; must be $words" \
		    vmacpigen -m "q35,$property=$value" -n 4 -o out
	done
}

@test "properties: values that they cannot have" {
	not hpet 'on or off' '' yes 1 ON 'on ' on=off auto
	not sci '9 to 11' '' auto 8 12 0xc -9 +9 9x off 18446744073709551625
	not pm '0x80 to 0xff80 in steps of 0x80' auto 0 0x601 0x10000 off 600h 0x
	not ecam '0x80000000 to 0xe0000000 in steps of 0x10000000, off or auto' \
	    0 on 0xb0000001 0x70000000 0xf0000000 0x1b0000000
	not pci-window \
	    '0x100000-0xfebfffff or a part of it in steps of 0x1000, or auto' \
	    off 0xc0000000 0xc0000000- -0xfebfffff 0xc0000000-0xbfffffff \
	    0xc0000000-0xfec00000 0xc0000000-0xfebffffe \
	    0xc0000001-0xfebfffff 0-0xfebfffff 0xc0000000-0xcfffffff-
	not pci-window64 \
	    '0x100000000-0xfffffffffffff or a part of it in steps of 0x1000, off or auto' \
	    on 0xc0000000-0xfebfffff 0x100000000-0x10000000000fff \
	    0x100000000-0x1ffffffffffffffff 0x200000000-0x1ffffffff
	[ ! -e out ]
}

@test "properties: a window over ECAM is refused" {
	for machine in q35,ecam=0xb0000000,pci-window=0xa0000000-0xbfffffff \
	    q35,ecam=0xc0000000,pci-window=0xc0000000-0xcfffffff; do
		refuses 'pci-window and ecam overlap; must not' \
		    vmacpigen -m $machine -n 4 -o out
	done
	vmacpigen -m q35,ecam=off,pci-window=0xa0000000-0xbfffffff -n 4 -o out
}

@test "-m NAME,help lists its properties with their defaults" {
	vmacpigen -m q35,help | grep -v '^	' | diff - <(cat <<-'END'
	ecam=auto
	pci-window=auto
	pci-window64=auto
	pm=0x600
	sci=9
	reset=on
	ioapic=on
	hpet=on
	waet=on
	s3=on
	END
	)
	[ "$(vmacpigen -m q35,help | grep -c '^	')" -eq 10 ]
	[ "$(vmacpigen -m vmd,ioapic=on,help | head -n 1)" = ioapic=off ]
	[ "$(vmacpigen -m vmd-current,help | head -n 1)" = linkable=off ]
	# what is listed is what is taken
	vmacpigen -m "q35$(vmacpigen -m q35,help | sed -n 's/^[a-z]/,&/p' |
	    tr -d '\n')" -n 4 -o out
	same_set out "$top/tests/golden/q35-4"
}
