# Tables as people have them: dumps, directories, what was cut short; link,
# relink and extract say where something is wrong, and what they change

load lib

golden=$top/tests/golden
cases=$top/tests/cases

@test "a table that was cut short" {
	for verb in show check 'extract -a'; do
		status=1
		[ "$verb" != check ] || status=2
		# shellcheck disable=SC2086
		ends $status "$cases/26-short.aml: Length in the header is 56; must be 50, the file's size" \
		    vmacpigen $verb "$cases/26-short.aml"
	done
	refuses "$cases/26-short.aml: Length in the header is 56; must be 50, the file's size" \
	    vmacpigen link -o out "$cases/26-short.aml"
}

@test "a FACS with bytes behind it does not cost its directory" {
	line="$cases/27-dir-facs80/facs.dat: Length in the header is 64, and the dump has 80 bytes: the first 64 are read"
	notes "$line" vmacpigen link -o set "$cases/27-dir-facs80"
	notes "$line" vmacpigen extract -o out "$cases/27-dir-facs80"
	[ "$(wc -c <out/facs.dat)" -eq 64 ]
	capture vmacpigen show "$cases/27-dir-facs80"
	[ "$status" -eq 0 ]
	grep 'FACS at 0x0, 64 bytes' <<<"$output"
	capture vmacpigen diff "$cases/27-dir-facs80" "$cases/27-dir-facs80"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "acpidump's text, by every verb" {
	text=$cases/29-acpidump.txt
	capture vmacpigen show "$text"
	grep -F "$text: APIC at line " <<<"$output"
	quietly vmacpigen extract -o tables "$text"
	acpixtract -a "$text" >/dev/null
	for table in tables/*.dat; do
		[ "$table" = tables/rsdp.dat ] || same "$table" "${table#*/}"
	done
	quietly vmacpigen diff tables "$text"
	quietly vmacpigen link -o out "$text"
	vmacpigen link -o again tables
	same_set out again
}

@test "link: the text's first machine, and the FACS to which its FADT leads" {
	vmacpigen extract -a "$golden/q35-4" >text
	{
		# another FACS at an address to which nothing leads
		sed -n '/^FACS/,/^$/p' text | sed '1s/@.*/@ 0x0000000000001000/
		    s/0020: 02/0020: 01/'
		cat text
		vmacpigen extract -a "$golden/q35-64"
	} >two
	rm -rf out
	capture vmacpigen link -o out two
	[ "$status" -eq 0 ]
	[ "$(wc -l <<<"$stderr")" -eq 3 ]
	grep -x 'vmacpigen: two: the tables of 2 machines' <<<"$stderr"
	grep -x 'vmacpigen: two: FACS at line 1: left out: the FADT leads to another FACS' \
	    <<<"$stderr"
	grep "left out, with all that follows: it is from another machine" \
	    <<<"$stderr"
	vmacpigen link -o want text
	same_set out want
	# without addresses, the first
	vmacpigen extract -o tables "$golden/q35-4"
	cp tables/facs.dat tables/facs2.dat
	notes 'tables/facs2.dat: left out: a second FACS, after tables/facs.dat' \
	    vmacpigen link -o again tables
	same_set again want
	# Whose is what is not one of a kind?
	sed -n '/^WAET/,/^$/p' text >waet
	cat text waet waet text >three
	capture vmacpigen link -o no three
	[ "$status" -eq 0 ]
	grep -x 'vmacpigen: three: the tables of 2 machines; the last 2 of the first may be of the second' \
	    <<<"$stderr"
	rm -rf no
	for input in two tables; do
		run -1 vmacpigen link --strict -o no $input
		[ ! -e no ]
	done
	# twice at one address
	{
		cat text
		sed -n '/^FACS/,/^$/p; /^DSDT/,/^$/p' text
	} >twice
	capture vmacpigen link -o once twice
	[ "$(grep -c 'left out: a second .* at its address$' <<<"$stderr")" -eq 2 ]
	same_set once want
}

@test "link: hardware that a guest does not have" {
	dump=$cases/32-link-ivrs
	notes "$dump/ivrs.dat: left out: IVRS describes an IOMMU that a guest does not have" \
	    vmacpigen link -o out "$dump"
	refuses "$dump/ivrs.dat: left out: IVRS describes an IOMMU that a guest does not have" \
	    vmacpigen link --strict -o no "$dump"
	vmacpigen extract -o tables out
	[ ! -e tables/ivrs.dat ]
	[ -e tables/mcfg.dat ]
}

@test "link -n: APIC IDs that QEMU has" {
	dump=$cases/33-apic-0-2
	vmacpigen link -o out "$dump"
	refuses "out/tables.bin: the MADT's APIC IDs are those of no topology; must be those of a -smp of QEMU" \
	    vmacpigen qemu out
	rm -rf out
	notes "$dump/apic.dat: 2 processors instead of 4, with the APIC IDs 0-1" \
	    vmacpigen link -n 2 -o out "$dump"
	[[ $(vmacpigen qemu out) == '-machine q35,acpi=off -smp 2 -fw_cfg '* ]]
	rm -rf out
	notes "$dump/apic.dat: its processors now have the APIC IDs 0-1,4-5" \
	    vmacpigen link --apic-ids 0-1,4-5 -o out "$dump"
	rm -rf out
	notes "$dump/apic.dat: its processors now have the APIC IDs 0-3" \
	    vmacpigen link --topology sockets=2,threads=2 -o out "$dump"
}

@test "qemu: SMI commands for another firmware go nowhere" {
	other_registers "$cases/33-apic-0-2" tables
	vmacpigen link --fix-checksums -n 2 -o out tables
	[[ $(vmacpigen qemu out) == '-machine q35,acpi=off,smm=off -smp 2 '* ]]
	[[ $(vmacpigen qemu out) == *' -device isa-debugcon,iobase=0xb2,chardev=smi,readback=0' ]]
}

@test "qemu: a port of an embedded controller that answers" {
	controller ec.aml
	vmacpigen -m q35 -n 2 --table ec.aml -o set
	[[ $(vmacpigen qemu set) == '-machine q35,acpi=off -smp 2 '*\
' -device isa-debugcon,iobase=0x62,chardev=ec-data,readback=0 '*\
' -device isa-debugcon,iobase=0x66,chardev=ec-status,readback=1' ]]
}

@test "link --numa: SRAT, SLIT and HMAT are made, and the dump's left out" {
	dump=$cases/33-apic-0-2
	mkdir tables
	cp "$dump"/* tables
	vmacpigen -m q35 -n 2 --numa cpus=0-1,memory=512G -o numa
	vmacpigen extract -o numa-tables numa
	cp numa-tables/srat.dat tables
	capture vmacpigen link -n 2 -o out tables
	grep -x 'vmacpigen: tables/srat.dat: left out: SRAT is about the processors that were replaced' \
	    <<<"$stderr"
	[[ $(vmacpigen qemu out) != *' -m '* ]]
	vmacpigen link -n 2 --numa cpus=0,memory=256M,latency=10 \
	    --numa cpus=1,memory=256M --distance 0,1,30 -o out tables
	[[ $(vmacpigen qemu out) == '-machine q35,acpi=off -smp 2 -m 512M '* ]]
	vmacpigen -m q35 -n 2 --numa cpus=0,memory=256M,latency=10 \
	    --numa cpus=1,memory=256M --distance 0,1,30 -o q35
	vmacpigen extract -o want q35
	vmacpigen extract -o got out
	for table in srat slit hmat; do
		same <(tail -c +37 got/$table.dat) <(tail -c +37 want/$table.dat)
	done
	refuses '--numa: the number of CPUs is missing; must be given with -n' \
	    vmacpigen link --numa memory=1G -o no tables
	refuses '--numa: the number of CPUs is missing; must be given with -n' \
	    vmacpigen link --numa cpus=0-3,memory=1G -o no tables
}

@test "link: every wrong checksum is named, and mended on request" {
	vmacpigen extract -o tables "$golden/q35-4"
	for table in apic hpet; do
		printf '\x00' | dd of=tables/$table.dat bs=1 seek=9 \
		    conv=notrunc 2>/dev/null
	done
	capture vmacpigen link -o out tables
	[ "$status" -eq 1 ]
	[ ! -e out ]
	[ "$(grep -c 'the checksum is 0x00; must be 0x.*: --fix-checksums corrects it' \
	    <<<"$stderr")" -eq 2 ]
	capture vmacpigen link --fix-checksums -o out tables
	[ "$status" -eq 0 ]
	[ "$(grep -c 'the checksum was 0x00, and is 0x' <<<"$stderr")" -eq 2 ]
}

@test "link: an empty directory" {
	mkdir empty
	refuses 'empty: no table is in it' vmacpigen link -o out empty
	echo text >empty/README
	capture vmacpigen link -o out empty
	[ "$status" -eq 1 ]
	[ ! -e out ]
}

@test "relink: what it could not link is named" {
	notes "$cases/31-relink-aml-pointer/tables.bin: SSDT at 0xb20: region \\DATA is at 0xb10, an offset in this file: it is not linked" \
	    vmacpigen relink -o out "$cases/31-relink-aml-pointer/tables.bin"
	for set in q35-4 vmd-current-linkable-4; do
		quietly vmacpigen relink -o out "$golden/$set/tables.bin"
	done
}

@test "relink: QEMU's pointers to other files, and an SLIC's OEM ID" {
	qemu_set guid -machine q35 -device vmgenid
	capture vmacpigen relink -o out guid/tables.bin
	[ "$status" -eq 0 ]
	[[ $stderr == 'vmacpigen: guid/tables.bin: SSDT at 0x'*': name \VGIA is 0 in 32 bits, like a pointer to another file: it is not linked' ]]
	iasl -T SLIC >/dev/null 2>&1
	iasl slic.asl >/dev/null 2>&1
	qemu_set slic -machine q35 -acpitable file=slic.aml
	quietly vmacpigen relink -o out slic/tables.bin
	same out/rsdp.bin slic/rsdp.bin
}
