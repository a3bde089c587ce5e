/* See LICENSE for licence details. */

/* DSDT and SSDT: bytes that only a definition has, without an interpreter */

#include <string.h>

#include "check.h"

#define SEABIOS		CHECK_SEABIOS
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define HEADER(field)	offsetof(struct acpi_header, field)

static size_t
count_bytes(const struct image_table *t, const char *bytes, size_t len)
{
	const uint8_t	*data = image_data(t);
	size_t		 i, n = 0;

	for (i = sizeof(struct acpi_header); i + len <= t->length; i++) {
		if (memcmp(data + i, bytes, len) == 0)
			n++;
	}
	return (n);
}

static bool
has_aml(const struct image_table *t)
{
	return (check_is(t, "DSDT") || check_is(t, "SSDT"));
}

static size_t
count_in_aml(const struct check *ck, const char *bytes, size_t len)
{
	const struct image_table *t;
	size_t		 i, n = 0;

	for (i = 0; i < ck->image->ntables; i++) {
		t = &ck->image->tables[i];
		if (has_aml(t) && !t->overlaps)
			n += count_bytes(t, bytes, len);
	}
	return (n);
}

static void
aml_s5(struct check *ck, const struct image_table *t)
{
	if (check_pm1a_control(&ck->fadt) != 0 &&
	    count_in_aml(ck, "_S5_", 4) == 0)
		found_table(ck, t, "no table of AML has \\_S5; one must, "
		    "since there is a PM1a, or power-off spins for ever");
}
static const struct check_rule aml_s5_rule = {
	"aml-s5", CHECK_ERROR, OPENBSD, "ACPI 6.5, 7.4.2",
	ON_TABLE("DSDT", aml_s5), .with = "FACP"
};

static void
aml_ps2(struct check *ck, const struct image_table *t)
{
	if (get16(ck->fadt.f.iapc_boot_arch) & ACPI_BOOT_8042 &&
	    count_bytes(t, "\x5b\x82", 2) > 0 &&
	    count_bytes(t, "\x41\xd0\x03\x03", 4) == 0)
		found_table(ck, t, "the DSDT has devices and no PNP0303; must "
		    "have it, or the keyboard is not set up");
}
static const struct check_rule aml_ps2_rule = {
	"aml-ps2", CHECK_WARNING, SEABIOS, "SeaBIOS ps2port_setup()",
	ON_TABLE("DSDT", aml_ps2), .with = "FACP", .needs = NEEDS_FILES
};

static void
aml_processors(struct check *ck, const struct image_table *t)
{
	const struct image_table *madt = check_find(ck, "APIC");
	size_t		 cpus, devices;

	cpus = image_enabled_cpus(madt);
	devices = count_in_aml(ck, "ACPI0007", 9);
	if (devices != 0 && devices < cpus)
		found_table(ck, t, "the tables of AML have %zu processor "
		    "devices; must have %zu, as the MADT enables", devices,
		    cpus);
}
static const struct check_rule aml_processors_rule = {
	"aml-processors", CHECK_WARNING, ACPI | LINUX, "ACPI 6.5, 8.4",
	ON_TABLE("DSDT", aml_processors), .with = "APIC"
};

static void
aml_revision(struct check *ck, const struct image_table *t)
{
	const struct acpi_fadt *f = &ck->fadt.f;
	unsigned int	 revision = image_data(t)[HEADER(revision)];

	if (!has_aml(t) || f->header.revision < 6 ||
	    (f->header.revision == 6 && f->fadt_minor_version == 0))
		return;
	if (revision != 2)
		found_field(ck, t, HEADER(revision), "%s.Revision is %u; must "
		    "be 2 with FADT 6.1 and later", t->signature, revision);
}
static const struct check_rule aml_revision_rule = {
	"aml-revision", CHECK_WARNING, ACPI, "ACPI 6.1, 5.2.11.1",
	ON_TABLES(aml_revision), .with = "FACP"
};

const struct check_rule *const check_aml_rules[] = {
	&aml_s5_rule,
	&aml_ps2_rule,
	&aml_processors_rule,
	&aml_revision_rule,
	NULL
};
