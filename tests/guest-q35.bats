# Real guests: the q35 set beside QEMU's own tables, and its power management

load lib

devices='-blockdev null-co,node-name=d0,size=16777216,read-zeroes=on
    -device virtio-blk-pci,drive=d0
    -blockdev null-co,node-name=d1,size=16777216,read-zeroes=on
    -device ide-hd,drive=d1
    -netdev user,id=n0 -device e1000,netdev=n0
    -netdev user,id=n1 -device virtio-net-pci,netdev=n1
    -device pcie-root-port,id=rp,slot=1
    -netdev user,id=n2 -device virtio-net-pci,netdev=n2,bus=rp'
everything='report=full traffic=yes'

# OVMF's RSDP and XSDT are its own, with our OEM ID.
all_ours() {
	are_ours VMACPI RSDP XSDT FACP APIC DSDT HPET MCFG WAET
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

@test "SeaBIOS, 1 CPU: as with QEMU's own tables" {
	cell 1 ''
}

@test "SeaBIOS, 4 CPUs: as with QEMU's own tables" {
	cell 4 ''
}

@test "SeaBIOS, 8 CPUs: as with QEMU's own tables" {
	cell 8 ''
}

@test "SeaBIOS, 4 CPUs, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi
}

@test "SeaBIOS, 4 CPUs, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi'
}

# shellcheck disable=SC2086 # several options
@test "OVMF, 4 CPUs: as with QEMU's own tables" {
	cell 4 '' $ovmf
}

# shellcheck disable=SC2086
@test "OVMF, 4 CPUs, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi $ovmf
}

# shellcheck disable=SC2086
@test "OVMF, 4 CPUs, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi' $ovmf
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs: as with QEMU's own tables" {
	cell 4 '' $qboot
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs, pci=nomsi: as with QEMU's own tables" {
	cell 4 pci=nomsi $qboot
}

# shellcheck disable=SC2086
@test "qboot, 4 CPUs, noapic pci=nomsi: as with QEMU's own tables" {
	cell 4 'noapic pci=nomsi' $qboot
}
