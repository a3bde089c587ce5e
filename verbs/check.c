/* See LICENSE for licence details. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "options.h"

static _Noreturn void
unknown_consumer(const char *name)
{
	const struct consumer *c;
	char		 list[256] = "";
	size_t		 i, n = 0;

	for (i = 0; (c = consumer_at(i)) != NULL && c->named; i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    n == 0 ? "" : ", ", c->name);
	errx(trouble, "-c %.*s: the consumers are %s, and seabios and ovmf "
	    "for their newest", (int)strcspn(name, ","), name, list);
}

int
check_main(int argc, char *argv[])
{
	struct reading	 r;
	struct input	 in;
	struct check	 ck;
	struct check_options o;
	const char	*unknown;
	size_t		 damaged;
	bool		 warnings = false;
	int		 ch;

	reading_init(&r);
	check_options_init(&o);
	while ((ch = getopt_long(argc, argv, "+" READING_SHORT "c:LvWx:",
	    reading_options, NULL)) != -1) {
		switch (ch) {
		case 'c':
			if ((unknown = check_ask(&o, optarg)) != NULL)
				unknown_consumer(unknown);
			break;
		case 'L':
			check_list();
			return (0);
		case 'v':
			o.verbose = true;
			break;
		case 'W':
			warnings = true;
			break;
		case 'x':
			if ((unknown = check_silence(&o, optarg)) != NULL)
				errx(trouble, "-x %.*s: no rule has this name; "
				    "check -L lists the rules",
				    (int)strcspn(unknown, ","), unknown);
			break;
		default:
			if (!reading_option(&r, ch))
				return (USAGE);
		}
	}
	if (!reading_open(&r, &in, argc - optind, argv + optind))
		return (USAGE);
	o.base = r.base;
	check_input(&ck, &in, &o);
	if (ck.subjects == 0)
		errx(trouble, "%s: no rule applies to this input; must be a "
		    "set, an image, a script or a table",
		    optind < argc ? argv[optind] : r.files[0]);
	free(o.silent);
	damaged = in.ndamaged;
	input_close(&in);
	return (damaged > 0 || ck.findings[CHECK_ERROR] > 0 ||
	    (warnings && ck.findings[CHECK_WARNING] > 0));
}
