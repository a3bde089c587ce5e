# vmacpigen qemu

load lib

setup_file() {
	cp -r "$BATS_TEST_DIRNAME/golden/vmd-4" "$BATS_FILE_TMPDIR/set"
}

setup() {
	cp -r "$BATS_FILE_TMPDIR/set" set
}

options() {
	echo "-machine q35,acpi=off -smp $1" \
	    "-fw_cfg name=etc/acpi/rsdp,file=$2/rsdp.bin" \
	    "-fw_cfg name=etc/acpi/tables,file=$2/tables.bin" \
	    "-fw_cfg name=etc/table-loader,file=$2/table-loader.bin"
}

# QEMU's verdict on options, in $output; nothing runs in the machine
qemu_takes() {
	run timeout 30 qemu-system-x86_64 -S -nodefaults -display none \
	    -monitor stdio "$@" <<<quit
}

# patch FILE OFFSET BYTES: bytes as printf's escapes
patch() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

@test "a machine whose hardware QEMU does not have" {
	vmacpigen -m vmd-current -n 2 -o set
	refuses "set/efff0000.bin: QEMU has no such hardware: FADT.PM1a_EVT_BLK is 0xb000; must be 0x600, as on QEMU's q35" \
	    vmacpigen qemu set
	vmacpigen -m vmd-current,linkable=on -n 2 -o set
	refuses "set/tables.bin: QEMU has no such hardware: FADT.PM1a_EVT_BLK is 0xb000; must be 0x600, as on QEMU's q35" \
	    vmacpigen qemu set
}

@test "a set that QEMU does not write to memory, in one line and no other" {
	printf '%s\n' 'machine tiny' 'cpus 1' 'fadt 6.5 reduced' \
	    'files vmd-current' >tiny.vm
	vmacpigen -f tiny.vm -n 1 -o tiny
	refuses 'tiny/efff0000.bin: QEMU does not write this file to memory; must be a set' \
	    vmacpigen qemu tiny
}

@test "the options of a set" {
	[ "$(vmacpigen qemu set)" = "$(options 4 set)" ]
	[ "$(vmacpigen qemu "$PWD/set")" = "$(options 4 "$PWD/set")" ]
	[ "$(cd set && vmacpigen qemu .)" = "$(options 4 .)" ]
}

@test "the number of CPUs is what the MADT enables" {
	for n in 1 2 64; do
		vmacpigen -n "$n" -o "$n"
		[ "$(vmacpigen qemu "$n")" = "$(options "$n" "$n")" ]
	done
	# Flags of the last local APIC, and of the third
	patch set/tables.bin $((52 + 244 + 44 + 24 + 4)) '\0'
	[ "$(vmacpigen qemu set)" = "$(options 3,maxcpus=4 set)" ]
	patch set/tables.bin $((52 + 244 + 44 + 16 + 4)) '\2'
	[ "$(vmacpigen qemu set)" = "$(options 2,maxcpus=4 set)" ]
	# From revision 5 on a flag says whether there is a place.
	patch set/tables.bin $((52 + 244 + 8)) '\5'
	[ "$(vmacpigen qemu set)" = "$(options 2,maxcpus=3 set)" ]
}

# smp OPTION ...: what qemu says of a set of q35 with these options
smp() {
	vmacpigen --no-flat -m q35 "$@" -o other
	vmacpigen qemu other | sed 's/.*acpi=off -smp //; s/ -fw_cfg.*//'
}

@test "APIC IDs with gaps: the topology that has them" {
	[ "$(smp -n 12 --topology sockets=2,cores=3,threads=2)" = \
	    12,sockets=2,dies=1,cores=6,threads=1 ]
	[ "$(smp -n 12 --topology cores=4,threads=3)" = \
	    12,sockets=4,dies=1,cores=3,threads=1 ]
	[ "$(smp -n 7 --possible 18 --topology dies=3,cores=3,threads=2)" = \
	    7,maxcpus=18,sockets=3,dies=1,cores=6,threads=1 ]
	[ "$(smp -n 4095 --topology threads=3,cores=5,dies=7,sockets=39)" = \
	    4095,sockets=39,dies=7,cores=5,threads=3 ]
	[ "$(smp -n 4096 --topology sockets=16,cores=128,threads=2)" = 4096 ]
}

@test "APIC IDs that no topology has" {
	for ids in 0,2 1-4 0-5,8,12 1,0; do
		vmacpigen --no-flat --apic-ids $ids -o other
		refuses "other/tables.bin: the MADT's APIC IDs are those of no topology; must be those of a -smp of QEMU" \
		    vmacpigen qemu other
	done
	# An empty place in the middle
	patch set/tables.bin $((52 + 244 + 44 + 8 + 4)) '\0'
	refuses "set/tables.bin: the MADT's APIC IDs are those of no topology; must be those of a -smp of QEMU" \
	    vmacpigen qemu set
}

@test "memory is what the nodes have" {
	[ "$(smp -n 2 --numa cpus=0,memory=1M --numa cpus=1,memory=511M)" = \
	    '2 -m 512M' ]
	[ "$(smp -n 2 --numa cpus=0,memory=3G --numa cpus=1,memory=5G)" = \
	    '2 -m 8192M' ]
}

@test "e0000.bin is not needed" {
	rm set/e0000.bin
	[ "$(vmacpigen qemu set)" = "$(options 4 set)" ]
}

@test "a tree like the kernel's by_name" {
	as_by_name set tree
	vmacpigen qemu tree >said
	grep -o 'file=[^ ]*' said >files
	[ "$(wc -l <files)" -eq 3 ]
	while read -r file; do
		[ -e "${file#file=}" ]
	done <files
}

@test "a comma in the path is doubled" {
	mv set a,b,,c
	[ "$(vmacpigen qemu a,b,,c)" = "$(options 4 a,,b,,,,c)" ]
}

@test "QEMU takes the options, commas and all" {
	mv set a,b
	# shellcheck disable=SC2046
	qemu_takes $(vmacpigen qemu a,b)
	[ "$status" -eq 0 ]
	[ "$(grep -c 'should be prefixed with "opt/"' <<<"$output")" -eq 3 ]
	[ "$(grep -c 'qemu-system-x86_64:' <<<"$output")" -eq 3 ]
}

# As the manual says
@test "QEMU takes no set beside its own" {
	# shellcheck disable=SC2046
	qemu_takes $(vmacpigen qemu set | sed 's/,acpi=off//')
	[ "$status" -eq 1 ]
	[[ $output == *'duplicate fw_cfg file name: etc/acpi/tables'* ]]
}

@test "a path that a shell would split or expand is refused" {
	for dir in 'a b' $'a\tb' $'a\nb' 'a*' '?' 'x[1]' 'a\b' $'a\rb' ' '; do
		mkdir -p "$dir"
		cp set/* "$dir"
		refuses "$dir: a shell splits or expands this path; must have no such characters" \
		    vmacpigen qemu "$dir"
	done
}

@test "one directory, and no options" {
	for arguments in '' 'set set' '-x set' '--no-flat set' '-n 4 set'; do
		# shellcheck disable=SC2086
		capture vmacpigen qemu $arguments
		[ "$status" -eq 1 ]
		[ -z "$output" ]
		[[ $stderr == *'usage: vmacpigen '* ]]
	done
	[ "$(vmacpigen qemu -- set)" = "$(options 4 set)" ]
}

@test "a directory that is none" {
	mkdir empty
	refuses 'none: No such file or directory' vmacpigen qemu none
	refuses ': No such file or directory' vmacpigen qemu ''
	refuses 'set/rsdp.bin: this is not the directory of a set; must be' vmacpigen qemu set/rsdp.bin
	refuses 'empty: neither a set nor tables in it' \
	    vmacpigen qemu empty
}

@test "a file that is missing, a directory or too large" {
	for file in tables.bin rsdp.bin table-loader.bin; do
		mv "set/$file" saved
		refuses "set/$file: No such file or directory" \
		    vmacpigen qemu set
		mkdir "set/$file"
		refuses "set/$file: Is a directory" vmacpigen qemu set
		rmdir "set/$file"
		truncate -s 16777217 "set/$file"
		refuses "set/$file: larger than 16 MiB" vmacpigen qemu set
		mv saved "set/$file"
	done
}

@test "a script that is cut off" {
	truncate -s 1535 set/table-loader.bin
	refuses 'set/table-loader.bin: command 0: the size is not a multiple of 128' \
	    vmacpigen qemu set
	truncate -s 1 set/table-loader.bin
	refuses 'set/table-loader.bin: command 0: the size is not a multiple of 128' \
	    vmacpigen qemu set
	truncate -s 0 set/table-loader.bin
	refuses 'set/table-loader.bin: the script places no file; must place one' vmacpigen qemu set
}

@test "a script that does not fit the files" {
	truncate -s 51 set/tables.bin
	refuses 'set/table-loader.bin: command 2: the pointer leads to outside the file that it points into' \
	    vmacpigen qemu set
	truncate -s 0 set/tables.bin
	refuses 'set/table-loader.bin: command 0: the file is empty' \
	    vmacpigen qemu set
}

@test "a command that is not known" {
	patch set/table-loader.bin 256 '\5'
	refuses 'set/table-loader.bin: command 2: the command is not known' \
	    vmacpigen qemu set
}

@test "no RSDP, no MADT" {
	patch set/rsdp.bin 0 X
	refuses 'set/rsdp.bin: no RSDP is in it' vmacpigen qemu set
	patch set/rsdp.bin 0 R
	patch set/tables.bin $((52 + 244)) X
	refuses 'set/tables.bin: no MADT enables a CPU; one must' vmacpigen qemu set
}
