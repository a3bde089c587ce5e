/* See LICENSE for licence details. */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "options.h"

int
check_main(int argc, char *argv[])
{
	struct reading	 r;
	struct input	 in;
	struct check	 ck;
	struct check_options o = { .who = CHECK_DEFAULT };
	const char	*unknown;
	size_t		 damaged;
	bool		 warnings = false;
	int		 ch;

	reading_init(&r);
	while ((ch = getopt_long(argc, argv, "+" READING_SHORT "c:LvWx:",
	    reading_options, NULL)) != -1) {
		switch (ch) {
		case 'c':
			if ((o.who = check_consumers(optarg)) == 0)
				errx(trouble, "-c %s: the consumers are "
				    "seabios, ovmf, qboot, u-boot, coreboot, "
				    "stage0", optarg);
			o.asked = true;
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
				errx(trouble, "-x %.*s: there is no rule of "
				    "this name; check -L lists the rules",
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
		errx(trouble, "%s: nothing in it was checked",
		    optind < argc ? argv[optind] : r.files[0]);
	free(o.silent);
	damaged = in.ndamaged;
	input_close(&in);
	return (damaged > 0 || ck.findings[CHECK_ERROR] > 0 ||
	    (warnings && ck.findings[CHECK_WARNING] > 0));
}
