/* See LICENSE for licence details. */

/* The tables that OVMF installs after it has run a script */

#ifndef INSTALL_H
#define INSTALL_H

#include "read/command.h"
#include "consumers.h"
#include "read/image.h"

/*
 * The tables that OVMF installs: what ADD_POINTERs lead to, the FADT first, all
 * of them or none.  OVMF makes its own RSDP and XSDT.
 */
struct installed {
	struct image	 image;
	const char	*refused;	/* why it is empty, or NULL */
};

/*
 * Installs what a consumer would from a set that was run into memory.  The
 * image is that of the memory, or NULL.  The result is valid until
 * image_free(), and no longer than the memory.
 */
void install(struct installed *, const struct vmacpigen_memory *,
    const struct vmacpigen_set *, const struct consumer *,
    const struct image *known);

#endif /* INSTALL_H */
