# vmacpigen extract

load lib

golden=$top/tests/golden

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	head -c 100 /dev/zero >aml
	qemu_set -a q35 -machine q35 -smp 2 -device vmgenid \
	    -acpitable sig=SSDT,data=aml -acpitable sig=OEM1,data=aml \
	    -acpitable sig=ASF!,data=aml
	qemu_set microvm -machine microvm,acpi=on
	qemu_set pc -machine pc
}

qemu_sets() {
	printf '%s\n' q35 microvm pc | sed "s,^,$BATS_FILE_TMPDIR/,"
}

# patch FILE OFFSET BYTES: bytes as printf's escapes
patch() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

names() {
	(cd "$1" && echo *)
}

@test "one file a table, named as acpixtract names them" {
	quietly vmacpigen extract -o out "$golden/vmd-4"
	[ "$(names out)" = 'apic.dat dsdt.dat facp.dat rsdp.dat xsdt.dat' ]
	quietly vmacpigen extract -o flat "$golden/vmd-4/e0000.bin"
	[ "$(names flat)" = \
	    'apic.dat dsdt.dat facp.dat facs.dat rsdp.dat xsdt.dat' ]
	quietly vmacpigen extract -o q35 "$BATS_FILE_TMPDIR/q35"
	[[ " $(names q35) " = *' apic.dat asf!.dat dsdt.dat '*' oem1.dat '* ]]
	[[ " $(names q35) " = *' ssdt1.dat ssdt2.dat '* ]]
}

@test "acpixtract makes the same files from -a" {
	for set in "$golden"/vmd-1 "$golden"/vmd-64/e0000.bin "$golden"/q35-4 \
	    $(qemu_sets); do
		rm -rf theirs ours
		quietly vmacpigen extract -o ours "$set"
		mkdir theirs
		vmacpigen extract -a "$set" >theirs/text
		(cd theirs && acpixtract -a text >/dev/null && rm text)
		[ "$(names ours)" = "$(names theirs)" ]
		diff -r ours theirs
	done
}

@test "-a is what acpidump prints" {
	vmacpigen extract -o out "$golden/vmd-4"
	vmacpigen extract -a "$golden/vmd-4" >text
	for table in facp apic xsdt dsdt; do
		acpidump -f "out/$table.dat" |
		    sed "1s/ @ .*/ @/; /^\$/d" >theirs
		sed "s/ @ .*/ @/" text |
		    awk -v name="${table^^} @" '/^$/ { show = 0 }
			$0 == name { show = 1 } show' | diff theirs -
	done
	# 408 bytes of tables come first, and an RSDP is aligned to 16.
	grep -x 'RSDP @ 0x00000000000E01A0' text
}

@test "iasl takes every table" {
	for set in "$golden"/vmd-4/e0000.bin "$golden"/q35-4 $(qemu_sets); do
		rm -rf out
		vmacpigen extract -o out "$set"
		rm out/rsdp.dat out/oem1.dat out/asf!.dat out/ssdt2.dat \
		    2>/dev/null || :
		for table in out/*; do
			iasl -d "$table" >log 2>&1
			[ -s "${table%.dat}.dsl" ]
			# vmd's contract is a FADT without PM blocks.
			run ! grep -i -E 'invalid|error|checksum' <(
			    grep -v 'Required FADT field Pm1a' log)
		done
	done
}

@test "the flat image's tables" {
	vmacpigen extract -o out "$golden/vmd-2/e0000.bin"
	mkdir split
	split_flat "$golden/vmd-2/e0000.bin" split >/dev/null
	for table in APIC DSDT FACP FACS RSDP XSDT; do
		same "split/$table.dat" "out/${table,,}.dat"
	done
}

@test "-b is where the files go" {
	vmacpigen extract -b 0x7ffe0000 -o hex "$golden/vmd-2"
	vmacpigen extract -b 2147352576 -o decimal "$golden/vmd-2"
	diff -r hex decimal
	vmacpigen extract -o out "$golden/vmd-2"
	run -0 vmacpigen show hex/rsdp.dat
	[[ $output = *'XsdtAddress '*' 0x000000007ffe0000 '* ]]
	run -0 vmacpigen show out/xsdt.dat
	[[ $output = *'Entry[0] '*' 0x00000000000e0034'* ]]
	cmp hex/dsdt.dat out/dsdt.dat
	# As in a guest: every checksum is right.
	for table in hex/*.dat; do
		vmacpigen show "$table" | grep ', checksum right$'
	done
	refuses '-b 0: not an address' vmacpigen extract -b 0 -o no "$golden/vmd-2"
}

@test "an RSDT beside the XSDT" {
	vmacpigen extract -o out "$golden/vmd-1/e0000.bin"
	python3 - "$golden/vmd-1/e0000.bin" <<-'end'
		import struct, sys
		data = bytearray(open(sys.argv[1], 'rb').read())
		rsdt = bytearray(data[0x40:0x64])
		rsdt[:4] = b'RSDT'
		rsdt += struct.pack('<I', 0xe0080)
		rsdt[4], rsdt[9] = len(rsdt), 0
		rsdt[9] = -sum(rsdt) % 256
		data += bytes(-len(data) % 16)
		struct.pack_into('<I', data, 16, 0xe0000 + len(data))
		data[8] = data[32] = 0
		data[8] = -sum(data[:20]) % 256
		data[32] = -sum(data[:36]) % 256
		open('flat', 'wb').write(data + rsdt)
	end
	vmacpigen extract -o both flat
	[ "$(names both)" = \
	    'apic.dat dsdt.dat facp.dat facs.dat rsdp.dat rsdt.dat xsdt.dat' ]
}

@test "no signature is a path" {
	cp -R "$golden/vmd-1" set
	patch set/e0000.bin $((0x200)) '/../'
	patch set/e0000.bin $((0x1c0)) '\n.a\0'
	quietly vmacpigen extract -o out set/e0000.bin
	[ "$(find out -type f | LC_ALL=C sort | xargs)" = 'out/____.dat out/__a_.dat'\
' out/facp.dat out/facs.dat out/rsdp.dat out/xsdt.dat' ]
	vmacpigen extract -a set/e0000.bin | grep -x '__A_ @ 0x00000000000E01C0'
}

# bats test_tags=slow
@test "an unsound set is refused, and nothing is written" {
	mkdir out
	echo mine >out/apic.dat
	before=$(snapshot out)
	"$tools/spoil" -w | while read -r how _; do
		rm -rf set
		cp -R "$golden/vmd-1" set
		"$tools/spoil" -w "$how" set
		# Some are unsound for one consumer only.
		if vmacpigen extract -o other set 2>complaint; then
			echo "$how" >>sound
			continue
		fi
		grep -E '^vmacpigen: .' complaint
		run -1 vmacpigen extract -o out set
		[ "$(snapshot out)" = "$before" ]
		echo "$how" >>unsound
	done
	[ "$(wc -l <unsound)" -ge 8 ]
	cp -R "$golden/vmd-1" late
	patch late/table-loader.bin 4 'no'
	refuses 'late/table-loader.bin: command 0: the set has no file of that name' \
	    vmacpigen extract -o out late
}

@test "a table inside another is refused" {
	cp "$golden/vmd-1/e0000.bin" flat
	patch flat $((0x40 + 44)) '\xa4'
	patch flat $((0x40 + 45)) '\x00'
	patch flat $((0xa4)) 'SSDT\x30\x00\x00\x00'
	refuses 'flat: SSDT at 0xe00a4 is inside another table, in FADT.FIRMWARE_CTRL' \
	    vmacpigen extract -o out flat
	[ ! -e out ]
}

@test "what has no RSDP is refused" {
	refuses "$golden/vmd-1/tables.bin: no RSDP is in it" \
	    vmacpigen extract -o no "$golden/vmd-1/tables.bin"
	[ ! -e no ]
}

@test "one table" {
	vmacpigen extract -o out "$golden/vmd-1"
	vmacpigen extract -o one out/apic.dat
	[ "$(ls one)" = apic.dat ]
	same one/apic.dat out/apic.dat
}

@test "an RSDP that is none, beside memory" {
	vmacpigen -m vmd-current -n 1 -o set
	: >empty
	head -c 36 /dev/zero >zeros
	for rsdp in empty zeros; do
		refuses "$rsdp: no RSDP is in it" vmacpigen extract -o no \
		    -b 0xefff0000 --rsdp $rsdp set/efff0000.bin
	done
	vmacpigen extract -o yes -b 0xefff0000 --rsdp set/rsdp.bin \
	    set/efff0000.bin
}

@test "a directory with what is no file" {
	vmacpigen extract -o out "$golden/vmd-1"
	mkfifo out/pipe
	notes 'out: passed over, since it is no table: pipe' \
	    timeout 20 vmacpigen link -o set out
	mkdir text
	vmacpigen extract -a out/apic.dat >text/all
	mv out/pipe text
	notes 'text: passed over, since it is no table: pipe' \
	    timeout 20 vmacpigen extract -o again text
	same again/apic.dat out/apic.dat
	ln -s nowhere out/dangling
	notes 'out/dangling: left out: No such file or directory' \
	    vmacpigen link -o dangling out
	run -1 vmacpigen link --strict -o no out
	[ ! -e no ]
}

@test "a directory of tables: the same ones, under their own names" {
	vmacpigen extract -o out "$golden/q35-4/e0000.bin"
	mkdir dir dir/deeper
	long=$(printf 'x%.0s' $(seq 200))
	mv out/apic.dat "dir/$long"
	cp out/* dir
	touch dir/facp.dsl dir/.hidden
	quietly vmacpigen extract -o again dir
	mv "dir/$long" out/apic.dat
	diff -r out again
	vmacpigen extract -a out | grep -c ' @ 0x' | grep -x 9
}

@test "a directory of tables: strays and damaged tables cost a line" {
	vmacpigen extract -o dir "$golden/q35-4"
	cp -R dir whole
	echo text >dir/README
	notes 'dir: passed over, since it is no table: README' \
	    vmacpigen extract -o out dir
	diff -r out whole
	touch dir/{1,2,3,4}
	notes 'dir: passed over, since they are no tables: 1, 2, 3 and 2 others' \
	    vmacpigen extract -o out dir
	rm dir/README dir/{1,2,3,4}
	truncate -s 200 dir/facp.dat
	rm -rf out
	notes 'dir/facp.dat: left out: Length in the header is 276; must be 200, the bytes that the dump has' \
	    vmacpigen extract -o out dir
	rm whole/facp.dat
	diff -r out whole
	# what is behind a table is passed over
	cp out/facs.dat dir
	truncate -s 80 dir/facs.dat
	cp whole/dsdt.dat dir/facp.dat
	rm dir/dsdt.dat
	notes 'dir/facs.dat: Length in the header is 64, and the dump has 80 bytes: the first 64 are read' \
	    vmacpigen extract -o again dir
	diff -r again whole
}

@test "acpidump's text is tables, what -a wrote and what others did" {
	for set in q35-4 vmd-64; do
		vmacpigen extract -o want "$golden/$set"
		vmacpigen extract -a "$golden/$set" >text
		rm -rf out
		quietly vmacpigen extract -o out text
		diff -r want out
		acpixtract -a text >/dev/null
		# in a mail, from DOS, and in pmtools' form
		{
			printf 'Hello,\r\n\r\n0000: 12 34\r\n'
			sed 's/^RSDP @/RSD PTR @/; s/^    /  /; s/$/\r/' text
			echo bye
		} >mail
		rm -rf out
		quietly vmacpigen extract -o out mail
		diff -r want out
		mkdir -p dir
		cp mail dir/dump.txt
		quietly vmacpigen diff want dir
		rm -rf want dir
	done
}

@test "acpidump's text: what is damaged in it is named" {
	vmacpigen extract -a "$golden/q35-4" >text
	line=$(grep -n '^APIC @' text | cut -d : -f 1)
	sed "$((line + 2))d" text >hole
	notes "hole: APIC at line $line: left out: line $((line + 2)) does not go on where the line before it ends" \
	    vmacpigen extract -o out hole
	[ ! -e out/apic.dat ]
	[ -e out/facp.dat ]
	head -n $((line + 3)) text >short
	notes "short: APIC at line $line: left out: Length in the header is 144; must be 48, the bytes that the dump has" \
	    vmacpigen extract -o out short
	sed "$((line + 1))s/: 41 50 49 43 90/: 00 00 49 43 91/" text >spoilt
	notes "spoilt: APIC at line $line: left out: it is not a table" \
	    vmacpigen extract -o out spoilt
	cat text text >two
	notes 'two: the tables of 2 machines' vmacpigen extract -o out two
	[ -e out/apic1.dat ]
	[ -e out/apic2.dat ]
	# check takes a table that is damaged for an error
	capture vmacpigen check short
	[ "$status" -eq 1 ]
}

@test "usage" {
	set=$golden/vmd-1
	for words in '' "$set" "-o out" "-a -o out $set" "-x $set" "-a"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr vmacpigen extract $words
		[ -z "$output" ]
		# shellcheck disable=SC2154
		[[ $stderr = usage:* || $stderr = *$'\n'usage:* ]]
	done
}

@test "an address that leads to no table is said to" {
	cp "$golden/q35-4/e0000.bin" image
	quietly vmacpigen extract -o all image
	xsdt=$((0x$(vmacpigen show image | sed -n 's/^  XSDT at 0x\([0-9a-f]*\),.*/\1/p') - 0xe0000))
	printf '\xef\xbe\xad\xde' | dd of=image bs=1 seek=$((xsdt + 44)) conv=notrunc 2>/dev/null
	notes 'image: 1 address of tables leads to no whole one, left out; check says which' \
	    vmacpigen extract -o fewer image
	[ "$(find fewer -type f | wc -l)" -eq $(($(find all -type f | wc -l) - 1)) ]
	vmacpigen check image | grep deadbeef
}
