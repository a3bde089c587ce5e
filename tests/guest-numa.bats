# Topology, NUMA and many CPUs: QEMU's own tables beside ours, and real guests

load lib

# own NAME QEMU-ARGUMENT ...: the tables of QEMU's own set, in NAME
own() {
	local name=$1
	shift
	qemu_set "$name.set" -machine q35 "$@" 2>qemu.log || {
		cat qemu.log
		return 1
	}
	vmacpigen extract -o "$name" "$name.set"
}

# entries TABLE DIR: CPUs and memory in MADT or SRAT, as iasl has them; not
# what is neither enabled nor online-capable memory
cpus() {
	iasl -p "$PWD/$1" -d "$1/$2.dat" >/dev/null 2>&1
	awk -F ' : ' '/Subtable Type/ { print line; line = $2; next }
	    /(Processor ID|Apic ID|x2Apic ID|UID|Proximity Domain.*|Base Address|Address Length) : / {
		line = line " " $2 }
	    / Enabled : / { line = line " enabled=" $2 }
	    END { print line }' "$1.dsl" | grep -v 'I/O\|NMI\|Override'
}

# What QEMU says of these CPUs, ours says too.
# Usage: same_cpus 'OUR-OPTIONS' QEMU-ARGUMENT ...
same_cpus() {
	local options=$1
	shift
	rm -rf theirs* ours*
	own theirs -m 64 "$@"
	# shellcheck disable=SC2086 # several options
	vmacpigen --no-flat -m q35 $options -o ours.set
	vmacpigen extract -o ours ours.set
	cpus theirs apic >their-cpus
	[ "$(wc -l <their-cpus)" -ge 2 ]
	cpus ours apic | diff their-cpus -
}

@test "--topology: the MADT's CPUs are those of QEMU's -smp" {
	local smp
	for smp in 12,sockets=2,cores=3,threads=2 \
	    30,sockets=5,dies=3,cores=1,threads=2 \
	    27,sockets=1,dies=3,cores=3,threads=3 \
	    10,sockets=1,dies=1,cores=5,threads=2 \
	    18,dies=3,threads=2 12,cores=3 15,sockets=3 9,threads=3 \
	    14,cores=7,threads=2 6,sockets=3,cores=2 4,dies=4 \
	    255,cores=255; do
		same_cpus "-n ${smp%%,*} --topology ${smp#*,}" -smp "$smp"
	done
	same_cpus '-n 5 --possible 12 --topology sockets=2,threads=2' \
	    -smp 5,maxcpus=12,sockets=2,threads=2
}

# nodes DIR: what DIR's SRAT and SLIT say
nodes() {
	cpus "$1" srat | grep -v 'enabled=0'
	[ ! -e "$1/slit.dat" ] || tail -c +37 "$1/slit.dat" | od -An -v -tx1
}

# same_nodes 'OUR-OPTIONS' QEMU-ARGUMENT ...
same_nodes() {
	local options=$1
	shift
	rm -rf theirs* ours*
	own theirs "$@"
	# shellcheck disable=SC2086 # several options
	vmacpigen --no-flat -m q35,pci-window64=off $options -o ours.set
	vmacpigen extract -o ours ours.set
	nodes theirs >their-nodes
	[ "$(wc -l <their-nodes)" -ge 5 ]
	nodes ours | diff their-nodes -
}

# node ID SIZE CPUS: QEMU's options
node() {
	echo "-object memory-backend-ram,id=m$1,size=$2,prealloc=off" \
	    "-numa node,nodeid=$1,memdev=m$1${3:+,cpus=$3}"
}

# shellcheck disable=SC2046 # several options
@test "--numa: SRAT and SLIT are those of QEMU's -numa" {
	same_nodes '-n 4 --numa cpus=0-1,memory=256M --numa cpus=2-3,memory=256M --distance 0,1,21' \
	    -m 512 -smp 4 $(node 0 256M 0-1) $(node 1 256M 2-3) \
	    -numa dist,src=0,dst=1,val=21
	# A node on either side of the hole, and one at its edge
	same_nodes '-n 3 --numa cpus=0,memory=1G --numa cpus=1,memory=3G --numa cpus=2,memory=1G' \
	    -m 5G -smp 3 $(node 0 1G 0) $(node 1 3G 1) $(node 2 1G 2)
	same_nodes '-n 2 --numa cpus=0,memory=2G --numa cpus=1,memory=2G' \
	    -m 4G -smp 2 $(node 0 2G 0) $(node 1 2G 1)
	same_nodes '-n 2 --numa cpus=0,memory=1G --numa cpus=1,memory=1791M' \
	    -m 2815M -smp 2 $(node 0 1G 0) $(node 1 1791M 1)
	same_nodes '-n 2 --numa cpus=0,memory=1G --numa cpus=1,memory=1792M' \
	    -m 2816M -smp 2 $(node 0 1G 0) $(node 1 1792M 1)
	# A node without CPUs, one without memory, CPUs with gaps in their IDs
	same_nodes '-n 12 --topology sockets=2,cores=3,threads=2 --numa cpus=0-5,memory=512M --numa memory=512M --numa cpus=6-11 --distance 0,1,11 --distance 0,2,30 --distance 1,2,254 --distance 2,1,255 --distance 2,0,31 --distance 1,0,11' \
	    -m 1G -smp 12,sockets=2,cores=3,threads=2 $(node 0 512M 0-5) \
	    $(node 1 512M) -numa node,nodeid=2,cpus=6-11 \
	    -numa dist,src=0,dst=1,val=11 -numa dist,src=0,dst=2,val=30 \
	    -numa dist,src=1,dst=2,val=254 -numa dist,src=2,dst=1,val=255 \
	    -numa dist,src=2,dst=0,val=31 -numa dist,src=1,dst=0,val=11
}

# lb INITIATOR TARGET LATENCY BANDWIDTH: QEMU's options
lb() {
	local pair="hmat-lb,initiator=$1,target=$2,hierarchy=memory"
	echo "-numa $pair,data-type=access-latency,latency=$3" \
	    "-numa $pair,data-type=access-bandwidth,bandwidth=$4"
}

hmat_options='-n 4 --numa cpus=0-1,memory=256M,latency=10,bandwidth=10G --numa cpus=2-3,memory=256M,latency=12,bandwidth=7G --numa memory=128M,initiator=1,latency=300,bandwidth=2500M --distance 0,1,21 --distance 0,2,40 --distance 1,2,30'
hmat_qemu="-m 640 -smp 4 $(node 0 256M 0-1),initiator=0
    $(node 1 256M 2-3),initiator=1 $(node 2 128M),initiator=1
    $(lb 0 0 10 10G) $(lb 1 1 12 7G) $(lb 1 2 300 2500M)
    -numa dist,src=0,dst=1,val=21 -numa dist,src=0,dst=2,val=40
    -numa dist,src=1,dst=2,val=30"

# shellcheck disable=SC2086 # several options
@test "--numa latency, bandwidth, initiator: the HMAT is that of QEMU's hmat-lb" {
	same_nodes "$hmat_options" -machine hmat=on $hmat_qemu
	same <(tail -c +37 theirs/hmat.dat) <(tail -c +37 ours/hmat.dat)
	vmacpigen check ours.set
	iasl -p "$PWD/hmat" -d ours/hmat.dat
	iasl -p "$PWD/again" hmat.dsl
	same <(tail -c +37 again.aml) <(tail -c +37 ours/hmat.dat)
	# As many entries as it takes, and a unit that all bandwidths have
	[ "$(grep -c '  Entry : ' hmat.dsl)" -eq 12 ]
	grep 'Entry Base Unit : 0000000000000004' hmat.dsl
}

# Boots a set, or QEMU's own for "", and asks for the nodes.  The kernel lies
# at a place of its choice, and takes that from a node's memory.
finds() {
	local set=$1 own
	shift
	own=$([ -z "$set" ] || vmacpigen qemu "$set")
	# shellcheck disable=SC2086 # several options
	"$top/tests/guest/boot" --deadline 240 --out out \
	    --linux 'report=basic nokaslr' wait:@@READY 'run:section nodes nodes' \
	    'run:section nearness nearness' -- "$@" $own
}

# What Linux says of the SRAT
addresses() {
	grep -o 'SRAT: .*' "$1/dmesg" | sort
}

# same_guest 'OUR-OPTIONS' QEMU-ARGUMENT ...: Linux finds the same CPUs, memory
# and nodes in both
same_guest() {
	local options=$1
	shift
	finds '' -machine q35 "$@"
	are_ours BOCHS FACP APIC SRAT SLIT
	mv out theirs
	# shellcheck disable=SC2086 # several options
	vmacpigen --no-flat -m q35,pci-window64=off $options -o set
	# CPUs and memory come from the set.
	finds set
	are_ours VMACPI FACP APIC SRAT SLIT
	[ -s theirs/cpus ]
	# Linux 7 takes no CPU of QEMU's for possible that is not enabled.
	diff <(grep -v possible theirs/cpus) <(grep -v possible out/cpus)
	options=${options##* --possible }
	options=${options#-n }
	grep -x "possible-list 0-$((${options%% *} - 1))" out/cpus
	[ "$(addresses theirs | grep -c mem)" -ge 3 ]
	diff <(addresses theirs) <(addresses out)
	# Tables and possible CPUs take some of a node's memory (KiB).
	awk 'NR == FNR { theirs[FNR] = $0; next }
	    { split(theirs[FNR], t); split(t[3], old, "="); split($3, new, "=")
		$3 = t[3] = ""; gap = new[2] - old[2]
		line = $0; for (i = 1; i in t; i++) $i = t[i]
		if (line != $0 || gap < -512 || gap > 512) exit 1 }
	    END { if (FNR < 2) exit 1 }' theirs/nodes out/nodes || {
		diff theirs/nodes out/nodes
		return 1
	}
}

# shellcheck disable=SC2046 # several options
@test "2 nodes, on both sides of the hole: as with QEMU's own tables" {
	same_guest '-n 4 --numa cpus=0,cpus=2,memory=1G --numa cpus=1,cpus=3,memory=3G --distance 0,1,21' \
	    -m 4G -smp 4 $(node 0 1G 0,cpus=2) \
	    $(node 1 3G 1,cpus=3) \
	    -numa dist,src=0,dst=1,val=21
}

# shellcheck disable=SC2046 # several options
@test "4 nodes, IDs with gaps, places to spare: as with QEMU's own tables" {
	same_guest '-n 7 --possible 12 --topology sockets=2,cores=6 --numa cpus=0-2,memory=256M --numa cpus=3-5,memory=128M --numa cpus=6-8,memory=384M --numa cpus=9-11,memory=256M --distance 0,1,12 --distance 0,2,25 --distance 2,0,26 --distance 1,0,12 --distance 0,3,30 --distance 3,0,31 --distance 1,2,40 --distance 2,1,40 --distance 1,3,50 --distance 3,1,50 --distance 2,3,60 --distance 3,2,60' \
	    -m 1G -smp 7,maxcpus=12,sockets=2,cores=6 $(node 0 256M 0-2) \
	    $(node 1 128M 3-5) $(node 2 384M 6-8) $(node 3 256M 9-11) \
	    -numa dist,src=0,dst=1,val=12 -numa dist,src=1,dst=0,val=12 \
	    -numa dist,src=0,dst=2,val=25 -numa dist,src=2,dst=0,val=26 \
	    -numa dist,src=0,dst=3,val=30 -numa dist,src=3,dst=0,val=31 \
	    -numa dist,src=1,dst=2,val=40 -numa dist,src=2,dst=1,val=40 \
	    -numa dist,src=1,dst=3,val=50 -numa dist,src=3,dst=1,val=50 \
	    -numa dist,src=2,dst=3,val=60 -numa dist,src=3,dst=2,val=60
}

# shellcheck disable=SC2086
@test "HMAT: Linux has the numbers of QEMU's hmat-lb" {
	same_guest "$hmat_options" -machine hmat=on $hmat_qemu
	are_ours VMACPI HMAT
	# All accesses to a node's memory, and those of CPUs
	[ "$(wc -l <out/nearness)" -eq 6 ]
	for access in 0 1; do
		grep "node2/access$access/initiators node1 read_latency=300 write_latency=300 read_bandwidth=2500 write_bandwidth=2500" \
		    out/nearness
	done
	diff theirs/nearness out/nearness
}

@test "64 CPUs" {
	vmacpigen -m q35 -n 64 -o set
	finds set -m 2G
	are_ours VMACPI FACP APIC
	has_cpus 64
	grep -x 'possible-list 0-63' out/cpus
}

# This QEMU has no x2APIC without KVM: Linux reads the entries, and leaves out
# those that only an x2APIC can reach.
@test "4 CPUs, and x2APIC entries of places that are empty" {
	vmacpigen -m q35 -n 4 --possible 300 -o set
	# shellcheck disable=SC2046 # several options
	finds '' -machine q35,acpi=off -smp 4 \
	    $(vmacpigen qemu set | sed 's/.*maxcpus=300//')
	are_ours VMACPI FACP APIC
	has_cpus 4
	grep -x 'possible-list 0-254' out/cpus
	grep -F 'X2APIC_NMI (uid[0xffffffff] dfl dfl lint[0x1])' out/dmesg
	# What the kernel says of its timers depends on the load.
	grep -i '^<[0-4]>.*apic' out/dmesg | grep -v -e 'APIC calibration' \
	    -e 'MP-BIOS bug' >complaints || :
	diff /dev/null complaints
}
