/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include <stdio.h>

#include "check.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *, char ***);
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define BASE	0xe0000

/* As input_open() does with a single file */
static void
single_file(struct input *in)
{
	struct loader_file *script = &in->set.script;
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char	 path[] = "path";
	char		*paths[2] = { path, path };
	struct input	 in = { .paths = paths, .script_path = path };
	struct check	 ck;

	if (fuzz_set(&in.set, data, size)) {
		in.kind = (enum input_kind)(data[0] & 3);
		in.last_slot = (data[0] >> 2) - 1;
		if (in.kind == INPUT_FLAT || in.kind == INPUT_TABLE)
			single_file(&in);
		check_input(&ck, &in, BASE, CHECK_FIRMWARE, true);
	}
	loader_free(&in.set);
	return (0);
}
