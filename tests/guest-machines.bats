# Real guests on machines from text files: QEMU's hardware, and our tables

load lib

# Without a PIT or a PM timer Linux needs to be told how fast the TSC is.
khz=$(awk '/^cpu MHz/ { printf "%d", $4 * 1000; exit }' /proc/cpuinfo)

# hardware FILE CPUS: QEMU's options for it, in $hardware
hardware() {
	hardware="$qboot -smp $2 -machine $(sed -n 's/^#	-machine //p' \
	    "$top/machines/${1##*/}" | grep .)"
}

# microvm FILE CPUS WORDS STEP ... -- QEMU-ARGUMENT ...: Linux on QEMU's microvm
# with the tables of a machine, which it is told of; qboot knows no others
microvm() {
	local file=$1 n=$2 words=$3
	local -a steps=()
	shift 3
	while [ "$1" != -- ]; do
		steps+=("$1")
		shift
	done
	shift
	hardware "$file" "$n"
	vmacpigen -b 0x70000 -f "$file" -n "$n" -o set
	# shellcheck disable=SC2086,SC2154 # options, of lib.bash
	"$top/tests/guest/boot" --deadline 180 --out out --linux \
	    "acpi_rsdp=0x70000 tsc_early_khz=${khz:-2000000} $words" \
	    "${steps[@]}" -- $hardware \
	    -device loader,file=set/70000.bin,addr=0x70000,force-raw=on "$@"
	are_ours VMACPI RSDP XSDT FACP DSDT APIC
}

# Nothing that Linux has to say of ACPI or PCI is a warning, but for what it
# says with QEMU's own tables too.
no_complaint() {
	grep -E '^<[0-4]>.*(ACPI|acpi|PCI|IRQ|irq)' out/dmesg |
	    grep -v -E "amd_pstate: the _CPC object|${1:-nothing}" && return 1
	return 0
}

disk='-blockdev null-co,node-name=d0,size=16777216,read-zeroes=on
    -device virtio-blk-device,drive=d0'
net='-netdev user,id=n0 -device virtio-net-device,netdev=n0'
read_disk='run:dd if=/dev/vda of=/dev/null bs=64k count=16'
ping='run:ip addr add 10.0.2.15/24 dev eth0 && ip link set eth0 up && ping -c 3 -w 20 10.0.2.2'

# shellcheck disable=SC2086 # several options
@test "microvm, 1, 2, 8 CPUs: disk and network from the DSDT, power button, off" {
	for n in 1 2 8; do
		rm -rf out set
		microvm "$top/machines/microvm.vm" $n 'report=full' \
		    'wait:@@READY' "$read_disk" "$ping" \
		    'send:cat /proc/interrupts; wait_key "Power Button"' \
		    'wait:@@LISTENING' qmp:system_powerdown \
		    'wait:@@KEY type=1 code=116' 'send:poweroff -f' exit \
		    -- $disk $net
		has_cpus $n
		no_complaint 'PCI: Fatal: No config|System does not support PCI'
		grep -E 'IO-APIC +2[23]-fasteoi +virtio0' out/console.log
		grep -E 'IO-APIC +9-edge +ACPI:Ged' out/console.log
	done
}

# Who resets it, as QEMU sees it written: the register, or else what Linux tries
# next, a keyboard controller that no table has.  Without that Linux jumps into
# qboot, and what happens then depends on where its stack is.  With reduced
# hardware it resets through EFI, if it is not told otherwise
# (efi_reboot_required()).
by_register='addr 0xfea00202 value 0x42 '
by_keyboard='addr 0x64 value 0xfe '
reset_log='-device i8042 -d trace:memory_region_ops_write -D log'

# shellcheck disable=SC2086
@test "microvm without ged, s5 and reset: no button, no way off, no such reset" {
	cp "$top/machines/microvm.vm" whole.vm
	mkdir machines
	sed '/^ged/d; /^s5/d; /^reset/d' whole.vm >machines/microvm.vm
	microvm machines/microvm.vm 1 reboot=acpi 'wait:@@READY' \
	    'send:wait_key "Power Button"' 'wait:@@DONE 1' \
	    'run:dmesg | grep "supports S0)"' 'send:reboot -f' exit \
	    -- $reset_log
	grep -F "$by_keyboard" log
	run ! grep -F "$by_register" log
}

# shellcheck disable=SC2086
@test "microvm: reset is by the reset register" {
	microvm "$top/machines/microvm.vm" 1 reboot=acpi 'wait:@@READY' \
	    'run:dmesg | grep "supports S0 S5)"' 'send:reboot -f' exit \
	    -- $reset_log
	grep -F "$by_register" log
	run ! grep -F "$by_keyboard" log
}

pci_devices='-netdev user,id=n0 -device virtio-net-pci,netdev=n0
    -netdev user,id=n1 -device e1000e,netdev=n1'

# shellcheck disable=SC2086
@test "microvm with PCI Express: virtio and e1000e, by MSI and by INTx" {
	for pins in '' pci=nomsi; do
		rm -rf out set
		microvm "$top/machines/microvm-pcie.vm" 2 \
		    "report=full traffic=yes $pins" 'wait:@@READY' \
		    'send:poweroff -f' exit -- $pci_devices
		no_complaint "PCI: Fatal: No config|can't claim|no compatible bridge"
		for driver in virtio-pci e1000e; do
			grep "driver=$driver .*ok\$" out/traffic
		done
		[ "$pins" = '' ] || ! grep MSI out/traffic
		grep -E 'PCI: (MMCONFIG|ECAM) .*e0000000' out/console.log
	done
}

# shellcheck disable=SC2086
@test "microvm, whole: the second I/O APIC, PCI Express and xHCI" {
	microvm "$top/machines/microvm-full.vm" 2 \
	    'report=full traffic=yes pci=nomsi' 'wait:@@READY' "$read_disk" \
	    'send:cat /proc/interrupts' 'run:true' 'send:poweroff -f' exit \
	    -- $pci_devices $disk
	grep -E 'IOAPIC\[1\]: .*GSI 24-47' out/console.log
	grep -E 'driver=e1000e .*IO-APIC/(1[6-9])-.* ok$' out/traffic
	grep -E 'IO-APIC +23-.*virtio' out/console.log
	# Debian's kernel has no driver for it.
	grep 'path=\\_SB_.XHC0 hid=PNP0D10' out/acpi_devices
}

# One of each PCI device on its own pin, one behind a root port, and two that
# nobody finds without tables: QEMU's own name those, and ours all 24.
# shellcheck disable=SC2086
@test "microvm, whole: devices and interrupts as with QEMU's own tables" {
	local report='report=full traffic=yes pci=nomsi' all
	all="-blockdev null-co,node-name=d1,size=16777216,read-zeroes=on
	    -device virtio-blk-pci,drive=d1 $pci_devices
	    -netdev user,id=n2 -device e1000,netdev=n2
	    -device pcie-root-port,id=rp,slot=1
	    -netdev user,id=n3 -device virtio-net-pci,netdev=n3,bus=rp
	    $disk -netdev user,id=n4 -device virtio-net-device,netdev=n4"
	hardware microvm-full.vm 2
	"$top/tests/guest/boot" --deadline 180 --out out --linux \
	    "tsc_early_khz=${khz:-2000000} $report" 'wait:@@READY' \
	    -- $hardware $all
	are_ours BOCHS RSDP XSDT FACP DSDT APIC
	mv out theirs
	microvm "$top/machines/microvm-full.vm" 2 "$report" 'wait:@@READY' \
	    -- $all
	"$top/tests/guest/compare" --reduced theirs out
}

# with FILE STEP ... -- QEMU-ARGUMENT ...: Linux on q35 with the machine of a
# file, and with $words
with() {
	local file=$1 words=${words-}
	local -a steps=()
	shift
	while [ "$1" != -- ]; do
		steps+=("$1")
		shift
	done
	shift
	vmacpigen -f "$file" -n 2 -o set
	vmacpigen check set
	# shellcheck disable=SC2046 # several options
	"$top/tests/guest/boot" --out out --linux "report=full $words" \
	    'wait:@@READY' "${steps[@]}" -- $(vmacpigen qemu set) "$@"
	are_ours VMACPI FACP DSDT APIC
}

# shellcheck disable=SC2086,SC2154 # of lib.bash
@test "q35 in directives alone: as with QEMU's own tables" {
	boots '' "$everything" -machine q35 -smp 4 $devices
	mv out theirs
	vmacpigen -f "$top/machines/q35-plain.vm" -n 4 -o set
	boots set "$everything" $devices
	are_ours VMACPI RSDP XSDT FACP APIC DSDT HPET WAET MCFG
	has_cpus 4
	"$top/tests/guest/compare" theirs out
}

@test "q35 in directives alone: S3, and off" {
	words='' with "$top/machines/q35-plain.vm" \
	    'run:dmesg | grep "supports S0 S3 S5"' 'send:poweroff -f' exit --
}

# A machine that is built in, and one more line
q35_and() {
	vmacpigen machine q35
	printf '%s\n' "$@"
}

@test "q35 with a TPM, by TIS and by CRB: MSFT0101 is /dev/tpm0" {
	for kind in tis crb; do
		rm -rf out set state
		mkdir state
		q35_and "tpm $kind 0xfed40000" >tpm.vm
		swtpm socket --tpm2 --tpmstate dir=state --flags startup-clear \
		    --ctrl type=unixio,path=state/sock --terminate 3>&- &
		for ((i = 0; i < 50; i++)); do
			[ ! -S state/sock ] || break
			sleep 0.1
		done
		with tpm.vm 'run:ls -l /dev/tpm0' \
		    'run:readlink /sys/class/tpm/tpm0/device | grep MSFT0101' \
		    "run:readlink /sys/class/tpm/tpm0/device/driver | grep tpm_$kind" \
		    'run:grep . /sys/class/tpm/tpm0/pcr-sha256/0' -- \
		    -chardev socket,id=tpm,path=state/sock \
		    -tpmdev emulator,id=tpm0,chardev=tpm \
		    -device tpm-$kind,tpmdev=tpm0
		are_ours VMACPI TPM2
		grep "hid=MSFT0101" out/acpi_devices
		wait
	done
}

@test "q35 without that line: no TPM" {
	q35_and >tpm.vm
	with tpm.vm 'run:[ ! -e /dev/tpm0 ]' --
	run ! grep MSFT0101 out/acpi_devices
}

@test "q35 with a VM generation ID: the driver has it" {
	printf 'a GUID, 16 bytes' >guid
	q35_and 'vmgenid 0x8000000' >vmgenid.vm
	words=memmap=4K\$0x8000000 with vmgenid.vm \
	    'run:ls -d /sys/bus/*/drivers/vmgenid/VMAG0001:00' \
	    pmemsave:0x8000000:16:guid -- \
	    -device loader,file=guid,addr=0x8000000,force-raw=on
	same guid out/guid
}

@test "SPCR: an early console on the UART that it names" {
	{
		cat "$top/machines/q35-plain.vm"
		echo console com1
	} >console.vm
	words='earlycon keep_bootcon' with console.vm --
	are_ours VMACPI SPCR DBG2
	grep 'ACPI: SPCR: console: uart,io,0x3f8,115200' out/console.log
	grep 'bootconsole \[uart0\] enabled' out/dmesg
	rm -rf out set
	words='earlycon keep_bootcon' with "$top/machines/q35-plain.vm" --
	run ! grep 'bootconsole' out/dmesg
}

# Linux that is told of no console, and the SPCR's early one; to the end of the
# kernel's own messages
# shellcheck disable=SC2046 # several options
without_console() {
	local linux
	linux=$("$top/tests/guest/kernel")
	rm -rf out
	"$top/tests/guest/boot" --out out 'wait:Run /init' -- \
	    $(vmacpigen qemu set) -kernel "$linux/vmlinuz" \
	    -initrd "$linux/initrd" -append "$(sed 's/console=[^ ]* //' \
	    "$linux/cmdline") earlycon keep_bootcon $1"
	grep 'ACPI: SPCR: console: uart,io,0x3f8,115200' out/console.log
	release=$(cat "$linux/release")
}

@test "SPCR: the console with acpi=spcr, since Linux 7.2" {
	{
		cat "$top/machines/q35-plain.vm"
		echo console com1
	} >console.vm
	vmacpigen -f console.vm -n 1 -o set
	without_console ''
	run ! grep 'console \[ttyS0\] enabled' out/console.log
	without_console acpi=spcr
	if printf '%s\n' 7.2 "$release" | sort -V -c 2>/dev/null; then
		grep 'console \[ttyS0\] enabled' out/console.log
	else
		run ! grep 'console \[ttyS0\] enabled' out/console.log
	fi
}
