# The four files of the vmd machine, byte for byte

load lib

setup_file() {
	PATH=$(cd "$BATS_TEST_DIRNAME/.." && pwd):$PATH
	vmacpigen -n 4 -o "$BATS_FILE_TMPDIR/4"
}

four=$BATS_FILE_TMPDIR/4

# hex_of FILE [OFFSET LENGTH]: two digits a byte, one blank between
hex_of() {
	od -An -v -tx1 -j "${2:-0}" ${3:+-N "$3"} "$1" |
	    tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

# bytes_are HEX FILE [OFFSET LENGTH]: the listing's layout means nothing
bytes_are() {
	local want
	want=$(echo "$1" | sed 's/#.*//' | tr -s ' \t\n' ' ' |
	    sed 's/^ //; s/ $//')
	shift
	diff <(fold -w 48 <<<"$want") <(hex_of "$@" | fold -w 48; echo)
}

# iasl_complains DIR: all that iasl has to say about the tables but what it
# always says
iasl_complains() {
	local table
	for table in "$1"/*.dat; do
		[ "$table" != "$1/RSDP.dat" ] || continue
		iasl -d "$table" 2>&1
		[ -s "${table%.dat}.dsl" ] || echo "nothing for $table"
	done | grep -i -e error -e warning -e invalid -e incorrect -e nothing
}

@test "the SHA-256 sums for 4 CPUs" {
	cd "$four"
	sha256sum -c --quiet <<-'EOF'
	323892ec035dd1a1522057da52e7290daa77bf86d30520c131def1c9ef44e32a  rsdp.bin
	d00ed2d8a599e4d5f22ecc19cb88e9815cb2412f4a6daa423909bc7ace22753c  tables.bin
	c72d10ae09ba64605dee29f806f2d88f623feba15c0e43b74dedeac353657120  table-loader.bin
	9c68ce6e9c3a0b46224a2c63a678b720a280acb6bfb2eeb426c3c6ae3dc972ec  e0000.bin
	EOF
}

@test "an oracle that shares no code, for every number of CPUs" {
	# shellcheck disable=SC2046
	"$tools/oracle" oracle $(seq 64)
	for ((n = 1; n <= 64; n++)); do
		vmacpigen -n "$n" -o ours
		same_set ours "oracle/$n"
	done
}

@test "RSDP of the flat image, by hand" {
	bytes_are "
	    52 53 44 20 50 54 52 20		# signature
	    b8					# checksum
	    4f 70 65 6e 42 53			# OEM ID
	    02					# revision
	    00 00 00 00				# RSDT
	    24 00 00 00				# length
	    40 00 0e 00 00 00 00 00		# XSDT
	    8e					# extended checksum
	    00 00 00" "$four/e0000.bin" 0 36
}

@test "MADT of the flat image, by hand" {
	vmacpigen -n 2 -o 2
	bytes_are "
	    41 50 49 43				# signature
	    3c 00 00 00				# length
	    01					# revision
	    8a					# checksum
	    4f 70 65 6e 42 53			# OEM ID
	    4f 70 65 6e 42 53 56 4d		# OEM table ID
	    01 00 00 00				# OEM revision
	    4f 56 4d 44				# creator ID
	    01 00 00 00				# creator revision
	    00 00 e0 fe				# local APIC address
	    01 00 00 00				# PCAT_COMPAT
	    00 08 00 00 01 00 00 00		# local APIC, UID, ID, enabled
	    00 08 01 01 01 00 00 00" 2/e0000.bin 0x200
}

@test "the script's first and last command, by hand" {
	zeros() { printf '00 %.0s' $(seq "$1"); }
	bytes_are "
	    01 00 00 00				# ALLOCATE
	    65 74 63 2f 61 63 70 69 2f 74 61 62 6c 65 73 $(zeros 41)
	    40 00 00 00				# alignment
	    02					# FSEG
	    $(zeros 63)" "$four/table-loader.bin" 0 128
	bytes_are "
	    03 00 00 00				# ADD_CHECKSUM
	    65 74 63 2f 61 63 70 69 2f 72 73 64 70 $(zeros 43)
	    20 00 00 00				# checksum
	    00 00 00 00				# start
	    24 00 00 00				# length
	    $(zeros 56)" "$four/table-loader.bin" 1408 128
}

@test "every sum in the flat image is 0" {
	split_flat "$four/e0000.bin" .
	rm FACS.dat			# has none
	for table in *.dat; do
		od -An -v -tu1 "$table" | awk -v table="$table" '
		    { for (i = 1; i <= NF; i++) sum += $i }
		    END { if (sum % 256) { print table, sum; exit 1 } }'
	done
}

# No PM1 blocks is what the contract says, and iasl objects to it.
@test "iasl takes every table, for 1 and 64 CPUs" {
	for n in 1 64; do
		mkdir "split-$n"
		vmacpigen -n "$n" -o "$n"
		split_flat "$n/e0000.bin" "split-$n"
		run iasl_complains "split-$n"
		[ "${#lines[@]}" -eq 2 ]
		[[ ${lines[0]} == 'Firmware Error (ACPI): Required FADT field Pm1aEventBlock has zero address'* ]]
		[[ ${lines[1]} == 'Firmware Error (ACPI): Required FADT field Pm1aControlBlock has zero address'* ]]
	done
}

@test "iasl reads from FADT and MADT what the contract says" {
	split_flat "$four/e0000.bin" .
	iasl -d FACP.dat APIC.dat >/dev/null 2>&1
	grep 'PM Profile : 01 \[Desktop\]' FACP.dsl
	grep 'SCI Interrupt : 0009' FACP.dsl
	grep 'Legacy Devices Supported (V2) : 1' FACP.dsl
	grep '8042 Present on ports 60/64 (V2) : 1' FACP.dsl
	grep 'WBINVD instruction is operational (V1) : 1' FACP.dsl
	grep 'All CPUs support C1 (V1) : 1' FACP.dsl
	grep 'FACS Address : 00000000000E0180' FACP.dsl
	grep 'DSDT Address : 00000000000E01C0' FACP.dsl
	grep 'PC-AT Compatibility : 1' APIC.dsl
	[ "$(grep -c 'Processor Enabled : 1' APIC.dsl)" -eq 4 ]
}

@test "acpiexec loads the set, and misses the PM1 blocks" {
	split_flat "$four/e0000.bin" .
	run acpiexec_says FACP.dat APIC.dat FACS.dat DSDT.dat <<<help
	[[ $output == *'1 ACPI AML tables successfully acquired and loaded'* ]]
	[[ $output == *'Required FADT field Pm1aEventBlock has zero address'* ]]
	[[ $output == *'Required FADT field Pm1aControlBlock has zero address'* ]]
	[[ $output == *'AE_BAD_ADDRESS, Unable to initialize fixed events'* ]]
	[ "$(grep -c -i -e error -e warning <<<"$output")" -eq 3 ]
}

@test "-m vmd is the default" {
	vmacpigen -m vmd -n 4 -o vmd
	same_set "$four" vmd
}
