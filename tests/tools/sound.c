/* See LICENSE for licence details. */

/*
 * usage: sound DIR
 *
 * Writes to DIR, for every table that has rows, a sound one with all that its
 * rows have.
 */

#include "sound.h"

int
main(int argc, char *argv[])
{
	static struct sound s;
	const struct field_table *t;
	char		 path[512];
	FILE		*f;
	size_t		 i;

	if (argc != 2)
		return (2);
	for (i = 0; (t = field_table_at(i)) != NULL; i++) {
		sound_table(&s, t);
		snprintf(path, sizeof(path), "%s/%zu-%s", argv[1], i,
		    t->layout.name);
		if ((f = fopen(path, "w")) == NULL ||
		    fwrite(s.bytes, 1, s.length, f) != s.length ||
		    fclose(f) == EOF) {
			perror(path);
			return (1);
		}
	}
	return (0);
}
