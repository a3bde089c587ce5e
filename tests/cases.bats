# Tables that went wrong for somebody, and what is to be said of them. Each was
# made from a table of ours; what it stands for is above its test.

load lib

cases=$top/tests/cases

# The set that the cases are put into, as a directory of tables
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	vmacpigen -m q35 -n 4 -o set
	vmacpigen extract -o tables set
}

# says TABLE CASE [LINE ...]: check finds just this in the case's table: level,
# rule and the beginning of the message. Alone, unless it takes others to see
# ($together), among the base's tables, and linked with them.
says() {
	local table=$1 case=$2 inputs=(tables linked)
	shift 2
	[ -n "${together-}" ] || inputs+=("$cases/$case")
	cp -R "$BATS_FILE_TMPDIR/tables" tables
	cp "$cases/$case" "tables/$table"
	vmacpigen link -o linked tables
	for input in "${inputs[@]}"; do
		capture vmacpigen check "$input"
		if [ "$status" -ne "$(grep -c '^error' <<<"$1")" ]; then
			echo "$input: status $status"
			return 1
		fi
		finds "$@" <<<"$output"
	done
}

# finds LINE ...: these are the findings, by their beginnings
finds() {
	local found want
	while IFS= read -r found; do
		want=${1-nothing more}
		case $found in
		*": $want"*) shift ;;
		*)	echo "found: $found" "wanted: $want"
			return 1 ;;
		esac
	done < <(grep .)
	[ $# -eq 0 ] || {
		echo "not found: $1"
		return 1
	}
}

# acpica issue 462; StarLabs coreboot pull request 101
@test "a wrong checksum, of a table on its own and in a directory" {
	mkdir dir
	cp "$cases/01-lone-badsum/apic.dat" dir
	for input in dir dir/apic.dat; do
		run -1 vmacpigen check "$input"
		[ "$output" = "dir/apic.dat: MADT.Checksum at 0x9: error:\
 table-sum: the bytes of the MADT sum to 0x2b; must sum to 0, with a checksum of\
 0x97 (ovmf, acpi, linux, openbsd)" ]
	done
}

# acpica pull request 1103; 291 of 641 machines
@test "GPEs of more bytes than a register's width can say" {
	says facp.dat 02-facp-gpe0-32.dat
}

# 22 of 655 machines
@test "PM2_CNT_LEN without PM2_CNT_BLK" {
	says facp.dat 03-facp-pm2len.dat 'warning: fadt-optional: FADT.PM2_CN'
}

# Three servers of HP: ACPI 6.5, 5.2.9 asks for 2 or more
@test "PM1_CNT_LEN is 4" {
	says facp.dat 05-facp-pm1cnt4.dat 'warning: fadt-width: FADT.PM1_CNT_'
}

# asterinas pull request 3762
@test "two I/O APICs at one address" {
	says apic.dat 06-apic-ioapic-dup.dat \
	    "error: madt-ioapic-address: an I/O APIC's address is 0xfec00000, "
}

# Linux mp_register_ioapic()
@test "two I/O APICs with one first GSI" {
	says apic.dat 08-apic-ioapic-gsi.dat \
	    "error: madt-gsi: an I/O APIC's first GSI is 0, "
}

# ACPI 6.5, table 5.26
@test "an override with a reserved polarity and trigger mode" {
	says apic.dat 09-apic-iso-reserved.dat \
	    'warning: madt-polarity: the override has polarity 2, ' \
	    'warning: madt-polarity: the override has trigger mode 2, '
}

# Linux acpi_parse_lapic()
@test "a processor with the broadcast ID" {
	together=yes says apic.dat 11-apic-lapic-255.dat \
	    "error: madt-broadcast: a usable processor's APIC ID is 255, " \
	    'warning: aml-processors: of the CPUs that the MADT '
}

# Dasharo issue 1094
@test "processors that may come, with one APIC ID" {
	says apic.dat 12-apic-hotplug-dup.dat \
	    'error: madt-apic-id: ' 'error: madt-apic-id: ' \
	    'error: madt-apic-id: '
}

# AmpereComputing lts-kernel issue 25
@test "memory of two domains that overlaps" {
	says srat.dat 13-srat-overlap.dat 'error: srat-memory: the memory at '
}

# OSv pull requests 1437 and 1482; the SRAT alone is sound
@test "a processor that is in no domain" {
	together=yes says srat.dat 15-srat-cpu-missing.dat \
	    'warning: srat-cpu-missing: the processor with APIC ID 3 '
	quietly vmacpigen check -W "$cases/15-srat-cpu-missing.dat"
}

# Linux slit_valid()
@test "a distance below that of a locality from itself" {
	says slit.dat 17-slit-below10.dat 'error: slit-distance: '
}

# PCI Firmware specification 3.3, 4.1.2
@test "configuration spaces of two segments that overlap" {
	says mcfg.dat 19-mcfg-overlap.dat 'error: mcfg-overlap: '
}

# cloud-hypervisor pull request 2829
@test "an XSDT with the DSDT, or with one address twice" {
	run -1 vmacpigen check "$cases/20-xsdt-dsdt.bin"
	finds 'error: root-lists: the XSDT lists the DSDT; ' <<<"$output"
	run -1 vmacpigen check "$cases/22-xsdt-twice.bin"
	finds "error: root-twice: an entry's address is 0xe0a40, " \
	    <<<"$output"
}

@test "a wrong checksum of the RSDP is called by its name" {
	run -1 vmacpigen check "$cases/24-rsdp-extsum.bin"
	[[ $output == *': RSDP.Extended Checksum at 0x20: error: table-sum: '* ]]
	finds 'error: table-sum: the RSDP.Length bytes of the RSDP ' <<<"$output"
	cp "$cases/24-rsdp-extsum.bin" image
	printf '\1' | dd of=image bs=1 seek=8 conv=notrunc status=none
	run -1 vmacpigen check image
	[[ $output == *': RSDP.Checksum at 0x8: error: table-sum: '* ]]
}

# khronokernel's guide, issue 31
@test "a table that is cut short" {
	ends 2 "$cases/26-short.aml: Length in the header is 56; must be 50,\
 the file's size" vmacpigen check "$cases/26-short.aml"
}

# The FACS of fwts's fixtures
@test "a table that is longer than its header says does not cost the others" {
	capture vmacpigen check -W "$cases/27-dir-facs80"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ $stderr == *'/facs.dat: Length in the header is 64, and the dump has 80 bytes: '* ]]
}

@test "the text of acpidump is a directory of tables" {
	quietly vmacpigen check -W "$cases/29-acpidump.txt"
	vmacpigen check -v "$cases/29-acpidump.txt" >said
	run ! grep '^fadt-smi: not applied' said
	grep -x 'root-entry: not applied: tables without a set have no addresses' \
	    said
}
