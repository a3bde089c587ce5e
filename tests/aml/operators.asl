/*
 * Every term of ACPI 6.5, chapter 20, which iasl can make: those outside of
 * methods where they can be there, the others in methods.
 */
DefinitionBlock ("", "DSDT", 2, "VMACPI", "OPERATOR", 1)
{
	External (\_SB.ELSE, DeviceObj)
	External (\_SB.ELSE.CALL, MethodObj, IntObj, {IntObj, StrObj})
	External (\VALU, IntObj)

	/* Data objects */
	Name (ZRO0, Zero)
	Name (ONE0, One)
	Name (NEG1, Ones)
	Name (BYT0, 0x12)
	Name (WRD0, 0x1234)
	Name (DWD0, 0x12345678)
	Name (QWD0, 0x123456789abcdef0)
	Name (STR0, "a text with \"quotes\", \\ and \x07")
	Name (BUF0, Buffer () { 1, 2, 3 })
	Name (BUF1, Buffer (20) {})
	Name (BUF2, Buffer (2) { 1, 2, 3 })
	Name (BUF3, Buffer (0x1234) { 1 })
	Name (UNI0, Unicode ("wide"))
	Name (UUID, ToUUID ("33db4d5b-1ff7-401c-9657-7441c03dd766"))
	Name (EISA, EisaId ("PNP0A08"))
	Name (PKG0, Package () {})
	Name (PKG1, Package (4) { 1, "two" })
	Name (PKG2, Package () { Package () { Package () { 3 } }, BUF0,
	    Buffer () { 4 }, \_SB.DEV0, \_SB.ELSE })
	Name (PKG3, Package (255) { 0 })
	Name (PKG4, Package (256) { 0 })	/* VarPackage */
	Name (REV0, Revision)

	/* Named objects */
	Alias (BYT0, ALI0)
	Mutex (MTX0, 0)
	Mutex (MTX1, 15)
	Event (EVT0)
	OperationRegion (MEM0, SystemMemory, 0xfed00000, 0x400)
	OperationRegion (MEM1, SystemMemory, 0x123456789a, 0x4000)
	OperationRegion (IO00, SystemIO, 0x70, 4)
	OperationRegion (PCI0, PCI_Config, 0x60, 12)
	OperationRegion (EC00, EmbeddedControl, 0, 0xff)
	OperationRegion (SMB0, SMBus, 0x4200, 0x100)
	OperationRegion (CMO0, SystemCMOS, 0, 0x80)
	OperationRegion (BAR0, PciBarTarget, 0x10, 0x100)
	OperationRegion (IPM0, IPMI, 0x3000, 0x100)
	OperationRegion (GPI0, GeneralPurposeIO, 0, 8)
	OperationRegion (GSB0, GenericSerialBus, 0, 0x100)
	OperationRegion (PCC0, PCC, 0, 0x20)
	OperationRegion (PRM0, PlatformRtMechanism, 0, 0x20)
	OperationRegion (FFH0, FFixedHW, 0, 8)
	OperationRegion (OEM0, 0x80, 0, 8)
	/* Expressions that iasl does not fold, since a Name is in them */
	OperationRegion (SUM0, SystemMemory, Add (DWD0, 0x10), WRD0)
	OperationRegion (SUM1, SystemMemory, Or (ShiftLeft (BYT0, 16), 0x42),
	    Subtract (WRD0, And (BYT0, 0x10)))
	OperationRegion (SUM2, SystemMemory, Multiply (Xor (BYT0, 3), 0x1000),
	    Divide (WRD0, 2))
	OperationRegion (SUM3, SystemMemory, Not (Nor (DWD0, 0x8000)),
	    Mod (WRD0, 0x100))
	OperationRegion (SUM4, SystemMemory, ShiftRight (Nand (DWD0, 0xff), 40),
	    Add (LEqual (BYT0, 0x12), 0x101))
	OperationRegion (VAR0, SystemMemory, VARI, 0x10)
	Name (VARI, 0x1000)
	OperationRegion (VAR1, SystemMemory, VARI, 0x10)
	DataTableRegion (DTR0, "FACP", "", "")
	Field (MEM0, AnyAcc, NoLock, Preserve)
	{
		F000, 1,
		, 3,
		F001, 4,
		Offset (8),
		F002, 64,
		AccessAs (ByteAcc, 0),
		F003, 8,
		AccessAs (QWordAcc),
		F004, 300
	}
	Field (MEM1, AnyAcc, NoLock, Preserve) { F005, 70000 }
	Field (DTR0, DWordAcc, NoLock, Preserve)
	{
		D000, 32
	}
	Field (IO00, ByteAcc, Lock, WriteAsOnes)
	{
		INDX, 8,
		DATA, 8
	}
	IndexField (INDX, DATA, ByteAcc, NoLock, WriteAsZeros)
	{
		Offset (0x10),
		I000, 8,
		I001, 16
	}
	BankField (IO00, INDX, 3, ByteAcc, NoLock, Preserve)
	{
		Offset (2),
		B000, 8,
		B001, 4
	}
	BankField (IO00, INDX, Add (BYT0, 1), ByteAcc, NoLock, Preserve)
	{
		B002, 8
	}
	Name (CONN, ResourceTemplate ()
	{
		GpioIo (Shared, PullNone, 0, 0, IoRestrictionNone,
		    "\\_SB.DEV0", 0, ResourceConsumer,,) { 8, 9 }
	})
	Field (GPI0, ByteAcc, NoLock, Preserve)
	{
		Connection (GpioIo (Shared, PullNone, 0, 0, IoRestrictionNone,
		    "\\_SB.DEV0", 0, ResourceConsumer,,) { 7 }),
		G000, 1,
		Connection (CONN),
		G001, 2
	}
	Field (GSB0, BufferAcc, NoLock, Preserve)
	{
		Connection (I2CSerialBusV2 (0x1a, ControllerInitiated, 100000,
		    AddressingMode7Bit, "\\_SB.DEV0", 0, ResourceConsumer,,
		    Exclusive,)),
		AccessAs (BufferAcc, AttribWord),
		S000, 8,
		AccessAs (BufferAcc, AttribBytes (4)),
		S001, 8
	}
	CreateField (BUF3, 4, 8, CFLD)
	CreateBitField (BUF3, 1, CBIT)
	CreateByteField (BUF3, 1, CBYT)
	CreateWordField (BUF3, 2, CWRD)
	CreateDWordField (BUF3, 4, CDWD)
	CreateQWordField (BUF3, 8, CQWD)

	Scope (\_SB)
	{
		Device (DEV0)
		{
			Name (_HID, "ACPI0010")
			Name (_CID, Package () { EisaId ("PNP0A05"), "PRP0001" })
			Name (_UID, 0)
			Name (^LATE, 5)
			Device (DEV1)
			{
				Name (_ADR, 0)
				Name (^^UP00, 1)
				Method (SRCH, 0) { Return (LATE) }
			}
		}
		Device (DEV0.DEV1.DEV2) { Name (_HID, EisaId ("PNP0C02")) }
		Processor (CPU0, 1, 0x610, 6) { Name (_UID, 1) }
		PowerResource (PWR0, 3, 0x1234)
		{
			Method (_STA) { Return (1) }
			Method (_ON) {}
			Method (_OFF) {}
		}
	}
	Alias (\_SB.DEV0, ALI1)
	ThermalZone (\_TZ.THM0) { Name (_CRT, 0x0fac) }

	/* What runs when the table is loaded */
	If (LEqual (BYT0, 0x12))
	{
		Name (IF00, 1)
		Device (IFDV) { Name (_ADR, 1) }
		Scope (IFDV) { Name (BELO, 1) }
	}
	Else
	{
		Name (IF01, 2)
		If (CondRefOf (\_SB.DEV0)) { Name (IF02, 1) }
		ElseIf (CondRefOf (ALI0)) { Name (IF03, 1) }
	}
	Store (3, ONE0)
	While (LLess (ONE0, 5)) { Increment (ONE0) }

	Method (CALL, 3, Serialized, 5) { Return (Arg2) }
	Method (SEVN, 7) { Return (Arg6) }
	Method (NARG) { Return (0) }
	Method (NEST, 1)
	{
		Name (LOC0, 1)
		Name (\LOC1, 1)
		Method (LOC2, 2)
		{
			Name (LOC3, 1)
			Return (Add (LOC3, Arg1))
		}
		OperationRegion (LOC4, SystemMemory, Arg0, 0x100)
		Field (LOC4, ByteAcc, NoLock, Preserve) { LOC5, 8 }
		CreateDWordField (BUF3, 12, LOC6)
		Device (LOC7) { Name (LOC8, 2) }
		Return (LOC2 (LOC0, LOC5))
	}
	Method (EXPR, 2)
	{
		Store (CALL (1, SEVN (1, 2, 3, 4, 5, 6, NARG ()), 3), Local0)
		Store (Local0, Debug)
		Store (2, VARI)
		CopyObject (Local0, Local1)
		Add (1, Local0, Local1)
		Store (Subtract (Local0, 1), Local1)
		Multiply (Local0, 2, Local2)
		Divide (Local0, 2, Local1, Local2)
		Divide (Local0, 2,, Local2)
		Mod (Local0, 2, Local3)
		And (Local0, 1, Local3)
		Nand (Local0, 1, Local3)
		Or (Local0, 1, Local3)
		Nor (Local0, 1, Local3)
		Xor (Local0, 1, Local3)
		Not (Local0, Local3)
		ShiftLeft (Local0, 1, Local3)
		ShiftRight (Local0, 1, Local3)
		Increment (Local0)
		Decrement (Local0)
		FindSetLeftBit (Local0, Local4)
		FindSetRightBit (Local0, Local4)
		FromBCD (0x12, Local4)
		ToBCD (12, Local4)
		Store (RefOf (Local0), Local5)
		Store (DerefOf (Local5), Local6)
		Store (DerefOf (Index (PKG1, 1)), Local6)
		Store (1, Index (BUF1, 3))
		Index (PKG1, 0, Local7)
		Store (CondRefOf (VALU, Local5), Local6)
		Store (CondRefOf (\_OSI), Local6)
		Store (SizeOf (STR0), Local6)
		Store (ObjectType (STR0), Local6)
		Concatenate ("a", Local0, Local6)
		ConcatenateResTemplate (CONN, CONN, Local6)
		Store (Match (PKG1, MEQ, 1, MTR, 0, 0), Local6)
		Store (Match (PKG1, MLE, 1, MGE, 0, 0), Local6)
		Mid (STR0, 1, 2, Local6)
		ToBuffer (Local0, Local6)
		ToDecimalString (Local0, Local6)
		ToHexString (Local0, Local6)
		ToInteger ("1", Local6)
		ToString (BUF0, Ones, Local6)
		ToString (BUF0, 2, Local6)
		If (LAnd (Local0, LOr (Local1, LNot (Local2)))) { Noop }
		If (LNotEqual (Local0, 1)) { BreakPoint }
		If (LGreater (Local0, 1)) { Fatal (1, 2, 3) }
		If (LGreaterEqual (Local0, 1)) { Stall (1) }
		If (LLessEqual (Local0, 1)) { Sleep (1) }
		While (1)
		{
			If (Local0) { Continue }
			Else { Break }
		}
		Switch (ToInteger (Arg0))
		{
			Case (1) { Store (1, Local0) }
			Case (Package () { 2, 3 }) { Store (2, Local0) }
			Default { Store (3, Local0) }
		}
		Acquire (MTX0, 0xffff)
		Release (MTX0)
		Signal (EVT0)
		Wait (EVT0, 100)
		Reset (EVT0)
		Notify (\_SB.DEV0, 0x80)
		Store (Timer, Local0)
		Store (Revision, Local0)
		Store (\_SB.ELSE.CALL (1, "x"), Local0)
		Store (\_OSI ("Linux"), Local0)
		Store (VALU, F000)
		Load (MEM0, Local0)
		Store (LoadTable ("OEM1", "ID", "TABLE", "\\", "PARM", 1),
		    Local0)
		Unload (Local0)
		Name (LPKG, Package (Arg0) { 1, 2 })
		Name (LBUF, Buffer (Arg0) { 1, 2 })
		Return (Package () { 1, NARG })
	}
}
