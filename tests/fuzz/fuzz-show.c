/* See LICENSE for licence details. */

/* Everything that show prints, as text and as a graph. */

#include <stdio.h>

#include "fuzz.h"
#include "show.h"

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

	if (fuzz_input(&in, data, size)) {
		show_input(&in, BASE, false);
		show_input(&in, BASE, true);
	}
	loader_free(&in.set);
	return (0);
}
