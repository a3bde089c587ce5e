/* See LICENSE for licence details. */

/*
 * Buffered text for standard output, or text in growing memory.
 * open_memstream(3) does not serve for the latter, since it can lose text
 * without an error.
 */

#ifndef SINK_H
#define SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/*
 * A zeroed sink is empty, and collects in memory.  Output to standard output is
 * buffered until the buffer is full, or until sink_flush() or sink_free().
 */
struct sink {
	char		*s;		/* n bytes, and no NUL behind them */
	size_t		 n, max;
	bool		 standard;	/* it goes to standard output */
};

/* Standard output; who also uses stdio(3) has to flush it before. */
extern struct sink sink_standard;
#define sink_stdout()	(&sink_standard)

/* As printf(3) and so on; the first returns the number of bytes. */
int sink_printf(struct sink *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
static inline void sink_putc(struct sink *, char);
static inline void sink_write(struct sink *, const void *, size_t);

/*
 * What sink_printf() is made of, for lines of which there are thousands: as
 * "%-*s", "%*llu" and "%0*llx" with a width
 */
static inline int sink_text(struct sink *, const char *, int width);
static inline int sink_decimal(struct sink *, uint64_t, int width);
static inline int sink_hex(struct sink *, uint64_t, int width);

void sink_flush(struct sink *);
void sink_free(struct sink *);

/* sink_printf() to standard output */
#define print(...)	sink_printf(sink_stdout(), __VA_ARGS__)

/* Makes room for length bytes, and one more. */
void sink_make_room(struct sink *, size_t length);

/*
 * Makes room for length bytes and returns it; they are printed once t->n counts
 * them.
 */
static inline char *
sink_room(struct sink *t, size_t length)
{
	if (length >= t->max - t->n)
		sink_make_room(t, length);
	return (t->s + t->n);
}

static inline void
sink_write(struct sink *t, const void *data, size_t length)
{
	if (length == 0)
		return;
	memcpy(sink_room(t, length), data, length);
	t->n += length;
}

static inline void
sink_putc(struct sink *t, char c)
{
	*sink_room(t, 1) = c;
	t->n++;
}

/* Of a width that the compiler knows, the blanks cost next to nothing. */
static inline int
sink_text(struct sink *t, const char *s, int width)
{
	const size_t	 length = strlen(s), least = (size_t)width;
	const size_t	 n = length > least ? length : least;
	char		*p = sink_room(t, n);

	memset(p, ' ', least);
	memcpy(p, s, length);
	t->n += n;
	return ((int)n);
}

/* The same for numbers of more digits than one or four */
int sink_long_decimal(struct sink *, uint64_t, int width);
int sink_long_hex(struct sink *, uint64_t, int width);

static inline int
sink_decimal(struct sink *t, uint64_t v, int width)
{
	const size_t	 n = width > 0 ? (size_t)width : 1;
	char		*p;

	if (v >= 10)
		return (sink_long_decimal(t, v, width));
	p = sink_room(t, n);
	memset(p, ' ', n);
	p[n - 1] = (char)('0' + v);
	t->n += n;
	return ((int)n);
}

/* Four digits at once: one in each byte of x, and where it is a letter */
static inline void
sink_write_hex(char p[4], unsigned int v)
{
	uint32_t	 x = (v << 16 | v >> 8) & 0x00ff00ff, letters;

	x = (x << 8 | x >> 4) & 0x0f0f0f0f;
	letters = (x + 0x06060606) >> 4 & 0x01010101;
	x += 0x30303030 + letters * ('a' - '0' - 10);
	p[0] = (char)x;
	p[1] = (char)(x >> 8);
	p[2] = (char)(x >> 16);
	p[3] = (char)(x >> 24);
}

static inline int
sink_hex(struct sink *t, uint64_t v, int width)
{
	if (width != 4 || v > UINT16_MAX)
		return (sink_long_hex(t, v, width));
	sink_write_hex(sink_room(t, 4), (unsigned int)v);
	t->n += 4;
	return (4);
}

#endif /* SINK_H */
