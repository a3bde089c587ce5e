/* See LICENSE for licence details. */

/*
 * A table-loader set out of a fuzzer's bytes: one byte for the kind of input,
 * two little-endian lengths of 2 bytes, that much of etc/acpi/tables and of
 * etc/acpi/rsdp, and all the rest is the script.
 */

#ifndef FUZZ_H
#define FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/input.h"

#define FUZZ_HEAD	5

int LLVMFuzzerInitialize(int *, char ***);
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* libFuzzer itself speaks on standard error. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (freopen("/dev/null", "w", stdout) == NULL)
		abort();
	return (0);
}

/* In memory of its own, so that a byte too far is seen; true, for a chain. */
static bool
fuzz_file(struct vmacpigen_file *file, const char *name, const uint8_t **data,
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
fuzz_set(struct vmacpigen_set *set, const uint8_t *data, size_t size)
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
	return (fuzz_file(&set->files[0], VMACPIGEN_FW_CFG_TABLES, &data, &size,
		    tables) &&
	    fuzz_file(
		&set->files[1], VMACPIGEN_FW_CFG_RSDP, &data, &size, rsdp) &&
	    fuzz_file(&set->script, "", &data, &size, size));
}

/* As input_open() does with a single file */
static inline void
fuzz_single_file(struct input *in)
{
	struct vmacpigen_file *script = &in->set.script;
	struct loader_command *c;

	free(script->data);
	if ((c = calloc(1, sizeof(*c))) == NULL)
		abort();
	c->command = put32(LOADER_ALLOCATE);
	memcpy(c->allocate.file, in->set.files[0].name, LOADER_FILESZ);
	c->allocate.align = put32(1);
	c->allocate.zone = LOADER_ZONE_HIGH;
	script->data = (uint8_t *)c;
	script->length = sizeof(*c);
}

/* Any kind of input; the set in it is to be freed. */
static inline bool
fuzz_input(struct input *in, const uint8_t *data, size_t size)
{
	static char	 path[] = "path";
	static char	*paths[2] = { path, path };

	memset(in, 0, sizeof(*in));
	in->paths = paths;
	in->script_path = path;
	if (!fuzz_set(&in->set, data, size))
		return (false);
	in->kind = (enum input_kind)(data[0] % 5);
	in->last_slot = data[0] / 5 - 1;
	if (in->kind != INPUT_SET && in->kind != INPUT_SCRIPT)
		fuzz_single_file(in);
	return (true);
}

#endif /* FUZZ_H */
