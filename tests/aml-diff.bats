# vmacpigen diff of AML: objects by their paths

load lib

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	local name
	for name in before after; do
		iasl -p "./$name" "$top/tests/aml/$name.asl"
	done
}

made=$BATS_FILE_TMPDIR

# asl FILE [SIGNATURE]: a definition block of the terms on standard input
asl() {
	{
		printf 'DefinitionBlock ("", "%s", 2, "VMACPI", "%s", 1)\n{\n' \
		    "${2-DSDT}" "$1"
		cat
		echo '}'
	} >"$1.asl"
	iasl -p "./$1" "$1.asl" >log 2>&1 || {
		cat log
		return 1
	}
	mv "$1.aml" "$1"
}

# sides FILE [SIGNATURE]: the same, with the OEM Table ID that all have
sides() {
	asl side "${@:2}"
	mv side "$1"
}

# aml FILE EXPRESSION: a DSDT of these bytes, spelled in Python: x for bytes in
# hexadecimal, p for what has a PkgLength, of so many bytes more than needed
aml() {
	python3 - "$2" <<-'end' | as_table DSDT 2 >"$1"
		import sys
		x = bytes.fromhex
		def p(op, body, more=0):
		    n = 1 + more + len(body)
		    length = bytes([n]) if more == 0 else bytes(
		        [more << 6 | n & 15]) + (n >> 4).to_bytes(more, 'little')
		    return x(op) + length + body
		sys.stdout.buffer.write(eval('(' + sys.argv[1] + ')'))
	end
}

@test "one of each kind of change, to the letter" {
	differs "$made/before.aml" "$made/after.aml" <"$top/tests/aml/diff.txt"
}

@test "there and back: what came is what goes" {
	run -1 vmacpigen diff "$made/before.aml" "$made/after.aml"
	grep -o ': [+-] .*' <<<"$output" |
	    sed 's/^: -/: @/; s/^: +/: -/; s/^: @/: +/' | sort >there
	run -1 vmacpigen diff "$made/after.aml" "$made/before.aml"
	grep -o ': [+-] .*' <<<"$output" | sort | diff there -
}

@test "no byte range, but with -a" {
	run -1 vmacpigen diff "$made/before.aml" "$made/after.aml"
	[[ $output != *Definition\ Block* ]]
	run -1 vmacpigen diff -a "$made/before.aml" "$made/after.aml"
	[[ $output == *$'\nDSDT.Definition Block at 0x'* ]]
}

@test "another PkgLength, name or number of the same: said, and no change" {
	aml a "x('08') + b'AAAA' + x('01') + p('5b82', b'DEV0' + x('08') +
	    b'BBBB' + x('01') + p('14', b'CCCC' + x('00a4') + b'AAAA'))"
	for terms in \
	    "p('5b82', b'DEV0' + x('08') + b'BBBB' + x('01') + p('14', b'CCCC' +
	    x('00a4') + b'AAAA'), 2)" \
	    "p('5b82', b'\\\\DEV0' + x('08') + b'BBBB' + x('01') + p('14', b'CCCC' +
	    x('00a4') + b'\\\\AAAA'))" \
	    "p('5b82', b'DEV0' + p('14', b'CCCC' + x('00a4') + b'AAAA') + x('08') +
	    b'BBBB' + x('0e0100000000000000'))"; do
		aml b "x('08') + b'AAAA' + x('01') + $terms"
		differs a b <<<'DSDT: other encoding, same objects'
		aml b "$terms + x('08') + b'AAAA' + x('01')"
		differs a b <<<'DSDT: other encoding, same objects'
		aml b "$terms + x('08') + b'AAAA' + x('00')"
		differs a b <<<'DSDT \AAAA: 0x1 -> 0x0'
	done
}

@test "from one table to another: a line, with what it has left out" {
	asl a <<-'end'
		Scope (_SB) { Device (DEV0) { Name (_UID, 1) Name (VAL, 3) } }
	end
	asl empty <<<''
	asl ssdt SSDT <<-'end'
		Scope (_SB) { Device (DEV0) { Name (_UID, 1) Name (VAL, 4) } }
	end
	mkdir one two
	cp a one/dsdt.dat
	cp empty two/dsdt.dat
	cp ssdt two/ssdt.dat
	run -1 vmacpigen diff one two
	diff - <(printf '%s\n' "$output" | grep -v 'OEM Table ID') <<-'end'
		+ SSDT "VMACPI" "ssdt" 62 bytes
		DSDT \_SB.DEV0: moved to SSDT
		DSDT \_SB.DEV0.VAL: 0x3 -> 0x4
	end
}

@test "a new table has its objects behind it" {
	asl dsdt <<<'Device (DEV0) { Name (_UID, 1) }'
	asl ssdt SSDT <<<'External (DEV0, DeviceObj) Scope (DEV0) { Name (VAL, 3) }'
	mkdir one two
	cp dsdt one
	cp dsdt ssdt two
	differs one two <<-'end'
		+ SSDT "VMACPI" "ssdt" 60 bytes
		SSDT: + Name \DEV0.VAL (0x3)
	end
	differs two one <<-'end'
		- SSDT "VMACPI" "ssdt" 60 bytes
		SSDT: - Name \DEV0.VAL (0x3)
	end
}

@test "what is alike is one line from four on" {
	for n in 3 4 20; do
		asl a <<<''
		for ((i = 0; i < n; i++)); do
			printf 'Device (D%03d) { Name (_ADR, %d) Name (_UID, 3) }\n' \
			    $i $i
		done | asl b
		sed -i 's/_UID, 3/_UID, 4/' b.asl
		asl c < <(sed '1,2d; $d' b.asl)
		for file in a b c; do
			printf 'SAME    ' | dd of=$file bs=1 seek=16 conv=notrunc 2>&1
		done
		run -1 vmacpigen diff a b
		case $n in
		3)	[ "$(grep -c '^DSDT: + Device ' <<<"$output")" -eq 3 ] ;;
		*)	grep -F "DSDT: + Device \\D000 (_ADR 0x0, _UID 0x3) to \
\\D$(printf %03d $((n - 1))) (_ADR 0x$(printf %x $((n - 1))), _UID 0x3), $n objects" \
			    <<<"$output" ;;
		esac
		run -1 vmacpigen diff b c
		case $n in
		3)	grep -F 'DSDT \D000._UID, \D001._UID, \D002._UID: 0x3 -> 0x4' \
			    <<<"$output" ;;
		*)	grep -F "DSDT \\D000._UID to \\D$(printf %03d $((n - 1)))._UID, \
$n objects: 0x3 -> 0x4" <<<"$output" ;;
		esac
	done
}

@test "what many devices get is a line for each name" {
	for ((i = 0; i < 5; i++)); do
		printf 'Device (D%03d) { Name (_UID, %d) }\n' $i $i
	done | asl a
	sed '1,2d; $d; s/}$/Name (AAAA, 1) Name (BBBB, 2) }/' a.asl | asl a2
	run -1 vmacpigen diff a a2
	diff - <(grep -v 'OEM Table ID' <<<"$output") <<-'end'
		DSDT: + Name \D000.AAAA to \D004.AAAA, 5 objects (0x1)
		DSDT: + Name \D000.BBBB to \D004.BBBB, 5 objects (0x2)
	end
}

@test "new objects in the words of show, to the letter" {
	mkdir -p words/none words/some
	(cd words/none && asl test <<<'Device (DEV0) { }')
	(cd words/some && asl test) <<-'end'
		Device (DEV0) { Name (_CID, Package () { EisaId ("PNP0A03"), "QEMU0002" }) }
		OperationRegion (GPIO, SystemIO, 0x600, 8)
		Field (GPIO, ByteAcc, Lock, WriteAsOnes) { PIN0, 1, Offset (4), DATA, 8 }
		Mutex (MUTX, 3)
		Method (TAKE, 2, Serialized, 5) { Acquire (MUTX, 10) }
		PowerResource (PWRR, 1, 2) { }
		Alias (MUTX, SAME)
	end
	cd words
	differs none/test some/test <<-'end'
		DSDT: + Name \DEV0._CID ({PNP0A03, QEMU0002})
		DSDT: + OperationRegion \GPIO (SystemIO 0x600, 8 bytes)
		DSDT: + Field \PIN0 (bit 0 of \GPIO, byte access, lock, write as ones)
		DSDT: + Field \DATA (bits 32-39 of \GPIO, byte access, lock, write as ones)
		DSDT: + Mutex \MUTX (level 3)
		DSDT: + Method \TAKE (2 arguments, serialized, at level 5, 8 bytes)
		DSDT: + PowerResource \PWRR (level 1, order 2)
		DSDT: + Alias \SAME (of \MUTX)
	end
}

@test "AML that cannot be followed is named, and compared as bytes" {
	aml a "x('08') + b'AAAA' + x('01') + p('5b82', b'DEV0' + x('0300'))"
	aml b "x('08') + b'AAAA' + x('00') + p('5b82', b'DEV0' + x('0301'))"
	differs a b <<-'end'
		DSDT \AAAA: 0x1 -> 0x0
		DSDT.Definition Block at 0x0029-0x0032: 01 5b 82 07 44 45 56 30 03 00 -> 00 5b 82 07 44 45 56 30 03 01; the first cannot be followed: DSDT at 0x31, in \DEV0: 0x03 is no opcode
	end
	aml c "x('08') + b'AAAA' + x('00') + p('5b82', b'DEV0' + x('0101'))"
	run -1 vmacpigen diff c b
	[[ $output == *'; the second cannot be followed: DSDT at 0x31, in \DEV0: '* ]]
}

@test "a method that cannot be followed is named" {
	aml a "p('14', b'M___' + x('00') + b'NONE' + x('0101'))"
	aml b "p('14', b'M___' + x('00') + b'NONE' + x('0100'))"
	differs a b <<-'end'
		DSDT \M: method of 6 bytes -> 6 bytes; the first cannot be followed: DSDT at 0x2b, in \M: NONE is not defined, so that its arguments are unknown
	end
	quietly vmacpigen diff a a
}

@test "code that runs when it is loaded counts" {
	aml a "p('a0', x('01') + x('08') + b'AAAA' + x('01'))"
	aml b "p('a0', x('00') + x('08') + b'AAAA' + x('01'))"
	differs a b <<<'DSDT: what runs when it is loaded: 0x1 -> 0x0'
	aml b "p('a0', x('01') + x('08') + b'AAAA' + x('01')) + x('7001') + b'AAAA'"
	differs a b <<<'DSDT: other code runs when it is loaded'
}

@test "a name that is defined again" {
	aml a "x('08') + b'AAAA' + x('01')"
	aml b "(x('08') + b'AAAA' + x('01')) * 3"
	differs a b <<<'DSDT \AAAA: 1 definition -> 3 definitions'
}

@test "units of one name: the first counts" {
	# FieldFlags, and one unit of 8 bits
	unit="x('01') + b'AAAA' + x('08')"
	region="x('5b80') + b'REGN' + x('01') + x('0b0001') + x('0a08')"
	aml a "$region + p('5b81', b'REGN' + $unit) + p('5b81', b'REGN' + x('01 00 08') + b'AAAA' + x('08'))"
	vmacpigen show a >text
	grep 'AAAA  *Field   bits 0-7 ' text
	grep 'AAAA  *Field   (defined before) bits 8-15 ' text
	run -1 vmacpigen check a
	grep -F 'aml-twice: \: AAAA is already defined' <<<"$output"
	aml b "$region + p('5b81', b'REGN' + $unit)"
	differs a b <<<'DSDT \AAAA: 2 definitions -> 1 definition'
}

# units FILE ADDRESS ATTRIBUTE PIN BANK WIDTH OFFSET: units of all kinds
units() {
	sides "$1" <<-end
	Device (DEV0) {
	    Name (_HID, "ABCD0001")
	    OperationRegion (GSB0, GenericSerialBus, 0, 0x100)
	    Field (GSB0, BufferAcc, NoLock, Preserve) {
		Connection (I2cSerialBusV2 ($2, ControllerInitiated, 400000,
		    AddressingMode7Bit, "\\\\DEV0")),
		AccessAs (BufferAcc, $3),
		SER0, 8
	    }
	    OperationRegion (GPO0, GeneralPurposeIO, 0, 8)
	    Field (GPO0, ByteAcc, NoLock, Preserve) {
		Connection (GpioIo (Exclusive, PullDefault, 0, 0,
		    IoRestrictionNone, "\\\\DEV0") { $4 }),
		PIN0, 1
	    }
	    Name (BASE, 0x100)
	    OperationRegion (PORT, SystemIO, BASE + $7, 0x10)
	    Field (PORT, ByteAcc, NoLock, Preserve) { SEL0, 8 }
	    BankField (PORT, SEL0, $5, ByteAcc, NoLock, Preserve) { BNK0, 8 }
	    Name (BUF0, Buffer (16) {})
	    CreateField (BUF0, 4, $6, PART)
	    Method (WRIT) { BASE = 1 }
	}
	end
}

# bats test_tags=slow
@test "what units are behind, and how they are accessed" {
	units a 0x50 AttribByte 7 1 9 0x20
	vmacpigen show a | grep -E 'SER0|PIN0|BNK0|PART' | sed 's/^ *//' >text
	diff - text <<-'end'
	\DEV0.SER0               Field   bits 0-7 of \DEV0.GSB0, buffer access, as byte, connection I2C address 0x50 400000 Hz of "\\DEV0"
	\DEV0.PIN0               Field   bit 0 of \DEV0.GPO0, byte access, connection GPIO I/O pins 7 of "\\DEV0"
	\DEV0.BNK0               BankField bits 0-7 of \DEV0.PORT by \DEV0.SEL0 = 0x1, byte access
	\DEV0.PART               BufferField bit 0x4 of \DEV0.BUF0, width 0x9
	end
	units b 0x51 AttribByte 7 1 9 0x20
	differs a b <<<'DSDT \DEV0.SER0: connection I2C address 0x50 400000 Hz of "\\DEV0" -> connection I2C address 0x51 400000 Hz of "\\DEV0"'
	units b 0x50 'AttribBytes (4)' 7 1 9 0x20
	differs a b <<<'DSDT \DEV0.SER0: as byte -> as bytes 4'
	units b 0x50 AttribByte 8 1 9 0x20
	differs a b <<<'DSDT \DEV0.PIN0: connection GPIO I/O pins 7 of "\\DEV0" -> connection GPIO I/O pins 8 of "\\DEV0"'
	units b 0x50 AttribByte 7 2 9 0x20
	differs a b <<<'DSDT \DEV0.BNK0: bank 0x1 -> 0x2'
	units b 0x50 AttribByte 7 1 10 0x20
	differs a b <<<'DSDT \DEV0.PART: of another width'
	units b 0x50 AttribByte 7 1 9 0x30
	differs a b <<<'DSDT \DEV0.PORT: computed in another way'
}

# bats test_tags=slow
@test "who consumes pins and buses" {
	for kind in 'GpioInt (Edge, ActiveHigh, Exclusive, PullNone, 0, "DEV", 0, @) { 1 }' \
	    'GpioIo (Exclusive, PullNone, 0, 0, IoRestrictionNone, "DEV", 0, @) { 1 }' \
	    'I2cSerialBusV2 (0x50, ControllerInitiated, 400000, AddressingMode7Bit, "DEV", 0, @)' \
	    'PinGroup ("grp", @) { 1 }'; do
		for who in Consumer Producer; do
			sides $who <<<"Name (PINS, ResourceTemplate () {
			    ${kind/@/Resource$who} })"
		done
		run -1 vmacpigen diff Consumer Producer
		[[ $output == 'DSDT \PINS: '*produced* ]]
	done
}

@test "Externals come and go without a word" {
	sides a SSDT <<<'External (\AAAA, IntObj) Method (CALL) { Return (\AAAA) }'
	sides b SSDT <<<'External (\AAAA, IntObj) External (\BBBB, IntObj)
	    Method (CALL) { Return (\BBBB) }'
	differs a b <<<'SSDT \CALL: method: \AAAA -> \BBBB'
}

@test "a PkgLength that leads out of its method" {
	aml a "p('14', b'AAAA' + x('00') + x('a4') + p('12', x('020100')))"
	aml b "p('14', b'AAAA' + x('00') + x('a4') + x('12 05') + x('020100'))"
	differs a b <<<'DSDT \AAAA: method of 6 bytes -> 6 bytes; the second cannot be followed: DSDT at 0x2d, in \AAAA: PkgLength is 5; must be at most 4'
}

@test "statements in another order, or in other blocks" {
	sides a <<<'Name (N000, 0) Method (AAAA, 1) {
	    If (Arg0) { N000 = 1 } N000 = 2 }'
	sides b <<<'Name (N000, 0) Method (AAAA, 1) {
	    If (Arg0) { N000 = 1 N000 = 2 } }'
	run -1 vmacpigen diff a b
	[[ $output == 'DSDT \AAAA: method of '*' bytes, statements in other blocks' ]]
	sides b <<<'Name (N000, 0) Method (AAAA, 1) {
	    N000 = 2 If (Arg0) { N000 = 1 } }'
	run -1 vmacpigen diff a b
	[[ $output == 'DSDT \AAAA: method of '*' bytes, statements in another order' ]]
}

@test "tables that no pointer leads to are compared alone" {
	vmacpigen -m q35 -n 1 -o one
	rm one/e0000.bin
	cp -R one two
	aml a "x('08') + b'AAAA' + x('01')"
	aml b "x('08') + b'AAAA' + x('00')"
	cat a >>one/tables.bin
	cat b >>two/tables.bin
	run -1 vmacpigen diff one two
	[[ $output == *'AAAA: 0x1 -> 0x0'* ]] || {
		echo "$output"
		false
	}
}

@test "packages deep in each other, and long ones" {
	local deep=01 other=00 i
	for ((i = 0; i < 20; i++)); do
		deep=$(printf '12%02x01%s' $((2 + ${#deep} / 2)) "$deep")
		other=$(printf '12%02x01%s' $((2 + ${#other} / 2)) "$other")
	done
	aml a "x('08') + b'AAAA' + x('$deep')"
	aml b "x('08') + b'AAAA' + x('$other')"
	run -1 vmacpigen diff a b
	[[ $output == 'DSDT \AAAA: [0][0][0][0][0][0][0][0] '* ]]
}

# bats test_tags=slow
@test "QEMU's CPUs, as a reviewer would say" {
	qemu_set one -nodefaults -machine q35 -smp 2
	qemu_set two -nodefaults -machine q35 -smp 4
	run -1 vmacpigen diff one two
	[[ $output != *Definition\ Block* ]]
	# A later QEMU may say more of a CPU.
	grep -F 'DSDT: + Processor \_SB.CPUS.C002 (ID 2, methods ' <<<"$output"
	grep -F 'DSDT \_SB.CPUS.CTFY: method of ' <<<"$output" |
	    grep -F ', now uses \_SB.CPUS.C002, \_SB.CPUS.C003'
	grep -x -F 'DSDT \_SB.CPUS.CSCN: method: 0x2 -> 0x4' <<<"$output"
	[ "${#lines[@]}" -le 8 ]
}

@test "a buffer in code that runs when it is loaded" {
	aml a "p('a0', p('11', x('0102')) + x('08') + b'AAAA' + x('01'))"
	aml b "p('a0', p('11', x('0103')) + x('08') + b'AAAA' + x('01'))"
	differs a b <<<'DSDT: buffer 02 -> buffer 03'
}

@test "one term more at the end, on either side" {
	local term
	for term in 'FOO_ ()' 'Noop' 'Return (1)' 'FOO_ () Noop'; do
		for same in '' 'FOO_ ()'; do
			sides a <<<"Method (FOO_) {} Method (AAAA) { $same }"
			sides b <<<"Method (FOO_) {} Method (AAAA) { $same $term }"
			run -1 vmacpigen diff a b
			[[ $output == 'DSDT \AAAA: method of '* ]]
			run -1 vmacpigen diff b a
			[[ $output == 'DSDT \AAAA: method of '* ]]
		done
	done
	sides a <<<'Method (FOO_) {} FOO_ ()'
	sides b <<<'Method (FOO_) {} FOO_ () FOO_ ()'
	differs a b <<<'DSDT: other code runs when it is loaded'
	differs b a <<<'DSDT: other code runs when it is loaded'
}

@test "a method's statements in another order, or others of the same length" {
	aml a "x('08') + b'AAAA' + x('01') + p('14', b'M___' + x('00') + p('a0', x('01') +
	    x('7001') + b'AAAA' + x('7060') + b'AAAA') + x('70016070016170016270016370016465'))"
	aml b "x('08') + b'AAAA' + x('01') + p('14', b'M___' + x('00') + p('a0', x('01') +
	    x('7060') + b'AAAA' + x('7001') + b'AAAA') + x('70016070016370016270016170016465'))"
	differs a b <<<'DSDT \M: method of 31 bytes, statements in another order'
	aml b "x('08') + b'AAAA' + x('01') + p('14', b'M___' + x('00') + p('a0', x('01') +
	    x('7060') + b'AAAA' + x('7001') + b'AAAA') + x('70006070016370016270016170016465'))"
	differs a b <<<'DSDT \M: method of 31 bytes, other statements'
}
