# Hostile sets cost work and memory in proportion to their size: counted

load lib

all=seabios,ovmf,qboot,u-boot,coreboot,stage0

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	local file
	for file in "$top"/{,read/,check/,diff/,verbs/}*.c; do
		cc -O1 -w -I"$top" -fsanitize-coverage=trace-pc -c "$file" \
		    -o "$(tr / _ <<<"$file").o"
	done
	cc -c "$tools/count.c"
	cc -o counting ./*.o -Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset \
	    -Wl,--wrap=memcmp
}

# A table of nothing but its header, as acpidump prints it
as_text() {
	cat <<-'end'
	OEM1 @ 0x0000000000001000
	    0000: 4F 45 4D 31 24 00 00 00 01 30 56 4D 41 43 50 49
	    0010: 4D 41 44 45 20 20 20 20 01 00 00 00 54 45 53 54
	    0020: 01 00 00 00

	end
}

facs_as_text() {
	cat <<-'end'
	FACS @ 0x0000000000000000
	    0000: 46 41 43 53 40 00 00 00 00 00 00 00 00 00 00 00
	    0010: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
	    0020: 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
	    0030: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00

	end
}

# The work that a command of vmacpigen does
work() {
	local status=0
	shift
	"$BATS_FILE_TMPDIR/counting" "$@" >/dev/null 2>count || status=$?
	[ "$status" -le 2 ] || {
		echo 0
		return 1
	}
	tail -n 1 count
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
		[ -e "$shape-$n" ] || "$tools/hostile" "$shape" "$n" "$shape-$n"
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
	local measure=$1 sizes shape
	for shape in $("$tools/hostile" -l); do
		sizes=$2
		[ "$shape" != files ] || sizes='8 16 32'
		grows "$measure" "$shape" "$sizes" check -v -c "$all"
		grows "$measure" "$shape" "$sizes" show
		grows "$measure" "$shape" "$sizes" show -g
		grows "$measure" "$shape" "$sizes" extract -a
	done
}

@test "what diff does of AML grows as that does" {
	local shape n before now
	"$tools/hostile-aml" names 1 small
	for shape in $("$tools/hostile-aml" -l); do
		before=0
		for n in 16 32 64; do
			"$tools/hostile-aml" "$shape" "$n" one
			"$tools/hostile-aml" "$shape" $((n + 1)) two
			now=$(($(work vmacpigen diff one two) +
			    $(work vmacpigen diff small one)))
			[ "$now" -gt 0 ]
			if [ "$before" -gt 0 ] && ((10 * now > 24 * before)); then
				echo "$shape: $before, then $now of twice the size"
				return 1
			fi
			before=$now
		done
	done
}

@test "work grows as the input does" {
	each work '256 512 1024'
}

@test "work of link grows as the text of a dump does" {
	local n
	for n in 256 512 1024; do
		for _ in $(seq "$n"); do
			as_text
		done >"many-$n"
		for _ in $(seq "$n"); do
			facs_as_text
		done >>"many-$n"
		run -0 vmacpigen link --no-flat -o out "many-$n"
	done
	grows work many '256 512 1024' link --no-flat -o out
}

# The set is a table by itself.
@test "work for AML grows as the input does" {
	local shape n
	for shape in $("$tools/hostile-aml" -l); do
		for n in 16 32 64; do
			"$tools/hostile-aml" "$shape" $n "$shape-$n"
		done
		for verb in show 'show -x' 'show -G' \
		    'check -v -c confidential'; do
			# shellcheck disable=SC2086 # a verb with an option
			grows work "$shape" '16 32 64' $verb
		done
	done
}

@test "memory grows as the input does" {
	each peak '512 1024 2048'
}
