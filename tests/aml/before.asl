/* Compared with after.asl: each object is one kind of change. */
DefinitionBlock ("", "DSDT", 2, "VMACPI", "DIFF", 1)
{
    Name (SAME, 1)
    Name (MOVE, 2)
    Name (NUMB, 0x10)
    Name (TEXT, "before")
    Name (DATA, Buffer () { 1, 2, 3 })
    Name (MORE, Buffer (20) { 1, 2, 3 })
    Name (ZERS, Buffer (4) { 1, 0, 0, 0 })
    Name (TYPE, 1)
    Name (PACK, Package () { 1, "two", Package () { 3, 4 }, \SAME })
    Name (LIST, Package () { 1, 2, 3, 4, 5, 6, 7, 8 })
    Name (LONG, Package () { 1, 2, 3, 4, 5, 6, 7, 8 })
    Name (GONE, 7)
    Name (MAYB, 1)
    Alias (SAME, ALIA)
    Mutex (MUTX, 0)
    Event (EVEN)
    OperationRegion (PORT, SystemIO, 0x100, 0x10)
    Field (PORT, ByteAcc, NoLock, Preserve)
    {
        FLDA, 8,
        FLDB, 4,
        FLDC, 4
    }
    OperationRegion (OTHR, SystemIO, 0x200, 0x10)
    Method (CALL, 0, NotSerialized) { Return (0x1d) }
    Method (ARGN, 1, NotSerialized) { Return (Arg0) }
    Method (BODY, 0, Serialized)
    {
        Acquire (MUTX, 0xffff)
        NUMB = SAME
        Release (MUTX)
    }
    Method (OPER, 2, NotSerialized)
    {
        Local0 = Arg0 + Arg1
        Return (Local0)
    }
    Method (MAKE, 0, Serialized)
    {
        Name (RBUF, ResourceTemplate () {
            Memory32Fixed (ReadWrite, 0x1000, 0x1000, MEMX)
        })
        CreateDWordField (RBUF, MEMX._BAS, BASE)
        BASE = NUMB
        Return (RBUF)
    }
    Scope (_SB)
    {
        Device (PCI0)
        {
            Name (_HID, EisaId ("PNP0A03"))
            Name (_UID, 0)
            Name (_CRS, ResourceTemplate () {
                WordBusNumber (ResourceProducer, MinFixed, MaxFixed,
                    PosDecode, 0, 0, 0xff, 0, 0x100)
                IO (Decode16, 0xcf8, 0xcf8, 1, 8)
                DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
                    NonCacheable, ReadWrite, 0, 0xc0000000, 0xfebfffff, 0,
                    0x3ec00000)
            })
            Name (_PRT, Package () {
                Package () { 0x0001ffff, 0, LNKA, 0 },
                Package () { 0x0001ffff, 1, LNKA, 0 },
                Package () { 0x0002ffff, 0, LNKA, 0 }
            })
            Device (S08) { Name (_ADR, 0x00010000) Method (_EJ0, 1) {} }
            Device (S10) { Name (_ADR, 0x00020000) Method (_EJ0, 1) {} }
            Device (S18) { Name (_ADR, 0x00030000) Method (_EJ0, 1) {} }
            Device (S20) { Name (_ADR, 0x00040000) Method (_EJ0, 1) {} }
            Device (S28) { Name (_ADR, 0x00050000) }
        }
        Device (LNKA)
        {
            Name (_HID, EisaId ("PNP0C0F"))
            Name (_PRS, ResourceTemplate () {
                Interrupt (ResourceConsumer, Level, ActiveHigh, Shared)
                {
                    5, 10
                }
            })
        }
        Device (COM1)
        {
            Name (_HID, EisaId ("PNP0501"))
            Name (_UID, 1)
            Name (_CRS, ResourceTemplate () {
                IO (Decode16, 0x3f8, 0x3f8, 1, 8)
                IRQNoFlags () { 4 }
            })
        }
        Device (C000)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0)
            Method (_STA) { Return (0xf) }
        }
        Device (C001)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 1)
            Method (_STA) { Return (0xf) }
        }
        Device (C002)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 2)
            Method (_STA) { Return (0xf) }
        }
        Device (C003)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 3)
            Method (_STA) { Return (0xf) }
        }
    }
}
