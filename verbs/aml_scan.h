/* See LICENSE for licence details. */

/*
 * What AML has of constant addresses, found by the look of its bytes.  A byte
 * sequence that only looks like a term counts as one.
 */

#ifndef AML_SCAN_H
#define AML_SCAN_H

#include <stdbool.h>
#include <stdint.h>

struct aml_region {
	char		 name[5];	/* the last segment */
	uint8_t		 space;
	bool		 constant;	/* the address is written out */
	uint64_t	 address;
};

/* The next OperationRegion from *p on; *p moves behind its name. */
bool aml_next_region(const uint8_t **p, const uint8_t *end,
    struct aml_region *);

/* The next Name with the value 0 in 32 bits, which a compiler never writes. */
bool aml_next_open_name(const uint8_t **p, const uint8_t *end, char name[5]);

#endif /* AML_SCAN_H */
