/* See LICENSE for licence details. */

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "xalloc.h"

#define FULL		65536	/* bytes for a file that are enough */
#define DIGITS		24	/* of a number, and more */

struct sink sink_standard = { .standard = true };

void
sink_flush(struct sink *t)
{
	if (t->standard && t->n > 0) {
		fwrite(t->s, 1, t->n, stdout);
		t->n = 0;
	}
}

void
sink_make_room(struct sink *t, size_t length)
{
	const size_t	 least = t->standard ? FULL : 256;

	sink_flush(t);
	if (length < t->max - t->n)
		return;
	while (length >= t->max - t->n)
		t->max = t->max == 0 ? least : 2 * t->max;
	t->s = xreallocarray(t->s, t->max, 1);
}

/* Text in a field of at least a width, filled with a character */
static int
print_padded(struct sink *t, const char *s, size_t length, int width,
    bool left, char with)
{
	const size_t	 fill = (size_t)width > length ?
	    (size_t)width - length : 0;
	char		*p = sink_room(t, length + fill);

	memset(left ? p + length : p, with, fill);
	memcpy(left ? p : p + fill, s, length);
	t->n += length + fill;
	return (length + fill > INT_MAX ? INT_MAX : (int)(length + fill));
}

/* Writes a number so that it ends at a place; returns where it begins. */
static inline char *
write_number(char *end, uint64_t v, unsigned int base)
{
	do
		*--end = "0123456789abcdef"[v % base];
	while ((v /= base) != 0);
	return (end);
}

static int
print_number(struct sink *t, uint64_t v, unsigned int base, int width,
    bool left, char with)
{
	char		 digits[DIGITS], *end = digits + DIGITS, *p;

	p = base == 16 ? write_number(end, v, 16) : write_number(end, v, 10);
	return (print_padded(t, p, (size_t)(end - p), width, left, with));
}

int
sink_long_decimal(struct sink *t, uint64_t v, int width)
{
	uint64_t	 rest = v / 100;
	size_t		 n = v < 10 ? 1 : 2, fill;
	char		*p;

	for (; rest > 0; rest /= 10)
		n++;
	fill = n < (size_t)width ? (size_t)width - n : 0;
	p = sink_room(t, fill + n);
	if (fill > 0)
		memset(p, ' ', fill);
	t->n += fill + n;
	p += fill + n;
	do
		*--p = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	return ((int)(fill + n));
}

int
sink_long_hex(struct sink *t, uint64_t v, int width)
{
	size_t		 n = width > 0 ? (size_t)width : 1;
	char		*p;

	while (n < 2 * sizeof(v) && v >> 4 * n != 0)
		n++;
	p = sink_room(t, n) + n;
	t->n += n;
	for (width = (int)n; n >= 4; n -= 4, v >>= 16)
		sink_write_hex(p -= 4, v & UINT16_MAX);
	for (; n > 0; n--, v >>= 4)
		*--p = "0123456789abcdef"[v & 0xf];
	return (width);
}

/*
 * Formats.  printf(3) takes most of the time of those who print many lines,
 * so that what they use of it is here.
 */

struct format {
	bool		 left, zero;
	int		 width;
	int		 precision;	/* of a string; -1: none */
	char		 length;	/* 'l', 'L' for ll, 'z' or 0 */
	char		 letter;
};

/* A number in a format, or *; where what follows it is */
static const char *
read_count(const char *p, int *count, va_list *ap)
{
	if (*p == '*') {
		*count = va_arg(*ap, int);
		return (p + 1);
	}
	for (*count = 0; *p >= '0' && *p <= '9'; p++)
		*count = *count * 10 + (*p - '0');
	return (p);
}

/* Reads what is between "%" and the letter; where the letter is */
static const char *
read_format(const char *p, struct format *f, va_list *ap)
{
	*f = (struct format){ .precision = -1 };
	for (; *p == '-' || *p == '0'; p++) {
		f->left |= *p == '-';
		f->zero |= *p == '0';
	}
	if (*p == '*' || (*p >= '1' && *p <= '9'))
		p = read_count(p, &f->width, ap);
	if (f->width < 0) {
		f->left = true;
		f->width = -f->width;
	}
	if (*p == '.')
		p = read_count(p + 1, &f->precision, ap);
	if (*p == 'z' || *p == 'l') {
		f->length = *p++;
		if (f->length == 'l' && *p == 'l') {
			f->length = 'L';
			p++;
		}
	}
	return (p);
}

static int
print_string(struct sink *t, const struct format *f, const char *s)
{
	const char	*end = NULL;
	size_t		 length;

	if (f->precision >= 0) {
		length = (size_t)f->precision;
		if ((end = memchr(s, '\0', length)) != NULL)
			length = (size_t)(end - s);
	} else
		length = strlen(s);
	return (print_padded(t, s, length, f->width, f->left, ' '));
}

static int
print_formatted(struct sink *t, const struct format *f, uint64_t v)
{
	return (print_number(t, v, f->letter == 'x' ? 16 : 10, f->width,
	    f->left, f->zero ? '0' : ' '));
}

/* Prints one conversion; false for those that are printf(3)'s. */
static bool
print_one(struct sink *t, const struct format *f, va_list *ap, int *n)
{
	const bool	 number = f->letter == 'u' || f->letter == 'x';
	char		 c;

	if (f->letter == 's' && f->length == 0)
		*n += print_string(t, f, va_arg(*ap, const char *));
	else if (f->letter == 'c' && f->length == 0) {
		c = (char)va_arg(*ap, int);
		*n += print_padded(t, &c, 1, f->width, f->left, ' ');
	} else if (!number || f->precision >= 0 || (f->left && f->zero))
		return (false);
	else if (f->length == 'L')
		*n += print_formatted(t, f, va_arg(*ap, unsigned long long));
	else if (f->length == 'l')
		*n += print_formatted(t, f, va_arg(*ap, unsigned long));
	else if (f->length == 'z')
		*n += print_formatted(t, f, va_arg(*ap, size_t));
	else
		*n += print_formatted(t, f, va_arg(*ap, unsigned int));
	return (true);
}

/* The rest of a format by vsnprintf(3) */
static int
print_rest(struct sink *t, const char *fmt, va_list *ap)
{
	va_list		 again;
	char		*p;
	int		 length;

	va_copy(again, *ap);
	length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (length < 0)
		xalloc_fail();
	p = sink_room(t, (size_t)length);
	vsnprintf(p, (size_t)length + 1, fmt, *ap);
	t->n += (size_t)length;
	return (length);
}

int
sink_printf(struct sink *t, const char *fmt, ...)
{
	va_list		 ap, before;
	struct format	 f;
	const char	*p;
	int		 n = 0;

	va_start(ap, fmt);
	for (;; fmt = p + 1) {
		for (p = fmt; *p != '\0' && *p != '%'; p++)
			;
		sink_write(t, fmt, (size_t)(p - fmt));
		n += (int)(p - fmt);
		if (*p == '\0')
			break;
		fmt = p;
		va_copy(before, ap);
		p = read_format(p + 1, &f, &ap);
		f.letter = *p;
		if (!print_one(t, &f, &ap, &n)) {
			n += print_rest(t, fmt, &before);
			va_end(before);
			break;
		}
		va_end(before);
	}
	va_end(ap);
	return (n);
}

void
sink_free(struct sink *t)
{
	sink_flush(t);
	free(t->s);
	memset(t, 0, sizeof(*t));
}
