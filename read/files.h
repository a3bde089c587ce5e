/* See LICENSE for licence details. */

/* Whole files in, whole files out. */

#ifndef FILES_H
#define FILES_H

#include <stddef.h>
#include <stdint.h>

#define FILES_MAX	(16 * 1024 * 1024)	/* bytes that are read */

/* An output: length bytes at data, or, with data NULL, no such file. */
struct output {
	const char	*name;
	const void	*data;
	size_t		 length;
};

/*
 * Reads a file of at most FILES_MAX bytes into memory that the caller frees;
 * there is always a byte more than *length.  NULL and errno on error; a
 * larger file is EFBIG.
 */
uint8_t *file_read(const char *path, size_t *length);

/* What errno says after file_read() has failed */
const char *file_error(void);

/*
 * The names of what is in a directory of tables: not those that begin with a
 * dot, and not the sources that iasl(1) leaves there.  They are in the order of
 * names, with numbers in them in the order of numbers.  The list ends with
 * NULL, and files_forget() frees it.  NULL and errno on error.
 */
char **files_list(const char *dir);
void files_forget(char **);

/*
 * Writes the n outputs into dir, which is made if it is missing: all of
 * them, or, on error, none, and what was there before stays.  Under a kill
 * each name holds its old or its new file.  Returns -1 and errno on error;
 * *failed is then the output at fault, or NULL for dir itself.
 */
int files_write(const char *dir, const struct output *, size_t n,
    const struct output **failed);

#endif /* FILES_H */
