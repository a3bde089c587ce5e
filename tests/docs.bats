# The manual and the README say what is so

load lib

manual=$top/man/vmacpigen.1

# The manual as plain text
plain() {
	mandoc -T ascii -O width=78 "$manual" | sed $'s/.\b//g'
}

# section NAME: its text
section() {
	plain | awk -v name="$1" '/^[A-Z]/ { show = $0 == name; next } show'
}

# Not on this machine, or not in mandoc's index
other_systems='referenced manual not found|outdated mandoc.db'

@test "mandoc has no complaint" {
	run ! grep -v -E "$other_systems" <(mandoc -T lint "$manual" 2>&1)
}

# Words of capitals; tables and objects have such names.
capitals() {
	grep -oE '\b_?[A-Z][A-Z0-9]+\b' | sort -u
}

# Outside of examples; what is known is not ACPI's.
@test "the glossary has every term of ACPI that the manual uses" {
	known='ALLOCATE|CD|DATA|FILES|HISTORY|KVM|README|SHA|VM'
	terms=$(sed -E '/^\.Bd -literal/,/^\.Ed/d; /^\.(Pa|Ql|Dl|Xr|Nm) /d
	    /^\.(\\"|Sh|D[dt]|Os|Rs|%)/d' "$manual" | capitals)
	[ "$(wc -w <<<"$terms")" -gt 100 ]
	missing=$(comm -23 <(grep -v -x -E -e "$known" <<<"$terms") \
	    <(section GLOSSARY | capitals))
	[ -z "$missing" ] || {
		echo "$missing"
		return 1
	}
}

@test "SYNOPSIS is what usage prints" {
	run -1 vmacpigen
	usage=$(sed 's/^usage: /       /; s/^  *//' <<<"$output")
	[ -n "$usage" ]
	diff <(echo "$usage") <(section SYNOPSIS | sed '/^$/d; s/^  *//')
}

@test "every option, verb and machine is explained" {
	for word in $(vmacpigen -h | sed '1,/^$/d' |
	    sed -n 's/^\(-*[a-z-]*\) .*/\1/pI'); do
		section DESCRIPTION | grep -E "^ {5}$word( |\$)"
	done
	for machine in $(vmacpigen -m help | sed '/, installed$/d; s/ .*//'); do
		section DESCRIPTION | grep -E "^ {5}$machine( |\$)"
		for property in $(vmacpigen -m "$machine,help" |
		    sed -n 's/^\([a-z][a-z0-9-]*\)=.*/\1/p'); do
			section DESCRIPTION | grep -w -e "$property"
		done
	done
}

@test "every file that is written is explained" {
	for file in $files efff0000.bin vmm.dsdt; do
		section FILES | grep "^     $file "
	done
}

# Where QEMU is started it takes the options and a CD, and starts nothing.
@test "the manual's examples work, in their order" {
	truncate -s 1M install.iso
	qemu-system-x86_64() {
		command timeout 30 qemu-system-x86_64 "$@" -S -display none \
		    -monitor stdio <<<quit
	}
	section EXAMPLES | sed -n 's/^ *\$ //p' >examples
	[ "$(wc -l <examples)" -ge 5 ]
	while read -r example <&4; do
		status=0
		eval "$example" >said 2>&1 || status=$?
		case $example in
		# One finds what CAVEATS say, one what S3 is.
		'vmacpigen check '* | *--compare*) [ "$status" -eq 1 ] ;;
		*) [ "$status" -eq 0 ] ;;
		esac || {
			echo "$example: $status"
			cat said
			false
		}
	done 4<examples
}

# bats test_tags=slow
@test "the README's commands work, in their order" {
	copy_source src
	cd src
	blocks sh README.md >commands
	grep '^make demo$' commands
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL bash -eu commands >said
	grep -e '-machine q35,acpi=off -smp 4 ' said
	cmp tables/tables.bin "$top/tests/golden/q35-4/tables.bin"
}

# A repository that has vmacpigen's tables, and a pull request's merge
@test "the README's job for golden tables works" {
	export GIT_CONFIG_GLOBAL=$PWD/gitconfig GITHUB_STEP_SUMMARY=$PWD/summary
	git config --global user.name Tester
	git config --global user.email tester@localhost
	git init -q repository
	cd repository
	mkdir acpi
	blocks 'sh check' "$top/README.md" >acpi/check
	printf '%s\n' 'q35-4 -m q35 -n 4' 'vmd-1 -n 1' >acpi/list
	run -0 sh acpi/check --update
	run -0 sh acpi/check
	[ -z "$output" ]
	git add -A
	git commit -q -m base
	git checkout -q -b change
	sed -i 's/q35 /q35,sci=10 /' acpi/list
	run -1 sh acpi/check
	[ "$output" = $'q35-4:\nFADT.SCI_INT: 9 -> 10' ]
	sh acpi/check --update
	sh acpi/check
	git commit -q -a -m change
	git checkout -q -
	git merge -q --no-ff -m merge change
	blocks yaml "$top/README.md" >job
	sed -n 's/^ *- run: //p' job | grep -x 'sh acpi/check'
	sed -n '/run: |/,$s/^ \{10\}//p' job >step
	[ "$(wc -l <step)" -eq 5 ]
	bash -eo pipefail step
	diff - "$GITHUB_STEP_SUMMARY" <<-'END'
	acpi/q35-4/:
	FADT.SCI_INT: 9 -> 10
	acpi/vmd-1/:
	END
}

@test "what the README names is there" {
	blocks 'sh guest' "$top/README.md" >commands
	grep tests/guest/kernel commands
	bash -n commands
	grep -o -E '(tests|man|contrib|doc|bench)/[a-z0-9/._-]*' \
	    "$top"/{README,HACKING}.md | sed 's/[^:]*://' | grep -v '\*' >paths
	while read -r path; do
		[ -e "$top/$path" ]
	done <paths
}

@test "the README's times are those of the results" {
	times=$(sed -n '/^<!-- bench -->$/,/^<!-- end of bench -->$/p' \
	    "$top/README.md" | sed '1d; $d')
	[ -n "$times" ]
	diff <(echo "$times") <("$top/bench/readme" <"$top/bench/results.md")
}

@test "HACKING.md names the builder of every table, and where it is" {
	cd "$top"
	# shellcheck disable=SC2016
	sed -n 's/.*`\(build_[a-z0-9]*\)()` in `\([a-z]*\.c\)`.*/\1 \2/p' \
	    HACKING.md | sort >"$BATS_TEST_TMPDIR/named"
	grep -E '^(vmacpigen_)?build_[a-z0-9]+\(struct build ' ./*.c |
	    sed 's,^\./\(.*\):.*\(build_[a-z0-9]*\).*,\2 \1,' | sort |
	    diff - "$BATS_TEST_TMPDIR/named"
}

@test "HACKING.md names every C file of the library, and every folder" {
	cd "$top"
	for file in *.c; do
		grep -F "\`$file\`" HACKING.md
	done
	for folder in */; do
		case $folder in
		build/ | out/) ;;
		*) grep -F "\`$folder\`" HACKING.md ;;
		esac
	done
}

@test "the manual's lines of AML are what show prints" {
	plain | sed -n "/^   AML as text/,/^   QEMU's own/s/^     \(\\\\.*\)/        \1/p" >want
	[ "$(wc -l <want)" -ge 5 ]
	vmacpigen show "$top/tests/golden/q35-4" |
	    grep -x -F -f want | diff want -
}

# The words of a picture; where they stand depends on the fonts
words_of() {
	sed -n 's/.*<t[a-z]*[^>]*>\(.*\)<\/t.*/\1/p' "$1" | sort
}

@test "the README's picture is what show and dot draw" {
	vmacpigen show -g "$top/tests/golden/q35-4" | dot -Tsvg >q35.svg
	words_of q35.svg | grep XsdtAddress
	diff <(words_of q35.svg) <(words_of "$top/man/q35.svg")
}
