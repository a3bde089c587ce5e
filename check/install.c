/* See LICENSE for licence details. */

/*
 * How OVMF installs the tables of a script: edk2 OvmfPkg QemuFwCfgAcpi.c,
 * Process2ndPassCmdAddPointer(), and MdeModulePkg AcpiTableProtocol.c,
 * AddTableToList().
 */

#include <stdlib.h>
#include <string.h>

#include "install.h"
#include "read/xalloc.h"

static const char *const once[] = { "FACP", "FACS", "DSDT" };

#define NONCE		(sizeof(once) / sizeof(once[0]))

static bool
is(const struct image_table *t, const char *signature)
{
	return (strcmp(t->signature, signature) == 0);
}

/*
 * Returns what each ADD_POINTER's field holds now, and counts them; none if the
 * script was not run to its end.
 */
static uint64_t *
pointer_values(const struct vmacpigen_memory *m,
    const struct vmacpigen_set *set, size_t *n)
{
	struct command	 c;
	uint64_t	*list;
	size_t		 i, ncommands = vmacpigen_ncommands(set);

	list = xcalloc(ncommands, sizeof(*list));
	*n = 0;
	for (i = 0; m->end == VMACPIGEN_RAN && i < ncommands; i++) {
		c = command_at(m, set, i);
		/* The run has checked that the field is in its file. */
		if (c.kind == LOADER_ADD_POINTER && c.objection == NULL)
			list[(*n)++] = le_get(m->current[c.dest.file -
			    set->files]->data + c.offset, c.size);
	}
	return (list);
}

static bool
passes(const struct image_table *t)
{
	if (is(t, "RSDT") || is(t, "XSDT"))
		return (false);
	return (t->summed ? t->sound : t->length >= sizeof(struct acpi_facs));
}

static const char *
refuse(struct image_table *const *tables, size_t n,
    const struct consumer *consumer)
{
	size_t		 i, j, seen;

	if (consumer->max_tables != 0 && n > consumer->max_tables)
		return ("the set has more tables than the firmware takes");
	for (i = 0; i < NONCE; i++) {
		for (j = seen = 0; j < n; j++)
			seen += is(tables[j], once[i]);
		if (seen > 1)
			return ("the set has two FADTs, FACSs or DSDTs");
	}
	return (NULL);
}

/*
 * Lists the addresses of the tables to install: the FADT first, and without one
 * neither FACS nor DSDT, since nothing else leads to them.
 */
static size_t
choose(uint64_t *list, struct image_table *const *tables, size_t n)
{
	size_t		 i, fadt, chosen = 0;

	for (fadt = 0; fadt < n && !is(tables[fadt], "FACP"); fadt++)
		;
	if (fadt < n)
		list[chosen++] = tables[fadt]->address;
	for (i = 0; i < n; i++) {
		if (i != fadt && (fadt < n || (!is(tables[i], "FACS") &&
		    !is(tables[i], "DSDT"))))
			list[chosen++] = tables[i]->address;
	}
	return (chosen);
}

void
install(struct installed *in, const struct vmacpigen_memory *m,
    const struct vmacpigen_set *set, const struct consumer *consumer,
    const struct image *known)
{
	struct image	 all;
	struct image_table **tables;
	uint64_t	*list;
	size_t		 i, n = 0, chosen = 0;

	in->refused = NULL;
	list = pointer_values(m, set, &n);
	image_collect(&all, m, list, n, known);
	tables = xcalloc(all.ntables, sizeof(*tables));
	for (i = n = 0; i < all.ntables; i++) {
		if (passes(&all.tables[i]))
			tables[n++] = &all.tables[i];
	}
	in->refused = refuse(tables, n, consumer);
	if (in->refused == NULL)
		chosen = choose(list, tables, n);
	image_collect(&in->image, m, list, chosen, &all);
	free(tables);
	image_free(&all);
	free(list);
}
