/* See LICENSE for licence details. */

/*
 * The DSDT of OpenBSD vmd(8) as of September 2026, from its hardware; aml.c
 * appends the processors.
 */

DefinitionBlock ("", "DSDT", 2, "VMD   ", "VMD DSDT", 1)
{
	Name (_S5, Package (4) { 5, 0, 0, 0 })

	Scope (_SB)
	{
		Device (PCI0)
		{
			Name (_HID, EisaId ("PNP0A08"))
			Name (_CID, EisaId ("PNP0A03"))
			Name (_SEG, 0)
			Name (_BBN, 0)
			Name (_UID, 0)

			/* vmd's memory window goes on behind the I/O APIC. */
			Name (_CRS, ResourceTemplate ()
			{
				WordBusNumber (ResourceProducer, MinFixed,
				    MaxFixed, PosDecode, 0, 0, 0xff, 0, 0x100)
				IO (Decode16, 0xcf8, 0xcf8, 1, 8)
				WordIO (ResourceProducer, MinFixed, MaxFixed,
				    PosDecode, EntireRange,
				    0, 0x1000, 0xffff, 0, 0xf000)
				DWordMemory (ResourceProducer, PosDecode,
				    MinFixed, MaxFixed, NonCacheable, ReadWrite,
				    0, 0xf0000000, 0xfebfffff, 0, 0x0ec00000)
			})

			/* vmd numbers slots and interrupts as they come. */
			Name (_PRT, Package (10)
			{
				Package (4) { 0x0001ffff, 0, 0, 3 },
				Package (4) { 0x0002ffff, 0, 0, 5 },
				Package (4) { 0x0003ffff, 0, 0, 6 },
				Package (4) { 0x0004ffff, 0, 0, 7 },
				Package (4) { 0x0005ffff, 0, 0, 9 },
				Package (4) { 0x0006ffff, 0, 0, 10 },
				Package (4) { 0x0007ffff, 0, 0, 11 },
				Package (4) { 0x0008ffff, 0, 0, 12 },
				Package (4) { 0x0009ffff, 0, 0, 14 },
				Package (4) { 0x000affff, 0, 0, 15 }
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

		Device (SPKR)
		{
			Name (_HID, EisaId ("PNP0800"))
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0x61, 0x61, 1, 1)
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

		Device (PWRB)
		{
			Name (_HID, EisaId ("PNP0C0C"))
			Name (_STA, 0x0b)
		}

		Device (SLPB)
		{
			Name (_HID, EisaId ("PNP0C0E"))
			Name (_STA, 0x0b)
		}
	}
}
