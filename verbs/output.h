/* See LICENSE for licence details. */

/* Whole files out. */

#ifndef OUTPUT_H
#define OUTPUT_H

#include <stddef.h>

/* An output: length bytes at data, or, with data NULL, no such file. */
struct output {
	const char	*name;
	const void	*data;
	size_t		 length;
};

/*
 * Writes the n outputs into dir, which is made if it is missing: all of
 * them, or, on error, none, and what was there before stays.  Under a kill
 * each name holds its old or its new file.  Says what went wrong and exits.
 */
void output_write(const char *dir, const struct output *, size_t n);

#endif /* OUTPUT_H */
