# QEMU's own sets, read by show and check

load lib

# QEMU's own sets, after its firmware has run
setup_file() {
	local half='memory-backend-ram,size=256M' cpus machine
	cd "$BATS_FILE_TMPDIR" || return
	seq 2000 | head -c 4096 >noise
	# With this last byte its checksum is 0.
	printf 'OEM2\x25\0\0\0\1\0VMACPI%-8s\1\0\0\0VMAC\1\0\0\0\x1e' \
	    ZERO >zero.aml
	for machine in q35 pc microvm,acpi=on; do
		for cpus in 1 4; do
			qemu_set "${machine%%,*}-$cpus" -machine "$machine" \
			    -smp "$cpus"
		done
	done
	# shellcheck disable=SC2054
	numa=(-machine q35 -m 512 -smp 4
	    -object "$half,id=a" -numa node,cpus=0-1,memdev=a
	    -object "$half,id=b" -numa node,cpus=2-3,memdev=b
	    -numa dist,src=0,dst=1,val=21 -device vmgenid
	    -acpitable sig=OEM1,data=noise -acpitable file=zero.aml)
	qemu_set numa "${numa[@]}"
	qemu_set -a numa/by_name "${numa[@]}"
}

sets() {
	(cd "$BATS_FILE_TMPDIR" && ls -d ./*-[14] numa numa/by_name)
}

@test "QEMU's sets can be made again from their text" {
	for set in $(sets); do
		vmacpigen show -x "$BATS_FILE_TMPDIR/$set" |
		    "$tools/unshow" "$set"
		[ "$(find "$set" -type f | wc -l)" -ge 3 ]
		(cd "$set" && find . -type f) | while read -r file; do
			dir=$BATS_FILE_TMPDIR/$set
			[ ! -e "$dir/etc" ] || dir=$dir/etc
			same "$set/$file" "$dir/$file"
		done
	done
}

@test "QEMU's scripts can be run, and name a field in every line" {
	for set in $(sets | grep -v '^numa$'); do
		vmacpigen show "$BATS_FILE_TMPDIR/$set" >text
		grep -E '^ *[0-9]+ ADD_POINTER' text
		run ! grep -E 'cannot be run|nowhere|wrong|nothing leads' text
		run ! grep -vE '  [A-Z0-9]{4}\.[^ ].*( -> | over |\+0x)' <(
			grep -E '^ *[0-9]+ ADD_' text)
	done
}

@test "check finds no error in QEMU's own sets" {
	for set in $(sets | grep -v numa); do
		vmacpigen check "$BATS_FILE_TMPDIR/$set"
	done
	# This one has a file more, and a command that qboot does not know.
	vmacpigen check -c seabios,ovmf "$BATS_FILE_TMPDIR/numa/by_name"
}

@test "fields are what iasl says they are" {
	for set in $(sets) vmd-4 q35-4; do
		case $set in
		numa) continue ;;
		./*|numa/*) dir=$BATS_FILE_TMPDIR/$set ;;
		*) dir=$top/tests/golden/$set ;;
		esac
		rm -rf tables
		quietly vmacpigen extract -o tables "$dir"
		[ -e tables/facp.dat ] && [ -e tables/apic.dat ]
		for table in facp apic hpet mcfg srat slit waet spcr; do
			[ -e "tables/$table.dat" ] || continue
			vmacpigen show "tables/$table.dat" |
			    "$tools/unshow" --fields >ours
			"$tools/iasl-fields" "tables/$table.dat" >theirs
			diff ours theirs
			echo "$table" >>compared
		done
	done
	for table in facp apic hpet mcfg srat slit waet; do
		grep -x "$table" compared
	done
}

@test "a set of more than three files, by name" {
	vmacpigen show "$BATS_FILE_TMPDIR/numa/by_name" >text
	grep -F 'WRITE_POINTER etc/vmgenid_addr+0x0 8 <- etc/vmgenid_guid+0x28' \
	    text
	grep -E 'ADD_POINTER .* -> etc/vmgenid_guid\+0x0  SSDT.*Definition.* \(\\VGIA\)$' \
	    text
	grep -F 'etc/vmgenid_guid+0x0: 4096 bytes that are no table; a pointer' \
	    text
	part 'OEM1 at' <text | grep -E '4096  Data$'
	# Without its other files the script cannot be run.
	vmacpigen show "$BATS_FILE_TMPDIR/numa" >text
	grep -F 'cannot be run: the set has no file of that name' text
}

@test "Graphviz reads the graphs" {
	for set in $(sets); do
		vmacpigen show -g "$BATS_FILE_TMPDIR/$set" | dot -Tplain >plain
		[ "$(grep -c '^edge' plain)" -ge 5 ]
	done
}

@test "relink makes of QEMU's tables.bin QEMU's own script and RSDP" {
	for set in $(sets | grep -v numa); do
		rm -rf out
		vmacpigen relink -o out "$BATS_FILE_TMPDIR/$set/tables.bin"
		same "$BATS_FILE_TMPDIR/$set/rsdp.bin" out/rsdp.bin
		# which QEMU fills up with zeros on pc and q35
		script=$BATS_FILE_TMPDIR/$set/table-loader.bin
		truncate -s "$(wc -c <"$script")" out/table-loader.bin
		same "$script" out/table-loader.bin
	done
	# What leads to other files is not to be seen in this one, nor that a
	# checksum of 0 is final.
	vmacpigen relink -o out "$BATS_FILE_TMPDIR/numa/tables.bin"
	for dir in "$BATS_FILE_TMPDIR/numa/by_name" out; do
		vmacpigen show "$dir" | sed -n 's/^ *[0-9][0-9]* \([A-Z]\)/\1/p'
	done | sort | uniq -u >other
	[ "$(wc -l <other)" -eq 4 ]
	[ "$(grep -c etc/vmgenid other)" -eq 3 ]
	grep '^ADD_CHECKSUM .* OEM2$' other
}

# SeaBIOS answers an SMI of the first CPU only: the second one would be gone.
@test "a dump's SMI command, from the second CPU" {
	other_registers "$top/tests/cases/33-apic-0-2" tables
	vmacpigen link --fix-checksums -n 2 -o set tables
	write='dd if=/dev/zero of=/dev/port bs=1 seek=178 count=1'
	# shellcheck disable=SC2046 # several options
	"$top/tests/guest/boot" --deadline 120 --out out --linux report=basic \
	    wait:@@READY "run:taskset -c 1 $write" 'run:taskset -c 1 true' \
	    -- $(vmacpigen qemu set)
}

@test "an embedded controller that is not there, and answers" {
	controller ec.aml
	vmacpigen -m q35 -n 2 --table ec.aml -o set
	# shellcheck disable=SC2046 # several options
	"$top/tests/guest/boot" --deadline 120 --out out --linux report=basic \
	    wait:@@READY 'run:grep -x 15 /sys/bus/acpi/devices/VMAC0001:00/status' \
	    -- $(vmacpigen qemu set)
	grep 'ACPI: EC: EC started' out/console.log
	run ! grep AE_TIME out/console.log
}
