# contrib/vmd: the core inside a VMM

load lib

setup_file() {
	local readme=$BATS_TEST_DIRNAME/../contrib/vmd/README

	cd "$BATS_TEST_DIRNAME/.." || return
	mkdir "$BATS_FILE_TMPDIR/vmd"
	# What the README says to copy and to compile, and no more
	# shellcheck disable=SC2046
	cp $(eval "echo $(sed -n '/^1\./,/^2\./s/^\t//p' "$readme" |
	    sed 's/\[ch\]/{c,h}/g' | tr '\n' ' ')") \
	    tests/vmd-stubs/* "$BATS_FILE_TMPDIR/vmd"
	mkdir "$BATS_FILE_TMPDIR/vmd/asl"
	cp asl/dsdt_*.h "$BATS_FILE_TMPDIR/vmd/asl"
	cd "$BATS_FILE_TMPDIR/vmd" || return
	sed -n 's/^\tSRCS+=//p' "$readme" >srcs
	[ -s srcs ]
	# The warnings of vmd's Makefile
	# shellcheck disable=SC2046
	for cc in gcc clang; do
		"$cc" -Wall -Wstrict-prototypes -Wmissing-prototypes \
		    -Wmissing-declarations -Wshadow -Wpointer-arith \
		    -Wcast-qual -Wsign-compare -Werror \
		    -g -fsanitize=address,undefined \
		    -fno-sanitize-recover=all \
		    -I. -o "vmd-$cc" vmd.c $(cat srcs)
	done
}

@test "vmd hands over the bytes that vmacpigen writes" {
	for cc in gcc clang; do
		for n in 1 4 64; do
			mkdir "$cc-$n"
			"$BATS_FILE_TMPDIR/vmd/vmd-$cc" "$n" "$cc-$n"
			same_set "$cc-$n" "$top/tests/golden/vmd-$n"
		done
	done
}

@test "a number of CPUs that vmd does not take is fatal" {
	mkdir out
	for n in 0 65 4294967297; do
		run "$BATS_FILE_TMPDIR/vmd/vmd-gcc" "$n" out
		[ "$status" -eq 1 ]
		[[ $output == *': the machine does not take this number of CPUs' ]]
	done
	[ -z "$(ls out)" ]
}

@test "memory that is not there is fatal" {
	ASAN_OPTIONS=detect_leaks=0 \
	    run "$BATS_FILE_TMPDIR/vmd/vmd-gcc" 4 /nowhere
	[ "$status" -eq 1 ]
	[[ $output == *': acpi_write_tables: no memory at 0xe0000' ]]
}
