# Hostile sets cost time and memory in proportion to their size: counted

load lib

all=seabios,ovmf,qboot,u-boot,coreboot,stage0

# The machine instructions that a command needs
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 \
	    >/dev/null | sed -n 's/.*Collected : //p'
}

# The most memory that a command has at a time, in KiB
peak() {
	python3 - "$@" <<-'end'
		import resource, subprocess, sys
		subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,
		    stderr=subprocess.DEVNULL)
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
	end
}

# grows MEASURE SHAPE "SIZE SIZE SIZE" COMMAND...: no more than by 2.4 for twice
# the size; less would be too strict with what sorts, or looks a name up among
# the 256 that there can be.
grows() {
	local measure=$1 shape=$2 sizes=$3 before=0 now n
	shift 3
	for n in $sizes; do
		[ -d "$shape-$n" ] || "$top/tests/hostile" "$shape" "$n" "$shape-$n"
		now=$("$measure" vmacpigen "$@" "$shape-$n")
		[ "$now" -gt 0 ]
		if [ "$before" -gt 0 ] && ((10 * now > 24 * before)); then
			echo "$shape, $*: $before, then $now of twice the size"
			return 1
		fi
		before=$now
	done
}

# Each shape under each command
each() {
	local measure=$1 sizes=$2 shape
	for shape in $("$top/tests/hostile" -l); do
		grows "$measure" "$shape" "$sizes" check -v -c "$all"
		grows "$measure" "$shape" "$sizes" show
		grows "$measure" "$shape" "$sizes" show -g
		grows "$measure" "$shape" "$sizes" extract -a
	done
}

@test "instructions grow as the input does" {
	each instructions '4 8 16'
}

@test "memory grows as the input does" {
	each peak '512 1024 2048'
}
