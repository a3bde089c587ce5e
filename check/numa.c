/* See LICENSE for licence details. */

/* SRAT and SLIT: ACPI 6.5, 5.2.16 and 5.2.17 */

#include <inttypes.h>

#include "check.h"

#define ACPI		CHECK_ACPI

static const struct check_rule srat_entries_rule = {
	"srat-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.16",
	ON_TABLE("SRAT", whole_entries)
};

static void
slit_square(struct check *ck, const struct image_table *t)
{
	uint64_t	 n;
	size_t		 i, at, room;

	if (t->length < sizeof(struct acpi_slit))
		return;
	n = IMAGE_FIELD(t, acpi_slit, number_of_system_localities);
	room = t->length - sizeof(struct acpi_slit);
	if (n > 0xffff || n * n != room) {
		found_field(ck, t, offsetof(struct acpi_slit,
		    number_of_system_localities), "the SLIT has %" PRIu64
		    " localities and %zu distances; must have the square of "
		    "that number", n, room);
		return;
	}
	for (i = 0; i < n; i++) {
		at = sizeof(struct acpi_slit) + i * ((size_t)n + 1);
		if (image_data(t)[at] != ACPI_SLIT_LOCAL)
			found_field(ck, t, at, "the distance of locality %zu "
			    "from itself is %u; must be %d", i,
			    image_data(t)[at], ACPI_SLIT_LOCAL);
	}
}
static const struct check_rule slit_square_rule = {
	"slit-square", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.17",
	ON_TABLE("SLIT", slit_square)
};

const struct check_rule *const check_numa_rules[] = {
	&srat_entries_rule,
	&slit_square_rule,
	NULL
};
