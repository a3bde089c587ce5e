# contrib/qemu-tables: what it takes and leaves, how it ends, with what firmware

load lib

three='rsdp.bin table-loader.bin tables.bin'
machine=(qemu-system-x86_64 -accel tcg -nodefaults -machine q35)

setup() {
	export TMPDIR=$PWD/tmp
	mkdir tmp work
	cd work || return
}

qemu_tables() {
	"$top/contrib/qemu-tables" "$@"
}

# All names, types and sizes here and below
look() {
	find . -printf '%p %y %s\n' | sort
}

# fails TEXT ARGUMENT...: one line that begins with this, and nothing is left
fails() {
	local text=$1 before
	shift
	before=$(look)
	capture qemu_tables "$@"
	if [ "$status" -ne 1 ] || [ -n "$output" ] ||
	    [ "$(wc -l <<<"$stderr")" -ne 1 ] ||
	    [[ $stderr != "$text"* ]]; then
		printf '%s\n' "status $status from: $*" "$output" "$stderr" \
		    "instead of: $text"
		return 1
	fi
	[ "$(look)" = "$before" ]
}

# A QEMU that can be found: its process ID is in the file pid.
traced() {
	cat >traced <<-'END'
	#!/bin/sh
	echo $$ >pid
	exec qemu-system-x86_64 -accel tcg -nodefaults -machine q35 "$@"
	END
	chmod +x traced
}

# The process with the ID in the file pid has ended, or ends at once.
gone() {
	timeout 10 sh -c "while kill -0 $(<pid); do sleep 0.1; done" \
	    2>/dev/null
}

# Firmware that does nothing, and does not end
idle_firmware() {
	head -c 65534 /dev/zero >idle
	printf '\353\376' >>idle
}

@test "three files, the same from every run; nothing is said" {
	quietly qemu_tables -o one -- "${machine[@]}" -smp 2
	quietly qemu_tables -o two -- "${machine[@]}" -smp 2
	# shellcheck disable=SC2086
	[ "$(ls -A one)" = "$(printf '%s\n' $three)" ]
	diff -r one two
	[ "$(wc -c <one/tables.bin)" -eq 131072 ]
	vmacpigen check one
	[ -z "$(ls -A "$TMPDIR")" ]
}

@test "older files are replaced, others stay" {
	mkdir out
	echo old | tee out/rsdp.bin out/tables.bin >out/other
	(umask 027 && qemu_tables -o out -- "${machine[@]}")
	[ "$(cd out && echo ./*)" = \
	    './other ./rsdp.bin ./table-loader.bin ./tables.bin' ]
	[ "$(<out/other)" = old ]
	[ "$(stat -c %a out/tables.bin)" = 640 ]
	vmacpigen check out
}

@test "-a: every file of the script, as Linux names them" {
	quietly qemu_tables -a -o tree -- "${machine[@]}" -device vmgenid
	quietly qemu_tables -o set -- "${machine[@]}" -device vmgenid
	[ "$(cd tree && find . -name raw | sort | xargs)" = \
	    './etc/acpi/rsdp/raw ./etc/acpi/tables/raw ./etc/table-loader/raw ./etc/vmgenid_addr/raw ./etc/vmgenid_guid/raw' ]
	[ "$(find tree -name key -exec grep -x '[0-9]*' '{}' + | wc -l)" -eq 5 ]
	same set/tables.bin tree/etc/acpi/tables/raw
	vmacpigen check -c seabios,ovmf tree
	fails 'qemu-tables: tree/etc: a directory of this name exists' \
	    -a -o tree -- "${machine[@]}"
}

@test "the tables are those with PCI set up" {
	qemu_tables -o set -- "${machine[@]}"
	# What firmware has not programmed yet is not in the MCFG.
	vmacpigen show set | part 'MCFG at' | \
	    grep 'Base Address .* 0x00000000b0000000$'
}

@test "the command's own options are kept" {
	head -c 512 /dev/zero >disk
	quietly qemu_tables -o plain -- "${machine[@]}"
	quietly qemu_tables -o busy -- "${machine[@]}" -S -qmp stdio \
	    -pidfile qemu.pid -drive if=none,format=raw,file=disk
	diff -r plain busy
	quietly qemu_tables -o other -- "${machine[@]}" -smp 3
	run -1 vmacpigen diff plain other
	[ "$(grep -c 'MADT: + Processor Local APIC' <<<"$output")" -eq 2 ]
	# A name with blanks, and a command that runs QEMU
	mkdir 'a dir'
	quietly qemu_tables -o 'a dir/set' -- env A=b "${machine[@]}" \
	    -name 'x y'
	diff -r plain 'a dir/set'
}

@test "usage" {
	for arguments in '' '-o' '-o x' '-o x --' '-- true' '-t 1 -- true' \
	    '-t x -o x -- true' '-t 0 -o x -- true' '-t nan -o x -- true' \
	    '-z -o x -- true'; do
		# shellcheck disable=SC2086
		fails 'usage: qemu-tables [-a] [-t seconds] -o dir -- ' \
		    $arguments
	done
}

@test "a QEMU that cannot be looked at is refused" {
	for option in -daemonize --daemonize '-incoming defer' '-loadvm x' \
	    -preconfig '-qtest stdio'; do
		# shellcheck disable=SC2086
		fails "qemu-tables: ${option% *}: qemu-tables has to " \
		    -o x -- "${machine[@]}" $option
	done
}

@test "a command that fails: its reason, in one line" {
	local ended='qemu-tables: QEMU ended with'
	fails 'qemu-tables: nosuch: No such file or directory' -o x -- nosuch
	fails 'qemu-tables: ./: Permission denied' -o x -- ./
	fails "$ended status 1 before the tables were installed: qemu-system-x86_64: -foo: " \
	    -o x -- "${machine[@]}" -foo
	fails "$ended status 1 before the tables were installed: qemu: could not open kernel file " \
	    -o x -- "${machine[@]}" -m 128 -kernel nosuch
	fails "$ended status 0 before " -o x -- true
	fails "$ended signal 9 before " -o x -- sh -c "kill -9 \$\$"
	fails 'qemu-tables: QEMU has no file etc/acpi/rsdp: is ACPI off?' \
	    -o x -- "${machine[@]}" -machine acpi=off
	fails 'qemu-tables: the machine has no fw_cfg at I/O port 0x510' \
	    -o x -- qemu-system-x86_64 -machine none
}

@test "places that cannot be written" {
	touch file
	mkdir -p dir/tables.bin
	fails 'qemu-tables: file: Not a directory' -o file -- false
	fails 'qemu-tables: dir/tables.bin: a directory of this name exists' \
	    -o dir -- false
	fails 'qemu-tables: no/dir: No such file or directory' \
	    -o no/dir -- "${machine[@]}"
}

@test "all files are written, or none" {
	mkdir old
	echo old | tee old/rsdp.bin old/tables.bin >old/table-loader.bin
	before=$(snapshot old)
	for dir in old new; do
		# Less than tables.bin has
		(ulimit -f 64 &&
		    fails "qemu-tables: $dir: File too large" \
			-o "$dir" -- "${machine[@]}")
	done
	[ "$(snapshot old)" = "$before" ]
	# The second of three renames: the first file goes back.
	# (Python may rename files of its own.)
	run -1 env PYTHONDONTWRITEBYTECODE=1 strace -qq -o trace \
	    -e 'trace=rename,renameat,renameat2' \
	    -e 'inject=rename,renameat,renameat2:error=EIO:when=2' \
	    "$top/contrib/qemu-tables" -o old -- "${machine[@]}"
	[ "$output" = 'qemu-tables: old: Input/output error' ] || {
		echo "$output"
		return 1
	}
	grep INJECTED trace
	[ "$(cat old/*)" = $'old\nold\nold' ]
	# shellcheck disable=SC2086
	[ "$(ls -A old)" = "$(printf '%s\n' $three)" ]
}

@test "a deadline: QEMU is ended, nothing is left" {
	traced
	idle_firmware
	touch pid
	before=$(ls -A)
	SECONDS=0
	capture qemu_tables -t 1.5 -o x -- ./traced -bios idle
	[ "$status" -eq 1 ]
	[ "$stderr" = \
	    'qemu-tables: the firmware has not installed the tables after 1.5 seconds' ]
	[ "$SECONDS" -lt 10 ]
	gone
	[ "$(ls -A)" = "$before" ]
	[ -z "$(ls -A "$TMPDIR")" ]
}

@test "a command that goes on after QEMU is ended too" {
	cat >stays <<-'END'
	#!/bin/sh
	echo $$ >pid
	qemu-system-x86_64 -accel tcg -nodefaults -machine q35 "$@"
	exec sleep 1000
	END
	chmod +x stays
	quietly qemu_tables -o set -- ./stays
	gone
	vmacpigen check set
}

@test "a signal: QEMU is ended, nothing is left" {
	traced
	idle_firmware
	for signal in HUP INT TERM KILL; do
		rm -f pid
		env --default-signal=HUP,INT,TERM \
		    "$top/contrib/qemu-tables" -o x -- ./traced -bios idle 3>&- &
		timeout 30 sh -c 'until [ -s pid ]; do sleep 0.1; done'
		# Sometimes early, sometimes when QEMU runs
		[ $signal = INT ] || sleep 0.5
		kill -s "$signal" $!
		status=0
		wait $! || status=$?
		[ "$status" -eq $((128 + $(kill -l "$signal"))) ]
		gone
		[ ! -e x ]
		[ -z "$(ls -A "$TMPDIR")" ]
	done
}

# Here each firmware, and what Linux reads

ovmf_bios='-bios /usr/share/ovmf/OVMF.fd'

# A guest's machine needs a timer that Linux can calibrate without a PIT.
microvm='-machine microvm,acpi=on'
microvm_words='tsc_early_khz=2000000 no_timer_check'

names=(etc/acpi/rsdp etc/acpi/tables etc/table-loader)

# as_in_linux SET 'WORDS' QEMU-ARGUMENT...: SET, a tree by name, has the three
# files that Linux reads in this machine.
as_in_linux() {
	local set=$1 words=$2 name paths
	shift 2
	paths=$(printf '%s/raw ' "${names[@]}")
	"$top/tests/guest/boot" --deadline 120 --out out \
	    --linux "report=basic $words" wait:@@READY \
	    'run:insmod /modules/qemu_fw_cfg.ko' \
	    "run:cd /sys/firmware/qemu_fw_cfg/by_name && sha256sum $paths" \
	    -- "$@"
	for name in "${names[@]}"; do
		sha256sum <"$set/$name/raw" | sed "s,-\$,$name/raw,"
	done | diff - <(tr -d '\r' <out/console.log |
	    grep -E '^[0-9a-f]{64}  etc/')
}

# The tree of the machine that as_in_linux boots
tree() {
	qemu_set -a "$1" -no-user-config -m 256 -serial null "${@:2}"
	[ "$(wc -c <"$1/etc/table-loader/raw")" -ge 1280 ]
}

@test "SeaBIOS: what Linux reads" {
	tree set -machine q35 -smp 2
	as_in_linux set '' -machine q35 -smp 2
}

# shellcheck disable=SC2086 # several options
@test "OVMF: what Linux reads, from pflash and from -bios; no variable is set" {
	cp /usr/share/OVMF/OVMF_VARS_4M.fd vars
	tree set -machine q35 $ovmf -drive if=pflash,format=raw,file=vars
	cmp /usr/share/OVMF/OVMF_VARS_4M.fd vars
	as_in_linux set '' -machine q35 $ovmf \
	    -drive if=pflash,format=raw,file=vars
	# OVMF wrote to it when it was not run by contrib/qemu-tables.
	run ! cmp -s /usr/share/OVMF/OVMF_VARS_4M.fd vars
	tree bios -machine q35 $ovmf_bios
	diff -r set/etc/acpi bios/etc/acpi
}

# OVMF's system table is then above 4 GiB, or not: both are found.
# shellcheck disable=SC2086 # several options
@test "OVMF with 6 GiB of memory" {
	qemu_set set -machine q35 -m 6G $ovmf
	vmacpigen check set
}

# shellcheck disable=SC2086 # several options
@test "qboot: what Linux reads in a microvm; SeaBIOS is handed the same" {
	tree set $microvm -smp 2 $qboot
	as_in_linux set "$microvm_words" $microvm -smp 2 $qboot
	tree seabios $microvm -smp 2
	diff -r set/etc/acpi seabios/etc/acpi
	diff -r set/etc/table-loader seabios/etc/table-loader
}

# Of a diff of two QEMUs one side can be seen on one machine.
@test "the manual's diff of two QEMUs: what this QEMU has in it" {
	manual=$top/man/vmacpigen.1
	command=$(sed -n 's/\\-/-/g; s/^\.Dl \$ \(contrib.qemu-tables .*\)/\1/p' \
	    "$manual")
	version=$(qemu-system-x86_64 --version |
	    sed -n 's/.* version \([0-9]*\.[0-9]*\).*/\1/p')
	eval "$top/$command"
	vmacpigen show new >text
	sed -n '/qemu-diff writes/,/^\.Ed/p' "$manual" |
	    grep -E '^[A-Z]{4}\.[A-Z][A-Za-z_]*: [^ ]* -> [^ ]*$' >lines
	grep MADT.Revision lines
	while IFS=' ' read -r field old _ value; do
		case $version in
		7.2) value=$old ;;
		11.*) ;;
		*) value="($old|$value)" ;;
		esac
		field=${field%:} table=${field%%.*}
		part "$table at" <text | grep -E " ${field#*.} +$value( |\$)"
	done <lines
	sed -n '/qemu-diff writes/,/^\.Ed/{s/\\e/\\/g;p;}' "$manual" |
	    objects_of "$version" new
}

# objects_of VERSION SET: a QEMU's set has what a diff of two on standard input
# says of it: devices, and methods with their lengths. QEMUs in between can have
# either's.
objects_of() {
	local version=$1 path sign old new
	vmacpigen show "$2" | sed -n 's/^ *\(\\[^ ]*\) *\(Device\|Method\)/\1 \2/p' >has
	cat >said
	sed -n 's/^DSDT: \([+-]\) \(Device\|Method\) \(\\[^ ,]*\) .*/\3 \1/p' said >came
	sed -n 's/^DSDT \(\\[^ ]*\): method of \([0-9]*\) bytes -> \([0-9]*\) .*/\1 \2 \3/p' said >changed
	[ -s came ] && [ -s changed ]
	while read -r path sign; do
		case $version$sign in
		7.2-|11.*+) grep -F "$path " has ;;
		7.2+|11.*-) run ! grep -F "$path " has ;;
		esac
	done <came
	while read -r path old new; do
		case $version in
		7.2) new=$old ;;
		11.*) ;;
		*) continue ;;
		esac
		[ "$new" -gt 0 ] && new="$new bytes" || new=empty
		grep -F "$path " has | grep " $new"
	done <changed
}

@test "pc of two QEMUs: what this QEMU has in it" {
	version=$(qemu-system-x86_64 --version |
	    sed -n 's/.* version \([0-9]*\.[0-9]*\).*/\1/p')
	qemu_set set -machine pc -smp 4
	objects_of "$version" set <"$top/tests/aml/qemu-pc.txt"
}
