/* See LICENSE for licence details. */

#include <string.h>

#include "text.h"

void
vmacpigen_text_begin(struct text *t, char *data, size_t size)
{
	t->data = data;
	t->size = size;
	t->length = 0;
	t->data[0] = '\0';
}

void
vmacpigen_text_bytes(struct text *t, const char *s, size_t n)
{
	if (n > t->size - 1 - t->length)
		n = t->size - 1 - t->length;
	memcpy(t->data + t->length, s, n);
	t->length += n;
	t->data[t->length] = '\0';
}

void
vmacpigen_text_add(struct text *t, const char *s)
{
	vmacpigen_text_bytes(t, s, strlen(s));
}

void
vmacpigen_text_number(struct text *t, uint64_t v, unsigned int base)
{
	char		 digits[20];
	size_t		 i = sizeof(digits);

	do {
		digits[--i] = "0123456789abcdef"[v % base];
		v /= base;
	} while (v > 0);
	if (base == 16)
		vmacpigen_text_add(t, "0x");
	vmacpigen_text_bytes(t, digits + i, sizeof(digits) - i);
}
