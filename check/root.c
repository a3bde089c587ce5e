/* See LICENSE for licence details. */

/* RSDP, RSDT and XSDT: where a guest starts */

#include <inttypes.h>
#include <string.h>

#include "check.h"

#define SEABIOS		CHECK_SEABIOS
#define QBOOT		CHECK_QBOOT
#define UBOOT		CHECK_UBOOT
#define COREBOOT	CHECK_COREBOOT
#define STAGE0		CHECK_STAGE0
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX

#define RSDP(field)	offsetof(struct acpi_rsdp, field)

static void
rsdp_missing(struct check *ck)
{
	if (check_find(ck, "RSDP") == NULL)
		found_file(ck, &ck->view.set->script, "no file that the script "
		    "allocates has an RSDP; one must, on a 16-byte boundary");
}
static const struct check_rule rsdp_missing_rule = {
	"rsdp-missing", CHECK_ERROR, CHECK_FIRMWARE,
	"SeaBIOS find_acpi_rsdp()", ON_SET(rsdp_missing),
	.needs = NEEDS_FILES
};

static void
rsdp_name(struct check *ck, const struct image_table *t)
{
	if (strcmp(t->region->file->name, VMACPIGEN_FW_CFG_RSDP) != 0)
		found_table(ck, t, "the RSDP is in the file %s; must be in "
		    VMACPIGEN_FW_CFG_RSDP, t->region->file->name);
}
static const struct check_rule rsdp_name_rule = {
	"rsdp-name", CHECK_ERROR, UBOOT | STAGE0,
	"U-Boot qfw_acpi.c; stage0 looks for acpi/rsdp",
	ON_TABLE("RSDP", rsdp_name), .needs = NEEDS_SCRIPT
};

static void
rsdp_alone(struct check *ck, const struct image_table *t)
{
	if (t->offset != 0 ||
	    t->region->file->length > sizeof(struct acpi_rsdp))
		found_table(ck, t, "the RSDP is in a file of %zu bytes; must "
		    "be alone in its file", t->region->file->length);
}
static const struct check_rule rsdp_alone_rule = {
	"rsdp-alone", CHECK_ERROR, QBOOT | UBOOT | STAGE0,
	"qboot do_alloc(), for a PVH kernel", ON_TABLE("RSDP", rsdp_alone),
	.needs = NEEDS_SCRIPT
};

static void
rsdp_size(struct check *ck, const struct image_table *t)
{
	size_t		 room = t->region->file->length - t->offset;

	if (room < sizeof(struct acpi_rsdp))
		found_table(ck, t, "the RSDP has %zu bytes; must have %zu, as "
		    "revision 2 is written over it", room,
		    sizeof(struct acpi_rsdp));
}
static const struct check_rule rsdp_size_rule = {
	"rsdp-size", CHECK_WARNING, UBOOT,
	"U-Boot qfw_acpi.c rewrites length and sum",
	ON_TABLE("RSDP", rsdp_size), .needs = NEEDS_SCRIPT
};

static void
rsdp_zone(struct check *ck, const struct image_table *t)
{
	const struct command *c = check_allocation(ck, t->region->file);

	if (c != NULL && c->zone != LOADER_ZONE_FSEG)
		found_command(ck, c, "the RSDP is in zone %u; must be in 2 "
		    "(FSEG), where it is looked for", c->zone);
}
static const struct check_rule rsdp_zone_rule = {
	"rsdp-zone", CHECK_ERROR, SEABIOS | QBOOT,
	"SeaBIOS find_acpi_rsdp(); qboot do_alloc()",
	ON_TABLE("RSDP", rsdp_zone), .needs = NEEDS_SCRIPT
};

static void
rsdp_align(struct check *ck, const struct image_table *t)
{
	const struct command *c = check_allocation(ck, t->region->file);

	if (c != NULL && c->align != 0 && is_power(c->align) &&
	    c->align < ACPI_RSDP_ALIGN)
		found_command(ck, c, "the RSDP is aligned to %u bytes; must be "
		    "aligned to %d, where it is looked for", c->align,
		    ACPI_RSDP_ALIGN);
}
static const struct check_rule rsdp_align_rule = {
	"rsdp-align", CHECK_ERROR, UBOOT | COREBOOT | STAGE0,
	"ACPI 6.5, 5.2.5.1", ON_TABLE("RSDP", rsdp_align),
	.needs = NEEDS_SCRIPT
};

static void
rsdp_revision(struct check *ck, const struct image_table *t)
{
	unsigned int	 revision =
	    (unsigned int)IMAGE_FIELD(t, acpi_rsdp, revision);

	if (revision != 0 && revision != 2)
		found_field(ck, t, RSDP(revision), "RSDP.Revision is %u; must "
		    "be 0 or 2", revision);
}
static const struct check_rule rsdp_revision_rule = {
	"rsdp-revision", CHECK_ERROR, STAGE0, "stage0/src/acpi",
	ON_TABLE("RSDP", rsdp_revision), .needs = NEEDS_SCRIPT
};

static void
rsdp_found(struct check *ck)
{
	/* An image that begins with an XSDT has its RSDP elsewhere. */
	if (ck->image->ntables == 0)
		found_file(ck, &ck->view.set->files[0], "the image has no "
		    "RSDP; must be on a 16-byte boundary");
}
static const struct check_rule rsdp_found_rule = {
	"rsdp-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.1",
	ON_SET(rsdp_found), .needs = NEEDS_IMAGE
};

static void
rsdp_length(struct check *ck, const struct image_table *t)
{
	uint64_t	 length = IMAGE_FIELD(t, acpi_rsdp, length);

	if (IMAGE_FIELD(t, acpi_rsdp, revision) >= 2 &&
	    length != sizeof(struct acpi_rsdp))
		found_field(ck, t, RSDP(length), "RSDP.Length is %" PRIu64
		    "; must be %zu", length, sizeof(struct acpi_rsdp));
}
static const struct check_rule rsdp_length_rule = {
	"rsdp-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.3",
	ON_TABLE("RSDP", rsdp_length)
};

static void
root_found(struct check *ck, const struct image_table *rsdp)
{
	uint64_t	 address = IMAGE_FIELD(rsdp, acpi_rsdp, xsdt_address);
	bool		 xsdt = address != 0;
	char		 why[CHECK_WHYSZ];

	if (!xsdt)
		address = IMAGE_FIELD(rsdp, acpi_rsdp, rsdt_address);
	if (ck->root == NULL)
		found_field(ck, rsdp, xsdt ? RSDP(xsdt_address) :
		    RSDP(rsdt_address), "RSDP.%s Address is 0x%" PRIx64
		    ", %s; must lead to one", xsdt ? "XSDT" : "RSDT", address,
		    check_why(ck, address, why));
}
static const struct check_rule root_found_rule = {
	"root-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.3",
	ON_TABLE("RSDP", root_found), .needs = NEEDS_ADDRESSES
};

static void
root_signature(struct check *ck, const struct image_table *t)
{
	const char	*want = ck->root_width == sizeof(le64) ? "XSDT" :
	    "RSDT";

	if (!check_is(t, want))
		found_field(ck, t, HEADER(signature), "the table that RSDP.%s "
		    "Address leads to is not the %s; must be", want, want);
}
static const struct check_rule root_signature_rule = {
	"root-signature", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.7, 5.2.8",
	ON_ROOT(root_signature), .needs = NEEDS_ADDRESSES
};

static void
root_length(struct check *ck, const struct image_table *t)
{
	size_t		 over = (t->length - sizeof(struct acpi_header)) %
	    ck->root_width;

	if (over != 0)
		found_field(ck, t, HEADER(length), "%s.Length is %zu, which "
		    "ends within an entry; must be %zu and a multiple of %u",
		    t->signature, t->length, sizeof(struct acpi_header),
		    ck->root_width);
}
static const struct check_rule root_length_rule = {
	"root-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.7, 5.2.8",
	ON_ROOT(root_length)
};

static uint64_t
address_of(const struct check_entry *e)
{
	return (le_get(e->bytes, (unsigned int)e->length));
}

static void
root_entry(struct check *ck, const struct check_entry *e)
{
	char		 why[CHECK_WHYSZ];

	if (image_at(ck->image, address_of(e)) == NULL)
		found_field(ck, e->t, e->at, "the %s's entry is 0x%" PRIx64
		    ", %s; must lead to a table", e->t->signature,
		    address_of(e), check_why(ck, address_of(e), why));
}
static const struct check_rule root_entry_rule = {
	"root-entry", CHECK_ERROR, ACPI | LINUX | STAGE0,
	"ACPI 6.5, 5.2.7, 5.2.8; Linux dies, stage0 panics",
	ON_ROOT_ENTRIES(root_entry), .needs = NEEDS_ADDRESSES
};

/* Other tables lead to these tables, not the root. */
static void
root_lists(struct check *ck, const struct check_entry *e)
{
	static const char *const others[] = { "DSDT", "FACS", "RSDT", "XSDT" };
	const struct image_table *t = image_at(ck->image, address_of(e));
	size_t		 i;

	for (i = 0; t != NULL && i < sizeof(others) / sizeof(others[0]); i++) {
		if (check_is(t, others[i]))
			found_field(ck, e->t, e->at, "the %s lists %s %s; "
			    "must not, since %s", e->t->signature,
			    t == e->t ? "itself, the" : "the", others[i],
			    i < 2 ? "the FADT leads to it" :
			    "the RSDP leads to it");
	}
}
static const struct check_rule root_lists_rule = {
	"root-lists", CHECK_ERROR, ACPI,
	"ACPI 6.5, 5.2.7, 5.2.8; cloud-hypervisor pull request 2829",
	ON_ROOT_ENTRIES(root_lists), .needs = NEEDS_ADDRESSES
};

static bool
entry_address(const struct check_entry *e, struct check_key *key)
{
	*key = (struct check_key){ address_of(e), 0, e->at };
	return (key->key != 0);
}

static const struct check_unique same_address = {
	.key = entry_address,
	.type = CHECK_ANY,
	.what = "an entry's address",
	.must = "must be listed once",
	.hex = true,
};
static const struct check_rule root_twice_rule = {
	"root-twice", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.7, 5.2.8",
	ON_ROOT(unique_keys), .data = &same_address
};

static void
xsdt_room(struct check *ck, const struct image_table *t)
{
	static const uint8_t zeros[8];
	const struct vmacpigen_file *file = t->region->file;

	if (!vmacpigen_within(file, t->offset + t->length, sizeof(zeros)) ||
	    memcmp(file->data + t->offset + t->length, zeros,
	    sizeof(zeros)) != 0)
		found_table(ck, t, "the bytes after the XSDT are taken for "
		    "entries; the first 8 must be 0");
}
static const struct check_rule xsdt_room_rule = {
	"xsdt-room", CHECK_ERROR, COREBOOT, "coreboot acpi_add_table()",
	ON_TABLE("XSDT", xsdt_room), .needs = NEEDS_SCRIPT
};

const struct check_rule *const check_root_rules[] = {
	&rsdp_missing_rule,
	&rsdp_name_rule,
	&rsdp_alone_rule,
	&rsdp_size_rule,
	&rsdp_zone_rule,
	&rsdp_align_rule,
	&rsdp_revision_rule,
	&xsdt_room_rule,
	&rsdp_found_rule,
	&rsdp_length_rule,
	&root_found_rule,
	&root_signature_rule,
	&root_length_rule,
	&root_entry_rule,
	&root_lists_rule,
	&root_twice_rule,
	NULL
};
