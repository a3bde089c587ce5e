/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include "check/check.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;
	struct check	 ck;

	if (fuzz_input(&in, data, size))
		check_input(
		    &ck, &in, VMACPIGEN_FLAT_BASE, CHECK_FIRMWARE, true);
	vmacpigen_set_free(&in.set);
	return (0);
}
