# The command line

load lib

synopsis() {
	vmacpigen -h | sed '/^$/,$d'
}

# Nothing but the synopsis on standard error, perhaps after getopt's line
shows_usage() {
	run --separate-stderr "$@"
	[ "$status" -eq 1 ] && [ -z "$output" ] &&
	    [ "$(sed -n '/^usage:/,$p' <<<"$stderr")" = "$(synopsis)" ] &&
	    [ "$(sed '/^usage:/,$d' <<<"$stderr" | wc -l)" -le 1 ] || {
		printf '%s\n' "status $status from: $*" "$output" "$stderr"
		return 1
	}
}

@test "-n: what is not a decimal number from 1 to 64 is refused" {
	for n in 0 65 4x x4 -1 +4 0x4 '' ' ' ' 4' '4 ' 4.0 1e1 00 99999 \
	    18446744073709551617 18446744073709551620 \
	    340282366920938463463374607431768211457 $'4\n' ٤; do
		refuses "-n '$n': the machine vmd takes 1 to 64 CPUs" \
		    vmacpigen -n "$n" -o out
	done
	[ ! -e out ]
}

@test "-n: leading zeros are decimal all the same" {
	vmacpigen -n 010 -o a
	vmacpigen -n 10 -o b
	same_set a b
}

@test "-n and -o are needed, and nothing after the options" {
	shows_usage vmacpigen
	shows_usage vmacpigen -n 4
	shows_usage vmacpigen -o out
	shows_usage vmacpigen -m vmd
	shows_usage vmacpigen -n 4 -o out more
	shows_usage vmacpigen -n
	shows_usage vmacpigen -n 4 -o
	[ ! -e out ]
}

@test "an option that there is not" {
	shows_usage vmacpigen -x
	shows_usage vmacpigen --flat -n 4 -o out
	shows_usage vmacpigen --no-flat=yes -n 4 -o out
	[ ! -e out ]
}

@test "a verb that there is not" {
	for word in nonsense '' chec checks; do
		refuses "'$word': no such verb; vmacpigen -h lists them" \
		    vmacpigen "$word" -n 4 -o out
	done
	[ ! -e out ]
}

@test "a verb that is called wrongly says how it is called" {
	while read -r verb want; do
		capture vmacpigen "$verb" a b c
		[ "$status" -eq "$want" ]
		[ -z "$output" ]
		[[ $stderr == "usage: vmacpigen $verb "* ]]
		[ "$(grep -c vmacpigen <<<"$stderr")" -eq 1 ]
		said=$stderr
		for option in -h --help; do
			capture vmacpigen "$verb" "$option"
			[ "$status" -eq 0 ]
			[ -z "$stderr" ]
			[[ $output == "$said"$'\n\n'* ]]
		done
	done <<-'END'
	check 2
	diff 2
	extract 1
	qemu 1
	relink 1
	show 1
	END
}

@test "only --compare makes failures those of a comparison" {
	: >--cut.aml
	capture vmacpigen -n 99 -o --compare
	[ "$status" -eq 1 ]
	capture vmacpigen link -o out -- --cut.aml
	[ "$status" -eq 1 ]
	[ "$stderr" = 'vmacpigen: --cut.aml: not a table' ]
	capture vmacpigen -n 99 --compare set
	[ "$status" -eq 2 ]
	capture vmacpigen -n 99 --comp=set
	[ "$status" -eq 2 ]
	capture vmacpigen link --compare set -- --cut.aml
	[ "$status" -eq 2 ]
}

@test "options stand before operands" {
	shows_usage vmacpigen -n 4 -- -o out
	vmacpigen -n 4 -o out --
	[ -e out/e0000.bin ]
}

@test "the last of an option that comes twice counts" {
	vmacpigen -n 99 -n 2 -o a -o b
	[ ! -e a ]
	same_set b "$top/tests/golden/vmd-2"
}

@test "what options say holds for a machine that is named behind them" {
	said=(--oem-id X --oem-revision 7 --oem-table-id T --no-table HPET)
	vmacpigen -m q35 "${said[@]}" -n 2 -o a
	vmacpigen "${said[@]}" -n 2 -m q35 -o b
	same_set a b
	vmacpigen machine q35 >q35.vm
	rm -r b
	vmacpigen "${said[@]}" -n 2 -f q35.vm -o b
	same_set a b
	vmacpigen show a | grep "  FADT at .*OEM \"X.*\" \"T"
	run ! grep "^  HPET at" <(vmacpigen show a)
}

@test "-m: a machine that there is not" {
	refuses 'nonsense: no such machine; -m help lists them' \
	    vmacpigen -m nonsense -n 4 -o out
	refuses ': no such machine; -m help lists them' \
	    vmacpigen -m '' -n 4 -o out
	refuses 'VMD: no such machine; -m help lists them' \
	    vmacpigen -m VMD -n 4 -o out
	[ ! -e out ]
}

@test "-m help lists the machines, the default first" {
	run --separate-stderr vmacpigen -m help
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ ${lines[0]} == 'vmd '*'(1 to 64 CPUs), the default' ]]
	[ "$(vmacpigen -m help | grep -c default)" -eq 1 ]
}

@test "-m help lists what -m takes" {
	for machine in $(vmacpigen -m help | cut -d ' ' -f 1); do
		vmacpigen -m "$machine" -n 1 -o "$machine"
	done
}

@test "-h prints the synopsis and a line for every option and verb" {
	run --separate-stderr vmacpigen -h
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ ${lines[0]} == 'usage: vmacpigen '* ]]
	options=$(synopsis | sed '/ check /,$d' | grep -o -e '--*[a-z][a-z-]*')
	verbs=$(synopsis | sed -n 's/^ *vmacpigen \([a-z]*\) .*/\1/p')
	for word in $options -h -V $verbs; do
		vmacpigen -h | sed '1,/^$/d' | grep -E -e "^$word( |\$)"
	done
}

@test "--help and --version" {
	diff <(vmacpigen --help) <(vmacpigen -h)
	diff <(vmacpigen --version) <(vmacpigen -V)
}

@test "-V prints the version" {
	run --separate-stderr vmacpigen -V
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ $output =~ ^vmacpigen\ [0-9]+\.[0-9]+$ ]]
}

@test "standard output that takes nothing is an error" {
	for arguments in -h -V '-m help' 'qemu set'; do
		[ -e set ] || vmacpigen -n 4 -o set
		# shellcheck disable=SC2086
		run --separate-stderr bash -c "vmacpigen $arguments >/dev/full"
		[ "$status" -eq 1 ]
		[ "$stderr" = \
		    'vmacpigen: standard output: No space left on device' ]
	done
	run --separate-stderr bash -c 'vmacpigen -V >&-'
	[ "$status" -eq 1 ]
	[ "$stderr" = 'vmacpigen: standard output: Bad file descriptor' ]
}

@test "generating is silent, and so needs no standard output" {
	quietly vmacpigen -n 4 -o out
	vmacpigen -n 4 -o closed >&- 2>&- <&-
	same_set out closed
}
