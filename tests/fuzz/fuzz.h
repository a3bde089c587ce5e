/* See LICENSE for licence details. */

/*
 * A table-loader set out of a fuzzer's bytes: one byte for the kind of input,
 * two little-endian lengths of 2 bytes, that much of etc/acpi/tables and of
 * etc/acpi/rsdp, and all the rest is the script.
 */

#ifndef FUZZ_H
#define FUZZ_H

#include <stdlib.h>
#include <string.h>

#include "loader.h"

#define FUZZ_HEAD	5

/* In memory of its own, so that a byte too far is seen; false if too short. */
static bool
fuzz_file(struct loader_file *file, const char *name, const uint8_t **data,
    size_t *size, size_t length)
{
	if (length > *size)
		length = *size;
	strncpy(file->name, name, sizeof(file->name) - 1);
	if ((file->data = malloc(length > 0 ? length : 1)) == NULL)
		abort();
	memcpy(file->data, *data, length);
	file->length = length;
	*data += length;
	*size -= length;
	return (true);
}

static bool
fuzz_set(struct loader_set *set, const uint8_t *data, size_t size)
{
	size_t		 tables, rsdp;

	memset(set, 0, sizeof(*set));
	if (size < FUZZ_HEAD)
		return (false);
	tables = data[1] | (size_t)data[2] << 8;
	rsdp = data[3] | (size_t)data[4] << 8;
	data += FUZZ_HEAD;
	size -= FUZZ_HEAD;
	if ((set->files = calloc(2, sizeof(*set->files))) == NULL)
		abort();
	set->nfiles = 2;
	return (fuzz_file(&set->files[0], FW_CFG_TABLES, &data, &size,
	    tables) && fuzz_file(&set->files[1], FW_CFG_RSDP, &data, &size,
	    rsdp) && fuzz_file(&set->script, "", &data, &size, size));
}

#endif /* FUZZ_H */
