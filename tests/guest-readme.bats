# What a newcomer pastes from the README, pasted

load lib

@test "the README's guest boots with the README's tables, and powers off" {
	blocks sh "$top/README.md" | grep -e '-o tables' >first
	blocks 'sh guest' "$top/README.md" >guest
	ln -s "$top"/* .
	bash -eu first
	mkfifo keys
	timeout 120 bash -eu guest <keys >console 2>&1 &
	qemu=$!
	exec 4>keys
	for ((i = 0; i < 900; i++)); do
		! grep -q '^@@READY' console || break
		sleep 0.1
	done
	echo 'poweroff -f' >&4
	exec 4>&-
	wait "$qemu"
	grep 'ACPI: APIC 0x.* VMACPI' console
}
