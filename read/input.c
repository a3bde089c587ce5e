/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "dump.h"
#include "files.h"
#include "input.h"
#include "xalloc.h"

#define MAX_FW_CFG	256		/* files; fw_cfg has fewer */
#define FIRST_KEY	0x20		/* QEMU VMACPIGEN_FW_CFG_FILE_FIRST */

static const char *const own_names[] = { FILE_RSDP, FILE_TABLES, FILE_SCRIPT };

#define NOWN		(sizeof(own_names) / sizeof(own_names[0]))

static char *
path_in(const char *dir, const char *name)
{
	return (xasprintf("%s/%s", dir, name));
}

/* The path, which is freed if there is nothing */
static char *
if_exists(char *path)
{
	struct stat	 st;

	if (stat(path, &st) == 0)
		return (path);
	free(path);
	return (NULL);
}

static void
begin(struct input *in, enum input_kind kind)
{
	memset(in, 0, sizeof(*in));
	in->kind = kind;
	in->last_slot = -1;
}

/* Adds a file; takes the path and the data over. */
static void
add_file(struct input *in, const char *name, char *path, uint8_t *data,
    size_t length)
{
	struct vmacpigen_file *file;
	size_t		 max = in->max;

	in->set.files = xgrow(in->set.files, in->set.nfiles, &max,
	    sizeof(*in->set.files));
	in->paths = xgrow(in->paths, in->set.nfiles, &in->max,
	    sizeof(*in->paths));
	in->paths[in->set.nfiles] = path;
	file = &in->set.files[in->set.nfiles++];
	memset(file, 0, sizeof(*file));
	strncpy(file->name, name, sizeof(file->name) - 1);
	file->data = data;
	file->length = length;
}

/* Adds a file that is read; takes the path over. */
static char *
read_file(struct input *in, const char *name, char *path)
{
	char		*error = NULL;
	uint8_t		*data;
	size_t		 length;

	if ((data = file_read(path, &length)) != NULL)
		add_file(in, name, path, data, length);
	else {
		error = xasprintf("%s: %s", path, file_error());
		free(path);
	}
	return (error);
}

/* Takes the path over. */
static char *
read_script(struct input *in, char *path)
{
	struct vmacpigen_file *script = &in->set.script;

	in->script_path = path;
	if ((script->data = file_read(path, &script->length)) == NULL)
		return (xasprintf("%s: %s", path, file_error()));
	return (NULL);
}

char *
input_open_files(struct input *in, const char *rsdp, const char *tables,
    const char *loader)
{
	char		*error;

	begin(in, INPUT_SET);
	if ((error = read_script(in, xstrdup(loader))) == NULL &&
	    (error = read_file(in, VMACPIGEN_FW_CFG_TABLES, xstrdup(tables))) ==
		NULL)
		error = read_file(in, VMACPIGEN_FW_CFG_RSDP, xstrdup(rsdp));
	return (error);
}

/* Is there such a file in the directory? */
static bool
has(const char *dir, const char *name)
{
	char		*path = if_exists(path_in(dir, name));

	free(path);
	return (path != NULL);
}

/* Does the script allocate a file? */
static bool
allocates(const struct input *in, const char *name)
{
	struct command	 c;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(&in->set); i++) {
		command_decode(&c, vmacpigen_command(&in->set, i));
		if (c.kind == LOADER_ALLOCATE &&
		    strncmp(c.dest.name, name, LOADER_FILESZ) == 0)
			return (true);
	}
	return (false);
}

/* The address of the XSDT by the RSDP in a directory, or 0 */
static uint64_t
read_root(const char *dir)
{
	char		*path = path_in(dir, FILE_RSDP);
	struct acpi_rsdp rsdp = { 0 };
	uint8_t		*data;
	size_t		 length;

	if ((data = file_read(path, &length)) != NULL &&
	    length >= sizeof(rsdp))
		memcpy(&rsdp, data, sizeof(rsdp));
	free(data);
	free(path);
	return (get64(rsdp.xsdt_address));
}

/*
 * Reads the tables of a set: etc/acpi/tables, or, if the script has none to
 * place, a file with what the machine itself has written to memory.  That is
 * named after the address where the RSDP has its XSDT: efff0000.bin.
 */
static char *
read_tables(struct input *in, const char *dir,
    const struct vmacpigen_set *like)
{
	uint64_t	 root = allocates(in, VMACPIGEN_FW_CFG_TABLES) ? 0 :
	    read_root(dir);
	char		 name[LOADER_FILESZ], *path, *error;

	if (like != NULL && like->nfiles > 0 && like->files[0].address != 0)
		root = like->files[0].address;
	snprintf(name, sizeof(name), "%05" PRIx64 ".bin", root);
	path = root == 0 ? NULL : if_exists(path_in(dir, name));
	if (path == NULL && root != 0 && !has(dir, FILE_TABLES))
		return (xasprintf("%s/" FILE_RSDP ": XsdtAddress is 0x%" PRIx64
		    ", and the directory has no %s", dir, root, name));
	if (path == NULL)
		return (read_file(in, VMACPIGEN_FW_CFG_TABLES,
		    path_in(dir, FILE_TABLES)));
	if ((error = read_file(in, name, path)) == NULL)
		in->set.files[0].address = root;
	return (error);
}

static char *
open_own(struct input *in, const char *dir, const struct vmacpigen_set *like)
{
	char		*error;

	if ((error = read_script(in, path_in(dir, FILE_SCRIPT))) != NULL ||
	    (error = read_tables(in, dir, like)) != NULL ||
	    (error = read_file(in, VMACPIGEN_FW_CFG_RSDP,
	    path_in(dir, FILE_RSDP))) != NULL)
		return (error);
	in->flat_path = if_exists(path_in(dir, FILE_FLAT));
	return (NULL);
}

/* The slot of a file in fw_cfg, from the kernel's file "key", or -1 */
static int
read_slot(const char *dir, const char *name)
{
	char		*key = xasprintf("%s/%s/key", dir, name);
	uint8_t		*digits;
	size_t		 length;
	int		 slot = -1;

	if ((digits = file_read(key, &length)) != NULL) {
		digits[length < 16 ? length : 16] = '\0';
		slot = atoi((char *)digits) - FIRST_KEY;
	}
	free(digits);
	free(key);
	return (slot);
}

/* The kernel's by_name tree: NAME/raw and NAME/key for every file. */
static char *
add_by_name(struct input *in, const char *dir, const char *name)
{
	char		*path;
	int		 slot;

	if (vmacpigen_find_file(&in->set, name) != NULL || name[0] == '\0' ||
	    strstr(name, "..") != NULL ||
	    (path = if_exists(xasprintf("%s/%s/raw", dir, name))) == NULL)
		return (NULL);
	if (in->set.nfiles == MAX_FW_CFG) {
		free(path);
		return (xasprintf("%s: more than %d files", dir, MAX_FW_CFG));
	}
	if ((slot = read_slot(dir, name)) > in->last_slot)
		in->last_slot = slot;
	return (read_file(in, name, path));
}

static char *
open_by_name(struct input *in, const char *dir)
{
	struct command	 c;
	char		 name[LOADER_FILESZ], *error;
	size_t		 i;

	error = read_script(
	    in, xasprintf("%s/%s/raw", dir, VMACPIGEN_FW_CFG_LOADER));
	for (i = 0; error == NULL && i < vmacpigen_ncommands(&in->set); i++) {
		command_decode(&c, vmacpigen_command(&in->set, i));
		/* ALLOCATE and WRITE_POINTER name every file that counts. */
		if (c.kind != LOADER_ALLOCATE &&
		    c.kind != LOADER_WRITE_POINTER)
			continue;
		memcpy(name, c.dest.name, sizeof(name));
		name[sizeof(name) - 1] = '\0';
		error = add_by_name(in, dir, name);
	}
	return (error);
}

static bool
looks_like_script(const struct vmacpigen_file *file)
{
	struct command	 c;

	if (file->length < sizeof(*c.raw))
		return (false);
	command_decode(&c, (const void *)file->data);
	return (c.name != NULL && c.dest.ends);
}

/* Is there an RSDP in a file, or what begins like a table? */
static bool
looks_like_image(const struct vmacpigen_file *file)
{
	size_t		 i, length;
	enum dump_kind	 kind;

	for (i = 0; i < file->length; i++) {
		kind = dump_kind(file->data + i, file->length - i, &length);
		if (kind != DUMP_OTHER && kind != DUMP_SHORT)
			return (true);
	}
	return (false);
}

/* Why a file is no image: NULL if it is one */
static char *
no_image(const struct vmacpigen_file *file, const char *path)
{
	size_t		 length;

	if (dump_kind(file->data, file->length, &length) == DUMP_SHORT)
		return (xasprintf("%s: Length in the header is %zu; must be "
		    "%zu, the file's size", path, length, file->length));
	if (looks_like_image(file))
		return (NULL);
	return (xasprintf("%s: neither a table, a linked image nor a "
	    "table-loader script", path));
}

/* A script of one ALLOCATE for each of the files that have no address. */
static void
place_files(struct input *in, uint32_t align)
{
	struct loader_command *c;
	size_t		 i;

	c = xcalloc(in->set.nfiles, sizeof(*c));
	in->set.script.data = (uint8_t *)c;
	for (i = 0; i < in->set.nfiles; i++) {
		if (in->set.files[i].address != 0)
			continue;
		c->command = put32(LOADER_ALLOCATE);
		memcpy(c->allocate.file, in->set.files[i].name,
		    LOADER_FILESZ);
		c->allocate.align = put32(align);
		c->allocate.zone = LOADER_ZONE_HIGH;
		in->set.script.length += sizeof(*c);
		c++;
	}
}

/* Reads an input of one file: a table, a script or a dump, else an image. */
static void
settle_one(struct input *in)
{
	struct vmacpigen_file *file = &in->set.files[0];
	size_t		 length;

	if (looks_like_script(file)) {
		in->kind = INPUT_SCRIPT;
		in->set.script = *file;
		in->script_path = in->paths[0];
		in->set.nfiles = 0;
		return;
	}
	in->kind = dump_kind(file->data, file->length, &length) ==
	    DUMP_TABLE ? INPUT_TABLE : INPUT_FLAT;
	place_files(in, 1);
}

/* Makes files of a dump's tables, which are taken from it. */
static char *
take_dump(struct input *in, struct dump *d, const char *path)
{
	struct dump_table *t;
	char		 number[LOADER_FILESZ], *error = NULL;
	size_t		 i;

	in->kind = INPUT_TABLES;
	for (i = 0; i < d->n; i++) {
		t = &d->tables[i];
		/* A file's name can be too long for a script. */
		snprintf(number, sizeof(number), "%zu", i);
		add_file(in, number, t->name, t->data, t->length);
	}
	if (d->n == 0)
		error = xasprintf("%s: neither a set nor tables in it", path);
	in->notes = d->notes;
	in->nnotes = d->nnotes;
	in->ndamaged = d->ndamaged;
	free(d->tables);
	if (error == NULL)
		place_files(in, 1);
	return (error);
}

static char *
open_one(struct input *in, const char *path)
{
	const struct vmacpigen_file *file;
	struct dump	 d = { 0 };
	char		*error;

	if ((error = read_file(in, "file", xstrdup(path))) != NULL)
		return (error);
	file = &in->set.files[0];
	if (dump_is_text(file->data, file->length)) {
		dump_read_text(&d, path, file->data, file->length);
		input_close(in);
		begin(in, INPUT_TABLES);
		return (take_dump(in, &d, path));
	}
	settle_one(in);
	return (in->kind == INPUT_FLAT ? no_image(&in->set.files[0], path) :
	    NULL);
}

static char *
open_tables(struct input *in, const char *dir)
{
	struct dump	 d = { 0 };
	char		*error;

	if ((error = dump_read(&d, dir, false)) == NULL)
		return (take_dump(in, &d, dir));
	dump_free(&d);
	return (error);
}

/* Does any of the three files of a set lie in the directory? */
static bool
has_own(const char *dir)
{
	size_t		 i;

	for (i = 0; i < NOWN && !has(dir, own_names[i]); i++)
		;
	return (i < NOWN);
}

bool
input_is_set(const char *dir)
{
	return (has(dir, VMACPIGEN_FW_CFG_LOADER "/raw") || has_own(dir));
}

char *
input_open(struct input *in, const char *path)
{
	return (input_open_as(in, path, NULL));
}

char *
input_open_as(struct input *in, const char *path,
    const struct vmacpigen_set *like)
{
	struct stat	 st;

	begin(in, INPUT_SET);
	if (stat(path, &st) == -1)
		return (xasprintf("%s: %s", path, strerror(errno)));
	if (!S_ISDIR(st.st_mode))
		return (open_one(in, path));
	if (has(path, VMACPIGEN_FW_CFG_LOADER "/raw"))
		return (open_by_name(in, path));
	return (has_own(path) ? open_own(in, path, like) :
	    open_tables(in, path));
}

char *
input_open_memory(struct input *in, const char *path, uint64_t base,
    const char *rsdp)
{
	char		*error;
	size_t		 length;

	begin(in, INPUT_FLAT);
	if ((error = read_file(in, "memory", xstrdup(path))) != NULL ||
	    (error = read_file(in, VMACPIGEN_FW_CFG_RSDP,
	    xstrdup(rsdp))) != NULL)
		return (error);
	if (dump_kind(in->set.files[1].data, in->set.files[1].length,
	    &length) != DUMP_RSDP)
		return (xasprintf("%s: no RSDP is in it", rsdp));
	in->set.files[0].address = base;
	place_files(in, ACPI_RSDP_ALIGN);
	return (NULL);
}

void
input_copy_set(struct input *in, const struct vmacpigen_set *set,
    const char *name)
{
	const struct vmacpigen_file *f;
	size_t		 i;

	begin(in, INPUT_SET);
	in->script_path = xasprintf("%s " FILE_SCRIPT, name);
	in->set.script = set->script;
	in->set.script.data = xmemdup(set->script.data, set->script.length);
	for (i = 0; i < set->nfiles; i++) {
		f = &set->files[i];
		add_file(in, f->name, xasprintf("%s %s", name, f->name),
		    xmemdup(f->data, f->length), f->length);
		in->set.files[i].address = f->address;
	}
}

void
input_copy_file(struct input *in, const void *data, size_t length,
    const char *name)
{
	begin(in, INPUT_FLAT);
	add_file(in, "file", xstrdup(name), xmemdup(data, length), length);
	settle_one(in);
}

const char *
input_path(const struct input *in, const struct vmacpigen_file *file)
{
	if (file == &in->set.script)
		return (in->script_path);
	return (in->paths[file - in->set.files]);
}

char *
input_open_beside(struct input *in, const struct input *set, const char *name,
    bool *there)
{
	const char	*slash;
	char		*path, *error;

	begin(in, INPUT_FLAT);
	*there = false;
	if (set->kind != INPUT_SET ||
	    (slash = strrchr(set->script_path, '/')) == NULL ||
	    strcmp(slash + 1, FILE_SCRIPT) != 0)
		return (NULL);
	path = if_exists(xasprintf("%.*s%s",
	    (int)(slash + 1 - set->script_path), set->script_path, name));
	if (path == NULL)
		return (NULL);
	if ((error = read_file(in, "file", path)) == NULL) {
		settle_one(in);
		*there = true;
	}
	return (error);
}

bool
input_has_addresses(const struct input *in)
{
	return (in->kind != INPUT_TABLE && in->kind != INPUT_TABLES);
}

void
input_walk(struct image *image, const struct input *in,
    const struct vmacpigen_memory *memory)
{
	static const struct vmacpigen_memory none;

	image_walk(image, input_has_addresses(in) ? memory : &none, false);
	if (image->ntables == 0 && in->kind == INPUT_FLAT) {
		image_free(image);
		image_walk_root(image, memory);
	}
}

void
input_close(struct input *in)
{
	size_t		 i;

	for (i = 0; i < in->set.nfiles; i++)
		free(in->paths[i]);
	free(in->paths);
	free(in->script_path);
	free(in->flat_path);
	for (i = 0; i < in->nnotes; i++)
		free(in->notes[i]);
	free(in->notes);
	vmacpigen_set_free(&in->set);
	memset(in, 0, sizeof(*in));
}
