/* See LICENSE for licence details. */

/*
 * The recorder: the bytes of all tables, where in them an address belongs, and
 * what must be summed.
 */

#include <stdlib.h>
#include <string.h>

#include "build.h"

#define FEW		16		/* elements that an array begins with */
#define MAX_BYTES	INT32_MAX	/* so that no offset in a file wraps */

/* Keeps the first error; false, so that a caller can return it. */
static bool
fail(struct vmacpigen_tables *set, const char *reason)
{
	if (set->error == NULL)
		set->error = reason;
	return (false);
}

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
	if ((array = realloc(array, want * size)) == NULL)
		return (fail(set, "out of memory"));
	memcpy(arrayp, &array, sizeof(array));
	*max = want;
	return (true);
}

/* The table that is being built; NULL after an error */
static struct vmacpigen_table *
current(struct vmacpigen_tables *set)
{
	if (set->error == NULL && !set->open)
		fail(set, "no table has been begun");
	return (set->error != NULL ? NULL : &set->tables[set->ntables - 1]);
}

size_t
vmacpigen_begin(struct vmacpigen_tables *set, enum vmacpigen_kind kind)
{
	if (set->open)
		fail(set, "a table is begun before the last one has ended");
	if (!reserve(set, &set->tables, set->ntables, &set->tables_max, 1,
	    sizeof(set->tables[0])))
		return (0);
	set->open = true;
	set->tables[set->ntables] = (struct vmacpigen_table){
		.kind = kind,
		.offset = set->nbytes,
		.ref = set->nrefs,
		.sum = set->nsums,
	};
	return (set->ntables++);
}

void
vmacpigen_reserve(struct vmacpigen_tables *set, size_t len)
{
	reserve(set, &set->bytes, set->nbytes, &set->bytes_max, len, 1);
}

static void
append(struct vmacpigen_tables *set, const void *data, size_t len)
{
	if (len == 0)
		return;
	if (len > MAX_BYTES - set->nbytes)
		fail(set, "the tables are longer than 2 GiB");
	else if (len <= set->bytes_max - set->nbytes ||
	    reserve(set, &set->bytes, set->nbytes, &set->bytes_max, len, 1)) {
		memcpy(set->bytes + set->nbytes, data, len);
		set->nbytes += len;
	}
}

void
vmacpigen_add(struct vmacpigen_tables *set, const void *data, size_t len)
{
	if (current(set) != NULL)
		append(set, data, len);
}

void
vmacpigen_add_between(struct vmacpigen_tables *set, const void *data,
    size_t len)
{
	if (set->open)
		fail(set, "bytes between tables are added to a table");
	if (set->error == NULL)
		append(set, data, len);
}

size_t
vmacpigen_here(const struct vmacpigen_tables *set)
{
	if (set->error != NULL || !set->open)
		return (0);
	return (set->nbytes - set->tables[set->ntables - 1].offset);
}

void
vmacpigen_refer(
    struct vmacpigen_tables *set, size_t offset, size_t size, size_t target)
{
	struct vmacpigen_table *table = current(set);

	if (table == NULL || !reserve(set, &set->refs, set->nrefs,
	    &set->refs_max, 1, sizeof(set->refs[0])))
		return;
	if (offset > MAX_BYTES || (size != 1 && size != 2 && size != 4 &&
	    size != 8)) {
		fail(set, "a reference is not a field of 1, 2, 4 or 8 bytes");
		return;
	}
	set->refs[set->nrefs++] = (struct vmacpigen_ref){ (uint32_t)offset,
	    (uint32_t)size, target };
	table->nrefs++;
}

void
vmacpigen_refer_kind(struct vmacpigen_tables *set, size_t offset, size_t size,
    enum vmacpigen_kind kind)
{
	size_t		 i;

	for (i = set->ntables; i > 0 && set->tables[i - 1].kind != kind; i--)
		;
	if (i > 0)
		vmacpigen_refer(set, offset, size, i - 1);
}

void
vmacpigen_sum(struct vmacpigen_tables *set, size_t offset, size_t length)
{
	struct vmacpigen_table *table = current(set);

	if (table == NULL || !reserve(set, &set->sums, set->nsums,
	    &set->sums_max, 1, sizeof(set->sums[0])))
		return;
	if (length > MAX_BYTES || offset >= length) {
		fail(set, "a checksum is not among the bytes that it is over");
		return;
	}
	set->sums[set->nsums++] = (struct vmacpigen_summed){ (uint32_t)offset,
	    (uint32_t)length };
	table->nsums++;
}

/* Fails if a reference or checksum lies outside of its table. */
void
vmacpigen_end(struct vmacpigen_tables *set)
{
	struct vmacpigen_table *table = current(set);
	const struct vmacpigen_ref *ref;
	const struct vmacpigen_summed *sum;
	size_t		 i;

	if (table == NULL)
		return;
	table->length = vmacpigen_here(set);
	set->open = false;
	for (i = 0; i < table->nrefs; i++) {
		ref = &set->refs[table->ref + i];
		if ((size_t)ref->offset + ref->size > table->length)
			fail(set, "a reference is outside its table");
	}
	for (i = 0; i < table->nsums; i++) {
		sum = &set->sums[table->sum + i];
		if (sum->length > table->length)
			fail(set, "a checksum is over more than its table");
		else
			set->bytes[table->offset + sum->offset] = 0;
	}
}

void
vmacpigen_end_header(struct vmacpigen_tables *set)
{
	const struct vmacpigen_table *table = current(set);
	const size_t	 length = vmacpigen_here(set);

	if (table == NULL)
		return;
	if (length < sizeof(struct acpi_header)) {
		fail(set, "a table is shorter than its header");
		return;
	}
	le_put(set->bytes + table->offset +
	    offsetof(struct acpi_header, length), 4, length);
	vmacpigen_sum(set, offsetof(struct acpi_header, checksum), length);
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
