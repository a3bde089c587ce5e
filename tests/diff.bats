# vmacpigen diff, --compare, and the golden files

load lib
shopt -s extglob

golden=$top/tests/golden

# patch FILE OFFSET BYTES: bytes as printf's escapes
patch() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

# edit FILE STATEMENT...: Python, with the bytes in data, and sums to be had
edit() {
	python3 - "$@" <<-'END'
	import struct, sys
	def sum_up(at=0, end=None):
	    end = len(data) if end is None else end
	    data[at + 9] = 0
	    data[at + 9] = -sum(data[at:end]) % 256
	data = bytearray(open(sys.argv[1], 'rb').read())
	for statement in sys.argv[2:]:
	    exec(statement)
	open(sys.argv[1], 'wb').write(data)
	END
}

@test "the golden files" {
	quietly "$top/tests/goldens"
}

@test "every golden set is in the list, and is all that it should be" {
	cd "$golden"
	diff <(ls -d -- *-*) <(cut -d ' ' -f 1 list)
	while read -r dir _; do
		case $dir in
		vmd-current-linkable-*) own="$files vmm.dsdt" ;;
		vmd-current-*)
			own='efff0000.bin rsdp.bin table-loader.bin vmm.dsdt' ;;
		*) own=$files ;;
		esac
		# shellcheck disable=SC2086
		[ "$(ls -A "$dir")" = "$(printf '%s\n' $own)" ]
	done <list
}

@test "the same bytes each time, at any time, in any locale, anywhere" {
	goldens="$top/tests/goldens"
	quietly "$goldens" faketime '1999-12-31 23:59:59' vmacpigen
	for locale in $(locale -a) tr_TR.UTF-8; do
		quietly "$goldens" \
		    env LC_ALL="$locale" TZ=Asia/Kolkata vmacpigen
	done
	quietly "$goldens" env -i "$top/vmacpigen"
	vmacpigen -n 4 -o again
	(umask 0477 && vmacpigen -n 4 -o again)
	chmod u+r again/*
	same_set "$golden/vmd-4" again
}

# bats test_tags=slow
@test "every field of every row, changed, is named, and nothing else" {
	mkdir tables
	cc -std=c11 -o diff-fields -I"$top" "$tools/diff-fields.c" "$top"/{text,read/{fields,print,rows*,sink,xalloc}}.c
	./diff-fields tables >names
	[ "$(wc -l <names)" -ge 1500 ]
	while read -r number _ name; do
		run -1 vmacpigen diff "tables/$number.a" "tables/$number.b"
		[ "${#lines[@]}" -eq 1 ]
		# Which entry it is has no place in the list, nor what that is
		# in.
		said=${output//\[*([^]])\]/[]}
		name=${name//\[*([^]])\]/[]}
		[[ $said == "$name"@(": "|" at 0x")* ||
		    $said == "${name%%.*}."*"[].${name#*.}"@(": "|" at 0x")* ]] || {
			echo "$name: $output"
			false
		}
	done <names
}

# What iasl decodes differs in this field, and in the checksum. That of Debian
# 12 does not know MADT's fields of ACPI 6.5 and later.
# bats test_tags=slow
@test "in FADT and MADT these are the fields that iasl sees change" {
	mkdir tables a b
	cc -std=c11 -o diff-fields -I"$top" "$tools/diff-fields.c" "$top"/{text,read/{fields,print,rows*,sink,xalloc}}.c
	./diff-fields tables | grep -E ' (FADT|MADT)\.' |
	    grep -v -e TRBE -e Wakeup -e 'GIC\(R\| ITS\)\[\]\.Reserved' >names
	[ "$(wc -l <names)" -ge 120 ]
	while read -r number _; do
		cp "tables/$number.a" "a/$number.dat"
		cp "tables/$number.b" "b/$number.dat"
	done <names
	iasl -d a/*.dat >/dev/null 2>&1
	iasl -d b/*.dat >/dev/null 2>&1
	while read -r number offset name; do
		diff {a,b}/"$number.dsl" |
		    sed -n 's/^> \[\([0-9A-F]*\)h .*/\L0\1/p' |
		    grep -v '^0009$' >changed || :
		case $name in
		*.Checksum) [ ! -s changed ] ;;
		*) [ "$(cat changed)" = "$offset" ] ;;
		esac || {
			echo "$name: $(cat changed)"
			false
		}
	done <names
}

@test "the same is nothing" {
	quietly vmacpigen diff "$golden/q35-4" "$golden/q35-4"
	quietly vmacpigen diff -a -d "$golden/q35-4" "$golden/q35-4"
	quietly vmacpigen diff -b 0xe0000 "$golden/vmd-2/e0000.bin" \
	    "$golden/vmd-2/e0000.bin"
}

@test "CPU counts" {
	differs "$golden/vmd-2" "$golden/vmd-4" <<-'END'
	MADT: + Processor Local APIC uid=2 apic=2 enabled
	MADT: + Processor Local APIC uid=3 apic=3 enabled
	END
	differs "$golden/vmd-64" "$golden/vmd-4" <<-'END'
	MADT: - Processor Local APIC uid=4 apic=4 enabled to uid=63 apic=63 enabled, 60 entries
	END
	differs "$golden/q35-1" "$golden/q35-4" <<-'END'
	MADT: + Processor Local APIC uid=1 apic=1 enabled
	MADT: + Processor Local APIC uid=2 apic=2 enabled
	MADT: + Processor Local APIC uid=3 apic=3 enabled
	SSDT: + Device \_SB.C001 (ACPI0007, _UID 0x1)
	SSDT: + Device \_SB.C002 (ACPI0007, _UID 0x2)
	SSDT: + Device \_SB.C003 (ACPI0007, _UID 0x3)
	END
}

@test "one field of a whole set, flat image and all, is one line" {
	vmacpigen -m q35 -n 4 -o nine
	vmacpigen -m q35,sci=10 -n 4 -o ten
	run -1 vmacpigen diff nine ten
	grep -x 'FADT.SCI_INT: 9 -> 10' <<<"$output"
	vmacpigen -m q35,reset=off -n 4 -o none
	run -1 vmacpigen diff nine none
	grep -x -F 'FADT.Flags: 0x00008425 -> 0x00008025 (- RESET_REG_SUP)' \
	    <<<"$output"
	grep -x -F 'FADT.RESET_REG: {1, 8, 0, 1, 0x0000000000000cf9} (System '\
'I/O, byte access) -> {0, 0, 0, 0, 0x0000000000000000} (none)' <<<"$output"
	cp -R nine other
	vmacpigen extract -o tables nine
	at=$(vmacpigen show nine | sed -n 's/^  FADT at .*+\(0x[0-9a-f]*\),.*/\1/p')
	edit other/tables.bin "data[$at + 46] = 11"
	rm nine/e0000.bin other/e0000.bin
	differs nine other <<<'FADT.SCI_INT: 9 -> 11'
}

@test "the manual shows what is printed" {
	vmacpigen -m q35 -n 2 -o a
	vmacpigen -m q35,sci=10,hpet=off -n 4 -o b
	sed -n '/^\.Ql -m q35,sci=10/,/^\.Ed/p' "$top/man/vmacpigen.1" |
	    grep -v '^\.' | sed 's,\\e,\\,g' | differs a b
}

@test "machines: header fields once, tables and commands that came and went" {
	run -1 vmacpigen diff "$golden/vmd-4" "$golden/q35-4"
	for line in \
	    'RSDP, XSDT, FADT, MADT, DSDT.OEMID: "OpenBS" -> "VMACPI"' \
	    'FADT.Length: 244 -> 276' \
	    'FADT.FIRMWARE_CTRL: none -> FACS' \
	    'MADT: + I/O APIC id=0 address=0xfec00000 gsi=0' \
	    'DSDT: + Device \_SB.PCI0 (PNP0A08, _UID 0x0, methods _OSC _PRT _CRS _CBA, 7 devices, 19 other objects)' \
	    '+ HPET "VMACPI" "Q35 HPET" 56 bytes' \
	    '+ FACS 64 bytes' \
	    'table-loader: ALLOCATE etc/acpi/tables: align 64 FSEG -> align 64 HIGH' \
	    'table-loader: - ADD_CHECKSUM MADT' \
	    'e0000.bin: FADT.X_FIRMWARE_CTRL: FACS -> none'; do
		grep -x -F -e "$line" <<<"$output"
	done
	# What goes with HPET is not said again.
	run ! grep 'HPET' <(grep -v -e '^+ HPET ' -e '^SSDT: ' <<<"$output")
	[ "${#lines[@]}" -le 80 ]
	run -1 vmacpigen diff "$golden/vmd-current-4" "$golden/q35-4"
	grep -x -e '- vmm.dsdt' <<<"$output"
	grep '^MADT: entries in another order: ' <<<"$output"
}

@test "a set, its image and its tables say the same" {
	differs "$golden/vmd-4" "$golden/vmd-4/e0000.bin" <<-'END'
	FADT.FIRMWARE_CTRL: none -> FACS
	FADT.X_FIRMWARE_CTRL: none -> FACS
	+ FACS 64 bytes
	END
	vmacpigen extract -o tables "$golden/vmd-4"
	quietly vmacpigen diff "$golden/vmd-4" tables
	vmacpigen extract -b 0x7f000000 -o other "$golden/vmd-4/e0000.bin"
	differs tables "$golden/vmd-2" <<-'END'
	MADT: - Processor Local APIC uid=2 apic=2 enabled
	MADT: - Processor Local APIC uid=3 apic=3 enabled
	END
	vmacpigen extract -o two "$golden/vmd-2"
	differs tables/apic.dat two/apic.dat <<-'END'
	MADT: - Processor Local APIC uid=2 apic=2 enabled
	MADT: - Processor Local APIC uid=3 apic=3 enabled
	END
}

@test "entries in another order are one line, and stay themselves" {
	vmacpigen extract -o tables "$golden/q35-4"
	cp tables/apic.dat other
	edit other 'e = [data[44 + 8 * i:52 + 8 * i] for i in range(4)]' \
	    'e[3][4] = 3' 'data[44:76] = b"".join(e[::-1])' 'sum_up()'
	differs tables/apic.dat other <<-'END'
	MADT: entries in another order: Processor Local APIC uid=1 apic=1 enabled now comes before Processor Local APIC uid=0 apic=0 enabled
	MADT.Processor Local APIC[uid=3].Flags: 0x00000001 -> 0x00000003 (+ Online Capable)
	END
	cp tables/apic.dat other
	edit other 'for i in range(4): data[48 + 8 * i] = 0' 'sum_up()'
	differs tables/apic.dat other <<-'END'
	MADT.Processor Local APIC[uid=0 to uid=3, 4 entries].Flags: 0x00000001 -> 0x00000000 (- Enabled)
	END
}

@test "an SSDT more; SSDTs by their IDs, in any order" {
	vmacpigen extract -o a "$golden/vmd-1"
	edit a/dsdt.dat 'data[:4] = b"SSDT"' 'data += b"\x08AAAA\x00"' \
	    'data[4] = len(data)' 'data[16:24] = b"FIRST\0\0\0"' 'sum_up()'
	cp -R a b
	edit b/dsdt.dat 'data[16:24] = b"SECOND\0\0"' 'data[37] = 66' 'sum_up()'
	cp a/dsdt.dat b/zsdt.dat
	differs a b <<-'END'
	+ SSDT#1 "OpenBS" "SECOND" 42 bytes
	SSDT#1: + Name \BAAA (0x0)
	END
	cp b/dsdt.dat a/aaaa.dat
	quietly vmacpigen diff a b
	edit a/aaaa.dat 'data[37] = 67' 'sum_up()'
	differs a b <<-'END'
	SSDT1: - Name \CAAA (0x0)
	SSDT1: + Name \BAAA (0x0)
	END
}

@test "AML, as iasl reads it" {
	vmacpigen diff -d "$golden/q35-1" "$golden/q35-4" >text || [ $? = 1 ]
	grep -E '^    \+ +Device \(C003\)$' text
	grep -E '^    \+ +Name \(_UID, One\)' text
	run ! grep -i -e compiled -e 'Disassembl' text
	[ "$(grep -c '^SSDT: + Device' text)" -eq 3 ]
	run ! grep e0000 text
	mkdir empty
	PATH=$PWD/empty run -2 "$top/vmacpigen" diff -d "$golden/q35-1" \
	    "$golden/q35-4"
	[ "${lines[-1]}" = 'vmacpigen: iasl cannot be run' ]
}

@test "a checksum, a pointer, a byte between tables: nothing is silent" {
	cp -R "$golden/vmd-1" set
	rm set/e0000.bin
	cp -R set sound
	patch set/tables.bin 9 '\x05'
	differs sound set <<<'XSDT.Checksum: 0x00 -> 0x05'
	cp sound/tables.bin set
	size=$(wc -c <set/tables.bin)
	patch set/tables.bin $((size - 27)) '\x80'
	run -1 vmacpigen diff sound set
	[ "$output" = 'DSDT.Checksum: right -> 0x80, which is wrong' ]
	cp sound/tables.bin set
	# FADT's DSDT leads to the MADT.
	patch set/tables.bin $((52 + 40)) "\\x28\\x01"
	run -1 vmacpigen diff sound set
	[ "${lines[0]}" = 'FADT.DSDT: DSDT -> MADT' ]
	[ "${lines[1]}" = \
	    'table-loader: ADD_POINTER FADT.DSDT: to DSDT -> to MADT' ]
	cp sound/tables.bin set
	printf '\0' >>set/tables.bin
	differs sound set <<<'sound/tables.bin, without a meaning, at '\
"0x$(printf %04x "$size"): nothing -> 00"
	printf 'bytes' >>set/tables.bin
	run -1 vmacpigen diff sound set
	[[ $output == '+ 6 bytes that are no table, at etc/acpi/tables+0x'* ]]
}

# dmar FILE EXPRESSION: a DMAR of units, each unit(BASE, SCOPE, ...), with scopes
# that are scope(TYPE, ID, DEVICE)
dmar() {
	python3 - "$2" <<-'end' | as_table DMAR 1 >"$1"
		import struct, sys
		def scope(kind, ident, device):
		    return struct.pack('<BBHBBBB', kind, 8, 0, ident, 0, device, 0)
		def unit(base, *scopes):
		    body = b''.join(scopes)
		    return struct.pack('<HHBBHQ', 0, 16 + len(body), 0, 0, 0,
		        base) + body
		sys.stdout.buffer.write(bytes([46, 1]) + bytes(10) +
		    eval(sys.argv[1]))
	end
}

@test "entries in entries are compared with those in the same one" {
	one='unit(0xfed90000, scope(1, 0, 2))'
	two='unit(0xfed91000, scope(3, 8, 0x1e), scope(4, 0, 0x1f))'
	dmar a "$one + $two"
	dmar b "$two + $one"
	differs a b <<-'end'
	DMAR: entries in another order: DMA Remapping Hardware Unit segment=0 base=0x00000000fed91000 flags=0x00 now comes before DMA Remapping Hardware Unit segment=0 base=0x00000000fed90000 flags=0x00
	end
	dmar b "${one%)}, scope(3, 8, 0x1e)) + unit(0xfed91000, scope(4, 0, 0x1f))"
	differs a b <<-'end'
	DMAR.DMA Remapping Hardware Unit[base=0x00000000fed90000].Length: 24 -> 32
	DMAR.DMA Remapping Hardware Unit[base=0x00000000fed91000].Length: 32 -> 24
	DMAR: - DMA Remapping Hardware Unit[base=0x00000000fed91000].Device Scope type=3 (IOAPIC) id=8 bus=0x00
	DMAR: + DMA Remapping Hardware Unit[base=0x00000000fed90000].Device Scope type=3 (IOAPIC) id=8 bus=0x00
	DMAR: - DMA Remapping Hardware Unit[base=0x00000000fed91000].Device Scope[type=3 (IOAPIC) id=8] Path 0x1e 0x00
	DMAR: + DMA Remapping Hardware Unit[base=0x00000000fed90000].Device Scope[type=3 (IOAPIC) id=8] Path 0x1e 0x00
	end
	dmar b "$one + unit(0xfed91000, scope(3, 8, 0x1e), scope(4, 0, 2))"
	differs a b <<<'DMAR.DMA Remapping Hardware Unit[base=0x00000000fed91000].Device Scope[type=4 (MSI_CAPABLE_HPET) id=0].Path: 0x1f 0x00 -> 0x02 0x00'
	dmar b "$one + unit(0xfed91000, scope(4, 0, 0x1f), scope(3, 8, 0x1e))"
	differs a b <<<'DMAR: entries in another order: DMA Remapping Hardware Unit[base=0x00000000fed91000].Device Scope type=4 (MSI_CAPABLE_HPET) id=0 bus=0x00 now comes before DMA Remapping Hardware Unit[base=0x00000000fed91000].Device Scope type=3 (IOAPIC) id=8 bus=0x00'
	# A unit that has another address has the same scopes.
	dmar b "$one + ${two/fed91/fed92}"
	differs a b <<<'DMAR.DMA Remapping Hardware Unit[base=0x00000000fed91000].Register Base Address: 0x00000000fed91000 -> 0x00000000fed92000'
}

@test "scripts are compared by what they do" {
	cp -R "$golden/vmd-1" set
	rm set/e0000.bin
	cp -R set sound
	edit set/table-loader.bin 'data[60:64] = b"\0\x10\0\0"'
	differs sound set <<<'table-loader: ALLOCATE etc/acpi/tables: '\
'align 64 FSEG -> align 4096 FSEG'
	cp sound/table-loader.bin set
	edit set/table-loader.bin 'del data[8 * 128:9 * 128]'
	run -1 vmacpigen diff sound set
	grep -x -e 'table-loader: - ADD_CHECKSUM MADT' <<<"$output"
	cp sound/table-loader.bin set
	edit set/table-loader.bin 'data[256:512] = data[384:512] + data[256:384]'
	differs sound set <<<'table-loader: commands in another order: '\
'ADD_POINTER XSDT.Entry to MADT now comes before ADD_POINTER XSDT.Entry to FADT'
	cp sound/table-loader.bin set
	edit set/table-loader.bin 'data += bytes(128)'
	run -1 vmacpigen diff sound set
	[[ $output == 'sound/table-loader.bin, without a meaning, at '* ]]
	quietly vmacpigen diff sound/table-loader.bin sound/table-loader.bin
	run -1 vmacpigen diff sound/table-loader.bin "$golden/q35-1/table-loader.bin"
}

@test "-a: all that follows, too" {
	run -1 vmacpigen diff -a "$golden/vmd-2" "$golden/vmd-4"
	for line in 'MADT.Length: 60 -> 76' \
	    'FADT.DSDT: 0x00000164 -> 0x00000174' \
	    'DSDT: at etc/acpi/tables+0x164 -> etc/acpi/tables+0x174' \
	    'e0000.bin: MADT.Checksum: 0x8a -> 0x5e'; do
		grep -x -F -e "$line" <<<"$output"
	done
}

@test "what cannot be read is trouble" {
	vmacpigen extract -o tables "$golden/vmd-4"
	cp -R tables other
	truncate -s 50 other/apic.dat
	run -1 --separate-stderr vmacpigen diff tables other
	[ "$stderr" = \
	    'vmacpigen: other/apic.dat: left out: Length in the header is 76; must be 50, the bytes that the dump has' ]
	[ "$output" = '- MADT "OpenBS" "OpenBSVM" 76 bytes' ]
	ends 2 "other/apic.dat: Length in the header is 76; must be 50, the file's size" \
	    vmacpigen diff tables/apic.dat other/apic.dat
	run -2 vmacpigen diff none tables
	[ "$output" = 'vmacpigen: none: No such file or directory' ]
	for words in '' tables 'tables other more' '-x tables other' \
	    '-b x tables other'; do
		# shellcheck disable=SC2086
		run -2 vmacpigen diff $words
	done
	run -2 bash -c "vmacpigen diff '$golden/vmd-2' tables >/dev/full"
}

@test "4,096 CPUs, shuffled, in a moment" {
	vmacpigen extract -o tables "$golden/vmd-1"
	cp tables/apic.dat one
	edit one 'del data[44:]' \
	    'for i in range(4096): data += struct.pack("<BBHIII", 9, 16, 0, i, 1, i)' \
	    'data[4:8] = struct.pack("<I", len(data))' 'sum_up()'
	cp one two
	edit two 'e = [data[44 + 16 * i:60 + 16 * i] for i in range(4096)]' \
	    'import random' 'random.Random(1).shuffle(e)' \
	    'data[44:] = b"".join(e)' 'sum_up()'
	capture timeout 20 vmacpigen diff one two
	[ "$status" -eq 1 ]
	[ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "--compare tells what would change, and changes nothing" {
	cp -R "$golden/vmd-4" set
	before=$(snapshot set)
	quietly vmacpigen -n 4 --compare set
	ends 2 'set/e0000.bin: Not a directory' \
	    vmacpigen -n 4 --compare set/e0000.bin
	run -1 vmacpigen -n 5 --compare set
	[ "$output" = 'MADT: + Processor Local APIC uid=4 apic=4 enabled' ]
	run -1 vmacpigen --no-flat -n 4 --compare set
	[ "$output" = '- e0000.bin' ]
	run -1 vmacpigen -b 0x7f000000 -n 4 --compare set
	[ "$output" = $'+ 7f000000.bin\n- e0000.bin' ]
	[ "$(snapshot set)" = "$before" ]
	for file in $files; do
		mv "set/$file" saved
		run -1 vmacpigen -n 4 --compare set
		[ "$output" = "+ $file" ]
		# A byte at each end
		for at in 0 $(($(wc -c <saved) - 1)); do
			cp saved "set/$file"
			edit "set/$file" "data[$at] ^= 0x40"
			run -1 vmacpigen -n 4 --compare set
			[ -n "$output" ]
		done
		cp saved "set/$file"
		: >"set/$file"
		run -1 vmacpigen -n 4 --compare set
		mv saved "set/$file"
	done
	cp -R "$golden/vmd-current-4" current
	edit current/vmm.dsdt 'data[40] ^= 1'
	run -1 vmacpigen -m vmd-current -n 4 --compare current
	[[ $output == 'vmm.dsdt: DSDT.'* ]]
	rm current/vmm.dsdt
	run -1 vmacpigen -m vmd-current -n 4 --compare current
	[ "$output" = '+ vmm.dsdt' ]
}

@test "--update shows it, and makes it so" {
	cp -R "$golden/vmd-4" set
	before=$(snapshot set)
	quietly vmacpigen -n 4 --compare set --update
	[ "$(snapshot set)" = "$before" ]
	run -0 vmacpigen -n 2 --update --compare set
	[ "${#lines[@]}" -eq 2 ]
	same_set set "$golden/vmd-2"
	run -0 vmacpigen -n 4 --compare new --update
	[ "$output" = $'+ rsdp.bin\n+ tables.bin\n+ table-loader.bin' ]
	same_set new "$golden/vmd-4"
	run -0 vmacpigen --no-flat -n 4 --compare new --update
	[ "$output" = '- e0000.bin' ]
	[ ! -e new/e0000.bin ]
	run -2 vmacpigen -n 4 --compare no/where --update
	run -2 bash -c 'vmacpigen -n 2 --compare new --update >/dev/full'
	cmp new/tables.bin "$golden/vmd-4/tables.bin"
}

@test "--compare of tables from elsewhere" {
	vmacpigen extract -o tables "$golden/q35-4"
	vmacpigen link -o set tables
	quietly vmacpigen link --compare set tables
	edit tables/hpet.dat 'data[52] = 1' 'sum_up()'
	run -1 vmacpigen link --compare set tables
	[ "$output" = 'HPET.HPET Number: 0 -> 1' ]
}

@test "trouble is 2 wherever --compare is" {
	for words in '-n 4 --compare none' '-n 0 --compare set' \
	    '-m none -n 4 --compare set' '-n 4 -o set --compare set' \
	    '--compare set' '-x --compare set' '--compare=set -n' \
	    '-m q35,x=y --compare=set -n 4'; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr vmacpigen $words
		[ -z "$output" ]
	done
	run -1 vmacpigen -n 4 --update
	run -1 vmacpigen -n 4 -o set --update
	run -2 bash -c "vmacpigen -n 2 --compare '$golden/vmd-4' >/dev/full"
}
