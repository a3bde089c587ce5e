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
	wrong 'fadt 7.1' '3: fadt: is not a revision from 3.0 to 6.15; must be revision.minor'
	wrong 'uarts com1 io 0x3f8' '3: no directive is called uarts; the nearest is uart'
	wrong 'zzzzzzzzzzz' '3: no directive is called zzzzzzzzzzz'
	wrong 'uart com0 io 0x3f8' '3: uart: is not a UART; must be comN'
	wrong 'uart com1 port 0x3f8' '3: uart: port is unknown; must be io | memory'
	wrong 'uart com1 io' '3: uart: is missing; must be address'
	wrong 'uart com1 io 0x3f8 irq' '3: uart: irq is missing; must be GSI'
	wrong 'uart com1 io 0x3f8 irq x' '3: uart: irq is not a number; must be GSI'
	wrong 'uart com1 io 0x3f8 irq 2000' '3: uart: irq is 2000; must be 0 to 1023'
	wrong 'uart com1 io 0x3f8 irq 4 irq 5' '3: the line cannot have irq here, or again'
	wrong 'nmi lint 2' '3: nmi: lint is 2; must be 1'
	wrong 'nmi 1' '3: the line cannot have 1 here, or again'
	wrong 'pci bus 0-256' '3: pci: bus is 0-256; must be 0 to 255'
	wrong 'pci bus 5-4' '3: pci: bus ends before it begins; must be range'
	wrong 'pci bus 0-255 ecam 0xe0000000 0' '3: the line cannot have 0 here, or again'
	wrong 'flags wbinvd colour' '3: the line cannot have colour here, or again'
	wrong 'flags' '3: flags: is missing; must be wbinvd | proc-c1 | p-lvl2-up | pwr-button | slp-button | fix-rtc | rtc-s4 | tmr-val-ext | headless | platform-clock | apic-cluster | apic-physical | s0-idle | none'
	wrong 'files low' '3: files: is not a layout; must be high | by-size | vmd | vmd-current'
	wrong 'aml pc' '3: aml: is unknown AML; must be q35 | vmd-current | none'
	wrong 'machine again' '3: machine is given twice; must be once'
	wrong 'oem TOOLONG' '3: oem: is too long; must be id'
	wrong 'table "no end' '3: a quotation does not end; must, in its line'
	wrong $'lapic \001' '3: the line has a control character; must not'
	wrong "lapic $(printf '%01100d' 0)" '3: the line has more than 1000 bytes; must not'
	wrong "flags $(printf 'wbinvd %.0s' {1..50})" \
	    '3: the line has more than 40 words; must not'
	wrong 'tpm fifo 0xfed40000' '3: tpm: fifo is unknown; must be tis | crb'
	wrong 'fadt 1.0' '3: fadt: is not a revision from 3.0 to 6.15; must be revision.minor'
	wrong 'uart com1 io 0x3f8 irq 4 edge level' '3: the line cannot have level here, or again'
	wrong 'override isa 0 gsi 2 high low' '3: the line cannot have low here, or again'
	wrong 'flags wbinvd wbinvd' '3: the line cannot have wbinvd here, or again'
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
	refuses 'tiny.vm:4: VR00 has GSI 24, which no ioapic has' \
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
	wrong 'device CFFF id PNP0000 io 0x80 size 1' \
	    '3: a device has a name that vmacpigen gives to a device of another directive; must have another'
	wrong 'device DEV0 id PNP000G io 0x80 size 1' \
	    "3: a device's id must be like PNP0A03 or ACPI0007"
	wrong 'device DEV0 id P1P0000 io 0x80 size 1' \
	    "3: a device's id must be like PNP0A03 or ACPI0007"
	wrong 'device DEV0 id ABCD0001 memory 0xfffff000 size 0x2000' \
	    '3: DEV0 ends above 0xffffffff; must not'
	wrong 'virtio-mmio 0xfff00000 size 0x100000 count 2' \
	    '3: VR00 ends above 0xffffffff; must not'
	wrong 'uart com1 io 0xfff9' '3: COM1 ends above 0xffff; must not'
	wrong 'rtc memory 0xfed50000 irq 8' '3: rtc: memory is unknown; must be io'
	wrong 'flags wbind' '3: flags: wbind is unknown; must be wbinvd | proc-c1 | p-lvl2-up | pwr-button | slp-button | fix-rtc | rtc-s4 | tmr-val-ext | headless | platform-clock | apic-cluster | apic-physical | s0-idle | none'
	tiny 'fw-cfg memory 0x1000000' 'fw-cfg memory 0x2000000'
	refuses 'tiny.vm:3: FWCF is in memory without a size; must have one, or be in io' \
	    vmacpigen -f tiny.vm -n 1 -o out
	wrong 'sci 16' '3: sci has GSI 16; must be below 16 without an ioapic'
	wrong 'smi 0xb2 enable 2 disable 3' \
	    '3: smi enables the registers of pm, which must be given, too'
	wrong 'dsdt-file ../x max 100' \
	    '3: dsdt-file must be the name of a file beside the others'
	collides() {
		tiny 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' 'pci bus 0-255 ports' "${@:2}"
		refuses "tiny.vm:$1" vmacpigen -f tiny.vm -n 1 -o out
	}
	collides '6: the ged and COM1 have the same interrupt, which both must call shared' \
	    'ged irq 9 power-button 1' 'uart com1 io 0x3f8 irq 9 shared'
	collides '6: tpm (0xfed40000-0xfed44fff) and VR00 (0xfed44000-0xfed441ff) overlap' \
	    'tpm tis 0xfed40000' 'virtio-mmio 0xfed44000'
	collides '5: COM1 (0xcf8-0xcff) and the ports of pci (0xcf8-0xcff) overlap' \
	    'uart com1 io 0xcf8'
	collides '5: the route has GSI 24, which no ioapic has' \
	    'route slots 0 gsi 22'
	collides '6: the route has GSI 24, which no ioapic has' \
	    'ioapic id 1 at 0xfec10000 gsi 26 pins 24' 'route slots 0 gsi 23'
	collides '6: a route must be of slots 0 to 31, of 4 pins at most and of GSIs to 255' \
	    'ioapic id 1 at 0xfec10000 gsi 24 pins 240' \
	    'route slots 0 gsi 253 links'
	collides '6: two routes are of the same slot of a pci root; must not' \
	    'route slots 0-31 gsi 16' 'route slots 30 gsi 4'
	collides '4: the fixed AML has PCI0, too; must not' 'aml q35'
	tiny 'aml q35' 's5 5'
	refuses 'tiny.vm:4: the fixed AML has _S5_, too; must not' \
	    vmacpigen -f tiny.vm -n 1 -o out
	tiny 'dsdt-file tables.bin max 1000'
	refuses 'two files would have the name tables.bin; must not' \
	    vmacpigen -f tiny.vm -n 1 -o out
	tiny 'fadt 6.5 reduced' 'sci 9'
	refuses 'tiny.vm:4: fadt is reduced, so that pm, smi and sci must be left out' \
	    vmacpigen -f tiny.vm -n 1 -o out
	[ ! -e out ]
}

# bats test_tags=slow
@test "what a property makes of it goes together, too" {
	tiny 'sci 9' 'pm 0x600 control 4 timer 8' 'uart com1 io 0x708' \
	    'pci bus 0-255 ecam 0x80000000' 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' \
	    'properties pm sci ecam'
	mkdir -p share/vmacpigen
	copy_source src
	build -C src PREFIX="$PWD"
	cp tiny.vm share/vmacpigen
	quietly src/vmacpigen -m tiny,pm=0x680 -n 1 -o out
	rm -r out
	refuses 'PM_TMR (0x708-0x70b) and COM1 (0x708-0x70f) overlap' \
	    src/vmacpigen -m tiny,pm=0x700 -n 1 -o out
	refuses 'ecam (0x80000000-0x8fffffff) and ecam (0x80000000-0x8fffffff) overlap' \
	    src/vmacpigen -m tiny,ecam=0x80000000 -n 1 -o out
	tiny 'fadt 6.5 reduced' 'properties pm sci'
	cp tiny.vm share/vmacpigen
	refuses 'fadt is reduced, so that pm, smi and sci must be left out' \
	    src/vmacpigen -m tiny,sci=9 -n 1 -o out
	[ ! -e out ]
	# One that is no machine does not hide those behind it.
	echo nonsense1234 >share/vmacpigen/a.vm
	capture src/vmacpigen -m help
	[ "$status" -eq 0 ]
	[ "$stderr" = "vmacpigen: $PWD/share/vmacpigen/a.vm:1: no directive is called nonsense1234" ]
	grep '^tiny .*, installed$' <<<"$output"
}

@test "memory of nodes is not that of a PCI root" {
	tiny 'pci bus 0-255 ecam 0xb0000000' \
	    'window memory 0x800000000-0xfffffffff' \
	    'ram below 0xc0000000 split 0x80000000'
	quietly vmacpigen -f tiny.vm -n 1 --numa cpus=0,memory=16G -o out
	rm -r out
	refuses 'memory and the window of a pci root overlap; must not' \
	    vmacpigen -f tiny.vm -n 1 --numa cpus=0,memory=64G -o out
	refuses 'memory and the ecam of a pci root overlap; must not' \
	    vmacpigen -f tiny.vm -n 1 --numa cpus=0,memory=2900M -o out
}

@test "resources of any length" {
	tiny 'fadt 6.5 reduced' 'sleep-control io 0x600' 's5 5' \
	    'sleep-status io 0x601' 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' \
	    'pci bus 0-255' 'window io 0-0xffff' 'route slots 0 gsi 16' \
	    'device DEV0 id ABC0001 io 0x100 size 0x100' \
	    'device DEV1 id ABCD0001 io 0x200 size 0xff'
	quietly vmacpigen -f tiny.vm -n 1 -o out
	quietly vmacpigen check -W out
	vmacpigen extract -o tables out
	iasl -d tables/dsdt.dat >/dev/null 2>&1
	iasl -p again tables/dsdt.dsl >said 2>&1
	grep '0 Errors, 0 Warnings' said
	same <(tail -c +37 tables/dsdt.dat) <(tail -c +37 again.aml)
	vmacpigen show out | grep -E '_CRS ' | sed 's/.*Name *//' >text
	diff - text <<-END
		buses 0-255; I/O 0x0-0xffff
		I/O 0x100-0x1ff consumed
		I/O 0x200-0x2fe
	END
}

@test "words that do something wherever they are" {
	tiny 'off reset' 'reset io 0xcf9 value 6' 'override isa 0 gsi 2' \
	    'madt ioapic-first' 'ioapic id 0 at 0xfec00000 gsi 0 pins 24'
	vmacpigen machine -f tiny.vm >text
	grep -x 'off reset' text
	grep -x 'reset io 0xcf9 value 0x6' text
	vmacpigen -f tiny.vm -n 1 -o out
	vmacpigen show out | grep -E '^ +(I/O APIC|Interrupt|Processor)' | tr -s ' ' >entries
	diff - entries <<-END
		 I/O APIC[0]
		 Processor Local APIC[0]
		 Interrupt Source Override[0]
	END
}

@test "a long path leaves room for what is wrong" {
	dir=$(printf "$(printf '%050d' 0)/%.0s" {1..8})
	mkdir -p "$dir"
	echo nonsense1234 >"${dir}x.vm"
	refuses "${dir}x.vm:1: no directive is called nonsense1234" \
	    vmacpigen -f "${dir}x.vm" -n 1 -o out
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

@test "the MADT's revision goes with the FADT's" {
	local pair
	for pair in 3.0:1 4.0:3 5.0:3 6.0:4 6.3:5 6.5:6 6.6:7; do
		tiny "fadt ${pair%:*}" 'ioapic id 0 at 0xfec00000 gsi 0 pins 24' \
		    'pm 0x600 control 4 timer 8' 'sci 9'
		vmacpigen -f tiny.vm -n 1 -o dir
		vmacpigen show dir | grep "  MADT at .* revision ${pair#*:}, "
		run ! grep fadt-madt <(vmacpigen check dir)
	done
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
