/* See LICENSE for licence details. */

/*
 * How firmware runs scripts.  Each row was read from its source: SeaBIOS
 * src/fw/romfile_loader.c, edk2 OvmfPkg QemuFwCfgAcpi.c, qboot tables.c and
 * malloc.c.
 */

#include <string.h>

#include "consumers.h"

#define PAGE		4096U

/*
 * SeaBIOS's F segment, seen with the 256 KiB build of 1.16.2 and one CPU
 * socket, on pc and q35: 0xf5500 to 0xf5a00, or up to 32 bytes fewer with some
 * devices, for a tables.bin of up to 1,232 bytes and an RSDP.  What the MP and
 * SMBIOS tables leave, put there before, differs: with 2, 3, 4 sockets 1,136,
 * 1,056, 976 bytes; from 5 on, when the SMBIOS tables have grown beyond 600
 * bytes and are elsewhere, 1,552 and some 20 fewer per socket.  Disk
 * controllers and disks come after, for 32 to 64 bytes each, and are lost when
 * nothing is left.  With RAM above 4 GiB there are 32 bytes fewer.
 */
static const struct vmacpigen_rules consumers[] = {
	{
		.name = "seabios",
		.objection = VMACPIGEN_RAN,
		.checks = VMACPIGEN_CHECK_SCRIPT | VMACPIGEN_CHECK_POWER |
		    VMACPIGEN_CHECK_ZONE | VMACPIGEN_CHECK_EMPTY |
		    VMACPIGEN_CHECK_SIZE | VMACPIGEN_CHECK_BOUNDS |
		    VMACPIGEN_CHECK_ROOM,
		.min_align = 16,
		.keeps_first = true,
		/* MALLOC_MAX: 16 MiB; what option ROMs and SMBIOS leave. */
		.high = { 0x7ef00000, 0x1000000, true },
		.fseg = { 0xf5500, 0x500, true },
	},
	{
		.name = "ovmf",
		.objection = VMACPIGEN_REFUSED,
		.checks = VMACPIGEN_CHECK_SCRIPT | VMACPIGEN_CHECK_PAGE |
		    VMACPIGEN_CHECK_EMPTY | VMACPIGEN_CHECK_TWICE |
		    VMACPIGEN_CHECK_SIZE | VMACPIGEN_CHECK_BOUNDS |
		    VMACPIGEN_CHECK_VALUE | VMACPIGEN_CHECK_FIT,
		.min_align = PAGE,
		.pages = true,
		.overwrites_sum = true,
		.writes_pointers = true,
		.waits_to_write = true,
		.high = { 0x40000000, 0x3e000000, true },
	},
	{
		.name = "qboot",
		.objection = VMACPIGEN_PANICKED,
		.checks = VMACPIGEN_CHECK_UNKNOWN,
		.min_align = 16,
		.ends_at_zero = true,
		.high = { 0xd0000, 0x20000, true },
		.fseg = { 0xf2000, 0xa000, false },
	},
};

const struct vmacpigen_rules *
consumer_rules(const char *name)
{
	size_t		 i;

	for (i = 0; i < sizeof(consumers) / sizeof(consumers[0]); i++) {
		if (strcmp(consumers[i].name, name) == 0)
			return (&consumers[i]);
	}
	return (NULL);
}
