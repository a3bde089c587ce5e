/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "files.h"
#include "image.h"
#include "xalloc.h"

#define BYTES_A_LINE	16	/* of acpidump's text */
#define STRAYS		3	/* that are named */

/* Takes the line over. */
static void
add_note(struct dump *d, char *line)
{
	d->notes = xgrow(d->notes, d->nnotes, &d->notes_max,
	    sizeof(*d->notes));
	d->notes[d->nnotes++] = line;
}

/* Takes name and data over. */
static void
add_table(struct dump *d, char *name, uint8_t *data, size_t length,
    uint64_t address)
{
	d->tables = xgrow(d->tables, d->n, &d->max, sizeof(*d->tables));
	d->tables[d->n++] = (struct dump_table){ name, data, length, address,
	    0 };
}

enum dump_kind
dump_kind(const uint8_t *data, size_t size, size_t *length)
{
	const struct acpi_header *h = (const void *)data;

	*length = size;
	if (size >= ACPI_RSDP_V1_LEN && memcmp(data, ACPI_RSDP_SIGNATURE,
	    strlen(ACPI_RSDP_SIGNATURE)) == 0)
		return (DUMP_RSDP);
	if (size < 8)
		return (DUMP_OTHER);
	if ((*length = get32(h->length)) == size)
		return (DUMP_TABLE);
	if (size < sizeof(*h) || *length < sizeof(*h) || *length > FILES_MAX ||
	    !vmacpigen_is_signature(h->signature) || (!image_has_ids(h) &&
	    memcmp(h->signature, "FACS", 4) != 0))
		return (DUMP_OTHER);
	return (*length < size ? DUMP_LONGER : DUMP_SHORT);
}

/*
 * Adds what is in a file or in a part of a text; takes name and data over.
 * False, with nothing taken, if it is no table.
 */
static bool
add_bytes(struct dump *d, char *name, uint8_t *data, size_t size,
    uint64_t address)
{
	size_t		 length;

	switch (dump_kind(data, size, &length)) {
	case DUMP_OTHER:
		return (false);
	case DUMP_SHORT:
		add_note(d, xasprintf("%s: left out: Length in the header is "
		    "%zu; must be %zu, the bytes that the dump has",
		    name, length, size));
		d->ndamaged++;
		free(name);
		free(data);
		return (true);
	case DUMP_LONGER:
		add_note(d, xasprintf("%s: Length in the header is %zu, and "
		    "the dump has %zu bytes: the first %zu are read",
		    name, length,
		    size, length));
		break;
	default:
		break;
	}
	add_table(d, name, data, length, address);
	return (true);
}

/*
 * acpidump's text
 */

/* What is left of a text, line by line */
struct text {
	const char	*p, *end;
	size_t		 number;	/* of the line that was read last */
};

/* The next line without its end; false if there is none */
static bool
next_line(struct text *t, const char **line, size_t *length)
{
	const char	*nl;

	if (t->p == t->end)
		return (false);
	nl = memchr(t->p, '\n', (size_t)(t->end - t->p));
	*line = t->p;
	*length = (size_t)((nl == NULL ? t->end : nl) - t->p);
	t->p = nl == NULL ? t->end : nl + 1;
	t->number++;
	if (*length > 0 && (*line)[*length - 1] == '\r')
		(*length)--;
	return (true);
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	if (c >= 'a' && c <= 'f')
		return (c - 'a' + 10);
	return (c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
}

/* Hexadecimal digits at *p, up to 16 of them; *p moves behind them. */
static bool
read_hex(const char **p, const char *end, uint64_t *value)
{
	const char	*start = *p;

	*value = 0;
	for (; *p < end && digit(**p) >= 0 && *p - start < 16; (*p)++)
		*value = *value << 4 | (uint64_t)digit(**p);
	return (*p > start);
}

/* "FACP @ 0x00000000000E08C0": where a table begins, and its signature */
static bool
read_heading(const char *line, size_t length, char signature[5],
    uint64_t *address)
{
	static const char at[] = " @ 0x";
	const char	*p = line, *end = line + length;
	size_t		 i, n;

	while (p < end && *p == ' ')
		p++;
	for (n = 0; (size_t)(end - p) - n >= sizeof(at) - 1 && n <= 8 &&
	    memcmp(p + n, at, sizeof(at) - 1) != 0; n++)
		;
	if (n < 3 || n > 8 || (size_t)(end - p) - n < sizeof(at) - 1)
		return (false);
	for (i = 0; i < n; i++) {
		if (p[i] < ' ' || p[i] > '~')
			return (false);
	}
	snprintf(signature, 5, "%.*s", (int)n, p);
	p += n + sizeof(at) - 1;
	if (!read_hex(&p, end, address))
		return (false);
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return (p == end);
}

/* "    0010: 51 33 35 ...  Q35": up to 16 bytes; the number of them, or 0 */
static size_t
read_bytes(const char *line, size_t length, uint64_t *offset,
    uint8_t bytes[BYTES_A_LINE])
{
	const char	*p = line, *end = line + length;
	size_t		 n;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (!read_hex(&p, end, offset) || p == end || *p++ != ':')
		return (0);
	for (n = 0; n < BYTES_A_LINE && end - p >= 3 && *p == ' ' &&
	    digit(p[1]) >= 0 && digit(p[2]) >= 0; n++, p += 3)
		bytes[n] = (uint8_t)(digit(p[1]) << 4 | digit(p[2]));
	return (n);
}

bool
dump_is_text(const uint8_t *data, size_t length)
{
	struct text	 t = { (const char *)data, (const char *)data + length,
	    0 };
	const char	*line;
	char		 signature[5];
	uint8_t		 bytes[BYTES_A_LINE];
	uint64_t	 value;
	size_t		 n;
	bool		 heading = false;

	while (next_line(&t, &line, &n)) {
		if (heading && read_bytes(line, n, &value, bytes) > 0 &&
		    value == 0)
			return (true);
		heading = read_heading(line, n, signature, &value);
	}
	return (false);
}

/* A table on its way out of a text */
struct part {
	char		*name;
	uint8_t		*data;
	size_t		 n, max;
	uint64_t	 address;
	size_t		 broken;	/* the first line that is amiss */
};

static void
end_part(struct dump *d, struct part *part)
{
	if (part->name == NULL)
		return;
	if (part->broken != 0)
		add_note(d, xasprintf("%s: left out: line %zu does not go on "
		    "where the line before it ends", part->name,
		    part->broken));
	else if (add_bytes(d, part->name, part->data, part->n, part->address))
		part->name = NULL;
	else
		add_note(d, xasprintf("%s: left out: it is not a table",
		    part->name));
	if (part->name != NULL) {
		d->ndamaged++;
		free(part->name);
		free(part->data);
	}
	memset(part, 0, sizeof(*part));
}

static void
add_line(struct part *part, const char *line, size_t length, size_t number)
{
	uint8_t		 bytes[BYTES_A_LINE];
	uint64_t	 offset;
	size_t		 i, n;

	if ((n = read_bytes(line, length, &offset, bytes)) == 0)
		return;
	if (offset != part->n && part->broken == 0)
		part->broken = number;
	for (i = 0; i < n && part->broken == 0; i++) {
		part->data = xgrow(part->data, part->n, &part->max, 1);
		part->data[part->n++] = bytes[i];
	}
}

/* Kinds of which a machine has one */
static int
single_kind(const struct dump_table *t)
{
	static const char *const single[] = { "RSD ", "RSDT", "XSDT", "FACP",
	    "DSDT", "APIC", "HPET", "MCFG" };
	size_t		 i;

	for (i = 0; i < sizeof(single) / sizeof(single[0]); i++) {
		if (memcmp(t->data, single[i], 4) == 0)
			return ((int)i);
	}
	return (-1);
}

/*
 * Numbers the machines, from one table on: if there are several FADTs, the
 * table that repeats one begins another machine.
 */
static void
split_machines(struct dump *d, const char *path, size_t first)
{
	unsigned int	 seen = 0, nfadts = 0, machine = 0;
	size_t		 i, between = 0, doubtful = 0;
	int		 kind;

	for (i = first; i < d->n; i++)
		nfadts += memcmp(d->tables[i].data, "FACP", 4) == 0;
	for (i = first; i < d->n; i++) {
		kind = single_kind(&d->tables[i]);
		if (nfadts > 1 && kind >= 0 && seen & 1U << kind) {
			if (machine++ == 0)
				doubtful = between;
			seen = 0;
		}
		if (kind >= 0)
			seen |= 1U << kind;
		between = kind >= 0 ? 0 : between + 1;
		d->tables[i].machine = machine;
	}
	if (doubtful > 0)
		add_note(d, xasprintf("%s: the tables of %u machines; the last "
		    "%zu of the first may be of the second", path,
		    machine + 1, doubtful));
	else if (machine > 0)
		add_note(d, xasprintf("%s: the tables of %u machines", path,
		    machine + 1));
}

void
dump_read_text(struct dump *d, const char *path, const uint8_t *data,
    size_t length)
{
	struct text	 t = { (const char *)data, (const char *)data + length,
	    0 };
	struct part	 part = { 0 };
	const char	*line;
	const size_t	 first = d->n;
	char		 signature[5];
	uint64_t	 address;
	size_t		 n;

	while (next_line(&t, &line, &n)) {
		if (!read_heading(line, n, signature, &address)) {
			if (part.name != NULL)
				add_line(&part, line, n, t.number);
			continue;
		}
		end_part(d, &part);
		part.name = xasprintf("%s: %s at line %zu", path, signature,
		    t.number);
		part.address = address;
	}
	end_part(d, &part);
	split_machines(d, path, first);
}

/*
 * Files
 */

static char *
read_file(struct dump *d, const char *path)
{
	uint8_t		*data;
	char		*error = NULL;
	size_t		 size, length;

	if ((data = file_read(path, &size)) == NULL)
		return (xasprintf("%s: %s", path, file_error()));
	switch (dump_kind(data, size, &length)) {
	case DUMP_OTHER:
		if (dump_is_text(data, size))
			dump_read_text(d, path, data, size);
		else
			error = xasprintf("%s: not a table", path);
		break;
	case DUMP_SHORT:
		error = xasprintf("%s: Length in the header is %zu; must be "
		    "%zu, the file's size", path, length, size);
		break;
	default:
		add_bytes(d, xstrdup(path), data, size, 0);
		return (NULL);
	}
	free(data);
	return (error);
}

/* What is in a directory besides tables: names, and the texts among it */
struct strays {
	char		**paths;
	const char	**names;	/* within paths */
	size_t		 n, max, names_max;
};

static void
add_stray(struct strays *s, char *path, size_t name)
{
	s->paths = xgrow(s->paths, s->n, &s->max, sizeof(*s->paths));
	s->names = xgrow(s->names, s->n, &s->names_max, sizeof(*s->names));
	s->names[s->n] = path + name;
	s->paths[s->n++] = path;
}

/* Adds those that are acpidump's text. A FIFO is not opened: it may wait. */
static void
read_texts(struct dump *d, struct strays *s)
{
	struct stat	 st;
	uint8_t		*data;
	size_t		 i, n, length;

	for (i = n = 0; i < s->n; i++) {
		data = stat(s->paths[i], &st) == 0 && S_ISREG(st.st_mode) ?
		    file_read(s->paths[i], &length) : NULL;
		if (data != NULL && dump_is_text(data, length)) {
			dump_read_text(d, s->paths[i], data, length);
			free(s->paths[i]);
		} else {
			s->paths[n] = s->paths[i];
			s->names[n++] = s->names[i];
		}
		free(data);
	}
	s->n = n;
}

static void
note_strays(struct dump *d, const char *dir, struct strays *s)
{
	char		*line, *more;
	size_t		 i;

	line = xasprintf("%s: passed over, since %s no table%s:", dir,
	    s->n == 1 ? "it is" : "they are", s->n == 1 ? "" : "s");
	for (i = 0; i < s->n && i < STRAYS; i++) {
		more = xasprintf("%s%s %s", line, i > 0 ? "," : "",
		    s->names[i]);
		free(line);
		line = more;
	}
	if (s->n > STRAYS) {
		more = xasprintf("%s and %zu others", line, s->n - STRAYS);
		free(line);
		line = more;
	}
	add_note(d, line);
}

/*
 * One name in a directory; takes the path over.  Sets *dynamic to that of a
 * directory of this name, which the caller frees.
 */
static char *
read_entry(struct dump *d, struct strays *s, char *path, size_t name,
    char **dynamic)
{
	struct stat	 st;
	uint8_t		*data;
	char		*error = NULL;
	size_t		 length;

	if (stat(path, &st) == -1) {
		add_note(d, xasprintf("%s: left out: %s", path,
		    strerror(errno)));
		d->ndamaged++;
		free(path);
		return (NULL);
	}
	if (S_ISDIR(st.st_mode)) {
		if (strcmp(path + name, "dynamic") == 0)
			*dynamic = path;
		else
			free(path);
		return (NULL);
	}
	if (!S_ISREG(st.st_mode)) {
		add_stray(s, path, name);
		return (NULL);
	}
	data = file_read(path, &length);
	if (data == NULL && errno != EFBIG) {
		error = xasprintf("%s: %s", path, file_error());
		free(path);
		return (error);
	}
	if (data == NULL || !add_bytes(d, path, data, length, 0)) {
		free(data);
		add_stray(s, path, name);
	}
	return (NULL);
}

static char *
read_dir(struct dump *d, const char *dir, bool enter)
{
	struct strays	 s = { 0 };
	const size_t	 first = d->n;
	char		**names, *error = NULL, *dynamic = NULL;
	size_t		 i;

	if ((names = files_list(dir)) == NULL)
		return (xasprintf("%s: %s", dir, strerror(errno)));
	for (i = 0; error == NULL && names[i] != NULL; i++)
		error = read_entry(d, &s, xasprintf("%s/%s", dir, names[i]),
		    strlen(dir) + 1, &dynamic);
	files_forget(names);
	/* Those that were loaded later come behind the others. */
	if (error == NULL && enter && dynamic != NULL)
		error = read_dir(d, dynamic, false);
	free(dynamic);
	if (error == NULL && d->n == first)
		read_texts(d, &s);
	if (error == NULL && s.n > 0)
		note_strays(d, dir, &s);
	while (s.n > 0)
		free(s.paths[--s.n]);
	free(s.paths);
	free(s.names);
	return (error);
}

char *
dump_read(struct dump *d, const char *path, bool enter)
{
	struct stat	 st;

	if (stat(path, &st) == -1)
		return (xasprintf("%s: %s", path, strerror(errno)));
	return (S_ISDIR(st.st_mode) ? read_dir(d, path, enter) :
	    read_file(d, path));
}

void
dump_free(struct dump *d)
{
	size_t		 i;

	for (i = 0; i < d->n; i++) {
		free(d->tables[i].name);
		free(d->tables[i].data);
	}
	for (i = 0; i < d->nnotes; i++)
		free(d->notes[i]);
	free(d->tables);
	free(d->notes);
	memset(d, 0, sizeof(*d));
}
