/* See LICENSE for licence details. */

/*
 * What a guest's owner must know about the AML that the host gives it: what it
 * can access, and what makes it run.
 */

#ifndef AUDIT_H
#define AUDIT_H

#include "check.h"
#include "read/reach.h"
#include "zones.h"

struct audit {
	struct reach	*reach;
	struct zones	 devices;	/* memory of devices */
	struct zones	 memory;	/* memory of the guest's own */
	bool		 pc;		/* as far as its MADT tells */
	size_t		 ncomputed;	/* _CRS whose memory is not constant */
};

/*
 * Makes ck->audit from ck's namespace and tables.  audit_close() frees it; it
 * does nothing if ck->audit is NULL.
 */
void audit_open(struct check *);
void audit_close(struct check *);

/*
 * Fills in the memory of devices and of the guest, as far as tables tell.
 * claims_close() frees it.
 */
void claims_open(struct check *, struct audit *);
void claims_close(struct audit *);

/*
 * Whether this is a PC and the range holds its I/O APICs, HPET, TPM and local
 * APICs, where a PC never has memory.
 */
bool claims_fixed(const struct audit *, uint64_t base, uint64_t end);

/*
 * The FADT's generic addresses: fadt_register(0), (1), ..., then NULL.  Sets
 * the offset of each in the table, and the bytes that it has: those of its
 * width, or of a further field of the FADT if that says more.
 */
const struct acpi_gas *fadt_register(const struct check_fadt *, size_t,
    size_t *offset, uint64_t *length);

/* Returns "the HPET table", or the path of a _CRS. */
const char *claim_by(const struct ns *, const struct zone *,
    char [NS_PATHSZ]);

/*
 * Sets the first and last address of a region; false if either is computed.  An
 * empty region ends where it begins; a region that is too long ends at the last
 * address.
 */
bool audit_range(const struct ns *, const struct ns_object *, uint64_t *base,
    uint64_t *end);

/*
 * What accesses an object: "read at boot by \_SB.PCI0._CRS, written on an event
 * by \_GPE._L01"; and when code runs: "at boot by \_SB.PCI0._CRS"
 */
#define AUDIT_WORDSZ	(2 * NS_PATHSZ + 64)

const char *audit_access(const struct check *, const struct ns_object *,
    char [AUDIT_WORDSZ]);
const char *audit_when(const struct check *, struct reach_by,
    char [AUDIT_WORDSZ]);

/* Prints the list that the owner signs. */
void audit_list(struct check *);

#endif /* AUDIT_H */
