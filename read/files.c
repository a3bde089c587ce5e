/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "xalloc.h"

static uint8_t *
read_all(int fd, size_t *length)
{
	struct stat	 st;
	uint8_t		*data;
	size_t		 size = 4096, len = 0;
	ssize_t		 n;

	if (fstat(fd, &st) == -1)
		return (NULL);
	if (S_ISREG(st.st_mode) && st.st_size < FILES_MAX)
		size = (size_t)st.st_size + 1;
	data = xmalloc(size);
	while (len <= FILES_MAX) {
		if (len == size)
			data = xreallocarray(data, size *= 2, 1);
		if ((n = read(fd, data + len, size - len)) == 0) {
			*length = len;
			return (data);
		}
		if (n == -1 && errno != EINTR)
			break;
		if (n > 0)
			len += (size_t)n;
	}
	if (len > FILES_MAX)
		errno = EFBIG;
	free(data);
	return (NULL);
}

uint8_t *
file_read_at(int dirfd, const char *path, size_t *length)
{
	uint8_t		*data;
	int		 fd, saved;

	if ((fd = openat(dirfd, path, O_RDONLY)) == -1)
		return (NULL);
	data = read_all(fd, length);
	saved = errno;
	close(fd);
	errno = saved;
	return (data);
}

uint8_t *
file_read(const char *path, size_t *length)
{
	return (file_read_at(AT_FDCWD, path, length));
}

const char *
file_error(void)
{
	return (errno == EFBIG ? "larger than 16 MiB" : strerror(errno));
}

static bool
is_source(const char *name)
{
	const char	*dot = strrchr(name, '.');

	return (dot != NULL && (strcmp(dot, ".asl") == 0 ||
	    strcmp(dot, ".dsl") == 0 || strcmp(dot, ".hex") == 0));
}

/* "ssdt2" comes before "ssdt10". */
static int
by_name(const void *a, const void *b)
{
	const char	*const *pa = a, *const *pb = b;
	const char	*p = *pa, *q = *pb;
	size_t		 np, nq;

	for (; *p != '\0' && *q != '\0'; p++, q++) {
		np = strspn(p, "0123456789");
		nq = strspn(q, "0123456789");
		if (np != nq && np > 0 && nq > 0)
			return (np > nq ? 1 : -1);
		if (*p != *q)
			break;
	}
	return ((unsigned char)*p - (unsigned char)*q);
}

char **
files_list(const char *dir)
{
	DIR		*d;
	struct dirent	*e;
	char		**names = NULL;
	size_t		 n = 0, max = 0;
	int		 saved;

	if ((d = opendir(dir)) == NULL)
		return (NULL);
	errno = 0;
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] != '.' && !is_source(e->d_name)) {
			names = xgrow(names, n, &max, sizeof(*names));
			names[n++] = xstrdup(e->d_name);
		}
		errno = 0;
	}
	saved = errno;
	closedir(d);
	names = xgrow(names, n, &max, sizeof(*names));
	names[n] = NULL;
	if (saved != 0) {
		files_forget(names);
		errno = saved;
		return (NULL);
	}
	qsort(names, n, sizeof(*names), by_name);
	return (names);
}

void
files_forget(char **names)
{
	size_t		 i;

	for (i = 0; names[i] != NULL; i++)
		free(names[i]);
	free(names);
}
