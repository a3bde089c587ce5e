/* See LICENSE for licence details. */

/* What the _OSC of a PCI Express root has, wherever the root is */

DefinitionBlock ("", "SSDT", 2, "VMACPI", "OSC", 1)
{
	/*
	 * PCI Firmware 3.3, 4.5.1: all that the OS asks for, but for LTR
	 * (bit 5) and native hot plug (bit 0), which is the VMM's to offer.
	 */
	Method (_OSC, 4, Serialized)
	{
		CreateDWordField (Arg3, 0, CDW1)
		If (Arg0 == ToUUID ("33db4d5b-1ff7-401c-9657-7441c03dd766"))
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
}
