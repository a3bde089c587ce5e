/* See LICENSE for licence details. */

/*
 * The rules of the tables themselves, linked: what the ACPI specification
 * says of each, and what firmware and operating systems trip over.
 */

#include <stdlib.h>
#include <string.h>

#include "check.h"

#define SEABIOS		CHECK_SEABIOS
#define OVMF		CHECK_OVMF
#define STAGE0		CHECK_STAGE0
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define COMPARED	1024		/* tables of a set and its image */
#define PM_BASE		0x600	/* SeaBIOS acpi_pm_base with a script */

static const struct image_table *
find(const struct check *ck, const char *signature)
{
	return (image_find(&ck->image, signature));
}

static bool
is(const struct image_table *t, const char *signature)
{
	return (strcmp(t->signature, signature) == 0);
}

/* The FADT as a whole struct: what its length leaves out is zero. */
static bool
get_fadt(const struct check *ck, const struct image_table **t,
    struct acpi_fadt *fadt)
{
	memset(fadt, 0, sizeof(*fadt));
	if ((*t = find(ck, "FACP")) == NULL)
		return (false);
	memcpy(fadt, image_data(*t), (*t)->length < sizeof(*fadt) ?
	    (*t)->length : sizeof(*fadt));
	return (true);
}

static bool
flagged(const struct acpi_fadt *fadt, uint32_t flag)
{
	return ((get32(fadt->flags) & flag) != 0);
}

static uint64_t
either(le32 narrow, le64 wide)
{
	return (get64(wide) != 0 ? get64(wide) : get32(narrow));
}

/* Where PM1a is: the X_ address, or else the 32-bit one. */
static uint64_t
pm1a_evt(const struct acpi_fadt *fadt)
{
	return (either(fadt->pm1a_evt_blk, fadt->x_pm1a_evt_blk.address));
}

static uint64_t
pm1a_cnt(const struct acpi_fadt *fadt)
{
	return (either(fadt->pm1a_cnt_blk, fadt->x_pm1a_cnt_blk.address));
}

/*
 * RSDP, RSDT, XSDT
 */

static void
rsdp_found(struct check *ck)
{
	if (ck->in->kind == INPUT_FLAT && find(ck, "RSDP") == NULL)
		found_file(ck, &ck->set->files[0], "no RSDP on a 16-byte "
		    "boundary");
}

static void
rsdp_length(struct check *ck)
{
	const struct image_table *t = find(ck, "RSDP");
	uint64_t	 length;

	if (t == NULL || IMAGE_FIELD(t, acpi_rsdp, revision) < 2)
		return;
	length = IMAGE_FIELD(t, acpi_rsdp, length);
	if (length != sizeof(struct acpi_rsdp))
		found_table(ck, t, "its Length is %llu, not 36",
		    (unsigned long long)length);
}

static void
root_found(struct check *ck)
{
	const struct image_table *t = find(ck, "RSDP");

	if (t != NULL && ck->image.ntables == 1)
		found_table(ck, t, "it leads to no RSDT or XSDT");
}

static const struct image_table *
root(const struct check *ck)
{
	if (find(ck, "RSDP") == NULL || ck->image.ntables < 2)
		return (NULL);
	return (&ck->image.tables[1]);
}

static unsigned int
root_entry_size(const struct check *ck)
{
	return (IMAGE_FIELD(&ck->image.tables[0], acpi_rsdp, xsdt_address) !=
	    0 ? sizeof(le64) : sizeof(le32));
}

static void
root_signature(struct check *ck)
{
	const struct image_table *t = root(ck);
	const char	*want;

	if (t == NULL)
		return;
	want = root_entry_size(ck) == sizeof(le64) ? "XSDT" : "RSDT";
	if (!is(t, want))
		found_table(ck, t, "the RSDP says that this is the %s", want);
}

static void
root_length(struct check *ck)
{
	const struct image_table *t = root(ck);

	if (t != NULL && (t->length - sizeof(struct acpi_header)) %
	    root_entry_size(ck) != 0)
		found_table(ck, t, "part of an entry is at its end");
}

static void
root_entry(struct check *ck)
{
	const struct image_table *t = root(ck);
	unsigned int	 size;
	uint64_t	 address;
	size_t		 i;

	if (t == NULL)
		return;
	size = root_entry_size(ck);
	for (i = sizeof(struct acpi_header); i + size <= t->length;
	    i += size) {
		address = image_field(t, i, size);
		if (image_at(&ck->image, address) == NULL)
			found_table(ck, t, "Entry[%zu] leads to no table in "
			    "the files", (i - sizeof(struct acpi_header)) /
			    size);
	}
}

/*
 * Any table
 */

static void
table_sum(struct check *ck)
{
	const struct image_table *t;
	size_t		 i;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		if (t->summed && !t->sound)
			found_table(ck, t, "its bytes do not sum to 0");
	}
}

static void
table_overlap(struct check *ck)
{
	const struct image_table *t;
	size_t		 i;

	for (i = 0; i < ck->image.ntables; i++) {
		t = ck->image.sorted[i];
		if (t->overlaps)
			found_table(ck, t, "it begins inside another table");
	}
}

static bool
signature_char(char c)
{
	return ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	    c == '!');
}

static void
table_signature(struct check *ck)
{
	const struct image_table *t;
	size_t		 i, j;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		for (j = 0; j < 4 && signature_char(t->signature[j]); j++)
			;
		if (j < 4)
			found_table(ck, t, "its signature is not of letters "
			    "and digits");
	}
}

static void
table_length(struct check *ck)
{
	static const struct {
		const char	*signature;
		size_t		 length;
	} shortest[] = {
		{ "FACP", ACPI_FADT_V1_LEN },
		{ "APIC", sizeof(struct acpi_madt) },
		{ "HPET", sizeof(struct acpi_hpet) },
		{ "MCFG", sizeof(struct acpi_mcfg) },
		{ "SRAT", sizeof(struct acpi_srat) },
		{ "SLIT", sizeof(struct acpi_slit) },
		{ "WAET", sizeof(struct acpi_waet) },
		{ "SPCR", sizeof(struct acpi_spcr) },
	};
	const struct image_table *t;
	size_t		 i, j;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		for (j = 0; j < sizeof(shortest) / sizeof(shortest[0]); j++) {
			if (is(t, shortest[j].signature) &&
			    t->length < shortest[j].length)
				found_table(ck, t, "%zu bytes are too few for "
				    "its fields", t->length);
		}
	}
}

/* Bytes that look like a table's header, and have a table's length. */
static bool
passes_for_table(const struct loader_region *r, size_t offset)
{
	const struct acpi_header *h = (const void *)(r->data + offset);
	uint32_t	 length;
	size_t		 i;

	if (!loader_within(r->file, offset, sizeof(*h)))
		return (false);
	for (i = 0; i < sizeof(h->signature); i++) {
		if (!signature_char(h->signature[i]))
			return (false);
	}
	length = get32(h->length);
	return (length >= sizeof(*h) && loader_within(r->file, offset,
	    length));
}

static void
table_pointer(struct check *ck)
{
	const struct loader_region *r;
	const struct image_table *t;
	struct image_table stray;
	size_t		 i, at;

	/* Without an RSDP none has one, and that is said elsewhere. */
	for (i = 0; find(ck, "RSDP") != NULL && i < ck->memory.nregions; i++) {
		r = &ck->memory.regions[i];
		for (at = 0; at < r->file->length;) {
			t = image_holding(&ck->image, r, at);
			if (t != NULL)
				at = t->offset + t->length;
			else if (passes_for_table(r, at)) {
				stray = (struct image_table){ .region = r,
				    .offset = at };
				memcpy(stray.signature, r->data + at, 4);
				found_table(ck, &stray, "no pointer leads to "
				    "this table");
				at += le_get(r->data + at + 4, 4);
			} else
				at++;
		}
	}
}

static void
table_once(struct check *ck)
{
	static const char *const once[] = { "FACP", "FACS", "DSDT" };
	const struct image_table *t;
	unsigned int	 seen[3] = { 0 };
	size_t		 i, j;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		for (j = 0; j < 3; j++) {
			if (is(t, once[j]) && seen[j]++ > 0)
				found_table(ck, t, "a second %s", once[j]);
		}
	}
}

static void
table_count(struct check *ck)
{
	if (ck->installed.ntables == 0 && ck->refused != NULL &&
	    ck->image.ntables > 128)
		found_file(ck, &ck->set->script, "more than 128 tables");
}

/*
 * FADT
 */

static void
fadt_found(struct check *ck)
{
	const struct image_table *t = root(ck);

	if (t != NULL && find(ck, "FACP") == NULL)
		found_table(ck, t, "it has no FADT");
}

/* Revisions and their lengths: ACPI 1.0, 2.0 to 4.0, 5.0, 5.1 and later. */
static void
fadt_length(struct check *ck)
{
	static const size_t lengths[] = { 0, ACPI_FADT_V1_LEN, 0,
	    ACPI_FADT_V3_LEN, ACPI_FADT_V3_LEN, ACPI_FADT_V5_LEN,
	    sizeof(struct acpi_fadt) };
	const struct image_table *t;
	struct acpi_fadt fadt;
	uint8_t		 revision;

	if (!get_fadt(ck, &t, &fadt))
		return;
	revision = fadt.header.revision;
	if (revision >= sizeof(lengths) / sizeof(lengths[0]) ||
	    lengths[revision] == 0)
		return;
	if (t->length != lengths[revision])
		found_table(ck, t, "revision %u has %zu bytes, not %zu",
		    revision, lengths[revision], t->length);
}

static void
fadt_madt(struct check *ck)
{
	const struct image_table *t, *madt = find(ck, "APIC");
	struct acpi_fadt fadt;
	unsigned int	 revision, minor, least, most;

	if (!get_fadt(ck, &t, &fadt) || madt == NULL)
		return;
	minor = fadt.fadt_minor_version & 0xf;
	switch (fadt.header.revision) {
	case 3:
		least = most = 1;
		break;
	case 4:
		least = 2;
		most = 3;
		break;
	case 5:
		least = most = 3;
		break;
	case 6:
		least = most = minor <= 2 ? 4 : minor <= 4 ? 5 : 6;
		break;
	default:
		return;
	}
	revision = image_data(madt)[offsetof(struct acpi_header, revision)];
	if (revision < least || revision > most)
		found_table(ck, madt, "revision %u does not go with FADT "
		    "revision %u.%u", revision, fadt.header.revision, minor);
}

static void
fadt_dsdt(struct check *ck)
{
	const struct image_table *t, *dsdt;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	dsdt = image_at(&ck->image, either(fadt.dsdt, fadt.x_dsdt));
	if (dsdt == NULL || !is(dsdt, "DSDT"))
		found_table(ck, t, "it leads to no DSDT");
}

static void
fadt_facs(struct check *ck)
{
	const struct image_table *t, *facs;
	struct acpi_fadt fadt;
	uint64_t	 address;

	if (!get_fadt(ck, &t, &fadt))
		return;
	address = either(fadt.firmware_ctrl, fadt.x_firmware_ctrl);
	facs = image_at(&ck->image, address);
	if (address != 0 && (facs == NULL || !is(facs, "FACS")))
		found_table(ck, t, "it leads to no FACS");
}

static void
facs_found(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && !flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    either(fadt.firmware_ctrl, fadt.x_firmware_ctrl) == 0)
		found_table(ck, t, "there is no FACS, and the hardware is not "
		    "reduced");
}

static void
fadt_32bit(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (get32(fadt.dsdt) == 0 && get64(fadt.x_dsdt) != 0)
		found_table(ck, t, "DSDT is 0, and only that one is read");
	if (get32(fadt.firmware_ctrl) == 0 && get64(fadt.x_firmware_ctrl) != 0)
		found_table(ck, t, "FIRMWARE_CTRL is 0, and only that one is "
		    "read at resume");
}

/* The register blocks that are there twice */
static const struct block {
	const char	*name;
	size_t		 narrow, wide, length;
} blocks[] = {
#define BLOCK(name, field, len) { name, offsetof(struct acpi_fadt, field), \
    offsetof(struct acpi_fadt, x_##field), offsetof(struct acpi_fadt, len) }
	BLOCK("PM1a_EVT_BLK", pm1a_evt_blk, pm1_evt_len),
	BLOCK("PM1b_EVT_BLK", pm1b_evt_blk, pm1_evt_len),
	BLOCK("PM1a_CNT_BLK", pm1a_cnt_blk, pm1_cnt_len),
	BLOCK("PM1b_CNT_BLK", pm1b_cnt_blk, pm1_cnt_len),
	BLOCK("PM2_CNT_BLK", pm2_cnt_blk, pm2_cnt_len),
	BLOCK("PM_TMR_BLK", pm_tmr_blk, pm_tmr_len),
	BLOCK("GPE0_BLK", gpe0_blk, gpe0_blk_len),
	BLOCK("GPE1_BLK", gpe1_blk, gpe1_blk_len),
#undef BLOCK
};

#define NBLOCKS	(sizeof(blocks) / sizeof(blocks[0]))

static uint32_t
narrow(const struct acpi_fadt *fadt, const struct block *b)
{
	return ((uint32_t)le_get((const uint8_t *)fadt + b->narrow, 4));
}

static const struct acpi_gas *
wide(const struct acpi_fadt *fadt, const struct block *b)
{
	return ((const void *)((const uint8_t *)fadt + b->wide));
}

static void
fadt_x_equal(struct check *ck)
{
	const struct image_table *t;
	const struct acpi_gas *gas;
	struct acpi_fadt fadt;
	size_t		 i;

	if (!get_fadt(ck, &t, &fadt))
		return;
	for (i = 0; i < NBLOCKS; i++) {
		gas = wide(&fadt, &blocks[i]);
		if (narrow(&fadt, &blocks[i]) != 0 &&
		    get64(gas->address) != 0 &&
		    narrow(&fadt, &blocks[i]) != get64(gas->address))
			found_table(ck, t, "%s and X_%s differ",
			    blocks[i].name, blocks[i].name);
	}
	if (get32(fadt.dsdt) != 0 && get64(fadt.x_dsdt) != 0 &&
	    get32(fadt.dsdt) != get64(fadt.x_dsdt))
		found_table(ck, t, "DSDT and X_DSDT differ");
	if (get32(fadt.firmware_ctrl) != 0 &&
	    get64(fadt.x_firmware_ctrl) != 0 &&
	    get32(fadt.firmware_ctrl) != get64(fadt.x_firmware_ctrl))
		found_table(ck, t, "FIRMWARE_CTRL and X_FIRMWARE_CTRL differ");
}

static void
fadt_x_width(struct check *ck)
{
	const struct image_table *t;
	const struct acpi_gas *gas;
	struct acpi_fadt fadt;
	unsigned int	 bits;
	size_t		 i;

	if (!get_fadt(ck, &t, &fadt))
		return;
	for (i = 0; i < NBLOCKS; i++) {
		gas = wide(&fadt, &blocks[i]);
		bits = ((const uint8_t *)&fadt)[blocks[i].length] * 8U;
		if (get64(gas->address) != 0 &&
		    gas->register_bit_width != (bits > 255 ? 255 : bits))
			found_table(ck, t, "X_%s is %u bits wide, and its "
			    "length is %u bytes", blocks[i].name,
			    gas->register_bit_width, bits / 8);
	}
}

static void
fadt_pm1a(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && !flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    (pm1a_evt(&fadt) == 0 || pm1a_cnt(&fadt) == 0))
		found_table(ck, t, "there is no PM1a event or control block: "
		    "the guest gives ACPI up, or cannot power off");
}

static void
fadt_pm1_length(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (pm1a_evt(&fadt) != 0 && fadt.pm1_evt_len != 4)
		found_table(ck, t, "PM1_EVT_LEN is %u, not 4",
		    fadt.pm1_evt_len);
	if (pm1a_cnt(&fadt) != 0 && fadt.pm1_cnt_len != 2)
		found_table(ck, t, "PM1_CNT_LEN is %u, not 2",
		    fadt.pm1_cnt_len);
}

static void
fadt_pm1_memory(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && ((get64(fadt.x_pm1a_evt_blk.address) &&
	    fadt.x_pm1a_evt_blk.address_space_id == ACPI_GAS_MEMORY) ||
	    (get64(fadt.x_pm1a_cnt_blk.address) &&
	    fadt.x_pm1a_cnt_blk.address_space_id == ACPI_GAS_MEMORY)))
		found_table(ck, t, "PM1a is in system memory, and taken for "
		    "an I/O port");
}

static void
fadt_pm_timer(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;
	bool		 there;

	if (!get_fadt(ck, &t, &fadt))
		return;
	there = either(fadt.pm_tmr_blk, fadt.x_pm_tmr_blk.address) != 0;
	if (fadt.pm_tmr_len != (there ? 4 : 0))
		found_table(ck, t, "PM_TMR_LEN is %u, and the timer's block "
		    "is %sthere", fadt.pm_tmr_len, there ? "" : "not ");
}

static void
fadt_gpe(struct check *ck)
{
	static const struct acpi_gas none;
	const struct image_table *t;
	struct acpi_fadt fadt;
	const struct acpi_gas *x;

	if (!get_fadt(ck, &t, &fadt))
		return;
	x = &fadt.x_gpe0_blk;
	if (fadt.gpe0_blk_len % 2 != 0)
		found_table(ck, t, "GPE0_BLK_LEN is odd");
	else if (memcmp(x, &none, sizeof(none)) != 0 &&
	    (get64(x->address) == 0 || x->access_size > ACPI_GAS_BYTE))
		found_table(ck, t, "X_GPE0_BLK is neither accessed by bytes "
		    "nor all 0");
}

static void
fadt_c_states(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt) || pm1a_evt(&fadt) == 0)
		return;
	if (get16(fadt.p_lvl2_lat) <= 100 || get16(fadt.p_lvl3_lat) <= 1000)
		found_table(ck, t, "P_LVL2_LAT %u and P_LVL3_LAT %u promise "
		    "C2 or C3; above 100 and 1000 there is none",
		    get16(fadt.p_lvl2_lat), get16(fadt.p_lvl3_lat));
}

static void
fadt_smi(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && get32(fadt.smi_cmd) == 0 &&
	    (fadt.acpi_enable | fadt.acpi_disable | fadt.s4bios_req |
	    fadt.pstate_cnt | fadt.cst_cnt) != 0)
		found_table(ck, t, "SMI_CMD is 0, and a value to write there "
		    "is not");
}

static void
fadt_reset(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) &&
	    flagged(&fadt, ACPI_FADT_RESET_REG_SUP) &&
	    (fadt.reset_reg.register_bit_width != 8 ||
	    fadt.reset_reg.register_bit_offset != 0 ||
	    get64(fadt.reset_reg.address) == 0))
		found_table(ck, t, "RESET_REG_SUP is set, and RESET_REG is no "
		    "register 8 bits wide");
}

static void
fadt_flags(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && !flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    (!flagged(&fadt, ACPI_FADT_WBINVD) ||
	    !flagged(&fadt, ACPI_FADT_PROC_C1)))
		found_table(ck, t, "Flags are 0x%08x: WBINVD and PROC_C1 are "
		    "required", get32(fadt.flags));
}

static void
fadt_reserved(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (get32(fadt.flags) >> 24 != 0)
		found_table(ck, t, "reserved bits of Flags are set: 0x%08x",
		    get32(fadt.flags));
	if (get16(fadt.iapc_boot_arch) >> 6 != 0)
		found_table(ck, t, "reserved bits of IAPC_BOOT_ARCH are set: "
		    "0x%04x", get16(fadt.iapc_boot_arch));
}

static void
fadt_reduced_sleep(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    (get64(fadt.sleep_control_reg.address) == 0 ||
	    get64(fadt.sleep_status_reg.address) == 0))
		found_table(ck, t, "the hardware is reduced, and without both "
		    "sleep registers there is no power-off");
}

static void
pm_block(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (ck->in->kind == INPUT_SET && get_fadt(ck, &t, &fadt) &&
	    pm1a_evt(&fadt) != 0 && pm1a_evt(&fadt) != PM_BASE)
		found_table(ck, t, "PM1a is at 0x%llx; on i440fx and q35 it "
		    "is put at 0x600", (unsigned long long)pm1a_evt(&fadt));
}

/*
 * FACS
 */

static void
facs_align(struct check *ck)
{
	const struct image_table *t = find(ck, "FACS");
	const struct loader_command *c;
	uint32_t	 align = ACPI_FACS_ALIGN;
	size_t		 i;

	if (t == NULL)
		return;
	for (i = 0; i < loader_ncommands(ck->set); i++) {
		c = loader_command(ck->set, i);
		if (ck->in->kind == INPUT_SET &&
		    get32(c->command) == LOADER_ALLOCATE &&
		    strncmp(c->allocate.file, t->region->file->name,
		    LOADER_FILESZ) == 0)
			align = get32(c->allocate.align);
	}
	if (ck->in->kind == INPUT_SET ? t->offset % ACPI_FACS_ALIGN != 0 ||
	    align < ACPI_FACS_ALIGN : t->address % ACPI_FACS_ALIGN != 0)
		found_table(ck, t, "it is not on a 64-byte boundary");
}

static void
facs_length(struct check *ck)
{
	const struct image_table *t = find(ck, "FACS");

	if (t != NULL && t->length < sizeof(struct acpi_facs))
		found_table(ck, t, "%zu bytes are fewer than 64", t->length);
}

static void
facs_version(struct check *ck)
{
	const struct image_table *t = find(ck, "FACS"), *fadt;
	struct acpi_fadt f;

	if (t != NULL && get_fadt(ck, &fadt, &f) && f.header.revision >= 4 &&
	    IMAGE_FIELD(t, acpi_facs, version) != 2)
		found_table(ck, t, "version %u, and it is 2 with this FADT",
		    (unsigned int)IMAGE_FIELD(t, acpi_facs, version));
}

/*
 * MADT
 */

struct madt_entry {
	uint8_t		 type;
	uint8_t		 length;
	const uint8_t	*data;
};

/* The next entry at *at, or false at the end or before a broken one. */
static bool
next_entry(const struct image_table *t, size_t *at, struct madt_entry *e)
{
	const uint8_t	*data = image_data(t) + *at;

	if (*at >= t->length || t->length - *at < sizeof(struct acpi_entry) ||
	    data[1] < sizeof(struct acpi_entry) || data[1] > t->length - *at)
		return (false);
	*e = (struct madt_entry){ data[0], data[1], data };
	*at += data[1];
	return (true);
}

static void
madt_found(struct check *ck)
{
	const struct image_table *t = root(ck);

	if (t != NULL && find(ck, "APIC") == NULL)
		found_table(ck, t, "it has no MADT");
}

static void
entries_whole(struct check *ck, const char *signature, size_t at,
    const uint8_t *lengths, size_t nlengths)
{
	const struct image_table *t = find(ck, signature);
	struct madt_entry e;

	if (t == NULL || t->length < at)
		return;
	while (next_entry(t, &at, &e)) {
		if (e.type < nlengths && lengths[e.type] != 0 &&
		    lengths[e.type] != e.length)
			found_table(ck, t, "an entry of type %u has %u bytes, "
			    "not %u", e.type, lengths[e.type], e.length);
	}
	if (at != t->length)
		found_table(ck, t, "the entry at 0x%zx has no sound length",
		    at);
}

static void
madt_entries(struct check *ck)
{
	static const uint8_t lengths[] = {
		[ACPI_MADT_LAPIC] = sizeof(struct acpi_madt_lapic),
		[ACPI_MADT_IOAPIC] = sizeof(struct acpi_madt_ioapic),
		[ACPI_MADT_OVERRIDE] = sizeof(struct acpi_madt_override),
		[ACPI_MADT_NMI_SOURCE] = sizeof(struct acpi_madt_nmi_source),
		[ACPI_MADT_LAPIC_NMI] = sizeof(struct acpi_madt_lapic_nmi),
		[ACPI_MADT_LAPIC_ADDRESS] =
		    sizeof(struct acpi_madt_lapic_address),
		[ACPI_MADT_X2APIC] = sizeof(struct acpi_madt_x2apic),
		[ACPI_MADT_X2APIC_NMI] = sizeof(struct acpi_madt_x2apic_nmi),
	};

	entries_whole(ck, "APIC", sizeof(struct acpi_madt), lengths,
	    sizeof(lengths));
}

static void
srat_entries(struct check *ck)
{
	static const uint8_t lengths[] = {
		[ACPI_SRAT_LAPIC] = sizeof(struct acpi_srat_lapic),
		[ACPI_SRAT_MEMORY] = sizeof(struct acpi_srat_memory),
		[ACPI_SRAT_X2APIC] = sizeof(struct acpi_srat_x2apic),
	};

	entries_whole(ck, "SRAT", sizeof(struct acpi_srat), lengths,
	    sizeof(lengths));
}

/* The processors of a MADT, of either type */
struct cpu {
	uint32_t	 apic_id;
	uint32_t	 uid;
	uint32_t	 flags;
	uint8_t		 type;
};

static bool
as_cpu(const struct madt_entry *e, struct cpu *cpu)
{
	const struct acpi_madt_lapic *lapic = (const void *)e->data;
	const struct acpi_madt_x2apic *x2apic = (const void *)e->data;

	if (e->type == ACPI_MADT_LAPIC && e->length >= sizeof(*lapic))
		*cpu = (struct cpu){ lapic->apic_id,
		    lapic->acpi_processor_uid, get32(lapic->flags), e->type };
	else if (e->type == ACPI_MADT_X2APIC && e->length >= sizeof(*x2apic))
		*cpu = (struct cpu){ get32(x2apic->x2apic_id),
		    get32(x2apic->acpi_processor_uid), get32(x2apic->flags),
		    e->type };
	else
		return (false);
	return (true);
}

static bool
is_enabled(const struct cpu *cpu)
{
	return ((cpu->flags & ACPI_LAPIC_ENABLED) != 0);
}

/* All enabled CPUs, freed by the caller; *n is 0 without a MADT. */
static struct cpu *
enabled_cpus(const struct check *ck, size_t *n)
{
	const struct image_table *t = find(ck, "APIC");
	struct madt_entry e;
	struct cpu	*cpus;
	size_t		 at = sizeof(struct acpi_madt);

	*n = 0;
	if (t == NULL)
		return (NULL);
	cpus = calloc(t->length / sizeof(struct acpi_madt_lapic) + 1,
	    sizeof(*cpus));
	while (cpus != NULL && next_entry(t, &at, &e)) {
		if (as_cpu(&e, &cpus[*n]) && is_enabled(&cpus[*n]))
			(*n)++;
	}
	return (cpus);
}

static int
by_apic_id(const void *a, const void *b)
{
	const struct cpu *ca = a, *cb = b;

	return ((ca->apic_id > cb->apic_id) - (ca->apic_id < cb->apic_id));
}

static int
by_uid(const void *a, const void *b)
{
	const struct cpu *ca = a, *cb = b;

	return ((ca->uid > cb->uid) - (ca->uid < cb->uid));
}

static void
madt_cpu(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	size_t		 n;

	free(enabled_cpus(ck, &n));
	if (t != NULL && n == 0)
		found_table(ck, t, "it enables no processor");
}

/* Finds neighbours that are equal in this order, and differ otherwise. */
static void
same_cpus(struct check *ck, int (*order)(const void *, const void *),
    bool (*wrong)(const struct cpu *, const struct cpu *),
    const char *message)
{
	struct cpu	*cpus;
	size_t		 i, n;

	cpus = enabled_cpus(ck, &n);
	if (n > 0)
		qsort(cpus, n, sizeof(*cpus), order);
	for (i = 1; i < n; i++) {
		if (order(&cpus[i - 1], &cpus[i]) == 0 &&
		    wrong(&cpus[i - 1], &cpus[i]))
			found_table(ck, find(ck, "APIC"), "APIC ID %u, UID "
			    "%u: two enabled processors %s", cpus[i].apic_id,
			    cpus[i].uid, message);
	}
	free(cpus);
}

static bool
same_type(const struct cpu *a, const struct cpu *b)
{
	return (a->type == b->type);
}

static bool
other_type(const struct cpu *a, const struct cpu *b)
{
	return (a->type != b->type);
}

static bool
other_apic_id(const struct cpu *a, const struct cpu *b)
{
	return (a->apic_id != b->apic_id);
}

static void
madt_apic_id(struct check *ck)
{
	same_cpus(ck, by_apic_id, same_type, "have this APIC ID");
}

static void
madt_both_types(struct check *ck)
{
	same_cpus(ck, by_apic_id, other_type, "in one, as types 0 and 9");
}

static void
madt_uid(struct check *ck)
{
	same_cpus(ck, by_uid, other_apic_id, "have this UID");
}

static void
madt_ioapic(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	struct madt_entry e;
	size_t		 at = sizeof(struct acpi_madt);

	if (t == NULL)
		return;
	while (next_entry(t, &at, &e)) {
		if (e.type == ACPI_MADT_IOAPIC)
			return;
	}
	found_table(ck, t, "there is no I/O APIC: a page fault");
}

static void
madt_ioapic_id(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	const struct acpi_madt_ioapic *ioapic;
	struct madt_entry e;
	bool		 seen[256] = { false };
	size_t		 at = sizeof(struct acpi_madt);

	while (t != NULL && next_entry(t, &at, &e)) {
		ioapic = (const void *)e.data;
		if (e.type != ACPI_MADT_IOAPIC || e.length < sizeof(*ioapic))
			continue;
		if (seen[ioapic->io_apic_id])
			found_table(ck, t, "two I/O APICs have ID %u",
			    ioapic->io_apic_id);
		seen[ioapic->io_apic_id] = true;
	}
}

static void
madt_override(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	const struct acpi_madt_override *o;
	struct madt_entry e;
	bool		 seen[256] = { false };
	size_t		 at = sizeof(struct acpi_madt);

	while (t != NULL && next_entry(t, &at, &e)) {
		o = (const void *)e.data;
		if (e.type != ACPI_MADT_OVERRIDE || e.length < sizeof(*o))
			continue;
		if (o->source > 15 || o->bus != 0)
			found_table(ck, t, "bus %u, interrupt %u is none of "
			    "ISA's", o->bus, o->source);
		else if (seen[o->source])
			found_table(ck, t, "ISA interrupt %u is overridden "
			    "twice", o->source);
		else
			seen[o->source] = true;
	}
}

static void
madt_reserved(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	struct madt_entry e;
	struct cpu	 cpu;
	size_t		 at = sizeof(struct acpi_madt);

	if (t == NULL)
		return;
	if (IMAGE_FIELD(t, acpi_madt, flags) & ~(uint64_t)ACPI_MADT_PCAT_COMPAT)
		found_table(ck, t, "reserved bits of Flags are set");
	while (next_entry(t, &at, &e)) {
		if (as_cpu(&e, &cpu) && (cpu.flags & ~(ACPI_LAPIC_ENABLED |
		    (uint32_t)ACPI_LAPIC_ONLINE_CAPABLE)) != 0)
			found_table(ck, t, "reserved bits of APIC ID %u's "
			    "flags are set", cpu.apic_id);
	}
}

/*
 * MCFG, SRAT, SLIT
 */

static void
mcfg_allocations(struct check *ck)
{
	const struct image_table *t = find(ck, "MCFG");
	const struct acpi_mcfg_allocation *a;
	size_t		 at = sizeof(struct acpi_mcfg);

	if (t == NULL || t->length < at)
		return;
	for (; t->length - at >= sizeof(*a); at += sizeof(*a)) {
		a = (const void *)(image_data(t) + at);
		if (a->start_bus > a->end_bus)
			found_table(ck, t, "buses %u to %u", a->start_bus,
			    a->end_bus);
		if (get64(a->base_address) % 0x100000 != 0)
			found_table(ck, t, "Base Address 0x%llx is not that "
			    "of a bus", (unsigned long long)
			    get64(a->base_address));
	}
	if (at != t->length)
		found_table(ck, t, "part of an allocation is at its end");
}

static void
slit_square(struct check *ck)
{
	const struct image_table *t = find(ck, "SLIT");
	uint64_t	 n;
	size_t		 i, room;

	if (t == NULL || t->length < sizeof(struct acpi_slit))
		return;
	n = IMAGE_FIELD(t, acpi_slit, number_of_system_localities);
	room = t->length - sizeof(struct acpi_slit);
	if (n > 0xffff || n * n != room) {
		found_table(ck, t, "%zu bytes are no square of %llu "
		    "localities", room, (unsigned long long)n);
		return;
	}
	for (i = 0; i < n; i++) {
		if (image_data(t)[sizeof(struct acpi_slit) + i * (n + 1)] !=
		    10)
			found_table(ck, t, "locality %zu is not 10 away from "
			    "itself", i);
	}
}

/*
 * AML: bytes that only a definition has, without an interpreter
 */

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

static size_t
count_in_aml(const struct check *ck, const char *bytes, size_t len)
{
	const struct image_table *t;
	size_t		 i, n = 0;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		if ((is(t, "DSDT") || is(t, "SSDT")) && !t->overlaps)
			n += count_bytes(t, bytes, len);
	}
	return (n);
}

static void
aml_s5(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && pm1a_cnt(&fadt) != 0 &&
	    find(ck, "DSDT") != NULL && count_in_aml(ck, "_S5_", 4) == 0)
		found_table(ck, find(ck, "DSDT"), "PM1a without \\_S5: "
		    "power-off spins for ever");
}

static void
aml_ps2(struct check *ck)
{
	const struct image_table *t = find(ck, "DSDT"), *fadt;
	struct acpi_fadt f;

	if (t != NULL && get_fadt(ck, &fadt, &f) &&
	    get16(f.iapc_boot_arch) & ACPI_BOOT_8042 &&
	    count_bytes(t, "\x5b\x82", 2) > 0 &&
	    count_bytes(t, "\x41\xd0\x03\x03", 4) == 0)
		found_table(ck, t, "it has devices, and no PNP0303 among "
		    "them: the keyboard is not set up");
}

static void
aml_processors(struct check *ck)
{
	const struct image_table *t = find(ck, "DSDT");
	size_t		 cpus, devices;

	free(enabled_cpus(ck, &cpus));
	devices = count_in_aml(ck, "ACPI0007", 9);
	if (t != NULL && devices != 0 && devices < cpus)
		found_table(ck, t, "%zu processor devices, and the MADT "
		    "enables %zu", devices, cpus);
}

static void
aml_revision(struct check *ck)
{
	const struct image_table *t, *fadt;
	struct acpi_fadt f;
	size_t		 i;

	if (!get_fadt(ck, &fadt, &f) || f.header.revision < 6 ||
	    (f.header.revision == 6 && f.fadt_minor_version == 0))
		return;
	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		if ((is(t, "DSDT") || is(t, "SSDT")) && image_data(t)[
		    offsetof(struct acpi_header, revision)] != 2)
			found_table(ck, t, "its revision is not 2");
	}
}

/*
 * e0000.bin beside a set
 */

static void
blank(uint8_t *copy, size_t length, size_t offset, size_t size)
{
	if (offset < length)
		memset(copy + offset, 0,
		    size < length - offset ? size : length - offset);
}

#define BLANK(copy, length, type, field) blank((copy), (length), \
	offsetof(struct type, field), sizeof(((struct type *)0)->field))

/* A copy without addresses, and without checksums over them. */
static uint8_t *
without_addresses(const struct image_table *t)
{
	uint8_t		*copy = malloc(t->length);

	if (copy == NULL)
		return (NULL);
	memcpy(copy, image_data(t), t->length);
	if (is(t, "RSDP")) {
		BLANK(copy, t->length, acpi_rsdp, checksum);
		BLANK(copy, t->length, acpi_rsdp, rsdt_address);
		BLANK(copy, t->length, acpi_rsdp, xsdt_address);
		BLANK(copy, t->length, acpi_rsdp, extended_checksum);
	} else if (t->summed)
		BLANK(copy, t->length, acpi_header, checksum);
	if (is(t, "RSDT") || is(t, "XSDT"))
		blank(copy, t->length, sizeof(struct acpi_header), t->length);
	if (is(t, "FACP")) {
		BLANK(copy, t->length, acpi_fadt, firmware_ctrl);
		BLANK(copy, t->length, acpi_fadt, dsdt);
		BLANK(copy, t->length, acpi_fadt, x_firmware_ctrl);
		BLANK(copy, t->length, acpi_fadt, x_dsdt);
	}
	return (copy);
}

static bool
same_table(const struct image_table *a, const struct image_table *b)
{
	uint8_t		*ca, *cb;
	bool		 same;

	if (a->length != b->length)
		return (false);
	ca = without_addresses(a);
	cb = without_addresses(b);
	same = ca != NULL && cb != NULL && memcmp(ca, cb, a->length) == 0;
	free(ca);
	free(cb);
	return (same);
}

/* The table at i has as many of its signature before it as the other's. */
static const struct image_table *
counterpart(const struct image *image, size_t i, const struct image *other)
{
	const char	*signature = image->tables[i].signature;
	size_t		 j, n = 0;

	for (j = 0; j < i; j++)
		n += is(&image->tables[j], signature);
	for (j = 0; j < other->ntables; j++) {
		if (is(&other->tables[j], signature) && n-- == 0)
			return (&other->tables[j]);
	}
	return (NULL);
}

/* The vmd machine has its FACS in the flat image only: see facs-found. */
static void
compare_images(struct check *ck, const struct image *flat)
{
	const struct image_table *t, *other;
	size_t		 i;

	for (i = 0; i < ck->image.ntables && i < COMPARED; i++) {
		t = &ck->image.tables[i];
		other = counterpart(&ck->image, i, flat);
		if (other == NULL)
			found_table(ck, t, "%s has no such table",
			    ck->in->flat_path);
		else if (!same_table(t, other))
			found_table(ck, t, "%s has it with other contents",
			    ck->in->flat_path);
	}
	for (i = 0; i < flat->ntables && i < COMPARED; i++) {
		t = &flat->tables[i];
		if (!is(t, "FACS") && counterpart(flat, i, &ck->image) == NULL)
			found_file(ck, &ck->set->script, "%s has a table more "
			    "at 0x%zx", ck->in->flat_path, t->offset);
	}
}

static void
flat_same(struct check *ck)
{
	const struct loader_rules lenient = loader_lenient(ACPI_FLAT_BASE);
	struct loader_memory memory = { 0 };
	struct image	 image = { 0 };
	struct input	 flat;

	if (ck->in->flat_path == NULL)
		return;
	if (input_open(&flat, ck->in->flat_path) == -1)
		found_file(ck, &ck->set->script, "%s", flat.error);
	else if (loader_run(&memory, &flat.set, &lenient) == NULL &&
	    image_walk(&image, &memory, false) == NULL)
		compare_images(ck, &image);
	image_free(&image);
	loader_forget(&memory);
	input_close(&flat);
}

const struct check_rule check_table_rules[] = {
	{ "rsdp-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.1", rsdp_found },
	{ "rsdp-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.3",
	    rsdp_length },
	{ "root-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.5.3", root_found },
	{ "root-signature", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.7, 5.2.8",
	    root_signature },
	{ "root-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.7, 5.2.8",
	    root_length },
	{ "root-entry", CHECK_ERROR, ACPI | LINUX | STAGE0,
	    "a wild entry kills Linux; stage0 panics", root_entry },
	{ "table-sum", CHECK_ERROR, OVMF | STAGE0 | ACPI | LINUX | OPENBSD,
	    "ACPI 6.5, 5.2.6; Process2ndPassCmdAddPointer() leaves it out",
	    table_sum },
	{ "table-overlap", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.6",
	    table_overlap },
	{ "table-signature", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.6",
	    table_signature },
	{ "table-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2", table_length },
	{ "table-pointer", CHECK_ERROR, OVMF, "Process2ndPassCmdAddPointer()",
	    table_pointer },
	{ "table-once", CHECK_ERROR, OVMF | ACPI, "edk2 AddTableToList()",
	    table_once },
	{ "table-count", CHECK_ERROR, OVMF, "INSTALLED_TABLES_MAX",
	    table_count },
	{ "fadt-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9", fadt_found },
	{ "fadt-length", CHECK_ERROR, STAGE0 | ACPI, "ACPI 6.5, 5.2.9",
	    fadt_length },
	{ "fadt-madt", CHECK_WARNING, ACPI, "ACPI 3.0 to 6.5, 5.2.9, 5.2.12",
	    fadt_madt },
	{ "fadt-dsdt", CHECK_ERROR, ACPI | LINUX | OPENBSD,
	    "OpenBSD dereferences NULL, Linux panics", fadt_dsdt },
	{ "fadt-facs", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9", fadt_facs },
	{ "facs-found", CHECK_WARNING, ACPI | OPENBSD,
	    "ACPI 6.5, 5.2.10; OpenBSD maps page 0", facs_found },
	{ "fadt-32bit", CHECK_WARNING, SEABIOS,
	    "SeaBIOS acpi_dsdt_parse(), find_resume_vector()", fadt_32bit },
	{ "fadt-x-equal", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	    fadt_x_equal },
	{ "fadt-x-width", CHECK_WARNING, ACPI | LINUX,
	    "ACPICA tbfadt.c", fadt_x_width },
	{ "fadt-pm1a", CHECK_ERROR, LINUX | OPENBSD,
	    "ACPICA: Required FADT field Pm1aEventBlock", fadt_pm1a },
	{ "fadt-pm1-length", CHECK_ERROR, ACPI, "ACPI 6.5, 4.8.3.1",
	    fadt_pm1_length },
	{ "fadt-pm1-memory", CHECK_ERROR, OPENBSD, "it panics",
	    fadt_pm1_memory },
	{ "fadt-pm-timer", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9",
	    fadt_pm_timer },
	{ "fadt-gpe", CHECK_WARNING, ACPI | LINUX, "ACPI 6.5, 5.2.9",
	    fadt_gpe },
	{ "fadt-c-states", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9",
	    fadt_c_states },
	{ "fadt-smi", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.9", fadt_smi },
	{ "fadt-reset", CHECK_ERROR, ACPI, "ACPI 6.5, 4.8.3.6", fadt_reset },
	{ "fadt-flags", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9, table 5.10",
	    fadt_flags },
	{ "fadt-reserved", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9, 5.2.9.3",
	    fadt_reserved },
	{ "fadt-reduced-sleep", CHECK_WARNING, OPENBSD,
	    "no power-off without them", fadt_reduced_sleep },
	{ "pm-block", CHECK_WARNING, SEABIOS, "SeaBIOS qemu_cfg_init()",
	    pm_block },
	{ "facs-align", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.10", facs_align },
	{ "facs-length", CHECK_ERROR, OVMF | ACPI,
	    "Process2ndPassCmdAddPointer()", facs_length },
	{ "facs-version", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.10",
	    facs_version },
	{ "madt-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12", madt_found },
	{ "madt-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12",
	    madt_entries },
	{ "madt-cpu", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2", madt_cpu },
	{ "madt-apic-id", CHECK_ERROR, ACPI | LINUX, "ACPI 6.5, 5.2.12.2",
	    madt_apic_id },
	{ "madt-both-types", CHECK_ERROR, OPENBSD,
	    "it attaches twice, then a reset", madt_both_types },
	{ "madt-uid", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2", madt_uid },
	{ "madt-ioapic", CHECK_ERROR, OPENBSD, "acpimadt(4)", madt_ioapic },
	{ "madt-ioapic-id", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.3",
	    madt_ioapic_id },
	{ "madt-override", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.5",
	    madt_override },
	{ "madt-reserved", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.12",
	    madt_reserved },
	{ "mcfg-allocations", CHECK_ERROR, ACPI,
	    "PCI Firmware specification 3.3, 4.1.2", mcfg_allocations },
	{ "srat-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.16",
	    srat_entries },
	{ "slit-square", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.17", slit_square },
	{ "aml-s5", CHECK_ERROR, OPENBSD, "ACPI 6.5, 7.4.2", aml_s5 },
	{ "aml-ps2", CHECK_WARNING, SEABIOS, "SeaBIOS ps2port_setup()",
	    aml_ps2 },
	{ "aml-processors", CHECK_WARNING, ACPI | LINUX, "ACPI 6.5, 8.4",
	    aml_processors },
	{ "aml-revision", CHECK_WARNING, ACPI, "ACPI 6.1, 5.2.11.1",
	    aml_revision },
	{ "flat-same", CHECK_ERROR, ACPI, "both describe one machine",
	    flat_same },
};

const size_t check_ntable_rules = sizeof(check_table_rules) /
    sizeof(check_table_rules[0]);
