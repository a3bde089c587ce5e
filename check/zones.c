/* See LICENSE for licence details. */

#include <stdlib.h>

#include "read/xalloc.h"
#include "zones.h"

void
zones_add(struct zones *z, uint64_t first, uint64_t size, uint32_t node,
    const char *what)
{
	if (size == 0)
		return;
	z->list = xgrow(z->list, z->n, &z->room, sizeof(*z->list));
	z->list[z->n++] = (struct zone){ .first = first,
	    .last = size - 1 > UINT64_MAX - first ? UINT64_MAX :
	    first + (size - 1), .node = node, .what = what };
}

static int
by_first(const void *a, const void *b)
{
	const struct zone *za = a, *zb = b;

	if (za->first != zb->first)
		return (za->first > zb->first ? 1 : -1);
	return ((za->last > zb->last) - (za->last < zb->last));
}

void
zones_sort(struct zones *z)
{
	size_t		 furthest = 0, i;

	if (z->n > 0)
		qsort(z->list, z->n, sizeof(*z->list), by_first);
	for (i = 0; i < z->n; i++) {
		if (z->list[i].last > z->list[furthest].last)
			furthest = i;
		z->list[i].furthest = furthest;
	}
}

void
zones_free(struct zones *z)
{
	free(z->list);
	*z = (struct zones){ NULL, 0, 0 };
}

static uint64_t
furthest(const struct zones *z, size_t i)
{
	return (z->list[z->list[i].furthest].last);
}

size_t
zones_from(const struct zones *z, uint64_t address)
{
	size_t		 low = 0, high = z->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (furthest(z, middle) < address)
			low = middle + 1;
		else
			high = middle;
	}
	return (low);
}

/*
 * Of all up to zones_from(last) that one is the first to end so late, and the
 * others up to there end before it: if it begins too late, all do.
 */
const struct zone *
zones_around(const struct zones *z, uint64_t first, uint64_t last)
{
	size_t		 i = zones_from(z, last);

	return (i < z->n && z->list[i].first <= first ? &z->list[i] : NULL);
}

const struct zone *
zones_touching(const struct zones *z, uint64_t first, uint64_t last)
{
	size_t		 i = zones_from(z, first);

	return (i < z->n && z->list[i].first <= last ? &z->list[i] : NULL);
}
