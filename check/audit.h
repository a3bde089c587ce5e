/* See LICENSE for licence details. */

/*
 * What a guest's owner has to know of the AML that a host gives it: where it
 * can reach, and what makes it run.
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
 * Makes ck->audit of the namespace and the tables that ck has; audit_close()
 * frees it, and does nothing if there is none.
 */
void audit_open(struct check *);
void audit_close(struct check *);

/*
 * Fills in what devices and the guest have of memory, as far as tables tell;
 * claims_close() frees it.
 */
void claims_open(struct check *, struct audit *);
void claims_close(struct audit *);

/*
 * Whether it is a PC, which has devices there, and memory never: I/O APICs,
 * HPET, TPM, local APICs.
 */
bool claims_fixed(const struct audit *, uint64_t base, uint64_t end);

/*
 * The FADT's generic addresses are fadt_register(0), (1), ..., then NULL; with
 * where in the table they are.
 */
const struct acpi_gas *fadt_register(const struct check_fadt *, size_t,
    size_t *offset);

/* "the HPET table", or the path of a _CRS */
const char *claim_by(const struct ns *, const struct zone *,
    char [NS_PATHSZ]);

/*
 * Where a region is: false if that is computed.  One without a byte, or that
 * has more than there is, ends with the last address.
 */
bool audit_range(const struct ns *, const struct ns_object *, uint64_t *base,
    uint64_t *end);

/*
 * Who gets at an object: "read at boot by \_SB.PCI0._CRS, written on an event
 * by \_GPE._L01"; and when code runs: "at boot by \_SB.PCI0._CRS"
 */
#define AUDIT_WORDSZ	(2 * NS_PATHSZ + 64)

const char *audit_access(const struct check *, const struct ns_object *,
    char [AUDIT_WORDSZ]);
const char *audit_when(const struct check *, struct reach_by,
    char [AUDIT_WORDSZ]);

/* Prints all of it as a list to be signed. */
void audit_list(struct check *);

#endif /* AUDIT_H */
