/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/map.h"
#include "show.h"

#define NAME_WIDTH	34
#define VALUE_WIDTH	18

struct show {
	const struct input *in;
	const struct vmacpigen_set *set;
	struct vmacpigen_memory memory;
	struct image	 image;
	struct map	 map;
	struct sum {			/* a checksum that the script makes */
		const struct vmacpigen_file *file;
		size_t		 offset;
		size_t		 command;
	} *sums;			/* in the order of files and offsets */
	size_t		 nsums;
};

static void
pad(int n, int width)
{
	printf("%*s", n < width ? width - n : 0, "");
}

/*
 * The script
 */

static const struct {
	uint32_t	 command;
	const char	*name;
	const char	*meaning;
} commands[] = {
	{ LOADER_ALLOCATE, "ALLOCATE",
	    "puts a file into memory: how aligned, in which zone" },
	{ LOADER_ADD_POINTER, "ADD_POINTER",
	    "makes the offset in a field an address, by adding that of a file"
	},
	{ LOADER_ADD_CHECKSUM, "ADD_CHECKSUM",
	    "sets a byte so that a range of bytes sums to 0" },
	{ LOADER_WRITE_POINTER, "WRITE_POINTER",
	    "tells the host an address" },
};

#define NCOMMANDS	(sizeof(commands) / sizeof(commands[0]))

const char *
show_command(uint32_t command)
{
	return (command < LOADER_ALLOCATE || command > LOADER_WRITE_POINTER ?
	    NULL : commands[command - 1].name);
}

static void
print_name(const char name[LOADER_FILESZ])
{
	field_print_word(stdout, name, LOADER_FILESZ);
}

/* A place in a file, which need not be there. */
static void
print_place(const char name[LOADER_FILESZ], uint64_t offset)
{
	print_name(name);
	printf("+0x%" PRIx64, offset);
}

/* What a place is part of, if there is something to say. */
static void
print_part(const struct show *s, const char *before,
    const char name[LOADER_FILESZ], uint64_t offset, bool tables)
{
	const struct vmacpigen_file *file = vmacpigen_named(&s->memory, name);
	char		 part[MAP_NAMESZ];

	if (file == NULL || offset >= file->length)
		return;
	map_name(&s->map, file, (size_t)offset, tables, part);
	if (part[0] != '\0')
		printf("%s%s", before, part);
}

void
show_allocation(FILE *out, const struct loader_command *c)
{
	fprintf(out, "align %" PRIu32, get32(c->allocate.align));
	if (c->allocate.zone == LOADER_ZONE_HIGH)
		fprintf(out, " HIGH");
	else if (c->allocate.zone == LOADER_ZONE_FSEG)
		fprintf(out, " FSEG");
	else
		fprintf(out, " zone %u", c->allocate.zone);
}

static void
print_allocate(const struct loader_command *c)
{
	print_name(c->allocate.file);
	putchar(' ');
	show_allocation(stdout, c);
}

static void
print_add_pointer(const struct show *s, const struct loader_command *c)
{
	const struct vmacpigen_file *dest =
	    vmacpigen_named(&s->memory, c->add_pointer.dest_file);
	const uint32_t	 offset = get32(c->add_pointer.offset);
	const uint8_t	 size = c->add_pointer.size;
	uint64_t	 value;

	print_place(c->add_pointer.dest_file, offset);
	printf(" %u -> ", size);
	if (dest == NULL || size > 8 || !vmacpigen_within(dest, offset, size)) {
		print_name(c->add_pointer.src_file);
		return;
	}
	value = le_get(dest->data + offset, size);
	print_place(c->add_pointer.src_file, value);
	print_part(s, "  ", c->add_pointer.dest_file, offset, false);
	print_part(s, " -> ", c->add_pointer.src_file, value, true);
}

static void
print_add_checksum(const struct show *s, const struct loader_command *c)
{
	const struct vmacpigen_file *file =
	    vmacpigen_named(&s->memory, c->add_checksum.file);
	const uint32_t	 start = get32(c->add_checksum.start);
	const uint32_t	 length = get32(c->add_checksum.length);
	const struct map_piece *p = NULL;

	print_place(c->add_checksum.file, get32(c->add_checksum.offset));
	printf(" over %" PRIu32 " bytes at 0x%" PRIx32, length, start);
	print_part(s, "  ", c->add_checksum.file,
	    get32(c->add_checksum.offset), false);
	if (file != NULL)
		p = map_at(&s->map, file, start);
	if (p == NULL || p->kind != PIECE_TABLE || p->offset != start)
		return;
	if (p->length == length)
		printf(" over %s", p->label);
	else if (p->length > length)
		printf(" over the first %" PRIu32 " bytes of %s", length,
		    p->label);
}

static void
print_write_pointer(const struct show *s, const struct loader_command *c)
{
	const uint32_t	 offset = get32(c->write_pointer.src_offset);

	print_place(c->write_pointer.dest_file,
	    get32(c->write_pointer.dest_offset));
	printf(" %u <- ", c->write_pointer.size);
	print_place(c->write_pointer.src_file, offset);
	print_part(s, "  ", c->write_pointer.src_file, offset, true);
}

/* Did someone leave bytes where a command has none? */
static bool
has_stray_bytes(const struct loader_command *c)
{
	static const size_t sizes[NCOMMANDS + 1] = {
		[LOADER_ALLOCATE] = sizeof(c->allocate),
		[LOADER_ADD_POINTER] = sizeof(c->add_pointer),
		[LOADER_ADD_CHECKSUM] = sizeof(c->add_checksum),
		[LOADER_WRITE_POINTER] = sizeof(c->write_pointer),
	};
	const uint32_t	 command = get32(c->command);
	size_t		 used, size, names, i;

	names = command == LOADER_ADD_POINTER ||
	    command == LOADER_WRITE_POINTER ? 2 : 1;
	for (i = 0; i < names; i++) {
		used = strnlen((const char *)c->bytes + i * LOADER_FILESZ,
		    LOADER_FILESZ);
		if (!fields_all_zero(c->bytes + i * LOADER_FILESZ + used,
		    LOADER_FILESZ - used))
			return (true);
	}
	size = sizes[command];
	return (!fields_all_zero(c->bytes + size, sizeof(c->bytes) - size));
}

static void
print_hex(const uint8_t *data, size_t length)
{
	putchar(' ');
	field_print_hex(stdout, data, length, false);
}

static void
print_command(const struct show *s, size_t i)
{
	const struct loader_command *c = vmacpigen_command(s->set, i);
	const uint32_t	 command = get32(c->command);

	if (show_command(command) == NULL) {
		printf("%4zu 0x%08" PRIx32 "    not a known command:", i,
		    command);
		print_hex(c->bytes, sizeof(c->bytes));
		putchar('\n');
		return;
	}
	printf("%4zu %-13s ", i, show_command(command));
	if (command == LOADER_ALLOCATE)
		print_allocate(c);
	else if (command == LOADER_ADD_POINTER)
		print_add_pointer(s, c);
	else if (command == LOADER_ADD_CHECKSUM)
		print_add_checksum(s, c);
	else
		print_write_pointer(s, c);
	putchar('\n');
	if (has_stray_bytes(c)) {
		printf("     stray bytes in it:");
		print_hex(c->bytes, sizeof(c->bytes));
		putchar('\n');
	}
	if (s->in->kind == INPUT_SET && s->memory.objections[i] != NULL)
		printf("     cannot be run: %s\n", s->memory.objections[i]);
}

static size_t
count_unused(const struct show *s, size_t i)
{
	size_t		 n = 0;

	while (i + n < vmacpigen_ncommands(s->set) && fields_all_zero(
	    vmacpigen_command(s->set, i + n), sizeof(struct loader_command)))
		n++;
	return (n);
}

static void
print_script(const struct show *s)
{
	const size_t	 n = vmacpigen_ncommands(s->set);
	const struct vmacpigen_file *script = &s->set->script;
	const size_t	 whole = n * sizeof(struct loader_command);
	size_t		 i, unused;

	printf(VMACPIGEN_FW_CFG_LOADER " (%s, %zu bytes): firmware runs this script\n",
	    s->in->script_path, script->length);
	for (i = 0; i < NCOMMANDS; i++)
		printf("     %-13s %s\n", commands[i].name,
		    commands[i].meaning);
	putchar('\n');
	for (i = 0; i < n; i++) {
		if ((unused = count_unused(s, i)) == 0) {
			print_command(s, i);
			continue;
		}
		printf("     (%zu unused command%s)\n", unused,
		    unused == 1 ? "" : "s");
		i += unused - 1;
	}
	if (script->length > whole) {
		printf("     (no whole command:");
		print_hex(script->data + whole, script->length - whole);
		printf(")\n");
	}
}

/*
 * Tables
 */

/* Where in an input a byte of a file is, for people. */
static void
print_where(const struct show *s, const struct map_file *mf, size_t offset)
{
	if (s->in->kind == INPUT_SET)
		print_place(mf->file->name, offset);
	else if (s->in->kind == INPUT_FLAT && mf->region != NULL)
		printf("0x%" PRIx64, mf->region->address + offset);
	else
		printf("0x%zx", offset);
}

static void
print_dump_line(const uint8_t *data, size_t offset, size_t length)
{
	printf("        0x%04zx ", offset);
	field_print_dump(stdout, data + offset, length, false);
}

/* Lines of zeros, after the first of them, are one line. */
static void
print_dump(const uint8_t *data, size_t offset, size_t end)
{
	size_t		 at, n, zeros;

	for (at = offset; at < end; at += n) {
		for (zeros = at; zeros + 16 <= end &&
		    fields_all_zero(data + zeros, 16); zeros += 16)
			;
		n = end - at < 16 ? end - at : 16;
		if (zeros - at <= 16) {
			print_dump_line(data, at, n);
			continue;
		}
		n = zeros - at;
		printf("        0x%04zx  %zu bytes of zero\n", at, n);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct sum *sa = a, *sb = b;

	if (sa->file != sb->file)
		return (sa->file > sb->file ? 1 : -1);
	if (sa->offset != sb->offset)
		return (sa->offset > sb->offset ? 1 : -1);
	return (0);
}

static bool
note_sums(struct show *s)
{
	const struct loader_command *c;
	const size_t	 n = vmacpigen_ncommands(s->set);
	size_t		 i;

	if ((s->sums = calloc(n + 1, sizeof(*s->sums))) == NULL)
		return (false);
	for (i = 0; i < n; i++) {
		c = vmacpigen_command(s->set, i);
		if (get32(c->command) != LOADER_ADD_CHECKSUM ||
		    s->memory.objections[i] != NULL)
			continue;
		s->sums[s->nsums++] = (struct sum){
		    vmacpigen_named(&s->memory, c->add_checksum.file),
		    get32(c->add_checksum.offset), i };
	}
	qsort(s->sums, s->nsums, sizeof(*s->sums), by_place);
	return (true);
}

static const struct sum *
find_sum(const struct show *s, const struct map_file *mf, size_t offset)
{
	const struct sum key = { mf->file, offset, 0 };

	return (s->nsums == 0 ? NULL : bsearch(&key, s->sums, s->nsums,
	    sizeof(key), by_place));
}

static void
checksum_state(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f,
    char state[FIELD_MEANINGSZ])
{
	const size_t	 at = p->offset + f->offset;
	const struct sum *sum = find_sum(s, mf, at);
	const uint8_t	 value = map_guest(mf)[at];
	const uint8_t	 more = map_surplus(mf, p->offset,
	    f->row->covers > 0 ? f->row->covers : p->length);

	if (more == 0)
		snprintf(state, FIELD_MEANINGSZ, "%s", sum == NULL ? "right" :
		    "by the loader");
	else
		snprintf(state, FIELD_MEANINGSZ,
		    "%swrong: 0x%02x, should be 0x%02x",
		    sum == NULL ? "" : "by the loader, ", value,
		    (uint8_t)(value - more));
}

/* Where a pointer leads to, in what the script made of it */
static void
target_name(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f,
    char target[FIELD_MEANINGSZ])
{
	const uint64_t	 address = le_get(map_guest(mf) + p->offset +
	    f->offset, (unsigned int)f->size);
	const struct map_file *to;
	char		 name[MAP_NAMESZ];
	size_t		 offset;

	target[0] = '\0';
	if (address == 0)
		snprintf(target, FIELD_MEANINGSZ, "none");
	if (address == 0 || !input_has_addresses(s->in))
		return;
	if (map_address(&s->map, address, &to, &offset) == NULL) {
		snprintf(target, FIELD_MEANINGSZ, "leads nowhere");
		return;
	}
	map_name(&s->map, to->file, offset, true, name);
	snprintf(target, FIELD_MEANINGSZ, "-> %s", name[0] == '\0' ?
	    "no table" : name);
}

static void
print_field_start(size_t offset, size_t size, const char *name)
{
	printf("    0x%04zx %5zu  %-*s ", offset, size, NAME_WIDTH, name);
}

static void
print_meaning(int width, const char *meaning)
{
	if (meaning[0] != '\0') {
		pad(width, VALUE_WIDTH);
		printf("  %s", meaning);
	}
	putchar('\n');
}

/* A struct within a table: its fields on one line, up to the last one */
static void
print_struct(const struct fields *fs, struct field *f)
{
	const size_t	 start = f->outer_offset;
	const char	*name = f->outer->name;
	char		 meaning[FIELD_MEANINGSZ];

	print_field_start(start, field_struct_end(fs, f) - start, name);
	print_meaning(field_print_struct(stdout, fs, f, meaning), meaning);
}

static void
print_one_field(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f, const char *name)
{
	char		 meaning[FIELD_MEANINGSZ];

	if (f->row == NULL && f->size > 16) {
		printf("    0x%04zx %5zu  %s\n", f->offset, f->size, name);
		print_dump(p->fields->data, f->offset, f->offset + f->size);
		return;
	}
	if (f->row != NULL && f->row->kind == FIELD_CHECKSUM)
		checksum_state(s, mf, p, f, meaning);
	else if (f->row != NULL && f->row->kind == FIELD_POINTER)
		target_name(s, mf, p, f, meaning);
	else
		field_meaning(meaning, p->fields, f);
	print_field_start(f->offset, f->size, name);
	print_meaning(field_print_value(stdout, p->fields, f), meaning);
}

static void
print_fields(const struct show *s, const struct map_file *mf,
    const struct map_piece *p)
{
	const struct fields *fs = p->fields;
	struct field	 f;
	char		 full[FIELD_NAMESZ];
	const char	*name;
	size_t		 at;

	for (at = 0; at < fs->length; at = f.offset + f.size) {
		fields_at(fs, at, &f);
		field_name(full, fs, &f);
		name = full;
		/* Entries of many fields are headed; others are one line. */
		if (f.entry != NULL && f.entry->rows[1].name != NULL) {
			name = strstr(full, "].") + 2;
			if (at == f.entry_offset)
				printf("    %.*s\n", (int)(name - full) - 1,
				    full);
		}
		if (f.outer != NULL)
			print_struct(fs, &f);
		else
			print_one_field(s, mf, p, &f, name);
	}
}

static void
print_ids(const char *what, const char *id, size_t length)
{
	printf(", %s \"", what);
	field_print_string(stdout, id, length);
	putchar('"');
}

/* The states of a table's checksums: the RSDP has two. */
static void
print_checksums(const struct show *s, const struct map_file *mf,
    const struct map_piece *p)
{
	struct field	 f;
	char		 state[FIELD_MEANINGSZ], last[FIELD_MEANINGSZ] = "";
	size_t		 at;

	for (at = 0; at < p->length && at < sizeof(struct acpi_header);
	    at = f.offset + f.size) {
		fields_at(p->fields, at, &f);
		if (f.row == NULL || f.row->kind != FIELD_CHECKSUM)
			continue;
		checksum_state(s, mf, p, &f, state);
		if (strcmp(state, last) != 0)
			printf(", checksum %s", state);
		memcpy(last, state, sizeof(last));
	}
}

static void
print_heading(const struct show *s, const struct map_file *mf,
    const struct map_piece *p)
{
	const uint8_t	*data = mf->file->data + p->offset;
	const struct acpi_header *h = (const void *)data;
	const struct acpi_rsdp *rsdp = (const void *)data;
	const struct acpi_facs *facs = (const void *)data;

	printf("\n  %s at ", p->label);
	print_where(s, mf, p->offset);
	printf(", %zu bytes", p->length);
	if (strcmp(p->filename, "rsdp") == 0) {
		printf(", revision %u", rsdp->revision);
		print_ids("OEM", rsdp->oem_id, sizeof(rsdp->oem_id));
	} else if (strcmp(p->filename, "facs") == 0 &&
	    p->length >= sizeof(*facs))
		printf(", version %u", facs->version);
	else if (p->length >= sizeof(*h)) {
		printf(", revision %u", h->revision);
		print_ids("OEM", h->oem_id, sizeof(h->oem_id));
		printf(" \"");
		field_print_string(stdout, h->oem_table_id,
		    sizeof(h->oem_table_id));
		printf("\" 0x%" PRIx32, get32(h->oem_revision));
		print_ids("creator", h->creator_id, sizeof(h->creator_id));
		printf(" 0x%" PRIx32, get32(h->creator_revision));
	}
	print_checksums(s, mf, p);
	if (!p->wanted && s->image.ntables > 0)
		printf("; nothing leads to it");
	putchar('\n');
}

static void
print_piece(const struct show *s, const struct map_file *mf,
    const struct map_piece *p)
{
	if (p->kind == PIECE_TABLE) {
		print_heading(s, mf, p);
		print_fields(s, mf, p);
		return;
	}
	printf("\n  ");
	print_where(s, mf, p->offset);
	if (p->kind == PIECE_ZEROS) {
		printf(": %zu bytes of zero\n", p->length);
		return;
	}
	printf(": %zu bytes that are no table%s\n", p->length,
	    p->wanted ? "; a pointer leads there" : "");
	print_dump(mf->file->data, p->offset, p->offset + p->length);
}

/* Tables inside others have been printed once already, as part of them. */
static void
print_overlaps(const struct show *s)
{
	const struct image_table *t;
	const struct map_file *mf;
	char		 name[MAP_NAMESZ];
	size_t		 i, offset;

	for (i = 0; i < s->image.ntables; i++) {
		t = s->image.sorted[i];
		if (!t->overlaps || map_address(&s->map, t->address, &mf,
		    &offset) == NULL)
			continue;
		map_name(&s->map, mf->file, offset, true, name);
		printf("\n  ");
		print_where(s, mf, offset);
		printf(": a pointer leads to %zu bytes from here, as if they "
		    "were a table; it is in %s\n", t->length, name);
	}
}

static void
print_file(const struct show *s, const struct map_file *mf)
{
	const char	*path = input_path(s->in, mf->file);
	size_t		 i;

	putchar('\n');
	if (s->in->kind == INPUT_SET) {
		print_name(mf->file->name);
		printf(" (%s, %zu bytes)", path, mf->file->length);
	} else
		printf("%s (%zu bytes)", path, mf->file->length);
	printf("%s\n", mf->region == NULL ? ": the script does not place it" :
	    "");
	for (i = 0; i < mf->npieces; i++)
		print_piece(s, mf, &mf->pieces[i]);
}

/* The RSDP's file comes first, as it does for a guest. */
static void
print_files(const struct show *s)
{
	const struct vmacpigen_file *first = NULL;
	size_t		 i;

	if (s->image.ntables > 0)
		first = s->image.tables[0].region->file;
	for (i = 0; i < s->map.nfiles; i++) {
		if (s->map.files[i].file == first)
			print_file(s, &s->map.files[i]);
	}
	for (i = 0; i < s->map.nfiles; i++) {
		if (s->map.files[i].file != first)
			print_file(s, &s->map.files[i]);
	}
}

/*
 * Graphviz
 */

/* Text within a label, where much is special */
static void
print_dot(const char *s, size_t length)
{
	for (; length > 0 && *s != '\0'; length--, s++) {
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		    (*s >= '0' && *s <= '9') || strchr(" _./+-#:[]", *s))
			putchar(*s);
		else
			printf("\\\\x%02x", (unsigned char)*s);
	}
}

static void
print_id(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	printf("f%zu_%zu", (size_t)(mf - map->files),
	    (size_t)(p - mf->pieces));
}

/* The address that a pointer's field has got, or 0 */
static uint64_t
linked_address(const struct map_file *mf, size_t offset, size_t size)
{
	if (mf->region == NULL || size > 8)
		return (0);
	return (le_get(mf->region->data + offset, (unsigned int)size));
}

/* The next field that holds a pointer, from an offset in the table on */
static bool
next_pointer(const struct map_file *mf, const struct map_piece *p, size_t at,
    struct field *f)
{
	const struct fields *fs = p->fields;

	for (; fs != NULL && at < fs->length; at = f->offset + f->size) {
		fields_at(fs, at, f);
		if (f->row != NULL && f->row->kind == FIELD_POINTER &&
		    linked_address(mf, p->offset + f->offset, f->size) != 0)
			return (true);
	}
	return (false);
}

static void
print_node(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	struct field	 f;
	char		 name[FIELD_NAMESZ];
	size_t		 at;

	printf("\t\t");
	print_id(map, mf, p);
	printf(" [label=\"");
	if (p->kind == PIECE_TABLE)
		print_dot(p->label, sizeof(p->label));
	else
		printf("no table");
	printf("\\n+0x%zx, %zu bytes", p->offset, p->length);
	for (at = 0; next_pointer(mf, p, at, &f); at = f.offset + f.size) {
		field_name(name, p->fields, &f);
		printf("|<p%zu> ", f.offset);
		print_dot(name, sizeof(name));
	}
	printf("\"];\n");
}

static void
print_edge_to(const struct map *map, uint64_t address)
{
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 offset;

	printf(" -> ");
	if ((p = map_address(map, address, &mf, &offset)) != NULL)
		print_id(map, mf, p);
	else
		printf("nowhere");
}

static void
print_edges(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	struct field	 f;
	size_t		 at;

	for (at = 0; next_pointer(mf, p, at, &f); at = f.offset + f.size) {
		putchar('\t');
		print_id(map, mf, p);
		printf(":p%zu", f.offset);
		print_edge_to(map, linked_address(mf, p->offset + f.offset,
		    f.size));
		printf(";\n");
	}
}

/* Pointers that the script makes where no field of a table is known */
static void
print_other_edges(const struct show *s)
{
	const struct loader_command *c;
	const struct map_file *mf;
	const struct map_piece *p;
	struct field	 f;
	uint32_t	 offset;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(s->set); i++) {
		c = vmacpigen_command(s->set, i);
		if (get32(c->command) != LOADER_ADD_POINTER ||
		    s->memory.objections[i] != NULL)
			continue;
		mf = &s->map.files[vmacpigen_named(&s->memory,
		    c->add_pointer.dest_file) - s->set->files];
		offset = get32(c->add_pointer.offset);
		p = map_at(&s->map, mf->file, offset);
		if (p->fields != NULL) {
			fields_at(p->fields, offset - p->offset, &f);
			if (f.row != NULL && f.row->kind == FIELD_POINTER)
				continue;
		}
		putchar('\t');
		print_id(&s->map, mf, p);
		print_edge_to(&s->map, linked_address(mf, offset,
		    c->add_pointer.size));
		printf(" [style=dashed];\n");
	}
}

static void
print_graph(const struct show *s)
{
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 f, i;

	printf("digraph acpi {\n\trankdir=LR;\n"
	    "\tgraph [fontname=\"monospace\"];\n"
	    "\tnode [shape=record, fontname=\"monospace\"];\n");
	for (f = 0; f < s->map.nfiles; f++) {
		mf = &s->map.files[f];
		printf("\tsubgraph cluster_%zu {\n\t\tlabel=\"", f);
		if (s->in->kind == INPUT_SET)
			print_dot(mf->file->name, LOADER_FILESZ);
		printf("\";\n");
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind == PIECE_TABLE || p->wanted)
				print_node(&s->map, mf, p);
		}
		printf("\t}\n");
	}
	for (f = 0; input_has_addresses(s->in) && f < s->map.nfiles; f++) {
		mf = &s->map.files[f];
		for (i = 0; i < mf->npieces; i++)
			print_edges(&s->map, mf, &mf->pieces[i]);
	}
	print_other_edges(s);
	printf("}\n");
}

static void
print_text(const struct show *s)
{
	if (s->in->kind == INPUT_SET || s->in->kind == INPUT_SCRIPT)
		print_script(s);
	print_files(s);
	print_overlaps(s);
}

const char *
show_input(const struct input *in, uint64_t base, bool graph)
{
	struct vmacpigen_rules rules = vmacpigen_lenient(base);
	struct show	 s = { .in = in, .set = &in->set };
	const char	*error;

	if ((error = vmacpigen_run(&s.memory, s.set, &rules)) == NULL &&
	    (error = input_walk(&s.image, in, &s.memory)) == NULL)
		error = map_open(&s.map, s.set, &s.memory, &s.image);
	if (error == NULL && !note_sums(&s))
		error = "out of memory";
	if (error == NULL && graph)
		print_graph(&s);
	else if (error == NULL)
		print_text(&s);
	free(s.sums);
	map_close(&s.map);
	image_free(&s.image);
	vmacpigen_memory_free(&s.memory);
	return (error);
}
