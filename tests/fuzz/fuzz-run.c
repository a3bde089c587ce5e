/* See LICENSE for licence details. */

/* The script executor, with every consumer's rules, and both walks. */

#include "check/install.h"
#include "fuzz.h"
#include "read/image.h"

static void
run(const struct vmacpigen_set *set, const struct vmacpigen_rules *rules)
{
	struct vmacpigen_memory memory;
	struct image	 image;
	struct installed in;

	if (vmacpigen_run(&memory, set, rules) == NULL) {
		image_walk(&image, &memory, false);
		image_free(&image);
		image_walk(&image, &memory, true);
		image_free(&image);
		if (strcmp(rules->name, "ovmf") == 0 ||
		    strcmp(rules->name, "lenient") == 0) {
			install(&in, &memory, set, consumer_of(CHECK_OVMF),
			    NULL);
			image_free(&in.image);
		}
	}
	vmacpigen_memory_free(&memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "seabios", "ovmf", "qboot" };
	struct vmacpigen_set set;
	struct vmacpigen_rules strict = vmacpigen_strict(VMACPIGEN_FLAT_BASE);
	struct vmacpigen_rules lenient = vmacpigen_lenient(VMACPIGEN_FLAT_BASE);
	size_t		 i;

	if (fuzz_set(&set, data, size)) {
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			run(&set, consumer_rules(names[i]));
		run(&set, &strict);
		run(&set, &lenient);
	}
	vmacpigen_set_free(&set);
	return (0);
}
