# What a newcomer pastes from the README, pasted

load lib

# first_guest, own_guest: the commands of each, as the README has them
first_guest() {
	blocks 'sh guest' "$top/README.md" | sed '/cmdline/q'
}

own_guest() {
	blocks 'sh guest' "$top/README.md" | sed -n 1p
	blocks 'sh guest' "$top/README.md" | sed '1,/cmdline/d'
}

# boots_pasted FILE COMMAND...: boots, gives these orders, and powers off
boots_pasted() {
	local file=$1 order i
	shift
	mkfifo keys
	timeout 120 bash -eu "$file" <keys >console 2>&1 &
	qemu=$!
	exec 4>keys
	for ((i = 0; i < 900; i++)); do
		! grep -q '^@@READY' console || break
		sleep 0.1
	done
	for order; do
		echo "$order" >&4
	done
	echo 'poweroff -f' >&4
	exec 4>&-
	wait "$qemu"
}

@test "the README's guest boots with the README's tables, and powers off" {
	blocks sh "$top/README.md" | grep -e '-o tables' >first
	first_guest >guest
	ln -s "$top"/* .
	bash -eu first
	boots_pasted guest
	grep 'ACPI: APIC 0x.* VMACPI' console
}

@test "the README's three commands from an .asl file to a guest" {
	blocks sh "$top/README.md" | grep -A 1 '^iasl ' >three
	own_guest >guest
	[ "$(grep -c '^qemu' guest)" -eq 1 ]
	ln -s "$top"/* .
	bash -eu three
	boots_pasted guest 'cat /sys/bus/acpi/devices/TEST0001:00/sun'
	grep -x '1234.' console
	grep 'ACPI: SSDT 0x.* TESTER EXAMPLE' console
}
