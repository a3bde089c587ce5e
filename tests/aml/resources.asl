/*
 * Every resource descriptor of ACPI 6.5, section 6.4, that iasl of 2020 can
 * make, with each keyword at least once.
 */
DefinitionBlock ("", "DSDT", 2, "VMACPI", "RESOURCE", 1)
{
	Name (SMAL, ResourceTemplate ()
	{
		StartDependentFn (0, 2)
		{
			IRQ (Level, ActiveLow, Shared) { 5, 10, 11 }
			DMA (Compatibility, NotBusMaster, Transfer8) { 4 }
			IO (Decode16, 0x3f8, 0x3f8, 1, 8)
		}
		StartDependentFnNoPri ()
		{
			IRQ (Edge, ActiveHigh, Exclusive) { 3 }
			DMA (TypeA, BusMaster, Transfer8_16) { 1, 3 }
			DMA (TypeB, BusMaster, Transfer16) {}
			DMA (TypeF, BusMaster, Transfer16) { 0 }
			IO (Decode10, 0x100, 0x3f0, 0x10, 0x20)
		}
		EndDependentFn ()
		IRQNoFlags () { 4, 15 }
		IRQ (Level, ActiveLow, SharedAndWake) { 9 }
		IRQ (Level, ActiveLow, ExclusiveAndWake) {}
		FixedIO (0x378, 3)
		FixedDMA (0x10, 0x2, Width8bit)
		FixedDMA (0x11, 0x3, Width16bit)
		FixedDMA (0x12, 0x4, Width32bit)
		FixedDMA (0x13, 0x5, Width64bit)
		FixedDMA (0x14, 0x6, Width128bit)
		FixedDMA (0x15, 0x7, Width256bit)
		VendorShort () { 1, 2, 3, 4, 5, 6, 7 }
		VendorShort () {}
	})
	Name (MEMO, ResourceTemplate ()
	{
		Memory24 (ReadOnly, 0x0100, 0x0ff0, 0x1000, 0x20)
		Memory32 (ReadWrite, 0x100000, 0xf0000000, 0x10000, 0x20000)
		Memory32Fixed (ReadOnly, 0xfec00000, 0x1000)
		Memory32Fixed (ReadWrite, 0xfed00000, 0x400)
		VendorLong () { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }
		Register (SystemMemory, 32, 0, 0xfee00000, 3)
		Register (FFixedHW, 1, 2, 0x60)
		Register (PCC, 8, 0, 1, 2)
	})
	Name (SPAC, ResourceTemplate ()
	{
		WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode,
		    0, 0, 0xff, 0, 0x100)
		WordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode,
		    EntireRange, 0, 0, 0xcf7, 0, 0xcf8)
		WordIO (ResourceConsumer, MinNotFixed, MaxNotFixed, SubDecode,
		    ISAOnlyRanges, 0xf, 0x100, 0x1ff, 0x10, 0x10, 0x2,
		    "\\_SB.SRC", , TypeTranslation, SparseTranslation)
		WordIO (ResourceConsumer, MinFixed, MaxNotFixed, PosDecode,
		    NonISAOnlyRanges, 0, 0x100, 0x1ff, 0, 0, , , ,
		    TypeTranslation, DenseTranslation)
		WordSpace (0xc0, ResourceProducer, PosDecode, MinFixed,
		    MaxFixed, 0xa5, 0, 0, 0xf, 0, 0x10)
		DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
		    NonCacheable, ReadWrite, 0, 0xc0000000, 0xfebfffff, 0,
		    0x3ec00000)
		DWordMemory (ResourceConsumer, SubDecode, MinNotFixed,
		    MaxNotFixed, Cacheable, ReadOnly, 0xfff, 0x1000, 0x8fff, 0,
		    0x1000, 1, "\\_SB.SRC", , AddressRangeReserved,
		    TypeTranslation)
		DWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed,
		    WriteCombining, ReadWrite, 0, 0, 0xfff, 0, 0x1000, , , ,
		    AddressRangeACPI)
		DWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed,
		    Prefetchable, ReadWrite, 0, 0, 0xfff, 0, 0x1000, , , ,
		    AddressRangeNVS)
		DWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode,
		    EntireRange, 0, 0, 0xffff, 0x10000, 0x10000)
		DWordSpace (0xc1, ResourceConsumer, PosDecode, MinFixed,
		    MaxFixed, 0, 0, 0, 0xf, 0, 0x10, 0, "\\_SB")
		QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
		    Cacheable, ReadWrite, 0, 0x800000000, 0xfffffffff,
		    0x1000000000, 0x800000000)
		QWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode,
		    EntireRange, 0, 0, 0xffff, 0, 0x10000)
		QWordSpace (0xc2, ResourceConsumer, PosDecode, MinFixed,
		    MaxFixed, 0xff, 0, 0, 0xf, 0, 0x10)
		ExtendedMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
		    Cacheable, ReadWrite, 0, 0x1000, 0x1fff, 0, 0x1000, 0x8000)
		ExtendedIO (ResourceProducer, MinFixed, MaxFixed, PosDecode,
		    EntireRange, 0, 0, 0xff, 0, 0x100, 0)
		ExtendedSpace (0xc3, ResourceConsumer, PosDecode, MinFixed,
		    MaxFixed, 0xff, 0, 0, 0xf, 0, 0x10, 1)
	})
	Name (GSIS, ResourceTemplate ()
	{
		Interrupt (ResourceConsumer, Level, ActiveHigh, Shared) { 9 }
		Interrupt (ResourceConsumer, Edge, ActiveLow, Exclusive)
		{ 16, 17, 0x12345678 }
		Interrupt (ResourceProducer, Level, ActiveLow, SharedAndWake,
		    3, "\\_SB.SRC") { 5 }
		Interrupt (ResourceConsumer, Level, ActiveLow,
		    ExclusiveAndWake) { 6 }
	})
	Name (PINS, ResourceTemplate ()
	{
		GpioInt (Edge, ActiveHigh, Exclusive, PullDefault, 0,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 1 }
		GpioInt (Level, ActiveLow, SharedAndWake, PullUp, 0x1234,
		    "\\_SB.GPI0", 1, ResourceConsumer, ,
		    RawDataBuffer () { 1, 2, 3 }) { 2 }
		GpioInt (Edge, ActiveBoth, ExclusiveAndWake, PullDown, 0,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 3 }
		GpioIo (Shared, PullNone, 10, 20, IoRestrictionInputOnly,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 4, 5, 0xffff }
		GpioIo (Exclusive, PullUp, 0, 0, IoRestrictionOutputOnly,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 4 }
		GpioIo (Exclusive, 0x81, 0, 0, IoRestrictionNoneAndPreserve,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 4 }
		GpioIo (Exclusive, PullUp, 0, 0, IoRestrictionNone,
		    "\\_SB.GPI0", 0, ResourceConsumer) { 4 }
		PinFunction (Exclusive, PullDown, 7, "\\_SB.GPI0", 0,
		    ResourceConsumer, , RawDataBuffer () { 9 }) { 2, 3 }
		PinConfig (Shared, 2, 0x12345678, "\\_SB.GPI0", 0,
		    ResourceConsumer, , ) { 11, 12 }
		PinGroup ("grp1", ResourceProducer, , RawDataBuffer () { 1 })
		{ 14, 15 }
		PinGroupFunction (Exclusive, 3, "\\_SB.GPI0", 0, "grp1",
		    ResourceConsumer, , RawDataBuffer () { 4, 5 })
		PinGroupConfig (Exclusive, 4, 0x200, "\\_SB.GPI0", 0, "grp1",
		    ResourceConsumer, , )
	})
	Name (BUSE, ResourceTemplate ()
	{
		I2cSerialBusV2 (0x2c, ControllerInitiated, 400000,
		    AddressingMode7Bit, "\\_SB.I2C0", 0, ResourceConsumer, ,
		    Exclusive, RawDataBuffer () { 1, 2 })
		I2cSerialBusV2 (0x3ff, DeviceInitiated, 100000,
		    AddressingMode10Bit, "\\_SB.I2C0", 1, ResourceConsumer, ,
		    Shared, )
		SpiSerialBusV2 (1, PolarityLow, FourWireMode, 8,
		    ControllerInitiated, 1000000, ClockPolarityLow,
		    ClockPhaseFirst, "\\_SB.SPI0", 0, ResourceConsumer, ,
		    Exclusive, )
		SpiSerialBusV2 (2, PolarityHigh, ThreeWireMode, 16,
		    DeviceInitiated, 2000000, ClockPolarityHigh,
		    ClockPhaseSecond, "\\_SB.SPI0", 0, ResourceConsumer, ,
		    Shared, RawDataBuffer () { 7 })
		UartSerialBusV2 (115200, DataBitsEight, StopBitsOne, 0xc0,
		    LittleEndian, ParityTypeNone, FlowControlNone, 32, 16,
		    "\\_SB.URT0", 0, ResourceConsumer, , Exclusive, )
		UartSerialBusV2 (9600, DataBitsSeven, StopBitsTwo, 0xfc,
		    BigEndian, ParityTypeEven, FlowControlHardware, 1, 2,
		    "\\_SB.URT0", 0, ResourceConsumer, , Shared,
		    RawDataBuffer () { 1, 2, 3 })
		UartSerialBusV2 (9600, DataBitsNine, StopBitsOnePlusHalf, 0,
		    LittleEndian, ParityTypeMark, FlowControlXON, 1, 2,
		    "\\_SB.URT0", 0, ResourceConsumer, , Exclusive, )
	})
	Scope (\_SB)
	{
		/* How a template is come by */
		Device (FIX0)
		{
			Name (_ADR, 1)
			Name (_CRS, ResourceTemplate () { IRQNoFlags () { 1 } })
		}
		Device (FIX1)
		{
			Name (_ADR, 2)
			Method (_CRS)
			{
				Return (ResourceTemplate ()
				    { IRQNoFlags () { 2 } })
			}
		}
		Device (FIX2)
		{
			Name (_ADR, 3)
			Name (CRS0, ResourceTemplate () { IRQNoFlags () { 3 } })
			Method (_CRS) { Return (CRS0) }
		}
		Device (CMP0)
		{
			Name (_ADR, 4)
			Name (CRS0, ResourceTemplate () { IRQNoFlags () { 4 } })
			Method (_CRS)
			{
				CreateWordField (CRS0, 1, IRQW)
				Store (0x20, IRQW)
				Return (CRS0)
			}
		}
		Device (CMP1)
		{
			Name (_ADR, 5)
			Method (_CRS, 0, Serialized)
			{
				Name (BUF0, ResourceTemplate ()
				    { IO (Decode16, 0x60, 0x60, 1, 1) })
				Name (BUF1, ResourceTemplate ()
				    { IO (Decode16, 0x64, 0x64, 1, 1) })
				If (FIX0) { Return (BUF0) }
				Return (BUF1)
			}
		}
		Device (CMP2)
		{
			Name (_ADR, 6)
			Name (_CRS, ResourceTemplate () { IRQNoFlags () { 5 } })
			Method (_INI) { Store (0x40, Index (_CRS, 1)) }
		}
		Device (CMP3)
		{
			Name (_ADR, 7)
			Method (_CRS) { Return (OTHR ()) }
		}
		Method (OTHR) { Return (BUSE) }
		Device (PRT0)
		{
			Name (_ADR, 8)
			Name (_PRT, Package ()
			{
				Package () { 0x0001ffff, 0, LNKA, 0 },
				Package () { 0x0001ffff, 1, 0, 17 }
			})
		}
		Device (LNKA) { Name (_HID, EisaId ("PNP0C0F")) }
		Device (PRT1)
		{
			Name (_ADR, 9)
			Name (PR00, Package ()
			    { Package () { 0xffff, 0, LNKA, 0 } })
			Name (AR00, Package ()
			    { Package () { 0xffff, 0, 0, 16 } })
			Method (_PRT)
			{
				If (FIX0) { Return (AR00) }
				Return (PR00)
			}
		}
	}
}
