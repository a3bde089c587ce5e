# vmacpigen check -c confidential: what AML gets at, and what makes it run

load lib

# compiled NAME TERMS: the definition block NAME.aml with these terms, also with
# what iasl calls errors
compiled() {
	printf 'DefinitionBlock ("", "%s", 2, "VMACPI", "AUDIT", 1)\n{\n%s\n}\n' \
	    "${signature-DSDT}" "$2" >"$1.asl"
	rm -f "$1.aml"
	iasl -f -ve -p "$1" "$1.asl" >"$1.log" 2>&1 || :
	[ -e "$1.aml" ] || {
		cat "$1.log"
		return 1
	}
}

# says LINE ...: the findings of the terms in $terms, but for the file's name
# and offsets; none of them if there is no line.
says() {
	compiled table "$terms"
	diff <(vmacpigen check -c confidential table.aml |
	    sed 's/^table.aml: //; s/ at 0x[0-9a-f]*:/:/') \
	    <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; fi)
}

# The list to be signed
list() {
	vmacpigen check -v -c confidential "$1" | grep '^confidential: '
}

region='OperationRegion (MEM, SystemMemory, 0x1000000, 16)'

@test "what is planted is found wherever it is" {
	local what where rule terms n=0
	while IFS='|' read -r rule what; do
		while IFS='|' read -r where; do
			terms=${where/@/$what}
			compiled table "Name (HNDL, 0) Name (CODE, Buffer (64) {})
			    $terms"
			vmacpigen check -c confidential table.aml >said || :
			[ "$(grep -c ": error: $rule: " said)" -eq 1 ] || {
				echo "$rule: $terms"
				cat said
				return 1
			}
			n=$((n + 1))
		done <<-'end'
			@
			If (HNDL) { @ }
			If (HNDL) {} Else { @ }
			While (HNDL) { @ }
			Scope (_SB) { Device (DEV0) { @ } }
			Device (DEV0) { Name (_ADR, 0) If (HNDL) { @ } }
			Device (DEV0) { Name (_ADR, 0) Method (_INI) { @ } }
			Method (MTHD) { @ }
			Method (MTHD, 1, Serialized) { If (Arg0) { @ } }
			Method (MTHD) { While (HNDL) { If (One) {} Else { @ } } }
			Method (MTHD) { Return (Zero) @ }
			Method (MTHD) { Method (LOCL) { @ } LOCL () }
		end
	done <<-'end'
		audit-memory|OperationRegion (MEM, SystemMemory, 0x1000000, 16)
		audit-memory|OperationRegion (MEM, SystemMemory, 0x100000000, 16)
		audit-computed|OperationRegion (MEM, SystemMemory, DerefOf (CODE[0]), 16)
		audit-computed|OperationRegion (MEM, SystemMemory, 0xfed00000, SizeOf (CODE))
		audit-load|Load (CODE, HNDL)
		audit-load|HNDL = LoadTable ("OEM1", "VMACPI", "AUDIT")
		audit-tables|DataTableRegion (DTR, "SSDT", "", "")
	end
	[ "$n" -eq 84 ]
}

@test "memory that is a device's is only in one by whoever says so" {
	terms="$region"
	says 'DSDT: error: audit-memory: \MEM: SystemMemory 0x1000000-0x100000f belongs to no device of the tables; must be a device'\''s, or AML accesses the guest'\''s memory; used by no method that ACPI names (confidential)'
	terms="Device (DEV0) { Name (_HID, \"DEV00000\")
	    Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite,
	    0x1000000, 0x1000) }) } $region"
	says 'DSDT: warning: audit-claimed: \MEM: SystemMemory 0x1000000-0x100000f is a device'\''s only according to \DEV0._CRS, at 0x1000000-0x1000fff; the guest must have no memory there; used by no method that ACPI names (confidential)'
	# ... and not by one that a method fills in,
	terms="Device (DEV0) { Name (_HID, \"DEV00000\")
	    Name (BUFF, ResourceTemplate () { Memory32Fixed (ReadWrite,
	    0x1000000, 0x1000) }) Method (_CRS) { BUFF[4] = 1
	    Return (BUFF) } } $region"
	compiled table "$terms"
	run -1 vmacpigen check -v -c confidential table.aml
	[[ $output == *': audit-memory: '* ]]
	grep -x 'confidential: not followed: _CRS whose memory is computed, and so does not count as a device'\''s: 1' <<<"$output"
	# nor where every PC has memory, or half of it.
	terms="Device (DEV0) { Name (_HID, \"DEV00000\")
	    Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite,
	    0x100000, 0x10000000) }) } ${region/1000000/fffff8}"
	says 'DSDT: error: audit-memory: \MEM: SystemMemory 0xfffff8-0x1000007 overlaps memory that every PC has at 0x100000-0xffffff; must be a device'\''s; used by no method that ACPI names (confidential)'
	# I/O APICs and so on
	terms=${region/1000000/fed00000}
	says
	terms=${region/1000000/feeffff8}
	says 'DSDT: error: audit-memory: \MEM: SystemMemory 0xfeeffff8-0xfef00007 belongs to no device of the tables; must be a device'\''s, or AML accesses the guest'\''s memory; used by no method that ACPI names (confidential)'
}

@test "tables have devices, and memory, too" {
	local terms address
	for address in 0xb0000000 0xbfffffff 0xb0000010; do
		terms="OperationRegion (MEM, SystemMemory, $address, 1)"
		compiled table "$terms"
		vmacpigen -m q35,ecam=0xb0000000 -n 2 --dsdt table.aml -o set
		vmacpigen check -c confidential set >said || :
		grep -F " is a device's only according to the MCFG, at 0xb0000000-0xbfffffff; " said
	done
	compiled table "OperationRegion (MEM, SystemMemory, 0xc0000000, 1)"
	vmacpigen -m q35,ecam=0xb0000000 -n 2 --dsdt table.aml -o set
	run -1 vmacpigen check -c confidential set
	[[ $output == *' belongs to no device of the tables; '* ]]
	# The SRAT has memory where a _CRS has a device.
	compiled table "Device (DEV0) { Name (_HID, \"DEV00000\")
	    Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite,
	    0x10000000, 0x1000) }) }
	    OperationRegion (MEM, SystemMemory, 0x10000000, 1)"
	vmacpigen -m q35 -n 2 --numa memory=1G,cpus=0-1 --dsdt table.aml -o set
	run -1 vmacpigen check -c confidential set
	[[ $output == *' overlaps memory that the SRAT has at 0x'* ]]
}

@test "registers of the FADT are in no memory" {
	"$tools/spoil" audit-registers set
	run -1 vmacpigen check -c confidential set
	[[ $output == *": FADT.RESET_REG"*" at 0x"*": error: audit-registers: \
the register at 0x200000 is in memory that every PC has at 0x100000-0xffffff; \
must be a device's, as the kernel writes to it (confidential)" ]]
}

@test "what is read in two ways, or not at all, is no sound AML" {
	local terms n
	terms='If (One) { Method (CALL, 0) {} } Else { Method (CALL, 1) {} }'
	says 'DSDT: error: audit-unread: \CALL: this Method takes another number of arguments than a second definition of its name; must take as many, or calls can be read in two ways; names like it: 1 (confidential)'
	# A name that comes to be there later hides a method from its callers.
	terms='Method (CALL, 1) {}
	    Scope (_SB) { Method (MTHD) { CALL (0) Name (CALL, 0) } }'
	says 'DSDT: error: audit-unread: \_SB.MTHD.CALL: this Name takes another number of arguments than a second definition of its name; must take as many, or calls can be read in two ways; names like it: 1 (confidential)'
	terms='Method (CALL, 0) {}
	    Scope (_SB) { Method (MTHD) { CALL () Name (CALL, 0) } }'
	says
	terms='If (One) { Name (CALL, 0) } Else { Method (CALL) {} }'
	says
	# More aliases of aliases than are followed
	terms='Method (ALI0, 1) {}'
	for n in 1 2 3 4 5 6 7 8 9; do
		terms="$terms Alias (ALI$((n - 1)), ALI$n)"
	done
	compiled table "$terms"
	run -1 vmacpigen check -c confidential table.aml
	[[ $output == *': audit-unread: \ALI9: this Alias takes another '* ]]
	# An address that is constant for who does not know what is written
	terms='Name (ADDR, 0xfed00000)
	    OperationRegion (MEM, SystemMemory, ADDR, 16)
	    Method (MTHD, 1, Serialized)
	    { If (Arg0) { Name (ADDR, 0) } ADDR = 0x1000000 }'
	says 'DSDT: error: audit-unread: \MTHD.ADDR: this Name is not always defined, and its name is used in a region'\''s address; must have another name, or a write to it may change the address (confidential)'
	terms=${terms/Name (ADDR, 0) /Name (ADDX, 0) }
	says 'DSDT: error: audit-computed: \MEM: SystemMemory has a computed address or length; must be constant, or the region can be anywhere; used by no method that ACPI names (confidential)'
	# What is only External is not in the guest's namespace.
	terms='Method (CALL, 0) {}
	    Scope (_SB) { Method (MTHD) { External (\_SB.MTHD.CALL, MethodObj,
	    , {IntObj}) CALL (0) } }'
	says 'DSDT: error: audit-unread: \_SB.MTHD.CALL: this External takes another number of arguments than a second definition of its name; must take as many, or calls can be read in two ways; names like it: 1 (confidential)'
	# A call of nobody's, whose arguments are not known
	compiled table 'External (\_SB.CALL, MethodObj)
	    Method (MTHD) { \_SB.CALL (0x55) }'
	python3 - <<-'end'
		data = bytearray(open('table.aml', 'rb').read())
		at = data.index(b'\x15\\._SB_CALL')
		del data[at:at + 12]
		data[4] -= 12
		open('call.aml', 'wb').write(data)
	end
	run -1 vmacpigen check -c confidential call.aml
	[[ $output == *': audit-unread: the name leads to no object, so what follows it cannot be read; must lead to one; names like it: 1, the first: '* ]]
}

@test "methods are called, and nothing else" {
	local terms
	terms='Method (CALL) {} Method (MTHD) { CopyObject (One, CALL) }'
	says 'DSDT: warning: audit-method: \MTHD: the method \CALL is written to or referred to; must only be called, or what runs is not known (confidential)'
	terms='Method (CALL) {} Method (MTHD) { Local0 = RefOf (CALL) }'
	says 'DSDT: warning: audit-method: \MTHD: the method \CALL is written to or referred to; must only be called, or what runs is not known (confidential)'
	terms='Method (CALL) {} Method (MTHD) { If (CondRefOf (CALL)) { CALL () } }'
	says
}

@test "what runs when a table is loaded is named, definitions are not" {
	local terms
	terms='Name (VAR0, 0) VAR0 = One VAR0 = Zero'
	says 'DSDT: warning: audit-runs: terms outside of methods that run when the DSDT is loaded: 2, the first: Store; must be definitions only (confidential)'
	terms='Method (CALL) { Return (1) } If (CALL ()) { Name (VAR0, 0) }'
	says 'DSDT: warning: audit-runs: terms outside of methods that run when the DSDT is loaded: 1, the first: a call; must be definitions only (confidential)'
	terms='OperationRegion (PORT, SystemIO, 0x100, 1)
	    Field (PORT, ByteAcc, NoLock, Preserve) { FLD0, 8 }
	    Name (VAR0, 1) Alias (VAR0, VAR1)
	    If (VAR0) { Device (DEV0) { Name (_ADR, 0) } }'
	says
	# An element of a package is read.
	terms="$terms Name (PKG0, Package () { FLD0 })"
	says 'DSDT: warning: audit-runs: terms outside of methods that run when the DSDT is loaded: 1, the first: a field; must be definitions only (confidential)'
}

@test "who gets at what, to the letter" {
	iasl -p reach "$top/tests/aml/reach.asl"
	diff "$top/tests/aml/reach.txt" <(list reach.aml)
}

@test "what ACPICA was seen to touch is in the list" {
	# The same in memory, where acpiexec says where it is
	sed 's/SystemIO, 0x/SystemMemory, 0xfed00/' "$top/tests/aml/reach.asl" \
	    >memory.asl
	iasl -p memory memory.asl
	vmacpigen check -v -c confidential memory.aml >listed || :
	# _STA and _INI are run by themselves.
	acpiexec -vr memory.aml >trace 2>&1 <<-'end'
		execute \_GPE._L03
		execute \DEV2._PS0
		execute \DEV2._OST 0 0 0
		execute \DEV2._EJ0 1
		execute \DEV3._DIS
		execute \DEV3._CRS
		execute \DEV3._SRS 0
		quit
	end
	grep -E 'Executed 1 _INI' trace
	run -0 "$tools/accesses" listed trace
	[ "$output" -eq 15 ]
}

# bats test_tags=slow
@test "what ACPICA was seen to touch of QEMU's tables is in the list" {
	qemu_set set -machine q35 -smp 2
	vmacpigen extract -o tables set
	vmacpigen check -v -c confidential set >listed
	acpiexec -vr tables/dsdt.dat >trace 2>&1 <<<quit
	run -0 "$tools/accesses" listed trace
	[ "$output" -ge 1 ]
}

@test "all tables that are loaded are looked at" {
	local signature
	for signature in SSDT PSDT OSDT; do
		compiled more "$region"
		vmacpigen -m q35 -n 1 --table more.aml -o set
		run -1 vmacpigen check -c confidential set
		[[ $output == *": $signature"*': audit-memory: \MEM: '* ]]
	done
}

@test "the machines are clean, or one line says why not" {
	local machine
	quietly vmacpigen check -W -c confidential "$top/tests/golden/q35-4"
	vmacpigen -m q35 -n 64 -o set
	quietly vmacpigen check -W -c confidential set
	[ "$(list set | wc -l)" -le 24 ]
	for machine in vmd-current,linkable=on vmd; do
		vmacpigen -m "$machine" -n 2 -o set
		capture vmacpigen check -c confidential set
		[ "$status" -le 1 ] && [[ $output != *' audit-'* ]]
	done
	for machine in "$top"/machines/*.vm; do
		vmacpigen -f "$machine" -n 2 -o set
		capture vmacpigen check -c confidential set
		[ "$status" -le 1 ]
		grep ' audit-' <<<"$output" >said || :
		case $machine in
		*/microvm*)	[ "$(wc -l <said)" -eq 1 ]
			grep -F ": warning: audit-claimed: \_SB.GED.EREG:\
 SystemMemory 0xfea00000-0xfea00003 is a device's only according to the FADT, at\
 0xfea00000-0xfea00fff; " said ;;
		*)	[ ! -s said ] ;;
		esac
		list set >listed
		[ -s listed ] && [ "$(wc -l <listed)" -le 24 ]
	done
}

@test "it is asked by its name only, and with others" {
	compiled table "$region"
	vmacpigen -m q35 -n 1 --dsdt table.aml -o set
	run ! grep -F audit- <(vmacpigen check -v set)
	run -1 vmacpigen check -c seabios,confidential set
	[[ $output == *': audit-memory: '* ]]
	run ! grep '^confidential: ' <(vmacpigen check -c confidential set)
}

@test "the manual shows the list" {
	vmacpigen -m q35 -n 2 -o set
	mandoc -T ascii -O width=200 "$top/man/vmacpigen.1" | sed $'s/.\b//g' |
	    sed -n '/-m q35 -n 2.* it is:$/,/^ *Of the machines built in/p' |
	    sed -n 's/^  *//; /^[SPrn][^ ]* .*:/p' >shown
	diff shown <(list set | sed 's/^confidential: //')
}

# bats test_tags=slow
@test "hostile AML is looked at to its end" {
	local shape
	for shape in $("$tools/hostile-aml" -l); do
		"$tools/hostile-aml" "$shape" 2 table
		capture vmacpigen check -v -c confidential table
		[ "$status" -le 1 ] || {
			echo "$shape: status $status: $stderr"
			return 1
		}
		grep -q '^confidential: ' <<<"$output"
	done
}
