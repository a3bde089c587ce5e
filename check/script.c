/* See LICENSE for licence details. */

/*
 * The rules of a sound script.  Sources, by consumer: SeaBIOS
 * src/fw/romfile_loader.c; edk2 OvmfPkg QemuFwCfgAcpi.c; qboot tables.c;
 * U-Boot drivers/misc/qfw_acpi.c; coreboot drivers/emulation/qemu/fw_cfg.c
 * and acpi/acpi.c; Oak stage0/src/acpi.
 */

#include <stdlib.h>
#include <string.h>

#include "check.h"

#define SEABIOS		CHECK_SEABIOS
#define OVMF		CHECK_OVMF
#define QBOOT		CHECK_QBOOT
#define UBOOT		CHECK_UBOOT
#define COREBOOT	CHECK_COREBOOT
#define STAGE0		CHECK_STAGE0

#define QBOOT_HIGH	0x20000U	/* 0xb0000 to 0xcffff */
#define STAGE0_HIGH	0x100000U
#define SEABIOS_HIGH	0x40000U	/* up to 1.16.0 */
#define QBOOT_SLOTS	20

static uint32_t
kind(const struct check *ck, size_t i)
{
	return (get32(vmacpigen_command(ck->set, i)->command));
}

/* The first command of a kind from *i on, and its number; or NULL. */
static const struct loader_command *
seek(const struct check *ck, uint32_t which, size_t *i)
{
	for (; *i < vmacpigen_ncommands(ck->set); (*i)++) {
		if (kind(ck, *i) == which)
			return (vmacpigen_command(ck->set, *i));
	}
	return (NULL);
}

/* The names in a command: none, one or two. */
static unsigned int
names(const struct loader_command *c, const char *list[2])
{
	switch (get32(c->command)) {
	case LOADER_ALLOCATE:
		list[0] = c->allocate.file;
		return (1);
	case LOADER_ADD_POINTER:
		list[0] = c->add_pointer.dest_file;
		list[1] = c->add_pointer.src_file;
		return (2);
	case LOADER_ADD_CHECKSUM:
		list[0] = c->add_checksum.file;
		return (1);
	case LOADER_WRITE_POINTER:
		list[0] = c->write_pointer.dest_file;
		list[1] = c->write_pointer.src_file;
		return (2);
	default:
		return (0);
	}
}

/* The file of a name that ends, if the set has it. */
static const struct vmacpigen_file *
named(const struct check *ck, const char name[LOADER_FILESZ])
{
	if (memchr(name, '\0', LOADER_FILESZ) == NULL)
		return (NULL);
	return (vmacpigen_named(&ck->memory, name));
}

static void
script_size(struct check *ck)
{
	size_t		 over;

	over = ck->set->script.length % sizeof(struct loader_command);
	if (over != 0)
		found_file(ck, &ck->set->script, "%zu bytes follow the last "
		    "whole command", over);
}

static void
name_end(struct check *ck)
{
	const char	*list[2];
	unsigned int	 j, n;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		n = names(vmacpigen_command(ck->set, i), list);
		for (j = 0; j < n; j++) {
			if (list[j][LOADER_FILESZ - 1] != '\0')
				found_command(ck, i, "a file's name does not "
				    "end within its 56 bytes");
		}
	}
}

static void
file_missing(struct check *ck)
{
	const char	*list[2];
	unsigned int	 j, n;
	size_t		 i;

	if (ck->in->kind == INPUT_SCRIPT)
		return;
	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		n = names(vmacpigen_command(ck->set, i), list);
		for (j = 0; j < n; j++) {
			if (memchr(list[j], '\0', LOADER_FILESZ) != NULL &&
			    named(ck, list[j]) == NULL)
				found_command(ck, i, "the set has no file of "
				    "that name");
		}
	}
}

static void
file_empty(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		file = named(ck, c->allocate.file);
		if (file != NULL && file->length == 0)
			found_command(ck, i, "%s is empty", file->name);
	}
}

/* One byte per file of the set, 0 at first; freed by the caller. */
static uint8_t *
file_marks(const struct check *ck)
{
	return (calloc(ck->set->nfiles + 1, 1));
}

static void
allocate_once(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	uint8_t		*seen = file_marks(ck);
	size_t		 i;

	for (i = 0; seen != NULL &&
	    (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		if ((file = named(ck, c->allocate.file)) == NULL)
			continue;
		if (seen[file - ck->set->files])
			found_command(ck, i, "%s is allocated again",
			    file->name);
		seen[file - ck->set->files] = 1;
	}
	free(seen);
}

static void
allocate_first(struct check *ck)
{
	const struct vmacpigen_file *file;
	const char	*list[2];
	uint8_t		*seen = file_marks(ck);
	unsigned int	 j, n;
	size_t		 i;

	for (i = 0; seen != NULL && i < vmacpigen_ncommands(ck->set); i++) {
		n = names(vmacpigen_command(ck->set, i), list);
		/* What WRITE_POINTER writes to is not allocated. */
		j = kind(ck, i) == LOADER_WRITE_POINTER ? 1 : 0;
		for (; j < n; j++) {
			if ((file = named(ck, list[j])) == NULL)
				continue;
			if (kind(ck, i) == LOADER_ALLOCATE)
				seen[file - ck->set->files] = 1;
			else if (!seen[file - ck->set->files]) {
				found_command(ck, i, "%s is not allocated by "
				    "then", file->name);
				break;
			}
		}
	}
	free(seen);
}

static void
align_zero(struct check *ck)
{
	const struct loader_command *c;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		if (get32(c->allocate.align) == 0)
			found_command(ck, i, "the alignment is 0");
	}
}

static void
align_power(struct check *ck)
{
	const struct loader_command *c;
	uint32_t	 align;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		align = get32(c->allocate.align);
		if ((align & (align - 1)) != 0)
			found_command(ck, i, "the alignment %u is no power of "
			    "two", align);
	}
}

static void
align_page(struct check *ck)
{
	const struct loader_command *c;
	uint32_t	 align;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		align = get32(c->allocate.align);
		if (align > 4096 && (align & (align - 1)) == 0)
			found_command(ck, i, "the alignment %u is greater "
			    "than 4096", align);
	}
}

static void
zone(struct check *ck)
{
	const struct loader_command *c;
	uint8_t		 z;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		z = c->allocate.zone;
		if (z != LOADER_ZONE_HIGH && z != LOADER_ZONE_FSEG)
			found_command(ck, i, "zone %u is neither 1 (HIGH) nor "
			    "2 (FSEG)", z);
	}
}

/* The width of an ADD_POINTER or WRITE_POINTER, else 8. */
static unsigned int
pointer_width(const struct check *ck, size_t i)
{
	const struct loader_command *c = vmacpigen_command(ck->set, i);

	if (kind(ck, i) == LOADER_ADD_POINTER)
		return (c->add_pointer.size);
	if (kind(ck, i) == LOADER_WRITE_POINTER)
		return (c->write_pointer.size);
	return (8);
}

static void
pointer_narrow(struct check *ck)
{
	unsigned int	 width;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		width = pointer_width(ck, i);
		if (width == 1 || width == 2)
			found_command(ck, i, "an address does not fit a "
			    "pointer of %u bytes", width);
	}
}

static void
pointer_size(struct check *ck)
{
	unsigned int	 width;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		width = pointer_width(ck, i);
		if (width != 1 && width != 2 && width != 4 && width != 8)
			found_command(ck, i, "a pointer has 4 or 8 bytes, not "
			    "%u", width);
	}
}

static void
pointer_bounds(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ADD_POINTER, &i)) != NULL; i++) {
		file = named(ck, c->add_pointer.dest_file);
		if (file != NULL && !vmacpigen_within(file,
		    get32(c->add_pointer.offset), c->add_pointer.size))
			found_command(ck, i, "offset 0x%x is outside %s",
			    get32(c->add_pointer.offset), file->name);
	}
}

/* The first value of a pointer as the file has it; false if there is none. */
static bool
first_value(const struct check *ck, const struct loader_command *c,
    uint64_t *value, const struct vmacpigen_file **src)
{
	const struct vmacpigen_file *dest;
	uint8_t		 size = c->add_pointer.size;

	if (size > 8)
		return (false);
	dest = named(ck, c->add_pointer.dest_file);
	*src = named(ck, c->add_pointer.src_file);
	if (dest == NULL || *src == NULL || !vmacpigen_within(dest,
	    get32(c->add_pointer.offset), size))
		return (false);
	*value = le_get(dest->data + get32(c->add_pointer.offset), size);
	return (true);
}

static void
pointer_value(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *src;
	uint64_t	 value;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ADD_POINTER, &i)) != NULL; i++) {
		if (first_value(ck, c, &value, &src) && src->length > 0 &&
		    value >= src->length)
			found_command(ck, i, "0x%llx is outside %s",
			    (unsigned long long)value, src->name);
	}
}

static const struct image_table *
rsdp(const struct check *ck)
{
	return (image_find(&ck->image, "RSDP"));
}

/*
 * The walk finds what a guest finds.  What else a pointer leads to must not
 * look like a table, or OVMF makes it one.
 */
static void
pointer_to_data(struct check *ck)
{
	const struct image_table *t;
	size_t		 i;

	for (i = 0; rsdp(ck) != NULL && i < ck->installed.ntables; i++) {
		t = &ck->installed.tables[i];
		if (image_at(&ck->image, t->address) == NULL)
			found_table(ck, t, "no table of the guest's, but a "
			    "pointer leads there and it passes for one");
	}
}

static const struct vmacpigen_file *
checksum_file(const struct check *ck, const struct loader_command *c)
{
	return (named(ck, c->add_checksum.file));
}

static bool
checksum_within(
    const struct vmacpigen_file *file, const struct loader_command *c)
{
	return (vmacpigen_within(file, get32(c->add_checksum.offset), 1) &&
	    vmacpigen_within(file, get32(c->add_checksum.start),
	    get32(c->add_checksum.length)));
}

static void
checksum_bounds(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ADD_CHECKSUM, &i)) != NULL; i++) {
		file = checksum_file(ck, c);
		if (file != NULL && !checksum_within(file, c))
			found_command(ck, i, "the checksum reaches outside %s",
			    file->name);
	}
}

static void
checksum_inside(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ADD_CHECKSUM, &i)) != NULL; i++) {
		file = checksum_file(ck, c);
		if (file != NULL && checksum_within(file, c) &&
		    get32(c->add_checksum.offset) -
		    get32(c->add_checksum.start) >=
		    get32(c->add_checksum.length))
			found_command(ck, i, "the checksum byte is not among "
			    "the bytes summed");
	}
}

static void
checksum_start(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ADD_CHECKSUM, &i)) != NULL; i++) {
		file = checksum_file(ck, c);
		if (file != NULL && checksum_within(file, c) &&
		    file->data[get32(c->add_checksum.offset)] != 0)
			found_command(ck, i, "the checksum byte is 0x%02x at "
			    "first, not 0",
			    file->data[get32(c->add_checksum.offset)]);
	}
}

/* What a command changes */
struct change {
	const struct vmacpigen_file *file;
	size_t		 command;
	size_t		 offset;
	size_t		 width;
};

/*
 * For each byte of a file the first ADD_CHECKSUM (as its number and 1) that
 * sums it, or 0.  next[i] leads to the first byte from i on without one, so
 * that each byte is visited once.
 */
static size_t
follow(size_t *next, size_t i)
{
	size_t		 end = i, up;

	while (next[end] != end)
		end = next[end];
	for (; next[i] != end; i = up) {
		up = next[i];
		next[i] = end;
	}
	return (end);
}

static void
first_sums(const struct check *ck, const struct vmacpigen_file *file,
    const struct change *changes, size_t n, size_t *first, size_t *next)
{
	const struct loader_command *c;
	size_t		 i, at, end;

	for (i = 0; i <= file->length; i++)
		next[i] = i;
	for (i = 0; i < n; i++) {
		c = vmacpigen_command(ck->set, changes[i].command);
		if (get32(c->command) != LOADER_ADD_CHECKSUM ||
		    !checksum_within(file, c))
			continue;
		at = get32(c->add_checksum.start);
		end = at + get32(c->add_checksum.length);
		for (at = follow(next, at); at < end; at = follow(next, at)) {
			first[at] = changes[i].command + 1;
			next[at] = at + 1;
		}
	}
}

/* Says whether one of the bytes has been summed before. */
static void
check_change(struct check *ck, const struct change *c, const size_t *first)
{
	size_t		 at;

	for (at = c->offset; at < c->offset + c->width; at++) {
		if (first[at] != 0 && first[at] - 1 < c->command) {
			found_command(ck, c->command, "it changes bytes that "
			    "command %zu has summed", first[at] - 1);
			return;
		}
	}
}

/* The changes of one file, in the order of the script */
static void
check_changes(struct check *ck, const struct change *changes, size_t n)
{
	const struct vmacpigen_file *file = changes[0].file;
	size_t		*first, *next, i;

	first = calloc(file->length + 1, sizeof(*first));
	next = calloc(file->length + 1, sizeof(*next));
	if (first != NULL && next != NULL) {
		first_sums(ck, file, changes, n, first, next);
		for (i = 0; i < n; i++)
			check_change(ck, &changes[i], first);
	}
	free(first);
	free(next);
}

/* The bytes that a command changes, if it does so within its file */
static bool
as_change(const struct check *ck, size_t i, struct change *change)
{
	const struct loader_command *c = vmacpigen_command(ck->set, i);

	change->command = i;
	change->file = named(ck, (const char *)c->bytes);
	if (kind(ck, i) == LOADER_ADD_POINTER) {
		change->offset = get32(c->add_pointer.offset);
		change->width = c->add_pointer.size;
	} else if (kind(ck, i) == LOADER_ADD_CHECKSUM) {
		change->offset = get32(c->add_checksum.offset);
		change->width = 1;
	} else
		return (false);
	return (change->file != NULL && vmacpigen_within(change->file,
	    change->offset, change->width));
}

static int
by_file(const void *a, const void *b)
{
	const struct change *ca = a, *cb = b;

	if (ca->file != cb->file)
		return (ca->file > cb->file ? 1 : -1);
	return (ca->command > cb->command ? 1 : -1);
}

static void
sum_order(struct check *ck)
{
	struct change	*changes;
	size_t		 i, end, n = 0;

	changes = calloc(vmacpigen_ncommands(ck->set) + 1, sizeof(*changes));
	if (changes == NULL)
		return;
	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		if (as_change(ck, i, &changes[n]))
			n++;
	}
	if (n > 0)
		qsort(changes, n, sizeof(*changes), by_file);
	for (i = 0; i < n; i = end) {
		for (end = i; end < n && changes[end].file == changes[i].file;
		    end++)
			;
		check_changes(ck, &changes[i], end - i);
	}
	free(changes);
}

/* Which files are pointed into, and which by a pointer of 4 bytes or less */
static void
below_4g(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	uint8_t		*marks = file_marks(ck);
	size_t		 i;

	for (i = 0; marks != NULL &&
	    (c = seek(ck, LOADER_ADD_POINTER, &i)) != NULL; i++) {
		if ((file = named(ck, c->add_pointer.src_file)) != NULL)
			marks[file - ck->set->files] |=
			    c->add_pointer.size < 8 ? 2 : 1;
	}
	for (i = 0; marks != NULL && i < ck->set->nfiles; i++) {
		if (marks[i] == 1)
			found_file(ck, &ck->set->files[i], "no pointer into "
			    "it has 4 bytes: it may be placed above 4 GiB");
	}
	free(marks);
}

/* The ALLOCATE of a file: the first one, or NULL. */
static const struct loader_command *
allocation(
    const struct check *ck, const struct vmacpigen_file *file, size_t *at)
{
	const struct loader_command *c;

	for (*at = 0; (c = seek(ck, LOADER_ALLOCATE, at)) != NULL; (*at)++) {
		if (named(ck, c->allocate.file) == file)
			break;
	}
	return (c);
}

static void
rsdp_missing(struct check *ck)
{
	if (ck->in->kind == INPUT_SET && rsdp(ck) == NULL)
		found_file(ck, &ck->set->script, "no allocated file has an "
		    "RSDP on a 16-byte boundary");
}

static void
rsdp_name(struct check *ck)
{
	const struct image_table *t = rsdp(ck);

	if (t != NULL && strcmp(t->region->file->name, FW_CFG_RSDP) != 0)
		found_table(ck, t, "it is in %s, and looked for in "
		    FW_CFG_RSDP, t->region->file->name);
}

static void
rsdp_alone(struct check *ck)
{
	const struct image_table *t = rsdp(ck);

	if (t != NULL && (t->offset != 0 ||
	    t->region->file->length > sizeof(struct acpi_rsdp)))
		found_table(ck, t, "it is not alone in its file");
}

static void
rsdp_size(struct check *ck)
{
	const struct image_table *t = rsdp(ck);

	if (t != NULL && t->region->file->length - t->offset <
	    sizeof(struct acpi_rsdp))
		found_table(ck, t, "it has no room for revision 2, which "
		    "is written over it");
}

static void
rsdp_zone(struct check *ck)
{
	const struct image_table *t = rsdp(ck);
	const struct loader_command *c;
	size_t		 i;

	if (t == NULL || (c = allocation(ck, t->region->file, &i)) == NULL)
		return;
	if (c->allocate.zone != LOADER_ZONE_FSEG)
		found_command(ck, i, "the RSDP is not in zone 2 (FSEG), where "
		    "it is looked for");
}

static void
rsdp_align(struct check *ck)
{
	const struct image_table *t = rsdp(ck);
	const struct loader_command *c;
	size_t		 i;
	uint32_t	 align;

	if (t == NULL || (c = allocation(ck, t->region->file, &i)) == NULL)
		return;
	align = get32(c->allocate.align);
	if (align != 0 && (align & (align - 1)) == 0 &&
	    align < ACPI_RSDP_ALIGN)
		found_command(ck, i, "the RSDP is aligned to %u, and looked "
		    "for on 16-byte steps", align);
}

static void
rsdp_revision(struct check *ck)
{
	const struct image_table *t = rsdp(ck);
	uint64_t	 revision;

	if (t == NULL)
		return;
	revision = IMAGE_FIELD(t, acpi_rsdp, revision);
	if (revision != 0 && revision != 2)
		found_field(ck, t, offsetof(struct acpi_rsdp, revision),
		    "%u is neither 0 nor 2", (unsigned int)revision);
}

static void
xsdt_room(struct check *ck)
{
	static const uint8_t zeros[8];
	const struct image_table *t = image_find(&ck->image, "XSDT");
	const struct vmacpigen_file *file;

	if (t == NULL)
		return;
	file = t->region->file;
	if (!vmacpigen_within(file, t->offset + t->length, sizeof(zeros)) ||
	    memcmp(file->data + t->offset + t->length, zeros,
	    sizeof(zeros)) != 0)
		found_table(ck, t, "8 zero bytes have to follow it: what "
		    "stands there is taken for entries");
}

static void
fseg_room(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		if (c->allocate.zone != LOADER_ZONE_FSEG)
			continue;
		file = named(ck, c->allocate.file);
		if (file != NULL && file->length > VMACPIGEN_FSEG_MAX)
			found_command(ck, i, "%s has %zu bytes, and zone 2 "
			    "(FSEG) has room for %d", file->name,
			    file->length, VMACPIGEN_FSEG_MAX);
	}
}

static void
high_room(struct check *ck, size_t room)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	size_t		 i, total = 0;

	for (i = 0; (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		if (c->allocate.zone != LOADER_ZONE_HIGH)
			continue;
		if ((file = named(ck, c->allocate.file)) != NULL)
			total += file->length;
		if (file != NULL && total > room && total - file->length <=
		    room)
			found_command(ck, i, "with %s zone 1 (HIGH) needs "
			    "%zu bytes, and there may be only %zu",
			    file->name, total, room);
	}
}

static void
high_room_seabios(struct check *ck)
{
	high_room(ck, SEABIOS_HIGH);
}

static void
high_room_qboot(struct check *ck)
{
	high_room(ck, QBOOT_HIGH);
}

static void
high_room_stage0(struct check *ck)
{
	high_room(ck, STAGE0_HIGH);
}

static void
write_pointer(struct check *ck)
{
	size_t		 i;

	for (i = 0; seek(ck, LOADER_WRITE_POINTER, &i) != NULL; i++)
		found_command(ck, i, "WRITE_POINTER is not known to "
		    "everybody");
}

/* A file that is allocated is one to read; QEMU's targets are not. */
static void
write_read_only(struct check *ck)
{
	const struct loader_command *c;
	const struct vmacpigen_file *file;
	uint8_t		*marks = file_marks(ck);
	size_t		 i;

	for (i = 0; marks != NULL &&
	    (c = seek(ck, LOADER_ALLOCATE, &i)) != NULL; i++) {
		if ((file = named(ck, c->allocate.file)) != NULL)
			marks[file - ck->set->files] = 1;
	}
	for (i = 0; marks != NULL &&
	    (c = seek(ck, LOADER_WRITE_POINTER, &i)) != NULL; i++) {
		file = named(ck, c->write_pointer.dest_file);
		if (file != NULL && marks[file - ck->set->files])
			found_command(ck, i, "it writes to %s, which cannot "
			    "be written", file->name);
	}
	free(marks);
}

static void
zero_command(struct check *ck)
{
	size_t		 i, zero = SIZE_MAX;

	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		if (kind(ck, i) == 0 && zero == SIZE_MAX)
			zero = i;
		if (kind(ck, i) != 0 && zero != SIZE_MAX) {
			found_command(ck, zero, "an unused command ends the "
			    "script before command %zu", i);
			return;
		}
	}
}

static void
unknown_command(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(ck->set); i++) {
		if (kind(ck, i) > LOADER_WRITE_POINTER)
			found_command(ck, i, "command 0x%x is not known",
			    kind(ck, i));
	}
}

static void
fw_cfg_slots(struct check *ck)
{
	if (ck->in->last_slot >= QBOOT_SLOTS)
		found_file(ck, &ck->set->script, "a file of the set is number "
		    "%d in fw_cfg, and there are slots for %d",
		    ck->in->last_slot + 1, QBOOT_SLOTS);
}

const struct check_rule check_script_rules[] = {
	{ "script-size", CHECK_ERROR, CHECK_FIRMWARE,
	    "QEMU docs/specs/fw_cfg.rst; romfile_loader_execute()",
	    script_size },
	{ "name-end", CHECK_ERROR, CHECK_FIRMWARE,
	    "romfile_loader_find(); ProcessCmdAllocate()", name_end },
	{ "file-missing", CHECK_ERROR, CHECK_FIRMWARE,
	    "QemuFwCfgFindFile(); qboot do_alloc()", file_missing },
	{ "file-empty", CHECK_ERROR, CHECK_FIRMWARE,
	    "romfile_loader_allocate(); gBS->AllocatePages()", file_empty },
	{ "allocate-once", CHECK_ERROR, CHECK_FIRMWARE,
	    "ProcessCmdAllocate(); stage0", allocate_once },
	{ "allocate-first", CHECK_ERROR, CHECK_FIRMWARE,
	    "every consumer runs in order", allocate_first },
	{ "align-zero", CHECK_ERROR, UBOOT | COREBOOT | STAGE0,
	    "ALIGN() of 0 is 0", align_zero },
	{ "align-power", CHECK_ERROR, CHECK_FIRMWARE & ~OVMF,
	    "romfile_loader_allocate(); qboot malloc_align()", align_power },
	{ "align-page", CHECK_ERROR, OVMF, "ProcessCmdAllocate()",
	    align_page },
	{ "zone", CHECK_ERROR, SEABIOS | UBOOT | STAGE0,
	    "romfile_loader_allocate()", zone },
	{ "pointer-narrow", CHECK_ERROR, CHECK_FIRMWARE,
	    "ProcessCmdAddPointer()", pointer_narrow },
	{ "pointer-size", CHECK_ERROR, CHECK_FIRMWARE,
	    "romfile_loader_add_pointer(); qboot do_ptr()", pointer_size },
	{ "pointer-bounds", CHECK_ERROR, CHECK_FIRMWARE,
	    "ProcessCmdAddPointer(); qboot does not look", pointer_bounds },
	{ "pointer-value", CHECK_ERROR, OVMF | STAGE0,
	    "ProcessCmdAddPointer()", pointer_value },
	{ "pointer-to-data", CHECK_ERROR, OVMF,
	    "Process2ndPassCmdAddPointer()", pointer_to_data },
	{ "checksum-bounds", CHECK_ERROR, CHECK_FIRMWARE,
	    "ProcessCmdAddChecksum(); U-Boot, coreboot do not look",
	    checksum_bounds },
	{ "checksum-inside", CHECK_ERROR, CHECK_FIRMWARE,
	    "ACPI 6.5, 5.2.6", checksum_inside },
	{ "checksum-start", CHECK_ERROR, OVMF | UBOOT | COREBOOT,
	    "ProcessCmdAddChecksum() overwrites", checksum_start },
	{ "sum-order", CHECK_ERROR, CHECK_FIRMWARE,
	    "every consumer runs in order", sum_order },
	{ "below-4g", CHECK_WARNING, OVMF,
	    "CollectAllocationsRestrictedTo32Bit()", below_4g },
	{ "rsdp-missing", CHECK_ERROR, CHECK_FIRMWARE,
	    "SeaBIOS find_acpi_rsdp()", rsdp_missing },
	{ "rsdp-name", CHECK_ERROR, UBOOT | STAGE0,
	    "U-Boot qfw_acpi.c; stage0 looks for acpi/rsdp", rsdp_name },
	{ "rsdp-alone", CHECK_ERROR, QBOOT | UBOOT | STAGE0,
	    "qboot do_alloc(), for a PVH kernel", rsdp_alone },
	{ "rsdp-size", CHECK_WARNING, UBOOT,
	    "U-Boot qfw_acpi.c rewrites length and sum", rsdp_size },
	{ "rsdp-zone", CHECK_ERROR, SEABIOS | QBOOT,
	    "SeaBIOS find_acpi_rsdp(); qboot do_alloc()", rsdp_zone },
	{ "rsdp-align", CHECK_ERROR, UBOOT | COREBOOT | STAGE0,
	    "ACPI 6.5, 5.2.5.1", rsdp_align },
	{ "rsdp-revision", CHECK_ERROR, STAGE0, "stage0/src/acpi",
	    rsdp_revision },
	{ "xsdt-room", CHECK_ERROR, COREBOOT, "coreboot acpi_add_table()",
	    xsdt_room },
	{ "fseg-room", CHECK_ERROR, SEABIOS, "SeaBIOS ZoneFSeg", fseg_room },
	{ "high-room-seabios", CHECK_WARNING, SEABIOS,
	    "BUILD_MAX_HIGHTABLE up to 1.16.0", high_room_seabios },
	{ "high-room-qboot", CHECK_ERROR, QBOOT, "qboot malloc_align()",
	    high_room_qboot },
	{ "high-room-stage0", CHECK_ERROR, STAGE0, "stage0/src/acpi",
	    high_room_stage0 },
	{ "write-pointer", CHECK_ERROR, QBOOT | COREBOOT | STAGE0,
	    "qboot extract_acpi()", write_pointer },
	{ "write-read-only", CHECK_ERROR, OVMF,
	    "QemuFwCfgWriteBytes() waits for ever", write_read_only },
	{ "zero-command", CHECK_ERROR, QBOOT | COREBOOT,
	    "qboot extract_acpi()", zero_command },
	{ "unknown-command", CHECK_ERROR, QBOOT | COREBOOT | STAGE0,
	    "qboot extract_acpi()", unknown_command },
	{ "fw-cfg-slots", CHECK_ERROR, QBOOT, "qboot file_address[20]",
	    fw_cfg_slots },
};

const size_t check_nscript_rules = sizeof(check_script_rules) /
    sizeof(check_script_rules[0]);
