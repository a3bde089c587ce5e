/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include "check/check.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;
	struct check	 ck;
	static const struct check_options o = {
		.base = VMACPIGEN_FLAT_BASE,
		.who = CHECK_FIRMWARE,
		.verbose = true,
	};

	if (fuzz_input(&in, data, size))
		check_input(&ck, &in, &o);
	vmacpigen_set_free(&in.set);
	return (0);
}
