/* See LICENSE for licence details. */

/* The FACS: ACPI 6.5, 5.2.10 */

#include <inttypes.h>

#include "check.h"

#define OVMF		CHECK_OVMF
#define ACPI		CHECK_ACPI

#define FACS(field)	offsetof(struct acpi_facs, field)

/* In a set its file's alignment counts, not its address. */
static void
facs_align(struct check *ck, const struct image_table *t)
{
	const struct command *c = NULL;
	uint64_t	 at = t->address;

	if (ck->view.in->kind == INPUT_SET) {
		c = check_allocation(ck, t->region->file);
		at = t->offset;
	}
	if (at % ACPI_FACS_ALIGN != 0 ||
	    (c != NULL && c->align < ACPI_FACS_ALIGN))
		found_table(ck, t, "the FACS is at 0x%" PRIx64 "%s; must be "
		    "on a %d-byte boundary", at, c == NULL ? "" : " of its "
		    "file, and the file may be placed anywhere",
		    ACPI_FACS_ALIGN);
}
static const struct check_rule facs_align_rule = {
	"facs-align", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.10",
	ON_TABLE("FACS", facs_align), .needs = NEEDS_ADDRESSES
};

static void
facs_length(struct check *ck, const struct image_table *t)
{
	if (t->length < sizeof(struct acpi_facs))
		found_field(ck, t, FACS(length), "FACS.Length is %zu; must be "
		    "%zu", t->length, sizeof(struct acpi_facs));
}
static const struct check_rule facs_length_rule = {
	"facs-length", CHECK_ERROR, OVMF | ACPI,
	"Process2ndPassCmdAddPointer()", ON_TABLE("FACS", facs_length)
};

/* FADT revision 4 is that of ACPI 3.0, too, when this was 1. */
static void
facs_version(struct check *ck, const struct image_table *t)
{
	unsigned int	 version =
	    (unsigned int)IMAGE_FIELD(t, acpi_facs, version);

	if (ck->fadt.f.header.revision >= 5 && version != 2)
		found_field(ck, t, FACS(version), "FACS.Version is %u; must "
		    "be 2 with FADT revision %u", version,
		    ck->fadt.f.header.revision);
}
static const struct check_rule facs_version_rule = {
	"facs-version", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.10",
	ON_TABLE("FACS", facs_version), .with = "FACP"
};

const struct check_rule *const check_facs_rules[] = {
	&facs_align_rule,
	&facs_length_rule,
	&facs_version_rule,
	NULL
};
