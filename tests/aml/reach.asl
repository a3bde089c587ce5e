/* What runs by itself, and what it gets at: see reach.txt. */
DefinitionBlock ("", "DSDT", 2, "VMACPI", "REACH", 1)
{
	/* Read at boot, by a method that another one calls */
	OperationRegion (RD00, SystemIO, 0x100, 4)
	Field (RD00, ByteAcc, NoLock, Preserve) { FRD0, 8, FRD1, 8 }
	Method (RDIT) { Return (FRD1) }
	Device (DEV0)
	{
		Name (_HID, "DEV00000")
		Method (_STA) { Return (RDIT ()) }
	}

	/*
	 * Written at boot behind If, Else and While, and read on an event; read
	 * to preserve what is not written, or not
	 */
	OperationRegion (WR00, SystemIO, 0x110, 4)
	Field (WR00, ByteAcc, NoLock, Preserve) { FWR0, 8 }
	OperationRegion (WR01, SystemIO, 0x118, 2)
	Field (WR01, WordAcc, NoLock, Preserve) { FWR1, 8 }
	OperationRegion (WR02, SystemIO, 0x11c, 2)
	Field (WR02, WordAcc, NoLock, WriteAsZeros) { FWR2, 8 }
	Device (DEV1)
	{
		Name (_HID, "DEV00001")
		Method (_INI)
		{
			If (Ones) {} Else { While (One) { FWR0 = One Break } }
			FWR1 = One
			FWR2 = One
		}
	}
	Method (\_GPE._L03) { Return (FWR0) }

	/* An index is written to read what is behind it. */
	OperationRegion (IX00, SystemIO, 0x120, 2)
	Field (IX00, ByteAcc, NoLock, Preserve) { FIX0, 8, FIX1, 8 }
	IndexField (FIX0, FIX1, ByteAcc, NoLock, Preserve) { FIX2, 8 }
	OperationRegion (IX01, SystemIO, 0x130, 2)
	Field (IX01, ByteAcc, NoLock, Preserve) { FIX3, 8 }
	OperationRegion (IX02, SystemIO, 0x140, 2)
	Field (IX02, ByteAcc, NoLock, Preserve) { FIX4, 8 }
	IndexField (FIX3, FIX4, ByteAcc, NoLock, Preserve) { FIX5, 8 }
	Device (DEV2)
	{
		Name (_ADR, 2)
		Method (_PS0) { FIX2++ }
		Method (_OST, 3) { Local0 = FIX5 }
	}

	/* So is a bank. */
	OperationRegion (BK00, SystemIO, 0x150, 1)
	Field (BK00, ByteAcc, NoLock, Preserve) { FBK0, 8 }
	OperationRegion (BK01, SystemIO, 0x160, 4)
	BankField (BK01, FBK0, 1, ByteAcc, NoLock, Preserve) { FBK1, 8 }
	Scope (DEV2) { Method (_EJ0, 1) { Return (FBK1) } }

	/* Through an alias, a package, and a reference */
	OperationRegion (AL00, SystemIO, 0x170, 1)
	Field (AL00, ByteAcc, NoLock, Preserve) { FAL0, 8 }
	Method (ALIT) { FAL0 = One }
	Device (DEV3)
	{
		Name (_HID, "DEV00003")
		Alias (\ALIT, _DIS)
		Method (_CRS) { Return (DerefOf (PKG0[0])) }
		Method (_SRS, 1) { REFD (RefOf (FRF0)) }
	}
	OperationRegion (PK00, SystemIO, 0x180, 1)
	Field (PK00, ByteAcc, NoLock, Preserve) { FPK0, 8 }
	Name (PKG0, Package () { FPK0 })
	OperationRegion (RF00, SystemIO, 0x190, 1)
	Field (RF00, ByteAcc, NoLock, Preserve) { FRF0, 8 }
	Method (REFD, 1) { Arg0 = One }

	/* By its name */
	OperationRegion (TX00, SystemIO, 0x198, 1)
	Field (TX00, ByteAcc, NoLock, Preserve) { FTX0, 8 }
	Scope (DEV2)
	{
		Method (_LCK, 1)
		{
			Local0 = "\\FTX0"
			Return (DerefOf (Local0))
		}
	}

	/* When the table is loaded; by nobody; in a method */
	OperationRegion (LD00, SystemIO, 0x1a0, 1)
	Field (LD00, ByteAcc, NoLock, Preserve) { FLD0, 8 }
	Name (VAR0, 0)
	If (FLD0) { VAR0 = One }
	OperationRegion (NO00, PCI_Config, 0x1b0, 1)
	Field (NO00, ByteAcc, NoLock, Preserve) { FNO0, 8 }
	Method (NONE) { Return (FNO0) }
	Method (\_SB._OSC, 4, Serialized)
	{
		OperationRegion (LC00, EmbeddedControl, Arg0, 1)
		Field (LC00, ByteAcc, NoLock, Preserve) { FLC0, 8 }
		FLC0 = One
		Return (Arg3)
	}

	/* What is only asked whether it is there is not run. */
	Method (\_TTS, 1)
	{
		If (CondRefOf (NONE)) { Return (ObjectType (FNO0)) }
		Return (Zero)
	}
}
