# The library in programs that see nothing of ours but vmacpigen.h

load lib

sanitizers='-fsanitize=address,undefined -fno-sanitize-recover=all'
strict="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -g $sanitizers"

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	copy_source src
	build -C src lib CFLAGS="-g -O1 $sanitizers"
	# The header, alone, and headers of others beside it
	mkdir -p include others/dev/acpi
	cp src/vmacpigen.h include
	cp src/libvmacpigen.a .
	awk '/^tags/ { for (i = 2; i <= NF; i++)
		print "struct " $i " { char of_others; };" }
	    /^macros/ { for (i = 2; i <= NF; i++)
		print "#define " $i " (is the name of another header)" }' \
	    "$top/tests/embed/names" >others/names.h
	grep -x 'struct acpi_table_header { char of_others; };' others/names.h
	grep '^#define ACPI_MADT_LAPIC ' others/names.h
	# ACPICA's umbrella header, and vmd's, have these names.
	printf '#include "names.h"\n#define ACPICA_STUB\n' >others/acpi.h
	printf '#include "names.h"\n#define ACPIREG_STUB\n' \
	    >others/dev/acpi/acpireg.h
	sed -i '1i #pragma once' others/names.h
}


# compile COMPILER FILE OPTION...: the program a.out, without a warning
compile() {
	local compiler=$1 file=$2
	shift 2
	# shellcheck disable=SC2086 # several options
	quietly $compiler $strict -I"$BATS_FILE_TMPDIR/include" \
	    -I"$BATS_FILE_TMPDIR/others" "$@" -o a.out "$file" \
	    "$BATS_FILE_TMPDIR/libvmacpigen.a"
}

# How two directories of tables differ, but for where the tables are
differences() {
	vmacpigen diff "$1" "$2" | grep -v -E \
	    '^(FADT\.(FIRMWARE_CTRL|DSDT|X_DSDT)|RSDP.XsdtAddress|XSDT(.|: .) ?Entry)' |
	    sort || :
}

# The flat image that the files in mem are, with the RSDP behind it
in_one() {
	cp mem/efff0000.bin image
	truncate -s %16 image
	cat mem/9d000.bin >>image
}

@test "C: finished tables in guest memory, beside acpi.h and acpireg.h" {
	sed '1i #include "acpi.h"\n#include <dev/acpi/acpireg.h>\n#if !defined(ACPICA_STUB) || !defined(ACPIREG_STUB)\n#error stubs\n#endif' \
	    "$top/contrib/memory.c" >memory.c
	for cc in gcc clang; do
		for n in 1 4 300; do
			compile $cc memory.c -std=c11
			rm -rf mem
			mkdir mem
			quietly ./a.out $n mem
			[ "$(ls mem)" = $'9d000.bin\nefff0000.bin' ]
			in_one
			vmacpigen check -b 0xefff0000 image
			# Each table is on a page, and says what q35's says.
			vmacpigen extract -b 0xefff0000 -o tables image
			vmacpigen -m q35 -n $n -o q35
			vmacpigen extract -o plain q35
			[ "$(ls tables)" = "$(ls plain)" ]
			[ -z "$(differences plain tables)" ]
			head -c 4 image | grep -x XSDT
			tail -c +4097 image | head -c 4 | grep -x FACS
			rm -rf tables q35 plain
		done
	done
}

@test "C: reasons are given, and nothing is written" {
	compile gcc "$top/contrib/memory.c" -std=c11
	mkdir mem
	run -1 ./a.out 0 mem
	[ "$output" = 'a.out: ACPI tables: the machine does not take this number of CPUs' ]
	[ -z "$(ls mem)" ]
}

@test "C++: a fw_cfg file per table, beside every name of acpireg.h and actbl*.h" {
	for cxx in g++ clang++; do
		rm -rf fw
		sed '1i #include "names.h"' "$top/contrib/fwcfg.cc" >fwcfg.cc
		compile $cxx fwcfg.cc -std=c++17
		quietly ./a.out 4 fw
		[ "$(find fw -name raw | wc -l)" -eq 11 ]
		vmacpigen check fw
		vmacpigen show fw >shown
		grep 'OEM2 at etc/acpi/oem+0x0, .*"Q35 OEM2".*checksum right' \
		    shown
		vmacpigen extract -o tables fw
		vmacpigen -m q35 -n 4 -o q35
		vmacpigen extract -o plain q35
		[ "$(differences plain tables)" = \
		    $'+ OEM1 "VMACPI" "Q35 OEM1" 44 bytes\n+ OEM2 "VMACPI" "Q35 OEM2" 66 bytes' ]
		# The pointer of the one is the address of the other.
		grep 'ADD_POINTER.* OEM1.Data -> OEM2' shown
		rm -rf tables q35 plain
		run -1 ./a.out 0 none
		[ "$output" = 'ACPI tables: the machine does not take this number of CPUs' ]
		[ ! -e none ]
	done
}

@test "the header by itself, as C and as C++" {
	echo '#include "vmacpigen.h"' | tee alone.c >alone.cc
	for options in 'gcc -std=c11' 'gcc -std=gnu2x' 'clang -std=c11' \
	    'clang -std=c2x' 'g++ -std=c++17' 'g++ -std=c++20' \
	    'clang++ -std=c++17' 'clang++ -std=c++20'; do
		case $options in
		*++*) file=alone.cc ;;
		*) file=alone.c ;;
		esac
		# shellcheck disable=SC2086 # several options
		quietly $options $strict -I"$BATS_FILE_TMPDIR/include" -c $file
	done
}

@test "tables that a VMM records, and layouts of its own" {
	compile gcc "$top/tests/embed/record.c" -std=c11
	run -0 ./a.out
	[ -z "$output" ] || { echo "$output"; false; }
}

@test "what is wrong is refused, and the reason says what it should be" {
	compile gcc "$top/tests/embed/refuse.c" -std=c11 -Wno-conversion
	./a.out >refused
	diff "$top/tests/embed/refused" refused
}

# bats test_tags=slow
@test "vmacpigen(3): its example is compiled as it says, and runs" {
	copy_source src
	build -C src install PREFIX="$PWD/usr"
	awk '/^#include <err.h>/ { on = 1 } /^\.Ed/ { on = 0 } on' \
	    "$top/man/vmacpigen.3" | sed 's/\\en/\\n/' >example.c
	command=$(sed -n 's/^\$ cc/cc/p' "$top/man/vmacpigen.3")
	[ -n "$command" ]
	export PKG_CONFIG_PATH=$PWD/usr/lib/pkgconfig
	eval "quietly $command"
	run -0 ./a.out
	[ "$output" = "$(wc -c <"$top/tests/golden/q35-4/e0000.bin") bytes to 0xe0000, checksum 0" ]
}

# bats test_tags=slow
@test "-m finds machines where make install has put them" {
	copy_source src
	build -C src install PREFIX="$PWD/usr"
	quietly usr/bin/vmacpigen -m microvm -n 2 -o out
	quietly usr/bin/vmacpigen -f "$top/machines/microvm.vm" -n 2 -o same
	diff -r out same
	refuses 'q36: no such machine; -m help lists them' \
	    usr/bin/vmacpigen -m q36 -n 1 -o none
	usr/bin/vmacpigen -m help | diff - <(
		vmacpigen -m help
		for file in "$top"/machines/*.vm; do
			name=${file##*/}
			sed -n "s/^machine \([^ ]*\) \"\(.*\)\"/\1 \2/p
			    s/^cpus \([0-9]*\).*/(1 to \1 CPUs), installed/p" \
			    "$file" | paste -s -d ' ' |
			    awk -v name="${name%.vm}" '{ $1 = ""
				printf "%-21s%s\n", name, $0 }'
		done)
	# A machine that is built in comes first.
	cp usr/share/vmacpigen/microvm.vm usr/share/vmacpigen/q35.vm
	usr/bin/vmacpigen -m q35 -n 4 -o q35
	same_set q35 "$top/tests/golden/q35-4"
	[ "$(usr/bin/vmacpigen -m help | grep -c '^q35 ')" -eq 1 ]
}

@test "vmacpigen(3) declares and explains every function, and no other" {
	mandoc -T lint "$top/man/vmacpigen.3" 2>&1 |
	    { ! grep -v -E 'referenced manual not found|outdated mandoc.db'; }
	grep -oE '\bvmacpigen_[a-z0-9_]+\(' "$top/vmacpigen.h" | tr -d '(' |
	    sort -u >functions
	functions='s/^\.F[on] (vmacpigen_[a-z0-9_]+).*/\1/p'
	sed -nE "/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/$functions" \
	    "$top/man/vmacpigen.3" | sort -u | diff functions -
	sed -nE "/^\.Sh DESCRIPTION/,/^\.Sh EXAMPLES/$functions" \
	    "$top/man/vmacpigen.3" | sort -u | diff functions -
}

# bats test_tags=slow
@test "the library is what contrib/README says how to use" {
	cp -R "$BATS_FILE_TMPDIR/src" src
	cd src
	build clean
	sed -n 's/^	\(make\|cc\|c++\) /\1 /p' contrib/README >commands
	[ "$(wc -l <commands)" -eq 3 ]
	while read -r command; do
		eval "env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL $command" >said
	done <commands
	mkdir mem
	./memory 2 mem
	./fwcfg 2 fw
}
