# Every allocation of every verb fails, one by one

load lib

setup_file() {
	export shim=$BATS_FILE_TMPDIR/nomem.so
	cc -shared -fPIC -o "$shim" "$tools/nomem.c" -ldl
}

# What a command says, does, and ends with
runs() {
	status=0
	"$@" >said.out 2>said.err || status=$?
}

# bears COMMAND...: whichever allocation fails, the command ends as it does
# otherwise, to the byte, or says in one line that it failed, and then what it
# writes, out, is as it was.
bears() {
	local want before n
	rm -rf out
	runs "$@"
	want=$status
	mv said.out want.out
	mv said.err want.err
	rm -rf want
	[ ! -e out ] || mv out want
	for mode in one all; do
		for ((n = 1; ; n++)); do
			rm -rf out failed
			before=$(snapshot set)
			NOMEM=$n NOMEM_DONE=failed LD_PRELOAD=$shim \
			    NOMEM_ON=$([ "$mode" = all ] && echo y) runs "$@"
			[ -e failed ] || break
			as_before "$want" || {
				echo "status $status with allocation $n of: $*"
				cat said.err
				return 1
			}
			[ "$status" -eq "$want" ] ||
			    [ "$before" = "$(snapshot set)" ]
		done
		[ "$n" -gt 1 ]
	done
}

as_before() {
	if [ "$status" -eq "$1" ] && cmp -s said.err want.err; then
		cmp said.out want.out || return
		[ ! -e want ] || diff -r want out
		return
	fi
	[ "$status" -eq 1 ] || [ "$status" -eq 2 ] || return
	# one line more than what it says anyhow
	[ ! -e out ] && [[ $(tail -n 1 said.err) == 'vmacpigen: '* ]] &&
	    cmp -s <(head -n -1 said.err) \
	    <(head -n "$(($(wc -l <said.err) - 1))" want.err)
}

setup() {
	[ -d set ] || vmacpigen -n 2 -o set
}

@test "generate" {
	bears vmacpigen -m q35 -n 2 --numa cpus=0-1,memory=1G,latency=9 -o out
	bears vmacpigen -n 1 --no-flat -o out
	bears vmacpigen -m vmd-current -n 2 -o out
}

@test "generate, over an old set" {
	vmacpigen -m q35 -n 2 -o set
	bears vmacpigen -n 2 -o set
}

@test "link" {
	vmacpigen -m q35 -n 2 -o q35
	vmacpigen extract -o tables q35
	bears vmacpigen link -n 1 -o out tables
}

@test "relink" {
	bears vmacpigen relink -o out set/tables.bin
}

@test "qemu" {
	bears vmacpigen qemu set
}

@test "show" {
	bears vmacpigen show set
	bears vmacpigen show -g set
	vmacpigen -m vmd-current -n 2 -o current
	bears vmacpigen show -x current
	bears vmacpigen show -G current
	bears vmacpigen show set/e0000.bin
}

@test "check" {
	bears vmacpigen check -v set
	vmacpigen -m vmd-current -n 2 -o current
	bears vmacpigen check -vW current
}

@test "check, of a set that breaks rules" {
	for rule in allocate-first allocate-once sum-order fadt-x-width flat-same; do
		"$tools/spoil" "$rule" broken
		bears vmacpigen check -v broken
		rm -rf broken
	done
}

@test "generate --compare" {
	bears vmacpigen -n 2 --compare set
	bears vmacpigen -n 3 --compare set
}

@test "diff" {
	vmacpigen -n 4 -o four
	bears vmacpigen diff -a set four
	bears vmacpigen diff "$top/tests/golden/q35-1" \
	    "$top/tests/golden/q35-4"
}

@test "tables by themselves, and text" {
	vmacpigen extract -o tables set
	echo text >tables/README
	bears vmacpigen check tables
	vmacpigen extract -a set >text
	bears vmacpigen show text
	bears vmacpigen link -n 3 -o out text
}

@test "extract" {
	bears vmacpigen extract -o out set
	bears vmacpigen extract -a set
}
