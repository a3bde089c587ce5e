/* See LICENSE for licence details. */

/* What OVMF makes of a script that it has run */

#ifndef INSTALL_H
#define INSTALL_H

#include "read/command.h"
#include "consumers.h"
#include "read/image.h"

/*
 * The tables that OVMF installs: what ADD_POINTERs lead to, FADT first, all of
 * them or none.  RSDP and XSDT are its own.
 */
struct installed {
	struct image	 image;
	const char	*refused;	/* why it is empty, or NULL */
};

/*
 * Installs what a consumer would of a set that was run into memory, of which
 * an image is known, or NULL.  It is valid until image_free(), and no longer
 * than the memory.
 */
void install(struct installed *, const struct vmacpigen_memory *,
    const struct vmacpigen_set *, const struct consumer *,
    const struct image *known);

#endif /* INSTALL_H */
