# What the test files share. Load it with: load lib

bats_require_minimum_version 1.5.0

export top
top=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
tools=$top/tests/tools
PATH=$top:$PATH
# Whoever runs the tests has these as he likes.
export LC_ALL=C
umask 022
files='e0000.bin rsdp.bin table-loader.bin tables.bin'

cd "$BATS_TEST_TMPDIR" 2>/dev/null || :

# A device needs no _HID or _ADR here; newer versions take that for an error.
iasl() {
	command iasl -vw 6141 "$@"
}

# Like bats' run, but also for shells outside of bats
capture() {
	status=0
	output=$("$@" 2>"$BATS_TEST_TMPDIR/.stderr") || status=$?
	stderr=$(<"$BATS_TEST_TMPDIR/.stderr")
	rm "$BATS_TEST_TMPDIR/.stderr"
}

# The command succeeds, and says nothing on either channel.
quietly() {
	capture "$@"
	if [ "$status" -ne 0 ] || [ -n "$output$stderr" ]; then
		printf '%s\n' "status $status from: $*" "$output" "$stderr"
		return 1
	fi
}

# ends STATUS TEXT COMMAND...: the command prints nothing, has this status, and
# says exactly this after its name.
ends() {
	local want=$1 text=$2
	shift 2
	capture "$@"
	if [ "$status" -ne "$want" ] || [ -n "$output" ] ||
	    [ "$stderr" != "vmacpigen: $text" ]; then
		printf '%s\n' "status $status from: $*" "$output" "$stderr" \
		    "instead of: vmacpigen: $text"
		return 1
	fi
}

# TEXT COMMAND...: a failure and its one line; success, and a line all the same
refuses() {
	ends 1 "$@"
}

notes() {
	ends 0 "$@"
}

# The two are the same to the byte; else shows where they are not.
same() {
	cmp "$1" "$2" && return
	diff <(od -Ax -tx1z -v "$1") <(od -Ax -tx1z -v "$2")
	return 1
}

# Both directories hold the four files, the same in both, and nothing else.
same_set() {
	local file
	# shellcheck disable=SC2086
	[ "$(ls -A "$1")" = "$(printf '%s\n' $files)" ] &&
	    [ "$(ls -A "$2")" = "$(ls -A "$1")" ] || {
		ls -lA "$1" "$2"
		return 1
	}
	for file in $files; do
		same "$1/$file" "$2/$file" || return
	done
}

# differs ARGUMENT...: exit status 1, and the lines on standard input, in order
differs() {
	capture vmacpigen diff "$@"
	[ "$status" -eq 1 ] && [ -z "$stderr" ] || {
		printf '%s\n' "status $status from: $*" "$output" "$stderr"
		return 1
	}
	diff - <(printf '%s\n' "$output")
}

# Everything about a directory that a failed command must not change.
snapshot() {
	[ -e "$1" ] || {
		echo absent
		return
	}
	find "$1" -printf '%P %y %m %s %l %T@\n' | grep -v '^ d' | sort
	find "$1" -type f -exec sha256sum {} + | sort
}

# A copy to build in, so that tests do not trample each other
copy_source() {
	mkdir "$1"
	tar -cf - -C "$top" --exclude=./.git --exclude=./build \
	    --exclude=./out --exclude=./vmacpigen --exclude='*.[ao]' \
	    --exclude='*.tar.gz' . | tar -xf - -C "$1"
}

# make (or $make), as if none ran the tests; quickly, unless CFLAGS are given
build() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL "${make:-make}" -s CFLAGS=-O0 \
	    "$@"
}

warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Werror'

# compile_reader TOOL PROGRAM [OPTION ...]: one of the tools that read AML
compile_reader() {
	local tool=$1 program=$2
	shift 2
	# shellcheck disable=SC2086 # several options
	cc -std=c11 -D_POSIX_C_SOURCE=200809L $warnings "$@" \
	    -I"$top" -I"$tools" -o "$program" \
	    "$top"/read/{load,namespace,opcodes,resources}.c \
	    "$top"/read/{resources_words,sink,terms,values,xalloc}.c \
	    "$tools"/aml-{asl,brief}.c "$tools/$tool.c"
}

# builds CC MAKE: without a warning, and a tool that works
builds() {
	copy_source src
	make=$2 build -C src CC="$1" CFLAGS="-O2 $warnings"
	src/vmacpigen -n 4 -o out
	same_set out "$top/tests/golden/vmd-4"
}

# as_table SIGNATURE REVISION: the table that has standard input behind its header
as_table() {
	python3 -c 'import struct, sys
body = sys.stdin.buffer.read()
data = bytearray(sys.argv[1].encode() + struct.pack("<IBB6s8sI4sI",
    36 + len(body), int(sys.argv[2]), 0, b"VMACPI", b"MADE", 1, b"TEST", 1) +
    body)
data[9] = -sum(data) % 256
sys.stdout.buffer.write(data)' "$1" "$2"
}

# as_by_name SET TREE: the set's files as the kernel has those of fw_cfg
as_by_name() {
	local file
	for file in acpi/rsdp acpi/tables table-loader; do
		mkdir -p "$2/etc/$file"
		cp "$1/${file#*/}.bin" "$2/etc/$file/raw"
	done
}

# The tables of e0000.bin, one file each, named like RSDP.dat
split_flat() {
	"$tools/split-flat" "$1" "$2"
}

# whole DSDT [SSDT]: in whole.dat all AML as one table, as a guest has it
whole() {
	local size
	cp "$1" long.dat
	[ $# -eq 1 ] || tail -c +37 "$2" >>long.dat
	size=$(wc -c <long.dat)
	# shellcheck disable=SC2059
	printf "$(printf '\\x%02x' $((size & 255)) $((size >> 8 & 255)) \
	    $((size >> 16)))" |
	    dd of=long.dat bs=1 seek=4 conv=notrunc 2>/dev/null
	vmacpigen --no-flat -n 1 --fix-checksums --dsdt long.dat -o whole
	vmacpigen extract -o whole.tables whole
	mv whole.tables/dsdt.dat whole.dat
	rm -r whole.tables whole
}

# acpiexec_says TABLE... <COMMANDS: all that acpiexec says, but for what newer
# ones say, as they end, of objects of their own.
acpiexec_says() {
	sed '$a quit' | acpiexec -di "$@" 2>&1 |
	    grep -v 'Outstanding cache allocations'
}

# qemu_set [-a] DIR QEMU-ARGUMENT ...: QEMU's own set, of a machine without
# default devices; with -a as the kernel's by_name tree
qemu_set() {
	local by_name=
	[ "$1" != -a ] || { by_name=-a && shift; }
	"$top/contrib/qemu-tables" $by_name -t 300 -o "$1" -- \
	    qemu-system-x86_64 -accel tcg,thread=single -nodefaults "${@:2}"
}

# Boots a set (a directory, or QEMU's own for "") with Linux to the words
# "@@READY", or to another regular expression in $until; further arguments are
# QEMU's. What came of it is in out, the tables from guest memory in out/mem.
boots() {
	local set=$1 words=$2 own
	shift 2
	own=$([ -z "$set" ] || vmacpigen qemu "$set")
	# shellcheck disable=SC2086 # several options
	"$top/tests/guest/boot" --deadline "${deadline:-120}" --out out \
	    --linux "$words" "wait:${until:-@@READY}" tables ${steps-} -- \
	    $own "$@"
}

# shellcheck disable=SC2034 # for those who load this
ovmf='-drive if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd'
# shellcheck disable=SC2034
qboot='-bios /usr/share/qemu/qboot.rom'

# A device of each kind that a guest can use, one behind a root port, and the
# words for init to use them all
# shellcheck disable=SC2034
devices='-blockdev null-co,node-name=d0,size=16777216,read-zeroes=on
    -device virtio-blk-pci,drive=d0
    -blockdev null-co,node-name=d1,size=16777216,read-zeroes=on
    -device ide-hd,drive=d1
    -netdev user,id=n0 -device e1000,netdev=n0
    -netdev user,id=n1 -device virtio-net-pci,netdev=n1
    -device pcie-root-port,id=rp,slot=1
    -netdev user,id=n2 -device virtio-net-pci,netdev=n2,bus=rp'
# shellcheck disable=SC2034
everything='report=full traffic=yes'

# What a guest said is kept when its test failed.
teardown() {
	[ -n "${BATS_TEST_COMPLETED-}" ] || [ ! -d out ] || {
		mkdir -p "$top/build/failed"
		cp -R out "$top/build/failed/$BATS_TEST_NAME"
	}
}

# Linux brought up that many CPUs.
has_cpus() {
	grep -x "online $1" out/cpus
}

# Firmware makes tables of its own when ours fail: all of these are ours.
# Usage: are_ours OEM-ID SIGNATURE...
are_ours() {
	local oem=$1 signature
	shift
	for signature in "$@"; do
		grep -E "ACPI: $signature 0x[0-9A-F]+ .*\(v[0-9]+ $oem" \
		    out/console.log || {
			grep 'ACPI: .* 0x' out/console.log
			return 1
		}
	done
}

# The address of a table in guest memory
address_of() {
	awk -v file="$1.bin" '$1 == file { print $2 }' out/mem/index
}

# blocks TAG FILE: the code in a file's fenced blocks with this very tag
blocks() {
	awk -v fence="\`\`\`$1" '/^```/ { show = $0 == fence; next } show' "$2"
}

# The table or bytes of a show's text that begin with these words
part() {
	awk -v words="  $1" '/^$/ { show = 0 } index($0, words) == 1 \
	    { show = 1 } show'
}

# Other hardware's tables: those of a directory, with the FADT's PM1a_EVT_BLK
# and X_PM1a_EVT_BLK at 0x1800
other_registers() {
	local offset
	cp -R "$1" "$2"
	chmod -R u+w "$2"
	for offset in 56 152; do
		printf '\0\030' | dd of="$2/facp.dat" bs=1 seek="$offset" \
		    conv=notrunc status=none
	done
}

# An SSDT with an embedded controller that a device's _STA asks, as a file
controller() {
	cat >ec.asl <<-'end'
	DefinitionBlock ("", "SSDT", 2, "VMACPI", "EC", 1)
	{
		Scope (\_SB)
		{
			Device (EC)
			{
				Name (_HID, EisaId ("PNP0C09"))
				Name (_GPE, 3)
				Name (_CRS, ResourceTemplate ()
				{
					IO (Decode16, 0x62, 0x62, 1, 1)
					IO (Decode16, 0x66, 0x66, 1, 1)
				})
				OperationRegion (RAM, EmbeddedControl, 0, 255)
				Field (RAM, ByteAcc, NoLock, Preserve)
				{
					LID, 8
				}
				Method (_REG, 2) {}
			}
			Device (ASKS)
			{
				Name (_HID, "VMAC0001")
				Method (_STA) { Return (Or (^^EC.LID, 15)) }
			}
		}
	}
	end
	iasl -p "${1%.aml}" ec.asl >iasl.log 2>&1
}
