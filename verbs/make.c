/* See LICENSE for licence details. */

#include <err.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diff/diff.h"
#include "make.h"
#include "read/files.h"
#include "read/xalloc.h"

/* Adds a file, or one that is to go if none that is made has its name. */
static void
add_output(struct made *f, const char *name, const void *data,
    size_t length)
{
	struct output	*o = f->outputs, *end = o + f->n;

	while (o < end && strcmp(o->name, name) != 0)
		o++;
	if (o == end)
		f->n++;
	else if (data == NULL)
		return;
	else if (o->data != NULL)
		f->twice = name;
	*o = (struct output){ name, data, length };
}

static void
add_file(struct made *f, const char *name,
    const struct vmacpigen_file *file)
{
	add_output(f, name, file->data, file->length);
}

/* What a PC has of memory from an address on, in bytes */
static uint64_t
room_at(uint64_t base)
{
	static const uint64_t ends[] = { 0xa0000, 0x100000, 0x100000000 };
	size_t		 i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (base < ends[i])
			return (ends[i] - base);
	}
	return (0);
}

/* The flat image's layout, with the RSDP in a file of its own if wanted */
static void
flat_layout(struct vmacpigen_layout *layout,
    struct vmacpigen_layout_file files[2], uint64_t rsdp_at)
{
	uint8_t		 i, n = 0;

	files[0] = layout->files[0];
	layout->files = files;
	if (rsdp_at == 0)
		return;
	for (i = 0; i < files[0].nkinds; i++) {
		if (files[0].kinds[i] != VMACPIGEN_RSDP)
			files[0].kinds[n++] = files[0].kinds[i];
	}
	files[0].nkinds = n;
	files[1] = (struct vmacpigen_layout_file){ .name = "rsdp",
	    .address = rsdp_at, .align = ACPI_RSDP_ALIGN, .step = 1,
	    .nkinds = 1, .kinds = { VMACPIGEN_RSDP } };
	layout->nfiles = 2;
}

static char *
link_flat(struct made *f, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	struct vmacpigen_layout layout = *machine->flat;
	struct vmacpigen_layout_file files[2];
	const char	*reason;
	const uint64_t	 room = room_at(flat->base);
	size_t		 length;

	flat_layout(&layout, files, flat->rsdp_at);
	reason = vmacpigen_place(&f->flat, &f->set, &layout, flat->base);
	length = f->flat.nfiles > 0 ? f->flat.files[0].length : 0;
	if (length > room && flat->optional && !flat->placed) {
		f->note = xasprintf("left out: it would be %zu bytes, and %"
		    PRIu64 " is what fits there", length, room);
		return (NULL);
	}
	if (length > room)
		return (xasprintf("%s would be %zu bytes, and %" PRIu64 " is "
		    "what fits there%s", f->flat_name, length, room,
		    flat->placed ? "" : ": use --no-flat"));
	if (flat->rsdp_at != 0 &&
	    flat->rsdp_at + sizeof(struct acpi_rsdp) > flat->base &&
	    flat->rsdp_at < flat->base + length)
		return (xasprintf("%s would be inside %s", f->rsdp_name,
		    f->flat_name));
	return (reason == NULL ? NULL : xstrdup(reason));
}

static char *
add_flat(struct made *f, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	char		*error;

	snprintf(f->flat_name, sizeof(f->flat_name), "%05" PRIx64 ".bin",
	    flat->base);
	snprintf(f->rsdp_name, sizeof(f->rsdp_name), "rsdp-%05" PRIx64 ".bin",
	    flat->rsdp_at);
	if ((error = link_flat(f, machine, flat)) != NULL)
		return (error);
	if (f->note != NULL)
		return (NULL);
	add_file(f, f->flat_name, &f->flat.files[0]);
	if (flat->rsdp_at != 0)
		add_file(f, f->rsdp_name, &f->flat.files[1]);
	return (NULL);
}

/* The DSDT as a file of its own: one table, which has no address in it. */
static char *
add_dsdt(struct made *f, const struct vmacpigen_machine *machine)
{
	static const struct vmacpigen_layout_file file = {
		.name = "dsdt", .align = 1, .step = 1, .nkinds = 1,
		.kinds = { VMACPIGEN_DSDT }
	};
	static const struct vmacpigen_layout layout = {
		.files = &file,
		.nfiles = 1,
		.without = ~VMACPIGEN_BIT(VMACPIGEN_DSDT),
	};
	const char	*reason;

	if ((reason = vmacpigen_link(&f->dsdt, &f->set, &layout)) != NULL)
		return (xstrdup(reason));
	if (f->dsdt.files[0].length == 0) {
		add_output(f, machine->dsdt_file, NULL, 0);
		return (NULL);
	}
	if (f->dsdt.files[0].length > machine->dsdt_max)
		return (xasprintf("%s would be %zu bytes, and %zu is what the "
		    "machine takes", machine->dsdt_file,
		    f->dsdt.files[0].length, machine->dsdt_max));
	add_file(f, machine->dsdt_file, &f->dsdt.files[0]);
	return (NULL);
}

/* Is a file of the layout what the machine has in its memory? */
static bool
in_memory(const struct vmacpigen_layout *layout)
{
	size_t		 i;

	for (i = 0; i < layout->nfiles && layout->files[i].address == 0; i++)
		;
	return (i < layout->nfiles);
}

/* Those files, which are not there if another layout was linked */
static void
add_memory(struct made *f, const struct vmacpigen_layout *layout)
{
	const struct vmacpigen_file *file;
	const char	*name;
	size_t		 i;

	for (i = 0; i < layout->nfiles; i++) {
		name = layout->files[i].name;
		if (layout->files[i].address == 0)
			continue;
		if ((file = vmacpigen_find_file(&f->fw_cfg, name)) != NULL)
			add_file(f, name, file);
		else
			add_output(f, name, NULL, 0);
	}
}

static char *
add_flat_if_wanted(struct made *f, const struct vmacpigen_config *config,
    const struct flat *flat)
{
	const bool	 fixed = in_memory(vmacpigen_files(config));
	char		*error;

	if (fixed && flat->placed)
		return (xasprintf("-b, --rsdp-at: the machine %s decides where "
		    "its tables are; it needs linkable=on",
		    config->machine->name));
	if (flat->wanted && !fixed &&
	    (error = add_flat(f, config->machine, flat)) != NULL)
		return (error);
	if (!flat->wanted || fixed || flat->base != VMACPIGEN_FLAT_BASE ||
	    f->note != NULL)
		add_output(f, FILE_FLAT, NULL, 0);
	return (NULL);
}

char *
make_files(struct made *f, const struct vmacpigen_config *config,
    const struct flat *flat)
{
	const struct vmacpigen_machine *machine = config->machine;
	const struct vmacpigen_file *tables;
	const char	*reason;
	char		*error;

	memset(f, 0, sizeof(*f));
	if ((reason = vmacpigen_build(&f->set, config)) != NULL)
		return (xstrdup(reason));
	if ((error = add_flat_if_wanted(f, config, flat)) != NULL ||
	    (machine->dsdt_file[0] != '\0' &&
	    (error = add_dsdt(f, machine)) != NULL))
		return (error);
	if ((reason = vmacpigen_finish(&f->fw_cfg, &f->set,
	    vmacpigen_files(config))) != NULL)
		return (xstrdup(reason));
	add_file(f, FILE_RSDP, vmacpigen_find_file(&f->fw_cfg,
	    VMACPIGEN_FW_CFG_RSDP));
	tables = vmacpigen_find_file(&f->fw_cfg, VMACPIGEN_FW_CFG_TABLES);
	if (tables != NULL)
		add_file(f, FILE_TABLES, tables);
	else
		add_output(f, FILE_TABLES, NULL, 0);
	add_memory(f, machine->fw_cfg);
	add_file(f, FILE_SCRIPT, &f->fw_cfg.script);
	return (f->twice == NULL ? NULL : xasprintf("two files would have the "
	    "name %s; must not", f->twice));
}

void
made_free(struct made *f)
{
	vmacpigen_set_free(&f->dsdt);
	vmacpigen_set_free(&f->flat);
	vmacpigen_set_free(&f->fw_cfg);
	vmacpigen_tables_free(&f->set);
	free(f->note);
}

/*
 * Options
 */

/* Characters that show what they are, and NULs behind them */
static const char *
parse_id(const char *option, char *id, size_t size)
{
	size_t		 i, length = strlen(optarg);

	for (i = 0; i < length; i++) {
		if (optarg[i] < ' ' || optarg[i] > '~')
			break;
	}
	if (i < length || length > size)
		errx(trouble, "%s '%s': it has up to %zu characters of ASCII",
		    option, optarg, size);
	memset(id, 0, size);
	memcpy(id, optarg, length);
	return (id);
}

/* Each says something about CPUs or nodes. */
static const struct {
	const char	*name;
	const char	*(*set)(struct topology *, const char *);
} topology_options[] = {
	{ "apic-ids",	topology_set_ids },
	{ "distance",	topology_set_distance },
	{ "numa",	topology_add_node },
	{ "topology",	topology_set_levels },
};

static void
parse_topology(struct topology *t, size_t i, const char *value)
{
	const char	*error;

	if ((error = topology_options[i].set(t, value)) != NULL)
		errx(trouble, "--%s '%s': %s", topology_options[i].name, value,
		    error);
}

bool
making_option(struct making *m, int ch)
{
	uint64_t	 n;

	switch (ch) {
	case 'b':
		m->flat.base = parse_address("-b", optarg, ACPI_FACS_ALIGN);
		m->flat.placed = true;
		return (true);
	case 'n':
		m->ncpus = optarg;
		return (true);
	case 'o':
		m->dir = optarg;
		return (true);
	case OPT_COMPARE:
		m->golden = optarg;
		return (true);
	case OPT_FIX_CHECKSUMS:
		m->import.fix = true;
		return (true);
	case OPT_NO_FLAT:
		m->flat.wanted = false;
		return (true);
	case OPT_OEM_ID:
		m->config.oem_id = parse_id("--oem-id", m->oem_id,
		    sizeof(m->oem_id));
		return (true);
	case OPT_OEM_TABLE_ID:
		m->config.oem_table_id = parse_id("--oem-table-id",
		    m->oem_table_id, sizeof(m->oem_table_id));
		return (true);
	case OPT_OEM_REVISION:
		if (!parse_either(optarg, UINT32_MAX, &n))
			errx(trouble, "--oem-revision %s: not a number of 32 "
			    "bits", optarg);
		m->oem_revision = (uint32_t)n;
		m->config.oem_revision = &m->oem_revision;
		return (true);
	case OPT_RSDP_AT:
		m->flat.rsdp_at = parse_address("--rsdp-at", optarg,
		    ACPI_RSDP_ALIGN);
		m->flat.placed = true;
		return (true);
	case OPT_UPDATE:
		m->update = true;
		return (true);
	default:
		if (ch < OPT_TOPOLOGY || ch >= OPT_MAKING_END)
			return (false);
		parse_topology(&m->topology, (size_t)(ch - OPT_TOPOLOGY),
		    optarg);
		return (true);
	}
}

/*
 * Does --compare come before the operands?  A value of another option that
 * looks like it does not count, nor does what follows the options.
 */
static bool
compares(int argc, char *argv[], const char *short_options,
    const struct option *long_options)
{
	bool		 found = false;
	int		 ch;

	opterr = 0;
	while ((ch = getopt_long(argc, argv, short_options, long_options,
	    NULL)) != -1)
		found = found || ch == OPT_COMPARE;
	opterr = 1;
	optind = 1;
#if defined(__OpenBSD__) || defined(__FreeBSD__) || defined(__NetBSD__)
	optreset = 1;
#endif
	return (found);
}

void
making_init(struct making *m, const struct vmacpigen_machine *machine,
    int argc, char *argv[], const char *short_options,
    const struct option *long_options)
{
	vmacpigen_config_init(&m->config, machine);
	m->flat.wanted = true;
	m->flat.base = VMACPIGEN_FLAT_BASE;
	if (compares(argc, argv, short_options, long_options))
		set_trouble(2);
}

bool
making_has_purpose(const struct making *m)
{
	return ((m->dir == NULL) != (m->golden == NULL) &&
	    (m->golden != NULL || !m->update));
}

/* Is it a file of the set, or beside it?  The latter can be compared alone. */
static bool
is_part(const struct made *f, const struct output *o)
{
	static const char *const names[] = { FILE_RSDP, FILE_TABLES,
	    FILE_SCRIPT };
	size_t		 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], o->name) == 0)
			return (o->data != NULL);
	}
	return (vmacpigen_find_file(&f->fw_cfg, o->name) != NULL);
}

/*
 * Prints what a directory lacks of a set's files, if it lacks any.  It has
 * to be there itself, unless it is going to be made.
 */
static bool
print_missing(const char *dir, const struct made *f, bool make)
{
	char		*path = xasprintf("%s/.", dir);
	bool		 any = false;
	size_t		 i;

	if (access(path, F_OK) == -1 && (errno != ENOENT || !make))
		err(trouble, "%s", dir);
	free(path);
	for (i = 0; i < f->n; i++) {
		if (!is_part(f, &f->outputs[i]))
			continue;
		path = xasprintf("%s/%s", dir, f->outputs[i].name);
		if (access(path, F_OK) == -1 && errno == ENOENT) {
			printf("+ %s\n", f->outputs[i].name);
			any = true;
		}
		free(path);
	}
	return (any);
}

/* What a directory has beside its set, and what was made, on both sides */
static bool
compare_all(const struct making *m, const struct made *f)
{
	struct input	 in[2 + 2 * MAKE_FILES], *next = in;
	struct diff_pair pairs[1 + MAKE_FILES], *pair = pairs;
	const struct output *o;
	const char	*reason;
	char		*error;
	bool		 differ, there;
	size_t		 i;

	if ((error = input_open_as(next, m->golden, &f->fw_cfg)) != NULL)
		fail(error);
	pair->sides[0] = next++;
	input_copy_set(next, &f->fw_cfg, "generated");
	pair->sides[1] = next++;
	pair++->name = NULL;
	for (i = 0; pairs[0].sides[0]->kind == INPUT_SET && i < f->n; i++) {
		o = &f->outputs[i];
		if (is_part(f, o))
			continue;
		*pair = (struct diff_pair){ o->name, { NULL, NULL } };
		if ((error = input_open_beside(next, in, o->name,
		    &there)) != NULL)
			fail(error);
		if (there)
			pair->sides[0] = next++;
		if (o->data != NULL) {
			input_copy_file(next, o->data, o->length, o->name);
			pair->sides[1] = next++;
		}
		pair++;
	}
	if ((reason = diff_inputs(pairs, (size_t)(pair - pairs), m->flat.base,
	    0, &differ)) != NULL)
		fail(reason);
	while (next > in)
		input_close(--next);
	return (differ);
}

/* Compares with what is in a directory, which may then be written anew. */
static int
compare(const struct making *m, const struct made *f)
{
	bool		 differ = true;

	if (!print_missing(m->golden, f, m->update))
		differ = compare_all(m, f);
	if (fflush(stdout) == EOF)
		err(trouble, "standard output");
	if (differ && m->update)
		output_write(m->golden, f->outputs, f->n);
	return (differ && !m->update);
}

int
making_finish(struct making *m)
{
	struct made	 f;
	char		*error;
	int		 status = 0;

	if (m->flat.placed && !m->flat.wanted)
		errx(trouble, "--no-flat leaves out the image that -b and "
		    "--rsdp-at place; must not be given with them");
	m->config.given = m->import.given;
	m->config.ngiven = m->import.n;
	if (m->golden != NULL && !m->update)
		confine(m->golden, "r", "stdio rpath");
	else
		confine(m->golden != NULL ? m->golden : m->dir, "rwc",
		    "stdio rpath wpath cpath");
	if ((error = make_files(&f, &m->config, &m->flat)) != NULL)
		fail(error);
	if (f.note != NULL)
		m->import.say(f.flat_name, f.note);
	if (m->golden != NULL)
		status = compare(m, &f);
	else
		output_write(m->dir, f.outputs, f.n);
	made_free(&f);
	import_free(&m->import);
	return (status);
}
