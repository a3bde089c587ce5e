/* See LICENSE for licence details. */

/* Runs table-loader scripts: strictly, or with the leniency of a consumer. */

#include <stdlib.h>
#include <string.h>

#include "place.h"

#define ALL_CHECKS	0x1fffU
#define PAGE		4096U	/* what an alignment may be */

struct vmacpigen_rules
vmacpigen_strict(uint64_t base)
{
	return ((struct vmacpigen_rules){
		.name = "strict",
		.objection = VMACPIGEN_REFUSED,
		.checks = ALL_CHECKS,
		.min_align = 1,
		.writes_pointers = true,
		.has_memory = true,
		.high = { base, UINT64_MAX - base, false },
	});
}

struct vmacpigen_rules
vmacpigen_lenient(uint64_t base)
{
	struct vmacpigen_rules rules = vmacpigen_strict(base);

	rules.name = "lenient";
	rules.objection = VMACPIGEN_RAN;
	rules.keeps_first = true;
	rules.checks &= ~(VMACPIGEN_CHECK_SCRIPT | VMACPIGEN_CHECK_POWER |
	    VMACPIGEN_CHECK_ZERO | VMACPIGEN_CHECK_PAGE | VMACPIGEN_CHECK_ZONE |
	    VMACPIGEN_CHECK_VALUE | VMACPIGEN_CHECK_FIT);
	return (rules);
}

/*
 * A tree of sums (Fenwick 1994): it sums any range and changes any byte in a
 * logarithmic number of steps, so that a script of nothing but large checksums
 * costs no more than its size.  It is built once the bytes summed one by one
 * add up to a few times the whole.
 */
#define READINGS	16

struct region_sums {
	uint8_t		*tree;		/* NULL: there is none */
	size_t		 summed;	/* bytes, without it */
};

/* Without memory the tree is not built, and bytes are summed one by one. */
static void
sums_build(const struct vmacpigen_region *r)
{
	size_t		 i, n = r->file->length, up;
	uint8_t		*tree = malloc(n + 1);

	if ((r->sums->tree = tree) == NULL)
		return;
	memcpy(tree + 1, r->data, n);
	for (i = 1; i <= n; i++) {
		if ((up = i + (i & -i)) <= n)
			tree[up] = (uint8_t)(tree[up] + tree[i]);
	}
}

static uint8_t
sums_upto(const uint8_t *tree, size_t i)
{
	uint8_t		 sum = 0;

	for (; i > 0; i &= i - 1)
		sum = (uint8_t)(sum + tree[i]);
	return (sum);
}

static void
put_byte(struct vmacpigen_region *r, size_t offset, uint8_t value)
{
	uint8_t		*tree = r->sums->tree;
	uint8_t		 change = (uint8_t)(value - r->data[offset]);
	size_t		 i;

	r->data[offset] = value;
	for (i = offset + 1; tree != NULL && i <= r->file->length; i += i & -i)
		tree[i] = (uint8_t)(tree[i] + change);
}

uint8_t
vmacpigen_region_sum(const struct vmacpigen_region *r, size_t offset,
    size_t length)
{
	struct region_sums *sums = r->sums;

	if (sums->tree == NULL && sums->summed / READINGS > r->file->length)
		sums_build(r);
	if (sums->tree == NULL) {
		sums->summed += length;
		return ((uint8_t)-vmacpigen_checksum(r->data + offset, length));
	}
	return ((uint8_t)(sums_upto(sums->tree, offset + length) -
	    sums_upto(sums->tree, offset)));
}

struct run {
	struct vmacpigen_memory *memory;
	const struct vmacpigen_set *set;
	const struct vmacpigen_rules *rules;
	struct vmacpigen_zone high, fseg;	/* what is left */
	const char	*objection;	/* to the command */
	enum vmacpigen_outcome end;		/* what comes of it */
	bool		 nomem;
};

/*
 * Records an objection.  A consumer that does not check this goes on; if that
 * means to access memory outside of its files, the result is undefined.
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
		run->end = VMACPIGEN_WILD;
	return (true);
}

static bool
terminated(const char name[LOADER_FILESZ])
{
	return (name[LOADER_FILESZ - 1] == '\0');
}

static struct vmacpigen_region **
current_region(const struct run *run, const struct vmacpigen_file *file)
{
	return (&run->memory->current[file - run->set->files]);
}

/* The place of a file that was allocated, or NULL after an objection. */
static struct vmacpigen_region *
placed(struct run *run, const char name[LOADER_FILESZ])
{
	const struct vmacpigen_file *file = vmacpigen_named(run->memory, name);
	struct vmacpigen_region *r = NULL;

	if (!terminated(name))
		object(run, "a file's name does not end within its 56 bytes");
	else if (file == NULL)
		object(run, "the set has no file of that name");
	else if ((r = *current_region(run, file)) == NULL)
		object(run, "the file was not allocated");
	return (r);
}

/*
 * Takes size bytes from a zone.  The alignment is applied as all consumers
 * apply it, even if it is not a power of two.
 */
static bool
take(struct run *run, struct vmacpigen_zone *zone, uint64_t size,
    uint64_t align, uint64_t *address)
{
	uint64_t	 a, end = zone->start + zone->size;

	if (zone->down) {
		a = (end - size) & -align;
		if (unless_wild(run, VMACPIGEN_CHECK_ROOM, size <= zone->size &&
		    a >= zone->start, "the zone has no room for the file"))
			return (false);
		zone->size = a - zone->start;
	} else {
		a = (zone->start + align - 1) & -align;
		if (unless_wild(run, VMACPIGEN_CHECK_ROOM, a >= zone->start &&
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
place(struct run *run, const struct vmacpigen_file *file, uint64_t address,
    bool fseg)
{
	struct vmacpigen_memory *m = run->memory;
	struct vmacpigen_region *r = &m->regions[m->nregions];

	r->data = malloc(file->length + 1);
	r->sums = calloc(1, sizeof(*r->sums));
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
	if (*current_region(run, file) == NULL || !run->rules->keeps_first)
		*current_region(run, file) = r;
}

/*
 * Files with an address stay where the machine has put them; an allocation that
 * would overlap one goes behind it.
 */
static void
place_memory(struct run *run)
{
	const struct vmacpigen_file *file;
	uint64_t	 end;
	size_t		 i;

	for (i = 0; i < run->set->nfiles && !run->nomem; i++) {
		file = &run->set->files[i];
		if (file->address == 0 ||
		    file->address > UINT64_MAX / 2 - file->length)
			continue;
		place(run, file, file->address, false);
		end = file->address + file->length;
		if (run->high.start >= file->address && run->high.start < end) {
			run->high.size -= end - run->high.start;
			run->high.start = end;
		}
	}
}

static void
run_allocate(struct run *run, const struct loader_command *c)
{
	const struct vmacpigen_rules *rules = run->rules;
	const struct vmacpigen_file *file;
	uint64_t	 address;
	uint32_t	 align = get32(c->allocate.align);
	bool		 fseg;

	if (!terminated(c->allocate.file)) {
		object(run, "the file's name does not end within its 56 bytes");
		return;
	}
	if (unless(run, VMACPIGEN_CHECK_ZERO, align != 0,
	    "the alignment is 0") ||
	    unless(run, VMACPIGEN_CHECK_POWER, (align & (align - 1)) == 0,
	    "the alignment is not a power of two") ||
	    unless(run, VMACPIGEN_CHECK_PAGE, align <= PAGE,
	    "the alignment is greater than 4096") ||
	    unless(run, VMACPIGEN_CHECK_ZONE,
	    c->allocate.zone == LOADER_ZONE_HIGH ||
	    c->allocate.zone == LOADER_ZONE_FSEG, "the zone must be 1 or 2"))
		return;
	if ((file = vmacpigen_named(run->memory, c->allocate.file)) == NULL) {
		object(run, "the set has no file of that name");
		return;
	}
	if (unless(run, VMACPIGEN_CHECK_EMPTY, file->length > 0,
		"the file is empty") ||
	    unless(run, VMACPIGEN_CHECK_TWICE,
		*current_region(run, file) == NULL,
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
	struct vmacpigen_region *dest, *src;
	uint32_t	 offset = get32(c->add_pointer.offset);
	uint8_t		 size = c->add_pointer.size;
	uint64_t	 value;
	unsigned int	 i;

	if ((dest = placed(run, c->add_pointer.dest_file)) == NULL ||
	    (src = placed(run, c->add_pointer.src_file)) == NULL)
		return;
	if (unless(run, VMACPIGEN_CHECK_SIZE, size == 1 || size == 2 ||
	    size == 4 || size == 8, "a pointer has 1, 2, 4 or 8 bytes") ||
	    unless_wild(run, VMACPIGEN_CHECK_SIZE, size <= 8,
	    "a pointer has 8 bytes at most") ||
	    unless_wild(run, VMACPIGEN_CHECK_BOUNDS,
	    vmacpigen_within(dest->file, offset, size),
	    "the pointer is outside its file"))
		return;
	value = le_get(dest->data + offset, size);
	if (unless(run, VMACPIGEN_CHECK_VALUE, value < src->file->length,
	    "the pointer leads to outside the file that it points into"))
		return;
	value += src->address;
	if (unless(run, VMACPIGEN_CHECK_FIT, size >= 8 ||
	    value >> 8 * size == 0, "the address is wider than the pointer"))
		return;
	for (i = 0; i < size; i++, value >>= 8)
		put_byte(dest, offset + i, (uint8_t)value);
}

static void
run_add_checksum(struct run *run, const struct loader_command *c)
{
	struct vmacpigen_region *r = placed(run, c->add_checksum.file);
	uint32_t	 offset = get32(c->add_checksum.offset);
	uint32_t	 start = get32(c->add_checksum.start);
	uint32_t	 length = get32(c->add_checksum.length);
	uint8_t		 old;

	if (r == NULL)
		return;
	if (!vmacpigen_within(r->file, offset, 1) ||
	    !vmacpigen_within(r->file, start, length)) {
		object(run, "the checksum is outside its file");
		return;
	}
	old = run->rules->overwrites_sum ? 0 : r->data[offset];
	put_byte(r, offset, (uint8_t)(old -
	    vmacpigen_region_sum(r, start, length)));
}

/*
 * A WRITE_POINTER changes the host's copy of a file, not the guest's memory.  A
 * file that was allocated can only be read, and OVMF waits for ever to write
 * it.
 */
static void
run_write_pointer(struct run *run, const struct loader_command *c)
{
	const struct vmacpigen_file *dest;
	struct vmacpigen_region *src;
	uint8_t		 size = c->write_pointer.size;

	dest = vmacpigen_named(run->memory, c->write_pointer.dest_file);
	if (!terminated(c->write_pointer.dest_file) || dest == NULL) {
		object(run, "the set has no file of that name to write to");
		return;
	}
	if ((src = placed(run, c->write_pointer.src_file)) == NULL)
		return;
	if (unless(run, VMACPIGEN_CHECK_SIZE, size == 1 || size == 2 ||
	    size == 4 || size == 8, "a pointer has 1, 2, 4 or 8 bytes") ||
	    unless(run, VMACPIGEN_CHECK_BOUNDS, vmacpigen_within(dest,
	    get32(c->write_pointer.dest_offset), size),
	    "the pointer is outside the file to write to"))
		return;
	if (unless(run, VMACPIGEN_CHECK_VALUE,
	    get32(c->write_pointer.src_offset) < src->file->length,
	    "the pointer leads to outside the file that it points into"))
		return;
	if (run->rules->waits_to_write && *current_region(run, dest) != NULL) {
		object(run, "the file cannot be written to");
		run->end = VMACPIGEN_PANICKED;
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
		unless(run, VMACPIGEN_CHECK_UNKNOWN, false,
		    "the command is not known");
	}
	return (true);
}

static int
by_address(const void *a, const void *b)
{
	const struct vmacpigen_region *const *ra = a, *const *rb = b;

	return (((*ra)->address > (*rb)->address) -
	    ((*ra)->address < (*rb)->address));
}

/* Files of one name, which no reader produces, keep the set's order. */
static int
by_name(const void *a, const void *b)
{
	const struct vmacpigen_file *const *fa = a, *const *fb = b;
	int		 cmp = strncmp((*fa)->name, (*fb)->name, LOADER_FILESZ);

	return (cmp != 0 ? cmp : (*fa > *fb) - (*fa < *fb));
}

static void
sort_files(struct vmacpigen_memory *m, const struct vmacpigen_set *set)
{
	for (m->nfiles = 0; m->nfiles < set->nfiles; m->nfiles++)
		m->named[m->nfiles] = &set->files[m->nfiles];
	qsort(m->named, m->nfiles, sizeof(*m->named), by_name);
}

static void
run_script(struct run *run)
{
	struct vmacpigen_memory *m = run->memory;
	size_t		 i, n = vmacpigen_ncommands(run->set);

	for (i = 0; i < n && m->end == VMACPIGEN_RAN && !run->nomem; i++) {
		m->last = i;
		run->objection = NULL;
		if (!run_command(run, vmacpigen_command(run->set, i)))
			break;
		m->objections[i] = run->objection;
		if (run->objection != NULL)
			m->end = run->end;
	}
}

const char *
vmacpigen_run(struct vmacpigen_memory *m, const struct vmacpigen_set *set,
    const struct vmacpigen_rules *rules)
{
	struct run	 run = {
		.memory = m,
		.set = set,
		.rules = rules,
		.high = rules->high,
		.fseg = rules->fseg,
	};
	size_t		 i, n = vmacpigen_ncommands(set);

	memset(m, 0, sizeof(*m));
	m->regions = calloc(n + set->nfiles + 1, sizeof(*m->regions));
	m->sorted = calloc(n + set->nfiles + 1, sizeof(*m->sorted));
	m->objections = calloc(n + 1, sizeof(*m->objections));
	m->current = calloc(set->nfiles + 1, sizeof(*m->current));
	m->named = calloc(set->nfiles + 1, sizeof(*m->named));
	if (m->regions == NULL || m->sorted == NULL ||
	    m->objections == NULL || m->current == NULL || m->named == NULL)
		return ("out of memory");
	sort_files(m, set);
	if (rules->has_memory)
		place_memory(&run);
	if (set->script.length % sizeof(struct loader_command) != 0 &&
	    rules->checks & VMACPIGEN_CHECK_SCRIPT)
		m->end = VMACPIGEN_REFUSED;
	else if (set->script.length % sizeof(struct loader_command) != 0 &&
	    rules->objection == VMACPIGEN_PANICKED)
		m->end = VMACPIGEN_WILD;
	else
		run_script(&run);
	for (i = 0; i < m->nregions; i++)
		m->sorted[i] = &m->regions[i];
	qsort(m->sorted, m->nregions, sizeof(*m->sorted), by_address);
	return (run.nomem ? "out of memory" : NULL);
}

const char *
vmacpigen_run_objection(const struct vmacpigen_memory *m, size_t *command)
{
	*command = m->last;
	if (m->end == VMACPIGEN_RAN)
		return (NULL);
	return (m->objections[m->last] != NULL ? m->objections[m->last] :
	    "the size is not a multiple of 128");
}

void
vmacpigen_memory_free(struct vmacpigen_memory *m)
{
	size_t		 i;

	for (i = 0; i < m->nregions; i++) {
		free(m->regions[i].data);
		free(m->regions[i].sums->tree);
		free(m->regions[i].sums);
	}
	free(m->regions);
	free(m->sorted);
	free(m->current);
	free(m->named);
	free(m->objections);
	memset(m, 0, sizeof(*m));
}

const struct vmacpigen_file *
vmacpigen_named(const struct vmacpigen_memory *m, const char *name)
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

const struct vmacpigen_region *
vmacpigen_region_at(const struct vmacpigen_memory *m, uint64_t address,
    uint64_t length)
{
	const struct vmacpigen_region *r;
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
	return (vmacpigen_within(r->file, address - r->address, length) ? r :
	    NULL);
}
