# vmacpigen check: each rule has a set that breaks it

load lib

all=seabios,ovmf,qboot,u-boot,coreboot,stage0

# The names of the rules in findings, in a line
rules() {
	sed -nE 's/.*: (error|warning): ([a-z0-9-]+): .*/\2/p' | sort -u |
	    paste -sd' '
}

# broken CONSUMERS SET: the names of the rules that it breaks
broken() {
	vmacpigen check -W -c "$1" "$2" | rules
}

# Bytes, of hexadecimal on standard input
unhex() {
	python3 -c 'import sys
sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))'
}

# Whom to ask about a rule's set. Some cannot be broken without one of somebody
# else's: what is too big for one is too big for those with less room.
asked() {
	case $1 in
	high-room-seabios) echo seabios-1.16 ;;
	high-room-*|write-read-only)
		vmacpigen check -L |
		    sed -n "s/^$1 *[a-z]*  *\([a-z0-9-]*\);.*/\1/p" ;;
	vmd-*)	echo vmd ;;
	audit-*) echo confidential ;;
	*)	echo "$all" ;;
	esac
}

# What is found in each rule's set is in found/RULE.
setup_file() {
	local rule
	cd "$BATS_FILE_TMPDIR" || return
	mkdir sets found
	"$tools/spoil" -a sets
	for rule in $("$tools/spoil" -l); do
		vmacpigen check -W -c "$(asked "$rule")" "sets/$rule" \
		    >"found/$rule" || :
	done
}

@test "the sound set that the others are made from breaks no rule" {
	"$tools/spoil" none clean
	quietly vmacpigen check -W -c "$all" clean
}

@test "processors of a GIC are processors, and need no I/O APIC" {
	"$tools/spoil" gic set
	quietly vmacpigen check -W -c "$all" set
	# None is enabled; one is in no domain.
	at=$(vmacpigen show set | sed -n \
	    's/^  MADT at etc\/acpi\/tables+\(0x[0-9a-f]*\),.*/\1/p')
	cp -R set disabled
	for entry in 0 1; do
		printf '\0' | dd of=disabled/tables.bin bs=1 conv=notrunc \
		    seek=$((at + 44 + 24 + 80 * entry + 12)) status=none
	done
	[ "$(broken "$all" disabled)" = madt-cpu ]
	printf '\7' | dd of=set/tables.bin bs=1 conv=notrunc \
	    seek=$((at + 44 + 24 + 8)) status=none
	[ "$(broken "$all" set)" = srat-cpu-missing ]
}

@test "firmware by version: a name alone is the newest" {
	"$tools/spoil" script-size set
	run -1 vmacpigen check -v -c seabios,ovmf set
	grep -x 'seabios: outcome: no ACPI tables' <<<"$output"
	run -1 vmacpigen check -v -c seabios-1.16,seabios-1.17 set
	grep -x "seabios-1.16: outcome: tables of the firmware's own" \
	    <<<"$output"
	grep -x 'seabios-1.17: outcome: no ACPI tables' <<<"$output"
	# Who minds is named without a version.
	grep -x 'set/table-loader.bin: error: script-size: .* (seabios)' \
	    <<<"$output"
	"$tools/spoil" high-room-seabios set2
	[ "$(broken seabios-1.16 set2)" = high-room-seabios ]
	[ "$(broken seabios-1.17,seabios-1.16 set2)" = high-room-seabios ]
	[ -z "$(broken seabios set2)" ]
}

@test "a fixed ECAM is where the firmware that is asked has it" {
	vmacpigen -m q35,ecam=0xb0000000 -n 1 -o set
	quietly vmacpigen check set
	quietly vmacpigen check -W -c ovmf-2022.11,seabios set
	for consumer in ovmf ovmf-2025.02 ovmf-2026.08; do
		vmacpigen check -c "$consumer" set |
		    grep -E ': warning: mcfg-ecam: .* at 0xe0000000, where ovmf'
	done
	vmacpigen -m q35,ecam=0xe0000000 -n 1 -o set
	quietly vmacpigen check -W -c ovmf set
	[ "$(broken ovmf-2022.11 set)" = mcfg-ecam ]
}

@test "every rule has a set, and every set a rule" {
	diff <("$tools/spoil" -l) \
	    <(vmacpigen check -L | cut -d' ' -f1 | sort)
}

@test "each set breaks its rule, and no other" {
	cd "$BATS_FILE_TMPDIR/found"
	failed=
	for rule in *; do
		got=$(rules <"$rule")
		[ "$got" = "$rule" ] || {
			echo "$rule: $got"
			failed=1
		}
	done
	[ -z "$failed" ]
	diff <(echo *) <("$tools/spoil" -l | paste -sd' ')
}

@test "a finding is one line: path, place, level, rule, what, who" {
	run ! grep -h -v -x -E "[a-z0-9/-]+(\.bin|raw)?: \
((command [0-9]+|.+ at 0x[0-9a-f]+): )?(error|warning): [a-z0-9-]+: .* \
\([a-z0-9, -]+\)" "$BATS_FILE_TMPDIR"/found/*
}

@test "findings name tables and fields as show does" {
	"$tools/spoil" madt-reserved set
	"$tools/spoil" fadt-x-width set2
	"$tools/spoil" sum-order set3
	"$tools/spoil" xsdt-room set4
	vmacpigen check set | grep -F ': MADT.Flags at 0x268: warning: '
	vmacpigen check set2 |
	    grep -F ': FADT.X_PM1a_EVT_BLK.Register Bit Width at 0x195: '
	run -1 vmacpigen check set3
	grep -F ': command 3: error: sum-order: XSDT.Entry[0]: the command ' \
	    <<<"$output"
	run -1 vmacpigen check -c coreboot set4
	grep -F ': XSDT at 0x380: error: xsdt-room: ' <<<"$output"
	vmacpigen show set4 | grep -F '  XSDT at etc/acpi/tables+0x380, '
	run -0 vmacpigen check -v -c seabios set2
	grep -E '^seabios: guest: MADT etc/acpi/tables\+0x[0-9a-f]+ ' \
	    <<<"$output"
}

@test "the vmd set breaks what its contract makes it break" {
	cp -r "$top/tests/golden/vmd-4" set
	[ "$(broken seabios,ovmf,qboot set)" = \
	    'facs-found fadt-pm1a madt-ioapic' ]
	[ "$(broken "$all" set)" = \
	    'facs-found fadt-pm1a madt-ioapic xsdt-room' ]
	cp "$top/tests/golden/vmd-2/e0000.bin" set
	[[ $(broken "$all" set) == *flat-same* ]]
}

@test "each rule can be silenced by its name, and none else is" {
	cd "$BATS_FILE_TMPDIR/sets"
	for rule in *; do
		quietly vmacpigen check -W -c "$(asked "$rule")" -x "$rule" \
		    "$rule"
	done
	run -1 vmacpigen check -W -x pm-block,script-size align-power
	[[ $output == *': align-power: '* ]]
	"$tools/spoil" none set
	for names in nothing align 'align-power,' align-power,nothing ''; do
		bad=${names#align-power,}
		ends 2 "-x $bad: no rule has this name; check -L\
 lists the rules" vmacpigen check -x "$names" set
	done
}

@test "a vmd set passes without the rules that its contract breaks" {
	vmacpigen check -x fadt-pm1a,madt-ioapic "$top/tests/golden/vmd-4"
	run -1 vmacpigen check -x fadt-pm1a "$top/tests/golden/vmd-4"
	[ "$(rules <<<"$output")" = 'facs-found madt-ioapic' ]
	quietly vmacpigen check -W -x fadt-pm1a,madt-ioapic -x facs-found \
	    "$top/tests/golden/vmd-4"
}

@test "statuses: 0 clean, 1 errors or with -W warnings, 2 trouble" {
	"$tools/spoil" pm-block warning
	"$tools/spoil" script-size error
	vmacpigen check warning
	run -1 vmacpigen check -W warning
	run -1 vmacpigen check error
	run -2 vmacpigen check nowhere
	run -2 vmacpigen check -c bios error
	run -2 vmacpigen check
}

@test "a table on its own: every rule that needs no other and no address" {
	vmacpigen -m q35,ecam=0xb0000000 -n 4 -o q35
	vmacpigen extract -o tables q35
	# The DSDT's faults are those of the DSDT with its FADT.
	for table in facp apic mcfg hpet waet dsdt facs; do
		quietly vmacpigen check -W "tables/$table.dat"
	done
	quietly vmacpigen check -W tables
	# One byte of each table's contents, seen alone and with the others
	for table in facp:54 apic:100 mcfg:44; do
		"$tools/spoil" none sound
		cp -R tables spoiled
		printf '\377' | dd of="spoiled/${table%:*}.dat" bs=1 \
		    seek="${table#*:}" conv=notrunc status=none
		run -1 vmacpigen check spoiled
		run -1 vmacpigen check "spoiled/${table%:*}.dat"
		[[ $output == *"spoiled/${table%:*}.dat: "*': table-sum: '* ]]
		rm -r spoiled sound
	done
}

# The tables of each rule's set as files: rules of tables find the same.
@test "a directory of tables: every rule that needs no address" {
	cd "$BATS_FILE_TMPDIR/sets"
	for rule in fadt-length fadt-madt fadt-optional fadt-reset fadt-smi \
	    fadt-width fadt-x-width facs-version madt-apic-id madt-broadcast \
	    madt-gsi madt-ioapic-zero mcfg-overlap srat-cpu \
	    srat-cpu-missing slit-distance slit-srat aml-revision aml-s5 \
	    aml-processors aml-parse aml-method aml-names aml-twice \
	    aml-package aml-template aml-ports aml-addresses aml-window aml-ecam \
	    aml-bbn aml-mcfg aml-prt aml-prt-pin aml-prt-address \
	    aml-prt-link aml-prt-sci; do
		vmacpigen extract -o "$BATS_TEST_TMPDIR/$rule" "$rule"
		run -1 vmacpigen check -W "$BATS_TEST_TMPDIR/$rule"
		[ "$(rules <<<"$output")" = "$rule" ]
	done
}

@test "-v says which rules were not applied, and why" {
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	vmacpigen check -v tables >said
	grep -x 'fadt-dsdt: not applied: tables without a set have no addresses' \
	    said
	grep -x 'slit-distance: not applied: the input has no SLIT' said
	grep -x 'srat-cpu-missing: not applied: the input has no SRAT' said
	grep -x 'align-power: not applied: the input has no script' said
	run ! grep '^fadt-smi: ' said
	rm tables/facp.dat
	vmacpigen check -v tables >said
	grep -x 'fadt-smi: not applied: the input has no FADT' said
	grep -x 'aml-s5: not applied: the input has no FADT' said
	vmacpigen check -v -x fadt-smi tables >said
	run ! grep '^fadt-smi: ' said
	vmacpigen check -v "$top/tests/golden/q35-4/table-loader.bin" >said
	grep -x 'file-missing: not applied: the input is not a set' said
	grep -x 'table-sum: not applied: the input has no table' said
	vmacpigen check -v -c qboot "$top/tests/golden/q35-4" >said
	run ! grep '^table-sum: ' said
	grep -x 'rsdp-found: not applied: the input is not a linked image' said
	grep -x 'aml-window: not applied to \\_SB.PCI0._CRS: a method returns it' \
	    said
}

@test "resources and mappings, each wrong in its way, to the letter" {
	iasl -f -p ./faults "$top/tests/aml/faults.asl" >iasl.log 2>&1 || :
	run -1 vmacpigen check -v faults.aml
	diff "$top/tests/aml/faults.txt" <(grep aml- <<<"$output" |
	    sed 's/DSDT at 0x[0-9a-f]*/DSDT/')
}

@test "windows of a host bridge, beside what tables say is there" {
	sed 's/0xf0000000/0x40000000/; s/0x0fc00000/0xbfc00000/' \
	    "$top/tests/aml/vmd-like.asl" >wide.asl
	iasl wide.asl >iasl.log 2>&1
	vmacpigen -m q35,ecam=0xe0000000 -n 2 --numa cpus=0-1,memory=5G \
	    --dsdt wide.aml --no-table SSDT -o set
	run -1 vmacpigen check set
	grep -o 'aml-window: .* overlaps [^;]*' <<<"$output" |
	    sed 's/.* overlaps //' >said
	diff - said <<-'end'
		memory of the SRAT at 0x100000-0x7fffffff
		the PCI configuration space of the MCFG at 0xe0000000-0xefffffff
		an I/O APIC at 0xfec00000-0xfec0003f
		the HPET at 0xfed00000-0xfed003ff
		the local APIC at 0xfee00000-0xfee00fff
	end
	# A device below the bridge has its addresses from a window of it.
	sed '/Device (PCI0)/{n;s/{/{ Device (HPET) { Name (_HID, \
	    EisaId ("PNP0103")) }/;}' wide.asl >below.asl
	iasl below.asl >iasl.log 2>&1
	vmacpigen -m q35,ecam=0xe0000000 -n 2 --dsdt below.aml --no-table SSDT \
	    -o below
	run -1 vmacpigen check below
	grep ': aml-window: .* an I/O APIC' <<<"$output"
	run ! grep ': aml-window: .* the HPET' <<<"$output"
}

# No table says how many inputs an I/O APIC has.
@test "a GSI behind a VMM's I/O APIC is a fault in a VMM's set, not in a PC's" {
	cat >route.asl <<-'END'
	DefinitionBlock ("", "SSDT", 2, "VMAG", "ROUTE", 1) {
	    Device (\_SB.PCI1) {
	        Name (_HID, "PNP0A08") Name (_SEG, 1) Name (_BBN, 0)
	        Name (_PRT, Package () {
	            Package () { 0x1ffff, 0, 0, 40 } }) } }
	END
	iasl route.asl >iasl.log 2>&1
	vmacpigen -m q35 -n 1 --table route.aml -o vmm
	run -1 vmacpigen check vmm
	[[ $output == *': error: aml-prt-gsi: '*"GSI is 40; must be"* ]]
	# Where Intel's chipsets have the registers
	vmacpigen -m q35,pm=0x1800 -n 1 --table route.aml -o pc
	run -0 vmacpigen check pc
	[[ $output != *aml-prt-gsi* ]]
	vmacpigen extract -o tables vmm
	run -0 vmacpigen check tables
}

@test "processor devices and the MADT's processors, by UID" {
	cat >ssdt.asl <<-'end'
	DefinitionBlock ("", "SSDT", 2, "VMACPI", "CPUS", 1)
	{
		Scope (\_SB)
		{
			Device (P000) { Name (_HID, "ACPI0007") Name (_UID, 0) }
			Device (P001) { Name (_HID, "ACPI0007") Name (_UID, 1) }
			Processor (P003, 1, 0, 0) {}
			Processor (P004, 3, 0, 0) {}
		}
	}
	end
	iasl ssdt.asl >iasl.log 2>&1
	vmacpigen -m q35 -n 4 --no-table SSDT --table ssdt.aml -o set
	vmacpigen check set | grep -o 'aml-processors: .*' >said
	diff - said <<-'end'
	aml-processors: of the CPUs that the MADT enables, 1 have no processor device, the first with _UID 2; each must have one (acpi, linux)
	aml-processors: of the CPUs that the MADT enables, 1 have two processor devices, the first with _UID 1; each must have one (acpi, linux)
	end
}

@test "two processor devices of which a guest has one" {
	local other
	vmacpigen -m q35 -n 1 --no-table SSDT -o set
	vmacpigen extract -o tables set
	for other in 'Name (_STA, 15) ' 'Name (_STA, 0)' \
	    'Method (_STA) { Return (0) }' 'Method (_STA) { Return (NONE) }' \
	    'Method (_STA) { Return (15) }'; do
		printf '%s\n' 'DefinitionBlock ("", "SSDT", 2, "VMACPI", "C", 1) {' \
		    'Name (NONE, 0)' \
		    'Device (\_SB.P000) { Name (_HID, "ACPI0007") Name (_UID, 0) }' \
		    'Device (\_SB.P001) { Name (_HID, "ACPI0007") Name (_UID, 0)' \
		    "$other } }" >ssdt.asl
		iasl -p tables/ssdt ssdt.asl >iasl.log 2>&1
		capture vmacpigen check tables
		[ "$status" -le 1 ]
		if [[ $other == *15* ]]; then
			grep 'aml-processors: .* 1 have two' <<<"$output"
		else
			[[ $output != *aml-processors* ]]
		fi
	done
	# which a method makes while it runs, beside one that is there
	printf '%s\n' 'DefinitionBlock ("", "SSDT", 2, "VMACPI", "C", 1) {' \
	    'Device (\_SB.P000) { Name (_HID, "ACPI0007") Name (_UID, 0) }' \
	    'Method (\_SB.MAKE) { Processor (P002, 0, 0, 0) {} } }' >ssdt.asl
	iasl -f -p tables/ssdt ssdt.asl >iasl.log 2>&1
	capture vmacpigen check tables
	[ "$status" -le 1 ] && [[ $output != *aml-processors* ]]
	# whose _STA depends on what is so when the table is loaded
	printf '%s\n' 'DefinitionBlock ("", "SSDT", 2, "VMACPI", "C", 1) {' \
	    'Name (COND, 1)' \
	    'Device (\_SB.P000) { Name (_HID, "ACPI0007") Name (_UID, 0) }' \
	    'Device (\_SB.P001) { Name (_HID, "ACPI0007") Name (_UID, 0)' \
	    'If (COND) { Name (_STA, 15) } Else { Name (_STA, 0) } } }' \
	    >ssdt.asl
	iasl -f -p tables/ssdt ssdt.asl >iasl.log 2>&1
	capture vmacpigen check tables
	[ "$status" -le 1 ] && [[ $output != *aml-processors* ]]
	cat >ssdt.asl <<-'end'
	DefinitionBlock ("", "SSDT", 2, "VMACPI", "CPUS", 1)
	{
	    Name (NEW, 1)
	    If (NEW) {
	        Device (\_SB.P000) { Name (_HID, "ACPI0007") Name (_UID, 0) }
	    } Else {
	        Processor (\_SB.P001, 0, 0, 0) {}
	    }
	    Method (\_SB.MAKE) { Processor (P002, 0, 0, 0) {} }
	}
	end
	iasl -f -p tables/ssdt ssdt.asl >iasl.log 2>&1
	capture vmacpigen check tables
	[ "$status" -le 1 ] && [[ $output != *aml-processors* ]]
}

@test "segments of the MCFG and of host bridges" {
	vmacpigen -m q35,ecam=0xe0000000 -n 1 -o set
	vmacpigen extract -o tables set
	printf '\2' | dd of=tables/mcfg.dat bs=1 seek=52 conv=notrunc status=none
	run -1 vmacpigen check tables
	grep -o 'aml-mcfg: .*' <<<"$output" >said
	diff - said <<-'end'
	aml-mcfg: the allocation is for segment 2; must be for the _SEG of a host bridge (acpi, linux)
	end
}

@test "nothing to check is a failure" {
	all_rules=$(vmacpigen check -L | cut -d' ' -f1 | paste -sd,)
	ends 2 "$top/tests/golden/q35-4: no rule applies to this input; must be a set, an image, a script or a table" \
	    vmacpigen check -x "$all_rules" "$top/tests/golden/q35-4"
	mkdir empty
	run -2 vmacpigen check empty
	: >nothing
	run -2 vmacpigen check nothing
	run -2 vmacpigen check "$top/README.md"
}

@test "ports at one place without an alignment are nothing unless -c asks" {
	"$tools/spoil" aml-alignment set
	quietly vmacpigen check -W set
	[ "$(broken seabios set)" = aml-alignment ]
}

# What firmware leaves in a device that it may set up, or not
@test "a template of a device that may be absent is not judged" {
	cat >ssdt.asl <<-'end'
	DefinitionBlock ("", "SSDT", 2, "VMACPI", "ABSENT", 1)
	{
	    External (HERE)
	    Device (\ROOT)
	    {
	        Name (_HID, "TEST0000")
	        Name (_CRS, ResourceTemplate () { Memory32 (ReadWrite,
	            0x4158, 0, 0, 0) })
	    }
	}
	end
	sed 's/Name (_CRS/Method (_STA) { Return (HERE) }\n&/' ssdt.asl >may.asl
	sed 's/Name (_CRS/Name (_STA, 0)\n&/' ssdt.asl >absent.asl
	sed 's/Name (_CRS/Name (_STA, 15)\n&/' ssdt.asl >present.asl
	for name in ssdt may absent present; do
		iasl -cr -p "$name" "$name.asl" >/dev/null
	done
	[ "$(broken seabios ssdt.aml)" = aml-addresses ]
	[ "$(broken seabios present.aml)" = aml-addresses ]
	quietly vmacpigen check -W may.aml
	quietly vmacpigen check -W absent.aml
	vmacpigen check -v may.aml | grep -F \
	    'aml-addresses: not applied to \ROOT._CRS: the _STA of its device may change'
}

@test "nor are a host bridge's buses, windows and mappings" {
	local sta
	cat >dsdt.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "ABSENT", 1)
	{
	    Name (HERE, 0)
	    Method (INIT) { HERE = 15 }
	    Device (\_SB.PCI0)
	    {
	        Name (_HID, "PNP0A08")
	        Name (_BBN, 1)
	        Name (_CRS, ResourceTemplate ()
	        {
	            WordBusNumber (ResourceConsumer, MinFixed, MaxFixed,
	                PosDecode, 0, 7, 7, 0, 1)
	            WordBusNumber (ResourceProducer, MinFixed, MaxFixed,
	                PosDecode, 0, 0, 255, 0, 256)
	            DWordMemory (ResourceProducer, PosDecode, MinFixed,
	                MaxFixed, NonCacheable, ReadWrite, 0, 0xe0000000,
	                0xffffffff, 0, 0x20000000)
	        })
	        Name (_PRT, Package () { Package () { 0x1ffff, 4, 0, 9 } })
	        @
	    }
	}
	end
	vmacpigen -m q35,ecam=0xe0000000 -n 1 --no-table SSDT -o set
	vmacpigen extract -o tables set
	# no configuration space for the last buses
	printf '\177' | dd of=tables/mcfg.dat bs=1 seek=55 conv=notrunc status=none
	for sta in 'Name (_STA, 15)' 'Method (_STA) { Return (15) }' \
	    'Name (_STA, 0)' 'Method (_STA) { Return (HERE) }'; do
		sed "s/@/$sta/" dsdt.asl >dsdt1.asl
		iasl -f -p tables/dsdt dsdt1.asl >iasl.log 2>&1
		rm -f tables/dsdt.dat
		status=0
		vmacpigen check -v tables >said || status=$?
		[ "$status" -le 1 ]
		if [[ $sta == *15* ]]; then
			grep 'aml-mcfg: .* the buses are 0 to 255 of' said
			grep 'aml-bbn: .* the buses are 0 to 255; must' said
			grep 'aml-window: .* overlaps the local APIC' said
			grep 'aml-prt-pin: ' said
		else
			run ! grep -E 'aml-(bbn|mcfg|window|prt-pin): \\_SB' said
		fi
		[[ $sta != *HERE* ]] || grep -F 'aml-bbn: not applied to \_SB.PCI0._CRS: the _STA of its device may change' said
	done
}

@test "a GIC's MADT has no local APIC's address" {
	cat >dsdt.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "GIC", 1)
	{
	    Device (\_SB.PCI0)
	    {
	        Name (_HID, "PNP0A08")
	        Name (_CRS, ResourceTemplate ()
	        {
	            DWordMemory (ResourceProducer, PosDecode, MinFixed,
	                MaxFixed, NonCacheable, ReadWrite, 0, 0, 0x3fffffff,
	                0, 0x40000000)
	        })
	    }
	}
	end
	mkdir tables
	iasl -p tables/dsdt dsdt.asl >iasl.log 2>&1
	head -c 8 /dev/zero | as_table APIC 6 >tables/apic.dat
	capture vmacpigen check tables
	[ "$status" -le 1 ] && [[ $output != *aml-window* ]]
	printf '\0\0\0\1\0\0\0\0' | as_table APIC 6 >tables/apic.dat
	run -1 vmacpigen check tables
	[[ $output == *'aml-window: '*'overlaps the local APIC at 0x1000000-0x1000fff'* ]]
}

@test "an end tag whose checksum the buffer does not give" {
	local size
	for size in 9 10; do
		printf '%s\n' 'DefinitionBlock ("", "DSDT", 2, "VMACPI", "E", 1) {' \
		    "Name (\\_CRS, Buffer ($size) { 0x47, 1, 1, 0, 1, 0, 1, 1, 0x79 })}" \
		    >end.asl
		iasl -p end end.asl >iasl.log 2>&1
		[ "$(broken seabios end.aml)" = "$([ $size -eq 10 ] ||
		    echo aml-template)" ]
	done
}

@test "the SRAT is read by its revision, and its types may be new" {
	mkdir tables
	# Bytes 1 to 3 of a domain, which revision 1 has reserved
	memory='01 28 00 ff 00 00 00 00 00 00 00 00 00 00 00 00 00 10
	    00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00'
	start='01 00 00 00 00 00 00 00 00 00 00 00'
	printf '01 00 00 00 00 00 00 00 0a' | unhex |
	    as_table SLIT 1 >tables/slit.dat
	unhex <<<"$start $memory" | as_table SRAT 1 >tables/srat.dat
	run -0 vmacpigen check -W tables
	unhex <<<"$start $memory" | as_table SRAT 2 >tables/srat.dat
	[[ $(broken seabios tables) == *slit-srat* ]]
	# Type 7, ACPI 6.6: the processor of a RISC-V, in another domain
	printf '02 00 00 00 00 00 00 00 0a 14 14 0a' | unhex |
	    as_table SLIT 1 >tables/slit.dat
	unhex <<<"$start ${memory/ff/00}" | as_table SRAT 3 >tables/srat.dat
	[[ $(broken seabios tables) == *slit-srat* ]]
	unhex <<<"$start ${memory/ff/00} 07 14 00 00 02 00 00 00
	    00 00 00 00 01 00 00 00 00 00 00 00" |
	    as_table SRAT 3 >tables/srat.dat
	[[ $(broken seabios tables) != *slit-srat* ]]
}

@test "polarity and trigger mode of a platform interrupt" {
	printf '\0\0\0\0\0\0\0\0\10\20\12\0\1\0\0\0\0\0\0\0\0\0\0\0' |
	    as_table APIC 6 >apic.dat
	vmacpigen check apic.dat >said || :
	[ "$(grep -c 'madt-polarity: the platform interrupt has' said)" -eq 2 ]
}

@test "what is missing in an If is not judged" {
	cat >if.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "IF", 1)
	{
	    External (\_SB.PCI0.PXSX, DeviceObj)
	    If (CondRefOf (\_SB.PCI0.PXSX))
	    {
	        Scope (\_SB.PCI0.PXSX) { Name (SLOT, 1) }
	    }
	}
	end
	sed '/If (CondRefOf/d' if.asl | sed '4d; 6d' >scope.asl
	iasl -f -p if if.asl >/dev/null
	iasl -f -p scope scope.asl >/dev/null
	quietly vmacpigen check -W if.aml
	[ "$(broken seabios scope.aml)" = aml-names ]
}

@test "an SSDT's revision is of no account, the DSDT's is" {
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	printf '\1' | dd of=tables/ssdt.dat bs=1 seek=8 conv=notrunc status=none
	run -1 vmacpigen check tables
	[ "$(rules <<<"$output")" = table-sum ]
	printf '\1' | dd of=tables/dsdt.dat bs=1 seek=8 conv=notrunc status=none
	run -1 vmacpigen check tables
	[[ $output == *' DSDT.Revision is 1; must be 2 '* ]]
}

@test "what only qboot forbids is a warning unless -c asks for it" {
	"$tools/spoil" high-room-qboot set
	vmacpigen check set | grep ': warning: high-room-qboot: '
	run -1 vmacpigen check -c qboot set
	[[ $output == *': error: high-room-qboot: '* ]]
	run -1 vmacpigen check -c qboot,seabios set
}

@test "a pointer that leads to no table says to what it leads" {
	"$tools/spoil" root-entry set
	run -1 vmacpigen check set
	[[ $output == *' is 0x12345678, which leads to no file; '* ]]
	vmacpigen -m q35 -n 1 -o q35
	at=$(vmacpigen show q35 |
	    sed -n 's/^  MADT at etc\/acpi\/tables+\(0x[0-9a-f]*\),.*/\1/p')
	printf '\0\0\1' | dd of=q35/tables.bin bs=1 seek=$((at + 4)) \
	    conv=notrunc status=none
	run -1 vmacpigen check q35
	[[ $output == *', which leads to a table MADT whose Length is 65536, '* ]]
}

@test "a file of more than 16 MiB is refused" {
	"$tools/spoil" none set
	truncate -s 16777217 set/tables.bin
	capture vmacpigen check set
	[ "$status" -eq 2 ]
	[ "$stderr" = 'vmacpigen: set/tables.bin: larger than 16 MiB' ]
}

@test "three files, padded scripts and a finding's format" {
	"$tools/spoil" none set
	head -c 4096 /dev/zero >>set/table-loader.bin
	quietly vmacpigen check -W -c "$all" --rsdp set/rsdp.bin \
	    --tables set/tables.bin --loader set/table-loader.bin
	"$tools/spoil" align-power set2
	run -1 vmacpigen check -c seabios set2
	[ "$output" = "set2/table-loader.bin: command 0: error: align-power:\
 the alignment is 96; must be a power of two (seabios)" ]
}

@test "a name in a script does nothing to the terminal" {
	mkdir -p set/etc/table-loader "set/$(printf 'a\033[31m')"
	: >"set/$(printf 'a\033[31m')/raw"
	# ALLOCATE of a file that is there, and empty
	{
		printf '\1\0\0\0a\033[31m'
		head -c 51 /dev/zero
		printf '\20\0\0\0\1'
		head -c 63 /dev/zero
	} >set/etc/table-loader/raw
	capture vmacpigen check -v set
	[[ $output == *'error: file-empty: the file a\x1b[31m is empty; '* ]]
}

@test "aml-s5: an External does not make the package" {
	for body in '' 'External (\_S5, PkgObj)' 'Name (\_S5, Package () { 0, 0 })'; do
		echo "DefinitionBlock (\"\", \"DSDT\", 2, \"VMACPI\", \"S5\", 1)
		    { Name (OTHR, 1) $body }" >dsdt.asl
		iasl dsdt.asl >/dev/null 2>&1
		vmacpigen -m q35 -n 1 --dsdt dsdt.aml -o set
		capture vmacpigen check set
		grep -c ' error: aml-s5: ' <<<"$output" >>found || :
	done
	[ "$(<found)" = $'1\n1\n0' ]
}

# found RULE BEFORE AFTER: what check finds wrong by a rule in a sound set that
# was changed by Python before it was linked, and after
found() {
	rm -rf set
	PYTHONPATH=$tools python3 -B - "$2" "${3-}" <<-'end'
	import struct, sys
	from spoilset import *
	s = Sound()
	exec(sys.argv[1])
	s.link()
	exec(sys.argv[2])
	s.save('set')
	end
	# shellcheck disable=SC2086 # two words
	vmacpigen check ${asked:+-c $asked} set | grep -c " $1: "
}

# bats test_tags=slow
@test "boundaries of rules" {
	# pointers that are written to another file
	writes="s.files['etc/a'] = bytes(8); s.files['etc/g'] = bytes(4096)
s.add(ALLOCATE, 'etc/g', 4096, HIGH)
s.add(WRITE_POINTER, 'etc/a', 'etc/g', @)"
	[ "$(found pointer-bounds '' "${writes/@/0, 4095, 8}")" -eq 0 ]
	[ "$(found pointer-value '' "${writes/@/0, 4095, 8}")" -eq 0 ]
	[ "$(found pointer-bounds '' "${writes/@/1, 0, 8}")" -eq 1 ]
	[ "$(found pointer-value '' "${writes/@/0, 4096, 8}")" -eq 1 ]
	# room for all files of a zone, and for their alignment
	[ "$(found fseg-room 's.rsdp_align = 1024')" -eq 0 ]
	[ "$(found fseg-room 's.rsdp_align = 2048')" -eq 1 ]
	more="for i in range(@): s.files['etc/%d' % i] = bytes(400); s.add(ALLOCATE, 'etc/%d' % i, 16, FSEG)"
	[ "$(found fseg-room '' "${more/@/3}")" -eq 0 ]
	[ "$(found fseg-room '' "${more/@/4}")" -eq 1 ]
	# the reset register, which ACPI 1.0 has not
	reset="f = s.tables['FACP']; f['Flags'] |= RESET_REG_SUP
f['RESET_REG'] = struct.pack('<BBBBQ', @, 8, 0, 1, 0xcf9)"
	[ "$(found fadt-reset "${reset/@/1}")" -eq 0 ]
	[ "$(found fadt-reset "${reset/@/2}")" -eq 0 ]
	[ "$(found fadt-reset "${reset/@/5}")" -eq 1 ]
	[ "$(found fadt-reset "${reset/@/5}; f.cut(116); f['Revision'] = 1; s.pointers.pop('X_DSDT')")" -eq 0 ]
	# all processors, as an x2APIC ID
	[ "$(found madt-broadcast 's.cpu(x2apic(1, 0xfffffffe), 1)')" -eq 0 ]
	[ "$(found madt-broadcast 's.cpu(x2apic(1, 0xffffffff), 1)')" -eq 1 ]
	# one ID three times, in both types of entries
	thrice='s.cpu(lapic(1, 5), 1); s.cpu(x2apic(2, 5), 2); s.cpu(lapic(3, 5), 3)'
	[ "$(found madt-apic-id "$thrice")" -eq 1 ]
}

# bats test_tags=slow
@test "boundaries of rules of confidential guests" {
	asked=confidential
	# a block up to the end of low memory, and beyond
	block="f = s.tables['FACP']; f['GPE0_BLK_LEN'] = @
f['X_GPE0_BLK'] = struct.pack('<BBBBQ', 0, 255, 0, 0, 0xfff00)"
	[ "$(found audit-registers "${block/@/32}")" -eq 0 ]
	[ "$(found audit-registers "${block/@/254}")" -eq 0 ]
	block=${block/0xfff00/0xfff80}
	[ "$(found audit-registers "${block/@/128}")" -eq 0 ]
	[ "$(found audit-registers "${block/@/130}")" -eq 1 ]
	# ports that AML computes
	printf '%s\n' 'DefinitionBlock ("", "SSDT", 2, "VMACPI", "SMI", 1) {
	    Method (MTHD, 1) { OperationRegion (REGN, SystemIO, Arg0, 1) } }' \
	    >smi.asl
	iasl smi.asl >/dev/null 2>&1
	vmacpigen -m q35 -n 1 --table smi.aml -o out
	vmacpigen check -c confidential out >text
	grep -F 'audit-smi: \MTHD.REGN: SystemIO at computed ports can include the FADT'"'"'s SMI_CMD, 0xb2; must not' text
}
