/*
 * A DSDT with the faults of vmd(8)'s of September 2026: the window of memory
 * is over the I/O APIC and the local APIC, ports have no alignment, and slot 5
 * has the SCI's GSI.
 */

DefinitionBlock ("", "DSDT", 2, "VMACPI", "VMD LIKE", 1)
{
	Name (_S5, Package (4) { 5, 0, 0, 0 })

	Scope (_SB)
	{
		Device (PCI0)
		{
			Name (_HID, EisaId ("PNP0A03"))
			Name (_BBN, 0)
			Name (_CRS, ResourceTemplate ()
			{
				WordBusNumber (ResourceProducer, MinFixed,
				    MaxFixed, PosDecode, 0, 0, 0xff, 0, 0x100)
				DWordMemory (ResourceProducer, PosDecode,
				    MinFixed, MaxFixed, NonCacheable, ReadWrite,
				    0, 0xf0000000, 0xffbfffff, 0, 0x0fc00000)
			})
			Name (_PRT, Package (2)
			{
				Package (4) { 0x0004ffff, 0, 0, 7 },
				Package (4) { 0x0005ffff, 0, 0, 9 }
			})
		}

		Device (CLK)
		{
			Name (_HID, EisaId ("PNP0B00"))
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0x70, 0x70, 0, 2)
			})
		}
	}
}
