/* See LICENSE for licence details. */

/* The FADT: ACPI 6.5, 5.2.9 */

#include <inttypes.h>
#include <string.h>

#include "check.h"

#define SEABIOS		CHECK_SEABIOS
#define STAGE0		CHECK_STAGE0
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define FADT(field)	offsetof(struct acpi_fadt, field)

static bool
flagged(const struct check_fadt *fadt, uint32_t flag)
{
	return ((get32(fadt->f.flags) & flag) != 0);
}

/* Without fixed hardware its fields are not looked at. */
static bool
reduced(const struct check_fadt *fadt)
{
	return (flagged(fadt, ACPI_FADT_HW_REDUCED));
}

static uint64_t
either(le32 narrow, le64 wide)
{
	return (get64(wide) != 0 ? get64(wide) : get32(narrow));
}

uint64_t
check_pm1a_event(const struct check_fadt *fadt)
{
	return (either(fadt->f.pm1a_evt_blk, fadt->f.x_pm1a_evt_blk.address));
}

uint64_t
check_pm1a_control(const struct check_fadt *fadt)
{
	return (either(fadt->f.pm1a_cnt_blk, fadt->f.x_pm1a_cnt_blk.address));
}

static void
fadt_found(struct check *ck, const struct image_table *root)
{
	if (ck->fadt.t == NULL)
		found_table(ck, root, "the %s leads to no FADT; must lead to "
		    "one", root->signature);
}
static const struct check_rule fadt_found_rule = {
	"fadt-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	ON_ROOT(fadt_found), .needs = NEEDS_ADDRESSES
};

/* Revisions and their lengths: ACPI 1.0, 2.0 to 4.0, 5.0, 5.1 and later. */
static void
fadt_length(struct check *ck, const struct check_fadt *fadt)
{
	static const size_t lengths[] = { 0, ACPI_FADT_V1_LEN, 0,
	    ACPI_FADT_V3_LEN, ACPI_FADT_V3_LEN, ACPI_FADT_V5_LEN,
	    sizeof(struct acpi_fadt) };
	uint8_t		 revision = fadt->f.header.revision;

	if (revision >= sizeof(lengths) / sizeof(lengths[0]) ||
	    lengths[revision] == 0)
		return;
	if (fadt->t->length != lengths[revision])
		found_field(ck, fadt->t, HEADER(length), "FADT.Length is %zu; "
		    "must be %zu with revision %u", fadt->t->length,
		    lengths[revision], revision);
}
static const struct check_rule fadt_length_rule = {
	"fadt-length", CHECK_ERROR, STAGE0 | ACPI, "ACPI 6.5, 5.2.9",
	ON_FADT(fadt_length)
};

/* Sets the MADT revisions that fit a FADT's; false if not known. */
static bool
madt_revisions(unsigned int revision, unsigned int minor,
    unsigned int *least, unsigned int *most)
{
	switch (revision) {
	case 3:
		*least = *most = 1;
		return (true);
	case 4:
		*least = 2;
		*most = 3;
		return (true);
	case 5:
		*least = *most = 3;
		return (true);
	case 6:
		*most = minor <= 2 ? 4 : minor <= 4 ? 5 : minor + 1;
		*least = minor == 0 ? 3 : *most;	/* 6.0 errata A: 4 */
		return (minor <= 6);
	default:
		return (false);
	}
}

static void
fadt_madt(struct check *ck, const struct check_fadt *fadt)
{
	const struct image_table *madt = check_find(ck, "APIC");
	unsigned int	 revision, minor, least, most;

	minor = fadt->f.fadt_minor_version & 0xf;
	if (madt == NULL || !madt_revisions(fadt->f.header.revision, minor,
	    &least, &most))
		return;
	revision = image_data(madt)[HEADER(revision)];
	if (revision < least || revision > most)
		found_field(ck, madt, HEADER(revision), "MADT.Revision is %u; "
		    "must be %u with FADT revision %u.%u", revision, most,
		    fadt->f.header.revision, minor);
}
static const struct check_rule fadt_madt_rule = {
	"fadt-madt", CHECK_WARNING, ACPI, "ACPI 3.0 to 6.5, 5.2.9, 5.2.12",
	ON_FADT(fadt_madt), .with = "APIC"
};

static void
fadt_dsdt(struct check *ck, const struct check_fadt *fadt)
{
	uint64_t	 address = either(fadt->f.dsdt, fadt->f.x_dsdt);
	const struct image_table *dsdt = image_at(ck->image, address);
	bool		 wide = get64(fadt->f.x_dsdt) != 0;
	char		 why[CHECK_WHYSZ];

	if (dsdt == NULL || !check_is(dsdt, "DSDT"))
		found_field(ck, fadt->t, wide ? FADT(x_dsdt) : FADT(dsdt),
		    "FADT.%s is 0x%" PRIx64 ", %s; must lead to a DSDT",
		    wide ? "X_DSDT" : "DSDT", address, dsdt != NULL ?
		    "which leads to another table" :
		    check_why(ck, address, why));
}
static const struct check_rule fadt_dsdt_rule = {
	"fadt-dsdt", CHECK_ERROR, ACPI | LINUX | OPENBSD,
	"OpenBSD dereferences NULL, Linux panics", ON_FADT(fadt_dsdt),
	.needs = NEEDS_ADDRESSES
};

static void
fadt_facs(struct check *ck, const struct check_fadt *fadt)
{
	uint64_t	 address = either(fadt->f.firmware_ctrl,
	    fadt->f.x_firmware_ctrl);
	const struct image_table *facs = image_at(ck->image, address);
	bool		 wide = get64(fadt->f.x_firmware_ctrl) != 0;
	char		 why[CHECK_WHYSZ];

	if (address != 0 && (facs == NULL || !check_is(facs, "FACS")))
		found_field(ck, fadt->t, wide ? FADT(x_firmware_ctrl) :
		    FADT(firmware_ctrl), "FADT.%s is 0x%" PRIx64 ", %s; must "
		    "lead to a FACS, or be 0",
		    wide ? "X_FIRMWARE_CTRL" : "FIRMWARE_CTRL", address,
		    facs != NULL ? "which leads to another table" :
		    check_why(ck, address, why));
}
static const struct check_rule fadt_facs_rule = {
	"fadt-facs", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	ON_FADT(fadt_facs), .needs = NEEDS_ADDRESSES
};

static void
facs_found(struct check *ck, const struct check_fadt *fadt)
{
	if (!reduced(fadt) &&
	    either(fadt->f.firmware_ctrl, fadt->f.x_firmware_ctrl) == 0)
		found_field(ck, fadt->t, FADT(firmware_ctrl),
		    "FADT.FIRMWARE_CTRL is 0; must lead to a FACS unless "
		    "HW_REDUCED_ACPI is set");
}
static const struct check_rule facs_found_rule = {
	"facs-found", CHECK_WARNING, ACPI | OPENBSD,
	"ACPI 6.5, 5.2.10; OpenBSD maps page 0", ON_FADT(facs_found),
	.needs = NEEDS_ADDRESSES
};

/* Compares an address with its 64-bit twin, if both are set. */
static void
check_equal(struct check *ck, const struct check_fadt *fadt, const char *name,
    uint32_t narrow, uint64_t wide, size_t wide_at)
{
	if (narrow != 0 && wide != 0 && narrow != wide)
		found_field(ck, fadt->t, wide_at, "FADT.X_%s is 0x%" PRIx64
		    "; must be 0x%" PRIx32 ", as FADT.%s is", name, wide,
		    narrow, name);
}

static void
fadt_32bit(struct check *ck, const struct check_fadt *fadt)
{
	if (get32(fadt->f.dsdt) == 0 && get64(fadt->f.x_dsdt) != 0)
		found_field(ck, fadt->t, FADT(dsdt), "FADT.DSDT is 0; must "
		    "lead to the DSDT, since X_DSDT is not read");
	if (get32(fadt->f.firmware_ctrl) == 0 &&
	    get64(fadt->f.x_firmware_ctrl) != 0)
		found_field(ck, fadt->t, FADT(firmware_ctrl),
		    "FADT.FIRMWARE_CTRL is 0; must lead to the FACS, since "
		    "X_FIRMWARE_CTRL is not read at resume");
	else
		check_equal(ck, fadt, "FIRMWARE_CTRL",
		    get32(fadt->f.firmware_ctrl),
		    get64(fadt->f.x_firmware_ctrl), FADT(x_firmware_ctrl));
}
static const struct check_rule fadt_32bit_rule = {
	"fadt-32bit", CHECK_WARNING, SEABIOS,
	"SeaBIOS acpi_dsdt_parse(), find_resume_vector()",
	ON_FADT(fadt_32bit), .needs = NEEDS_ADDRESSES
};

/* All of 635 machines whose FADT has the field set it. */
static void
fadt_x_dsdt(struct check *ck, const struct check_fadt *fadt)
{
	if (fadt->f.header.revision >= 3 && get32(fadt->f.dsdt) != 0 &&
	    fadt->t->length >= FADT(x_dsdt) + sizeof(fadt->f.x_dsdt) &&
	    get64(fadt->f.x_dsdt) == 0)
		found_field(ck, fadt->t, FADT(x_dsdt), "FADT.X_DSDT is 0; "
		    "must be the DSDT's address with revision 3 and later, or "
		    "Windows stops with ACPI_BIOS_ERROR");
}
static const struct check_rule fadt_x_dsdt_rule = {
	"fadt-x-dsdt", CHECK_WARNING, ACPI,
	"ACPI 6.5, 5.2.9; mvisor pull request 46, for Windows 7",
	ON_FADT(fadt_x_dsdt), .needs = NEEDS_ADDRESSES
};

/*
 * The register blocks, each with two addresses.  PM2, PM timer and GPEs are
 * optional, and have a length each.
 */
static const struct pm_block {
	const char	*name;
	size_t		 narrow, wide;	/* addresses */
	const char	*length_name;
	size_t		 length;
	unsigned int	 bits;		/* of the block; 0: any number */
	bool		 optional;
} blocks[] = {
#define BLOCK(name, field, length_name, len, bits, optional) \
	{ name, FADT(field), FADT(x_##field), length_name, FADT(len), bits, \
	    optional }
	BLOCK("PM1a_EVT_BLK", pm1a_evt_blk, "PM1_EVT_LEN", pm1_evt_len, 32,
	    false),
	BLOCK("PM1b_EVT_BLK", pm1b_evt_blk, "PM1_EVT_LEN", pm1_evt_len, 32,
	    false),
	BLOCK("PM1a_CNT_BLK", pm1a_cnt_blk, "PM1_CNT_LEN", pm1_cnt_len, 16,
	    false),
	BLOCK("PM1b_CNT_BLK", pm1b_cnt_blk, "PM1_CNT_LEN", pm1_cnt_len, 16,
	    false),
	BLOCK("PM2_CNT_BLK", pm2_cnt_blk, "PM2_CNT_LEN", pm2_cnt_len, 8,
	    true),
	BLOCK("PM_TMR_BLK", pm_tmr_blk, "PM_TMR_LEN", pm_tmr_len, 32, false),
	BLOCK("GPE0_BLK", gpe0_blk, "GPE0_BLK_LEN", gpe0_blk_len, 0, true),
	BLOCK("GPE1_BLK", gpe1_blk, "GPE1_BLK_LEN", gpe1_blk_len, 0, true),
#undef BLOCK
};

#define NBLOCKS	(sizeof(blocks) / sizeof(blocks[0]))

static uint32_t
narrow(const struct check_fadt *fadt, const struct pm_block *b)
{
	return ((uint32_t)le_get((const uint8_t *)&fadt->f + b->narrow, 4));
}

static const struct acpi_gas *
wide(const struct check_fadt *fadt, const struct pm_block *b)
{
	return ((const void *)((const uint8_t *)&fadt->f + b->wide));
}

static unsigned int
block_length(const struct check_fadt *fadt, const struct pm_block *b)
{
	return (((const uint8_t *)&fadt->f)[b->length]);
}

static uint64_t
block_address(const struct check_fadt *fadt, const struct pm_block *b)
{
	uint64_t	 address = get64(wide(fadt, b)->address);

	return (address != 0 ? address : narrow(fadt, b));
}

static void
fadt_x_equal(struct check *ck, const struct check_fadt *fadt)
{
	size_t		 i;

	for (i = 0; !reduced(fadt) && i < NBLOCKS; i++)
		check_equal(ck, fadt, blocks[i].name,
		    narrow(fadt, &blocks[i]),
		    get64(wide(fadt, &blocks[i])->address),
		    blocks[i].wide + offsetof(struct acpi_gas, address));
	check_equal(ck, fadt, "DSDT", get32(fadt->f.dsdt),
	    get64(fadt->f.x_dsdt), FADT(x_dsdt));
}
static const struct check_rule fadt_x_equal_rule = {
	"fadt-x-equal", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.9; ACPICA tbfadt.c: address mismatch",
	ON_FADT(fadt_x_equal)
};

/* Other rules report a width or length of 0, or one too great for the width. */
static void
fadt_x_width(struct check *ck, const struct check_fadt *fadt)
{
	const struct acpi_gas *gas;
	unsigned int	 bits;
	size_t		 i;

	for (i = 0; !reduced(fadt) && i < NBLOCKS; i++) {
		gas = wide(fadt, &blocks[i]);
		bits = block_length(fadt, &blocks[i]) * 8;
		if (get64(gas->address) != 0 && bits > 0 && bits <= UINT8_MAX &&
		    gas->register_bit_width != 0 &&
		    gas->register_bit_width != bits)
			found_field(ck, fadt->t, blocks[i].wide +
			    offsetof(struct acpi_gas, register_bit_width),
			    "FADT.X_%s has %u bits; must have %u, since %s "
			    "is %u", blocks[i].name, gas->register_bit_width,
			    bits, blocks[i].length_name, bits / 8);
	}
}
static const struct check_rule fadt_x_width_rule = {
	"fadt-x-width", CHECK_WARNING, ACPI | LINUX,
	"ACPICA tbfadt.c: 32/64X length mismatch", ON_FADT(fadt_x_width)
};

/*
 * Guests assume the usual width instead of any other.  Do not repeat what
 * fadt-x-width and fadt-pm1-length report.
 */
static void
check_width(struct check *ck, const struct check_fadt *fadt,
    const struct pm_block *b)
{
	const struct acpi_gas *gas = wide(fadt, b);
	unsigned int	 bits = block_length(fadt, b) * 8;

	if (get64(gas->address) != 0 && gas->register_bit_width == 0)
		found_field(ck, fadt->t, b->wide +
		    offsetof(struct acpi_gas, register_bit_width),
		    "FADT.X_%s has 0 bits; must have %u", b->name, b->bits);
	else if (bits > b->bits && (get64(gas->address) == 0 ||
	    gas->register_bit_width == bits))
		found_field(ck, fadt->t, b->length, "FADT.%s is %u; must be "
		    "%u, which is what guests assume for %s", b->length_name,
		    bits / 8, b->bits / 8, b->name);
}

static void
fadt_width(struct check *ck, const struct check_fadt *fadt)
{
	size_t		 i;

	for (i = 0; !reduced(fadt) && i < NBLOCKS; i++) {
		if (blocks[i].bits != 0 &&
		    block_address(fadt, &blocks[i]) != 0 &&
		    block_length(fadt, &blocks[i]) != 0)
			check_width(ck, fadt, &blocks[i]);
	}
}
static const struct check_rule fadt_width_rule = {
	"fadt-width", CHECK_WARNING, LINUX,
	"ACPICA tbfadt.c: Invalid length, using default", ON_FADT(fadt_width)
};

static void
fadt_optional(struct check *ck, const struct check_fadt *fadt)
{
	const struct pm_block *b;
	uint64_t	 address;
	unsigned int	 length;
	size_t		 i;

	for (i = 0; !reduced(fadt) && i < NBLOCKS; i++) {
		b = &blocks[i];
		address = block_address(fadt, b);
		length = block_length(fadt, b);
		if (b->optional && (address != 0) != (length != 0))
			found_field(ck, fadt->t, length != 0 ? b->narrow :
			    b->length, "FADT.%s is %u and FADT.%s is 0x%"
			    PRIx64 "; must be both set, or both 0",
			    b->length_name, length, b->name, address);
	}
}
static const struct check_rule fadt_optional_rule = {
	"fadt-optional", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 5.2.9; ACPICA tbfadt.c: Optional FADT field",
	ON_FADT(fadt_optional)
};

/* Checks a block that is required. */
static void
check_required(struct check *ck, const struct check_fadt *fadt,
    const struct pm_block *b, const char *without)
{
	if (block_address(fadt, b) == 0)
		found_field(ck, fadt->t, b->narrow, "FADT.%s is 0; must be an "
		    "address, or the guest %s", b->name, without);
	else if (block_length(fadt, b) == 0)
		found_field(ck, fadt->t, b->length, "FADT.%s is 0; must be "
		    "%u, or the guest %s", b->length_name, b->bits / 8,
		    without);
}

static void
fadt_pm1a(struct check *ck, const struct check_fadt *fadt)
{
	if (reduced(fadt))
		return;
	check_required(ck, fadt, &blocks[0], "gives ACPI up");
	if (check_pm1a_event(fadt) != 0)
		check_required(ck, fadt, &blocks[2], "cannot power off");
}
static const struct check_rule fadt_pm1a_rule = {
	"fadt-pm1a", CHECK_ERROR, LINUX | OPENBSD,
	"ACPICA tbfadt.c: Required FADT field", ON_FADT(fadt_pm1a)
};

/* Guests use as many bytes as they need, so more are fine. */
static void
fadt_pm1_length(struct check *ck, const struct check_fadt *fadt)
{
	const struct pm_block *b;
	unsigned int	 length;
	size_t		 i;

	for (i = 0; !reduced(fadt) && i <= 2; i += 2) {
		b = &blocks[i];
		length = block_length(fadt, b);
		if (block_address(fadt, b) != 0 && length != 0 &&
		    length < b->bits / 8)
			found_field(ck, fadt->t, b->length, "FADT.%s is %u; "
			    "must be %u or more", b->length_name, length,
			    b->bits / 8);
	}
}
static const struct check_rule fadt_pm1_length_rule = {
	"fadt-pm1-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	ON_FADT(fadt_pm1_length)
};

static void
check_port(struct check *ck, const struct check_fadt *fadt, const char *name,
    const struct acpi_gas *gas, size_t at)
{
	if (get64(gas->address) != 0 &&
	    gas->address_space_id == ACPI_GAS_MEMORY)
		found_field(ck, fadt->t, at, "FADT.X_%s is in system memory; "
		    "must be an I/O port, which guests take it for", name);
}

static void
fadt_pm1_memory(struct check *ck, const struct check_fadt *fadt)
{
	check_port(ck, fadt, "PM1a_EVT_BLK", &fadt->f.x_pm1a_evt_blk,
	    FADT(x_pm1a_evt_blk));
	check_port(ck, fadt, "PM1a_CNT_BLK", &fadt->f.x_pm1a_cnt_blk,
	    FADT(x_pm1a_cnt_blk));
}
static const struct check_rule fadt_pm1_memory_rule = {
	"fadt-pm1-memory", CHECK_ERROR, OPENBSD,
	"OpenBSD acpi_map_pmregs(): it panics",
	ON_FADT(fadt_pm1_memory)
};

static void
fadt_pm_timer(struct check *ck, const struct check_fadt *fadt)
{
	bool		 there = either(fadt->f.pm_tmr_blk,
	    fadt->f.x_pm_tmr_blk.address) != 0;

	if (!reduced(fadt) && fadt->f.pm_tmr_len != (there ? 4 : 0))
		found_field(ck, fadt->t, FADT(pm_tmr_len), "FADT.PM_TMR_LEN "
		    "is %u; must be %d, since PM_TMR_BLK is %s",
		    fadt->f.pm_tmr_len, there ? 4 : 0, there ? "there" : "0");
}
static const struct check_rule fadt_pm_timer_rule = {
	"fadt-pm-timer", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	ON_FADT(fadt_pm_timer)
};

/* Guests access it in bytes, whatever X_GPE0_BLK's Access Size is. */
static void
fadt_gpe(struct check *ck, const struct check_fadt *fadt)
{
	const struct pm_block *b;
	unsigned int	 length;
	size_t		 i;

	for (i = 0; !reduced(fadt) && i < NBLOCKS; i++) {
		b = &blocks[i];
		length = block_length(fadt, b);
		if (b->bits == 0 && length % 2 != 0)
			found_field(ck, fadt->t, b->length, "FADT.%s is %u; "
			    "must be a multiple of 2", b->length_name, length);
	}
}
static const struct check_rule fadt_gpe_rule = {
	"fadt-gpe", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9: GPE0_BLK_LEN",
	ON_FADT(fadt_gpe)
};

static void
fadt_smi(struct check *ck, const struct check_fadt *fadt)
{
	const struct acpi_fadt *f = &fadt->f;

	if (!reduced(fadt) && get32(f->smi_cmd) == 0 &&
	    (f->acpi_enable | f->acpi_disable | f->s4bios_req |
	    f->pstate_cnt | f->cst_cnt) != 0)
		found_field(ck, fadt->t, FADT(smi_cmd), "FADT.SMI_CMD is 0; "
		    "must be a port, since the FADT has values to write to it");
}
static const struct check_rule fadt_smi_rule = {
	"fadt-smi", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9", ON_FADT(fadt_smi)
};

static void
fadt_reset(struct check *ck, const struct check_fadt *fadt)
{
	const struct acpi_gas *reset = &fadt->f.reset_reg;

	/* ACPI 1.0 has neither the flag nor the register. */
	if (!flagged(fadt, ACPI_FADT_RESET_REG_SUP) ||
	    fadt->t->length < FADT(reset_reg) + sizeof(*reset))
		return;
	if (reset->address_space_id > ACPI_GAS_PCI)
		found_field(ck, fadt->t, FADT(reset_reg.address_space_id),
		    "FADT.RESET_REG is in space %u; must be in 0, 1 or 2, "
		    "since RESET_REG_SUP is set", reset->address_space_id);
	if ((reset->register_bit_width != 8 ||
	    reset->register_bit_offset != 0 || get64(reset->address) == 0))
		found_field(ck, fadt->t, FADT(reset_reg.register_bit_width),
		    "FADT.RESET_REG has %u bits from bit %u on at 0x%" PRIx64
		    "; must have 8 from bit 0 on, since RESET_REG_SUP is set",
		    reset->register_bit_width, reset->register_bit_offset,
		    get64(reset->address));
}
static const struct check_rule fadt_reset_rule = {
	"fadt-reset", CHECK_ERROR, ACPI, "ACPI 6.5, 4.8.3.6",
	ON_FADT(fadt_reset)
};

static void
fadt_flags(struct check *ck, const struct check_fadt *fadt)
{
	if (!reduced(fadt) &&
	    (!flagged(fadt, ACPI_FADT_WBINVD) ||
	    !flagged(fadt, ACPI_FADT_PROC_C1)))
		found_field(ck, fadt->t, FADT(flags), "FADT.Flags is 0x%08x; "
		    "must have WBINVD and PROC_C1", get32(fadt->f.flags));
}
static const struct check_rule fadt_flags_rule = {
	"fadt-flags", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9, table 5.10",
	ON_FADT(fadt_flags)
};

static const struct check_reserved reserved[] = {
	{ CHECK_IN_TABLE, "FADT.Flags", FADT(flags), sizeof(le32),
	    0xff000000 },
	{ CHECK_IN_TABLE, "FADT.IAPC_BOOT_ARCH", FADT(iapc_boot_arch),
	    sizeof(le16), 0xffc0 },
	{ .bits = 0 }
};
static const struct check_rule fadt_reserved_rule = {
	"fadt-reserved", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9, 5.2.9.3",
	ON_TABLE("FACP", reserved_bits), .data = reserved
};

static void
fadt_reduced_sleep(struct check *ck, const struct check_fadt *fadt)
{
	bool		 control = get64(fadt->f.sleep_control_reg.address) !=
	    0;
	bool		 status = get64(fadt->f.sleep_status_reg.address) != 0;

	if (reduced(fadt) && !(control && status))
		found_field(ck, fadt->t, control ? FADT(sleep_status_reg) :
		    FADT(sleep_control_reg), "FADT.%s has address 0; must have "
		    "one for power-off, since HW_REDUCED_ACPI is set",
		    control ? "SLEEP_STATUS_REG" : "SLEEP_CONTROL_REG");
}
static const struct check_rule fadt_reduced_sleep_rule = {
	"fadt-reduced-sleep", CHECK_WARNING, OPENBSD,
	"OpenBSD acpi_write_pmreg(): no power-off without them",
	ON_FADT(fadt_reduced_sleep)
};

static void
pm_block(struct check *ck, const struct check_fadt *fadt)
{
	uint32_t	 base = check_asked(ck, 0)->pm_base;
	uint64_t	 address = check_pm1a_event(fadt);

	if (address != 0 && address != base)
		found_field(ck, fadt->t, FADT(pm1a_evt_blk),
		    "FADT.PM1a_EVT_BLK is 0x%" PRIx64 "; must be 0x%" PRIx32
		    ", where SeaBIOS puts it on i440fx and q35", address, base);
}
static const struct check_rule pm_block_rule = {
	"pm-block", CHECK_WARNING, SEABIOS, "SeaBIOS qemu_cfg_init()",
	ON_FADT(pm_block), .needs = NEEDS_FILES
};

const struct check_rule *const check_fadt_rules[] = {
	&fadt_found_rule,
	&fadt_length_rule,
	&fadt_madt_rule,
	&fadt_dsdt_rule,
	&fadt_facs_rule,
	&facs_found_rule,
	&fadt_32bit_rule,
	&fadt_x_dsdt_rule,
	&fadt_x_equal_rule,
	&fadt_x_width_rule,
	&fadt_width_rule,
	&fadt_optional_rule,
	&fadt_pm1a_rule,
	&fadt_pm1_length_rule,
	&fadt_pm1_memory_rule,
	&fadt_pm_timer_rule,
	&fadt_gpe_rule,
	&fadt_smi_rule,
	&fadt_reset_rule,
	&fadt_flags_rule,
	&fadt_reserved_rule,
	&fadt_reduced_sleep_rule,
	&pm_block_rule,
	NULL
};
