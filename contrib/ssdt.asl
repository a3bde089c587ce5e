/* See LICENSE for licence details. */

/* An SSDT to begin with: a device, and a method that Linux shows as "sun" */

DefinitionBlock ("", "SSDT", 2, "TESTER", "EXAMPLE", 1)
{
	Scope (\_SB)
	{
		Device (TEST)
		{
			Name (_HID, "TEST0001")
			Method (_SUN)
			{
				Local0 = 600
				Return (Local0 * 2 + 34)
			}
		}
	}
}
