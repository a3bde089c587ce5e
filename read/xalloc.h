/* See LICENSE for licence details. */

/*
 * Memory for the program: an allocation succeeds, or the program says that it
 * did not and exits.  No caller has to look, and none can take a lack of
 * memory for an answer.
 */

#ifndef XALLOC_H
#define XALLOC_H

#include <stddef.h>

/* The exit status after a failed allocation; 1 unless it is set. */
void xalloc_status(int);

/*
 * Says "out of memory" on standard error and exits.  For functions of the
 * library and of libc whose only failure is a failed allocation.
 */
_Noreturn void xalloc_fail(void);

/* As malloc(3) and so on, but never NULL, also for a size of 0. */
void *xmalloc(size_t);
void *xcalloc(size_t n, size_t size);
void *xreallocarray(void *, size_t n, size_t size);
char *xstrdup(const char *);
void *xmemdup(const void *, size_t);
char *xasprintf(const char *, ...) __attribute__((format(printf, 1, 2)));

/* Makes room for more elements than *max: for xgrow(). */
void *xgrow_more(void *array, size_t *max, size_t size);

/*
 * Makes room for one more element of size bytes in an array that has n, with
 * room for *max; both are 0 and the array NULL at first.
 *
 *	list = xgrow(list, n, &max, sizeof(*list));
 *	list[n++] = element;
 */
static inline void *
xgrow(void *array, size_t n, size_t *max, size_t size)
{
	return (n < *max ? array : xgrow_more(array, max, size));
}

/* As qsort(3), which it does without if all is in order, or nothing is there */
void xsort(void *, size_t n, size_t size,
    int (*)(const void *, const void *));

#endif /* XALLOC_H */
