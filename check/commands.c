/* See LICENSE for licence details. */

/*
 * A script and its commands.  Sources, by consumer: SeaBIOS
 * src/fw/romfile_loader.c; edk2 OvmfPkg QemuFwCfgAcpi.c; qboot tables.c;
 * U-Boot drivers/misc/qfw_acpi.c; coreboot drivers/emulation/qemu/fw_cfg.c
 * and acpi/acpi.c; Oak stage0/src/acpi.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/xalloc.h"

#define SEABIOS		CHECK_SEABIOS
#define OVMF		CHECK_OVMF
#define QBOOT		CHECK_QBOOT
#define UBOOT		CHECK_UBOOT
#define COREBOOT	CHECK_COREBOOT
#define STAGE0		CHECK_STAGE0

static void
script_size(struct check *ck)
{
	size_t		 length = ck->view.set->script.length;

	if (length % sizeof(struct loader_command) != 0)
		found_file(ck, &ck->view.set->script, "the script has %zu "
		    "bytes; must be a multiple of %zu", length,
		    sizeof(struct loader_command));
}
static const struct check_rule script_size_rule = {
	"script-size", CHECK_ERROR, CHECK_FIRMWARE,
	"QEMU docs/specs/fw_cfg.rst; romfile_loader_execute()",
	ON_SET(script_size), .needs = NEEDS_SCRIPT
};

static void
name_end(struct check *ck, const struct command *c)
{
	const struct command_file *const files[] = { &c->dest, &c->src };
	size_t		 i;

	for (i = 0; i < 2; i++) {
		if (files[i]->name != NULL &&
		    files[i]->name[LOADER_FILESZ - 1] != '\0')
			found_command(ck, c, "the name of a file does not end "
			    "with a NUL within its %d bytes; must",
			    LOADER_FILESZ);
	}
}
static const struct check_rule name_end_rule = {
	"name-end", CHECK_ERROR, CHECK_FIRMWARE,
	"romfile_loader_find(); ProcessCmdAllocate()",
	ON_COMMAND(name_end, CHECK_ANY)
};

static void
file_missing(struct check *ck, const struct command *c)
{
	const struct command_file *const files[] = { &c->dest, &c->src };
	size_t		 i;

	for (i = 0; i < 2; i++) {
		if (files[i]->ends && files[i]->file == NULL)
			found_command(ck, c, "the set has no file \"%s\"",
			    files[i]->name);
	}
}
static const struct check_rule file_missing_rule = {
	"file-missing", CHECK_ERROR, CHECK_FIRMWARE,
	"QemuFwCfgFindFile(); qboot do_alloc()",
	ON_COMMAND(file_missing, CHECK_ANY), .needs = NEEDS_FILES
};

static void
file_empty(struct check *ck, const struct command *c)
{
	if (c->dest.file != NULL && c->dest.file->length == 0)
		found_command(ck, c, "the file %s is empty; must have bytes",
		    c->dest.file->name);
}
static const struct check_rule file_empty_rule = {
	"file-empty", CHECK_ERROR, CHECK_FIRMWARE,
	"romfile_loader_allocate(); gBS->AllocatePages()",
	ON_COMMAND(file_empty, LOADER_ALLOCATE)
};

/* The first ALLOCATE of a file that a command names */
static size_t
allocated(const struct check *ck, const struct command_file *f)
{
	return (ck->files[f->file - ck->view.set->files].allocated);
}

static size_t
number(const struct check *ck, const struct command *c)
{
	return ((size_t)(c - ck->commands));
}

static void
allocate_once(struct check *ck, const struct command *c)
{
	if (c->dest.file != NULL && allocated(ck, &c->dest) < number(ck, c))
		found_command(ck, c, "%s is allocated again; command %zu has "
		    "allocated it", c->dest.file->name,
		    allocated(ck, &c->dest));
}
static const struct check_rule allocate_once_rule = {
	"allocate-once", CHECK_ERROR, CHECK_FIRMWARE,
	"ProcessCmdAllocate(); stage0",
	ON_COMMAND(allocate_once, LOADER_ALLOCATE)
};

/* WRITE_POINTER writes to a file that is not allocated. */
static void
allocate_first(struct check *ck, const struct command *c)
{
	const struct command_file *const files[] = {
		c->kind == LOADER_WRITE_POINTER ? &c->src : &c->dest, &c->src
	};
	size_t		 i;

	for (i = 0; i < 2; i++) {
		if (files[i]->file != NULL &&
		    allocated(ck, files[i]) > number(ck, c)) {
			found_command(ck, c, "%s is not allocated yet; must "
			    "be, by a command before this",
			    files[i]->file->name);
			return;
		}
	}
}
static const struct check_rule allocate_first_rule = {
	"allocate-first", CHECK_ERROR, CHECK_FIRMWARE,
	"every consumer runs in order", ON_COMMAND(allocate_first, CHECK_ANY)
};

static void
align_zero(struct check *ck, const struct command *c)
{
	if (c->align == 0)
		found_command(ck, c, "the alignment is 0; must be a power of "
		    "two");
}
static const struct check_rule align_zero_rule = {
	"align-zero", CHECK_ERROR, UBOOT | COREBOOT | STAGE0,
	"U-Boot and coreboot: ALIGN() of 0 is 0",
	ON_COMMAND(align_zero, LOADER_ALLOCATE)
};

static void
align_power(struct check *ck, const struct command *c)
{
	if (!is_power(c->align))
		found_command(ck, c, "the alignment is %u; must be a power of "
		    "two", c->align);
}
static const struct check_rule align_power_rule = {
	"align-power", CHECK_ERROR, CHECK_FIRMWARE & ~OVMF,
	"romfile_loader_allocate(); qboot malloc_align()",
	ON_COMMAND(align_power, LOADER_ALLOCATE)
};

static void
align_page(struct check *ck, const struct command *c)
{
	if (c->align > 4096 && is_power(c->align))
		found_command(ck, c, "the alignment is %u; must be 4096 or "
		    "less", c->align);
}
static const struct check_rule align_page_rule = {
	"align-page", CHECK_ERROR, OVMF, "ProcessCmdAllocate()",
	ON_COMMAND(align_page, LOADER_ALLOCATE)
};

static void
zone(struct check *ck, const struct command *c)
{
	if (c->zone != LOADER_ZONE_HIGH && c->zone != LOADER_ZONE_FSEG)
		found_command(ck, c, "the zone is %u; must be 1 (HIGH) or 2 "
		    "(FSEG)", c->zone);
}
static const struct check_rule zone_rule = {
	"zone", CHECK_ERROR, SEABIOS | UBOOT | STAGE0,
	"romfile_loader_allocate()", ON_COMMAND(zone, LOADER_ALLOCATE)
};

static bool
has_pointer(const struct command *c)
{
	return (c->kind == LOADER_ADD_POINTER ||
	    c->kind == LOADER_WRITE_POINTER);
}

static void
pointer_narrow(struct check *ck, const struct command *c)
{
	if (has_pointer(c) && (c->size == 1 || c->size == 2))
		found_command(ck, c, "the pointer has %u bytes, too few for an "
		    "address; must have 4 or 8", c->size);
}
static const struct check_rule pointer_narrow_rule = {
	"pointer-narrow", CHECK_ERROR, CHECK_FIRMWARE,
	"ProcessCmdAddPointer()", ON_COMMAND(pointer_narrow, CHECK_ANY)
};

static void
pointer_size(struct check *ck, const struct command *c)
{
	if (has_pointer(c) && c->size != 1 && c->size != 2 && c->size != 4 &&
	    c->size != 8)
		found_command(ck, c, "the pointer has %u bytes; must have 4 "
		    "or 8", c->size);
}
static const struct check_rule pointer_size_rule = {
	"pointer-size", CHECK_ERROR, CHECK_FIRMWARE,
	"romfile_loader_add_pointer(); qboot do_ptr()",
	ON_COMMAND(pointer_size, CHECK_ANY)
};

static void
pointer_bounds(struct check *ck, const struct command *c)
{
	if (has_pointer(c) && c->dest.file != NULL &&
	    !vmacpigen_within(c->dest.file, c->offset, c->size))
		found_command(ck, c, "the pointer at 0x%x is outside %s, "
		    "which has 0x%zx bytes", c->offset, c->dest.file->name,
		    c->dest.file->length);
}
static const struct check_rule pointer_bounds_rule = {
	"pointer-bounds", CHECK_ERROR, CHECK_FIRMWARE,
	"ProcessCmdAddPointer(), ProcessCmdWritePointer(); qboot does not look",
	ON_COMMAND(pointer_bounds, CHECK_ANY)
};

static void
pointer_value(struct check *ck, const struct command *c)
{
	const bool	 writes = c->kind == LOADER_WRITE_POINTER;
	uint64_t	 value = c->src_offset;

	if (c->src.file != NULL && c->src.file->length > 0 &&
	    (writes || command_value(c, &value)) &&
	    value >= c->src.file->length)
		found_command(ck, c, "the pointer %s 0x%" PRIx64 ", outside "
		    "%s, which has 0x%zx bytes", writes ? "is to" : "holds",
		    value, c->src.file->name, c->src.file->length);
}
static const struct check_rule pointer_value_rule = {
	"pointer-value", CHECK_ERROR, OVMF | STAGE0,
	"ProcessCmdAddPointer(), ProcessCmdWritePointer()",
	ON_COMMAND(pointer_value, CHECK_ANY)
};

/*
 * The walk finds the guest's tables.  Whatever else a pointer leads to must not
 * look like a table, or OVMF installs it as one.
 */
static void
pointer_to_data(struct check *ck)
{
	const struct image *installed = &ck->installed.image;
	const struct image_table *t;
	size_t		 i;

	if (check_find(ck, "RSDP") == NULL)
		return;
	for (i = 0; i < installed->ntables; i++) {
		t = &installed->tables[i];
		if (image_at(ck->image, t->address) == NULL)
			found_table(ck, t, "a pointer leads to these bytes, "
			    "which look like a table and are none of the "
			    "guest's; must not have a table's Length and a sum "
			    "of 0");
	}
}
static const struct check_rule pointer_to_data_rule = {
	"pointer-to-data", CHECK_ERROR, OVMF,
	"Process2ndPassCmdAddPointer()", ON_SET(pointer_to_data),
	.needs = NEEDS_SCRIPT
};

/* Whether the checksum and its range are inside the file */
static bool
sums_inside(const struct command *c)
{
	return (c->dest.file != NULL &&
	    vmacpigen_within(c->dest.file, c->offset, 1) &&
	    vmacpigen_within(c->dest.file, c->start, c->length));
}

static void
checksum_bounds(struct check *ck, const struct command *c)
{
	if (c->dest.file != NULL && !sums_inside(c))
		found_command(ck, c, "the checksum at 0x%x over 0x%x bytes "
		    "from 0x%x reaches outside %s, which has 0x%zx bytes",
		    c->offset, c->length, c->start, c->dest.file->name,
		    c->dest.file->length);
}
static const struct check_rule checksum_bounds_rule = {
	"checksum-bounds", CHECK_ERROR, CHECK_FIRMWARE,
	"ProcessCmdAddChecksum(); U-Boot, coreboot do not look",
	ON_COMMAND(checksum_bounds, LOADER_ADD_CHECKSUM)
};

static void
checksum_inside(struct check *ck, const struct command *c)
{
	if (sums_inside(c) && c->offset - c->start >= c->length)
		found_command(ck, c, "the checksum at 0x%x is over 0x%x bytes "
		    "from 0x%x; must be one of them", c->offset, c->length,
		    c->start);
}
static const struct check_rule checksum_inside_rule = {
	"checksum-inside", CHECK_ERROR, CHECK_FIRMWARE, "ACPI 6.5, 5.2.6",
	ON_COMMAND(checksum_inside, LOADER_ADD_CHECKSUM)
};

static void
checksum_start(struct check *ck, const struct command *c)
{
	if (sums_inside(c) && c->dest.file->data[c->offset] != 0)
		found_command(ck, c, "the checksum is 0x%02x in the file; "
		    "must be 0", c->dest.file->data[c->offset]);
}
static const struct check_rule checksum_start_rule = {
	"checksum-start", CHECK_ERROR, OVMF | UBOOT | COREBOOT,
	"ProcessCmdAddChecksum() overwrites",
	ON_COMMAND(checksum_start, LOADER_ADD_CHECKSUM)
};

/*
 * How many bytes a table's checksum must cover: the table, or the ACPI 1.0 part
 * of an RSDP; 0 if the offset is not a checksum.
 */
static size_t
covered(const struct map_piece *p, size_t offset)
{
	const struct fields *fs = p->fields;
	struct field	 f;

	fields_at(fs, offset - p->offset, &f);
	if (f.row == NULL || f.row->kind != FIELD_CHECKSUM)
		return (0);
	return (f.row->covers != 0 ? f.row->covers : p->length);
}

static void
checksum_covers(struct check *ck, const struct command *c)
{
	const struct map_piece *p;
	size_t		 want;

	if (!sums_inside(c) || c->offset - c->start >= c->length ||
	    (p = map_at(&ck->view.map, c->dest.file, c->offset)) == NULL ||
	    p->kind != PIECE_TABLE || (want = covered(p, c->offset)) == 0)
		return;
	if (c->start != p->offset || c->length != want)
		found_command(ck, c, "the checksum of the %s is over 0x%x "
		    "bytes from 0x%x; must be over 0x%zx from 0x%zx",
		    p->label, c->length, c->start, want, p->offset);
}
static const struct check_rule checksum_covers_rule = {
	"checksum-covers", CHECK_ERROR, CHECK_FIRMWARE, "ACPI 6.5, 5.2.6",
	ON_COMMAND(checksum_covers, LOADER_ADD_CHECKSUM),
	.needs = NEEDS_FILES
};

/* The bytes that a command changes */
struct change {
	const struct command *c;
	size_t		 width;
};

/*
 * A byte of a file that commands change, and the first ADD_CHECKSUM over it.
 * next leads to the first of the following bytes without one, so that each is
 * visited once.
 */
struct changed {
	size_t		 at;		/* in the file */
	size_t		 next;
	const struct command *first;
};

static size_t
follow(struct changed *list, size_t i)
{
	size_t		 end = i, up;

	while (list[end].next != end)
		end = list[end].next;
	for (; list[i].next != end; i = up) {
		up = list[i].next;
		list[i].next = end;
	}
	return (end);
}

static int
by_place(const void *a, const void *b)
{
	const struct changed *ca = a, *cb = b;

	return ((ca->at > cb->at) - (ca->at < cb->at));
}

/* Lists the changed bytes, each once; the last entry has no file. */
static struct changed *
list_changed(const struct change *changes, size_t n, size_t *nlist)
{
	struct changed	*list;
	size_t		 i, k, all = 0, room = 1;

	for (i = 0; i < n; i++)
		room += changes[i].width;
	list = xcalloc(room, sizeof(*list));
	for (i = 0; i < n; i++) {
		for (k = 0; k < changes[i].width; k++)
			list[all++].at = changes[i].c->offset + k;
	}
	xsort(list, all, sizeof(*list), by_place);
	for (i = *nlist = 0; i < all; i++) {
		if (i == 0 || list[i].at != list[*nlist - 1].at)
			list[(*nlist)++].at = list[i].at;
	}
	list[*nlist].at = SIZE_MAX;
	for (i = 0; i <= *nlist; i++)
		list[i].next = i;
	return (list);
}

/* Returns the first of them at or after a place. */
static size_t
changed_from(const struct changed *list, size_t n, size_t at)
{
	size_t		 low = 0, high = n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (list[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return (low);
}

static void
first_sums(const struct change *changes, size_t n, struct changed *list,
    size_t nlist)
{
	const struct command *c;
	size_t		 i, k, end;

	for (i = 0; i < n; i++) {
		c = changes[i].c;
		if (c->kind != LOADER_ADD_CHECKSUM || !sums_inside(c))
			continue;
		end = (size_t)c->start + c->length;
		for (k = follow(list, changed_from(list, nlist, c->start));
		    list[k].at < end; k = follow(list, k)) {
			list[k].first = c;
			list[k].next = k + 1;
		}
	}
}

/* Reports a change of bytes that an earlier command has summed. */
static void
check_change(struct check *ck, const struct change *change,
    const struct changed *byte)
{
	const struct command *c = change->c;
	size_t		 i;

	for (i = 0; i < change->width; i++, byte++) {
		if (byte->first != NULL && byte->first < c) {
			found_command(ck, c, "the command changes bytes that "
			    "command %zu has summed; must come before that",
			    number(ck, byte->first));
			return;
		}
	}
}

/* Checks the changes of one file, in the order of the script. */
static void
check_changes(struct check *ck, const struct change *changes, size_t n)
{
	struct changed	*list;
	size_t		 i, nlist;

	list = list_changed(changes, n, &nlist);
	first_sums(changes, n, list, nlist);
	for (i = 0; i < n; i++)
		check_change(ck, &changes[i],
		    &list[changed_from(list, nlist, changes[i].c->offset)]);
	free(list);
}

/* Gets the bytes that a command changes; false if they are outside its file. */
static bool
as_change(const struct command *c, struct change *change)
{
	change->c = c;
	if (c->kind == LOADER_ADD_POINTER)
		change->width = c->size;
	else if (c->kind == LOADER_ADD_CHECKSUM)
		change->width = 1;
	else
		return (false);
	return (c->dest.file != NULL &&
	    vmacpigen_within(c->dest.file, c->offset, change->width));
}

static int
by_file(const void *a, const void *b)
{
	const struct change *ca = a, *cb = b;

	if (ca->c->dest.file != cb->c->dest.file)
		return (ca->c->dest.file > cb->c->dest.file ? 1 : -1);
	return ((ca->c > cb->c) - (ca->c < cb->c));
}

static void
sum_order(struct check *ck)
{
	struct change	*changes;
	size_t		 i, end, n = 0;

	changes = xcalloc(ck->ncommands, sizeof(*changes));
	for (i = 0; i < ck->ncommands; i++) {
		if (as_change(&ck->commands[i], &changes[n]))
			n++;
	}
	xsort(changes, n, sizeof(*changes), by_file);
	for (i = 0; i < n; i = end) {
		for (end = i; end < n && changes[end].c->dest.file ==
		    changes[i].c->dest.file; end++)
			;
		check_changes(ck, &changes[i], end - i);
	}
	free(changes);
}
static const struct check_rule sum_order_rule = {
	"sum-order", CHECK_ERROR, CHECK_FIRMWARE,
	"every consumer runs in order", ON_SET(sum_order),
	.needs = NEEDS_SCRIPT
};

static void
below_4g(struct check *ck, const struct check_file *file)
{
	if (file->wide && !file->narrow)
		found_file(ck, file->file, "every pointer into the file has 8 "
		    "bytes, so it may be placed above 4 GiB; one must have 4");
}
static const struct check_rule below_4g_rule = {
	"below-4g", CHECK_WARNING, OVMF,
	"CollectAllocationsRestrictedTo32Bit()", ON_FILE(below_4g),
	.needs = NEEDS_FILES
};

static const struct check_rule fseg_room_rule = {
	"fseg-room", CHECK_ERROR, SEABIOS, "SeaBIOS ZoneFSeg",
	ON_SET(fseg_room), .needs = NEEDS_SCRIPT
};

static const struct check_rule high_room_seabios_rule = {
	"high-room-seabios", CHECK_WARNING, SEABIOS,
	"BUILD_MAX_HIGHTABLE up to 1.16.0", ON_SET(high_room),
	.needs = NEEDS_SCRIPT
};

static const struct check_rule high_room_qboot_rule = {
	"high-room-qboot", CHECK_ERROR, QBOOT, "qboot malloc_align()",
	ON_SET(high_room), .needs = NEEDS_SCRIPT, .mild = true
};

static const struct check_rule high_room_stage0_rule = {
	"high-room-stage0", CHECK_ERROR, STAGE0, "stage0/src/acpi",
	ON_SET(high_room), .needs = NEEDS_SCRIPT
};

static void
write_pointer(struct check *ck, const struct command *c)
{
	found_command(ck, c, "the command is WRITE_POINTER; must be another, "
	    "as the consumer does not know it");
}
static const struct check_rule write_pointer_rule = {
	"write-pointer", CHECK_ERROR, QBOOT | COREBOOT | STAGE0,
	"qboot extract_acpi()",
	ON_COMMAND(write_pointer, LOADER_WRITE_POINTER)
};

/*
 * Allocated files are read-only; the targets of QEMU's scripts are not
 * allocated.
 */
static void
write_read_only(struct check *ck, const struct command *c)
{
	if (c->dest.file != NULL && allocated(ck, &c->dest) != SIZE_MAX)
		found_command(ck, c, "the command writes to %s, which is "
		    "allocated; must write to a writable file",
		    c->dest.file->name);
}
static const struct check_rule write_read_only_rule = {
	"write-read-only", CHECK_ERROR, OVMF,
	"QemuFwCfgWriteBytes() waits for ever",
	ON_COMMAND(write_read_only, LOADER_WRITE_POINTER)
};

static void
zero_command(struct check *ck)
{
	const struct command *zero = NULL;
	size_t		 i;

	for (i = 0; i < ck->ncommands; i++) {
		if (ck->commands[i].kind == 0 && zero == NULL)
			zero = &ck->commands[i];
		if (ck->commands[i].kind != 0 && zero != NULL) {
			found_command(ck, zero, "an unused command ends the "
			    "script before command %zu; must come after it", i);
			return;
		}
	}
}
static const struct check_rule zero_command_rule = {
	"zero-command", CHECK_ERROR, QBOOT | COREBOOT,
	"qboot extract_acpi()", ON_SET(zero_command), .needs = NEEDS_SCRIPT
};

static void
unknown_command(struct check *ck, const struct command *c)
{
	if (c->kind > LOADER_WRITE_POINTER)
		found_command(ck, c, "the command is 0x%x, which is not "
		    "known; must be 1 to 4, or 0 for none", c->kind);
}
static const struct check_rule unknown_command_rule = {
	"unknown-command", CHECK_ERROR, QBOOT | COREBOOT | STAGE0,
	"qboot extract_acpi()", ON_COMMAND(unknown_command, CHECK_ANY)
};

static void
fw_cfg_slots(struct check *ck)
{
	int		 slots = check_asked(ck, 0)->slots;
	int		 last = ck->view.in->last_slot;

	if (last >= slots)
		found_file(ck, &ck->view.set->script, "a file of the set is "
		    "number %d in fw_cfg; must be among the first %d",
		    last + 1, slots);
}
static const struct check_rule fw_cfg_slots_rule = {
	"fw-cfg-slots", CHECK_ERROR, QBOOT, "qboot file_address[20]",
	ON_SET(fw_cfg_slots), .needs = NEEDS_SCRIPT
};

const struct check_rule *const check_command_rules[] = {
	&script_size_rule,
	&name_end_rule,
	&file_missing_rule,
	&file_empty_rule,
	&allocate_once_rule,
	&allocate_first_rule,
	&align_zero_rule,
	&align_power_rule,
	&align_page_rule,
	&zone_rule,
	&pointer_narrow_rule,
	&pointer_size_rule,
	&pointer_bounds_rule,
	&pointer_value_rule,
	&pointer_to_data_rule,
	&checksum_bounds_rule,
	&checksum_inside_rule,
	&checksum_covers_rule,
	&checksum_start_rule,
	&sum_order_rule,
	&below_4g_rule,
	&fseg_room_rule,
	&high_room_seabios_rule,
	&high_room_qboot_rule,
	&high_room_stage0_rule,
	&write_pointer_rule,
	&write_read_only_rule,
	&zero_command_rule,
	&unknown_command_rule,
	&fw_cfg_slots_rule,
	NULL
};
