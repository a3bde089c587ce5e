# What check -v says of unsound scripts, against the real firmware: 29 of the
# boots behind the README's table, since all of make test has no more than 80

load lib

# The consumer that is this machine's package, with its version if check has it:
# seabios-1.16 for 1.16.2, and for what is newer than all the newest
consumer() {
	local version
	version=$(dpkg-query -W -f '${Version}' "$1")
	case $1-$version in
	seabios-1.16*)	echo seabios-1.16 ;;
	ovmf-2022.11*)	echo ovmf-2022.11 ;;
	ovmf-2025.02*)	echo ovmf-2025.02 ;;
	*)		echo "$1" ;;
	esac
}

# Boots a spoiled set until Linux has named its tables, or the firmware has
# had its time, and compares.
# Usage: predicts CONSUMER HOW [QEMU-ARGUMENT ...]
predicts() {
	local consumer=$1 how=$2
	shift 2
	vmacpigen -n 1 -o "$how"
	"$tools/spoil" -w "$how" "$how"
	deadline=$(deadline_for "$consumer" "$how") until='SLUB: ' \
	    boots_unsound "$how" "$@" || true
	seen=$("$top/tests/guest/predicted" "$consumer" "$how" out)
	echo "| $consumer | $how | $seen |"
}

# The firmware that stops is given time enough to start Linux.
deadline_for() {
	if vmacpigen check -v -c "$1" "$2" | grep -q 'outcome: the firmware stops'
	then echo 8
	else echo 60
	fi
}

# "vmacpigen qemu" would refuse this set.
boots_unsound() {
	local set=$1
	shift
	"$top/tests/guest/boot" --deadline "$deadline" --out out \
	    --linux 'earlyprintk=serial' "wait:$until" -- \
	    -machine q35,acpi=off -smp 1 \
	    -fw_cfg "name=etc/acpi/rsdp,file=$set/rsdp.bin" \
	    -fw_cfg "name=etc/acpi/tables,file=$set/tables.bin" \
	    -fw_cfg "name=etc/table-loader,file=$set/table-loader.bin" "$@"
}

@test "SeaBIOS does with unsound scripts what check predicts" {
	for how in align-24 late-allocate allocate-twice checksum-start \
	    pointer-bounds no-pointer fseg-room second-fadt write-pointer \
	    odd-size; do
		predicts "$(consumer seabios)" "$how"
	done
}

# shellcheck disable=SC2086 # several options
@test "OVMF does with unsound scripts what check predicts" {
	for how in late-allocate allocate-twice checksum-start pointer-bounds \
	    pointer-value no-pointer second-fadt write-pointer odd-size; do
		predicts "$(consumer ovmf)" "$how" $ovmf
	done
}

# shellcheck disable=SC2086
@test "qboot does with unsound scripts what check predicts" {
	for how in align-24 late-allocate allocate-twice checksum-start \
	    no-pointer fseg-room second-fadt unknown-command write-pointer \
	    zero-command; do
		predicts qboot "$how" $qboot
	done
}
