# One system call fails, or is the last one: every call that can leave a trace
# in the file system, in turn.

load lib

# Where "fresh" puts the directory that each run starts from
setup() {
	mkdir template
	for file in $files; do
		echo "old $file" >"template/$file"
	done
	chmod 600 template/rsdp.bin
	echo stranger >template/other
	new=$top/tests/golden/vmd-4
}

fresh() {
	rm -rf dir
	[ "$1" = absent ] || cp -a template dir
}

# calls COMMAND...: a file "calls" with "NAME NTH" for each call from the first mkdir on; NTH
# counts from the start, as strace's "when" does
calls() {
	strace -o trace \
	    -e trace=mkdir,openat,write,close,linkat,renameat,unlinkat "$@"
	awk -F '(' '/^[a-z]/ { n[$1]++ }
	    $1 == "mkdir" { writing = 1 }
	    writing && /^[a-z]/ { print $1, n[$1] }' trace >calls
}

# The run that failed changed nothing, or the one that did not changed all.
check_error() {
	local status=$1 before=$2 without=$3 complaints
	complaints=$(wc -l <stderr)
	if [ "$status" -eq 1 ] && [ "$complaints" -eq 1 ]; then
		[ "$(snapshot dir)" = "$before" ]
	elif [ "$status" -eq 0 ] && [ "$complaints" -eq 0 ]; then
		rm -f dir/other
		[ "$(cd dir && find . -type f | sort)" = \
		    "$(cd "$new" && find . -type f ! -name "$without" | sort)" ]
		for file in dir/*; do
			same "$file" "$new/${file#dir/}"
		done
	else
		false
	fi
}

# inject ERROR START WITHOUT COMMAND...: each call in turn fails with ERROR;
# prints "NAME STATUS" for each
inject() {
	local error=$1 start=$2 without=$3 call nth before status
	shift 3
	fresh "$start"
	calls "$@"
	fresh "$start"
	before=$(snapshot dir)
	while read -r call nth; do
		fresh "$start"
		status=0
		strace -o trace -e "inject=$call:error=$error:when=$nth" \
		    "$@" 2>stderr || status=$?
		check_error "$status" "$before" "$without" || {
			echo "$call $nth $error: status $status" >&2
			cat stderr trace >&2
			ls -lA dir >&2
			return 1
		}
		echo "$call $status"
	done <calls
}

# Of the calls, those with a status and how many
outcome() {
	sort outcomes | uniq -c | awk '{ printf "%s%s %s:%s", sep, $2, $3, $1
	    sep = ", " }'
}

@test "an input/output error, over an old set" {
	inject EIO old '' vmacpigen -n 4 -o dir >outcomes
	# A second unlink works, a copy stands in for a hard link, and when the
	# directory is closed all is done.
	[ "$(outcome)" = "close 0:1, close 1:4, linkat 0:4, mkdir 1:1, openat 1:5, renameat 1:4, unlinkat 0:4, write 1:4" ]
}

@test "no space left, over an old set" {
	inject ENOSPC old '' vmacpigen -n 4 -o dir >outcomes
	[ "$(outcome)" = "close 0:1, close 1:4, linkat 0:4, mkdir 1:1, openat 1:5, renameat 1:4, unlinkat 0:4, write 1:4" ]
}

@test "an interrupted call, over an old set" {
	inject EINTR old '' vmacpigen -n 4 -o dir >outcomes
	grep '^write 0$' outcomes
	run ! grep '^write 1$' outcomes
}

@test "an error where there was no directory" {
	for error in EIO EDQUOT; do
		inject "$error" absent '' vmacpigen -n 4 -o dir >outcomes
		[ "$(outcome)" = "close 0:1, close 1:4, linkat 0:4, mkdir 1:1, openat 1:5, renameat 1:4, write 1:4" ]
	done
}

@test "an error with --no-flat, over an old set" {
	inject EIO old e0000.bin vmacpigen --no-flat -n 4 -o dir >outcomes
	[ "$(outcome)" = "close 0:1, close 1:3, linkat 0:4, mkdir 1:1, openat 1:4, renameat 1:3, unlinkat 0:4, unlinkat 1:1, write 1:3" ]
}

@test "no hard links: copies, put back when a rename fails" {
	fresh old
	no_links='inject=linkat:error=EPERM'
	strace -o trace -e "$no_links" vmacpigen -n 4 -o dir
	rm dir/other
	same_set dir "$new"
	for nth in 1 2 3 4; do
		fresh old
		run ! strace -o trace -e "$no_links" \
		    -e "inject=renameat:error=EIO:when=$nth" \
		    vmacpigen -n 4 -o dir
		[ "${#lines[@]}" -eq 1 ]
		diff -r dir template
	done
}

# Every name in dir is old, or new, or (first argument) missing; the rest are
# temporaries that say whose they are.
check_kill() {
	local file
	for file in $files; do
		if [ ! -e "dir/$file" ]; then
			[[ $1 == *"$file"* ]]
		else
			cmp -s "dir/$file" "$new/$file" ||
			    cmp -s "dir/$file" "template/$file"
		fi || {
			echo "$file is neither"
			return 1
		}
	done
	run ! grep -v -x -E "(${files// /|})|other|\..*\.bin\..*\.(new|old)" \
	    <(ls -A dir)
}

# kill_at START MAY-BE-MISSING COMMAND...: SIGKILL at each call in turn, and
# then a run that is left alone
kill_at() {
	local start=$1 missing=$2 call nth status
	shift 2
	fresh "$start"
	calls "$@"
	while read -r call nth; do
		fresh "$start"
		status=0
		strace -o trace -e "inject=$call:signal=KILL:when=$nth" \
		    "$@" 2>/dev/null || status=$?
		[ "$status" -eq 137 ] && {
			[ ! -e dir ] && [ "$start" = absent ] ||
			    check_kill "$missing"
		} || {
			echo "$call $nth: status $status" >&2
			ls -lA dir >&2
			return 1
		}
		"$@"
	done <calls
}

@test "a kill over an old set" {
	kill_at old '' vmacpigen -n 4 -o dir 3>&-
}

@test "a kill where there was no directory" {
	kill_at absent "$files" vmacpigen -n 4 -o dir 3>&-
}

@test "a kill with --no-flat" {
	kill_at old e0000.bin vmacpigen --no-flat -n 4 -o dir 3>&-
}

@test "other signals wait until the temporaries are gone" {
	for signal in ALRM HUP INT QUIT TERM USR1 XCPU; do
		fresh old
		status=0
		# nohup(1) has them ignored, and a background job has two.
		env --default-signal strace -o trace \
		    -e "inject=renameat:signal=$signal:when=2" \
		    vmacpigen -n 4 -o dir 2>/dev/null || status=$?
		[ "$status" -gt 128 ]
		rm dir/other
		same_set dir "$new"
	done
}

@test "an error while a set is read" {
	set=$PWD/set
	cp -a "$new" "$set"
	for file in tables.bin rsdp.bin table-loader.bin; do
		for call in openat read; do
			refuses "$set/$file: Input/output error" \
			    strace -o trace -P "$set/$file" \
			    -e "inject=$call:error=EIO" vmacpigen qemu "$set"
		done
	done
	capture strace -o trace -P "$set/tables.bin" \
	    -e inject=read:error=EINTR:when=1 vmacpigen qemu "$set"
	grep 'read.*INJECTED' trace
	[ "$status" -eq 0 ]
	[ "$output" = "$(vmacpigen qemu "$set")" ]
}

@test "short writes and short reads" {
	cat >short.c <<-'END'
	#define _GNU_SOURCE
	#include <dlfcn.h>
	#include <unistd.h>

	#define SHORT(n)	((n) < 7 ? (n) : 7)

	ssize_t
	write(int fd, const void *data, size_t n)
	{
		ssize_t (*real)(int, const void *, size_t) =
		    (ssize_t (*)(int, const void *, size_t))
		    dlsym(RTLD_NEXT, "write");

		return (real(fd, data, SHORT(n)));
	}

	ssize_t
	read(int fd, void *data, size_t n)
	{
		ssize_t (*real)(int, void *, size_t) =
		    (ssize_t (*)(int, void *, size_t))
		    dlsym(RTLD_NEXT, "read");

		return (real(fd, data, SHORT(n)));
	}
	END
	cc -shared -fPIC -o short.so short.c -ldl
	LD_PRELOAD=$PWD/short.so vmacpigen -n 4 -o dir
	same_set dir "$new"
	LD_PRELOAD=$PWD/short.so strace -o trace -e trace=write \
	    vmacpigen -n 4 -o dir
	grep -E '^write\([0-9]+, .*, 7\) += 7' trace
	LD_PRELOAD=$PWD/short.so strace -o trace -e trace=read \
	    vmacpigen qemu dir >said
	grep -E '^read\([0-9]+, .*, 7\) += 7' trace
	[ "$(cat said)" = "$(vmacpigen qemu dir)" ]
}
