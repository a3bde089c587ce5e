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

#define PM_BASE		0x600	/* SeaBIOS acpi_pm_base with a script */

#define HEADER(field)	offsetof(struct acpi_header, field)
#define RSDP(field)	offsetof(struct acpi_rsdp, field)
#define FADT(field)	offsetof(struct acpi_fadt, field)
#define FACS(field)	offsetof(struct acpi_facs, field)
#define MADT(field)	offsetof(struct acpi_madt, field)
#define MCFG(field)	offsetof(struct acpi_mcfg_allocation, field)

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
		found_field(ck, t, RSDP(length), "%llu bytes, not 36",
		    (unsigned long long)length);
}

/* Where the RSDP holds the root's address */
static size_t
root_pointer(const struct image_table *t)
{
	return (IMAGE_FIELD(t, acpi_rsdp, xsdt_address) != 0 ?
	    RSDP(xsdt_address) : RSDP(rsdt_address));
}

static void
root_found(struct check *ck)
{
	const struct image_table *t = find(ck, "RSDP");

	if (t != NULL && ck->image.ntables == 1)
		found_field(ck, t, root_pointer(t), "it leads to no RSDT or "
		    "XSDT");
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
	return (root_pointer(&ck->image.tables[0]) == RSDP(xsdt_address) ?
	    sizeof(le64) : sizeof(le32));
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
		found_field(ck, t, HEADER(signature), "the RSDP says that "
		    "this is the %s", want);
}

static void
root_length(struct check *ck)
{
	const struct image_table *t = root(ck);

	if (t != NULL && (t->length - sizeof(struct acpi_header)) %
	    root_entry_size(ck) != 0)
		found_field(ck, t, HEADER(length), "%zu bytes end with a part "
		    "of an entry", t->length);
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
			found_field(ck, t, i, "it leads to no table in the "
			    "files");
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
			found_field(ck, t, is(t, "RSDP") ? RSDP(checksum) :
			    HEADER(checksum), "the table's bytes do not sum "
			    "to 0");
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

static void
table_signature(struct check *ck)
{
	const struct image_table *t;
	size_t		 i;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		if (!vmacpigen_is_signature(t->signature))
			found_field(ck, t, HEADER(signature), "it is not of "
			    "letters and digits");
	}
}

/* The struct at its start, of which ACPI 1.0's FADT had only a part */
static size_t
shortest(const struct image_table *t)
{
	const struct field_table *table = field_table_find(t->signature);

	if (is(t, "FACP"))
		return (ACPI_FADT_V1_LEN);
	return (table == NULL || is(t, "FACS") ? 0 : table->layout.size);
}

static void
table_length(struct check *ck)
{
	const struct image_table *t;
	size_t		 i;

	for (i = 0; i < ck->image.ntables; i++) {
		t = &ck->image.tables[i];
		if (t->length < shortest(t))
			found_field(ck, t, HEADER(length), "%zu bytes are too "
			    "few for its fields", t->length);
	}
}

/* Without an RSDP no table has a pointer, and that is said elsewhere. */
static void
table_pointer(struct check *ck)
{
	const struct map_file *mf;
	const struct map_piece *p;
	struct image_table stray;
	size_t		 f, i;

	for (f = 0; find(ck, "RSDP") != NULL && f < ck->map.nfiles; f++) {
		mf = &ck->map.files[f];
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind != PIECE_TABLE || p->wanted ||
			    mf->region == NULL)
				continue;
			stray = (struct image_table){ .region = mf->region,
			    .offset = p->offset, .length = p->length };
			found_table(ck, &stray, "no pointer leads to this "
			    "table");
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
				found_table(ck, t, "there is one before it");
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
		found_field(ck, t, HEADER(length), "revision %u has %zu "
		    "bytes, not %zu", revision, lengths[revision], t->length);
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
	revision = image_data(madt)[HEADER(revision)];
	if (revision < least || revision > most)
		found_field(ck, madt, HEADER(revision), "%u does not go with "
		    "FADT revision %u.%u", revision, fadt.header.revision,
		    minor);
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
		found_field(ck, t, get64(fadt.x_dsdt) != 0 ? FADT(x_dsdt) :
		    FADT(dsdt), "it leads to no DSDT");
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
		found_field(ck, t, get64(fadt.x_firmware_ctrl) != 0 ?
		    FADT(x_firmware_ctrl) : FADT(firmware_ctrl),
		    "it leads to no FACS");
}

static void
facs_found(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && !flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    either(fadt.firmware_ctrl, fadt.x_firmware_ctrl) == 0)
		found_field(ck, t, FADT(firmware_ctrl), "there is no FACS, "
		    "and the hardware is not reduced");
}

static void
fadt_32bit(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (get32(fadt.dsdt) == 0 && get64(fadt.x_dsdt) != 0)
		found_field(ck, t, FADT(dsdt), "it is 0, and X_DSDT is not "
		    "read");
	if (get32(fadt.firmware_ctrl) == 0 && get64(fadt.x_firmware_ctrl) != 0)
		found_field(ck, t, FADT(firmware_ctrl), "it is 0, and "
		    "X_FIRMWARE_CTRL is not read at resume");
}

/* The register blocks that are there twice */
static const struct block {
	size_t		 narrow, wide, length;
} blocks[] = {
#define BLOCK(field, len) { FADT(field), FADT(x_##field), FADT(len) }
	BLOCK(pm1a_evt_blk, pm1_evt_len),
	BLOCK(pm1b_evt_blk, pm1_evt_len),
	BLOCK(pm1a_cnt_blk, pm1_cnt_len),
	BLOCK(pm1b_cnt_blk, pm1_cnt_len),
	BLOCK(pm2_cnt_blk, pm2_cnt_len),
	BLOCK(pm_tmr_blk, pm_tmr_len),
	BLOCK(gpe0_blk, gpe0_blk_len),
	BLOCK(gpe1_blk, gpe1_blk_len),
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
differ(struct check *ck, const struct image_table *t, size_t offset,
    uint64_t wide, uint32_t narrow)
{
	found_field(ck, t, offset, "0x%llx, and the 32-bit field has 0x%x",
	    (unsigned long long)wide, narrow);
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
			differ(ck, t, blocks[i].wide +
			    offsetof(struct acpi_gas, address),
			    get64(gas->address), narrow(&fadt, &blocks[i]));
	}
	if (get32(fadt.dsdt) != 0 && get64(fadt.x_dsdt) != 0 &&
	    get32(fadt.dsdt) != get64(fadt.x_dsdt))
		differ(ck, t, FADT(x_dsdt), get64(fadt.x_dsdt),
		    get32(fadt.dsdt));
	if (get32(fadt.firmware_ctrl) != 0 &&
	    get64(fadt.x_firmware_ctrl) != 0 &&
	    get32(fadt.firmware_ctrl) != get64(fadt.x_firmware_ctrl))
		differ(ck, t, FADT(x_firmware_ctrl),
		    get64(fadt.x_firmware_ctrl), get32(fadt.firmware_ctrl));
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
			found_field(ck, t, blocks[i].wide +
			    offsetof(struct acpi_gas, register_bit_width),
			    "%u bits, and the block's length is %u bytes",
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
		found_field(ck, t, pm1a_evt(&fadt) == 0 ? FADT(pm1a_evt_blk) :
		    FADT(pm1a_cnt_blk), "there is no such block: the guest "
		    "gives ACPI up, or cannot power off");
}

static void
fadt_pm1_length(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (pm1a_evt(&fadt) != 0 && fadt.pm1_evt_len != 4)
		found_field(ck, t, FADT(pm1_evt_len), "%u, not 4",
		    fadt.pm1_evt_len);
	if (pm1a_cnt(&fadt) != 0 && fadt.pm1_cnt_len != 2)
		found_field(ck, t, FADT(pm1_cnt_len), "%u, not 2",
		    fadt.pm1_cnt_len);
}

static bool
in_memory(const struct acpi_gas *gas)
{
	return (get64(gas->address) != 0 &&
	    gas->address_space_id == ACPI_GAS_MEMORY);
}

static void
fadt_pm1_memory(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (in_memory(&fadt.x_pm1a_evt_blk))
		found_field(ck, t, FADT(x_pm1a_evt_blk), "system memory, and "
		    "taken for an I/O port");
	if (in_memory(&fadt.x_pm1a_cnt_blk))
		found_field(ck, t, FADT(x_pm1a_cnt_blk), "system memory, and "
		    "taken for an I/O port");
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
		found_field(ck, t, FADT(pm_tmr_len), "%u, and the timer's "
		    "block is %sthere", fadt.pm_tmr_len, there ? "" : "not ");
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
		found_field(ck, t, FADT(gpe0_blk_len), "%u is odd",
		    fadt.gpe0_blk_len);
	else if (memcmp(x, &none, sizeof(none)) != 0 &&
	    (get64(x->address) == 0 || x->access_size > ACPI_GAS_BYTE))
		found_field(ck, t, FADT(x_gpe0_blk.access_size), "the block "
		    "is neither accessed by bytes nor all 0");
}

static void
fadt_c_states(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt) || pm1a_evt(&fadt) == 0)
		return;
	if (get16(fadt.p_lvl2_lat) <= 100)
		found_field(ck, t, FADT(p_lvl2_lat), "%u promises C2; above "
		    "100 there is none", get16(fadt.p_lvl2_lat));
	if (get16(fadt.p_lvl3_lat) <= 1000)
		found_field(ck, t, FADT(p_lvl3_lat), "%u promises C3; above "
		    "1000 there is none", get16(fadt.p_lvl3_lat));
}

static void
fadt_smi(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && get32(fadt.smi_cmd) == 0 &&
	    (fadt.acpi_enable | fadt.acpi_disable | fadt.s4bios_req |
	    fadt.pstate_cnt | fadt.cst_cnt) != 0)
		found_field(ck, t, FADT(smi_cmd), "it is 0, and a value to "
		    "write there is not");
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
		found_field(ck, t, FADT(reset_reg.register_bit_width),
		    "RESET_REG_SUP is set, and this is no register of 8 bits");
}

static void
fadt_flags(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && !flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    (!flagged(&fadt, ACPI_FADT_WBINVD) ||
	    !flagged(&fadt, ACPI_FADT_PROC_C1)))
		found_field(ck, t, FADT(flags), "0x%08x, and WBINVD and "
		    "PROC_C1 are required", get32(fadt.flags));
}

static void
fadt_reserved(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (!get_fadt(ck, &t, &fadt))
		return;
	if (get32(fadt.flags) >> 24 != 0)
		found_field(ck, t, FADT(flags), "reserved bits are set: "
		    "0x%08x", get32(fadt.flags));
	if (get16(fadt.iapc_boot_arch) >> 6 != 0)
		found_field(ck, t, FADT(iapc_boot_arch), "reserved bits are "
		    "set: 0x%04x", get16(fadt.iapc_boot_arch));
}

static void
fadt_reduced_sleep(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (get_fadt(ck, &t, &fadt) && flagged(&fadt, ACPI_FADT_HW_REDUCED) &&
	    (get64(fadt.sleep_control_reg.address) == 0 ||
	    get64(fadt.sleep_status_reg.address) == 0))
		found_field(ck, t, get64(fadt.sleep_control_reg.address) == 0 ?
		    FADT(sleep_control_reg) : FADT(sleep_status_reg), "the "
		    "hardware is reduced, and without both sleep registers "
		    "there is no power-off");
}

static void
pm_block(struct check *ck)
{
	const struct image_table *t;
	struct acpi_fadt fadt;

	if (ck->in->kind == INPUT_SET && get_fadt(ck, &t, &fadt) &&
	    pm1a_evt(&fadt) != 0 && pm1a_evt(&fadt) != PM_BASE)
		found_field(ck, t, FADT(pm1a_evt_blk), "PM1a is at 0x%llx; on "
		    "i440fx and q35 it is put at 0x600",
		    (unsigned long long)pm1a_evt(&fadt));
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
	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		c = vmacpigen_command(ck->set, i);
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
		found_field(ck, t, FACS(length), "%zu bytes are fewer than 64",
		    t->length);
}

static void
facs_version(struct check *ck)
{
	const struct image_table *t = find(ck, "FACS"), *fadt;
	struct acpi_fadt f;

	if (t != NULL && get_fadt(ck, &fadt, &f) && f.header.revision >= 4 &&
	    IMAGE_FIELD(t, acpi_facs, version) != 2)
		found_field(ck, t, FACS(version), "%u, and it is 2 with this "
		    "FADT", (unsigned int)IMAGE_FIELD(t, acpi_facs, version));
}

/*
 * MADT
 */

static void
madt_found(struct check *ck)
{
	const struct image_table *t = root(ck);

	if (t != NULL && find(ck, "APIC") == NULL)
		found_table(ck, t, "it has no MADT");
}

static void
entries_whole(struct check *ck, const char *signature)
{
	const struct image_table *t = find(ck, signature);
	const struct field_table *table = field_table_find(signature);
	const struct field_layout *layout;
	const struct acpi_entry *e;
	size_t		 at = table->layout.size;

	if (t == NULL || t->length < at)
		return;
	while ((e = image_entry(t, &at)) != NULL) {
		layout = field_entry_layout(table, e->type);
		if (layout != NULL && layout->size != e->length)
			found_field(ck, t, at - e->length +
			    offsetof(struct acpi_entry, length),
			    "%u bytes, and type %u has %zu", e->length,
			    e->type, layout->size);
	}
	if (at != t->length)
		found_field(ck, t, at, "here is no entry of a sound length");
}

static void
madt_entries(struct check *ck)
{
	entries_whole(ck, "APIC");
}

static void
srat_entries(struct check *ck)
{
	entries_whole(ck, "SRAT");
}

/* All enabled processors, freed by the caller; *n is 0 without a MADT. */
static struct vmacpigen_madt_cpu *
enabled_cpus(const struct image_table *t, size_t *n)
{
	struct vmacpigen_madt_cpu *cpus;
	size_t		 at = sizeof(struct acpi_madt);

	*n = 0;
	if (t == NULL)
		return (NULL);
	cpus = calloc(image_enabled_cpus(t) + 1, sizeof(*cpus));
	while (cpus != NULL && image_cpu(t, &at, &cpus[*n])) {
		if (cpus[*n].flags & ACPI_LAPIC_ENABLED)
			(*n)++;
	}
	return (cpus);
}

/* Those that are equal stay in the table's order. */
static int
by_apic_id(const void *a, const void *b)
{
	const struct vmacpigen_madt_cpu *ca = a, *cb = b;

	if (ca->apic_id != cb->apic_id)
		return (ca->apic_id > cb->apic_id ? 1 : -1);
	return ((ca->uid_at > cb->uid_at) - (ca->uid_at < cb->uid_at));
}

static int
by_uid(const void *a, const void *b)
{
	const struct vmacpigen_madt_cpu *ca = a, *cb = b;

	if (ca->uid != cb->uid)
		return (ca->uid > cb->uid ? 1 : -1);
	return ((ca->uid_at > cb->uid_at) - (ca->uid_at < cb->uid_at));
}

static void
madt_cpu(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");

	if (t != NULL && image_enabled_cpus(t) == 0)
		found_table(ck, t, "it enables no processor");
}

/* Finds neighbours, in this order, of which the second one is wrong. */
static void
same_cpus(struct check *ck, int (*order)(const void *, const void *),
    bool (*wrong)(
	const struct vmacpigen_madt_cpu *, const struct vmacpigen_madt_cpu *),
    const char *message)
{
	const struct image_table *t = find(ck, "APIC");
	struct vmacpigen_madt_cpu *cpus;
	size_t		 i, n;

	cpus = enabled_cpus(t, &n);
	if (n > 0)
		qsort(cpus, n, sizeof(*cpus), order);
	for (i = 1; i < n; i++) {
		if (wrong(&cpus[i - 1], &cpus[i]))
			found_field(ck, t, order == by_uid ? cpus[i].uid_at :
			    cpus[i].apic_id_at, "APIC ID %u, UID %u: %s",
			    cpus[i].apic_id, cpus[i].uid, message);
	}
	free(cpus);
}

static bool
same_apic_id(
    const struct vmacpigen_madt_cpu *a, const struct vmacpigen_madt_cpu *b)
{
	return (a->apic_id == b->apic_id && a->type == b->type);
}

static bool
both_types(
    const struct vmacpigen_madt_cpu *a, const struct vmacpigen_madt_cpu *b)
{
	return (a->apic_id == b->apic_id && a->type != b->type);
}

static bool
same_uid(const struct vmacpigen_madt_cpu *a, const struct vmacpigen_madt_cpu *b)
{
	return (a->uid == b->uid && a->apic_id != b->apic_id);
}

static void
madt_apic_id(struct check *ck)
{
	same_cpus(ck, by_apic_id, same_apic_id, "another enabled processor "
	    "has this APIC ID");
}

static void
madt_both_types(struct check *ck)
{
	same_cpus(ck, by_apic_id, both_types, "it is there already, as the "
	    "other of types 0 and 9");
}

static void
madt_uid(struct check *ck)
{
	same_cpus(ck, by_uid, same_uid, "another enabled processor has this "
	    "UID");
}

static void
madt_ioapic(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	const struct acpi_entry *e;
	size_t		 at = sizeof(struct acpi_madt);

	if (t == NULL)
		return;
	while ((e = image_entry(t, &at)) != NULL) {
		if (e->type == ACPI_MADT_IOAPIC)
			return;
	}
	found_table(ck, t, "there is no I/O APIC: a page fault");
}

static void
madt_ioapic_id(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	const struct acpi_madt_ioapic *ioapic;
	const struct acpi_entry *e;
	bool		 seen[256] = { false };
	size_t		 at = sizeof(struct acpi_madt);

	while (t != NULL && (e = image_entry(t, &at)) != NULL) {
		ioapic = (const void *)e;
		if (e->type != ACPI_MADT_IOAPIC || e->length < sizeof(*ioapic))
			continue;
		if (seen[ioapic->io_apic_id])
			found_field(ck, t, at - e->length +
			    offsetof(struct acpi_madt_ioapic, io_apic_id),
			    "another I/O APIC has ID %u", ioapic->io_apic_id);
		seen[ioapic->io_apic_id] = true;
	}
}

static void
madt_override(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	const struct acpi_madt_override *o;
	const struct acpi_entry *e;
	bool		 seen[256] = { false };
	size_t		 at = sizeof(struct acpi_madt), source;

	while (t != NULL && (e = image_entry(t, &at)) != NULL) {
		o = (const void *)e;
		if (e->type != ACPI_MADT_OVERRIDE || e->length < sizeof(*o))
			continue;
		source = at - e->length +
		    offsetof(struct acpi_madt_override, source);
		if (o->source > 15 || o->bus != 0)
			found_field(ck, t, source, "bus %u, interrupt %u is "
			    "none of ISA's", o->bus, o->source);
		else if (seen[o->source])
			found_field(ck, t, source, "ISA interrupt %u is "
			    "overridden twice", o->source);
		else
			seen[o->source] = true;
	}
}

static void
madt_reserved(struct check *ck)
{
	const struct image_table *t = find(ck, "APIC");
	struct vmacpigen_madt_cpu cpu;
	size_t		 at = sizeof(struct acpi_madt);

	if (t == NULL)
		return;
	if (IMAGE_FIELD(t, acpi_madt, flags) & ~(uint64_t)ACPI_MADT_PCAT_COMPAT)
		found_field(ck, t, MADT(flags), "reserved bits are set");
	while (image_cpu(t, &at, &cpu)) {
		if ((cpu.flags & ~(ACPI_LAPIC_ENABLED |
		    (uint32_t)ACPI_LAPIC_ONLINE_CAPABLE)) != 0)
			found_field(ck, t, cpu.flags_at,
			    "reserved bits are set: 0x%08x", cpu.flags);
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
			found_field(ck, t, at + MCFG(end_bus), "buses %u to "
			    "%u", a->start_bus, a->end_bus);
		if (get64(a->base_address) % 0x100000 != 0)
			found_field(ck, t, at + MCFG(base_address), "0x%llx "
			    "is not the address of a bus",
			    (unsigned long long)get64(a->base_address));
	}
	if (at != t->length)
		found_field(ck, t, at, "here is only a part of an allocation");
}

static void
slit_square(struct check *ck)
{
	const struct image_table *t = find(ck, "SLIT");
	uint64_t	 n;
	size_t		 i, at, room;

	if (t == NULL || t->length < sizeof(struct acpi_slit))
		return;
	n = IMAGE_FIELD(t, acpi_slit, number_of_system_localities);
	room = t->length - sizeof(struct acpi_slit);
	if (n > 0xffff || n * n != room) {
		found_field(ck, t, offsetof(struct acpi_slit,
		    number_of_system_localities), "%zu bytes are no square of "
		    "%llu localities", room, (unsigned long long)n);
		return;
	}
	for (i = 0; i < n; i++) {
		at = sizeof(struct acpi_slit) + i * ((size_t)n + 1);
		if (image_data(t)[at] != 10)
			found_field(ck, t, at, "locality %zu is %u away from "
			    "itself, not 10", i, image_data(t)[at]);
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

	cpus = find(ck, "APIC") == NULL ? 0 :
	    image_enabled_cpus(find(ck, "APIC"));
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
		    HEADER(revision)] != 2)
			found_field(ck, t, HEADER(revision), "it is not 2");
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

static int
by_signature(const void *a, const void *b)
{
	const struct image_table *const *ta = a, *const *tb = b;
	int		 cmp = strcmp((*ta)->signature, (*tb)->signature);

	return (cmp != 0 ? cmp : (*ta > *tb) - (*ta < *tb));
}

/* The tables by signature, and those of one as the walk found them */
static const struct image_table **
by_signatures(const struct image *image)
{
	const struct image_table **list;
	size_t		 i;

	if ((list = calloc(image->ntables + 1, sizeof(*list))) == NULL)
		return (NULL);
	for (i = 0; i < image->ntables; i++)
		list[i] = &image->tables[i];
	if (i > 0)
		qsort(list, i, sizeof(*list), by_signature);
	return (list);
}

/*
 * The lists end in NULL.  What begins inside another table is not compared:
 * the bytes are the other's.  The vmd machine has its FACS in the flat image
 * only: see facs-found.
 */
static void
compare_lists(struct check *ck, const struct image_table **ours,
    const struct image_table **flats)
{
	const struct image_table *t, *flat;
	int		 cmp;

	while ((t = *ours) != NULL || *flats != NULL) {
		flat = *flats;
		cmp = t == NULL ? 1 : flat == NULL ? -1 :
		    strcmp(t->signature, flat->signature);
		if (cmp < 0)
			found_table(ck, t, "%s has no such table",
			    ck->in->flat_path);
		else if (cmp > 0 && !is(flat, "FACS"))
			found_file(ck, &ck->set->script, "%s has a table more "
			    "at 0x%zx", ck->in->flat_path, flat->offset);
		else if (cmp == 0 && !t->overlaps && !flat->overlaps &&
		    !same_table(t, flat))
			found_table(ck, t, "%s has it with other contents",
			    ck->in->flat_path);
		ours += cmp <= 0;
		flats += cmp >= 0;
	}
}

static void
compare_images(struct check *ck, const struct image *flat)
{
	const struct image_table **ours = by_signatures(&ck->image);
	const struct image_table **flats = by_signatures(flat);

	if (ours != NULL && flats != NULL)
		compare_lists(ck, ours, flats);
	free(ours);
	free(flats);
}

static void
flat_same(struct check *ck)
{
	const struct vmacpigen_rules lenient =
	    vmacpigen_lenient(VMACPIGEN_FLAT_BASE);
	struct vmacpigen_memory memory = { 0 };
	struct image	 image = { 0 };
	struct input	 flat;

	if (ck->in->flat_path == NULL)
		return;
	if (input_open(&flat, ck->in->flat_path) == -1)
		found_file(ck, &ck->set->script, "%s", flat.error);
	else if (vmacpigen_run(&memory, &flat.set, &lenient) == NULL &&
	    image_walk(&image, &memory, false) == NULL)
		compare_images(ck, &image);
	image_free(&image);
	vmacpigen_memory_free(&memory);
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
