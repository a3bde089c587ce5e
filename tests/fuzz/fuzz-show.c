/* See LICENSE for licence details. */

/* Everything that show prints, as text or as a graph. */

#include "fuzz.h"
#include "show.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;

	if (fuzz_input(&in, data, size))
		show_input(&in, ACPI_FLAT_BASE, data[0] >> 7);
	loader_free(&in.set);
	return (0);
}
