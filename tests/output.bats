# What a directory holds after a run, whether it went well or not

load lib

# An older set, with modes, a link and a stranger that a failure must keep
old_set() {
	local file
	mkdir "$1"
	for file in $files; do
		echo "old $file" >"$1/$file"
	done
	chmod 600 "$1/rsdp.bin"
	mv "$1/tables.bin" "$1/elsewhere"
	ln -s elsewhere "$1/tables.bin"
	echo stranger >"$1/other"
}

# Runs a function of this file on a file system of its own, mounted at fs:
# on_tmpfs MOUNT-OPTIONS FUNCTION
on_tmpfs() {
	local spaces=-Urm
	mkdir -p fs
	# Root needs no user namespace, and has none in a chroot. There, what
	# is / may be no mount, whose propagation could be changed.
	[ "$(id -u)" -ne 0 ] || spaces=-m
	unshare $spaces true 2>/dev/null || spaces+=' --propagation unchanged'
	# shellcheck disable=SC2086
	unshare $spaces bash -euc "BATS_TEST_DIRNAME=$BATS_TEST_DIRNAME
	    BATS_TEST_TMPDIR=$PWD
	    bats_require_minimum_version() { :; }
	    source '$top/tests/lib.bash'
	    $(declare -f old_set "$2")
	    mount -t tmpfs -o $1 tmpfs fs
	    $2"
}

@test "the directory is made, one level of it" {
	quietly vmacpigen -n 4 -o new
	same_set new "$top/tests/golden/vmd-4"
	quietly vmacpigen -n 4 -o new/below/
	refuses 'a/b: No such file or directory' vmacpigen -n 4 -o a/b
	[ ! -e a ]
	refuses ': No such file or directory' vmacpigen -n 4 -o ''
}

@test "a directory that is there keeps its other files" {
	old_set dir
	rm dir/tables.bin
	quietly vmacpigen -n 4 -o dir
	[ "$(cat dir/other dir/elsewhere)" = $'stranger\nold tables.bin' ]
	rm dir/other dir/elsewhere
	same_set dir "$top/tests/golden/vmd-4"
}

@test "a link is replaced, not followed" {
	old_set dir
	vmacpigen -n 4 -o dir
	[ ! -L dir/tables.bin ]
	[ "$(cat dir/elsewhere)" = 'old tables.bin' ]
}

@test "-o through a link to a directory" {
	mkdir dir
	ln -s dir link
	vmacpigen -n 4 -o link
	same_set dir "$top/tests/golden/vmd-4"
	ln -s nowhere dangling
	refuses 'dangling: No such file or directory' \
	    vmacpigen -n 4 -o dangling
}

@test "modes are 0666 and 0777 less the umask" {
	for mask in 000 022 027 077; do
		(umask "$mask" && vmacpigen -n 4 -o "dir$mask")
		for file in $files; do
			[ "$(stat -c %a "dir$mask/$file")" = \
			    "$(printf %o $((0666 & ~0$mask)))" ]
		done
		[ "$(stat -c %a "dir$mask")" = \
		    "$(printf %o $((0777 & ~0$mask)))" ]
	done
}

@test "--no-flat leaves e0000.bin out, and removes an old one" {
	quietly vmacpigen --no-flat -n 4 -o dir
	[ "$(echo dir/*)" = 'dir/rsdp.bin dir/table-loader.bin dir/tables.bin' ]
	vmacpigen -n 2 -o dir
	[ -e dir/e0000.bin ]
	quietly vmacpigen -n 4 --no-flat -o dir
	[ "$(ls -A dir)" = $'rsdp.bin\ntable-loader.bin\ntables.bin' ]
	for file in dir/*; do
		same "$file" "$top/tests/golden/vmd-4/${file#dir/}"
	done
}

@test "--no-flat is not asked for with an image that is placed" {
	for option in '-b 0x90000' '--rsdp-at 0x9d000'; do
		# shellcheck disable=SC2086
		refuses '--no-flat leaves out the image that -b and --rsdp-at place; must not be given with them' \
		    vmacpigen -n 1 --no-flat $option -o out
	done
	[ ! -e out ]
}

@test "temporaries of a run that was killed do not disturb" {
	mkdir dir
	touch dir/.rsdp.bin.1.1.new dir/.e0000.bin.1.1.old
	quietly vmacpigen -n 4 -o dir
	rm dir/.rsdp.bin.1.1.new dir/.e0000.bin.1.1.old
	same_set dir "$top/tests/golden/vmd-4"
}

@test "the directory is a file, a device or a dangling path" {
	echo contents >file
	refuses 'file: Not a directory' vmacpigen -n 4 -o file
	refuses 'file/dir: Not a directory' vmacpigen -n 4 -o file/dir
	refuses '/dev/null: Not a directory' vmacpigen -n 4 -o /dev/null
	[ "$(cat file)" = contents ]
}

@test "an output's name is taken by a directory" {
	for name in $files; do
		mkdir -p "$name.d/$name/sub"
		echo old >"$name.d/other"
		before=$(snapshot "$name.d")
		refuses "$name.d/$name: Is a directory" \
		    vmacpigen -n 4 -o "$name.d"
		[ "$(snapshot "$name.d")" = "$before" ]
	done
}

@test "a file-size limit" {
	old_set dir
	before=$(snapshot dir)
	refuses 'dir/table-loader.bin: File too large' \
	    bash -c 'ulimit -f 1; exec vmacpigen -n 4 -o dir'
	[ "$(snapshot dir)" = "$before" ]
	refuses 'new/table-loader.bin: File too large' \
	    bash -c 'ulimit -f 1; exec vmacpigen -n 4 -o new'
	[ ! -e new ]
}

read_only() {
	old_set fs/dir
	before=$(snapshot fs)
	mount -o remount,ro fs
	refuses 'fs/dir/e0000.bin: Read-only file system' \
	    vmacpigen -n 4 -o fs/dir
	refuses 'fs/new: Read-only file system' vmacpigen -n 4 -o fs/new
	[ "$(snapshot fs)" = "$before" ]
}

@test "a read-only file system" {
	on_tmpfs rw read_only
}

full() {
	old_set fs/dir
	before=$(snapshot fs/dir)
	while echo more >>fs/filler; do :; done 2>/dev/null
	refuses 'fs/dir/e0000.bin: No space left on device' \
	    vmacpigen -n 4 -o fs/dir
	[ "$(snapshot fs/dir)" = "$before" ]
}

@test "a full disk" {
	on_tmpfs size=32k full
}

# tmpfs gives each file a page: two of the four new ones fit
nearly_full() {
	old_set fs/dir
	before=$(snapshot fs/dir)
	refuses 'fs/dir/tables.bin: No space left on device' \
	    vmacpigen -n 4 -o fs/dir
	[ "$(snapshot fs/dir)" = "$before" ]
}

@test "a disk that becomes full" {
	on_tmpfs size=28k nearly_full
}

# Each name takes an inode of tmpfs, hard links too
no_inodes() {
	old_set fs/dir
	before=$(snapshot fs/dir)
	refuses "$complaint" vmacpigen -n 4 -o fs/dir
	[ "$(snapshot fs/dir)" = "$before" ]
}

@test "a disk without room for more names" {
	export complaint='fs/dir/tables.bin: No space left on device'
	on_tmpfs nr_inodes=10 no_inodes
	complaint='fs/dir/rsdp.bin: No space left on device'
	on_tmpfs nr_inodes=13 no_inodes
}

@test "two runs at the same time leave whole files" {
	for round in 1 2 3 4 5; do
		for n in 2 4; do
			vmacpigen -n "$n" -o "dir$round" 3>&- &
		done
		wait
		[ "$(find "dir$round" -type f | wc -l)" -eq 4 ]
		for file in $files; do
			cmp -s "dir$round/$file" \
			    "$top/tests/golden/vmd-2/$file" ||
			    same "dir$round/$file" \
			    "$top/tests/golden/vmd-4/$file"
		done
	done
}
