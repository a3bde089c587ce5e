/* See LICENSE for licence details. */

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "xalloc.h"

struct sink *
sink_stdout(void)
{
	static struct sink out;

	out.file = stdout;
	return (&out);
}

/* Makes room for length bytes, and a NUL of vsnprintf(3)'s behind them. */
static char *
reserve(struct sink *t, size_t length)
{
	if (length >= t->max - t->n) {
		while (length >= t->max - t->n)
			t->max = t->max == 0 ? 256 : 2 * t->max;
		t->s = xreallocarray(t->s, t->max, 1);
	}
	return (t->s + t->n);
}

int
sink_printf(struct sink *t, const char *fmt, ...)
{
	va_list		 ap;
	char		*p;
	int		 length;

	va_start(ap, fmt);
	if (t->file != NULL) {
		length = vfprintf(t->file, fmt, ap);
		va_end(ap);
		return (length);
	}
	length = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (length < 0)
		xalloc_fail();
	p = reserve(t, (size_t)length);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)length + 1, fmt, ap);
	va_end(ap);
	t->n += (size_t)length;
	return (length);
}

void
sink_putc(struct sink *t, char c)
{
	if (t->file != NULL)
		putc(c, t->file);
	else {
		*reserve(t, 1) = c;
		t->n++;
	}
}

void
sink_write(struct sink *t, const void *data, size_t length)
{
	if (length == 0)
		return;
	if (t->file != NULL)
		fwrite(data, 1, length, t->file);
	else {
		memcpy(reserve(t, length), data, length);
		t->n += length;
	}
}

void
sink_free(struct sink *t)
{
	free(t->s);
	memset(t, 0, sizeof(*t));
}
