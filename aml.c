/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "acpi_resource.h"
#include "aml.h"

#define AML_ZERO	0x00
#define AML_ONE		0x01
#define AML_NAME	0x08
#define AML_BYTE	0x0a
#define AML_WORD	0x0b
#define AML_DWORD	0x0c
#define AML_STRING	0x0d
#define AML_QWORD	0x0e
#define AML_SCOPE	0x10
#define AML_BUFFER	0x11
#define AML_PACKAGE	0x12
#define AML_METHOD	0x14
#define AML_DUAL_NAME	0x2e
#define AML_MULTI_NAME	0x2f
#define AML_EXT		0x5b
#define AML_RETURN	0xa4
#define AML_EXT_REGION	0x80
#define AML_EXT_DEVICE	0x82

#define AML_NAMELEN	4
#define AML_MAX		0x0fffffffU	/* what PkgLength can say */

static void
grow(struct aml *a, size_t len)
{
	uint8_t		*p;
	size_t		 want;

	if (a->error != NULL)
		return;
	want = a->length + len > 2 * a->max ? a->length + len : 2 * a->max;
	if ((p = realloc(a->data, want)) == NULL) {
		a->error = "out of memory";
		return;
	}
	a->data = p;
	a->max = want;
}

/* Is there room for some bytes more? */
static inline bool
room(struct aml *a, size_t len)
{
	if (len > a->max - a->length)
		grow(a, len);
	return (a->error == NULL);
}

void
vmacpigen_aml_reserve(struct aml *a, size_t len)
{
	room(a, len);
}

void
vmacpigen_aml_bytes(struct aml *a, const void *data, size_t len)
{
	if (len == 0 || !room(a, len))
		return;
	memcpy(a->data + a->length, data, len);
	a->length += len;
}

void
vmacpigen_aml_repeat(struct aml *a, size_t from, size_t len)
{
	if (!room(a, len))
		return;
	memcpy(a->data + a->length, a->data + from, len);
	a->length += len;
}

void
vmacpigen_aml_free(struct aml *a)
{
	free(a->data);
	memset(a, 0, sizeof(*a));
}

static void
byte(struct aml *a, uint8_t b)
{
	if (room(a, 1))
		a->data[a->length++] = b;
}

/* 20.2.2 Name Objects Encoding: one name, and names with dots between them */
static void
segment(struct aml *a, const char *name)
{
	if (!room(a, AML_NAMELEN))
		return;
	memcpy(a->data + a->length, name, AML_NAMELEN);
	a->length += AML_NAMELEN;
}

static void
path(struct aml *a, const char *s)
{
	size_t		 n = (strlen(s) + 1) / (AML_NAMELEN + 1);

	if (n == 2)
		byte(a, AML_DUAL_NAME);
	if (n > 2) {
		byte(a, AML_MULTI_NAME);
		byte(a, (uint8_t)n);
	}
	for (; n > 0; n--, s += AML_NAMELEN + 1)
		segment(a, s);
}

/* 20.2.3 Data Objects Encoding, the shortest that holds the value */
static void
integer(struct aml *a, uint64_t value)
{
	uint8_t		b[1 + 8];
	unsigned int	size;

	if (value <= 1) {
		byte(a, value == 0 ? AML_ZERO : AML_ONE);
		return;
	}
	size = value <= UINT8_MAX ? 1 : value <= UINT16_MAX ? 2 :
	    value <= UINT32_MAX ? 4 : 8;
	b[0] = size == 1 ? AML_BYTE : size == 2 ? AML_WORD :
	    size == 4 ? AML_DWORD : AML_QWORD;
	le_put(b + 1, size, value);
	vmacpigen_aml_bytes(a, b, 1 + size);
}

/*
 * 20.2.4 Package Length Encoding: its own bytes count too.  They go in when
 * the package ends, where it has begun.
 */
void
vmacpigen_aml_end(struct aml *a, size_t begun)
{
	uint8_t		 b[4];
	size_t		 length, n = 1, i;

	if (a->error != NULL)
		return;
	length = a->length - begun;
	if (length + 4 > AML_MAX) {
		a->error = "AML for one package is longer than 256 MiB";
		return;
	}
	if (length + 1 > 0x3f) {
		n = length + 2 <= 0xfff ? 2 : length + 3 <= 0xfffff ? 3 : 4;
		length += n;
		b[0] = (uint8_t)((n - 1) << 6 | (length & 0xf));
		for (i = 1; i < n; i++)
			b[i] = (uint8_t)(length >> (8 * i - 4));
	} else
		b[0] = (uint8_t)(length + 1);
	vmacpigen_aml_bytes(a, b, n);		/* for the room */
	if (a->error != NULL)
		return;
	memmove(a->data + begun + n, a->data + begun, a->length - n - begun);
	memcpy(a->data + begun, b, n);
}

size_t
vmacpigen_aml_scope(struct aml *a, const char *s)
{
	size_t		 begun;

	byte(a, AML_SCOPE);
	begun = a->length;
	path(a, s);
	return (begun);
}

size_t
vmacpigen_aml_device(struct aml *a, const char *name)
{
	size_t		 begun;

	byte(a, AML_EXT);
	byte(a, AML_EXT_DEVICE);
	begun = a->length;
	segment(a, name);
	return (begun);
}

static void
begin_name(struct aml *a, const char *name)
{
	byte(a, AML_NAME);
	segment(a, name);
}

size_t
vmacpigen_aml_begin(struct aml *a, uint16_t opcode)
{
	if (opcode > UINT8_MAX)
		byte(a, (uint8_t)(opcode >> 8));
	byte(a, (uint8_t)opcode);
	return (a->length);
}

void
vmacpigen_aml_byte(struct aml *a, uint8_t b)
{
	byte(a, b);
}

void
vmacpigen_aml_name(struct aml *a, const char *s)
{
	path(a, s);
}

void
vmacpigen_aml_integer(struct aml *a, uint64_t value)
{
	integer(a, value);
}

size_t
vmacpigen_aml_begin_method(struct aml *a, const char *name, uint8_t arguments,
    bool serialized)
{
	const size_t	 begun = vmacpigen_aml_begin(a, AML_METHOD);

	segment(a, name);
	byte(a, (uint8_t)(arguments | (serialized ? 8 : 0)));
	return (begun);
}

void
vmacpigen_aml_region(struct aml *a, const char *name, uint8_t space,
    uint64_t address, uint64_t length)
{
	byte(a, AML_EXT);
	byte(a, AML_EXT_REGION);
	segment(a, name);
	byte(a, space);
	integer(a, address);
	integer(a, length);
}

void
vmacpigen_aml_name_integer(struct aml *a, const char *name, uint64_t value)
{
	begin_name(a, name);
	integer(a, value);
}

void
vmacpigen_aml_name_string(struct aml *a, const char *name, const char *s)
{
	begin_name(a, name);
	byte(a, AML_STRING);
	vmacpigen_aml_bytes(a, s, strlen(s) + 1);
}

static uint32_t
hex_digit(char c)
{
	return ((uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10));
}

/* 19.6.36 EISAID: three letters of 5 bits and four digits, big-endian */
void
vmacpigen_aml_name_eisaid(struct aml *a, const char *name, const char *id)
{
	uint32_t	 v;
	size_t		 i;
	uint8_t		 b[4];

	v = (uint32_t)(id[0] - '@') << 26 | (uint32_t)(id[1] - '@') << 21 |
	    (uint32_t)(id[2] - '@') << 16;
	for (i = 0; i < 4; i++)
		v |= hex_digit(id[3 + i]) << (12 - 4 * i);
	for (i = 0; i < 4; i++)
		b[i] = (uint8_t)(v >> (24 - 8 * i));
	begin_name(a, name);
	byte(a, AML_DWORD);
	vmacpigen_aml_bytes(a, b, sizeof(b));
}

void
vmacpigen_aml_name_package(
    struct aml *a, const char *name, const uint64_t *values, uint8_t n)
{
	size_t		 begun;
	uint8_t		 i;

	begin_name(a, name);
	byte(a, AML_PACKAGE);
	begun = a->length;
	byte(a, n);
	for (i = 0; i < n; i++)
		integer(a, values[i]);
	vmacpigen_aml_end(a, begun);
}

void
vmacpigen_aml_name_resources(
    struct aml *a, const char *name, const struct aml *r)
{
	size_t		 begun;

	begin_name(a, name);
	byte(a, AML_BUFFER);
	begun = a->length;
	integer(a, r->length + 2);
	vmacpigen_aml_bytes(a, r->data, r->length);
	byte(a, ACPI_RESOURCE_END);
	byte(a, 0);			/* 6.4.2.9: 0 is not checked */
	vmacpigen_aml_end(a, begun);
	if (a->error == NULL)
		a->error = r->error;
}

void
vmacpigen_aml_method(struct aml *a, const char *name, const char *terms)
{
	size_t		 begun;

	byte(a, AML_METHOD);
	begun = a->length;
	segment(a, name);
	byte(a, 0);			/* no arguments, not serialized */
	byte(a, AML_RETURN);
	vmacpigen_aml_bytes(a, terms, strlen(terms));
	vmacpigen_aml_end(a, begun);
}
