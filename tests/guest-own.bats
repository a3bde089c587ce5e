# Real guests with tables of the user's

load lib

# A device with a method, as Linux shows both
ssdt() {
	cat >"$1.asl" <<-END
	DefinitionBlock ("", "SSDT", 2, "TESTER", "$1", 1)
	{
	    Scope (\\_SB)
	    {
	        Device ($1)
	        {
	            Name (_HID, "TEST0001")
	            Name (_UID, "$1")
	            Method (_SUN)
	            {
	                Local0 = 600
	                Return (Local0 * 2 + 34)
	            }
	        }
	    }
	    ${2-}
	}
	END
	iasl -tc "$1.asl" >"$1.log" 2>&1 || {
		cat "$1.log"
		return 1
	}
}

all_ours() {
	are_ours VMACPI RSDP XSDT FACP APIC DSDT HPET WAET SSDT
}

# shows SET DEVICE ...: each device's path and what its method returns
shows() {
	local device own
	own=$(vmacpigen qemu "$1")
	# shellcheck disable=SC2086 # several options
	"$top/tests/guest/boot" --deadline 120 --out out --linux report=basic \
	    wait:@@READY tables \
	    'run:grep -r . /sys/bus/acpi/devices/TEST0001:*/path /sys/bus/acpi/devices/TEST0001:*/sun' \
	    -- $own
	shift
	for device; do
		grep -E "TEST0001:[0-9a-f]+/path:\\\\_SB_?\.$device" \
		    out/console.log
	done
	[ "$(grep -c -E 'TEST0001:[0-9a-f]+/sun:1234' out/console.log)" -eq $# ]
}

@test "SSDTs: Linux finds their devices, and their methods' results" {
	ssdt DEVA
	ssdt DEVB
	vmacpigen -m q35 -n 2 --table DEVA.aml --table DEVB.aml -o set
	quietly vmacpigen check set
	shows set DEVA DEVB
	all_ours
	grep -E 'ACPI: SSDT 0x.*TESTER DEVA' out/dmesg
	# behind the machine's own
	same out/acpi/SSDT2 DEVA.aml
	same out/acpi/SSDT3 DEVB.aml
	run ! grep -E 'ACPI (BIOS )?(Error|Warning)' out/dmesg
}

@test "a DSDT in place of q35's, made of it" {
	vmacpigen -m q35 -n 2 -o q35
	vmacpigen extract -o tables q35
	iasl -p dsdt -d tables/dsdt.dat >/dev/null 2>&1
	ssdt DEVC
	# The device of the SSDT, put behind the DSDT's own
	sed '/^}/,$d' dsdt.dsl >own.asl
	sed '1,/^{/d' DEVC.asl >>own.asl
	sed -i 's/"VMACPI", "Q35 DSDT"/"TESTER", "OWN DSDT"/' own.asl
	iasl -tc own.asl >log 2>&1
	vmacpigen -m q35 -n 2 --dsdt own.aml --table tables/ssdt.dat \
	    --no-table SSDT -o set
	quietly vmacpigen check set
	shows set DEVC
	same out/acpi/DSDT own.aml
	same out/acpi/SSDT tables/ssdt.dat
	grep -E 'ACPI: DSDT 0x.*TESTER OWN DSDT' out/dmesg
	run ! grep -E 'ACPI (BIOS )?(Error|Warning)' out/dmesg
}

# It has names that q35's SSDT has too.
@test "a DSDT in place of q35's: QEMU's own" {
	qemu_set qemu -machine q35 -smp 2
	vmacpigen extract -o theirs qemu
	notes "theirs/dsdt.dat: the SSDT that belongs to q35's DSDT is left out too" \
	    vmacpigen -m q35 -n 2 --dsdt theirs/dsdt.dat -o set
	vmacpigen check set
	boots set report=basic
	are_ours BOCHS DSDT
	are_ours VMACPI RSDP XSDT FACP APIC HPET WAET
	same out/acpi/DSDT theirs/dsdt.dat
	has_cpus 2
	run ! grep -E 'ACPI (BIOS )?(Error|Warning)|ACPI: SSDT' out/dmesg
}

# Of strings: for one large buffer some versions of iasl take minutes.
@test "an SSDT of 200 KiB" {
	local text
	text=$(printf 'x%.0s' {1..230})
	ssdt DEVD "$(printf "Name (B%d, \"$text\")\n" {100..999})"
	[ "$(wc -c <DEVD.aml)" -gt 204800 ]
	run -1 --separate-stderr vmacpigen -m q35 -n 2 --table DEVD.aml -o set
	[[ $stderr == *'e0000.bin would be '*' bytes, and 131072 is what fits there: use --no-flat' ]]
	vmacpigen --no-flat -m q35 -n 2 --table DEVD.aml -o set
	shows set DEVD
	same out/acpi/SSDT2 DEVD.aml
}

@test "an SLIC: XSDT and FADT have its IDs" {
	iasl -T SLIC >/dev/null 2>&1
	sed -i 's/\(Oem ID : \).*/\1"SLICID"/; s/\(Oem Table ID : \).*/\1"SLICTABL"/' slic.asl
	iasl slic.asl >/dev/null 2>&1
	vmacpigen -m q35 -n 2 --table slic.aml -o set
	boots set report=basic
	for table in FACP XSDT SLIC; do
		grep -E "ACPI: $table 0x.* SLICID SLICTABL" out/dmesg
	done
	grep -E 'ACPI: APIC 0x.* VMACPI Q35 MADT' out/dmesg
	same out/acpi/SLIC slic.aml
}

@test "QEMU's own tables, dumped, linked and booted: the same guest" {
	# shellcheck disable=SC2086 # several options
	boots '' "$everything" -machine q35 -smp 4 $devices
	are_ours BOCHS FACP APIC DSDT
	mv out theirs
	quietly vmacpigen link -o set theirs/acpi
	vmacpigen check set
	# shellcheck disable=SC2086
	boots set "$everything" $devices
	are_ours BOCHS RSDP XSDT FACP APIC DSDT HPET MCFG WAET
	"$top/tests/guest/compare" --same theirs out
	# With the XSDT comes the RSDP's revision, and nothing else. How the
	# timer is found ("..TIMER: ") depends on the load.
	log() {
		grep -E 'ACPI|PCI|pnp|IOAPIC|apic' "$1/dmesg" |
		    sed -E 's/^<[0-9]+>\[[^]]*\] ?//; s/0x[0-9A-Fa-f]+/X/g' |
		    grep -v -E 'ACPI: (RSDP|RSDT|XSDT|Reserving) |^\.\.' | sort
	}
	diff <(log theirs) <(log out)
}
