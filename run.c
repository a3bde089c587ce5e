/* See LICENSE for licence details. */

/*
 * Runs table-loader scripts as one consumer or another would.  What differs
 * between them is in their rules; each row was read from its source:
 * SeaBIOS src/fw/romfile_loader.c, edk2 OvmfPkg QemuFwCfgAcpi.c, qboot
 * tables.c and malloc.c.
 */

#include <stdlib.h>
#include <string.h>

#include "loader.h"

#define ALL_CHECKS	0x1fffU
#define PAGE		4096U

/*
 * SeaBIOS's F segment, seen with the 256 KiB build of 1.16.2 and one CPU
 * socket, on pc and q35: 0xf5500 to 0xf5a00, or up to 32 bytes fewer with some
 * devices, for a tables.bin of up to 1,232 bytes and an RSDP.  What the MP and
 * SMBIOS tables leave, put there before, differs: with 2, 3, 4 sockets 1,136,
 * 1,056, 976 bytes; from 5 on, when the SMBIOS tables have grown beyond 600
 * bytes and are elsewhere, 1,552 and some 20 fewer per socket.  Disk
 * controllers and disks come after, for 32 to 64 bytes each, and are lost when
 * nothing is left.  With RAM above 4 GiB there are 32 bytes fewer.
 */
static const struct loader_rules consumers[] = {
	{
		.name = "seabios",
		.objection = LOADER_RAN,
		.checks = LOADER_CHECK_SCRIPT | LOADER_CHECK_POWER |
		    LOADER_CHECK_ZONE | LOADER_CHECK_EMPTY |
		    LOADER_CHECK_SIZE | LOADER_CHECK_BOUNDS |
		    LOADER_CHECK_ROOM,
		.min_align = 16,
		.keeps_first = true,
		/* MALLOC_MAX: 16 MiB; what option ROMs and SMBIOS leave. */
		.high = { 0x7ef00000, 0x1000000, true },
		.fseg = { 0xf5500, 0x500, true },
	},
	{
		.name = "ovmf",
		.objection = LOADER_REFUSED,
		.checks = LOADER_CHECK_SCRIPT | LOADER_CHECK_PAGE |
		    LOADER_CHECK_EMPTY | LOADER_CHECK_TWICE |
		    LOADER_CHECK_SIZE | LOADER_CHECK_BOUNDS |
		    LOADER_CHECK_VALUE | LOADER_CHECK_FIT,
		.min_align = PAGE,
		.pages = true,
		.overwrites_sum = true,
		.writes_pointers = true,
		.waits_to_write = true,
		.high = { 0x40000000, 0x3e000000, true },
	},
	{
		.name = "qboot",
		.objection = LOADER_PANICKED,
		.checks = LOADER_CHECK_UNKNOWN,
		.min_align = 16,
		.ends_at_zero = true,
		.high = { 0xd0000, 0x20000, true },
		.fseg = { 0xf2000, 0xa000, false },
	},
};

const struct loader_rules *
loader_rules(const char *name)
{
	size_t		 i;

	for (i = 0; i < sizeof(consumers) / sizeof(consumers[0]); i++) {
		if (strcmp(consumers[i].name, name) == 0)
			return (&consumers[i]);
	}
	return (NULL);
}

struct loader_rules
loader_strict(uint64_t base)
{
	return ((struct loader_rules){
		.name = "strict",
		.objection = LOADER_REFUSED,
		.checks = ALL_CHECKS,
		.min_align = 1,
		.writes_pointers = true,
		.high = { base, UINT64_MAX - base, false },
	});
}

struct loader_rules
loader_lenient(uint64_t base)
{
	struct loader_rules rules = loader_strict(base);

	rules.name = "lenient";
	rules.objection = LOADER_RAN;
	rules.keeps_first = true;
	rules.checks &= ~(LOADER_CHECK_SCRIPT | LOADER_CHECK_POWER |
	    LOADER_CHECK_ZERO | LOADER_CHECK_PAGE | LOADER_CHECK_ZONE |
	    LOADER_CHECK_VALUE | LOADER_CHECK_FIT);
	return (rules);
}

/*
 * Sums of stretches of bytes in a tree (Fenwick 1994): any stretch is summed,
 * and any byte changed, in a logarithmic number of steps, so that a script of
 * nothing but large checksums costs no more than its size.
 */
static void
sums_build(struct loader_region *r)
{
	size_t		 i, n = r->file->length, up;

	memcpy(r->sums + 1, r->data, n);
	for (i = 1; i <= n; i++) {
		if ((up = i + (i & -i)) <= n)
			r->sums[up] = (uint8_t)(r->sums[up] + r->sums[i]);
	}
}

static uint8_t
sums_upto(const struct loader_region *r, size_t i)
{
	uint8_t		 sum = 0;

	for (; i > 0; i &= i - 1)
		sum = (uint8_t)(sum + r->sums[i]);
	return (sum);
}

static void
put_byte(struct loader_region *r, size_t offset, uint8_t value)
{
	uint8_t		 change = (uint8_t)(value - r->data[offset]);
	size_t		 i;

	r->data[offset] = value;
	for (i = offset + 1; i <= r->file->length; i += i & -i)
		r->sums[i] = (uint8_t)(r->sums[i] + change);
}

uint8_t
loader_sum(const struct loader_region *r, size_t offset, size_t length)
{
	return ((uint8_t)(sums_upto(r, offset + length) -
	    sums_upto(r, offset)));
}

struct run {
	struct loader_memory *memory;
	const struct loader_set *set;
	const struct loader_rules *rules;
	struct loader_zone high, fseg;	/* what is left */
	const char	*objection;	/* to the command */
	enum loader_end	 end;		/* what comes of it */
	bool		 nomem;
};

/*
 * Objects, and says so.  A consumer that does not look at this goes on, or,
 * where that means memory that is not its own, goes wild.
 */
static bool
object(struct run *run, const char *reason)
{
	run->objection = reason;
	run->end = run->rules->objection;
	return (true);
}

static bool
unless(struct run *run, uint32_t check, bool fine, const char *reason)
{
	if (fine || (run->rules->checks & check) == 0)
		return (false);
	return (object(run, reason));
}

static bool
unless_wild(struct run *run, uint32_t check, bool fine, const char *reason)
{
	if (fine)
		return (false);
	object(run, reason);
	if ((run->rules->checks & check) == 0)
		run->end = LOADER_WILD;
	return (true);
}

static bool
terminated(const char name[LOADER_FILESZ])
{
	return (name[LOADER_FILESZ - 1] == '\0');
}

static struct loader_region **
current_region(const struct run *run, const struct loader_file *file)
{
	return (&run->memory->current[file - run->set->files]);
}

/* The place of a file that was allocated, or NULL after an objection. */
static struct loader_region *
placed(struct run *run, const char name[LOADER_FILESZ])
{
	const struct loader_file *file = loader_named(run->memory, name);
	struct loader_region *r = NULL;

	if (!terminated(name))
		object(run, "a file's name does not end within its 56 bytes");
	else if (file == NULL)
		object(run, "there is no file of that name");
	else if ((r = *current_region(run, file)) == NULL)
		object(run, "the file was not allocated");
	return (r);
}

/*
 * Takes size bytes from a zone.  The alignment is applied as all of them
 * apply it, also when it is no power of two.
 */
static bool
take(struct run *run, struct loader_zone *zone, uint64_t size, uint64_t align,
    uint64_t *address)
{
	uint64_t	 a, end = zone->start + zone->size;

	if (zone->down) {
		a = (end - size) & -align;
		if (unless_wild(run, LOADER_CHECK_ROOM, size <= zone->size &&
		    a >= zone->start, "the zone has no room for the file"))
			return (false);
		zone->size = a - zone->start;
	} else {
		a = (zone->start + align - 1) & -align;
		if (unless_wild(run, LOADER_CHECK_ROOM, a >= zone->start &&
		    a <= end && size <= end - a,
		    "the zone has no room for the file"))
			return (false);
		zone->size = end - (a + size);
		zone->start = a + size;
	}
	*address = a;
	return (true);
}

static void
place(struct run *run, const struct loader_file *file, uint64_t address,
    bool fseg)
{
	struct loader_memory *m = run->memory;
	struct loader_region *r = &m->regions[m->nregions];

	r->data = malloc(file->length + 1);
	r->sums = malloc(file->length + 1);
	if (r->data == NULL || r->sums == NULL) {
		free(r->data);
		free(r->sums);
		run->nomem = true;
		return;
	}
	m->nregions++;
	r->file = file;
	r->address = address;
	r->fseg = fseg;
	memcpy(r->data, file->data, file->length);
	sums_build(r);
	if (*current_region(run, file) == NULL || !run->rules->keeps_first)
		*current_region(run, file) = r;
}

static void
run_allocate(struct run *run, const struct loader_command *c)
{
	const struct loader_rules *rules = run->rules;
	const struct loader_file *file;
	uint64_t	 address;
	uint32_t	 align = get32(c->allocate.align);
	bool		 fseg;

	if (!terminated(c->allocate.file)) {
		object(run, "the file's name does not end within its 56 bytes");
		return;
	}
	if (unless(run, LOADER_CHECK_ZERO, align != 0, "the alignment is 0") ||
	    unless(run, LOADER_CHECK_POWER, (align & (align - 1)) == 0,
	    "the alignment is no power of two") ||
	    unless(run, LOADER_CHECK_PAGE, align <= PAGE,
	    "the alignment is greater than 4096") ||
	    unless(run, LOADER_CHECK_ZONE,
	    c->allocate.zone == LOADER_ZONE_HIGH ||
	    c->allocate.zone == LOADER_ZONE_FSEG, "there is no such zone"))
		return;
	if ((file = loader_named(run->memory, c->allocate.file)) == NULL) {
		object(run, "there is no file of that name");
		return;
	}
	if (unless(run, LOADER_CHECK_EMPTY, file->length > 0,
	    "the file is empty") ||
	    unless(run, LOADER_CHECK_TWICE, *current_region(run, file) == NULL,
	    "the file was allocated before"))
		return;
	if (align < rules->min_align || rules->pages)
		align = rules->min_align;
	fseg = c->allocate.zone == LOADER_ZONE_FSEG && rules->fseg.size > 0;
	if (!take(run, fseg ? &run->fseg : &run->high, file->length, align,
	    &address))
		return;
	place(run, file, address, fseg);
}

static void
run_add_pointer(struct run *run, const struct loader_command *c)
{
	struct loader_region *dest, *src;
	uint32_t	 offset = get32(c->add_pointer.offset);
	uint8_t		 size = c->add_pointer.size;
	uint64_t	 value;
	unsigned int	 i;

	if ((dest = placed(run, c->add_pointer.dest_file)) == NULL ||
	    (src = placed(run, c->add_pointer.src_file)) == NULL)
		return;
	if (unless(run, LOADER_CHECK_SIZE, size == 1 || size == 2 ||
	    size == 4 || size == 8, "a pointer has 1, 2, 4 or 8 bytes") ||
	    unless_wild(run, LOADER_CHECK_SIZE, size <= 8,
	    "a pointer has 8 bytes at most") ||
	    unless_wild(run, LOADER_CHECK_BOUNDS,
	    loader_within(dest->file, offset, size),
	    "the pointer is outside its file"))
		return;
	value = le_get(dest->data + offset, size);
	if (unless(run, LOADER_CHECK_VALUE, value < src->file->length,
	    "the pointer leads to outside the file that it points into"))
		return;
	value += src->address;
	if (unless(run, LOADER_CHECK_FIT, size >= 8 || value >> 8 * size == 0,
	    "the address is wider than the pointer"))
		return;
	for (i = 0; i < size; i++, value >>= 8)
		put_byte(dest, offset + i, (uint8_t)value);
}

static void
run_add_checksum(struct run *run, const struct loader_command *c)
{
	struct loader_region *r = placed(run, c->add_checksum.file);
	uint32_t	 offset = get32(c->add_checksum.offset);
	uint32_t	 start = get32(c->add_checksum.start);
	uint32_t	 length = get32(c->add_checksum.length);
	uint8_t		 old;

	if (r == NULL)
		return;
	if (!loader_within(r->file, offset, 1) ||
	    !loader_within(r->file, start, length)) {
		object(run, "the checksum is outside its file");
		return;
	}
	old = run->rules->overwrites_sum ? 0 : r->data[offset];
	put_byte(r, offset, (uint8_t)(old - loader_sum(r, start, length)));
}

/*
 * The host's copy of the file changes, not the guest's memory.  A file that
 * was allocated is there to be read, and OVMF waits for ever to write it.
 */
static void
run_write_pointer(struct run *run, const struct loader_command *c)
{
	const struct loader_file *dest;
	struct loader_region *src;
	uint8_t		 size = c->write_pointer.size;

	dest = loader_named(run->memory, c->write_pointer.dest_file);
	if (!terminated(c->write_pointer.dest_file) || dest == NULL) {
		object(run, "there is no file of that name to write to");
		return;
	}
	if ((src = placed(run, c->write_pointer.src_file)) == NULL)
		return;
	if (unless(run, LOADER_CHECK_SIZE, size == 1 || size == 2 ||
	    size == 4 || size == 8, "a pointer has 1, 2, 4 or 8 bytes") ||
	    unless(run, LOADER_CHECK_BOUNDS, loader_within(dest,
	    get32(c->write_pointer.dest_offset), size),
	    "the pointer is outside the file to write to"))
		return;
	if (unless(run, LOADER_CHECK_VALUE,
	    get32(c->write_pointer.src_offset) < src->file->length,
	    "the pointer leads to outside the file that it points into"))
		return;
	if (run->rules->waits_to_write && *current_region(run, dest) != NULL) {
		object(run, "the file cannot be written to");
		run->end = LOADER_PANICKED;
	}
}

/* False at the script's end. */
static bool
run_command(struct run *run, const struct loader_command *c)
{
	switch (get32(c->command)) {
	case 0:
		return (!run->rules->ends_at_zero);
	case LOADER_ALLOCATE:
		run_allocate(run, c);
		break;
	case LOADER_ADD_POINTER:
		run_add_pointer(run, c);
		break;
	case LOADER_ADD_CHECKSUM:
		run_add_checksum(run, c);
		break;
	case LOADER_WRITE_POINTER:
		if (run->rules->writes_pointers) {
			run_write_pointer(run, c);
			break;
		}
		/* FALLTHROUGH */
	default:
		unless(run, LOADER_CHECK_UNKNOWN, false,
		    "the command is not known");
	}
	return (true);
}

static int
by_address(const void *a, const void *b)
{
	const struct loader_region *const *ra = a, *const *rb = b;

	return (((*ra)->address > (*rb)->address) -
	    ((*ra)->address < (*rb)->address));
}

/* Files of one name, which no reader makes, stay in the set's order. */
static int
by_name(const void *a, const void *b)
{
	const struct loader_file *const *fa = a, *const *fb = b;
	int		 cmp = strncmp((*fa)->name, (*fb)->name, LOADER_FILESZ);

	return (cmp != 0 ? cmp : (*fa > *fb) - (*fa < *fb));
}

static void
sort_files(struct loader_memory *m, const struct loader_set *set)
{
	for (m->nfiles = 0; m->nfiles < set->nfiles; m->nfiles++)
		m->named[m->nfiles] = &set->files[m->nfiles];
	qsort(m->named, m->nfiles, sizeof(*m->named), by_name);
}

static void
run_script(struct run *run)
{
	struct loader_memory *m = run->memory;
	size_t		 i, n = loader_ncommands(run->set);

	for (i = 0; i < n && m->end == LOADER_RAN && !run->nomem; i++) {
		m->last = i;
		run->objection = NULL;
		if (!run_command(run, loader_command(run->set, i)))
			break;
		m->objections[i] = run->objection;
		if (run->objection != NULL)
			m->end = run->end;
	}
}

const char *
loader_run(struct loader_memory *m, const struct loader_set *set,
    const struct loader_rules *rules)
{
	struct run	 run = {
		.memory = m,
		.set = set,
		.rules = rules,
		.high = rules->high,
		.fseg = rules->fseg,
	};
	size_t		 i, n = loader_ncommands(set);

	memset(m, 0, sizeof(*m));
	m->regions = calloc(n + 1, sizeof(*m->regions));
	m->sorted = calloc(n + 1, sizeof(*m->sorted));
	m->objections = calloc(n + 1, sizeof(*m->objections));
	m->current = calloc(set->nfiles + 1, sizeof(*m->current));
	m->named = calloc(set->nfiles + 1, sizeof(*m->named));
	if (m->regions == NULL || m->sorted == NULL ||
	    m->objections == NULL || m->current == NULL || m->named == NULL)
		return ("out of memory");
	sort_files(m, set);
	if (set->script.length % sizeof(struct loader_command) != 0 &&
	    rules->checks & LOADER_CHECK_SCRIPT)
		m->end = LOADER_REFUSED;
	else if (set->script.length % sizeof(struct loader_command) != 0 &&
	    rules->objection == LOADER_PANICKED)
		m->end = LOADER_WILD;
	else
		run_script(&run);
	for (i = 0; i < m->nregions; i++)
		m->sorted[i] = &m->regions[i];
	qsort(m->sorted, m->nregions, sizeof(*m->sorted), by_address);
	return (run.nomem ? "out of memory" : NULL);
}

const char *
loader_run_strict(struct loader_memory *m, const struct loader_set *set,
    uint64_t base, size_t *command)
{
	const struct loader_rules rules = loader_strict(base);
	const char	*error;

	*command = 0;
	if ((error = loader_run(m, set, &rules)) != NULL)
		return (error);
	*command = m->last;
	if (m->end != LOADER_RAN && m->objections[m->last] == NULL)
		return ("the size is no multiple of 128");
	return (m->end == LOADER_RAN ? NULL : m->objections[m->last]);
}

void
loader_forget(struct loader_memory *m)
{
	size_t		 i;

	for (i = 0; i < m->nregions; i++) {
		free(m->regions[i].data);
		free(m->regions[i].sums);
	}
	free(m->regions);
	free(m->sorted);
	free(m->current);
	free(m->named);
	free(m->objections);
	memset(m, 0, sizeof(*m));
}

const struct loader_file *
loader_named(const struct loader_memory *m, const char *name)
{
	size_t		 low = 0, high = m->nfiles, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strncmp(m->named[middle]->name, name, LOADER_FILESZ) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return (low < m->nfiles && strncmp(m->named[low]->name, name,
	    LOADER_FILESZ) == 0 ? m->named[low] : NULL);
}

const struct loader_region *
loader_region(const struct loader_memory *m, uint64_t address,
    uint64_t length)
{
	const struct loader_region *r;
	size_t		 low = 0, high = m->nregions, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (m->sorted[middle]->address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return (NULL);
	r = m->sorted[low - 1];
	return (loader_within(r->file, address - r->address, length) ? r :
	    NULL);
}
