# It builds anywhere, without a warning, and does the same everywhere

load lib

# bats test_tags=slow
@test "gcc and make: no warning" {
	quietly builds gcc make
}

@test "valgrind finds nothing" {
	grind='valgrind -q --leak-check=full --show-leak-kinds=all
	    --errors-for-leak-kinds=all --error-exitcode=9'
	# shellcheck disable=SC2086
	quietly $grind vmacpigen -n 64 -o out
	same_set out "$top/tests/golden/vmd-64"
	# shellcheck disable=SC2086
	capture $grind vmacpigen qemu out
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
}

# What a VMM must bring along for the library: memory and strings, no more
@test "the library prints nothing, exits nowhere and has no state" {
	copy_source src
	cd src
	build CFLAGS=-O2 lib
	ld -r -o lib.o --whole-archive libvmacpigen.a
	run ! grep -v -x -E \
	    'calloc|malloc|realloc|free|qsort|mem(chr|cmp|cpy|move|set)|str(chr|cmp|len|ncmp|ncpy)|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_' \
	    <(nm -u lib.o | awk '{ print $2 }')
	[ "$(size -A lib.o | awk '$1 ~ /^\.(data|bss)$/ { n += $2 }
	    END { print n + 0 }')" -eq 0 ]
}

# bats test_tags=slow
@test "depend.mk is what make depend makes" {
	copy_source src
	build -C src CC=gcc depend
	diff <(tr -s ' \\\n' '\n' <"$top/depend.mk") \
	    <(tr -s ' \\\n' '\n' <src/depend.mk)
}

@test "every name that the library gives to others has its prefix" {
	copy_source src
	build -C src CFLAGS=-O2 lib
	nm -g --defined-only src/libvmacpigen.a | awk 'NF == 3 { print $3 }' \
	    >names
	grep -x vmacpigen_build names
	run ! grep -v '^vmacpigen_' names
	# and every macro, tag, enumerator and typedef in its header
	echo '#include "vmacpigen.h"' |
	    cc -Isrc -E -dM - | awk '{ print $2 }' | sed 's/(.*//' |
	    sort -u >macros
	printf '#include <%s>\n' stdbool.h stddef.h stdint.h |
	    cc -E -dM - | awk '{ print $2 }' | sed 's/(.*//' |
	    sort -u | comm -13 - macros >ours
	grep -x VMACPIGEN_VERSION ours
	run ! grep -v '^VMACPIGEN_' ours
	grep -o -E '^(struct|enum) [a-z_0-9]+|^	[A-Z][A-Z_0-9]+' \
	    src/vmacpigen.h | sed 's/.*[ 	]//' | sort -u >tags
	grep -x vmacpigen_machine tags
	grep -x VMACPIGEN_XSDT tags
	run ! grep -v -i '^vmacpigen_' tags
}

# bats test_tags=slow
@test "make install, with DESTDIR and PREFIX" {
	copy_source src
	for make in make bmake; do
		build -C src install \
		    DESTDIR="$PWD/$make" PREFIX=/usr
		(cd "$make" && find . -type f -printf '%m %p\n' | sort -k 2) |
		    diff - <(cat <<-'END'
		755 ./usr/bin/vmacpigen
		644 ./usr/include/vmacpigen.h
		644 ./usr/lib/libvmacpigen.a
		644 ./usr/lib/pkgconfig/vmacpigen.pc
		644 ./usr/share/man/man1/vmacpigen.1
		644 ./usr/share/man/man3/vmacpigen.3
		644 ./usr/share/man/man5/vmacpigen.conf.5
		644 ./usr/share/vmacpigen/cloud-hypervisor-like.vm
		644 ./usr/share/vmacpigen/firecracker-like.vm
		644 ./usr/share/vmacpigen/microvm-full.vm
		644 ./usr/share/vmacpigen/microvm-pcie.vm
		644 ./usr/share/vmacpigen/microvm.vm
		644 ./usr/share/vmacpigen/q35-plain.vm
		END
		)
		"$make/usr/bin/vmacpigen" -V
		grep -x 'Libs: -L/usr/lib -lvmacpigen' \
		    "$make/usr/lib/pkgconfig/vmacpigen.pc"
	done
	build -C src install DESTDIR="$PWD/default"
	[ -x default/usr/local/bin/vmacpigen ]
}

# bats test_tags=slow
@test "make clean leaves what it found" {
	copy_source src
	before=$(cd src && find . | sort)
	build -C src demo >/dev/null
	build -C src clean
	[ "$(cd src && find . | sort)" = "$before" ]
}

# bats test_tags=slow
@test "make dist: a tarball that builds, and makes the same tarball" {
	copy_source src
	build -C src
	build -C src dist
	version=$(vmacpigen -V | sed 's/.* //')
	tar -xzf "src/vmacpigen-$version.tar.gz"
	cd "vmacpigen-$version"
	[ ! -e vmacpigen ]
	build
	./vmacpigen -n 4 -o out
	same_set out "$top/tests/golden/vmd-4"
	make=bmake build dist
	diff <(tar -tzf "../src/vmacpigen-$version.tar.gz" | sort) \
	    <(tar -tzf "vmacpigen-$version.tar.gz" | sort)
}

@test "make dist packs what git has" {
	[ -e "$top/.git" ] || return 0
	git clone -q --no-hardlinks "$top" src
	touch src/stray
	build -C src dist
	diff <(tar -tzf src/vmacpigen-*.tar.gz | grep -v '/$' |
	    sed 's,^[^/]*/,,' | sort) <(git -C src ls-files | sort)
}

# bats test_tags=slow
@test "make demo" {
	copy_source src
	run build -C src demo
	[ "$status" -eq 0 ]
	[[ $output == *'-machine q35,acpi=off -smp 4 -fw_cfg'* ]]
	[[ $output == *'  MADT at 0x0, 76 bytes'* ]]
	same_set src/out "$top/tests/golden/vmd-4"
}

# bats test_tags=slow
@test "shellcheck has no complaint" {
	cd "$top"
	# shellcheck disable=SC2046
	quietly shellcheck $(grep -l -r -E '^#!.*(sh|bash)$' tests .ci bench asl) \
	    tests/*.bats
	quietly shellcheck -s bash tests/lib.bash
}

@test "the workflow's commands parse, and what they call exists" {
	run ! grep "$(printf '\t')" "$top/.github/workflows/ci.yml"
	sed -n 's/^ *\(- \)\{0,1\}run: *//p' "$top/.github/workflows/ci.yml" >steps
	[ "$(wc -l <steps)" -ge 8 ]
	sh -n steps
	while read -r script; do
		[ -x "$top/$script" ]
	done < <(grep -o 'tests/[a-z]*' steps)
	while read -r target; do
		grep "^$target:" "$top/Makefile"
	done < <(sed -n 's/^make \([a-z]*\)$/\1/p' steps)
}
