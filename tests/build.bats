# It builds anywhere, without a warning, and does the same everywhere

load lib

warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Werror'

# builds CC MAKE: without a warning, and a tool that works
builds() {
	copy_source src
	make=$2 build -C src CC="$1" CFLAGS="-O2 $warnings"
	src/vmacpigen -n 4 -o out
	same_set out "$top/tests/golden/vmd-4"
}

@test "gcc and make: no warning" {
	quietly builds gcc make
}

@test "clang and bmake: no warning" {
	quietly builds clang bmake
}

# sanitized CC: a tool in src that ends when it does what C does not define
sanitized() {
	copy_source src
	build -C src CC="$1" CFLAGS="-g -O1 -fsanitize=address,undefined \
	    -fno-sanitize-recover=all"
}

@test "AddressSanitizer and UBSan find nothing, gcc" {
	sanitized gcc
	for n in 1 4 64; do
		quietly src/vmacpigen -n "$n" -o "$n"
		quietly src/vmacpigen -n "$n" -o "$n"
		src/vmacpigen qemu "$n"
	done
	same_set 4 "$top/tests/golden/vmd-4"
	quietly src/vmacpigen --no-flat -m q35 -n 300 --possible 4096 \
	    --topology sockets=32,threads=2 --numa cpus=0-99,memory=4G \
	    --numa cpus=100-4095,memory=1G --distance 0,1,255 -o large
	src/vmacpigen qemu large
	for arguments in -h -V '-m help'; do
		# shellcheck disable=SC2086
		src/vmacpigen $arguments
	done
	refuses 'none: No such file or directory' src/vmacpigen qemu none
	refuses 'src/main.c: Not a directory' \
	    src/vmacpigen -n 4 -o src/main.c
}

@test "nor do they, clang, in sets with random damage" {
	sanitized clang
	python3 - <<-'EOF'
	import os, random, subprocess, sys
	random.seed(1)
	names = "rsdp.bin", "tables.bin", "table-loader.bin"
	golden = os.environ["top"] + "/tests/golden/vmd-2/"
	sound = {name: open(golden + name, "rb").read() for name in names}
	os.mkdir("set")
	refused = 0
	for round in range(150):
	    for name in names:
	        data = bytearray(sound[name])
	        for _ in range(random.choice((0, 1, 1, 2, 8))):
	            data[random.randrange(len(data))] = random.choice(
	                (0, 1, 2, 3, 127, 128, 255, random.randrange(256)))
	        if random.random() < 0.1:
	            del data[random.randrange(len(data)):]
	        with open("set/" + name, "wb") as file:
	            file.write(data)
	    result = subprocess.run(["src/vmacpigen", "qemu", "set"],
	                            capture_output=True, text=True)
	    lines = result.stderr.splitlines()
	    if result.returncode == 1:
	        refused += 1
	        good = (len(lines) == 1 and result.stdout == "" and
	                lines[0].startswith("vmacpigen: set/"))
	    else:
	        good = result.returncode == 0 and result.stderr == ""
	    if not good:
	        sys.exit(f"round {round}: {result}")
	if not 10 < refused < 140:
	    sys.exit(f"{refused} of 150 were refused")
	EOF
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

@test "built for s390x, the same bytes" {
	copy_source src
	build -C src CC=s390x-linux-gnu-gcc LDFLAGS=-static
	od -An -tx1 -N6 src/vmacpigen | grep '02 02$'	# 64 bits, big-endian
	quietly "$top/tests/goldens" qemu-s390x-static src/vmacpigen
	cd "$top/tests/golden"
	for command in 'qemu vmd-4' 'diff vmd-4 q35-64' \
	    'diff -a vmd-current-4/e0000.bin q35-4'; do
		# shellcheck disable=SC2086
		diff <(vmacpigen $command) <(qemu-s390x-static \
		    "$BATS_TEST_TMPDIR/src/vmacpigen" $command)
	done
}

# What a VMM must bring along for the core: memory and strings, no more
@test "the core prints nothing, exits nowhere and has no state" {
	copy_source src
	cd src
	core=$(sed -n 's/^CORE =[[:space:]]*//p' Makefile)
	# shellcheck disable=SC2086
	build CFLAGS=-O2 $core
	# shellcheck disable=SC2086
	ld -r -o core.o $core
	run ! grep -v -x -E \
	    'calloc|malloc|realloc|free|qsort|mem(chr|cmp|cpy|move|set)|str(chr|cmp|len|ncmp|ncpy)|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_' \
	    <(nm -u core.o | awk '{ print $2 }')
	[ "$(size -A core.o | awk '$1 ~ /^\.(data|bss)$/ { n += $2 }
	    END { print n + 0 }')" -eq 0 ]
}

@test "make install, with DESTDIR and PREFIX" {
	copy_source src
	for make in make bmake; do
		build -C src install \
		    DESTDIR="$PWD/$make" PREFIX=/usr
		[ "$(cd "$make" && find . -type f | sort)" = \
		    $'./usr/bin/vmacpigen\n./usr/share/man/man1/vmacpigen.1' ]
		[ "$(stat -c %a "$make/usr/bin/vmacpigen")" = 755 ]
		[ "$(stat -c %a "$make/usr/share/man/man1/vmacpigen.1")" = 644 ]
		"$make/usr/bin/vmacpigen" -V
	done
	build -C src install DESTDIR="$PWD/default"
	[ -x default/usr/local/bin/vmacpigen ]
}

@test "make clean leaves what it found" {
	copy_source src
	before=$(cd src && find . | sort)
	build -C src demo >/dev/null
	build -C src clean
	[ "$(cd src && find . | sort)" = "$before" ]
}

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

@test "make demo" {
	copy_source src
	run build -C src demo
	[ "$status" -eq 0 ]
	[[ $output == *'-machine q35,acpi=off -smp 4 -fw_cfg'* ]]
	[[ $output == *'[Multiple APIC Description Table (MADT)]'* ]]
	same_set src/out "$top/tests/golden/vmd-4"
}

@test "shellcheck has no complaint" {
	cd "$top"
	# shellcheck disable=SC2046
	quietly shellcheck $(grep -l -r -E '^#!.*(sh|bash)$' tests .ci bench asl) \
	    tests/*.bats
	quietly shellcheck -s bash tests/lib.bash
}
