# The reader of AML: what is in DSDTs and SSDTs, beside what ACPICA says

load lib

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	local name
	compile_reader aml-objects aml-objects -O1
	cc -c "$tools/count.c"
	compile_reader aml-objects counting -O1 -fsanitize-coverage=trace-pc \
	    count.o -Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset,--wrap=memcmp
	for name in operators resources bytes; do
		iasl -p "./$name" "$top/tests/aml/$name.asl"
	done
}

PATH=$BATS_FILE_TMPDIR:$PATH
made=$BATS_FILE_TMPDIR

# The same objects as acpiexec has of these tables, and the same facts
same_objects() {
	aml-objects "$@" >ours
	acpiexec -l -b namespace "$@" >theirs 2>&1 </dev/null
	"$tools/aml-compare" ours theirs
}

# A table's resource templates: iasl makes their bytes of what we read in them.
# (What it disassembles would not do: iasl 20260408 prints them as bytes.)
same_resources() {
	aml-objects -r "$1" >ours
	"$tools/aml-resources" ours "$1"
}

# prints EXPECTED ARGUMENT...: of aml-objects, to the letter
prints() {
	local want=$1
	shift
	diff "$want" <(aml-objects "$@")
}

# definition REVISION EXPRESSION: a definition block, whose terms are spelled
# in Python: x for bytes in hexadecimal, p for what has a PkgLength
definition() {
	python3 - "$@" <<-'end'
		import struct, sys
		x = bytes.fromhex
		def p(op, body):
		    return x(op) + bytes([1 + len(body)]) + body
		def device(name, body):
		    return p('5b82', name + body)
		def method(name, body, args=0):
		    return p('14', name + bytes([args]) + body)
		def name(seg, value='01'):
		    return x('08') + seg + x(value)
		body = eval('(' + sys.argv[2] + ')')
		sys.stdout.buffer.write(b'DSDT' + struct.pack(
		    '<IBB6s8sI4sI', 36 + len(body), int(sys.argv[1]), 0,
		    b'VMACPI', b'QUIRKS  ', 1, b'TEST', 1) + body)
	end
}

# reads EXPRESSION [FILE...]: its objects but those of 5.3.1, and complaints,
# are on standard input
reads() {
	definition 2 "$1" >quirk
	shift
	diff - <(aml-objects -c "$@" quirk | grep -v ' Predefined ')
}

@test "every operator: the objects are acpiexec's" {
	same_objects "$made/operators.aml"
}

@test "every operator: kinds, values, places and flags, to the letter" {
	prints "$top/tests/aml/operators.txt" -c "$made/operators.aml"
}

@test "every resource descriptor is what iasl makes of its words" {
	same_objects "$made/resources.aml"
	same_resources "$made/resources.aml"
}

@test "every resource descriptor in words, to the letter" {
	prints "$top/tests/aml/resources.txt" -rw "$made/resources.aml"
	prints "$top/tests/aml/bytes.txt" -bw "$made/bytes.aml"
}

@test "what _CRS and _PRT have, and whether that is fixed" {
	prints "$top/tests/aml/answers.txt" -a "$made/resources.aml"
}

# A machine's definition blocks: no complaint, and what ACPICA says
sound() {
	local table
	[ "$(aml-objects -c "$@" | grep -c '^load\|^method')" -eq 0 ]
	[ -z "$(aml-objects -s "$@")" ]
	same_objects "$@"
	for table in "$@"; do
		same_resources "$table"
	done
}

# bats test_tags=slow
@test "the machines' AML is as ACPICA reads it" {
	local machine
	shopt -s nullglob
	for machine in q35 vmd-current,linkable=on q35,hpet=off,s3=off; do
		rm -rf set tables
		vmacpigen -m "$machine" -n 4 -o set
		mkdir tables
		"$tools/split-flat" set/e0000.bin tables >/dev/null
		sound tables/DSDT.dat tables/SSDT*.dat
	done
}

# bats test_tags=slow
@test "QEMU's AML is as ACPICA reads it" {
	local machine
	shopt -s nullglob
	for machine in q35 pc microvm,acpi=on; do
		rm -rf set tables
		qemu_set set -machine "$machine" -smp 2
		vmacpigen extract -o tables set
		sound tables/dsdt.dat tables/ssdt*.dat
	done
}

@test "a name in an expression is what its table has, whoever promises it" {
	definition 2 "name(b'BASE', '0c 00 00 10 00')" >base
	definition 2 "x('15') + b'BASE' + x('01 00') + x('5b80') + b'REG_' +
	    x('00 72') + b'BASE' + x('0a 20 00 0a 10')" >quirk
	[ "$(aml-objects base quirk | tail -n 1)" = \
	    '\REG OperationRegion SystemMemory 0x100020 0x10 -' ]
}

@test "integers have 32 bits where the DSDT has revision 1" {
	local terms
	terms="name(b'A___', 'ff') + x('5b80') + b'R___' +
	    x('00 720cffffffff0a0200 74000100')"
	definition 1 "$terms" >quirk
	diff <(aml-objects quirk | tail -n 2) - <<-'end'
		\A Name 0xffffffff -
		\R OperationRegion SystemMemory 0x1 0xffffffff -
	end
	reads "$terms" <<-'end'
		\A Name 0xffffffffffffffff -
		\R OperationRegion SystemMemory 0x100000001 0xffffffffffffffff -
	end
}

@test "a Scope of what comes later is read, marked and named" {
	reads "p('10', b'LATE' + name(b'A___')) +
	    device(b'LATE', name(b'B___'))" <<-'end'
		\LATE.A Name 0x1 s
		\LATE Device -
		\LATE.B Name 0x1 -
		load: quirk at 0x24, in \: Scope of LATE, which is not defined before
	end
}

@test "what is defined again counts once, and is named without a condition" {
	reads "device(b'TWIC', name(b'A___')) +
	    device(b'TWIC', name(b'B___'))" <<-'end'
		\TWIC Device -
		\TWIC.A Name 0x1 -
		\TWIC Device a
		\TWIC.B Name 0x1 s
		load: quirk at 0x31, in \: TWIC is already defined
	end
	reads "p('a0', x('01') + name(b'TWIC')) +
	    p('a1', name(b'TWIC', '00'))" <<-'end'
		\TWIC Name 0x1 c
		\TWIC Name 0x0 ca
	end
}

@test "what is in a Scope of something conditional is conditional" {
	reads "p('a0', x('01') + device(b'DEV0', b'')) +
	    p('10', b'DEV0' + name(b'A___'))" <<-'end'
		\DEV0 Device c
		\DEV0.A Name 0x1 c
	end
	reads "p('a0', x('01') + device(b'DEV0', name(b'_UID')))" <<-'end'
		\DEV0 Device c
		\DEV0._UID Name 0x1 c
	end
}

@test "a PkgLength that is too long is cut, one too short left out" {
	reads "x('5b823f') + b'A___' + name(b'B___')" <<-'end'
		\A Device -
		\A.B Name 0x1 -
		load: quirk at 0x26, in \: PkgLength is 63; must be at most 11
	end
	reads "name(b'A___', '1207021240010203') + name(b'B___')" <<-'end'
		\A Name {{computed}} -
		\B Name 0x1 -
		load: quirk at 0x2d, in \: PkgLength is 16; must be at most 4
		load: quirk at 0x30, in \: 0x03 is no opcode
	end
	reads "name(b'A___', '1200') + name(b'B___')" <<-'end'
		\A Name computed -
		\B Name 0x1 -
		load: quirk at 0x2a, in \: a term is longer than what it is in
	end
}

@test "packages, Elses and Scopes without contents" {
	reads "name(b'A___', '120200') + x('a101') + p('10', x('5c00')) +
	    name(b'B___')" <<-'end'
		\A Name {} -
		\B Name 0x1 -
	end
}

@test "the rest of a method behind a call that is unknown is left out" {
	reads "method(b'M___', name(b'A___') + b'NONE' + x('01') +
	    name(b'B___')) + method(b'N___', name(b'C___'))" <<-'end'
		\M Method 0 0, 17 bytes -
		\N Method 0 0, 6 bytes -
		\M.A Name 0x1 l
		\N.C Name 0x1 l
		method: quirk at 0x31, in \M: NONE is not defined, so that its arguments are unknown
	end
	# ... but no more than the innermost length says
	reads "method(b'M___', p('a0', b'NONE' + x('01')) +
	    name(b'B___'))" <<-'end'
		\M Method 0 0, 13 bytes -
		\M.B Name 0x1 l
		method: quirk at 0x2d, in \M: NONE is not defined, so that its arguments are unknown
	end
}

@test "names that are not there when a table is loaded have no arguments" {
	reads "x('5b80') + b'R___' + x('00') + b'LATE' + x('01') +
	    name(b'LATE')" <<-'end'
		\R OperationRegion SystemMemory 0x1 0x1 s
		\LATE Name 0x1 -
		load: quirk at 0x2b, in \: LATE is not defined when this is loaded
	end
}

@test "External tells how many arguments a method has" {
	reads "p('a0', x('0015') + b'CALL' + x('0802')) + method(b'M___',
	    b'CALL' + x('0101') + name(b'A___'))" <<-'end'
		\CALL External 8 2 c
		\M Method 0 0, 12 bytes -
		\M.A Name 0x1 l
	end
}

@test "no opcode, no name, a name above the root, one that is too deep" {
	reads "device(b'A___', x('0300')) + name(b'B___')" <<-'end'
		\A Device -
		\B Name 0x1 -
		load: quirk at 0x2b, in \A: 0x03 is no opcode
	end
	reads "p('10', b'abcd') + name(b'B___')" <<-'end'
		\B Name 0x1 -
		load: quirk at 0x26, in \: a name must be here
	end
	reads "name(b'^A___') + name(b'B___')" <<-'end'
		\B Name 0x1 -
		load: quirk at 0x24, in \: a name must be here
	end
	reads "name(x('2f41') + 65 * b'DEEP') + name(b'B___')" <<-'end'
		\B Name 0x1 -
		load: quirk at 0x24, in \: terms or names are too deep in each other
	end
}

@test "a table without a header, and one with less than its header says" {
	printf 'DSDT' >short
	[ "$(aml-objects -c short | tail -n 1)" = \
	    'load: short at 0x0, in \: the table has 4 bytes; its header says 36' ]
	definition 2 "name(b'A___') + name(b'B___', '0e')" | head -c 47 >part
	diff <(aml-objects -c part | grep -v Predefined) - <<-'end'
		\A Name 0x1 -
		\B Name nothing -
		load: part at 0x0, in \: the table has 47 bytes; its header says 48
		load: part at 0x2f, in \: a term is longer than what it is in
	end
}

@test "an SSDT has the DSDT's names, and its methods' arguments" {
	definition 2 "device(b'DEV0', b'') + method(b'CALL', b'', 2)" >dsdt
	reads "p('10', b'DEV0' + method(b'M___', b'CALL' + x('0101') +
	    name(b'A___')))" dsdt <<-'end'
		\DEV0 Device -
		\CALL Method 2 0, 0 bytes -
		\DEV0.M Method 0 0, 12 bytes -
		\DEV0.M.A Name 0x1 l
	end
}

@test "a name among many is found, whatever was looked for before" {
	reads "b''.join(name(b'NAM' + bytes([c])) for c in b'0123456789AB') +
	    method(b'MTHD', x('70 00') + b'NAMA' + x('70 00') + b'NBMA' +
	    x('70 00') + b'NAMB' + x('70 00') + b'NAM8' + x('70 00') + b'NAMQ' +
	    x('70 00') + b'NAM9')" <<-'end'
		\NAM0 Name 0x1 -
		\NAM1 Name 0x1 -
		\NAM2 Name 0x1 -
		\NAM3 Name 0x1 -
		\NAM4 Name 0x1 -
		\NAM5 Name 0x1 -
		\NAM6 Name 0x1 -
		\NAM7 Name 0x1 -
		\NAM8 Name 0x1 w
		\NAM9 Name 0x1 w
		\NAMA Name 0x1 w
		\NAMB Name 0x1 w
		\MTHD Method 0 0, 36 bytes -
	end
}

@test "Devices that are alike but for a byte" {
	local id="name(b'_HID', '0d 43 50 55 00')"
	reads "device(b'C000', $id + name(b'_UID', '0b 31 00')) +
	    device(b'C001', $id + name(b'_UID', '0d 32 00')) +
	    device(b'C002', $id + name(b'_UID', '0d 33 00')) +
	    device(b'C003', $id + name(b'_ADR', '0d 33 00')) +
	    device(b'C004', $id + name(b'_ADR', '0b 34 35')) +
	    device(b'CBUF', $id + name(b'_ADR', '11 02 00')) +
	    device(b'C005', $id + name(b'_STR', '0b 34 35')) +
	    device(b'C006', $id + name(b'_HID', '0b 34 35')) +
	    device(b'C007', $id.replace(b'CPU', b'CP0') + name(b'_UID', '0b 34 35')) +
	    device(b'c008', $id + name(b'_UID', '0b 34 35'))" <<-'end'
		\C000 Device -
		\C000._HID Name "CPU" -
		\C000._UID Name 0x31 -
		\C001 Device -
		\C001._HID Name "CPU" -
		\C001._UID Name "2" -
		\C002 Device -
		\C002._HID Name "CPU" -
		\C002._UID Name "3" -
		\C003 Device -
		\C003._HID Name "CPU" -
		\C003._ADR Name "3" -
		\C004 Device -
		\C004._HID Name "CPU" -
		\C004._ADR Name 0x3534 -
		\CBUF Device -
		\CBUF._HID Name "CPU" -
		\CBUF._ADR Name buffer -
		\C005 Device -
		\C005._HID Name "CPU" -
		\C005._STR Name 0x3534 -
		\C006 Device -
		\C006._HID Name "CPU" -
		\C006._HID Name 0x3534 a
		\C007 Device -
		\C007._HID Name "CP0" -
		\C007._UID Name 0x3534 -
		load: quirk at 0xe4, in \C006: _HID is already defined
		load: quirk at 0x108, in \: a name must be here
	end
}

# bats test_tags=slow
@test "a Device that only says who it is has what it says, closed or open" {
	local cpu="device(b'C000', name(b'_HID', '0d 41 43 50 49 30 30 30 37 00') +
	    name(b'_UID', '0a 05')) + device(b'C001',
	    name(b'_HID', '0d 41 43 50 49 30 30 30 37 00') +
	    name(b'_UID', '0a 06'))" more
	for more in "b''" "device(b'C001', name(b'_UID'))" \
	    "device(b'C001', name(b'_STA'))" \
	    "p('10', b'C001' + name(b'_STA'))" \
	    "p('10', b'C001' + name(b'XYZ_'))" \
	    "x('06') + b'C001' + b'ALSO'" \
	    "x('5b80') + b'REG_' + x('00') + b'\\\\.C001_UID' + x('01')" \
	    "method(b'MTHD', x('70 00 5c 2e') + b'C001_UID')" \
	    "method(b'MTHD', x('70 00 5c 2e') + b'C001_STA')" \
	    "method(b'MTHD', x('5b82 11') + b'C001' + name(b'_UID'))" \
	    "device(b'C002', name(b'_UID') + name(b'_UID'))" \
	    "device(b'C002', name(b'_UID') + name(b'_STR'))" \
	    "device(b'C002', name(b'_UID', '12 02 00'))" \
	    "p('a0', x('01') + device(b'C002', name(b'_UID')))"; do
		definition 2 "$cpu + $more" >quirk
		[ -z "$(aml-objects -s quirk)" ]
		definition 2 "$more + $cpu" >quirk
		[ -z "$(aml-objects -s quirk)" ]
	done
	# What a method writes is named only if its device is known.
	vmacpigen -m q35 -n 2 -o set
	run -0 vmacpigen check -v set
	[[ $output != *'aml-processors: not applied'* ]]
	cat >write.asl <<-'end'
	DefinitionBlock ("", "SSDT", 2, "VMACPI", "WRITE", 1) {
	    External (\_SB.C001._UID, IntObj)
	    Method (WRIT) { \_SB.C001._UID = 7 } }
	end
	iasl write.asl >iasl.log 2>&1
	vmacpigen -m q35 -n 2 --table write.aml -o set
	run -0 vmacpigen check -v set
	[[ $output == *'aml-processors: not applied to \_SB.C001._UID: AML computes its value'* ]]
}

# bats test_tags=slow
@test "AML that ends at any of its bytes is read no further" {
	local name size
	compile_reader aml-ends aml-ends -g -O1 -fsanitize=address,undefined \
	    -fno-sanitize-recover
	for name in operators resources; do
		size=$(wc -c <"$made/$name.aml")
		run -0 ./aml-ends "$made/$name.aml"
		[ "$output" = $((size - 36 + 1)) ]
	done
}

# bats test_tags=slow
@test "hostile AML costs work in proportion to its size: counted" {
	local shape n options before now
	for shape in $("$tools/hostile-aml" -l); do
		for options in -c -rw -a; do
			# That many devices print the same is the output's.
			[ "$shape$options" != shared-template-a ] || continue
			before=0
			for n in 16 32 64; do
				"$tools/hostile-aml" "$shape" "$n" table
				now=$(counting "$options" table 2>&1 >/dev/null |
				    tail -n 1)
				[ "$now" -gt 0 ]
				if [ "$before" -gt 0 ] &&
				    ((10 * now > 24 * before)); then
					echo "$shape, $options: $before, then $now of twice the size"
					return 1
				fi
				before=$now
			done
		done
	done
}
