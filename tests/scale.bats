# Thousands of CPUs, APIC IDs, and NUMA: no guest boots here

load lib

large='288 1024 4096'

setup_file() {
	local n
	PATH=$(cd "$BATS_TEST_DIRNAME/.." && pwd):$PATH
	cd "$BATS_FILE_TMPDIR" || return
	for n in $large; do
		vmacpigen --no-flat -m q35 -n "$n" -o "$n"
		vmacpigen extract -o "$n.tables" "$n"
	done
}

sets=$BATS_FILE_TMPDIR

# q35 OPTION ...: a set of q35 with these options, its tables in "tables"
q35() {
	rm -rf set tables
	quietly vmacpigen --no-flat -m q35 "$@" -o set
	quietly vmacpigen extract -o tables set
}

# entries TABLE [DIR]: MADT's or SRAT's as iasl has them, one a line: type
# and values, in hexadecimal without leading zeros
entries() {
	iasl -p "$PWD/$1" -d "${2:-tables}/$1.dat" >/dev/null 2>&1
	awk '/Subtable Type :/ { type = $0; sub(/.*Type : /, "", type)
		sub(/ .*/, "", type); printf "%s%s", sep, type; sep = "\n" }
	    type != "" && / (Processor ID|Local Apic ID|Processor x2Apic ID|Processor UID|Apic ID|Apic ID|Proximity Domain|Proximity Domain Low\(8\)|Flags \(decoded below\)|Base Address|Address Length|Interrupt Input LINT) : / {
		value = $0; sub(/.* : /, "", value); sub(/^0*/, "", value)
		printf " %s", value == "" ? 0 : value }
	    END { print "" }' "$1.dsl"
}

# The APIC ID of each CPU, in one line, in hexadecimal
ids() {
	entries apic | awk '$1 == "00" { print $3 } $1 == "09" { print $2 }' |
	    tr '\n' ' ' | sed 's/ $//'
}

# bats test_tags=slow
@test "iasl and acpiexec read sets of 288, 1,024 and 4,096 CPUs" {
	for n in $large; do
		whole "$sets/$n.tables"/[ds]sdt.dat
		for table in "$sets/$n.tables/apic.dat" whole.dat; do
			iasl -p out -d "$table" >log 2>&1
			run ! grep -i -e warning -e error -e invalid log
		done
		iasl -p again out.dsl | grep ' 0 Errors, 0 Warnings,'
		same <(tail -c +37 whole.dat) <(tail -c +37 again.aml)
		printf '%s\n' 'find C???' 'find _UID' |
		    acpiexec_says "$sets/$n.tables"/[adhw]*.dat \
		    "$sets/$n.tables"/{ssdt,facp}.dat >said
		run ! grep -E 'ACPI (Error|Warning|BIOS)|failed|Could not' said
		sed -n 's/^ *\\_SB\.C\([0-9A-F]*\)\._UID Integer .* = 0*\(..*\)/\1 \2/p' \
		    said | awk '{ sub(/^0*/, "", $1); print $1, $2 }' |
		    diff <(awk -v n="$n" 'BEGIN { print " 0"
			for (i = 1; i < n; i++) printf "%X %X\n", i, i }') -
	done
}

@test "up to number and ID 254 a local APIC, then an x2APIC, and its NMI" {
	for n in $large; do
		entries apic "$sets/$n.tables" | grep -v '^0[12]' >found
		awk -v n="$n" 'BEGIN {
			for (i = 0; i < 255; i++)
				printf "00 %X %X 1\n", i, i
			for (; i < n; i++)
				printf "09 %X 1 %X\n", i, i
			print "0A 0 FFFFFFFF 1"
		}' | diff - found
	done
	q35 -n 255
	entries apic | tail -n 1 | grep -x '04 FF 0 1'
	# A small number with a great ID, and a great number with a small one
	q35 --apic-ids 1000,0-254
	entries apic | sed -n '1p; 2p; 255p; 256p; $p' | diff - <(cat <<-'END'
	09 3E8 1 0
	00 1 0 1
	00 FE FD 1
	09 FE 1 FF
	0A 0 FFFFFFFF 1
	END
	)
}

@test "show and check have nothing against large sets" {
	for n in $large; do
		vmacpigen show "$sets/$n" >text
		[ "$(grep -c 'APIC ID  .* [0-9]' text)" -eq $((n + 1)) ]
		run ! grep -i -e 'cannot' -e 'wrong' -e nowhere text
		quietly vmacpigen check -W -c seabios,ovmf,stage0 "$sets/$n"
	done
	quietly vmacpigen check -W "$sets/1024"
}

@test "what is too large for one reader or another is said, and not before" {
	number='Ta \([0-9]*\)$'
	n=$(sed -n "s/^\.It qboot .*$number/\1/p" "$top/man/vmacpigen.1")
	vmacpigen --no-flat -m q35 -n "$n" -o fits
	quietly vmacpigen check -c qboot fits
	vmacpigen --no-flat -m q35 -n $((n + 1)) -o large
	run -1 vmacpigen check -c qboot large
	[[ $output == *': error: high-room-qboot: '* ]]

	n=$(sed -n "s/^\.It Pa e0000.bin .*$number/\1/p" "$top/man/vmacpigen.1")
	vmacpigen -m q35 -n "$n" -o out
	size=$(wc -c <out/e0000.bin)
	[ "$size" -le 131072 ] && [ "$size" -gt 131000 ]
	before=$(snapshot out)
	capture vmacpigen -m q35 -n $((n + 1)) -o out
	[ "$status" -eq 1 ]
	[[ $stderr == 'vmacpigen: e0000.bin would be 131'*': use --no-flat' ]]
	[ "$(snapshot out)" = "$before" ]
}

@test "--topology: APIC IDs are those of QEMU's -smp" {
	q35 -n 12 --topology sockets=2,cores=3,threads=2
	[ "$(ids)" = '0 1 2 3 4 5 8 9 A B C D' ]
	q35 -n 18 --topology threads=3,dies=3,sockets=2
	[ "$(ids)" = '0 1 2 4 5 6 8 9 A 10 11 12 14 15 16 18 19 1A' ]
	# cores are what is left, else sockets, else threads
	q35 -n 12 --topology sockets=2,threads=2
	[ "$(ids)" = '0 1 2 3 4 5 8 9 A B C D' ]
	q35 -n 12 --topology cores=3,threads=2
	[ "$(ids)" = '0 1 2 3 4 5 8 9 A B C D' ]
	q35 -n 12 --topology sockets=2,cores=2
	[ "$(ids)" = '0 1 2 4 5 6 8 9 A C D E' ]
	q35 -n 3 --topology sockets=3
	[ "$(ids)" = '0 1 2' ]
	# and without -n they are the number
	q35 --topology sockets=3,threads=2
	[ "$(ids)" = '0 1 2 3 4 5' ]
	q35 --topology sockets=1365,cores=3
	[ "$(ids | awk '{ print NF, $NF }')" = '4095 1552' ]
}

@test "--apic-ids: numbers and ranges, in their order" {
	q35 --apic-ids 0-3,8,16-19
	[ "$(ids)" = '0 1 2 3 8 10 11 12 13' ]
	q35 -n 3 --apic-ids 0xff,0x0,4294967294
	[ "$(ids)" = 'FF 0 FFFFFFFE' ]
	# 255 is no ID of a local APIC
	entries apic | head -n 1 | grep -x '09 FF 1 0'
	vmacpigen -n 2 --apic-ids 4,6 -o set
	vmacpigen extract -o tables set
	[ "$(ids)" = '4 6' ]
}

@test "--possible: places that are online-capable, and devices that are not there" {
	q35 -n 2 --possible 4
	entries apic | head -n 4 | diff - <(cat <<-'END'
	00 0 0 1
	00 1 1 1
	00 2 2 2
	00 3 3 2
	END
	)
	quietly vmacpigen check -W set
	iasl -p out -d tables/ssdt.dat >/dev/null 2>&1
	[ "$(grep -A 4 'Device (C00' out.dsl | grep -c '_STA, Zero')" -eq 2 ]
	q35 --possible 12 -n 5 --topology sockets=2,threads=2
	[ "$(ids)" = '0 1 2 3 4 5 8 9 A B C D' ]
	[ "$(entries apic | grep -c '^00 .* 2$')" -eq 7 ]
	# as many as CPUs is none
	q35 -n 4 --possible 4
	same set/tables.bin "$top/tests/golden/q35-4/tables.bin"
	for machine in vmd vmd-current; do
		refuses "more possible CPUs than CPUs need a MADT of revision 5 or later" \
		    vmacpigen -m $machine -n 2 --possible 3 -o out
	done
}

@test "--numa: CPUs and memory, around the holes" {
	q35 -n 4 --numa cpus=0,cpus=2-3,memory=512M \
	    --numa memory=1G,cpus=1 --distance 0,1,21
	entries srat | diff - <(cat <<-'END'
	00 0 0 1
	00 1 1 1
	00 0 2 1
	00 0 3 1
	01 0 0 A0000 1
	01 0 100000 1FF00000 1
	01 1 20000000 40000000 1
	END
	)
	od -An -v -tu1 -j 36 tables/slit.dat | tr -s ' \n' ' ' |
	    grep -x ' 2 0 0 0 0 0 0 0 10 21 21 10 '
	quietly vmacpigen check -W set
	# One MiB less, and all is below 4 GiB
	q35 -n 1 --numa cpus=0,memory=1M --numa memory=2814M
	entries srat | diff - <(cat <<-'END'
	00 0 0 1
	01 0 0 A0000 1
	01 1 100000 AFE00000 1
	END
	)
	[ ! -e tables/slit.dat ]
	q35 -n 1 --numa cpus=0,memory=1M --numa memory=2815M
	entries srat | tail -n 2 | diff - <(cat <<-'END'
	01 1 100000 7FF00000 1
	01 1 100000000 30000000 1
	END
	)
	# A node without memory, one behind the hole, great IDs
	q35 -n 256 --numa cpus=0-254 --numa cpus=255,memory=2G \
	    --numa memory=2G --numa memory=1G
	entries srat | sed -n '255,$p' | diff - <(cat <<-'END'
	00 0 FE 1
	02 1 FF 1
	01 1 0 A0000 1
	01 1 100000 7FF00000 1
	01 2 100000000 80000000 1
	01 3 180000000 40000000 1
	END
	)
	quietly vmacpigen check -W set
}

@test "--distance: both ways, unless there are two" {
	q35 -n 3 --numa cpus=0,memory=1G --numa cpus=1 --numa cpus=2 \
	    --distance 2,0,255 --distance 0,1,11 --distance 1,0,12
	od -An -v -tu1 -j 44 -w3 tables/slit.dat | tr -s ' ' | diff - <(cat <<-'END'
	 10 11 255
	 12 10 20
	 255 20 10
	END
	)
}

# not OPTION REASON VALUE...: none of the values will do
not() {
	local option=$1 reason=$2 value
	shift 2
	for value; do
		refuses "$option '$value': $reason" \
		    vmacpigen -m q35 -n 4 "$option" "$value" -o out
	done
}

@test "values that the options cannot have" {
	not --topology 'the levels must be among sockets=, dies=, cores= and threads=' '' 4 \
	    sockets clusters=2 sockets=2, ' sockets=2' SOCKETS=2
	not --topology 'each level must be a number from 1 to 4096' sockets= sockets=0 \
	    cores=4097 cores=-1 threads=2x sockets=2/cores=2 \
	    cores=18446744073709551617
	not --topology 'a level is given twice; must be given once' cores=2,cores=2
	not --apic-ids 'the list must be numbers and ranges, like 0-3,8' '' , \
	    0, 0-,2 -3 3-0 0-3-5 0..3 x 4294967295 18446744073709551616 '0 1'
	not --apic-ids 'an ID is given twice; must be given once' 0,0 0-3,3 0x10,16
	not --apic-ids 'more CPUs than any machine has; must be at most 4096' 0-4096 \
	    0-4294967294 0-4094,5000-5002
	not --numa 'the words of a node must be cpus=, memory=, latency=, bandwidth= or initiator=' \
	    '' 0-3 nodeid=0 cpus=0, cpus=0-3x latency=10ns initiator=0-1
	not --numa 'cpus= must be a number or a range, like 0-3' cpus= cpus=3-0 \
	    cpus=x cpus=-1
	not --numa 'more CPUs than any machine has; must be at most 4096' cpus=4096 cpus=0-99999
	not --numa 'a CPU is in two nodes; must be in one' cpus=0-3,cpus=3
	not --numa 'memory= must be a number with M, G or T after it' memory= \
	    memory=1 memory=0M memory=1K memory=g memory=-1G \
	    memory=18446744073709551616M
	not --numa 'memory= must be less than a processor can address' memory=2049T \
	    memory=18446744073709551615M
	not --numa 'memory= is given twice; must be given once' memory=1G,memory=1G
	not --numa 'latency= must be 1 to 65534 nanoseconds' latency= latency=0 \
	    latency=65535 latency=-1 latency=18446744073709551616
	not --numa 'latency= is given twice; must be given once' latency=10,latency=10
	not --numa 'bandwidth= must be a number with M, G or T after it, per second, below 4096T' \
	    bandwidth= bandwidth=10 bandwidth=0M bandwidth=4096T \
	    bandwidth=18446744073709551615T bandwidth=18446744073709551616M
	not --numa 'bandwidth= is given twice; must be given once' bandwidth=1G,bandwidth=1G
	not --numa 'initiator= must be the number of a node with CPUs' initiator= \
	    initiator=128 initiator=x
	not --numa 'initiator= is given twice; must be given once' initiator=0,initiator=0
	not --distance 'the distance must be two nodes and a value, like 0,1,20' '' 0,1 \
	    0,1,20,3 0,1,256 0,128,20 0:1:20 0,1,20x -1,0,20
	not --distance 'the distance of a node from itself is always 10' 1,1,10 0,0,20
	not --distance 'the distance must be 11 to 254, or 255 if unreachable' 0,1,10 0,1,0
	not --possible 'the machine q35 takes 1 to 4096 CPUs' 0 4097 x ''
	[ ! -e out ]
}

# Usage: refused REASON OPTION...
refused() {
	local reason=$1
	shift
	refuses "$reason" vmacpigen -m q35 "$@" -o out
}

@test "options that do not go together" {
	refused '--topology must be for the number of CPUs' -n 11 \
	    --topology sockets=2,cores=3,threads=2
	refused '--topology must be for the number of CPUs' -n 5 \
	    --topology sockets=2
	refused '--topology must be for the number of CPUs' -n 2 \
	    --topology sockets=4
	refused '--topology must be for the number of CPUs' -n 8 --possible 12 \
	    --topology sockets=2,cores=4
	refused '--apic-ids must be for the number of CPUs' -n 3 --apic-ids 0-3
	refused '--topology and --apic-ids both give APIC IDs; one must be omitted' -n 4 \
	    --apic-ids 0-3 --topology cores=4
	refused 'more CPUs than any machine has; must be at most 4096' --topology \
	    sockets=4096,cores=4096,dies=4096,threads=4096
	refused '--possible must not be less than the number of CPUs' -n 4 --possible 3
	refused 'a CPU is in no node; must be in one' -n 4 --numa cpus=0-2,memory=1G
	refused 'a CPU is in no node; must be in one' -n 4 --possible 5 --numa cpus=0-3
	refused 'a node has a CPU that the machine does not have' -n 4 --numa cpus=0-4
	cpus=cpus=0-3,memory=1G
	for value in latency=10 bandwidth=1G; do
		refused 'latency= and bandwidth= of a node without CPUs must have initiator=' \
		    -n 4 --numa "$cpus" --numa "memory=1G,$value"
		refused 'initiator= names a node that --numa does not define' \
		    -n 4 --numa "$cpus" --numa "memory=1G,$value,initiator=2"
		refused 'a latency or bandwidth is of a node without memory; must not be' \
		    -n 4 --numa "cpus=0-3,$value" --numa memory=1G
		refused 'a latency or bandwidth is of a node without CPUs; must not be' \
		    -n 4 --numa "$cpus" --numa "memory=1G,$value,initiator=1"
	done
	for node in 1 2; do
		refused "a node's initiator must be a node with CPUs" \
		    -n 4 --numa "$cpus" --numa memory=1G,initiator=$node
	done
	refused 'a bandwidth is above 65534 times the number that all bandwidths are multiples of' \
	    -n 4 --numa "$cpus,bandwidth=1M" \
	    --numa memory=1G,initiator=0,bandwidth=65535M
	refused '--distance names a node that --numa does not define' -n 4 \
	    --distance 0,1,20
	refuses 'the machine does not take this number of CPUs' \
	    vmacpigen --apic-ids 0-64 -o out
	for machine in vmd vmd-current; do
		refuses 'NUMA nodes need a machine that says where its memory is' \
		    vmacpigen -m $machine -n 1 --numa cpus=0 -o out
	done
	refuses 'memory and pci-window64 overlap; must not' vmacpigen \
	    -m q35,ecam=0xb0000000 -n 1 --numa cpus=0,memory=31G -o out
	refuses 'memory and pci-window64 overlap; must not' vmacpigen \
	    -m q35,pci-window64=0x100000000-0x1ffffffff -n 1 \
	    --numa cpus=0,memory=3G -o out
	refuses 'memory and pci-window overlap; must not' vmacpigen \
	    -m q35,ecam=0xe0000000 -n 1 --numa cpus=0,memory=2500M -o out
	refuses 'memory and ecam overlap; must not' vmacpigen -m q35,ecam=0x80000000 \
	    -n 1 --numa cpus=0,memory=2500M -o out
	many=()
	for ((i = 0; i < 128; i++)); do
		many+=(--numa memory=1M)
	done
	refused 'a CPU is in no node; must be in one' -n 1 "${many[@]}"
	refused "--numa 'cpus=0': the number of nodes must be at most 128" -n 1 \
	    "${many[@]}" --numa cpus=0
	[ ! -e out ]
}

# counted NCPUS: instructions, bytes allocated
counted() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
	    vmacpigen --no-flat -m q35 -n "$1" -o out 2>&1 |
	    sed -n 's/.*Collected : //p'
	valgrind vmacpigen --no-flat -m q35 -n "$1" -o out 2>&1 |
	    sed -n 's/.*total heap usage:.*frees, \([0-9,]*\) bytes.*/\1/p' |
	    tr -d ,
}

# bats test_tags=slow
@test "reading takes no longer than in proportion either" {
	for n in 512 2048; do
		vmacpigen --no-flat -m q35 -n $n -o $n
		for verb in show 'check -c seabios' "diff $n"; do
			# shellcheck disable=SC2086 # a verb with an operand
			valgrind --tool=callgrind --callgrind-out-file=/dev/null \
			    vmacpigen $verb $n 2>&1 >/dev/null |
			    sed -n 's/.*Collected : //p' | tr '\n' ' ' >>costs
		done
		echo >>costs
	done
	cat costs
	awk '{ for (i = 1; i <= 3; i++) {
		if ($i < 1 || (NR > 1 && $i > 4.84 * last[i])) bad = 1
		last[i] = $i } } END { exit bad || NR != 2 }' costs
}

# bats test_tags=slow
@test "time and memory grow no faster than the number of CPUs" {
	for n in 64 256 1024 4096; do
		counted $n | tr '\n' ' ' >>costs
		echo >>costs
	done
	cat costs
	[ "$(grep -c '^[1-9][0-9]* [1-9][0-9]* $' costs)" -eq 4 ]
	# At most 2.2 times as much for twice as many
	awk 'NR > 1 && ($1 > 4.84 * i || $2 > 4.84 * b) { bad = 1 }
	    { i = $1; b = $2 } END { exit bad }' costs
}

# One, two and three bytes of length can say 63, 4095 and 1048575; a byte of
# opcode comes before them.
@test "a package is as long as its length can say, and no longer" {
	cc -std=c11 -I"$top" -o aml "$tools/aml.c" "$top/aml.c"
	for n in 0 58 59 4089 4090 1048568 1048569 268435447 268435448; do
		./aml $n
	done | diff - <(cat <<-'END'
	6
	64
	66
	4096
	4098
	1048576
	1048578
	268435456
	AML for one package is longer than 256 MiB
	END
	)
}
