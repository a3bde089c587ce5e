# It builds with other compilers, and does the same there

load lib

@test "clang and bmake: no warning" {
	quietly builds clang bmake
}

@test "musl-gcc and tcc: no warning, and the same bytes" {
	quietly builds musl-gcc make
	quietly "$top/tests/goldens" src/vmacpigen
	rm -rf src
	copy_source src
	quietly build -C src CC=tcc CFLAGS='-Wall -Werror'
	quietly "$top/tests/goldens" src/vmacpigen
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
	    --topology sockets=32,threads=2 --numa cpus=0-99,memory=4G,latency=9 \
	    --numa cpus=100-4095,memory=1G,bandwidth=3G --distance 0,1,255 -o large
	src/vmacpigen qemu large
	for arguments in -h -V '-m help'; do
		# shellcheck disable=SC2086
		src/vmacpigen $arguments
	done
	refuses 'none: No such file or directory' src/vmacpigen qemu none
	refuses 'src/machine.c: Not a directory' \
	    src/vmacpigen -n 4 -o src/machine.c
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

@test "built for s390x, the same bytes" {
	copy_source src
	build -C src CC=s390x-linux-gnu-gcc LDFLAGS=-static
	od -An -tx1 -N6 src/vmacpigen | grep '02 02$'	# 64 bits, big-endian
	quietly "$top/tests/goldens" qemu-s390x src/vmacpigen
	cd "$top/tests/golden"
	for command in 'qemu vmd-4' 'diff vmd-4 q35-64' \
	    'diff -a vmd-current-4/efff0000.bin q35-4'; do
		# shellcheck disable=SC2086
		diff <(vmacpigen $command) <(qemu-s390x \
		    "$BATS_TEST_TMPDIR/src/vmacpigen" $command)
	done
}
