# vmacpigen show

load lib

# patch FILE OFFSET BYTES: bytes as printf's escapes
patch() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

@test "every byte of every struct has exactly one row" {
	cc -std=c11 -o fields -I"$top" "$tools/fields.c" "$top"/{text,read/{fields,print,rows*,sink,xalloc}}.c
	run -0 ./fields
}

@test "the vmd set as text" {
	cd "$top/tests/golden"
	diff show/vmd-2 <(vmacpigen show vmd-2)
	diff show/vmd-2-flat <(vmacpigen show vmd-2/e0000.bin)
}

@test "the vmd set as a graph" {
	cd "$top/tests/golden"
	diff show/vmd-2.dot <(vmacpigen show -g vmd-2)
}

# bats test_tags=slow
@test "all of our sets can be made again from their text" {
	cd "$top/tests/golden"
	for set in vmd-* q35-*; do
		vmacpigen show -x "$set" |
		    "$tools/unshow" "$BATS_TEST_TMPDIR/$set"
		tables=tables.bin
		[ -e "$set/$tables" ] || tables=efff0000.bin
		for file in rsdp.bin $tables table-loader.bin; do
			same "$set/$file" "$BATS_TEST_TMPDIR/$set/$file"
		done
		[ -e "$set/e0000.bin" ] || continue
		vmacpigen show -x "$set/e0000.bin" |
		    "$tools/unshow" "$BATS_TEST_TMPDIR/$set"
		same "$set/e0000.bin" "$BATS_TEST_TMPDIR/$set/e0000.bin"
	done
}

# The iasl of Debian 12 gives FACS's last field and NFIT's line offsets other
# places than the specifications. VIOT and CEDT it does not know.
@test "layouts are those of iasl's templates" {
	tables=(APIC BERT BGRT DBG2 DBGP DMAR ECDT EINJ ERST FACP FPDT GTDT
	    HEST HMAT HPET IORT IVRS LPIT MCFG MSDM PPTT RSDT SLIC SPCR
	    SRAT TCPA TPM2 UEFI WAET WSMT XSDT)
	for table in "${tables[@]}"; do
		iasl -T "$table" >/dev/null 2>&1
		iasl "${table,,}.asl" >/dev/null 2>&1
		[ -s "${table,,}.aml" ]
	done
	run -0 "$tools/iasl-agrees" ./*.aml
	[ "${#lines[@]}" -eq "${#tables[@]}" ]
	[ "$(awk '{ n += $4 } END { print n }' <<<"$output")" -ge 1300 ]
}

@test "licence keys are hidden, unless they are asked for" {
	for table in MSDM SLIC; do
		iasl -T "$table" >/dev/null 2>&1
		iasl "${table,,}.asl" >/dev/null 2>&1
	done
	# 8 bytes of the key
	patch msdm.aml 60 'ABCD-EFG'
	vmacpigen show msdm.aml >text
	grep -E '0x0038 +44  Product Key +hidden$' text
	run ! grep -E 'ABCD|41 42 43 44' text
	vmacpigen show -k msdm.aml | grep -F 'ABCD-EFG'
	patch slic.aml 64 'MODULUS'
	patch slic.aml 246 'SIGNATURE'
	vmacpigen show slic.aml >text
	[ "$(grep -c ' hidden$' text)" = 2 ]
	run ! grep -E 'MODULUS|SIGNATURE' text
	vmacpigen show -k slic.aml >text
	grep -F MODULUS text
	grep -F SIGNATURE text
	# One that is cut off is a secret, too.
	head -c 80 msdm.aml >short
	patch short 4 '\x50'
	vmacpigen show short >text
	grep -F hidden text
	run ! grep -F ABCD text
	head -c 100 slic.aml >short
	patch short 4 '\x64\x00'
	vmacpigen show short >text
	grep -F hidden text
	run ! grep -F MODULUS text
	cp msdm.aml other
	patch other 60 'XY'
	run -1 vmacpigen diff msdm.aml other
	[[ $output = *'MSDM.Product Key: hidden -> hidden'* ]]
	run ! grep -F ABCD <<<"$output"
}

# The lines of AML: of the files' trees, or of one that is named
tree() {
	vmacpigen show "$@" | grep '^        [^0]' | cut -c 9-
}

@test "AML as a tree, to the letter" {
	vmacpigen -f "$top/machines/microvm.vm" -n 1 -o microvm
	tree microvm | head -n 8 | diff - <(cat <<-'end'
	\_SB.COM1                Device  _HID PNP0501, _UID 0x1
	\_SB.COM1._CRS           Name    I/O 0x3f8-0x3ff; IRQ 4 edge high
	\_SB.RTC                 Device  _HID PNP0B00
	\_SB.RTC._CRS            Name    I/O 0x70-0x71; IRQ 8 edge high
	\_SB.FWCF                Device  _HID QEMU0002, _STA 0xb
	\_SB.FWCF._CRS           Name    I/O 0x510-0x51b
	\_SB.VR00                Device  _HID LNRO0005, _UID 0x0, _CCA 0x1
	\_SB.VR00._CRS           Name    memory 0xfeb00000-0xfeb001ff read-write; GSI 16 level high
	end
	)
	tree "$top/tests/golden/vmd-current-1" | diff - <(cat <<-'end'
	\_SB.PCI0                Device  _HID PNP0A08, _CID PNP0A03, _SEG 0x0, _BBN 0x0, _UID 0x0
	\_SB.PCI0._CRS           Name    4 resources
	    buses 0-255
	    I/O 0xcf8-0xcff
	    I/O 0x1000-0xffff
	    memory 0xf0000000-0xfebfffff read-write non-cacheable
	\_SB.PCI0._PRT           Name    10 routes
	    slot 1: INTA GSI 3
	    slot 2: INTA GSI 5
	    slot 3: INTA GSI 6
	    slot 4: INTA GSI 7
	    slot 5: INTA GSI 9
	    slot 6: INTA GSI 10
	    slot 7: INTA GSI 11
	    slot 8: INTA GSI 12
	    slot 9: INTA GSI 14
	    slot 10: INTA GSI 15
	\_SB.RTC                 Device  _HID PNP0B00
	\_SB.RTC._CRS            Name    I/O 0x70-0x71; IRQ 8 edge high
	\_SB.SPKR                Device  _HID PNP0800
	\_SB.SPKR._CRS           Name    I/O 0x61-0x61
	\_SB.COM1                Device  _HID PNP0501, _UID 0x1
	\_SB.COM1._CRS           Name    I/O 0x3f8-0x3ff; IRQ 4 edge high
	\_SB.PWRB                Device  _HID PNP0C0C, _STA 0xb
	\_SB.SLPB                Device  _HID PNP0C0E, _STA 0xb
	\_SB.C000                Device  _HID ACPI0007, _UID 0x0
	\_S5                     Name    {0x5, 0x0, 0x0, 0x0}
	end
	)
	for name in operators resources; do
		iasl -p "./$name" "$top/tests/aml/$name.asl"
		tree "$name.aml" | diff "$top/tests/aml/$name-tree.txt" -
	done
}

@test "what a method returns, as far as that is written there" {
	cat >returns.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "RETURNS", 1)
	{
		Method (TWO, 2) { Return (Arg0) }
		Method (NONE) { Return (1) }
		Method (NEST) { Return (TWO (TWO (1, NONE ()), "x")) }
		Method (SUMS) {
			Local0 = 5
			Return (TWO (Local0 + 1, TWO (Package () {1}, One)))
		}
		Method (SOME) {
			If (NONE ()) { Return (TWO (Zero, 2)) }
			If (NONE ()) { Return (0xf) }
			If (NONE ()) { Return (0xf) }
			Return (NONE ())
		}
	}
	end
	iasl returns.asl
	tree returns.aml | diff - <(cat <<-'end'
	\TWO                     Method  2 arguments, 2 bytes
	\NONE                    Method  2 bytes, returns 0x1
	\NEST                    Method  17 bytes, returns \TWO(\TWO(0x1, \NONE()), "x")
	\SUMS                    Method  22 bytes, returns \TWO(..., \TWO(..., 0x1))
	\SOME                    Method  37 bytes, returns \TWO(0x0, 0x2) or 0xf or \NONE()
	end
	)
}

@test "a buffer that is more than its template is no resources" {
	cat >padded.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "PADDED", 1)
	{
		Name (FULL, Buffer () { 0x22, 0x10, 0x00, 0x79, 0x00 })
		Name (MORE, Buffer (0x20) { 0x22, 0x10, 0x00, 0x79, 0x00 })
		Name (NONE, Buffer () { 0x79, 0x00 })
	}
	end
	iasl padded.asl
	tree padded.aml | diff - <(cat <<-'end'
	\FULL                    Name    IRQ 4 edge high
	\MORE                    Name    buffer of 32 bytes
	\NONE                    Name    buffer 79 00
	end
	)
}

@test "what is long of a package is on lines of its own" {
	cat >long.asl <<-'end'
	DefinitionBlock ("", "DSDT", 2, "VMACPI", "LONG", 1)
	{
		Name (PLAI, Package () { 0x11111111, 0x22222222, 0x33333333,
		    0x44444444, 0x55555555, 0x66666666 })
		Name (PROP, Package () { 0x99999999, Package () {
		    Package () { "a-property-with-a-name", 0x11111111 },
		    Package () { "another-property-with-one", 2 } }, 3, 4 })
		Name (SHOR, Package () { 1, Package () { 2 } })
		If (SizeOf (SHOR)) { Name (COND, Package () { 0x11111111,
		    0x22222222, 0x33333333, 0x44444444, 0x55555555, 6 }) }
	}
	end
	iasl long.asl
	tree long.aml | diff - <(cat <<-'end'
	\PLAI                    Name    package of 6:
	    0x11111111, 0x22222222, 0x33333333, 0x44444444, 0x55555555,
	    0x66666666
	\PROP                    Name    package of 4:
	    0x99999999,
	    package of 2:
	        {"a-property-with-a-name", 0x11111111},
	        {"another-property-with-one", 0x2},
	    0x3, 0x4
	\SHOR                    Name    {0x1, {0x2}}
	\COND                    Name    (on a condition) package of 6:
	    0x11111111, 0x22222222, 0x33333333, 0x44444444, 0x55555555, 0x6
	end
	)
}

@test "every object is in its own table's tree" {
	compile_reader aml-objects aml-objects
	iasl -p ./operators "$top/tests/aml/operators.asl"
	iasl -p ./resources "$top/tests/aml/resources.asl"
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	for files in operators.aml resources.aml \
	    'tables/dsdt.dat tables/ssdt.dat'; do
		# shellcheck disable=SC2086 # several files
		./aml-objects $files | awk '$2 != "Predefined" { print $1 }' |
		    sort >want
		rm -rf set
		mkdir set
		# shellcheck disable=SC2086
		cp $files set
		# What has no line of its own is on that of what it is below.
		tree set | awk '/^\\/ { print $1 }
		    $2 ~ /^(Device|Processor|PowerResource|ThermalZone)$/ {
			for (i = 3; i <= NF; i++)
				if ($i ~ /^_[A-Z0-9]+$/)
					print $1 "." $i }' >paths
		tree set |
		    sed -n 's/ *Method.*, makes \([^,(]*\).*/ \1/p' |
		    awk '{ for (i = 2; i <= NF; i++) print $1 "." $i }' >>paths
		sort paths | diff want -
	done
	# An SSDT's are not the DSDT's.
	vmacpigen show "$top/tests/golden/q35-4" >text
	run -1 grep -F '\_SB.ECAM ' < <(part 'DSDT at' <text)
	part 'SSDT at' <text | grep -F '\_SB.ECAM '
}

@test "-x adds the bytes of AML" {
	set=$top/tests/golden/q35-4
	vmacpigen show -x "$set" >text
	grep '^        0x0024  08 5f 53 35 5f 12 .*\._S5_\.' text
	grep -v '^        0x' text | diff - <(vmacpigen show "$set" |
	    grep -v '^        0x')
}

@test "AML that is not loaded is read by itself" {
	vmacpigen extract -o tables "$top/tests/golden/q35-4"
	cp -R "$top/tests/golden/q35-4" set
	cat tables/ssdt.dat >>set/tables.bin
	vmacpigen show set >text
	part 'SSDT1 at' <text | grep -F '\_SB.PCI0._CBA '
	part 'SSDT2 at' <text >second
	grep -F 'nothing leads to it' second
	grep -F '(not loaded with the others, and read by itself)' second
	grep -E '\\_SB.PCI0._CBA +Method +5 bytes' second
	run -1 grep -F fault second
	# A table without its DSDT has no faults for that.
	tree tables/ssdt.dat | grep -F '\_SB.PCI0._CBA '
	run -1 grep -e fault -e 'not loaded' < <(tree tables/ssdt.dat)
}

# table BYTES: a DSDT of these, as printf's escapes, in a file
table() {
	# shellcheck disable=SC2059
	printf "$1" >body
	# shellcheck disable=SC2059
	printf "DSDT\\$(printf %o $((36 + $(wc -c <body))))"'\0\0\0\2\0OEMID_TABLEID_\1\0\0\0TEST\1\0\0\0' |
	    cat - body >table
}

@test "what is wrong with AML is said behind its objects" {
	table '\010A___\001\010A___\002'
	tree table | diff - <(cat <<-'end'
	\A                       Name    0x1
	\A                       Name    (defined before) nothing
	fault: DSDT at 0x2a, in \: A___ is already defined
	fault: DSDT at 0x2f, in \: 0x02 is no opcode
	end
	)
	for signature in SSDT PSDT OSDT; do
		sed "s/^DSDT/$signature/" table >other
		tree other | grep -F "fault: $signature at 0x2f, in \\: 0x02 is"
	done
	table '\010A___\015\033[31m"\\\000'
	[ "$(tree table)" = '\A                       Name    "\x1b[31m\"\\"' ]
	table '\133\202\006D___\000'
	tree table | head -n 1 | grep -x '\\D                       Device'
}

@test "the devices of AML as a graph" {
	set=$top/tests/golden/q35-4
	vmacpigen show -g "$set" >pointers
	vmacpigen show -G "$set" >devices
	dot -Tplain devices >/dev/null
	# as -g draws it, with more behind it
	head -n -1 pointers | diff - <(head -n $(($(wc -l <pointers) - 1)) devices)
	id() {
		sed -n "s/^\t\(n[0-9]*\) \[label=\"$1.*/\1/p" devices
	}
	grep -F "$(printf '\t%s -> %s ' "$(id PCI0)" "$(id ISA)")" devices
	grep -F "$(printf '\t%s -> %s ' "$(id ISA)" "$(id 'RTC\\nPNP0B00')")" devices
	table=$(sed -n 's/^\t\t\(f[0-9_]*\) \[label="DSDT.*/\1/p' devices)
	grep -F "$(printf '\t%s -> %s ' "$table" "$(id PCI0)")" devices
	[ "$(grep -c ' \[arrowhead=none\];$' devices)" -eq \
	    "$(vmacpigen show "$set" | grep -c '^        [^ ]* *Device')" ]
}

@test "three files of any names" {
	set=$top/tests/golden/vmd-2
	cp "$set/rsdp.bin" a
	cp "$set/tables.bin" b
	cp "$set/table-loader.bin" c
	vmacpigen show --rsdp a --tables b --loader c |
	    sed 's/(a,/(vmd-2\/rsdp.bin,/; s/(b,/(vmd-2\/tables.bin,/
	    s/(c,/(vmd-2\/table-loader.bin,/' |
	    diff "$top/tests/golden/show/vmd-2" -
}

@test "a script, an RSDP, or a table on its own" {
	set=$top/tests/golden/vmd-2
	run -0 vmacpigen show "$set/table-loader.bin"
	[ "$(grep -c '^ *[0-9]* ADD_POINTER .* 8 -> etc/acpi/tables$' \
	    <<<"$output")" = 4 ]
	run -0 vmacpigen show "$set/rsdp.bin"
	[[ $output = *'RSDP at 0xe0000, 36 bytes, revision 2'* ]]
	vmacpigen extract -o tables "$set"
	run -0 vmacpigen show tables/apic.dat
	[[ $output = *'MADT at 0x0, 60 bytes, revision 1'*'checksum right'* ]]
	[[ $output = *'Processor Local APIC[1]'* ]]
}

@test "a directory of tables, whose pointers lead nowhere" {
	vmacpigen extract -b 0xe0000 -o tables "$top/tests/golden/vmd-2"
	vmacpigen show tables >text
	for table in tables/*; do
		grep -F "$table (" text
		[ "$table" = tables/rsdp.dat ] || vmacpigen show "$table" >>each
	done
	diff <(grep '^    0x' each) <(grep '^    0x' text |
	    sed '/ "RSD PTR "$/,/ 3  Reserved /d')
	run ! grep -e '->' -e 'leads' text
	vmacpigen show -g tables | dot -Tplain >plain
	run ! grep '^edge ' plain
	# What dot(1) does not read as it is, and what it does
	mkdir odd
	as_table ASF! 1 <<<x >'odd/a|b.dat'
	vmacpigen show -g odd >graph
	grep -F 'label="odd/a\\x7cb.dat"' graph
	grep -F '[label="ASF!\n' graph
	dot -Tplain graph >/dev/null
}

@test "a flat image at another address" {
	vmacpigen extract -o a -b 0x7f000000 "$top/tests/golden/vmd-2"
	cat a/rsdp.dat >flat
	truncate -s 64 flat
	cat a/xsdt.dat >>flat
	patch flat 24 '\x40\x00\x00\x7f'
	vmacpigen show -b 0x7f000000 flat >text
	grep -E '^  XSDT at 0x7f000040, 52 bytes' text
	grep -E ' XsdtAddress  .*  -> XSDT$' text
	vmacpigen show -b 2130706432 flat | diff text -
}

@test "checksums: right, wrong, or the loader's" {
	cp -R "$top/tests/golden/vmd-1" set
	size=$(wc -c <set/tables.bin)
	patch set/tables.bin $((size - 27)) '\x80'	# DSDT's
	vmacpigen show set >text
	part DSDT <text | grep -E 'Checksum .*wrong: 0x80, should be 0x[0-9a-f]+$'
	part MADT <text | grep -E ' Checksum +0x00 +by the loader$'
	patch set/tables.bin 9 '\x01'
	part XSDT < <(vmacpigen show set) | grep -F 'checksum by the loader'
	patch set/e0000.bin 8 '\xff'
	vmacpigen show set/e0000.bin | part RSDP |
	    grep -E '^    0x0008 .*wrong: 0xff, should be 0x'
}

@test "a short FADT, and one of a length in between" {
	vmacpigen extract -o tables "$top/tests/golden/vmd-1"
	for length in 116 118 200 245 276; do
		head -c "$length" tables/facp.dat >facp.dat
		truncate -s "$length" facp.dat
		patch facp.dat 4 "\\x$(printf %02x $((length % 256)))\\x$(
		    printf %02x $((length / 256)))"
		vmacpigen show facp.dat | "$tools/unshow" again
		same facp.dat again/facp.dat
	done
	grep ' Hypervisor Vendor Identity ' < <(vmacpigen show facp.dat)
}

@test "what no pointer leads to is found" {
	cp -R "$top/tests/golden/vmd-2" set
	cat set/tables.bin >>set/tables.bin.2
	printf 'odd' >>set/tables.bin
	cat set/tables.bin.2 >>set/tables.bin
	vmacpigen show set >text
	grep -E '^  FADT1 at etc/acpi/tables\+0x34, .*loader$' text
	grep -E '^  FADT2 at etc/acpi/tables\+0x1bf, .*; nothing leads to it$' \
	    text
	grep -F 'etc/acpi/tables+0x188: 3 bytes that are no table' text
}

@test "a table inside another is named, not printed again" {
	cp -R "$top/tests/golden/vmd-2" set
	patch set/tables.bin 44 '\x68\x00'
	# What was the MADT's entry leads into the FADT, where SSDT stands.
	patch set/tables.bin 104 'SSDT\x30\x00\x00\x00'
	vmacpigen show set >text
	grep -E 'ADD_POINTER .*\+0x68  XSDT.Entry\[1\] -> FADT\.' text
	grep -F 'a pointer leads to 48 bytes from here, as if they were' text
	vmacpigen show -x set | "$tools/unshow" again
	same set/tables.bin again/tables.bin
}

# bats test_tags=slow
@test "unsound scripts are shown, with what is wrong" {
	"$tools/spoil" -w | while read -r how _; do
		rm -rf set
		cp -R "$top/tests/golden/vmd-1" set
		"$tools/spoil" -w "$how" set
		vmacpigen show -x set >text
		"$tools/unshow" again <text
		for file in rsdp.bin tables.bin table-loader.bin; do
			same "set/$file" "again/$file"
		done
		echo "$how"
	done
}

@test "text from files does nothing to a terminal" {
	cp -R "$top/tests/golden/vmd-1" set
	patch set/table-loader.bin 136 'a \033[31m\n"\134'
	patch set/tables.bin 62 '\033[31m\n'
	LC_ALL=C run -0 vmacpigen show set
	[[ $output = *'"\x1b[31m\x0a"'* ]]
	[[ $output = *'etc/a\x20\x1b[31m\x0a\x22\x5c'* ]]
	run ! grep -P '[^\x20-\x7e]' <<<"$output"
	vmacpigen show -g set | dot -Tplain >/dev/null
}

# 12,000 tables, each of which claims all that is behind it
@test "hostile sets are shown in a size linear in theirs" {
	mkdir set
	python3 - <<-'end'
		import struct
		entries, step = 12000, 36
		size = 36 + 8 * entries
		xsdt = b'XSDT' + struct.pack('<I', size) + bytes(28)
		total = size + step * entries
		tables = bytearray(xsdt)
		for i in range(entries):
		    tables += struct.pack('<Q', 0xe0000 + size + step * i)
		for i in range(entries):
		    at = size + step * i
		    tables += b'SSDT' + struct.pack('<I', total - at) + bytes(28)
		rsdp = bytearray(b'RSD PTR ' + bytes(7) + b'\2' + bytes(20))
		struct.pack_into('<IQ', rsdp, 20, 36, 0xe0000)
		def allocate(name):
		    return struct.pack('<I56sIB', 1, name, 16, 1).ljust(128, b'\0')
		for name, data in (('tables', tables), ('rsdp', rsdp),
		    ('table-loader', allocate(b'etc/acpi/tables') +
		     allocate(b'etc/acpi/rsdp'))):
		    open(f'set/{name}.bin', 'wb').write(data)
	end
	vmacpigen show set >text
	[ "$(grep -c 'as if they were a table' text)" = 11999 ]
	[ "$(wc -c <text)" -lt $((20 * $(cat set/* | wc -c))) ]
}

@test "what show refuses" {
	refuses 'nothing: No such file or directory' vmacpigen show nothing
	refuses '-b x: not an address' vmacpigen show -b x .
	: >empty
	printf '\33[1mX @ 0x0000000000000000\n    0000: 41\n' >escape
	for file in empty escape "$top/README.md"; do
		refuses "$file: neither a table, a linked image nor a table-loader script" \
		    vmacpigen show "$file"
	done
	run -1 vmacpigen show
	run -1 vmacpigen show --rsdp a
	run -1 vmacpigen show -y .
}
