/* See LICENSE for licence details. */

/*
 * Consumers: who reads tables, a row each with all that is known of it.
 * Firmware runs table-loader scripts; guests read the result.
 */

#ifndef CONSUMERS_H
#define CONSUMERS_H

#include "place.h"

/* Consumers that a broken rule affects: a bit each */
#define CHECK_SEABIOS	0x001U
#define CHECK_OVMF	0x002U
#define CHECK_QBOOT	0x004U
#define CHECK_UBOOT	0x008U
#define CHECK_COREBOOT	0x010U
#define CHECK_STAGE0	0x020U
#define CHECK_FIRMWARE	0x03fU
#define CHECK_ACPI	0x040U		/* the specification */
#define CHECK_LINUX	0x080U
#define CHECK_OPENBSD	0x100U
#define CHECK_GUESTS	0x1c0U		/* always asked */
#define CHECK_VMD	0x200U		/* vmd(8) and its OVMF: no script */
#define CHECK_CONFIDENTIAL 0x400U	/* the owner of a guest, of its host */

struct consumer {
	const char	*name;		/* with the version, if several */
	const char	*family;	/* of all versions; means the newest */
	uint32_t	 bit;		/* of the family */
	bool		 named;		/* -c takes it; false: always asked */

	/* How it runs a script; NULL if not known for each fault. */
	const struct vmacpigen_rules *rules;
	bool		 installs;	/* what pointers lead to: install.h */
	uint32_t	 max_tables;	/* that it installs; 0: no limit */
	const char	*some;		/* the guest's with tables of a set */
	const char	*none;		/* and without any, */
	const char	*empty;		/* or with those that it refused */

	/* Limits that are not in the rules; 0: not known. */
	uint32_t	 high_room;	/* bytes in zone 1 (HIGH) */
	uint32_t	 fseg_room;	/* and in zone 2 (FSEG) */
	int		 slots;		/* for files of fw_cfg */
	uint32_t	 pm_base;	/* of PM1a, on QEMU's PCs or vmd's */
	uint32_t	 ecam;		/* and q35's ECAM */

	/* Of its machine, for a DSDT without a set; 0: not known */
	uint32_t	 ioapic, lapic;	/* their addresses */
	unsigned int	 sci;		/* an IRQ that no entry overrides */
};

/*
 * All consumers: consumer_at(0), (1), ..., then NULL.  Those of a family are
 * adjacent, the newest last.
 */
const struct consumer *consumer_at(size_t);

/* Return the newest consumer of a bit, or the one of a name; or NULL. */
const struct consumer *consumer_of(uint32_t bit);
const struct consumer *consumer_find(const char *name, size_t length);

/* Returns the rules by which a consumer runs scripts, or NULL. */
const struct vmacpigen_rules *consumer_rules(const char *name);

#endif /* CONSUMERS_H */
