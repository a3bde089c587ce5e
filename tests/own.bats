# Tables of the user's: --dsdt, --table, link and relink, without a guest

load lib

golden=$top/tests/golden

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	template FACP
	template SLIC
	asl DSDT dsdt 'Name (_S5, Package (4) {0, 0, 0, 0})'
	asl SSDT ssdt 'Name (ABCD, 1)'
	asl SSDT other 'Name (EFGH, 2)'
}

own=$BATS_FILE_TMPDIR

# template SIGNATURE: what iasl has for it, as a table in signature.aml
template() {
	iasl -T "$1" >/dev/null 2>&1
	iasl "${1,,}.asl" >/dev/null 2>&1
}

# asl SIGNATURE NAME TEXT: NAME.aml
asl() {
	echo "DefinitionBlock (\"\", \"$1\", 2, \"TESTER\", \"${2^^}\", 5) { $3 }" \
	    >"$2.asl"
	iasl -tc "$2.asl" >/dev/null 2>&1
}

# The signatures of a set's tables, as it has them
signatures() {
	vmacpigen show "$@" | sed -n 's/^  \([A-Z0-9]*\) at .*/\1/p' |
	    tr '\n' ' '
}

# ids SET TABLE: the IDs in its header
ids() {
	vmacpigen show "$1" | sed -n "s/^  $2 at .*\\(OEM .*\\), creator.*/\\1/p"
}

# patch FILE OFFSET BYTES: bytes as printf's escapes
patch() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

@test "a table takes the place of the machine's, or is added" {
	vmacpigen -m q35 -n 4 -o set --dsdt "$own/dsdt.aml" \
	    --table "$own/ssdt.aml" --table "$own/other.aml" --no-table WAET
	[ "$(signatures set)" = \
	    'RSDP FACS DSDT FADT MADT HPET SSDT1 SSDT2 XSDT ' ]
	[ "$(signatures set/e0000.bin)" = \
	    'RSDP FACS DSDT FADT MADT HPET SSDT1 SSDT2 XSDT ' ]
	vmacpigen extract -o tables set
	same tables/dsdt.dat "$own/dsdt.aml"
	same tables/ssdt1.dat "$own/ssdt.aml"
	same tables/ssdt2.dat "$own/other.aml"
	[ ! -e tables/waet.dat ]
	quietly vmacpigen check -c seabios,qboot,u-boot,coreboot,stage0 set
}

@test "q35's SSDT goes with its DSDT, and not with another one" {
	vmacpigen -m q35 -n 4 -o q35
	vmacpigen extract -o tables q35
	left_out="the SSDT that belongs to q35's DSDT is left out too"
	notes "$own/dsdt.aml: $left_out" \
	    vmacpigen -m q35 -n 4 -o set --dsdt "$own/dsdt.aml"
	[ "$(signatures set)" = 'RSDP FACS DSDT FADT MADT HPET WAET XSDT ' ]
	notes "--no-table DSDT: $left_out" \
	    vmacpigen -m q35 -n 4 -o set --no-table DSDT
	[ "$(signatures set)" = 'RSDP FACS FADT MADT HPET WAET XSDT ' ]
	quietly vmacpigen -m q35 -n 4 -o set --no-table SSDT
	[ "$(signatures set)" = 'RSDP FACS DSDT FADT MADT HPET WAET XSDT ' ]
	# One of the user's is besides it.
	quietly vmacpigen -m q35 -n 4 -o set --table "$own/ssdt.aml"
	[ "$(signatures set)" = \
	    'RSDP FACS DSDT FADT MADT HPET WAET SSDT1 SSDT2 XSDT ' ]
	# Machines without one have nothing to say.
	quietly vmacpigen -m vmd-current -n 4 -o set --dsdt "$own/dsdt.aml"

	# A DSDT made of q35's, with the SSDT that was made for that
	iasl -p mine -d tables/dsdt.dat >/dev/null 2>&1
	sed 's/"VMACPI", "Q35 DSDT"/"TESTER", "OWN DSDT"/' mine.dsl >mine.asl
	iasl -tc mine.asl >/dev/null 2>&1
	quietly vmacpigen -m q35 -n 4 -o mine --dsdt mine.aml \
	    --no-table SSDT --table tables/ssdt.dat
	vmacpigen extract -o mine.tables mine
	same mine.tables/ssdt.dat tables/ssdt.dat
	same mine.tables/dsdt.dat mine.aml
	printf '%s\n' 'evaluate \_SB.PCI0._CRS' 'evaluate \_SB.ECAM._CRS' |
	    acpiexec_says mine.tables/[ds]sdt.dat mine.tables/facp.dat >said
	[ "$(grep -c 'returned object' said)" -eq 2 ]
	run ! grep -E 'ACPI (Error|Warning|BIOS)' said
}

@test "the machine vmd takes tables of kinds that it has not" {
	template HPET
	vmacpigen -n 4 -o set --table hpet.aml --table "$own/ssdt.aml"
	[ "$(signatures set)" = 'RSDP XSDT FADT MADT DSDT HPET SSDT ' ]
	vmacpigen extract -o tables set
	same tables/hpet.dat hpet.aml
	# and what it has stays where it was
	same <(head -c 36 set/tables.bin | tail -c 28) \
	    <(head -c 36 "$golden/vmd-4/tables.bin" | tail -c 28)
}

@test "vmd-current: the DSDT goes to vmm.dsdt, up to 4,096 bytes" {
	vmacpigen -m vmd-current -n 4 -o set --dsdt "$own/dsdt.aml"
	same set/vmm.dsdt "$own/dsdt.aml"
	vmacpigen -m vmd-current -n 4 -o set --no-table DSDT
	[ ! -e set/vmm.dsdt ]
	asl DSDT big "Name (BIG, \"$(head -c 4200 /dev/zero | tr '\0' x)\")"
	refuses 'vmm.dsdt would be 4243 bytes, and 4096 is what the machine takes' \
	    vmacpigen -m vmd-current -n 4 -o set --dsdt big.aml
}

@test "a FADT of the user's: its pointers lead to this FACS and this DSDT" {
	vmacpigen -m q35 -n 4 -o set --table "$own/facp.aml"
	vmacpigen show set >text
	part 'FADT at' <text >fadt
	for field in FIRMWARE_CTRL DSDT X_DSDT; do
		grep -E " $field +0x[0-9a-f]+ +-> (FACS|DSDT)" fadt
	done
	# all else is as it was
	vmacpigen extract -o tables set
	# of ACPI 2.0, cut behind X_DSDT
	python3 - tables/facp.dat <<-'end'
		import sys
		data = bytearray(open(sys.argv[1], "rb").read()[:148])
		data[4:8] = (148).to_bytes(4, "little")
		data[132:140] = (0x7eadb000).to_bytes(8, "little")
		data[9] = 0
		data[9] = -sum(data) % 256
		open("facp148", "wb").write(data)
	end
	vmacpigen link -o short facp148 tables/facs.dat tables/dsdt.dat
	vmacpigen show short | grep -E ' X_FIRMWARE_CTRL +0x[0-9a-f]+ +-> FACS'
	[ "$(cmp -l tables/facp.dat "$own/facp.aml" |
	    awk '$1 > 44 && ($1 < 133 || $1 > 148)' | wc -l)" -eq 0 ]
}

@test "OEM IDs: given, an SLIC's, the machine's" {
	vmacpigen -m q35 -n 4 -o set
	[ "$(ids set FADT)" = 'OEM "VMACPI" "Q35 FADT" 0x1' ]
	vmacpigen -m q35 -n 4 -o set --table "$own/slic.aml"
	slic=$(ids set SLIC)
	[ "$(ids set FADT)" = "$slic" ]
	[ "$(ids set XSDT)" = "$slic" ]
	[ "$(ids set MADT)" = 'OEM "VMACPI" "Q35 MADT" 0x1' ]
	vmacpigen -m q35 -n 4 -o set --table "$own/slic.aml" --oem-id ME \
	    --oem-table-id 'MY TABLE' --oem-revision 0x20
	for table in FADT XSDT MADT HPET; do
		[ "$(ids set $table)" = \
		    'OEM "ME\x00\x00\x00\x00" "MY TABLE" 0x20' ]
	done
	[ "$(ids set SLIC)" = "$slic" ]
	vmacpigen show set | grep 'RSDP at .* OEM "ME'
	refuses "--oem-id 'SEVEN77': it has up to 6 characters of ASCII" \
	    vmacpigen -n 4 -o no --oem-id SEVEN77
	refuses "--oem-table-id 'é': it has up to 8 characters of ASCII" \
	    vmacpigen -n 4 -o no --oem-table-id é
	for n in '' x -1 0x 4294967296; do
		refuses "--oem-revision $n: not a number of 32 bits" \
		    vmacpigen -n 4 -o no --oem-revision "$n"
	done
	[ ! -e no ]
}

@test "files that are no tables, or not to be had here, are refused" {
	cp "$own/ssdt.aml" short
	truncate -s -1 short
	refuses "short: Length in the header is $(wc -c <"$own/ssdt.aml"); must be $(wc -c <short), the file's size" \
	    vmacpigen -n 4 -o out --table short
	head -c 20 "$own/ssdt.aml" >less
	echo 'DefinitionBlock ("", "SSDT", 2, "A", "B", 1) {}' >text
	: >empty
	for file in less text empty; do
		refuses "$file: not a table" vmacpigen -n 4 -o out --table $file
	done
	refuses 'none: No such file or directory' \
	    vmacpigen -n 4 -o out --table none
	refuses "$own/ssdt.aml: the signature is SSDT; must be DSDT" \
	    vmacpigen -n 4 -o out --dsdt "$own/ssdt.aml"
	vmacpigen extract -o tables "$golden/q35-4"
	refuses 'tables/xsdt.dat: the table is an RSDT or XSDT; must be another, as these are always made anew' \
	    vmacpigen -n 4 -o out --table tables/xsdt.dat
	refuses 'tables/rsdp.dat: not a table' \
	    vmacpigen -n 4 -o out --table tables/rsdp.dat
	refuses "$own/dsdt.aml: the set has a DSDT already, from tables/dsdt.dat; must have one" \
	    vmacpigen -n 4 -o out --dsdt tables/dsdt.dat \
	    --table "$own/dsdt.aml"
	truncate -s 17M huge
	refuses 'huge: larger than 16 MiB' vmacpigen -n 4 -o out --table huge
	for signature in OEM1 XSDT 'RSD ' RSDT FAC FACPX '' facp; do
		refuses "--no-table $signature: not the signature of a table that can be left out" \
		    vmacpigen -n 4 -o out --no-table "$signature"
	done
	[ ! -e out ]
}

@test "a wrong checksum is refused, or put right" {
	cp "$own/ssdt.aml" wrong.aml
	right=$(od -An -tx1 -j9 -N1 wrong.aml | tr -d ' ')
	patch wrong.aml 9 '\x00'
	refuses "wrong.aml: the checksum is 0x00; must be 0x$right: --fix-checksums corrects it" \
	    vmacpigen -m q35 -n 4 -o out --table wrong.aml
	[ ! -e out ]
	# the option counts wherever it stands
	vmacpigen -m q35 -n 4 -o out --table wrong.aml --fix-checksums
	vmacpigen extract -o tables out
	same tables/ssdt2.dat "$own/ssdt.aml"
}

@test "-b and --rsdp-at: where the image is for" {
	for base in 0x90000 0x7ff00000 0xefff0000; do
		rm -rf out tables plain
		vmacpigen -m q35 -n 4 -b $base -o out
		image=out/$(printf %05x $base).bin
		[ ! -e out/e0000.bin ]
		quietly vmacpigen check -b $base "$image"
		vmacpigen extract -b $base -o tables "$image"
		vmacpigen extract -o plain "$golden/q35-4/e0000.bin"
		# only addresses, and sums over them, are others
		for table in dsdt apic hpet ssdt waet facs; do
			same tables/$table.dat plain/$table.dat
		done
		cmp -l tables/facp.dat plain/facp.dat >bytes || :
		[ "$(awk '$1 != 10 && ($1 < 37 || $1 > 44) &&
		    ($1 < 141 || $1 > 148)' bytes | wc -l)" -eq 0 ]
	done
	for file in rsdp.bin tables.bin table-loader.bin; do
		same out/$file "$golden/q35-4/$file"
	done
	vmacpigen -m vmd-current,linkable=on -n 4 -b 0xefff0000 \
	    --rsdp-at 0x9d000 -o two
	[ "$(ls two)" = $'efff0000.bin\nrsdp-9d000.bin\nrsdp.bin\ntable-loader.bin\ntables.bin\nvmm.dsdt' ]
	[ "$(head -c 4 two/efff0000.bin)" = XSDT ]
	# XSDT is at the image's start, and both sums are right
	[ "$(od -An -tx8 -j24 -N8 --endian=little two/rsdp-9d000.bin)" = \
	    ' 00000000efff0000' ]
	for n in 20 36; do
		od -An -v -tu1 -N$n two/rsdp-9d000.bin |
		    awk '{ for (i = 1; i <= NF; i++) s += $i }
		    END { exit s % 256 }'
	done
	vmacpigen extract -o flat "$golden/vmd-current-4"
	same <(tail -c 64 two/efff0000.bin) flat/facs.dat
}

@test "-b and --rsdp-at: addresses that do not do" {
	for a in 0 x 0x 0x9000g -64 18446744073709551616; do
		refuses "-b $a: not an address" vmacpigen -n 4 -o out -b "$a"
		refuses "--rsdp-at $a: not an address" \
		    vmacpigen -n 4 -o out --rsdp-at "$a"
	done
	refuses '-b 0x90020: not a multiple of 64' \
	    vmacpigen -n 4 -o out -b 0x90020
	refuses '--rsdp-at 0x90008: not a multiple of 16' \
	    vmacpigen -n 4 -o out --rsdp-at 0x90008
	refuses '9fdc0.bin would be 588 bytes, and 576 is what fits there' \
	    vmacpigen -n 4 -o out -b 0x9fdc0
	vmacpigen -n 4 -o fits -b 0x9fd80
	refuses '100000000.bin would be 588 bytes, and 0 is what fits there' \
	    vmacpigen -n 4 -o out -b 0x100000000
	refuses 'rsdp-e0100.bin would be inside e0000.bin' \
	    vmacpigen -n 4 -o out --rsdp-at 0xe0100
	[ ! -e out ]
}

@test "link: what extract wrote, and the tables come back" {
	for set in vmd-4 vmd-4/e0000.bin q35-4 vmd-current-64; do
		rm -rf tables out again
		vmacpigen extract -o tables "$golden/$set"
		quietly vmacpigen link -o out tables
		vmacpigen extract -o again out
		[ "$(cd tables && echo *)" = "$(cd again && echo *)" ]
		for table in tables/*; do
			case $table in
			*/facp.dat|*/xsdt.dat|*/rsdp.dat) ;;
			*) same "$table" "again/${table#*/}" ;;
			esac
		done
		# link again, by their names: the same set
		quietly vmacpigen link -o twice again/*.dat
		same_set out twice
	done
}

@test "link: XSDT's IDs are the FADT's, an SLIC's, or given" {
	cp "$own"/dsdt.aml "$own"/facp.aml .
	vmacpigen link -o out facp.aml dsdt.aml
	[ "$(ids out XSDT)" = "$(ids out FADT)" ]
	vmacpigen link -o out facp.aml dsdt.aml "$own/slic.aml"
	[ "$(ids out XSDT)" = "$(ids out SLIC)" ]
	vmacpigen link --oem-id ME -o out facp.aml dsdt.aml
	vmacpigen show out | grep 'XSDT at .* OEM "ME'
}

@test "link: a dump's tables that AML loaded come too, its data do not" {
	mkdir -p dump/dynamic dump/data
	cp "$own/facp.aml" dump/FACP
	cp "$own/dsdt.aml" dump/DSDT
	cp "$own/ssdt.aml" dump/SSDT2
	cp "$own/other.aml" dump/SSDT10
	cp "$own/ssdt.aml" dump/dynamic/SSDT1
	echo blob >dump/data/BERT
	touch dump/dsdt.dsl dump/ssdt.hex
	quietly vmacpigen link -o out dump
	[ "$(signatures out)" = 'RSDP DSDT FADT SSDT1 SSDT2 SSDT3 XSDT ' ]
	vmacpigen extract -o tables out
	same tables/ssdt1.dat "$own/ssdt.aml"
	same tables/ssdt2.dat "$own/other.aml"
	same tables/ssdt3.dat "$own/ssdt.aml"
	cp "$own/dsdt.aml" dump/DSDT2
	refuses 'dump/DSDT2: the set has a DSDT already, from dump/DSDT; must have one' \
	    vmacpigen link -o no dump
	echo text >dump/README
	rm dump/DSDT2
	notes 'dump: passed over, since it is no table: README' \
	    vmacpigen link -o out dump
	refuses 'dump/README: not a table' vmacpigen link -o no dump/README
	refuses 'none: No such file or directory' vmacpigen link -o no none
	[ ! -e no ]
}

@test "link: what cannot move is named and left out, or refused" {
	for signature in BERT BGRT FPDT PCCT TCPA UEFI; do
		template $signature
		file=${signature,,}.aml
		notes "$file: left out: $signature points at memory that a guest does not have" \
		    vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" "$file"
		[ "$(signatures out)" = 'RSDP DSDT FADT XSDT ' ]
		refuses "$file: left out: $signature points at memory that a guest does not have" \
		    vmacpigen link --strict -o no "$own/facp.aml" \
		    "$own/dsdt.aml" "$file"
	done
	[ ! -e no ]
}

# bats test_tags=slow
@test "link: a flat image that does not fit is left out, unless asked for" {
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	mkdir out
	: >out/e0000.bin
	text=$(printf '%0200d' 0)
	ssdt=$(seq -f "Name (B%g, \"$text\")" 100 899)
	echo "DefinitionBlock (\"\", \"SSDT\", 2, \"A\", \"B\", 1) { $ssdt }" \
	    >big.asl
	iasl -p tables/big big.asl >/dev/null
	mv tables/big.aml tables/big.dat
	notes 'e0000.bin: left out: it would be 169556 bytes, and 131072 is what fits there' \
	    vmacpigen link -o out tables
	[ ! -e out/e0000.bin ]
	vmacpigen check out
	refuses 'e0000.bin would be 169556 bytes, and 131072 is what fits there' \
	    vmacpigen link -b 0xe0000 -o out tables
}

@test "link: regions in memory that a guest does not have" {
	region() {
		asl "$1" "$2" "OperationRegion (GNVS, SystemMemory, $3, 0x100)"
	}
	region SSDT nvs 0x7ab12000
	notes 'nvs.aml: left out: its region \GNVS is in memory at 0x7ab12000 that a guest does not have' \
	    vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" nvs.aml
	[ "$(signatures out)" = 'RSDP DSDT FADT XSDT ' ]
	region DSDT nvs 0x100000000
	notes 'nvs.aml: kept, since nothing works without a DSDT: its region \GNVS is in memory at 0x100000000 that a guest does not have' \
	    vmacpigen link -o out "$own/facp.aml" nvs.aml
	[ "$(signatures out)" = 'RSDP DSDT FADT XSDT ' ]
	# devices, low memory, and addresses that are computed
	for address in 0xfed00000 0xffff0 0x40e '0x7ab12000 + Local0'; do
		asl SSDT fine "Method (M000) { Local0 = 5
		    OperationRegion (GNVS, SystemMemory, $address, 16) }"
		quietly vmacpigen link -o out "$own/facp.aml" \
		    "$own/dsdt.aml" fine.aml
	done
	region SSDT low 0xfff01
	notes 'low.aml: left out: its region \GNVS is in memory at 0xfff01 that a guest does not have' \
	    vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" low.aml
	asl SSDT fine 'OperationRegion (\_SB.GNVS, SystemIO, 0x7ab1, 16)'
	quietly vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" fine.aml
	asl SSDT deep 'Scope (\_SB) { Device (PCI0) { Name (_ADR, 0) } }
	    OperationRegion (\_SB.PCI0.GNVS, SystemMemory, 0x7ab12000, 16)'
	notes 'deep.aml: left out: its region \_SB.PCI0.GNVS is in memory at 0x7ab12000 that a guest does not have' \
	    vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" deep.aml
	# constants of other spellings, another table's, too
	asl DSDT base 'Name (BASE, 0x7ab00000)'
	asl SSDT sum 'External (BASE, IntObj)
	    OperationRegion (GNVS, SystemMemory, BASE + 0x12000, 16)'
	notes 'sum.aml: left out: its region \GNVS is in memory at 0x7ab12000 that a guest does not have' \
	    vmacpigen link -o out "$own/facp.aml" base.aml sum.aml
	# what only has the bytes of a region
	asl SSDT fine 'Name (BUF0, Buffer () { 0x5b, 0x80, 0x47, 0x4e, 0x56,
	    0x53, 0x00, 0x0c, 0x00, 0x20, 0xb1, 0x7a, 0x0a, 0x10 })'
	quietly vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" fine.aml
}

@test "link: AML that cannot be read may have regions, and is named" {
	asl SSDT odd 'Name (ODD0, 0x12) Name (ODD1, 0x1234)'
	# The first of the two gets an opcode that there is none of.
	printf '\2' | dd of=odd.aml bs=1 seek=41 conv=notrunc 2>/dev/null
	capture vmacpigen link --fix-checksums -o out "$own/facp.aml" \
	    "$own/dsdt.aml" odd.aml
	[ "$status" -eq 0 ]
	grep -x -F 'vmacpigen: odd.aml: its AML cannot be read: SSDT at 0x29, in \: 0x02 is no opcode' \
	    <<<"$stderr"
	[ "$(signatures out)" = 'RSDP DSDT FADT SSDT XSDT ' ]
	run -1 vmacpigen link --strict --fix-checksums -o no "$own/facp.aml" \
	    "$own/dsdt.aml" odd.aml
	[ ! -e no ]
}

@test "link: without a FADT or a DSDT" {
	notes "$own/ssdt.aml: the tables have no FADT" \
	    vmacpigen link -o out "$own/ssdt.aml"
	[ "$(signatures out)" = 'RSDP SSDT XSDT ' ]
	notes "$own/facp.aml: the tables have no DSDT" \
	    vmacpigen link -o out "$own/facp.aml"
	vmacpigen show out | grep -E ' X_DSDT +0x0000000000000000 +none'
	refuses "$own/facp.aml: the tables have no DSDT" \
	    vmacpigen link --strict -o no "$own/facp.aml"
	[ ! -e no ]
}

# cpus SET: type, UID and APIC ID of each
cpus() {
	vmacpigen show "$1" | awk '
	    /^    [A-Z].*\[[0-9]+\]$/ { cpu = /Processor/ }
	    cpu && / (ACPI Processor UID|APIC ID|X2APIC ID) / {
		    line = line " " $NF }
	    cpu && / Flags / { print substr(line, 2); line = "" }' |
	    tr '\n' ';'
}

@test "link -n: fewer processors, more, and the rest as it was" {
	vmacpigen -m q35 -n 4 -o q35
	vmacpigen extract -o tables q35
	for n in 1 3 4 6; do
		rm -rf out again
		vmacpigen link -n $n -o out tables
		vmacpigen extract -o again out
		vmacpigen -m q35 -n $n -o "q35-$n"
		vmacpigen extract -o want "q35-$n"
		same again/apic.dat want/apic.dat
		same again/dsdt.dat tables/dsdt.dat
	done
	# beyond 254 they are of the other type
	vmacpigen link --no-flat -n 300 -o big tables
	[ "$(vmacpigen show big | grep -c 'Processor Local APIC\[')" -eq 255 ]
	[ "$(vmacpigen show big | grep -c 'Processor Local x2APIC\[')" -eq 45 ]
	# APIC IDs are those that QEMU has, or are given
	vmacpigen -m q35 -n 3 --apic-ids 0,2,9 -o gaps
	vmacpigen extract -o gap gaps
	for words in '-n 5=0 1 2 3 4 ' '--topology sockets=2,cores=3=0 1 2 4 5 6 ' \
	    '--apic-ids 4-5=4 5 ' '-n 3 --apic-ids 0,2,9=0 2 9 '; do
		# shellcheck disable=SC2086
		vmacpigen link ${words%=*} -o out gap
		vmacpigen extract -o again out
		[ "$(vmacpigen show again/apic.dat |
		    sed -n 's/.*  APIC ID  *\([0-9]*\)$/\1/p' |
		    tr '\n' ' ')" = "${words##*=}" ]
	done
	same again/apic.dat gap/apic.dat
	for n in 0 4097 x ''; do
		refuses "-n '$n': the number of CPUs must be 1 to 4096" \
		    vmacpigen link -n "$n" -o no tables
	done
	[ ! -e no ]
}

# A MADT whose last entry is broken is passed on as it is
@test "link -n: a MADT that is damaged" {
	vmacpigen extract -o tables "$golden/q35-4"
	patch tables/apic.dat $(($(wc -c <tables/apic.dat) - 5)) '\xff'
	vmacpigen link --fix-checksums -n 2 -o out tables
	vmacpigen extract -o again out
	same <(tail -c 6 tables/apic.dat) <(tail -c 6 again/apic.dat)
}

@test "link -n: no MADT" {
	vmacpigen extract -o tables "$top/tests/golden/vmd-4"
	rm tables/apic.dat
	refuses "-n: the tables have no MADT of local APICs; must have one, whose processors are replaced" \
	    vmacpigen link -n 2 -o no tables
	[ ! -e no ]
	vmacpigen link -o one tables
	# nor one of other controllers: SAPICs, GICs, LoongArch, RISC-V
	for type in 7 11 12 17 24; do
		python3 -c 'import sys
sys.stdout.buffer.write(bytes(8) + bytes([int(sys.argv[1]), 82]) + bytes(80))' \
		    $type | as_table APIC 6 >tables/apic.dat
		refuses "-n: the tables have no MADT of local APICs; must have one, whose processors are replaced" \
		    vmacpigen link -n 2 -o no tables
	done
}

# x2apics UID...: a MADT of such processors, enabled, with APIC ID 0
x2apics() {
	python3 -c 'import struct, sys
sys.stdout.buffer.write(struct.pack("<II", 0xfee00000, 1) + b"".join(
    struct.pack("<BBHIII", 9, 16, 0, 0, 1, int(uid, 0))
    for uid in sys.argv[1:]))' "$@" | as_table APIC 6
}

@test "link -n: a new processor's UID is none that means all" {
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	x2apics 0xfffffffe >tables/apic.dat
	vmacpigen link -n 3 -o set tables
	run -0 vmacpigen show set
	[ "$(grep -c ' ACPI Processor UID  *[01]$' <<<"$output")" -eq 2 ]
	[[ $output != *' 4294967295'* ]]
	# nor one that another has
	x2apics 1 0xfffffffe >tables/apic.dat
	vmacpigen link -n 5 -o set tables
	run -0 vmacpigen show set
	[ "$(grep ' ACPI Processor UID ' <<<"$output" | sort -u | wc -l)" -eq 5 ]
}

@test "link: a set is no tables" {
	vmacpigen -m q35 -n 1 -o set
	before=$(snapshot set)
	refuses 'set: these are not tables but a set; extract makes tables of it' \
	    vmacpigen link -o set set
	[ "$(snapshot set)" = "$before" ]
	as_by_name set tree
	refuses 'tree: these are not tables but a set; extract makes tables of it' \
	    vmacpigen link -o no tree
}

@test "iasl's templates: each links, comes back, and is read by iasl" {
	# DSDT and SSDT are AML; FACS, RSDP and the roots have a test elsewhere;
	# S3PT is a part of FPDT's, without a checksum.
	signatures=$(iasl -ht | sed -n 's/^ *[0-9]*) \(....\) .*/\1/p' |
	    grep -v -x -E 'DSDT|SSDT|OSDT|FACP|FACS|RSDP|RSDT|S3PT|XSDT')
	[ "$(wc -w <<<"$signatures")" -ge 50 ]
	for signature in $signatures; do
		template "$signature" || :
		file=${signature,,}.aml
		[ -s "$file" ] || {
			echo "$signature" >>not-compiled
			continue
		}
		rm -rf out back
		vmacpigen link -o out "$own/facp.aml" "$own/dsdt.aml" "$file" \
		    2>said
		if grep -q 'left out' said; then
			echo "$signature" >>left-out
			continue
		fi
		vmacpigen extract -o back out
		same "back/${signature,,}.dat" "$file"
		iasl -d "back/${signature,,}.dat" >log 2>&1
		run ! grep -i -E 'invalid checksum|truncat' log
		echo "$signature" >>linked
	done
	# What points at memory, and hardware that a guest does not have; not
	# every iasl has a template of each.
	printf '%s\n' BERT BGRT CCEL CEDT CSRT DMAR DRTM ECDT EINJ ERST FPDT \
	    HEST IVRS LPIT NFIT NHLT PCCT PHAT PRMT SDEV SVKL TCPA TPM2 UEFI \
	    VIOT WDAT WDDT WDRT >list
	run ! grep -v -x -f list left-out
	run ! grep -x -f list linked
	[ "$(wc -l <left-out)" -ge 20 ]
	[ "$(wc -l <linked)" -ge 30 ]
	cat not-compiled 2>/dev/null || :
}

@test "relink: our own sets, in QEMU's order" {
	vmacpigen -m vmd-current,linkable=on -n 64 -o vmd-current-64
	for set in "$golden/vmd-4" vmd-current-64 "$golden/q35-4"; do
		rm -rf out
		quietly vmacpigen relink -o out "$set/tables.bin"
		same out/tables.bin "$set/tables.bin"
		for dir in "$set" out; do
			vmacpigen show "$dir" |
			    sed -n 's/^ *[0-9][0-9]* \(ADD_.*\)/\1/p'
		done >commands
		[ "$(wc -l <commands)" -ge 18 ]
		# A 64-bit pointer that is 0 may as well be none.
		[ "$(sort commands | uniq -u)" = "$(grep -F \
		    'X_FIRMWARE_CTRL -> FACS' commands)" ]
		[ "$(head -c 68 out/table-loader.bin | tail -c 64 |
		    tr -d '\0')" = "$(printf 'etc/acpi/rsdp\020\002')" ]
	done
}

@test "relink: what is not a tables.bin" {
	relink_refuses() {
		refuses "blob: $1" vmacpigen relink -o out blob
	}
	none='no RSDT or XSDT has offsets of tables as its entries'
	: >blob
	relink_refuses "$none"
	seq 1000 >blob
	relink_refuses "$none"
	# linked already: addresses are no offsets
	cp "$golden/q35-4/e0000.bin" blob
	relink_refuses "$none"
	cp "$golden/q35-4/tables.bin" blob
	facp=$(grep -abo FACP blob | head -n 1 | cut -d : -f 1)
	patch blob $((facp + 9)) '\x05'
	relink_refuses "FACP at 0x$(printf %x "$facp"): the checksum is wrong; must be right, or 0 in an unlinked file"
	# one table inside another
	cp "$golden/q35-4/tables.bin" blob
	hpet=$((0x$(vmacpigen show "$golden/q35-4" |
	    sed -n 's/^  HPET at .*+0x\([0-9a-f]*\), .*/\1/p')))
	patch blob $((hpet + 4)) '\x60'
	next=$(tail -c +$((hpet + 57)) blob | head -c 4)
	relink_refuses "$next at 0x$(printf %x $((hpet + 56))) begins inside HPET at 0x$(printf %x "$hpet")"
	refuses 'none: No such file or directory' vmacpigen relink -o out none
	truncate -s 17M blob
	relink_refuses 'larger than 16 MiB'
	[ ! -e out ]
}

# bats test_tags=slow
@test "relink: cut off anywhere, it refuses or links" {
	linked=0
	size=$(wc -c <"$golden/vmd-1/tables.bin")
	for ((n = 0; n <= size; n++)); do
		head -c $n "$golden/vmd-1/tables.bin" >blob
		if vmacpigen relink -o out blob 2>/dev/null; then
			linked=$((linked + 1))
		fi
	done
	[ "$linked" -eq 1 ]
}
