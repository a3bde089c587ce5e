/* See LICENSE for licence details. */

#include <err.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#define FEW		16	/* elements that an array begins with */

static int	status = 1;

void
xalloc_status(int s)
{
	status = s;
}

_Noreturn void
xalloc_fail(void)
{
	errx(status, "out of memory");
}

void *
xmalloc(size_t size)
{
	return (xreallocarray(NULL, 1, size));
}

void *
xcalloc(size_t n, size_t size)
{
	void		*p;

	if (n == 0 || size == 0)
		n = size = 1;
	if ((p = calloc(n, size)) == NULL)
		xalloc_fail();
	return (p);
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	if (n == 0 || size == 0)
		n = size = 1;
	if (n > SIZE_MAX / size || (p = realloc(p, n * size)) == NULL)
		xalloc_fail();
	return (p);
}

void *
xmemdup(const void *data, size_t size)
{
	void		*p = xmalloc(size);

	if (size > 0)
		memcpy(p, data, size);
	return (p);
}

char *
xstrdup(const char *s)
{
	return (xmemdup(s, strlen(s) + 1));
}

char *
xasprintf(const char *fmt, ...)
{
	va_list		 ap;
	char		*s;
	int		 length;

	va_start(ap, fmt);
	length = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (length < 0)
		xalloc_fail();
	s = xmalloc((size_t)length + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)length + 1, fmt, ap);
	va_end(ap);
	return (s);
}

void *
xgrow_more(void *array, size_t *max, size_t size)
{
	if (*max > SIZE_MAX / 2)
		xalloc_fail();
	*max = *max == 0 ? FEW : 2 * *max;
	return (xreallocarray(array, *max, size));
}

void
xsort(void *array, size_t n, size_t size,
    int (*compare)(const void *, const void *))
{
	const char	*p = array;
	size_t		 i;

	for (i = 1; i < n && compare(p, p + size) <= 0; i++)
		p += size;
	if (i < n)
		qsort(array, n, size, compare);
}
