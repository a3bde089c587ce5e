/* See LICENSE for licence details. */

/* All rules of the checker and all predictions, over any kind of input. */

#include "check/check.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;
	struct check	 ck;
	struct check_options o;

	check_options_init(&o);
	check_ask(&o, "seabios-1.16,seabios,ovmf,qboot,u-boot,coreboot,"
	    "stage0,vmd,confidential");
	o.verbose = true;
	if (fuzz_input(&in, data, size))
		check_input(&ck, &in, &o);
	vmacpigen_set_free(&in.set);
	return (0);
}
