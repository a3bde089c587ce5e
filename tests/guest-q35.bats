# Real guests: the q35 set beside QEMU's own tables, and its power management

load lib

# OVMF's RSDP and XSDT are its own, with our OEM ID.
all_ours() {
	are_ours VMACPI RSDP XSDT FACP APIC DSDT HPET WAET SSDT
}

# QEMU's own tables, then ours, in the same machine
# Usage: cell CPUS WORDS [QEMU-ARGUMENT ...]
cell() {
	local ncpus=$1 words=$2 silent=
	shift 2
	[ -n "$words" ] || silent=--silent
	# shellcheck disable=SC2086 # several options
	boots '' "$everything $words" -machine q35 -smp "$ncpus" $devices "$@"
	are_ours BOCHS FACP APIC DSDT
	has_cpus "$ncpus"
	mv out theirs
	vmacpigen -m q35 -n "$ncpus" -o set
	# shellcheck disable=SC2086
	boots set "$everything $words" $devices "$@"
	all_ours
	has_cpus "$ncpus"
	"$top/tests/guest/compare" $silent theirs out
}

# How much memory there is says where windows may be: each firmware has it end
# below 2 GiB, below 3 GiB, at 2 GiB and above 4 GiB.
@test "SeaBIOS, 1 CPU, 512 MiB: as with QEMU's own tables" {
	cell 1 '' -m 512
}

@test "SeaBIOS, 4 CPUs, 2560 MiB: as with QEMU's own tables" {
	cell 4 '' -m 2560
}

@test "SeaBIOS, 8 CPUs, 6 GiB: as with QEMU's own tables" {
	cell 8 '' -m 6G
}

@test "SeaBIOS, 4 CPUs, 3 GiB, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi -m 3G
}

@test "SeaBIOS, 4 CPUs, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi'
}

# shellcheck disable=SC2086 # several options
@test "OVMF, 4 CPUs, 512 MiB: as with QEMU's own tables" {
	cell 4 '' $ovmf -m 512
}

# shellcheck disable=SC2086
@test "OVMF, 4 CPUs, 2560 MiB: as with QEMU's own tables" {
	cell 4 '' $ovmf -m 2560
}

# shellcheck disable=SC2086
@test "OVMF, 4 CPUs, 3 GiB, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi $ovmf -m 3G
}

# shellcheck disable=SC2086
@test "OVMF, 4 CPUs, 6 GiB, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi' $ovmf -m 6G
}

# Here devices are at the top of what the processor can address.
# shellcheck disable=SC2086
@test "OVMF, 46 bits of address: as with QEMU's own tables" {
	cell 4 '' $ovmf -m 512 -cpu qemu64,+pdpe1gb,phys-bits=46
	grep -E ' resource[0-9] 0x0000(38|3f)' out/pci
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs, 2560 MiB: as with QEMU's own tables" {
	cell 4 '' $qboot -m 2560
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs, 3 GiB, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi $qboot -m 3G
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs, 6 GiB, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi' $qboot -m 6G
}

@test "e0000.bin through GRUB, 4 CPUs: as with QEMU's own tables" {
	# shellcheck disable=SC2086 # several options
	boots '' "$everything" -machine q35 -smp 4 $devices
	mv out theirs
	vmacpigen -m q35 -n 4 -o set
	"$top/tests/guest/grub" -o cd.iso set/e0000.bin 0xe0000 "$everything"
	# With such a file SeaBIOS puts the PM block where QEMU's tables have it
	head -c 128 /dev/zero >zeros
	# shellcheck disable=SC2086
	"$top/tests/guest/boot" --deadline 120 --out out wait:@@READY tables \
	    'send:poweroff -f' event:SHUTDOWN exit -- \
	    -machine q35,acpi=off -smp 4 -cdrom cd.iso \
	    -fw_cfg name=etc/table-loader,file=zeros $devices
	run ! grep -i 'chksum.*invalid' out/lsacpi
	all_ours
	[ "$(address_of RSDP)" = 0xe0000 ]
	has_cpus 4
	"$top/tests/guest/compare" --silent theirs out
	grep guest-shutdown out/qmp.log
}

# Boots the q35 set with 4 CPUs, and goes on with these steps
# Usage: steps_of STEP ... -- QEMU-ARGUMENT ...
steps_of() {
	local own
	vmacpigen -m "${machine:-q35}" -n 4 -o set
	own=$(vmacpigen qemu set)
	# shellcheck disable=SC2086 # several options
	"$top/tests/guest/boot" --deadline 120 --out out \
	    --linux report=basic wait:@@READY "$@" $own
	all_ours
}

# It looks in the DSDT alone.
@test "SeaBIOS finds the keyboard" {
	steps_of --
	grep 'PS2 keyboard initialized' out/debugcon.log
	run ! grep -E 'no PS/2 keyboard|parse error' out/debugcon.log
}

@test "ecam=ADDRESS: an MCFG, and the same configuration space" {
	vmacpigen -m q35,ecam=0xb0000000 -n 4 -o set
	# shellcheck disable=SC2086 # several options
	boots set report=full $devices
	all_ours
	are_ours VMACPI MCFG
	grep -E '^0000:01:00.0 vendor=.* config=4096$' out/pci
	run ! grep -i -E '^<[0-4]>\[[^]]*\] (acpi|pci|mmconfig|ecam)' out/dmesg
	run ! grep "can't claim" out/dmesg
}

@test "poweroff ends the machine" {
	steps_of 'send:poweroff -f' event:SHUTDOWN exit --
	grep guest-shutdown out/qmp.log
}

# The FADT's value is 0xf. What Linux tries without one depends on its version:
# a triple fault, or the values that it knows itself for port 0xcf9.
@test "reboot goes through the reset register, and without it does not" {
	local steps=('send:reboot -f' event:SHUTDOWN exit --
	    -machine i8042=off -trace memory_region_ops_write -D writes)
	steps_of "${steps[@]}"
	grep guest-reset out/qmp.log
	grep 'addr 0xcf9 value 0xf ' writes
	machine=q35,reset=off steps_of "${steps[@]}"
	grep guest-reset out/qmp.log
	run ! grep 'addr 0xcf9 value 0xf ' writes
	grep memory_region_ops_write writes >/dev/null
}

@test "the power button is one event and one key" {
	steps_of 'send:wait_key "Power Button"' wait:@@LISTENING \
	    qmp:system_powerdown 'wait:@@KEY type=1 code=116 value=1' \
	    'wait:@@DONE 0' 'run:section button acpi_interrupts' --
	grep -E '^ff_pwr_btn: +1 ' out/button
}

sleeps() {
	steps_of 'send:echo mem > /sys/power/state' event:SUSPEND \
	    qmp:system_wakeup event:WAKEUP 'wait:PM: suspend exit' \
	    'wait:@@DONE 0' "$@"
}

# SeaBIOS 1.16 leaves the PM block switched off when it resumes, with QEMU's
# own tables too: there is no poweroff after it.
@test "SeaBIOS: S3, and back" {
	sleeps --
}

# shellcheck disable=SC2086 # several options
@test "OVMF: S3, and back, and poweroff" {
	sleeps 'send:poweroff -f' event:SHUTDOWN exit -- $ovmf
	grep guest-shutdown out/qmp.log
}

# Without PM registers Linux gives up ACPI here too; OpenBSD does not.
@test "vmd,ioapic=on: all CPUs" {
	vmacpigen -m vmd,ioapic=on -n 4 -o set
	boots set report=basic -machine q35,acpi=off
	are_ours OpenBS RSDP XSDT FACP APIC DSDT
	has_cpus 4
	grep 'Unable to start the ACPI Interpreter' out/dmesg
}
