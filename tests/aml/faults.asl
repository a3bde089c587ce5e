/*
 * Resources and mappings that rules of check are about, each wrong in its way,
 * and beside them the right ones that come closest.  It takes iasl -f.
 */

DefinitionBlock ("", "DSDT", 2, "VMACPI", "FAULTS", 1)
{
	Scope (_SB)
	{
		Device (PIO)
		{
			Name (_PRS, ResourceTemplate ()
			{
				StartDependentFn (0, 0)
				{
					IO (Decode16, 0, 0, 0, 0)
					IO (Decode16, 0x100, 0x3f0, 8, 16)
					IO (Decode16, 0xfff0, 0xfff0, 1, 16)
					FixedIO (0x3f8, 8)
				}
				EndDependentFn ()
			})
		}
		Device (PIO0)
		{
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0x200, 0x100, 1, 1)
			})
		}
		Device (PIO1)
		{
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0x100, 0x100, 1, 0)
			})
		}
		Device (PIO2)
		{
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0xfff1, 0xfff1, 1, 16)
			})
		}
		Device (PIO3)
		{
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode10, 0x3f8, 0x3f8, 1, 16)
			})
		}
		Device (PIO4)
		{
			Name (_CRS, ResourceTemplate ()
			{
				IO (Decode16, 0x100, 0x104, 8, 1)
			})
		}
		Device (PIO5)
		{
			Name (_CRS, ResourceTemplate ()
			{
				FixedIO (0x3f8, 0)
			})
		}

		Device (MEM)
		{
			Name (_CRS, ResourceTemplate ()
			{
				Memory24 (ReadWrite, 0x10, 0x1f, 1, 0x10)
				Memory32 (ReadWrite, 0x1000, 0x1000, 1, 0x1000)
				DWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxFixed, Cacheable, ReadWrite,
				    0, 0, 0, 0, 0)
				DWordMemory (ResourceConsumer, PosDecode,
				    MinNotFixed, MaxNotFixed, Cacheable,
				    ReadWrite, 0xfff, 0, 0xffff, 0, 0x1000)
				DWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxNotFixed, Cacheable,
				    ReadWrite, 0xfff, 0x1000, 0xffff, 0, 0)
				QWordMemory (ResourceConsumer, PosDecode,
				    MinNotFixed, MaxNotFixed, Cacheable,
				    ReadWrite, 0, 0, 0xffffffffffffffff, 0,
				    0x1000)
			})
		}
		Device (MEM0)
		{
			Name (_CRS, ResourceTemplate ()
			{
				Memory24 (ReadWrite, 0x20, 0x10, 1, 1)
			})
		}
		Device (MEM1)
		{
			Name (_CRS, ResourceTemplate ()
			{
				Memory32 (ReadWrite, 0x1000, 0x1fff, 1, 0)
			})
		}
		Device (MEM2)
		{
			Name (_CRS, ResourceTemplate ()
			{
				DWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxFixed, Cacheable, ReadWrite,
				    0, 0x1000, 0x1fff, 0, 0x1001)
			})
		}
		Device (MEM3)
		{
			Name (_CRS, ResourceTemplate ()
			{
				DWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxFixed, Cacheable, ReadWrite,
				    0, 0x1000, 0x1fff, 0, 0xfff)
			})
		}
		Device (MEM4)
		{
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode,
				    MinNotFixed, MaxNotFixed, Cacheable,
				    ReadWrite, 0xff0, 0, 0xffff, 0, 0x1000)
			})
		}
		Device (MEM5)
		{
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxFixed, Cacheable, ReadWrite,
				    0xfff, 0x1000, 0x1fff, 0, 0x1000)
			})
		}
		Device (MEM6)
		{
			Name (_CRS, ResourceTemplate ()
			{
				ExtendedMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxNotFixed, Cacheable, ReadWrite,
				    0, 0x1000, 0x1fff, 0, 0x1000)
			})
		}
		Device (MEM7)
		{
			Name (_CRS, ResourceTemplate ()
			{
				WordIO (ResourceProducer, MinNotFixed,
				    MaxNotFixed, PosDecode, EntireRange,
				    0xff, 0, 0xfff, 0, 0x180)
			})
		}
		Device (MEM8)
		{
			/* A method changes it. */
			Name (BUF, ResourceTemplate ()
			{
				DWordMemory (ResourceConsumer, PosDecode,
				    MinFixed, MaxFixed, Cacheable, ReadWrite,
				    0, 0x1000, 0x1fff, 0, 0xfff, , , WIN)
			})
			Method (_CRS, 0, Serialized)
			{
				CreateDWordField (BUF, WIN._LEN, LEN)
				LEN = 0x1000
				Return (BUF)
			}
		}

		Device (LNKA)
		{
			Name (_HID, EisaId ("PNP0C0F"))
		}
		Method (LNKB) { }

		Device (PCI0)
		{
			Name (_HID, EisaId ("PNP0A08"))
			Name (_PRT, Package ()
			{
				Package () { 0x0001ffff, 0, LNKA, 0 },
				Package () { 0x0001ffff, 1, 0, 16 },
				Package () { 0x0001ffff, 2, LNKB, 0 },
				Package () { 0x0001ffff, 3, LNKC, 0 },
				Package () { 0x00020000, 0, LNKA, 0 },
				Package () { 0x00030000, 0, 0, 255 },
				Package () { 0x0004ffff, 0, LNKA },
				Package () { 0x0004ffff, 4, LNKA, 0 },
				Package () { 0x0005ffff, 0, LNKA, 0, 0 }
			})
		}
	}
}
