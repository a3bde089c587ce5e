/* See LICENSE for licence details. */

/*
 * Text on its way out: to a file, or into memory that grows.  open_memstream(3)
 * is no way to do the latter, since it can lose text without an error.
 */

#ifndef SINK_H
#define SINK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/*
 * Zeroed it is empty, and in memory.  What goes to a file stays here until it
 * is much, or sink_flush() or sink_free() is called.
 */
struct sink {
	FILE		*file;		/* NULL: memory */
	char		*s;		/* n bytes, and no NUL behind them */
	size_t		 n, max;
};

/* Standard output; who also uses stdio(3) has to flush it before. */
struct sink *sink_stdout(void);

/* As printf(3) and so on; the first returns the number of bytes. */
int sink_printf(struct sink *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
static inline void sink_putc(struct sink *, char);
static inline void sink_write(struct sink *, const void *, size_t);

/*
 * What sink_printf() is made of, for lines of which there are thousands: as
 * "%-*s", "%*llu" and "%0*llx" with a width
 */
int sink_text(struct sink *, const char *, int width);
int sink_decimal(struct sink *, uint64_t, int width);
int sink_hex(struct sink *, uint64_t, int width);

void sink_flush(struct sink *);
void sink_free(struct sink *);

/* sink_printf() to standard output */
#define print(...)	sink_printf(sink_stdout(), __VA_ARGS__)

/* Makes room for length bytes, and one more. */
void sink_make_room(struct sink *, size_t length);

static inline void
sink_write(struct sink *t, const void *data, size_t length)
{
	if (length == 0)
		return;
	if (length >= t->max - t->n)
		sink_make_room(t, length);
	memcpy(t->s + t->n, data, length);
	t->n += length;
}

static inline void
sink_putc(struct sink *t, char c)
{
	sink_write(t, &c, 1);
}

#endif /* SINK_H */
