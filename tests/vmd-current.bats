# vmd-current: what vmd(8) has in memory, and what reads it

load lib

golden=$top/tests/golden
own="efff0000.bin rsdp.bin table-loader.bin vmm.dsdt"

# says FILE OFFSET LENGTH: the bytes have these fields, one a line: an offset,
# a size, and a number or 'text'; all others are 0 but the checksum at 9, which
# is right
says() {
	python3 /dev/fd/3 "$@" 3<<-'END'
	import sys
	path, at, length = sys.argv[1], int(sys.argv[2], 0), int(sys.argv[3])
	data = bytearray(open(path, 'rb').read()[at:at + length])
	assert len(data) == length, f'{len(data)} bytes'
	if data[:4] != b'FACS':
	    assert sum(data) % 256 == 0, 'the sum is wrong'
	    data[9] = 0
	for line in sys.stdin:
	    offset, size, value = line.split(None, 2)
	    at, size, value = int(offset), int(size), value.strip()
	    if value[0] == "'":
	        want = value[1:-1].encode().ljust(size, b'\0')
	    else:
	        want = int(value, 0).to_bytes(size, 'little')
	    got = bytes(data[at:at + size])
	    assert got == want, f'at {at}: {got} instead of {want}'
	    data[at:at + size] = bytes(size)
	assert not any(data), f'more at {[i for i, b in enumerate(data) if b]}'
	END
}

# header SIGNATURE LENGTH REVISION
header() {
	printf '%s\n' "0 4 '$1'" "4 4 $2" "8 1 $3" "10 6 'VMD   '" \
	    "16 8 'VMD $4'" '24 4 1' "28 4 'VMD '" '32 4 1'
}

# usr.sbin/vmd/acpi.c 1.4
@test "each table, field for field, and where it is: 1, 4 and 64 CPUs" {
	for n in 1 4 64; do
		vmacpigen -m vmd-current -n $n -o set
		[ "$(cd set && echo *)" = "$own" ]
		image=set/efff0000.bin
		(header XSDT 52 1 XSDT
		echo '36 8 0xefff2000'
		echo '44 8 0xefff1000') | says $image 0 52
		madt=$((44 + 12 + 8 * n))
		(header APIC $madt 1 MADT
		printf '%s\n' '36 4 0xfee00000' '40 4 1' \
		    '44 1 1' '45 1 12' "46 1 $((n + 1))" '48 4 0xfec00000'
		for ((i = 0; i < n; i++)); do
			at=$((56 + 8 * i))
			printf '%s\n' "$((at + 1)) 1 8" "$((at + 2)) 1 $i" \
			    "$((at + 3)) 1 $i" "$((at + 4)) 4 1"
		done) | says $image 0x1000 $madt
		(header FACP 276 6 FADT
		cat <<-'END'
		36 4 0xefff4000
		40 4 0xefff3000
		45 1 1
		46 2 9
		56 4 0xb000
		64 4 0xb008
		76 4 0xb00c
		88 1 4
		89 1 2
		91 1 4
		96 2 100
		98 2 1000
		109 2 1
		131 1 5
		148 4 0x03002001
		152 8 0xb000
		172 4 0x02001001
		176 8 0xb008
		208 4 0x03002001
		212 8 0xb00c
		END
		) | says $image 0x2000 276
		dsdt=$(wc -c <set/vmm.dsdt)
		[ "$dsdt" -le 4096 ]
		same set/vmm.dsdt <(tail -c +$((0x3001)) $image |
		    head -c "$dsdt")
		printf '%s\n' "0 4 'FACS'" '4 4 64' '32 1 1' |
		    says $image 0x4000 64
		[ "$(wc -c <$image)" -eq $((0x4040)) ]
		# and zeros between the tables
		for gap in "52 $((0x1000))" "$((0x1000 + madt)) $((0x2000))" \
		    "$((0x2000 + 276)) $((0x3000))" \
		    "$((0x3000 + dsdt)) $((0x4000))"; do
			[ "$(tail -c +$((${gap% *} + 1)) $image |
			    head -c $((${gap#* } - ${gap% *})) | tr -d '\0' |
			    wc -c)" -eq 0 ]
		done
	done
}

@test "what firmware gets: a complete RSDP, and a script that allocates it" {
	vmacpigen -m vmd-current -n 4 -o set
	printf 'RSD PTR \230VMD   \002\0\0\0\0\044\0\0\0\0\0\377\357\0\0\0\0\356\0\0\0' |
	    cmp - set/rsdp.bin
	(printf '\1\0\0\0etc/acpi/rsdp'
	head -c 43 /dev/zero
	printf '\020\0\0\0\002'
	head -c 63 /dev/zero) | cmp - set/table-loader.bin
}

@test "old files of the other kind of set are removed" {
	vmacpigen -m vmd-current,linkable=on -n 4 -o set
	[ "$(cd set && echo *)" = "$files vmm.dsdt" ]
	vmacpigen -m vmd-current -n 4 -o set
	[ "$(cd set && echo *)" = "$own" ]
	vmacpigen -m vmd-current,linkable=on -n 4 -o set
	[ "$(cd set && echo *)" = "$files vmm.dsdt" ]
}

@test "linkable=on: the same tables, and the same one pointer to each" {
	vmacpigen -m vmd-current -n 4 -o set
	vmacpigen -m vmd-current,linkable=on -n 4 -o linkable
	vmacpigen extract -o a set
	vmacpigen extract -o b linkable
	for table in apic dsdt facs; do
		same a/$table.dat b/$table.dat
	done
	vmacpigen show linkable | grep 'ADD_POINTER .*FADT\.' >pointers
	[ "$(wc -l <pointers)" -eq 2 ]
	run ! grep X_ pointers
	quietly vmacpigen diff set/vmm.dsdt linkable/vmm.dsdt
}

@test "where the tables are is not a matter of options" {
	for option in '-b 0xefff0000' '-b 0xe0000' '--rsdp-at 0x9d000'; do
		# shellcheck disable=SC2086
		refuses '-b, --rsdp-at: the machine vmd-current decides where its tables are; it needs linkable=on' \
		    vmacpigen -m vmd-current -n 4 $option -o out
	done
	[ ! -e out ]
	# There the flat image may have the name of that file.
	for _ in 1 2; do
		vmacpigen -m vmd-current,linkable=on -n 1 -b 0xefff0000 -o out
		[ "$(cd out && echo *)" = \
		    'efff0000.bin rsdp.bin table-loader.bin tables.bin vmm.dsdt' ]
	done
	quietly vmacpigen -m vmd-current,linkable=on -n 1 -b 0xefff0000 \
	    --compare out
}

# table SIZE: an OEM1 of this size
table() {
	head -c $(($1 - 36)) /dev/zero | as_table OEM1 1 >oem1.dat
}

@test "tables of the user's follow, up to the end of what is reserved" {
	table $((0x10000 - 0x5000))
	vmacpigen -m vmd-current -n 4 -o set --table oem1.dat
	[ "$(wc -c <set/efff0000.bin)" -eq $((0x10000)) ]
	same oem1.dat <(tail -c +$((0x5001)) set/efff0000.bin)
	run -0 vmacpigen check -c vmd set
	run ! grep error: <<<"$output"
	table $((0x10000 - 0x5000 + 1))
	refuses 'efff0000.bin would be 65537 bytes, and 65536 is what there is for it' \
	    vmacpigen -m vmd-current -n 4 -o out --table oem1.dat
	# a MADT of more than a page: what is behind it moves
	vmacpigen -m vmd-current -n 4 -o plain
	vmacpigen extract -o tables plain
	python3 - <<-'END'
	data = bytearray(open('tables/apic.dat', 'rb').read())
	for i in range(512):
	    data += b'\x00\x08' + bytes([i % 255, i % 255]) + bytes(4)
	data[4:8] = len(data).to_bytes(4, 'little')
	data[9] = 0
	data[9] = -sum(data) % 256
	open('apic.dat', 'wb').write(data)
	END
	vmacpigen -m vmd-current -n 4 -o big --table apic.dat
	vmacpigen extract -o tables big
	cmp -n 44 apic.dat <(tail -c +$((0x1001)) big/efff0000.bin)
	[ "$(tail -c +$((0x3001)) big/efff0000.bin | head -c 4)" = FACP ]
	same tables/dsdt.dat big/vmm.dsdt
}

@test "without a DSDT vmd writes the MADT alone" {
	vmacpigen -m vmd-current -n 4 --no-table DSDT --no-table FACP \
	    --no-table FACS -o set
	(header XSDT 44 1 XSDT
	echo '36 8 0xefff1000') | says set/efff0000.bin 0 44
	[ "$(tail -c +$((0x1001)) set/efff0000.bin | head -c 4)" = APIC ]
	[ ! -e set/vmm.dsdt ]
}

@test "show, check, extract and diff read such a set" {
	vmacpigen -m vmd-current -n 4 -o set
	vmacpigen show set >said
	grep -E '^    0x0018 .* XsdtAddress .*0x00000000efff0000 +-> XSDT$' said
	grep -E ' FIRMWARE_CTRL +0xefff4000 +-> FACS$' said
	grep -E ' DSDT +0xefff3000 +-> DSDT$' said
	[ "$(grep -c 'checksum right' said)" -eq 5 ]
	vmacpigen show -g set | grep -F 'f0_0:p36 ->'
	vmacpigen extract -o tables set
	[ "$(cd tables && echo *)" = \
	    'apic.dat dsdt.dat facp.dat facs.dat rsdp.dat xsdt.dat' ]
	same tables/rsdp.dat set/rsdp.bin
	same tables/dsdt.dat set/vmm.dsdt
	vmacpigen check -c vmd set >said
	[ "$(sed 's/.*: \([a-z0-9-]*\): .*/\1/' said | sort |
	    tr '\n' ' ')" = \
	    'aml-prt-sci facs-version fadt-flags fadt-madt fadt-x-dsdt ' ]
	quietly vmacpigen diff set set
	vmacpigen -m vmd-current -n 5 -o five
	run -1 vmacpigen diff set five
	grep -x 'MADT: + Processor Local APIC uid=4 apic=4 enabled' <<<"$output"
	grep -x 'MADT.I/O APIC\[id=5\].I/O APIC ID: 5 -> 6' <<<"$output"
	# no firmware of QEMU's has memory there
	vmacpigen check -v set >said || :
	grep -x 'seabios.*: outcome: an RSDP that leads nowhere' said
}

@test "a guest's memory, saved: 64 KiB, with zeros behind the tables" {
	vmacpigen -m vmd-current -n 4 -o set
	cp set/efff0000.bin memory
	truncate -s 65536 memory
	vmacpigen show -b 0xefff0000 memory >said
	grep '^  XSDT at 0xefff0000, ' said
	grep '^  FACS at 0xefff4000, ' said
	vmacpigen show -b 0xefff0000 --rsdp set/rsdp.bin memory >said
	grep '^  RSDP at ' said
	grep -E ' XsdtAddress +0x00000000efff0000 +-> XSDT$' said
	quietly vmacpigen diff -b 0xefff0000 set/efff0000.bin memory
	quietly vmacpigen diff -b 0xefff0000 memory set/efff0000.bin
	quietly vmacpigen diff -b 0xefff0000 \
	    "$golden/vmd-current-4/efff0000.bin" memory
	run -1 vmacpigen diff -b 0xefff0000 \
	    "$golden/vmd-current-1/efff0000.bin" memory
	grep -x 'MADT: + Processor Local APIC uid=3 apic=3 enabled' <<<"$output"
	# a byte behind the tables, and one in them
	printf x | dd of=memory bs=1 seek=40000 conv=notrunc status=none
	run -1 vmacpigen diff -b 0xefff0000 set/efff0000.bin memory
	cp set/efff0000.bin memory
	printf '\7' | dd of=memory bs=1 seek=$((0x2000 + 46)) conv=notrunc \
	    status=none
	run -1 vmacpigen diff -b 0xefff0000 set/efff0000.bin memory
	grep '^FADT.SCI_INT: 9 -> 7' <<<"$output"
	run -1 vmacpigen check -b 0xefff0000 memory
	[[ $output == *'FADT.Checksum at 0x2009: error: table-sum: '* ]]
	vmacpigen extract -b 0xefff0000 -o tables memory
	[ "$(cd tables && echo *)" = \
	    'apic.dat dsdt.dat facp.dat facs.dat xsdt.dat' ]
}

@test "check -c vmd: a DSDT before it is installed" {
	vmacpigen -m vmd-current -n 4 -o set
	cp set/vmm.dsdt .
	quietly vmacpigen check -W -c vmd -x aml-prt-sci vmm.dsdt
	# vmd's slot 5 has the SCI's GSI, and vmd makes no override.
	vmacpigen check -c vmd vmm.dsdt >said
	[ "$(wc -l <said)" -eq 1 ]
	grep ': aml-prt-sci: \\_SB.PCI0._PRT: the mapping of slot 5 has GSI 9, ' \
	    said
	printf x >>vmm.dsdt
	run -1 vmacpigen check -c vmd vmm.dsdt
	grep -x "vmm.dsdt: error: vmd-dsdt: DSDT.Length is 598; must be 599, the file's size (vmd)" \
	    <<<"$output"
	printf x | dd of=vmm.dsdt bs=1 seek=100 conv=notrunc status=none
	run -1 vmacpigen check -c vmd vmm.dsdt
	grep '^vmm.dsdt: error: vmd-dsdt: DSDT.Checksum is 0x' <<<"$output"
	head -c 598 vmm.dsdt >short
	mv short vmm.dsdt
	run -1 vmacpigen check -c vmd vmm.dsdt
	grep '^vmm.dsdt: DSDT.Checksum .* error: table-sum: ' <<<"$output"
	head -c 500 set/vmm.dsdt >vmm.dsdt
	ends 2 "vmm.dsdt: Length in the header is 598; must be 500, the file's size" \
	    vmacpigen check -c vmd vmm.dsdt
	python3 - <<-'END'
	data = bytearray(open('set/vmm.dsdt', 'rb').read())
	data += b'\xa3' * 4000
	data[4:8] = len(data).to_bytes(4, 'little')
	data[9] = 0
	data[9] = -sum(data) % 256
	open('vmm.dsdt', 'wb').write(data)
	END
	run -1 vmacpigen check -c vmd vmm.dsdt
	grep -x 'vmm.dsdt: error: vmd-dsdt: the DSDT has 4598 bytes; must have 4096 at most (vmd)' \
	    <<<"$output"
	vmacpigen check vmm.dsdt
}

@test "check -c vmd: the faults of vmd's own DSDT of September 2026" {
	iasl -p ./vmm "$top/tests/aml/vmd-like.asl" >iasl.log 2>&1
	mv vmm.aml vmm.dsdt
	run -1 vmacpigen check -c vmd vmm.dsdt
	# shellcheck disable=SC2001
	diff - <(sed 's/ at 0x[0-9a-f]*: / /' <<<"$output") <<-'END'
	vmm.dsdt: DSDT warning: aml-alignment: \_SB.CLK._CRS: IO at 0x70: its alignment must be at least 1; it has 0x0 (acpi)
	vmm.dsdt: DSDT error: aml-window: \_SB.PCI0._CRS: the window of memory 0xf0000000-0xffbfffff overlaps the I/O APIC at 0xfec00000-0xfec0003f; must leave that out (acpi)
	vmm.dsdt: DSDT error: aml-window: \_SB.PCI0._CRS: the window of memory 0xf0000000-0xffbfffff overlaps the local APIC at 0xfee00000-0xfee00fff; must leave that out (acpi)
	vmm.dsdt: DSDT warning: aml-prt-sci: \_SB.PCI0._PRT: the mapping of slot 5 has GSI 9, which is the SCI; the MADT must override it, or guests disagree on its trigger mode (acpi)
	END
	# Beside the tables of a machine
	vmacpigen -m q35 -n 1 --dsdt vmm.dsdt --no-table SSDT -o set
	run -1 vmacpigen check set
	[ "$(grep -c ': aml-window: .* overlaps ' <<<"$output")" -eq 3 ]
	grep ': aml-window: .* overlaps the HPET at 0xfed00000-' <<<"$output"
	# On its own, without a machine that is known, it has no I/O APIC.
	vmacpigen check vmm.dsdt >said
	run ! grep aml-window said
}

@test "check -c vmd: a set that wants its script run is no set for vmd" {
	vmacpigen -m vmd-current,linkable=on -n 4 -o set
	run -1 vmacpigen check -c vmd set
	for rule in vmd-script vmd-rsdp; do
		grep "error: $rule: " <<<"$output"
	done
}

@test "--compare and --update" {
	vmacpigen -m vmd-current -n 4 -o set
	quietly vmacpigen -m vmd-current -n 4 --compare set
	run -1 vmacpigen -m vmd-current -n 5 --compare set
	grep -x 'MADT: + Processor Local APIC uid=4 apic=4 enabled' <<<"$output"
	rm set/efff0000.bin
	run -1 vmacpigen -m vmd-current -n 4 --compare set
	[ "$output" = '+ efff0000.bin' ]
	run -0 vmacpigen -m vmd-current -n 4 --compare set --update
	quietly vmacpigen -m vmd-current -n 4 --compare set
	vmacpigen -m vmd-current,linkable=on -n 4 -o set
	run -0 vmacpigen -m vmd-current -n 4 --compare set --update
	[ "$(cd set && echo *)" = "$own" ]
	# an RSDP that leads elsewhere, to no file of the directory
	printf x | dd of=set/rsdp.bin bs=1 seek=24 conv=notrunc status=none
	refuses 'set/rsdp.bin: XsdtAddress is 0xefff0078, and the directory has no efff0078.bin' \
	    vmacpigen show set
	run -1 vmacpigen -m vmd-current -n 4 --compare set
	grep '^RSDP.XsdtAddress: ' <<<"$output"
	run -0 vmacpigen -m vmd-current -n 4 --compare set --update
	quietly vmacpigen -m vmd-current -n 4 --compare set
}

@test "an RSDP that leads to the end of all addresses" {
	vmacpigen -m vmd-current -n 4 -o set
	for address in ffffffffffffffff fffffffffffff000 7fffffffffffff00; do
		cp -R set hostile
		mv hostile/efff0000.bin "hostile/$address.bin"
		python3 - "$address" <<-'END'
		import sys
		with open('hostile/rsdp.bin', 'r+b') as f:
		    f.seek(24)
		    f.write(int(sys.argv[1], 16).to_bytes(8, 'little'))
		END
		for verb in show 'show -g' check 'diff set' 'check -c vmd'; do
			# shellcheck disable=SC2086
			run timeout 20 vmacpigen $verb hostile
			[ "$status" -le 1 ]
		done
		rm -r hostile
	done
}
