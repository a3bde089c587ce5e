/* See LICENSE for licence details. */

/* The script executor, with every consumer's rules, and both walks. */

#include "fuzz.h"
#include "image.h"

static void
run(const struct loader_set *set, const struct loader_rules *rules)
{
	struct loader_memory memory;
	struct image	 image;
	const char	*refused;

	if (loader_run(&memory, set, rules) == NULL) {
		image_walk(&image, &memory, false);
		image_free(&image);
		image_walk(&image, &memory, true);
		image_free(&image);
		if (strcmp(rules->name, "ovmf") == 0 ||
		    strcmp(rules->name, "lenient") == 0) {
			image_install(&image, &memory, set, &refused);
			image_free(&image);
		}
	}
	loader_forget(&memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "seabios", "ovmf", "qboot" };
	struct loader_set set;
	struct loader_rules strict = loader_strict(ACPI_FLAT_BASE);
	struct loader_rules lenient = loader_lenient(ACPI_FLAT_BASE);
	size_t		 i;

	if (fuzz_set(&set, data, size)) {
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			run(&set, loader_rules(names[i]));
		run(&set, &strict);
		run(&set, &lenient);
	}
	loader_free(&set);
	return (0);
}
