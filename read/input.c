/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "input.h"

#define MAX_FILES	256		/* fw_cfg has fewer */
#define FIRST_KEY	0x20		/* QEMU FW_CFG_FILE_FIRST */

static const char *const own_names[] = { "rsdp.bin", "tables.bin",
    "table-loader.bin" };

#define NOWN		(sizeof(own_names) / sizeof(own_names[0]))

bool
input_is_own(const char *name)
{
	size_t		 i;

	for (i = 0; i < NOWN && strcmp(own_names[i], name) != 0; i++)
		;
	return (i < NOWN);
}

/* A string that the caller frees, or NULL. */
static char *
format(const char *fmt, ...)
{
	va_list		 ap;
	char		*s = NULL;
	int		 len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0 || (s = malloc((size_t)len + 1)) == NULL)
		return (NULL);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return (s);
}

static int
fail(struct input *in, const char *path, const char *reason)
{
	free(in->error);
	in->error = format("%s: %s", path, reason);
	return (-1);
}

static const char *
base_name(const char *path)
{
	const char	*slash = strrchr(path, '/');

	return (slash != NULL ? slash + 1 : path);
}

static const struct output *
find_output(const struct input *in, const char *path)
{
	size_t		 i;

	for (i = 0; i < in->noutputs; i++) {
		if (in->outputs[i].data != NULL &&
		    strcmp(in->outputs[i].name, base_name(path)) == 0)
			return (&in->outputs[i]);
	}
	return (NULL);
}

static bool
exists(const struct input *in, const char *path)
{
	struct stat	 st;

	if (path == NULL || in->outputs != NULL)
		return (path != NULL && find_output(in, path) != NULL);
	return (stat(path, &st) == 0);
}

static uint8_t *
load(const struct input *in, const char *path, size_t *length)
{
	const struct output *o = find_output(in, path);
	uint8_t		*data;

	if (in->outputs == NULL)
		return (file_read(path, length));
	if (o == NULL) {
		errno = ENOENT;
		return (NULL);
	}
	if ((data = malloc(o->length + 1)) != NULL)
		memcpy(data, o->data, o->length);
	*length = o->length;
	return (data);
}

/* Reads one file of a set; takes the path over. */
static int
read_into(
    struct input *in, struct vmacpigen_file *file, char **slot, char *path)
{
	if (path == NULL)
		return (fail(in, "input", strerror(errno)));
	*slot = path;
	if ((file->data = load(in, path, &file->length)) == NULL)
		return (fail(in, path, file_error()));
	return (0);
}

/* Adds a file; one that is not there is left out of the set. */
static int
add_file(struct input *in, const char *name, char *path)
{
	struct vmacpigen_file *file = &in->set.files[in->set.nfiles];

	if (in->set.nfiles == MAX_FILES)
		return (fail(in, path, "more than 256 files"));
	strncpy(file->name, name, sizeof(file->name) - 1);
	in->set.nfiles++;
	return (read_into(in, file, &in->paths[in->set.nfiles - 1], path));
}

static int
begin(struct input *in)
{
	memset(in, 0, sizeof(*in));
	in->last_slot = -1;
	in->set.files = calloc(MAX_FILES, sizeof(*in->set.files));
	in->paths = calloc(MAX_FILES, sizeof(*in->paths));
	if (in->set.files == NULL || in->paths == NULL)
		return (fail(in, "input", strerror(errno)));
	return (0);
}

int
input_open_files(struct input *in, const char *rsdp, const char *tables,
    const char *loader)
{
	if (begin(in) == -1 ||
	    read_into(in, &in->set.script, &in->script_path,
	    format("%s", loader)) == -1 ||
	    add_file(in, VMACPIGEN_FW_CFG_TABLES, format("%s", tables)) == -1 ||
	    add_file(in, VMACPIGEN_FW_CFG_RSDP, format("%s", rsdp)) == -1)
		return (-1);
	return (0);
}

static int
open_own(struct input *in, const char *dir)
{
	if (read_into(in, &in->set.script, &in->script_path,
	    format("%s/table-loader.bin", dir)) == -1 ||
	    add_file(in, VMACPIGEN_FW_CFG_TABLES, format("%s/tables.bin", dir)) == -1 ||
	    add_file(in, VMACPIGEN_FW_CFG_RSDP, format("%s/rsdp.bin", dir)) == -1)
		return (-1);
	in->flat_path = format("%s/e0000.bin", dir);
	if (!exists(in, in->flat_path)) {
		free(in->flat_path);
		in->flat_path = NULL;
	}
	return (0);
}

/* The kernel's by_name tree: NAME/raw and NAME/key for every file. */
static int
add_by_name(struct input *in, const char *dir, const char *name)
{
	char		*path, *key;
	uint8_t		*digits;
	size_t		 len;
	int		 slot;

	if (vmacpigen_find_file(&in->set, name) != NULL || name[0] == '\0' ||
	    strstr(name, "..") != NULL)
		return (0);
	path = format("%s/%s/raw", dir, name);
	if (!exists(in, path)) {
		free(path);
		return (0);
	}
	key = format("%s/%s/key", dir, name);
	if (key != NULL && (digits = file_read(key, &len)) != NULL) {
		digits[len < 16 ? len : 16] = '\0';
		slot = atoi((char *)digits) - FIRST_KEY;
		if (slot > in->last_slot)
			in->last_slot = slot;
		free(digits);
	}
	free(key);
	return (add_file(in, name, path));
}

static int
open_by_name(struct input *in, const char *dir)
{
	const struct loader_command *c;
	char		 name[LOADER_FILESZ];
	size_t		 i;

	if (read_into(in, &in->set.script, &in->script_path,
	    format("%s/%s/raw", dir, VMACPIGEN_FW_CFG_LOADER)) == -1)
		return (-1);
	for (i = 0; i < vmacpigen_ncommands(&in->set); i++) {
		c = vmacpigen_command(&in->set, i);
		/* ALLOCATE and WRITE_POINTER name every file that counts. */
		if (get32(c->command) != LOADER_ALLOCATE &&
		    get32(c->command) != LOADER_WRITE_POINTER)
			continue;
		memcpy(name, c->bytes, sizeof(name));
		name[sizeof(name) - 1] = '\0';
		if (add_by_name(in, dir, name) == -1)
			return (-1);
	}
	return (0);
}

static bool
looks_like_script(const struct vmacpigen_file *file)
{
	const struct loader_command *c = (const void *)file->data;
	uint32_t	 command;

	if (file->length < sizeof(*c))
		return (false);
	command = get32(c->command);
	return (command >= LOADER_ALLOCATE && command <= LOADER_WRITE_POINTER &&
	    memchr(c->bytes, '\0', LOADER_FILESZ) != NULL);
}

static bool
looks_like_table(const struct vmacpigen_file *file)
{
	const struct acpi_header *h = (const void *)file->data;

	return (file->length >= 8 && get32(h->length) == file->length);
}

static bool
looks_like_rsdp(const struct vmacpigen_file *file)
{
	return ((file->length == ACPI_RSDP_V1_LEN ||
	    file->length == sizeof(struct acpi_rsdp)) && memcmp(file->data,
	    ACPI_RSDP_SIGNATURE, sizeof(ACPI_RSDP_SIGNATURE) - 1) == 0);
}

/* A script of one ALLOCATE for each of the files. */
static int
place_files(struct input *in, const char *path)
{
	struct loader_command *c;
	size_t		 i;

	if ((c = calloc(in->set.nfiles, sizeof(*c))) == NULL)
		return (fail(in, path, strerror(errno)));
	in->set.script.data = (uint8_t *)c;
	in->set.script.length = in->set.nfiles * sizeof(*c);
	for (i = 0; i < in->set.nfiles; i++) {
		c[i].command = put32(LOADER_ALLOCATE);
		memcpy(c[i].allocate.file, in->set.files[i].name,
		    LOADER_FILESZ);
		c[i].allocate.align = put32(1);
		c[i].allocate.zone = LOADER_ZONE_HIGH;
	}
	return (0);
}

static int
open_one(struct input *in, const char *path)
{
	struct vmacpigen_file *file = &in->set.files[0];

	if (add_file(in, "file", format("%s", path)) == -1)
		return (-1);
	if (looks_like_script(file)) {
		in->kind = INPUT_SCRIPT;
		in->set.script = *file;
		in->script_path = in->paths[0];
		memset(file, 0, sizeof(*file));
		in->paths[0] = NULL;
		in->set.nfiles = 0;
		return (0);
	}
	in->kind = looks_like_table(file) ? INPUT_TABLE : INPUT_FLAT;
	return (place_files(in, path));
}

/* Adds one file of a directory of tables; takes the path over. */
static int
add_table(struct input *in, char *path)
{
	const struct vmacpigen_file *file = &in->set.files[in->set.nfiles];
	struct stat	 st;
	char		 number[LOADER_FILESZ];

	if (path != NULL && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		free(path);
		return (0);
	}
	/* A file's name can be too long for a script. */
	snprintf(number, sizeof(number), "%zu", in->set.nfiles);
	if (add_file(in, number, path) == -1)
		return (-1);
	if (!looks_like_table(file) && !looks_like_rsdp(file))
		return (fail(in, path, "neither a table nor an RSDP"));
	return (0);
}

static int
open_tables(struct input *in, const char *dir)
{
	char		**names;
	size_t		 i;
	int		 rv = 0;

	in->kind = INPUT_TABLES;
	if ((names = files_list(dir)) == NULL)
		return (fail(in, dir, strerror(errno)));
	for (i = 0; rv == 0 && names[i] != NULL; i++)
		rv = add_table(in, format("%s/%s", dir, names[i]));
	files_forget(names);
	if (rv == 0 && in->set.nfiles == 0)
		return (fail(in, dir, "neither a set nor tables in it"));
	return (rv == 0 ? place_files(in, dir) : -1);
}

/* Does any of the three files of a set lie in the directory? */
static bool
has_own(const struct input *in, const char *dir)
{
	char		*path;
	size_t		 i;
	bool		 found = false;

	for (i = 0; !found && i < NOWN; i++) {
		path = format("%s/%s", dir, own_names[i]);
		found = exists(in, path);
		free(path);
	}
	return (found);
}

int
input_open(struct input *in, const char *path)
{
	struct stat	 st;
	char		*tree;
	bool		 by_name;

	if (begin(in) == -1)
		return (-1);
	if (stat(path, &st) == -1)
		return (fail(in, path, strerror(errno)));
	if (!S_ISDIR(st.st_mode))
		return (open_one(in, path));
	tree = format("%s/%s/raw", path, VMACPIGEN_FW_CFG_LOADER);
	by_name = exists(in, tree);
	free(tree);
	if (by_name)
		return (open_by_name(in, path));
	return (has_own(in, path) ? open_own(in, path) : open_tables(in, path));
}

const char *
input_path(const struct input *in, const struct vmacpigen_file *file)
{
	if (file == &in->set.script)
		return (in->script_path);
	return (in->paths[file - in->set.files]);
}

int
input_open_outputs(struct input *in, const struct output *outputs, size_t n)
{
	if (begin(in) == -1)
		return (-1);
	in->outputs = outputs;
	in->noutputs = n;
	return (open_own(in, "generated"));
}

int
input_open_beside(struct input *in, const struct input *set, const char *name)
{
	const char	*base;
	char		*path;
	int		 rv = 0;

	if (begin(in) == -1)
		return (-1);
	if (set->script_path == NULL)
		return (0);
	base = base_name(set->script_path);
	if (set->kind != INPUT_SET || strcmp(base, "table-loader.bin") != 0)
		return (0);
	in->outputs = set->outputs;
	in->noutputs = set->noutputs;
	path = format("%.*s%s", (int)(base - set->script_path),
	    set->script_path, name);
	if (path == NULL)
		rv = fail(in, name, strerror(errno));
	else if (exists(in, path))
		rv = open_one(in, path) == 0 ? 1 : -1;
	free(path);
	return (rv);
}

bool
input_has_addresses(const struct input *in)
{
	return (in->kind != INPUT_TABLE && in->kind != INPUT_TABLES);
}

const char *
input_walk(struct image *image, const struct input *in,
    const struct vmacpigen_memory *memory)
{
	static const struct vmacpigen_memory none;

	return (image_walk(image, input_has_addresses(in) ? memory : &none,
	    false));
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
	free(in->error);
	vmacpigen_set_free(&in->set);
	memset(in, 0, sizeof(*in));
}
