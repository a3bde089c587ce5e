/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "read/xalloc.h"
#include "show.h"
#include "tree.h"

#define NAME_WIDTH	34
#define VALUE_WIDTH	18
#define IN_LINE		16	/* bytes that need no lines of their own */

struct show {
	struct view	 view;
	struct trees	 trees;		/* of AML */
	unsigned int	 flags;		/* SHOW_KEYS ... */
	struct sum {			/* a checksum that the script makes */
		const struct vmacpigen_file *file;
		size_t		 offset;
		size_t		 command;
	} *sums;			/* in the order of files and offsets */
	size_t		 nsums;
};

/*
 * The lines of an entry but for offsets and values.  Those behind it of the
 * same layout and size have the same, and they can be thousands.
 */
#define LINES		16
#define LINE_WIDTH	(sizeof(" 12345  " " ") - 1 + NAME_WIDTH)

struct entry_lines {
	const struct field_layout *entry;
	size_t		 size;
	size_t		 n;		/* SIZE_MAX: not known yet; 0: no such
					   lines */
	struct entry_line {
		const struct field_row *row;
		size_t	 offset, size;
		char	 text[LINE_WIDTH + 1];
	} lines[LINES];
};

static void
pad(int n, int width)
{
	sink_text(sink_stdout(), "", n < width ? width - n : 0);
}

/*
 * Tables
 */

/* Where in an input a byte of a file is, for people. */
static void
print_where(const struct show *s, const struct map_file *mf, size_t offset)
{
	if (s->view.in->kind == INPUT_SET)
		show_place(mf->file->name, offset);
	else if (s->view.in->kind == INPUT_FLAT && mf->region != NULL)
		print("0x%" PRIx64, mf->region->address + offset);
	else
		print("0x%zx", offset);
}

static void
print_dump_line(const uint8_t *data, size_t offset, size_t length)
{
	print("        0x%04zx ", offset);
	field_print_dump(sink_stdout(), data + offset, length, false);
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
		print("        0x%04zx  %zu bytes of zero\n", at, n);
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

static void
note_sums(struct show *s)
{
	const size_t	 n = vmacpigen_ncommands(s->view.set);
	struct command	 c;
	size_t		 i;

	s->sums = xcalloc(n + 1, sizeof(*s->sums));
	for (i = 0; i < n; i++) {
		c = view_command(&s->view, i);
		if (c.kind == LOADER_ADD_CHECKSUM && c.objection == NULL)
			s->sums[s->nsums++] = (struct sum){ c.dest.file,
			    c.offset, i };
	}
	qsort(s->sums, s->nsums, sizeof(*s->sums), by_place);
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
	if (address == 0 || !input_has_addresses(s->view.in))
		return;
	if (map_address(&s->view.map, address, &to, &offset) == NULL) {
		snprintf(target, FIELD_MEANINGSZ, "leads nowhere");
		return;
	}
	map_name(&s->view.map, to->file, offset, true, name);
	snprintf(target, FIELD_MEANINGSZ, "-> %s", name[0] == '\0' ?
	    "no table" : name);
}

static void
print_field_start(size_t offset, size_t size, const char *name)
{
	struct sink	*out = sink_stdout();

	sink_text(out, "    0x", 0);
	sink_hex(out, offset, 4);
	sink_putc(out, ' ');
	sink_decimal(out, size, 5);
	sink_text(out, "  ", 0);
	sink_text(out, name, NAME_WIDTH);
	sink_putc(out, ' ');
}

static void
print_meaning(int width, const char *meaning)
{
	if (meaning[0] != '\0') {
		pad(width, VALUE_WIDTH);
		sink_text(sink_stdout(), "  ", 0);
		sink_text(sink_stdout(), meaning, 0);
	}
	sink_putc(sink_stdout(), '\n');
}

/* A struct within a table: its fields on one line, up to the last one */
static void
print_struct(const struct fields *fs, struct field *f)
{
	const size_t	 start = f->outer_offset;
	char		 meaning[FIELD_MEANINGSZ];

	print_field_start(start, field_struct_end(fs, f) - start,
	    f->outer->name);
	print_meaning(
	    field_print_struct(sink_stdout(), fs, f, meaning), meaning);
}

/* AML is objects, and bytes only on request. */
static void
print_aml(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f, const char *name)
{
	const bool	 bytes = s->flags & SHOW_BYTES;

	if (bytes && f->size <= IN_LINE) {
		print_field_start(f->offset, f->size, name);
		field_print_value(sink_stdout(), p->fields, f);
		sink_putc(sink_stdout(), '\n');
	} else
		print("    0x%04zx %5zu  %s\n", f->offset, f->size, name);
	trees_print(&s->trees, mf, p);
	if (bytes && f->size > IN_LINE)
		print_dump(p->fields->data, f->offset, f->offset + f->size);
}

/* Bytes that no row names, or a key that is to be shown */
static void
print_bytes(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f, const char *name)
{
	if (f->row == NULL && p->fields->table->aml &&
	    f->offset == sizeof(struct acpi_header))
		print_aml(s, mf, p, f, name);
	else if (f->row == NULL && f->size <= IN_LINE) {
		print_field_start(f->offset, f->size, name);
		field_print_value(sink_stdout(), p->fields, f);
		sink_putc(sink_stdout(), '\n');
	} else {
		print("    0x%04zx %5zu  %s\n", f->offset, f->size, name);
		print_dump(p->fields->data, f->offset, f->offset + f->size);
	}
}

static void
print_value(const struct fields *fs, const struct field *f)
{
	const int	 width = field_print_value(sink_stdout(), fs, f);
	char		 meaning[FIELD_MEANINGSZ];

	if (f->row->values == NULL) {
		sink_putc(sink_stdout(), '\n');
		return;
	}
	field_meaning(meaning, fs, f);
	print_meaning(width, meaning);
}

static void
print_one_field(const struct show *s, const struct map_file *mf,
    const struct map_piece *p, const struct field *f, const char *name)
{
	const struct field_row *row = f->row;
	char		 meaning[FIELD_MEANINGSZ];

	if (row == NULL ||
	    (row->kind == FIELD_SECRET && s->flags & SHOW_KEYS)) {
		print_bytes(s, mf, p, f, name);
		return;
	}
	print_field_start(f->offset, f->size, name);
	if (row->kind == FIELD_CHECKSUM)
		checksum_state(s, mf, p, f, meaning);
	else if (row->kind == FIELD_POINTER)
		target_name(s, mf, p, f, meaning);
	else {
		print_value(p->fields, f);
		return;
	}
	print_meaning(field_print_value(sink_stdout(), p->fields, f), meaning);
}

/* The entry that was headed last */
struct heading {
	const struct field_layout *entry;
	size_t		 ordinal;
};

/* An entry has several layouts if its lists are named as it is. */
static void
print_heading_of(struct heading *h, const struct field *f)
{
	struct sink	*out = sink_stdout();

	if (h->entry == NULL || f->ordinal != h->ordinal ||
	    strcmp(f->entry->name, h->entry->name) != 0) {
		sink_text(out, "    ", 0);
		sink_text(out, f->entry->name, 0);
		sink_putc(out, '[');
		sink_decimal(out, f->ordinal, 0);
		sink_text(out, "]\n", 0);
	}
	h->entry = f->entry;
	h->ordinal = f->ordinal;
}

/* Entries of fields with names are headed; what is the field's name below? */
static const char *
print_entry(const struct fields *fs, const struct field *f, struct heading *h)
{
	static char	 full[FIELD_NAMESZ];
	const char	*name = field_own_name(fs, f);

	if (f->entry == NULL || (f->entry == h->entry &&
	    f->ordinal == h->ordinal && name[0] != '\0'))
		return (name);
	if (f->entry->single || name[0] == '\0') {
		field_name(full, fs, f);
		return (full);
	}
	print_heading_of(h, f);
	return (name);
}

/* Whether a line's value needs no more than the field */
static bool
is_plain(const struct field *f)
{
	return (f->row != NULL && f->outer == NULL && f->row->name[0] != '\0' &&
	    f->row->kind != FIELD_SECRET && f->row->kind != FIELD_POINTER &&
	    f->row->kind != FIELD_CHECKSUM);
}

/* Makes the lines of an entry from its first field on; none if one is long. */
static void
make_lines(struct entry_lines *l, const struct fields *fs, struct field f)
{
	const size_t	 start = f.entry_offset, end = start + f.entry_size;
	struct entry_line *line;
	size_t		 n = 0;
	bool		 more = true;

	l->n = 0;
	for (; more && f.offset < end; more = fields_next(fs, &f)) {
		if (!is_plain(&f) || n == LINES)
			return;
		line = &l->lines[n++];
		line->row = f.row;
		line->offset = f.offset - start;
		line->size = f.size;
		if (snprintf(line->text, sizeof(line->text), " %5zu  %-*s ",
		    f.size, NAME_WIDTH, f.row->name) != LINE_WIDTH)
			return;
	}
	l->n = n;
}

/* Is it the first field of an entry that has the lines of the one before? */
static bool
has_lines(struct entry_lines *l, const struct fields *fs,
    const struct field *f)
{
	if (f->entry == NULL || f->entry->single ||
	    f->offset != f->entry_offset)
		return (false);
	if (f->entry != l->entry || f->entry_size != l->size) {
		l->entry = f->entry;
		l->size = f->entry_size;
		l->n = SIZE_MAX;
		return (false);
	}
	if (l->n == SIZE_MAX)
		make_lines(l, fs, *f);
	return (l->n > 0);
}

/* Goes on to the entry's last field. */
static void
print_lines(const struct entry_lines *l, const struct fields *fs,
    struct field *f)
{
	const struct entry_line *line;
	struct sink	*out = sink_stdout();

	for (line = l->lines; line < l->lines + l->n; line++) {
		f->row = line->row;
		f->offset = f->entry_offset + line->offset;
		f->size = line->size;
		sink_text(out, "    0x", 0);
		sink_hex(out, f->offset, 4);
		sink_write(out, line->text, LINE_WIDTH);
		print_value(fs, f);
	}
}

static void
print_fields(const struct show *s, const struct map_file *mf,
    const struct map_piece *p)
{
	const struct fields *fs = p->fields;
	struct entry_lines lines = { .entry = NULL };
	struct heading	 heading = { .entry = NULL };
	struct field	 f;
	const char	*name;
	bool		 more;

	for (more = fields_first(fs, &f); more; more = fields_next(fs, &f)) {
		name = print_entry(fs, &f, &heading);
		if (has_lines(&lines, fs, &f))
			print_lines(&lines, fs, &f);
		else if (f.outer != NULL)
			print_struct(fs, &f);
		else
			print_one_field(s, mf, p, &f, name);
	}
}

static void
print_ids(const char *what, const char *id, size_t length)
{
	print(", %s \"", what);
	field_print_string(sink_stdout(), id, length);
	sink_putc(sink_stdout(), '"');
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
			print(", checksum %s", state);
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

	print("\n  %s at ", p->label);
	print_where(s, mf, p->offset);
	print(", %zu bytes", p->length);
	if (strcmp(p->filename, "rsdp") == 0) {
		print(", revision %u", rsdp->revision);
		print_ids("OEM", rsdp->oem_id, sizeof(rsdp->oem_id));
	} else if (strcmp(p->filename, "facs") == 0 &&
	    p->length >= sizeof(*facs))
		print(", version %u", facs->version);
	else if (p->length >= sizeof(*h)) {
		print(", revision %u", h->revision);
		print_ids("OEM", h->oem_id, sizeof(h->oem_id));
		print(" \"");
		field_print_string(sink_stdout(), h->oem_table_id,
		    sizeof(h->oem_table_id));
		print("\" 0x%" PRIx32, get32(h->oem_revision));
		print_ids("creator", h->creator_id, sizeof(h->creator_id));
		print(" 0x%" PRIx32, get32(h->creator_revision));
	}
	print_checksums(s, mf, p);
	if (!p->wanted && s->view.image.ntables > 0)
		print("; nothing leads to it");
	sink_putc(sink_stdout(), '\n');
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
	print("\n  ");
	print_where(s, mf, p->offset);
	if (p->kind == PIECE_ZEROS) {
		print(": %zu bytes of zero\n", p->length);
		return;
	}
	print(": %zu bytes that are no table%s\n", p->length,
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

	for (i = 0; i < s->view.image.ntables; i++) {
		t = s->view.image.sorted[i];
		if (!t->overlaps || map_address(&s->view.map, t->address, &mf,
		    &offset) == NULL)
			continue;
		map_name(&s->view.map, mf->file, offset, true, name);
		print("\n  ");
		print_where(s, mf, offset);
		print(": a pointer leads to %zu bytes from here, as if they "
		    "were a table; it is in %s\n", t->length, name);
	}
}

static void
print_file(const struct show *s, const struct map_file *mf)
{
	const char	*path = input_path(s->view.in, mf->file);
	size_t		 i;

	sink_putc(sink_stdout(), '\n');
	if (s->view.in->kind == INPUT_SET) {
		show_name(mf->file->name);
		print(" (%s, %zu bytes)", path, mf->file->length);
	} else
		print("%s (%zu bytes)", path, mf->file->length);
	print("%s\n", mf->region == NULL ? ": the script does not place it" :
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

	if (s->view.image.ntables > 0)
		first = s->view.image.tables[0].region->file;
	for (i = 0; i < s->view.map.nfiles; i++) {
		if (s->view.map.files[i].file == first)
			print_file(s, &s->view.map.files[i]);
	}
	for (i = 0; i < s->view.map.nfiles; i++) {
		if (s->view.map.files[i].file != first)
			print_file(s, &s->view.map.files[i]);
	}
}

static void
print_text(struct show *s)
{
	if (s->view.in->kind == INPUT_SET || s->view.in->kind == INPUT_SCRIPT)
		show_script(&s->view, &s->trees);
	print_files(s);
	print_overlaps(s);
}

void
show_input(const struct input *in, uint64_t base, unsigned int flags)
{
	struct show	 s = { .flags = flags };

	view_open(&s.view, in, base);
	if (flags & (SHOW_GRAPH | SHOW_DEVICES)) {
		print_graph(&s.view, flags & SHOW_DEVICES);
		view_close(&s.view);
		return;
	}
	note_sums(&s);
	trees_open(&s.trees, &s.view.map);
	print_text(&s);
	trees_close(&s.trees);
	free(s.sums);
	view_close(&s.view);
}

int
show_main(int argc, char *argv[])
{
	static const char letters[] = "gGkx";	/* as the flags are ordered */
	struct reading	 r;
	struct input	 in;
	unsigned int	 flags = 0;
	const char	*p;
	int		 ch;

	reading_init(&r);
	while ((ch = getopt_long(argc, argv, "+" READING_SHORT "gGkx",
	    reading_options, NULL)) != -1) {
		if ((p = strchr(letters, ch)) != NULL)
			flags |= 1U << (p - letters);
		else if (!reading_option(&r, ch))
			return (USAGE);
	}
	if (!reading_open(&r, &in, argc - optind, argv + optind))
		return (USAGE);
	show_input(&in, r.base, flags);
	input_close(&in);
	return (0);
}
