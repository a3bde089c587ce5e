/* See LICENSE for licence details. */

/*
 * The recorder: tables one behind the other, where in them an address belongs,
 * and what must be summed.
 */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "vmacpigen.h"

#define FEW		16		/* elements that an array begins with */
#define MAX_BYTES	INT32_MAX	/* so that no offset in a file wraps */

/*
 * Makes room for n more elements behind the len that the array has; after
 * an error nothing is added any more.
 */
static bool
reserve(struct vmacpigen_tables *set, void *arrayp, size_t len, size_t *max,
    size_t n, size_t size)
{
	void		*array;
	size_t		 want;

	if (set->error != NULL)
		return (false);
	if (n <= *max - len)
		return (true);
	want = *max < FEW ? FEW : 2 * *max;
	if (want < len + n)
		want = len + n;
	memcpy(&array, arrayp, sizeof(array));
	if ((array = realloc(array, want * size)) == NULL) {
		set->error = "out of memory";
		return (false);
	}
	memcpy(arrayp, &array, sizeof(array));
	*max = want;
	return (true);
}

void
vmacpigen_add(struct vmacpigen_tables *set, const void *data, size_t len)
{
	if (set->error == NULL && len > MAX_BYTES - set->nbytes)
		set->error = "the tables are longer than 2 GiB";
	if (len == 0 ||
	    !reserve(set, &set->bytes, set->nbytes, &set->bytes_max, len, 1))
		return;
	memcpy(set->bytes + set->nbytes, data, len);
	set->nbytes += len;
}

/* Adds what follows the header in a struct that begins with one. */
void
vmacpigen_add_body(struct vmacpigen_tables *set, const void *table, size_t len)
{
	vmacpigen_add(set, (const uint8_t *)table + sizeof(struct acpi_header),
	    len - sizeof(struct acpi_header));
}

/*
 * The table being built is the set's last, and reaches to its last byte.
 * This is its length so far; 0 after an error, when there may be no table.
 */
size_t
vmacpigen_here(const struct vmacpigen_tables *set)
{
	if (set->error != NULL)
		return (0);
	return (set->nbytes - set->tables[set->ntables - 1].offset);
}

void
vmacpigen_refer(
    struct vmacpigen_tables *set, size_t offset, size_t size, size_t target)
{
	if (!reserve(set, &set->refs, set->nrefs, &set->refs_max, 1,
	    sizeof(set->refs[0])))
		return;
	set->refs[set->nrefs++] = (struct vmacpigen_ref){ (uint32_t)offset,
	    (uint32_t)size, target };
	set->tables[set->ntables - 1].nrefs++;
}

/* The field will hold the address of the table, if the set has that one. */
void
vmacpigen_refer_kind(struct vmacpigen_tables *set, size_t offset, size_t size,
    enum vmacpigen_id id)
{
	size_t		 i;

	for (i = 0; i < set->ntables; i++) {
		if (set->tables[i].id == id)
			vmacpigen_refer(set, offset, size, i);
	}
}

void
vmacpigen_sum(struct vmacpigen_tables *set, size_t offset, size_t length)
{
	if (!reserve(set, &set->sums, set->nsums, &set->sums_max, 1,
	    sizeof(set->sums[0])))
		return;
	set->sums[set->nsums++] = (struct vmacpigen_sum){ (uint32_t)offset,
	    (uint32_t)length };
	set->tables[set->ntables - 1].nsums++;
}

void
vmacpigen_begin(struct vmacpigen_tables *set, enum vmacpigen_id id)
{
	if (!reserve(set, &set->tables, set->ntables, &set->tables_max, 1,
	    sizeof(set->tables[0])))
		return;
	set->tables[set->ntables++] = (struct vmacpigen_table){
		.id = id,
		.offset = set->nbytes,
		.ref = set->nrefs,
		.sum = set->nsums,
	};
}

void
vmacpigen_end(struct vmacpigen_tables *set)
{
	if (set->error == NULL)
		set->tables[set->ntables - 1].length = vmacpigen_here(set);
}

void
vmacpigen_end_header(struct vmacpigen_tables *set)
{
	uint8_t		*table;

	if (set->error != NULL)
		return;
	table = set->bytes + set->tables[set->ntables - 1].offset;
	le_put(table + offsetof(struct acpi_header, length), 4,
	    vmacpigen_here(set));
	vmacpigen_sum(
	    set, offsetof(struct acpi_header, checksum), vmacpigen_here(set));
	vmacpigen_end(set);
}


void
vmacpigen_tables_free(struct vmacpigen_tables *set)
{
	free(set->bytes);
	free(set->tables);
	free(set->refs);
	free(set->sums);
	memset(set, 0, sizeof(*set));
}
