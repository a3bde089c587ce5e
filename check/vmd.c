/* See LICENSE for licence details. */

/*
 * OpenBSD's vmd(8) since September 2026, and the OVMF of its vmm-firmware: the
 * tables are in memory, the RSDP is final, and nothing runs a script.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#define VMD		CHECK_VMD

/* usr.sbin/vmd/vmd.h: what e820 reserves from VMD_XSDT_PADDR on */
#define TABLES		0xefff0000U
#define TABLES_SIZE	0x10000U

#define DSDT_FILE	"vmm.dsdt"
#define DSDT_MAX	4096U		/* VMD_DSDT_MAX_SIZE */

static void
vmd_script(struct check *ck)
{
	const struct vmacpigen_file *script = &ck->view.set->script;

	if (ck->ncommands != 1 ||
	    ck->commands[0].kind != LOADER_ALLOCATE ||
	    strncmp(ck->commands[0].dest.name, VMACPIGEN_FW_CFG_RSDP,
	    LOADER_FILESZ) != 0)
		found_file(ck, script, "the script has %zu commands; must "
		    "be one, ALLOCATE " VMACPIGEN_FW_CFG_RSDP,
		    ck->ncommands);
}
static const struct check_rule vmd_script_rule = {
	"vmd-script", CHECK_ERROR, VMD, "fw_cfg_add_acpi_rsdp()",
	ON_SET(vmd_script), .needs = NEEDS_SCRIPT
};

/* Checks the RSDP as it is in the file: no script changes it. */
static void
vmd_rsdp(struct check *ck)
{
	const struct vmacpigen_file *file;
	struct acpi_rsdp rsdp;
	uint64_t	 root;

	file = vmacpigen_find_file(ck->view.set, VMACPIGEN_FW_CFG_RSDP);
	if (file == NULL)
		return;
	if (file->length != sizeof(rsdp)) {
		found_file(ck, file, VMACPIGEN_FW_CFG_RSDP " has %zu bytes; "
		    "must have %zu", file->length, sizeof(rsdp));
		return;
	}
	memcpy(&rsdp, file->data, sizeof(rsdp));
	root = get64(rsdp.xsdt_address);
	if (root < TABLES || root - TABLES >= TABLES_SIZE)
		found_file(ck, file, "RSDP.XsdtAddress is 0x%" PRIx64 " in "
		    VMACPIGEN_FW_CFG_RSDP "; must be from 0x%x to 0x%x, as no "
		    "script changes it", root, TABLES,
		    TABLES + TABLES_SIZE - 1);
}
static const struct check_rule vmd_rsdp_rule = {
	"vmd-rsdp", CHECK_ERROR, VMD, "InstallVmdTables()",
	ON_SET(vmd_rsdp), .needs = NEEDS_FILES
};

/* The guest may use all other memory. */
static void
vmd_reserved(struct check *ck, const struct image_table *t)
{
	char		 label[MAP_LABELSZ];

	/* If a script links the set, vmd-script reports that. */
	if (ck->view.in->kind == INPUT_SET && t->region->file->address == 0)
		return;
	if (check_is(t, "RSDP") || (t->address >= TABLES &&
	    t->length <= TABLES_SIZE &&
	    t->address - TABLES <= TABLES_SIZE - t->length))
		return;
	map_label(label, t->signature);
	found_table(ck, t, "%s has %zu bytes at 0x%" PRIx64 "; must be from "
	    "0x%x to 0x%x, which vmd reserves", label, t->length, t->address,
	    TABLES, TABLES + TABLES_SIZE - 1);
}
static const struct check_rule vmd_reserved_rule = {
	"vmd-reserved", CHECK_ERROR, VMD, "usr.sbin/vmd/vmd.h",
	ON_TABLES(vmd_reserved), .needs = NEEDS_ADDRESSES
};

/* OVMF reads no other fields, and loops for ever if it finds no DSDT. */
static void
vmd_pointers(struct check *ck, const struct check_fadt *fadt)
{
	if (get32(fadt->f.dsdt) == 0)
		found_field(ck, fadt->t, offsetof(struct acpi_fadt, dsdt),
		    "FADT.DSDT is 0; must be the DSDT's address: X_DSDT is "
		    "not read");
	if (get32(fadt->f.firmware_ctrl) == 0)
		found_field(ck, fadt->t, offsetof(struct acpi_fadt,
		    firmware_ctrl), "FADT.FIRMWARE_CTRL is 0; must be the "
		    "FACS's address: X_FIRMWARE_CTRL is not read");
}
static const struct check_rule vmd_pointers_rule = {
	"vmd-pointers", CHECK_ERROR, VMD, "InstallAcpiTablesFromRsdp()",
	ON_FADT(vmd_pointers)
};

/* Checks that the bytes are a whole DSDT and nothing else. */
static void
check_whole(struct check *ck, const struct vmacpigen_file *file)
{
	const struct acpi_header *h = (const void *)file->data;
	const uint32_t	 length = get32(h->length);

	if (length != file->length)
		found_file(ck, file, "DSDT.Length is %" PRIu32 "; must be %zu, "
		    "the file's size", length, file->length);
	if (length >= sizeof(*h) && length < file->length &&
	    vmacpigen_checksum(file->data, length) != 0)
		found_file(ck, file, "DSDT.Checksum is 0x%02x; must be 0x%02x",
		    h->checksum, (uint8_t)(h->checksum +
		    vmacpigen_checksum(file->data, length)));
}

/* Checks vmm.dsdt, given instead of a set. */
static void
vmd_dsdt(struct check *ck)
{
	const enum input_kind kind = ck->view.in->kind;
	const struct image_table *t = check_find(ck, "DSDT");
	const struct vmacpigen_file *file = ck->view.set->files;
	size_t		 length = t == NULL ? 0 : t->length;

	if (ck->view.set->nfiles == 0)
		return;
	if ((kind == INPUT_TABLE || (kind == INPUT_FLAT &&
	    ck->image->ntables == 0)) && file->length >=
	    sizeof(struct acpi_header) && memcmp(file->data, "DSDT", 4) == 0) {
		check_whole(ck, file);
		length = file->length;
	}
	if (length > DSDT_MAX)
		found_file(ck, t != NULL ? t->region->file : file, "the DSDT "
		    "has %zu bytes; must have %u at most", length, DSDT_MAX);
}
static const struct check_rule vmd_dsdt_rule = {
	"vmd-dsdt", CHECK_ERROR, VMD, "acpi_load_dsdt()", ON_SET(vmd_dsdt)
};

/* The same for vmm.dsdt in a set */
static void
vmd_dsdt_file(struct check *ck, const struct image_table *t)
{
	struct input	 beside;
	const struct vmacpigen_file *file;
	char		*error;
	bool		 there;

	error = input_open_beside(&beside, ck->view.in, DSDT_FILE, &there);
	file = beside.set.files;
	if (error != NULL)
		found_table(ck, t, "%s", error);
	else if (there && (file->length != t->length ||
	    memcmp(file->data, image_data(t), t->length) != 0))
		found_table(ck, t, "the DSDT differs from " DSDT_FILE
		    " beside it; must be the same");
	free(error);
	input_close(&beside);
}
static const struct check_rule vmd_dsdt_file_rule = {
	"vmd-dsdt-file", CHECK_ERROR, VMD, "acpi_install_dsdt()",
	ON_TABLE("DSDT", vmd_dsdt_file), .needs = NEEDS_FILES
};

const struct check_rule *const check_vmd_rules[] = {
	&vmd_script_rule,
	&vmd_rsdp_rule,
	&vmd_reserved_rule,
	&vmd_pointers_rule,
	&vmd_dsdt_rule,
	&vmd_dsdt_file_rule,
	NULL
};
