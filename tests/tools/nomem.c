/* See LICENSE for licence details. */

/*
 * Preloaded, fails the allocation of the number in NOMEM, counted from 1, or
 * with NOMEM_ON set all from that one on, and makes the file in NOMEM_DONE
 * when it does.
 */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

extern void	*__libc_malloc(size_t);
extern void	*__libc_calloc(size_t, size_t);
extern void	*__libc_realloc(void *, size_t);

static int
fails(void)
{
	static long	 count, wanted = -1;
	const char	*s;
	int		 fd;

	if (wanted == -1)
		wanted = (s = getenv("NOMEM")) == NULL ? 0 : atol(s);
	count++;
	if (wanted == 0 || count < wanted ||
	    (count > wanted && ((s = getenv("NOMEM_ON")) == NULL || *s == 0)))
		return (0);
	if (count == wanted && (s = getenv("NOMEM_DONE")) != NULL &&
	    (fd = open(s, O_WRONLY | O_CREAT, 0600)) != -1)
		close(fd);
	errno = ENOMEM;
	return (1);
}

void *
malloc(size_t size)
{
	return (fails() ? NULL : __libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
	return (fails() ? NULL : __libc_calloc(n, size));
}

void *
realloc(void *p, size_t size)
{
	return (fails() ? NULL : __libc_realloc(p, size));
}
