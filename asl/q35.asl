/* See LICENSE for licence details. */

/*
 * q35's DSDT, always the same.  What depends on options is in an SSDT, which
 * dsdt.c makes: the root bridge's _CRS and _CBA, ECAM, the HPET, \_S3 and the
 * processors.
 *
 * SeaBIOS looks for the keyboard here, and gives up a scope at If, External
 * and IndexField, if they are not in a method.
 */

DefinitionBlock ("", "DSDT", 2, "VMACPI", "Q35 DSDT", 1)
{
	Name (_S5, Package (4) { 0, 0, 0, 0 })

	/* 0: the i8259 pair, 1: the I/O APIC */
	Name (PICF, 0)
	Method (_PIC, 1) { PICF = Arg0 }

	Scope (_SB)
	{
		Device (PCI0)
		{
			Name (_HID, EisaId ("PNP0A08"))
			Name (_CID, EisaId ("PNP0A03"))
			Name (_UID, 0)

			/* With it configuration space is there for _CRS. */
			Name (_BBN, 0)

			/*
			 * PCI Firmware 3.3, 4.5.1.  No native PCIe hot plug
			 * (bit 0): QEMU wires root ports to its own ACPI hot
			 * plug even with acpi=off, so that their slots call
			 * themselves empty, and Linux would unplug what is in
			 * them.  There is no LTR (bit 5).
			 */
			Method (_OSC, 4, Serialized)
			{
				CreateDWordField (Arg3, 0, CDW1)
				If (Arg0 == ToUUID (
				    "33db4d5b-1ff7-401c-9657-7441c03dd766"))
				{
					CreateDWordField (Arg3, 8, CDW3)
					If (Arg1 != 1) { CDW1 |= 0x08 }
					Local0 = CDW3 & 0x1e
					If (CDW3 != Local0) { CDW1 |= 0x10 }
					CDW3 = Local0
				}
				Else { CDW1 |= 0x04 }
				Return (Arg3)
			}

			/*
			 * Pin p of slot s is PIRQ E to H for p + s modulo 4,
			 * but A to D for p on slots 25 to 29 and 31, and
			 * E to H for p on slot 30.  PIRQ A to H are GSI 16
			 * to 23, and what the LPC bridge makes of them on
			 * the i8259 pair.  Elements take the value of a local,
			 * not an expression's: not every interpreter has an
			 * element as an operator's target.
			 */
			Method (_PRT)
			{
				Local0 = Package (128) {}
				Local1 = 0
				While (Local1 < 128)
				{
					Local2 = Local1 >> 2
					Local3 = Local1 & 3
					Local4 = Local3
					If (Local2 < 25)
					{
						Local4 = (Local2 + Local3) & 3
						Local4 += 4
					}
					If (Local2 == 30) { Local4 += 4 }
					If (Local4 == 0)
					{ Local5 = Package (4) {0, 0, LNKA, 0} }
					If (Local4 == 1)
					{ Local5 = Package (4) {0, 0, LNKB, 0} }
					If (Local4 == 2)
					{ Local5 = Package (4) {0, 0, LNKC, 0} }
					If (Local4 == 3)
					{ Local5 = Package (4) {0, 0, LNKD, 0} }
					If (Local4 == 4)
					{ Local5 = Package (4) {0, 0, LNKE, 0} }
					If (Local4 == 5)
					{ Local5 = Package (4) {0, 0, LNKF, 0} }
					If (Local4 == 6)
					{ Local5 = Package (4) {0, 0, LNKG, 0} }
					If (Local4 == 7)
					{ Local5 = Package (4) {0, 0, LNKH, 0} }
					If (PICF)
					{
						Local4 += 16
						Local5 = Package (4) {0, 0, 0, 0}
						Local5[3] = Local4
					}
					Local2 = (Local2 << 16) | 0xffff
					Local5[0] = Local2
					Local5[1] = Local3
					Local0[Local1] = Local5
					Local1++
				}
				Return (Local0)
			}

			Device (ISA)
			{
				Name (_ADR, 0x001f0000)
				OperationRegion (PIRQ, PCI_Config, 0x60, 12)

				Device (KBD)
				{
					Name (_HID, EisaId ("PNP0303"))
					Name (_CRS, ResourceTemplate ()
					{
						IO (Decode16, 0x60, 0x60, 1, 1)
						IO (Decode16, 0x64, 0x64, 1, 1)
						IRQNoFlags () { 1 }
					})
				}

				Device (MOU)
				{
					Name (_HID, EisaId ("PNP0F13"))
					Name (_CRS, ResourceTemplate ()
					{
						IRQNoFlags () { 12 }
					})
				}

				Device (COM1)
				{
					Name (_HID, EisaId ("PNP0501"))
					Name (_UID, 1)
					Name (_CRS, ResourceTemplate ()
					{
						IO (Decode16, 0x3f8, 0x3f8, 1, 8)
						IRQNoFlags () { 4 }
					})
				}

				Device (RTC)
				{
					Name (_HID, EisaId ("PNP0B00"))
					Name (_CRS, ResourceTemplate ()
					{
						IO (Decode16, 0x70, 0x70, 1, 2)
						IRQNoFlags () { 8 }
					})
				}
			}

			Device (FWCF)
			{
				Name (_HID, "QEMU0002")
				Name (_STA, 0x0b)
				Name (_CRS, ResourceTemplate ()
				{
					IO (Decode16, 0x510, 0x510, 1, 12)
				})
			}

			/* The host bridge, and its register PCIEXBAR */
			Device (MCH)
			{
				Name (_ADR, 0)
				OperationRegion (XBAR, PCI_Config, 0x60, 4)
			}
		}

		/* Is there ECAM, and where, in 256 MiB? */
		Field (PCI0.MCH.XBAR, DWordAcc, NoLock, Preserve)
		{
			XBEN, 1,
			Offset (3),
			, 4,
			XBAD, 4
		}

		/*
		 * Where firmware has put ECAM, which is below 4 GiB with all
		 * of them, and has 256 buses; 0 if nowhere
		 */
		Method (ECBA)
		{
			If (XBEN) { Return (XBAD << 28) }
			Return (0)
		}

		/* CMOS, which only MEM reads */
		OperationRegion (CMOS, SystemIO, 0x70, 2)
		Field (CMOS, ByteAcc, NoLock, Preserve)
		{
			CIDX, 8, CDAT, 8
		}

		/*
		 * Where memory ends, in 64 KiB: from 16 MiB on, and from 4 GiB
		 * on.  It is read once, and MEML stays 0 where it cannot be:
		 * ACPICA before Linux 6.3 reads 0 here, once AML has asked
		 * _OSI for Windows.
		 */
		Name (MEML, 0)
		Name (MEMH, 0)
		Method (MEM, 0, Serialized)
		{
			If (MEML == 0)
			{
				CIDX = 0x5d
				Local0 = CDAT << 16
				CIDX = 0x5c
				Local0 |= CDAT << 8
				CIDX = 0x5b
				MEMH = Local0 | CDAT
				CIDX = 0x35
				Local0 = CDAT << 8
				CIDX = 0x34
				MEML = Local0 | CDAT
			}
		}

		/*
		 * The methods below put what the hardware says into resources
		 * that the SSDT hands in, and return them.  iasl before 2021
		 * does not find descriptors by name, so there are offsets: of
		 * a base, a limit and a length.
		 */

		/* ECAM's one range of memory */
		Method (ECRS, 1, Serialized)
		{
			CreateDWordField (Arg0, 4, BAS)
			CreateDWordField (Arg0, 8, LEN)
			BAS = ECBA ()
			LEN = XBEN << 28
			Return (Arg0)
		}

		/*
		 * The root bridge's 32-bit memory, of two ranges behind five
		 * other descriptors.  Where ECAM is at 0xb0000000, or below
		 * it, firmware uses only what is above it: then there is one
		 * range.  OVMF from edk2 2023.05 on, with ECAM further up,
		 * starts at 2 GiB, or at 3 GiB where memory is above 2 GiB.
		 */
		Method (WN32, 1, Serialized)
		{
			CreateDWordField (Arg0, 92, BAS0)
			CreateDWordField (Arg0, 96, LIM0)
			CreateDWordField (Arg0, 104, LEN0)
			CreateDWordField (Arg0, 118, BAS1)
			CreateDWordField (Arg0, 122, LIM1)
			CreateDWordField (Arg0, 130, LEN1)
			MEM ()
			Local0 = ECBA ()
			Local1 = 0xc0000000
			If ((MEML != 0) && (MEML <= 0x7f00))
			{
				Local1 = 0x80000000
			}
			Local2 = Local0 + 0x10000000
			If (Local0 == 0) { Local2 = 0xc0000000 }
			If ((Local0 > 0xb0000000) && (Local0 > Local1))
			{
				BAS0 = Local1
				LIM0 = Local0 - 1
				LEN0 = Local0 - Local1
				BAS1 = Local2
				LEN1 = (LIM1 - Local2) + 1
				Return (Arg0)
			}
			BAS0 = Local2
			LIM0 = LIM1
			LEN0 = (LIM1 - Local2) + 1
			Local3 = Mid (Arg0, 0, 108)
			Local4 = Mid (Arg0, 134, SizeOf (Arg0))
			Return (Concatenate (Local3, Local4))
		}

		/*
		 * Its 64-bit memory, the last of the descriptors, from the
		 * next GiB behind memory on
		 */
		Method (WN64, 1, Serialized)
		{
			Local0 = SizeOf (Arg0)
			Local1 = Local0 - 34
			Local2 = Local0 - 26
			Local3 = Local0 - 10
			CreateQWordField (Arg0, Local1, BAS)
			CreateQWordField (Arg0, Local2, LIM)
			CreateQWordField (Arg0, Local3, LEN)
			MEM ()
			If (MEML)
			{
				Local0 = (MEMH + 0x13fff) & 0xffffc000
				Local0 <<= 16
				BAS = Local0
				LEN = (LIM - Local0) + 1
			}
			Return (Arg0)
		}

		/* Bits 0 to 3: the IRQ; bit 7: none */
		Field (PCI0.ISA.PIRQ, ByteAcc, NoLock, Preserve)
		{
			PRQA, 8, PRQB, 8, PRQC, 8, PRQD, 8,
			Offset (8),
			PRQE, 8, PRQF, 8, PRQG, 8, PRQH, 8
		}

		Name (LPRS, ResourceTemplate ()
		{
			Interrupt (ResourceConsumer, Level, ActiveHigh, Shared)
			{
				5, 10, 11
			}
		})

		Method (LSTA, 1)
		{
			If (Arg0 & 0x80) { Return (0x09) }
			Return (0x0b)
		}

		Method (LCRS, 1, Serialized)
		{
			Name (BUF, ResourceTemplate ()
			{
				Interrupt (ResourceConsumer, Level, ActiveHigh,
				    Shared) { 0 }
			})
			CreateDWordField (BUF, 5, INT)
			INT = Arg0 & 0x0f
			Return (BUF)
		}

		Device (LNKA)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 0)
			Method (_STA) { Return (LSTA (PRQA)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQA)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQA = INT
			}
			Method (_DIS) { PRQA |= 0x80 }
		}

		Device (LNKB)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 1)
			Method (_STA) { Return (LSTA (PRQB)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQB)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQB = INT
			}
			Method (_DIS) { PRQB |= 0x80 }
		}

		Device (LNKC)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 2)
			Method (_STA) { Return (LSTA (PRQC)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQC)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQC = INT
			}
			Method (_DIS) { PRQC |= 0x80 }
		}

		Device (LNKD)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 3)
			Method (_STA) { Return (LSTA (PRQD)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQD)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQD = INT
			}
			Method (_DIS) { PRQD |= 0x80 }
		}

		Device (LNKE)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 4)
			Method (_STA) { Return (LSTA (PRQE)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQE)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQE = INT
			}
			Method (_DIS) { PRQE |= 0x80 }
		}

		Device (LNKF)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 5)
			Method (_STA) { Return (LSTA (PRQF)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQF)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQF = INT
			}
			Method (_DIS) { PRQF |= 0x80 }
		}

		Device (LNKG)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 6)
			Method (_STA) { Return (LSTA (PRQG)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQG)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQG = INT
			}
			Method (_DIS) { PRQG |= 0x80 }
		}

		Device (LNKH)
		{
			Name (_HID, EisaId ("PNP0C0F"))
			Name (_UID, 7)
			Method (_STA) { Return (LSTA (PRQH)) }
			Method (_PRS) { Return (LPRS) }
			Method (_CRS) { Return (LCRS (PRQH)) }
			Method (_SRS, 1, Serialized)
			{
				CreateDWordField (Arg0, 5, INT)
				PRQH = INT
			}
			Method (_DIS) { PRQH |= 0x80 }
		}
	}
}
