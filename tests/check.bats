# vmacpigen check: each rule has a set that breaks it

load lib

all=seabios,ovmf,qboot,u-boot,coreboot,stage0

# The names of the rules in findings, in a line
rules() {
	sed -nE 's/.*: (error|warning): ([a-z0-9-]+): .*/\2/p' | sort -u |
	    paste -sd' '
}

# broken CONSUMERS SET: the names of the rules that it breaks
broken() {
	vmacpigen check -W -c "$1" "$2" | rules
}

# Whom to ask about a rule's set. Some cannot be broken without one of somebody
# else's: what is too big for one is too big for those with less room.
asked() {
	case $1 in
	high-room-*|write-read-only)
		vmacpigen check -L |
		    sed -n "s/^$1 *[a-z]*  *\([a-z0-9-]*\);.*/\1/p" ;;
	*)	echo "$all" ;;
	esac
}

# What is found in each rule's set is in found/RULE.
setup_file() {
	local rule
	cd "$BATS_FILE_TMPDIR" || return
	mkdir sets found
	"$tools/spoil" -a sets
	for rule in $("$tools/spoil" -l); do
		vmacpigen check -W -c "$(asked "$rule")" "sets/$rule" \
		    >"found/$rule" || :
	done
}

@test "the sound set that the others are made from breaks no rule" {
	"$tools/spoil" none clean
	quietly vmacpigen check -W -c "$all" clean
}

@test "every rule has a set, and every set a rule" {
	diff <("$tools/spoil" -l) \
	    <(vmacpigen check -L | cut -d' ' -f1 | sort)
}

@test "each set breaks its rule, and no other" {
	cd "$BATS_FILE_TMPDIR/found"
	failed=
	for rule in *; do
		got=$(rules <"$rule")
		[ "$got" = "$rule" ] || {
			echo "$rule: $got"
			failed=1
		}
	done
	[ -z "$failed" ]
	diff <(echo *) <("$tools/spoil" -l | paste -sd' ')
}

@test "a finding is one line: path, place, level, rule, what, who" {
	run ! grep -h -v -x -E "[a-z0-9/-]+(\.bin|raw)?: \
((command [0-9]+|[^:]+ at 0x[0-9a-f]+): )?(error|warning): [a-z0-9-]+: .* \
\([a-z0-9, -]+\)" "$BATS_FILE_TMPDIR"/found/*
}

@test "findings name tables and fields as show does" {
	"$tools/spoil" madt-reserved set
	"$tools/spoil" fadt-x-width set2
	"$tools/spoil" sum-order set3
	"$tools/spoil" xsdt-room set4
	vmacpigen check set | grep -F ': MADT.Flags at 0x228: warning: '
	vmacpigen check set2 |
	    grep -F ': FADT.X_PM1a_EVT_BLK.Register Bit Width at 0x155: '
	run -1 vmacpigen check set3
	grep -F ': command 3: error: sum-order: XSDT.Entry[0]: it ' \
	    <<<"$output"
	run -1 vmacpigen check -c coreboot set4
	grep -F ': XSDT at 0x340: error: xsdt-room: ' <<<"$output"
	vmacpigen show set4 | grep -F '  XSDT at etc/acpi/tables+0x340, '
	run -0 vmacpigen check -v -c seabios set2
	grep -E '^seabios: guest: MADT etc/acpi/tables\+0x[0-9a-f]+ ' \
	    <<<"$output"
}

@test "the vmd set breaks what its contract makes it break" {
	cp -r "$top/tests/golden/vmd-4" set
	[ "$(broken seabios,ovmf,qboot set)" = \
	    'facs-found fadt-pm1a madt-ioapic' ]
	[ "$(broken "$all" set)" = \
	    'facs-found fadt-pm1a madt-ioapic xsdt-room' ]
	cp "$top/tests/golden/vmd-2/e0000.bin" set
	[[ $(broken "$all" set) == *flat-same* ]]
}

@test "each rule can be silenced by its name, and none else is" {
	cd "$BATS_FILE_TMPDIR/sets"
	for rule in *; do
		quietly vmacpigen check -W -c "$(asked "$rule")" -x "$rule" \
		    "$rule"
	done
	run -1 vmacpigen check -W -x pm-block,script-size align-power
	[[ $output == *': align-power: '* ]]
	"$tools/spoil" none set
	for names in nothing align 'align-power,' align-power,nothing ''; do
		bad=${names#align-power,}
		ends 2 "-x $bad: there is no rule of this name; check -L\
 lists the rules" vmacpigen check -x "$names" set
	done
}

@test "a vmd set passes without the rules that its contract breaks" {
	vmacpigen check -x fadt-pm1a,madt-ioapic "$top/tests/golden/vmd-4"
	run -1 vmacpigen check -x fadt-pm1a "$top/tests/golden/vmd-4"
	[ "$(rules <<<"$output")" = 'facs-found madt-ioapic' ]
	quietly vmacpigen check -W -x fadt-pm1a,madt-ioapic -x facs-found \
	    "$top/tests/golden/vmd-4"
}

@test "statuses: 0 clean, 1 errors or with -W warnings, 2 trouble" {
	"$tools/spoil" pm-block warning
	"$tools/spoil" script-size error
	vmacpigen check warning
	run -1 vmacpigen check -W warning
	run -1 vmacpigen check error
	run -2 vmacpigen check nowhere
	run -2 vmacpigen check -c bios error
	run -2 vmacpigen check
}

@test "a file of more than 16 MiB is refused" {
	"$tools/spoil" none set
	truncate -s 16777217 set/tables.bin
	capture vmacpigen check set
	[ "$status" -eq 2 ]
	[ "$stderr" = 'vmacpigen: set/tables.bin: larger than 16 MiB' ]
}

@test "three files, padded scripts and a finding's format" {
	"$tools/spoil" none set
	head -c 4096 /dev/zero >>set/table-loader.bin
	quietly vmacpigen check -W -c "$all" --rsdp set/rsdp.bin \
	    --tables set/tables.bin --loader set/table-loader.bin
	"$tools/spoil" align-power set2
	run -1 vmacpigen check -c seabios set2
	[ "$output" = "set2/table-loader.bin: command 0: error: align-power:\
 the alignment is 96; must be a power of two (seabios)" ]
}

@test "a name in a script does nothing to the terminal" {
	mkdir -p set/etc/table-loader "set/$(printf 'a\033[31m')"
	: >"set/$(printf 'a\033[31m')/raw"
	# ALLOCATE of a file that is there, and empty
	{
		printf '\1\0\0\0a\033[31m'
		head -c 51 /dev/zero
		printf '\20\0\0\0\1'
		head -c 63 /dev/zero
	} >set/etc/table-loader/raw
	capture vmacpigen check -v set
	[[ $output == *'error: file-empty: the file a\x1b[31m is empty; '* ]]
}
