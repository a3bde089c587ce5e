/* See LICENSE for licence details. */

/* Whole files in, and the names of those that vmacpigen writes. */

#ifndef FILES_H
#define FILES_H

#include <stddef.h>
#include <stdint.h>

/* A set's three files, and the linked image beside them */
#define FILE_RSDP	"rsdp.bin"
#define FILE_TABLES	"tables.bin"
#define FILE_SCRIPT	"table-loader.bin"
#define FILE_FLAT	"e0000.bin"

#define FILES_MAX	(16 * 1024 * 1024)	/* bytes that are read */

/*
 * Reads a file of at most FILES_MAX bytes into memory that the caller frees;
 * there is always a byte more than *length.  NULL and errno on error; a
 * larger file is EFBIG.  A path can be one from a directory that is open.
 */
uint8_t *file_read(const char *path, size_t *length);
uint8_t *file_read_at(int dirfd, const char *path, size_t *length);

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

#endif /* FILES_H */
