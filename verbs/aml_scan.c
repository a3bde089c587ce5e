/* See LICENSE for licence details. */

#include <string.h>

#include "acpi.h"
#include "aml_scan.h"

#define REGION_OP	"\x5b\x80"	/* ACPI 6.5, 20.2.5.2 */
#define NAME_OP		0x08
#define DWORD_PREFIX	0x0c

/* 20.2.2: what follows the name at p, or NULL; name is its last segment. */
static const uint8_t *
skip_name(const uint8_t *p, const uint8_t *end, char name[5])
{
	size_t		 n = 1, i;

	while (p < end && (*p == '\\' || *p == '^'))
		p++;
	if (p < end && *p == 0x2e) {
		n = 2;
		p++;
	} else if (end - p >= 2 && *p == 0x2f) {
		n = p[1];
		p += 2;
	}
	if (n == 0 || (size_t)(end - p) < 4 * n)
		return (NULL);
	for (i = 0; i < 4 * n; i++) {
		if ((p[i] < 'A' || p[i] > 'Z') && p[i] != '_' &&
		    (i % 4 == 0 || p[i] < '0' || p[i] > '9'))
			return (NULL);
	}
	memcpy(name, p + 4 * (n - 1), 4);
	name[4] = '\0';
	return (p + 4 * n);
}

/* 20.2.3: an integer that is written out */
static bool
constant(const uint8_t *p, const uint8_t *end, uint64_t *value)
{
	unsigned int	 size;

	if (p == end)
		return (false);
	size = *p == 0x0a ? 1 : *p == 0x0b ? 2 : *p == DWORD_PREFIX ? 4 :
	    *p == 0x0e ? 8 : 0;
	*value = *p == 1;
	if (size == 0)
		return (*p <= 1);
	if ((size_t)(end - p) < 1 + size)
		return (false);
	*value = le_get(p + 1, size);
	return (true);
}

bool
aml_next_region(const uint8_t **p, const uint8_t *end, struct aml_region *r)
{
	const uint8_t	*next;

	for (; end - *p > 2; (*p)++) {
		if (memcmp(*p, REGION_OP, 2) != 0 ||
		    (next = skip_name(*p + 2, end, r->name)) == NULL ||
		    next == end)
			continue;
		r->space = *next;
		r->constant = constant(next + 1, end, &r->address);
		*p = next;
		return (true);
	}
	return (false);
}

bool
aml_next_open_name(const uint8_t **p, const uint8_t *end, char name[5])
{
	static const uint8_t zero[] = { DWORD_PREFIX, 0, 0, 0, 0 };
	const uint8_t	*next;

	for (; end - *p > 2; (*p)++) {
		if (**p != NAME_OP ||
		    (next = skip_name(*p + 1, end, name)) == NULL ||
		    (size_t)(end - next) < sizeof(zero) ||
		    memcmp(next, zero, sizeof(zero)) != 0)
			continue;
		*p = next;
		return (true);
	}
	return (false);
}
