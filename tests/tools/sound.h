/* See LICENSE for licence details. */

/*
 * Sound tables out of the rows: of every table all that its rows have, two of
 * each thing that there can be several of.
 */

#ifndef SOUND_H
#define SOUND_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "read/fields.h"

#define SOUND_MAX	4096

struct sound {
	uint8_t		 bytes[SOUND_MAX];
	bool frame[SOUND_MAX]; /* says what there is, or where */
	size_t		 length;
};

static void
sound_add(struct sound *s, size_t size)
{
	size_t		 i;

	for (i = 0; i < size; i++) {
		s->bytes[s->length + i] = (uint8_t)('A' + i % 7);
		s->frame[s->length + i] = false;
	}
	s->length += size;
}

static void
sound_put(struct sound *s, size_t base, const struct field_place *place,
    uint64_t value)
{
	le_put(s->bytes + base + place->offset, (unsigned int)place->size,
	    value);
	memset(s->frame + base + place->offset, true, place->size);
}

static void sound_struct(struct sound *, const struct field_layout *);

static void
sound_entry(struct sound *s, const struct field_family *family,
    const struct field_layout *layout, uint32_t type)
{
	const size_t	 start = s->length;

	sound_struct(s, layout);
	sound_put(s, start, &family->type, type);
	sound_put(s, start, &family->length, s->length - start);
}

/* Adds what a tail is; the number of its entries. */
static size_t
sound_tail(struct sound *s, const struct field_tail *tail)
{
	const struct field_family *family = tail->family;
	const struct field_type *type;
	size_t		 i, n = tail->most > 0 ? tail->most : 2, unit;

	if (family != NULL && family->types != NULL) {
		for (type = family->types, n = 0; type->layout != NULL;
		    type++, n++)
			sound_entry(s, family, type->layout, type->first);
		return (n);
	}
	if (family != NULL) {
		for (i = 0; i < n; i++)
			sound_entry(s, family, family->other, 0);
		return (n);
	}
	unit = tail->layout->rows->unit > 0 ? tail->layout->rows->unit : 1;
	if (tail->layout->size > 0)
		unit = tail->layout->size;
	else if (tail->width.size > 0)
		unit *= 2;
	for (i = 0; i < n; i++)
		sound_add(s, unit);
	if (tail->layout->rows->kind == FIELD_STRING && tail->count.size == 0)
		s->bytes[s->length - 1] = '\0';
	return (n);
}

static void
sound_struct(struct sound *s, const struct field_layout *layout)
{
	const struct field_tail *tail = layout->tails;
	const size_t	 base = s->length;
	size_t		 start, n;

	sound_add(s, layout->size);
	for (; tail != NULL && (tail->family != NULL || tail->layout != NULL);
	    tail++) {
		start = s->length - base;
		n = sound_tail(s, tail);
		sound_put(s, base, &tail->start, start);
		sound_put(s, base, &tail->count, n);
		sound_put(s, base, &tail->width, 2);
	}
}

static void
sound_table(struct sound *s, const struct field_table *t)
{
	static const struct field_place signature = { 0, 4 };
	static const struct field_place length = { 4, 4 };
	struct acpi_rsdp *rsdp = (void *)s->bytes;

	s->length = 0;
	sound_struct(s, &t->layout);
	if (t->aml)
		sound_add(s, 9);
	sound_put(s, 0, &t->when, t->value);
	if (strcmp(t->signature, "RSD ") == 0) {
		memcpy(s->bytes, ACPI_RSDP_SIGNATURE, 8);
		rsdp->length = put32(s->length);
		memset(s->frame, true, 8);
		return;
	}
	sound_put(s, 0, &length, s->length);
	sound_put(s, 0, &signature, le_get((const uint8_t *)t->signature, 4));
}

#endif /* SOUND_H */
