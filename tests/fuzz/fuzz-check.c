/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include "check.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;
	struct check	 ck;

	if (fuzz_input(&in, data, size))
		check_input(&ck, &in, ACPI_FLAT_BASE, CHECK_FIRMWARE, true);
	loader_free(&in.set);
	return (0);
}
