/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include <stdio.h>

#include "check.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *, char ***);
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define BASE	0xe0000

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
	struct input	 in;
	struct check	 ck;

	if (fuzz_input(&in, data, size))
		check_input(&ck, &in, BASE, CHECK_FIRMWARE, true);
	loader_free(&in.set);
	return (0);
}
