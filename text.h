/* See LICENSE for licence details. */

/* Reasons in pieces, without stdio */

#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>
#include <stdint.h>

/* A text that is cut where its buffer ends, and always has its NUL */
struct text {
	char		*data;
	size_t		 size, length;
};

/* Begins a text in a buffer of size bytes, one at least. */
void vmacpigen_text_begin(struct text *, char *, size_t size);

void vmacpigen_text_add(struct text *, const char *);
void vmacpigen_text_bytes(struct text *, const char *, size_t);

/* A number: decimal (10), or 0x and hexadecimal (16) */
void vmacpigen_text_number(struct text *, uint64_t, unsigned int base);

#endif /* TEXT_H */
