/* See LICENSE for licence details. */

/* Writes files, whole or not at all. */

#ifndef OUTPUT_H
#define OUTPUT_H

#include <stddef.h>

/* A file to write: length bytes at data.  With data NULL, remove the file. */
struct output {
	const char	*name;
	const void	*data;
	size_t		 length;
};

/*
 * Writes n files into dir, which is made if it is missing.  On error writes
 * none, keeps the old ones, reports the reason and exits.  If the program is
 * killed, each name holds its old or its new file.
 */
void output_write(const char *dir, const struct output *, size_t n);

#endif /* OUTPUT_H */
