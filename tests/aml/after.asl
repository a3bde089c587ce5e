/* Compared with before.asl: each object is one kind of change. */
DefinitionBlock ("", "DSDT", 2, "VMACPI", "DIFF", 1)
{
    Name (MOVE, 2)
    Scope (\) { Name (SAME, 1) }
    Name (NUMB, 0x20)
    Name (TEXT, "after")
    Name (DATA, Buffer () { 1, 2, 4 })
    Name (MORE, Buffer (20) { 1, 2, 4 })
    Name (ZERS, Buffer (4) { 1 })
    Method (TYPE, 0) { Return (1) }
    Name (PACK, Package () { 1, "2", Package () { 3, 5 }, \MOVE })
    Name (LIST, Package () { 1, 2, 3, 4, 5, 6, 7, 8, 9 })
    Name (LONG, Package () { 8, 7, 6, 5, 4, 3, 2, 1 })
    If (SAME) { Name (MAYB, 1) }
    Alias (NUMB, ALIA)
    Mutex (MUTX, 1)
    OperationRegion (PORT, SystemIO, 0x180, 0x20)
    Field (PORT, ByteAcc, NoLock, Preserve)
    {
        FLDA, 8,
        FLDB, 2,
        FLDC, 4
    }
    OperationRegion (OTHR, SystemMemory, 0x200, 0x10)
    Method (CALL, 0, NotSerialized) { Return (0x1f) }
    Method (ARGN, 2, Serialized) { Return (Arg0) }
    Method (BODY, 0, Serialized)
    {
        NUMB = MOVE
    }
    Method (OPER, 2, NotSerialized)
    {
        Local0 = Arg0 - Arg1
        Return (Local0)
    }
    Method (MAKE, 0, Serialized)
    {
        Name (RBUF, ResourceTemplate () {
            Memory32Fixed (ReadWrite, 0x1000, 0x2000, MEMX)
        })
        CreateDWordField (RBUF, MEMX._BAS, BASE)
        BASE = NUMB
        Return (RBUF)
    }
    Device (\_SB.LNKA)
    {
        Name (_HID, EisaId ("PNP0C0F"))
        Name (_PRS, ResourceTemplate () {
            Interrupt (ResourceConsumer, Level, ActiveHigh, Shared)
            {
                5, 10, 11
            }
        })
    }
    Device (\_SB.LNKB) { Name (_HID, EisaId ("PNP0C0F")) }
    Scope (_SB)
    {
        Device (PCI0)
        {
            Name (_HID, EisaId ("PNP0A08"))
            Name (_UID, 0)
            Name (_CRS, ResourceTemplate () {
                WordBusNumber (ResourceProducer, MinFixed, MaxFixed,
                    PosDecode, 0, 0, 0xff, 0, 0x100)
                IO (Decode16, 0xcf8, 0xcf8, 1, 8)
                DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
                    NonCacheable, ReadWrite, 0, 0x80000000, 0xdfffffff, 0,
                    0x60000000)
                QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed,
                    Cacheable, ReadWrite, 0, 0x800000000, 0xfffffffff, 0,
                    0x800000000)
            })
            Name (_PRT, Package () {
                Package () { 0x0001ffff, 0, LNKA, 0 },
                Package () { 0x0001ffff, 1, LNKB, 0 },
                Package () { 0x0002ffff, 0, LNKA, 0 }
            })
            Device (S28) { Name (_ADR, 0x00050000) }
            Device (S30)
            {
                Name (_ADR, 0x00060000)
                Method (_EJ0, 1) {}
                Device (S00) { Name (_ADR, 0) }
            }
        }
        Device (COM2)
        {
            Name (_HID, EisaId ("PNP0501"))
            Name (_UID, 2)
            Name (_CRS, ResourceTemplate () {
                IO (Decode16, 0x2f8, 0x2f8, 1, 8)
                IRQNoFlags () { 3 }
            })
        }
        Device (C000)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0x10)
            Method (_STA) { Return (0xb) }
        }
        Device (C001)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0x11)
            Method (_STA) { Return (0xb) }
        }
        Device (C002)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0x12)
            Method (_STA) { Return (0xb) }
        }
        Device (C003)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0x13)
            Method (_STA) { Return (0xb) }
        }
    }
}
