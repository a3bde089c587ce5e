# Machines from text files

load lib

# tiny LINE ...: a machine of these lines, and what it needs
tiny() {
	printf '%s\n' 'machine tiny' 'cpus 4' "$@" >tiny.vm
}

# wrong LINE REASON: that line, the third of a machine, is refused with it
wrong() {
	tiny "$1"
	refuses "tiny.vm:$2" vmacpigen -f tiny.vm -n 1 -o out ||
	    { echo "line: $1"; return 1; }
}

@test "a machine that is built in is its text, for all CPUs and properties" {
	copy_source src
	build -C src lib
	cc -O1 -I"$top" -o roundtrip "$top/tests/tools/roundtrip.c" \
	    src/libvmacpigen.a
	run -0 ./roundtrip
	[ "$output" -gt 1000 ]
	for machine in vmd q35 vmd-current; do
		vmacpigen machine $machine >$machine.vm
		vmacpigen -f $machine.vm -n 4 -o a
		vmacpigen -m $machine -n 4 -o b
		diff -r a b
		rm -r a b
	done
	vmacpigen -f vmd.vm -n 4 -o vmd
	same_set vmd "$top/tests/golden/vmd-4"
}

@test "what a file says is what the program prints of it" {
	for file in "$top"/machines/*.vm; do
		vmacpigen machine -f "$file" >once
		vmacpigen machine -f once >twice
		same once twice
		vmacpigen --no-flat -f "$file" -n 4 -o a
		vmacpigen --no-flat -f once -n 4 -o b
		diff -r a b
		rm -r a b
	done
}

@test "mistakes in a line" {
	wrong 'fadt 7.1' '3: fadt: is not a revision, like 6.5; must be revision.minor'
	wrong 'uarts com1 io 0x3f8' '3: no directive is called uarts; the nearest is uart'
	wrong 'zzzzzzzzzzz' '3: no directive is called zzzzzzzzzzz'
	wrong 'uart com0 io 0x3f8' '3: uart: is not a UART; must be comN'
	wrong 'uart com1 port 0x3f8' '3: uart: is not a space; must be io | memory'
	wrong 'uart com1 io' '3: uart: is missing; must be address'
	wrong 'uart com1 io 0x3f8 irq' '3: uart: irq is missing; must be GSI'
	wrong 'uart com1 io 0x3f8 irq x' '3: uart: irq is not a number; must be GSI'
	wrong 'uart com1 io 0x3f8 irq 2000' '3: uart: irq is 2000; must be 0 to 1023'
	wrong 'uart com1 io 0x3f8 irq 4 irq 5' '3: the line cannot have irq here, or again'
	wrong 'nmi lint 2' '3: nmi: lint is 2; must be 0 to 1'
	wrong 'nmi 1' '3: the line cannot have 1 here, or again'
	wrong 'pci bus 0-256' '3: pci: bus is 0-256; must be 0 to 255'
	wrong 'pci bus 5-4' '3: pci: bus ends before it begins; must be range'
	wrong 'pci bus 0-255 ecam 0xe0000000 0' '3: the line cannot have 0 here, or again'
	wrong 'flags wbinvd colour' '3: the line cannot have colour here, or again'
	wrong 'flags' '3: flags: is missing; must be flag ...'
	wrong 'files low' '3: files: is not a layout; must be high | by-size | vmd | vmd-current'
	wrong 'aml pc' '3: aml: is unknown AML; must be name | none'
	wrong 'machine again' '3: machine is given twice; must be once'
	wrong 'oem TOOLONG' '3: oem: is too long; must be id'
	wrong 'table "no end' '3: a quotation does not end; must, in its line'
	wrong $'lapic \001' '3: the line has a control character; must not'
	wrong "lapic $(printf '%01100d' 0)" '3: the line has more than 1000 bytes; must not'
	wrong "flags $(printf 'wbinvd %.0s' {1..50})" \
	    '3: the line has more than 40 words; must not'
	wrong 'tpm fifo 0xfed40000' '3: tpm: is not one of its words; must be tis | crb'
	wrong 'properties sci speed' '3: no property is called speed'
	wrong 'off sci' '3: sci cannot be off; must be reset, s3, s5, ioapic, hpet or waet'
	[ ! -e out ]
}

@test "what does not go together" {
	tiny 'uart com1 io 0x3f8' 'uart com2 io 0x3fc'
	refuses 'tiny.vm:4: COM1 (0x3f8-0x3ff) and COM2 (0x3fc-0x403) overlap' \
	    vmacpigen -f tiny.vm -n 1 -o out
	tiny 'uart com1 io 0x3f8 irq 4' 'rtc io 0x70 irq 4'
	refuses 'tiny.vm:4: COM1 and RTC_ have the same interrupt, which both must call shared' \
	    vmacpigen -f tiny.vm -n 1 -o out
	tiny 'uart com1 io 0x3f8 irq 4 shared' 'uart com3 io 0x3e8 irq 4 shared'
	quietly vmacpigen -f tiny.vm -n 1 -o out
	rm -r out
	tiny 'uart com1 io 0x3f8' 'uart com1 io 0x2f8'
	refuses 'tiny.vm:4: two devices have the name COM1' \
	    vmacpigen -f tiny.vm -n 1 -o out
	wrong 'uart com1 io 0x3f8 irq 20' \
	    '3: COM1 has GSI 20; must be below 16 without an ioapic'
	tiny 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' \
	    'virtio-mmio 0xfeb00000 irq 20 count 8'
	refuses 'tiny.vm:4: VR00 has GSI 27, which no ioapic has' \
	    vmacpigen -f tiny.vm -n 1 -o out
	tiny 'pci bus 0-255 ecam 0xe0000000' \
	    'window memory 0xd0000000-0xefffffff'
	refuses 'tiny.vm:4: ecam (0xe0000000-0xefffffff) and window (0xd0000000-0xefffffff) overlap' \
	    vmacpigen -f tiny.vm -n 1 -o out
	wrong 'window io 0-0xffff' '3: the window names a pci root that the machine does not have'
	tiny 'pci bus 0-255' 'pci bus 128-255'
	refuses 'tiny.vm:4: two pci roots have the same buses; must not' \
	    vmacpigen -f tiny.vm -n 1 -o out
	# Fixed devices may be among the ports of a PCI root.
	tiny 'pci bus 0-255 ports' 'window io 0-0xffff' 'uart com1 io 0x3f8'
	quietly vmacpigen -f tiny.vm -n 1 -o out
	rm -r out
	wrong 'console com1' '3: console names a uart that the machine does not have'
	wrong 'device XY id PNP0000 io 0x80 size 1' \
	    "3: a device's name must be four capitals, digits or \"_\""
	wrong 'device PCI0 id PNP0000 io 0x80 size 1' \
	    '3: a device has a name that vmacpigen gives to a device of another directive; must have another'
	tiny 'fadt 6.5 reduced' 'sci 9'
	refuses 'tiny.vm:4: fadt is reduced, so that pm, smi and sci must be left out' \
	    vmacpigen -f tiny.vm -n 1 -o out
	[ ! -e out ]
}

@test "what a file has to have" {
	echo 'cpus 1' >a.vm
	refuses 'a.vm:1: the directive machine is missing, which names the machine' \
	    vmacpigen -f a.vm -n 1 -o out
	echo 'machine a' >a.vm
	refuses 'a.vm:1: the directive cpus is missing, which says how many CPUs the machine can have' \
	    vmacpigen -f a.vm -n 1 -o out
	refuses 'none.vm: No such file or directory' \
	    vmacpigen -f none.vm -n 1 -o out
	tiny
	refuses "-n '5': the machine tiny takes 1 to 4 CPUs" \
	    vmacpigen -f tiny.vm -n 5 -o out
}

@test "a table beside a file" {
	mkdir dir
	cp "$top/contrib/ssdt.asl" dir
	(cd dir && iasl ssdt.asl >/dev/null 2>&1)
	tiny 'table ssdt.aml'
	mv tiny.vm dir
	vmacpigen -f dir/tiny.vm -n 1 -o out
	vmacpigen show out | grep 'SSDT at .*"TESTER" "EXAMPLE'
}

# bats test_tags=slow
@test "the catalogue: check, iasl and acpiexec have no complaint" {
	for file in "$top"/machines/*.vm; do
		name=$(basename "$file" .vm)
		max=$(sed -n 's/^cpus //p' "$file")
		# More are not for every firmware.
		[ "$max" -le 255 ] || max=255
		for n in 1 3 "$max"; do
			rm -rf set tables
			vmacpigen --no-flat -f "$file" -n "$n" -o set
			case $name in
			firecracker-like) vmacpigen check -x fadt-reduced-sleep set ;;
			*) vmacpigen check set ;;
			esac >found
			[ ! -s found ] || { cat found; false; }
			vmacpigen extract -o tables set
			(
			    cd tables
			    iasl -d dsdt.dat >/dev/null 2>&1
			    iasl -p again dsdt.dsl >said 2>&1
			    grep '0 Errors, 0 Warnings' said
			    same <(tail -c +37 dsdt.dat) <(tail -c +37 again.aml)
			    for t in *.dat; do
				[ "$t" = rsdp.dat ] || iasl -d "$t" 2>&1
			    done | run ! grep -i -E '\*\*|error|warning|unknown'
			    acpiexec -di -b 'find _HID' dsdt.dat \
				>executed 2>&1 || :
			    # What it says of its own memory at its end is not
			    # about tables.
			    sed -i '/Outstanding cache allocations/d' executed
			    run ! grep -E 'ACPI (Error|Exception|Warning)' executed
			)
		done
	done
}

@test "AML of what is described" {
	tiny 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' \
	    'pci bus 0-127 ecam 0xe0000000' 'pci bus 128-255 segment 1' \
	    'route slots 1-2 gsi 16 links' 'route slots 3 gsi 20 pins 1 pci 1' \
	    'ged irq 9 at 0xfea00000 power-button 2 vmgenid 4' \
	    'vmgenid 0x9f000' 'tpm crb 0xfed40000' 'uart com1 io 0x3f8 irq 4' \
	    'console com1' 's5 5'
	vmacpigen -f tiny.vm -n 1 -o set
	vmacpigen extract -o tables set
	cd tables
	iasl -d ./*.dat >/dev/null 2>&1 || :
	# Behind a reference some versions have a comma too many.
	tr -s ' \n' ' ' <dsdt.dsl | sed 's/, ,/,/g' >dsdt
	grep -q -F 'Package (0x04) { 0x0001FFFF, Zero, LI10, Zero }' dsdt
	grep -q -F 'Package (0x04) { 0x0003FFFF, Zero, Zero, 0x14 }' dsdt
	grep -q -F 'Name (_CBA, 0xE0000000)' dsdt
	grep -q -F 'If ((Local0 & 0x02)) { Notify (PWRB, 0x80)' dsdt
	grep -q -F 'If ((Local0 & 0x04)) { Notify (VGEN, 0x80)' dsdt
	grep -q -F 'Name (ADDR, Package (0x02) { 0x0009F000, Zero })' dsdt
	grep -q -F 'Name (_HID, "MSFT0101"' dsdt
	grep -E 'Control Address : +0*FED40040' tpm2.dsl
	grep -E 'Namepath : +"\\_SB.COM1"' dbg2.dsl
	grep -E 'Interrupt Type : 03' spcr.dsl
	grep -E 'End Bus Number : 7F' mcfg.dsl
}

@test "vmacpigen.conf(5) is the table of directives" {
	page=$top/man/vmacpigen.conf.5
	run ! grep -v -E 'referenced manual not found|outdated mandoc.db' \
	    <(mandoc -T lint "$page" 2>&1)
	mandoc -T ascii -O width=999 "$page" | sed $'s/.\b//g' |
	    awk '/^[A-Z]/ { show = $0 == "DIRECTIVES" } show' |
	    tr -s ' ' | sed 's/^ //' >plain
	vmacpigen machine -L | awk '/^[^\t]/ { if (help != "") print help
		print "= " $0; help = ""; next }
	    { sub(/^\t/, ""); help = help (help == "" ? "" : " ") $0 }
	    END { print help }' >table
	[ "$(grep -c '^= ' table)" -gt 40 ]
	while IFS= read -r line; do
		case $line in
		# A short name has its text in the same line.
		'= '*) grep -q -F -x "${line#= }" plain ||
		    grep -q -F "${line#= } " plain ;;
		*) grep -q -i -F "$line." <(tr '\n' ' ' <plain; cat plain) ;;
		esac || {
			echo "not in the manual: $line"
			return 1
		}
	done <table
	# and no other
	[ "$(grep -c '^\.It Xo$' "$page")" -eq "$(grep -c '^= ' table)" ]
}

@test "the manual's tiny.vm is what it says" {
	awk '/^# tiny.vm/ { on = 1 } /^\.Ed/ { on = 0 } on' \
	    "$top/man/vmacpigen.conf.5" >tiny.vm
	grep -x 'uart com1 io 0x3f8 irq 4' tiny.vm
	awk '/^\.It$/ { n++ } /^\.Bd/ { on = 1; next } /^\.Ed/ { on = 0 }
	    on && n > 0' "$top/man/vmacpigen.conf.5" >>tiny.vm
	grep '^route' tiny.vm
	quietly vmacpigen -f tiny.vm -n 4 -o dir
	quietly vmacpigen check dir
}
