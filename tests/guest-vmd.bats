# Real guests: the vmd set under SeaBIOS, OVMF and qboot, and without firmware

load lib

# Every table in guest memory is what the executor makes of the set there.
memory_is_as_predicted() {
	local table name
	vmacpigen extract -o predicted -b "$(address_of XSDT)" set
	for table in out/mem/*.bin; do
		name=$(basename "$table" .bin)
		same "$table" "predicted/${name,,}.dat" || return
	done
	[ "$(find predicted -type f | wc -l)" -eq \
	    "$(find out/mem -name '*.bin' | wc -l)" ]
}

under_seabios() {
	local machine=$1 ncpus=$2
	vmacpigen -n "$ncpus" -o set
	boots set report=basic -machine "$machine,acpi=off"
	are_ours OpenBS RSDP XSDT FACP APIC DSDT
	has_cpus "$ncpus"
	memory_is_as_predicted
	grep 'SeaBIOS (version' out/debugcon.log
	run ! grep WARNING out/debugcon.log
}

@test "SeaBIOS, pc, 1 CPU: all CPUs, memory as predicted, no warning" {
	under_seabios pc 1
}

@test "SeaBIOS, pc, 4 CPUs: all CPUs, memory as predicted, no warning" {
	under_seabios pc 4
}

@test "SeaBIOS, pc, 8 CPUs: all CPUs, memory as predicted, no warning" {
	under_seabios pc 8
}

@test "SeaBIOS, q35, 1 CPU: all CPUs, memory as predicted, no warning" {
	under_seabios q35 1
}

@test "SeaBIOS, q35, 4 CPUs: all CPUs, memory as predicted, no warning" {
	under_seabios q35 4
}

@test "SeaBIOS, q35, 8 CPUs: all CPUs, memory as predicted, no warning" {
	under_seabios q35 8
}

# OVMF publishes an RSDP and an XSDT of its own, with our FADT's OEM ID.
@test "OVMF, q35, 4 CPUs: RSDP, FADT, MADT and DSDT are ours, all CPUs" {
	vmacpigen -n 4 -o set
	# shellcheck disable=SC2086 # several options
	boots set report=basic $ovmf
	are_ours OpenBS RSDP FACP APIC DSDT
	has_cpus 4
	vmacpigen extract -o predicted set
	same out/mem/APIC.bin predicted/apic.dat
	same out/mem/DSDT.bin predicted/dsdt.dat
}

# With this set, which routes interrupts through the i8259, Linux goes no
# further there than its CPUs.
@test "qboot, q35, 4 CPUs: the set is placed and found, all CPUs" {
	vmacpigen -n 4 -o set
	# shellcheck disable=SC2086 # several options
	until='smpboot: Total of 4 processors activated' \
	    boots set report=basic $qboot
	are_ours OpenBS RSDP XSDT FACP APIC DSDT
	memory_is_as_predicted
}

@test "e0000.bin through GRUB: every checksum valid, RSDP at 0xe0000, all CPUs" {
	vmacpigen -n 4 -o set
	"$top/tests/guest/grub" -o cd.iso set/e0000.bin 0xe0000 report=basic
	"$top/tests/guest/boot" --deadline 120 --out out wait:@@READY tables \
	    -- -machine q35,acpi=off -smp 4 -cdrom cd.iso
	run ! grep -i 'chksum.*invalid' out/lsacpi
	[ "$(grep -c 'chksum.*(valid)' out/lsacpi)" -eq 5 ]
	are_ours OpenBS RSDP XSDT FACP APIC DSDT
	[ "$(address_of RSDP)" = 0xe0000 ]
	has_cpus 4
	mkdir tables
	split_flat set/e0000.bin tables
	for table in out/mem/*.bin; do
		same "$table" "tables/$(basename "$table" .bin).dat"
	done
}
