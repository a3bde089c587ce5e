/* See LICENSE for licence details. */

#include <string.h>
#include <unistd.h>

#include "diff/diff.h"
#include "options.h"
#include "read/files.h"

#define MAX_BESIDE	8	/* files beside a set */

/* The names of files that may lie beside a set: (0), (1), ..., then NULL */
static const char *
name_beside(size_t i)
{
	const struct vmacpigen_machine *m;
	size_t		 j;

	if (i == 0)
		return (FILE_FLAT);
	for (j = 0; (m = vmacpigen_machine_at(j)) != NULL; j++) {
		if (m->dsdt_file[0] != '\0' && --i == 0)
			return (m->dsdt_file);
	}
	return (NULL);
}

/* Two inputs, and the files beside each of them */
struct comparison {
	struct input	 in[2];
	struct input	 beside[MAX_BESIDE][2];
	struct diff_pair pairs[1 + MAX_BESIDE];
	size_t		 n;
};

static void
add_beside(struct comparison *c)
{
	struct diff_pair *pair;
	const char	*name;
	char		*error;
	size_t		 i;
	bool		 there;
	int		 side;

	for (i = 0; i < MAX_BESIDE && (name = name_beside(i)) != NULL; i++) {
		pair = &c->pairs[c->n++];
		pair->name = name;
		for (side = 0; side < 2; side++) {
			if ((error = input_open_beside(&c->beside[i][side],
			    &c->in[side], name, &there)) != NULL)
				fail(error);
			if (there)
				pair->sides[side] = &c->beside[i][side];
		}
	}
}

static int
compare(const char *const paths[2], uint64_t base, unsigned int flags)
{
	static struct comparison c;
	const char	*reason;
	char		*error;
	bool		 differ;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++) {
		if ((error = input_open(&c.in[side], paths[side])) != NULL)
			fail(error);
		print_notes(&c.in[side]);
		c.pairs[0].sides[side] = &c.in[side];
	}
	c.n = 1;
	if (c.in[0].kind == c.in[1].kind)
		add_beside(&c);
	if ((reason = diff_inputs(c.pairs, c.n, base, flags, &differ)) != NULL)
		fail(reason);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < MAX_BESIDE; i++)
			input_close(&c.beside[i][side]);
		input_close(&c.in[side]);
	}
	return (differ);
}

int
diff_main(int argc, char *argv[])
{
	const char	*paths[2];
	uint64_t	 base = VMACPIGEN_FLAT_BASE;
	unsigned int	 flags = 0;
	int		 ch;

	while ((ch = getopt(argc, argv, "+ab:d")) != -1) {
		switch (ch) {
		case 'a':
			flags |= DIFF_ALL;
			break;
		case 'b':
			base = parse_address("-b", optarg, 1);
			break;
		case 'd':
			flags |= DIFF_AML;
			break;
		default:
			return (USAGE);
		}
	}
	if (optind + 2 != argc)
		return (USAGE);
	confine(NULL, NULL, flags & DIFF_AML ?
	    "stdio rpath wpath cpath proc exec" : "stdio rpath");
	paths[0] = argv[optind];
	paths[1] = argv[optind + 1];
	return (compare(paths, base, flags));
}
