/* See LICENSE for licence details. */

#include <err.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "options.h"
#include "read/xalloc.h"

int		 trouble = 1;

void
set_trouble(int status)
{
	trouble = status;
	xalloc_status(status);
}

_Noreturn void
fail(const char *reason)
{
	errx(trouble, "%s", reason);
}

void
print_notes(const struct input *in)
{
	size_t		 i;

	for (i = 0; i < in->nnotes; i++)
		warnx("%s", in->notes[i]);
}

void
confine(const char *path, const char *permissions, const char *promises)
{
#ifdef __OpenBSD__
	char		 parent[PATH_MAX];

	if (path != NULL && access(path, F_OK) == -1 &&
	    strlcpy(parent, path, sizeof(parent)) < sizeof(parent))
		path = dirname(parent);
	if (path != NULL && unveil(path, permissions) == -1)
		err(trouble, "unveil: %s", path);
	if (pledge(promises, NULL) == -1)
		err(trouble, "pledge");
#else
	(void)path;
	(void)permissions;
	(void)promises;
#endif
}

bool
parse_either(const char *s, uint64_t max, uint64_t *value)
{
	const char	*end = vmacpigen_number(s, value);

	return (end != NULL && *end == '\0' && *value <= max);
}

bool
parse_number(const char *s, uint64_t min, uint64_t max, uint64_t *value)
{
	return (s[strspn(s, "0123456789")] == '\0' &&
	    parse_either(s, max, value) && *value >= min);
}

uint64_t
parse_address(const char *option, const char *s, uint64_t step)
{
	uint64_t	 value;

	if (!parse_either(s, UINT64_MAX / 2, &value) || value == 0)
		errx(trouble, "%s %s: not an address", option, s);
	if (value % step != 0)
		errx(trouble, "%s %s: not a multiple of %" PRIu64, option, s,
		    step);
	return (value);
}

static const char file_letters[] = "RTS";

const struct option reading_options[] = {
	{ "rsdp", required_argument, NULL, 'R' },
	{ "tables", required_argument, NULL, 'T' },
	{ "loader", required_argument, NULL, 'S' },
	{ NULL, 0, NULL, 0 }
};

void
reading_init(struct reading *r)
{
	*r = (struct reading){ .base = VMACPIGEN_FLAT_BASE };
}

bool
reading_option(struct reading *r, int ch)
{
	const char	*p;

	if (ch == 'b') {
		r->base = parse_address("-b", optarg, 1);
		return (true);
	}
	if ((p = strchr(file_letters, ch)) == NULL || *p == '\0')
		return (false);
	r->files[p - file_letters] = optarg;
	return (true);
}

bool
reading_open(const struct reading *r, struct input *in, int argc,
    char *argv[])
{
	const char	*const *f = r->files;
	const bool	 named = f[0] != NULL && f[1] != NULL && f[2] != NULL;
	const bool	 memory = f[0] != NULL && f[1] == NULL && f[2] == NULL;
	char		*error;

	if (argc != (named ? 0 : 1) || (!named && (f[1] || f[2])))
		return (false);
	confine(NULL, NULL, "stdio rpath");
	if (memory)
		error = input_open_memory(in, argv[0], r->base, f[0]);
	else
		error = named ? input_open_files(in, f[0], f[1], f[2]) :
		    input_open(in, argv[0]);
	if (error != NULL)
		fail(error);
	print_notes(in);
	return (true);
}
