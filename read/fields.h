/* See LICENSE for licence details. */

/*
 * What the bytes of a table mean: for every struct rows that name its fields,
 * and a table taken apart by them.  Tables are hostile input: each byte
 * belongs to exactly one field, whatever the table says.
 */

#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "sink.h"

#include "acpi.h"

/*
 * Rows are many, and the dynamic linker writes to each of their pages when the
 * program starts: keep them small.
 */
enum field_kind {
	FIELD_STRUCT,		/* a struct with rows of its own */
	FIELD_NUMBER,		/* for people, decimal */
	FIELD_HEX,
	FIELD_FLAGS,		/* bits of which each has a meaning */
	FIELD_STRING,
	FIELD_GUID,
	FIELD_POINTER,		/* the address of a table, or 0 */
	FIELD_CHECKSUM,
	FIELD_SECRET,		/* a key, printed only on request */
	FIELD_RESERVED
};

/* What it means that a field's bits under the mask are value */
struct field_value {
	uint32_t	 mask;
	uint32_t	 value;
	const char	*name;		/* NULL behind the last */
};

struct field_row {
	const char	*name;		/* NULL behind the last */
	const char	*brief;		/* its name in a line about an entry */
	const struct field_value *values;
	const struct field_layout *layout;	/* of a FIELD_STRUCT */
	uint16_t	 offset;	/* in the struct */
	uint16_t	 size;		/* 0: all that there is */
	enum field_kind	 kind : 8;
	uint8_t		 unit;		/* a list of numbers so wide, or 0 */
	uint8_t		 covers;	/* a checksum; 0: all of the table */
	bool		 identity;	/* tells entries of a type apart */
};

/*
 * A struct: its rows are in order, and leave no byte out.  One of size 0 has
 * one row, which is all of it.
 */
struct field_layout {
	const char	*name;
	const struct field_row *rows;
	const struct field_tail *tails;	/* what may follow it, or NULL */
	uint32_t	 size;
	uint16_t	 least;		/* of the oldest revision; 0: size */
	bool		 single;	/* one in a table: it has no number */
};

/* Where a number is in a struct; of size 0: nowhere */
struct field_place {
	uint16_t	 offset, size;
};

/*
 * What follows a struct, as part of what its length covers: entries of
 * types and lengths, or all of one layout.  A layout without a size is one
 * list or string, which bears the name of the struct before it; or, with a
 * width, rows of so many numbers.  A string without a count ends in NUL.
 */
struct field_tail {
	const struct field_family *family;	/* one of these two; */
	const struct field_layout *layout;	/* both NULL behind the last */
	struct field_place start;	/* as the struct says, from its start;
					 * or else behind what is before */
	struct field_place count;	/* or else as many as there are, */
	uint32_t	 most;		/* up to this number, or 0 */
	struct field_place width;
};

#define FIELD_TAILS		6	/* a struct has no more */

/* Entries that say what they are */
struct field_family {
	struct field_place type;
	struct field_place length;	/* or else it follows from the type */
	const struct field_type *types;	/* or NULL */
	const struct field_layout *other; /* of all other types, or NULL */
};

struct field_type {
	uint32_t	 first, last;
	const struct field_layout *layout;	/* NULL behind the last */
};

/* A table: a struct, and bytes behind all that is known of it */
struct field_table {
	char		 signature[5];	/* "RSD " for the RSDP */
	struct field_layout layout;
	struct field_place when;	/* only if this number */
	uint64_t	 value;		/* is this */
	const char	*rest;		/* the name of the bytes behind */
	bool		 aml;		/* the rest is AML */
	bool		 secret;	/* the rest is a key, or part of one */
};

/*
 * field_table_at(0), (1), ... are all tables that have rows, then NULL.
 * Those of one signature are behind each other, the last without a condition.
 */
const struct field_table *field_table_at(size_t);

/* The last table of a signature, or NULL when it has no rows. */
const struct field_table *field_table_find(const char signature[4]);

/* Is a table of this signature a definition block, with AML in it? */
bool field_has_aml(const char signature[4]);

/*
 * The size of the elements that a table has behind its struct, or 0; whether
 * it has entries instead, each of which begins as a struct acpi_entry; and the
 * struct of a type of these, or NULL when it has no rows.
 */
size_t field_element_size(const struct field_table *);
bool field_has_entries(const struct field_table *);
const struct field_layout *field_entry_layout(const struct field_table *,
    uint8_t type);

/* The least that a struct has, in any revision */
size_t field_least(const struct field_layout *);

/* A table taken apart */
struct fields {
	const struct field_table *table;
	const uint8_t	*data;
	size_t		 length;
	struct field_part {		/* of what follows its struct */
		const struct field_layout *layout;
		uint32_t	 offset;
		uint32_t	 each;		/* entries of so many bytes, */
		uint32_t ordinal; /* of which this is the first; */
						/* 0: one, up to the next */
		uint32_t	 outer;		/* the entry that it is in */
		uint8_t		 depth;		/* 0: in none */
	} *parts;
	size_t		 nparts;
	uint8_t		 depth;		/* of the deepest part */
	size_t		 start;		/* of the parts */
	size_t		 end;
};

/*
 * A field of a table.  Bytes that no row names are one field without a row;
 * so are those of a field that its table or entry cuts off.
 */
struct field {
	size_t		 offset;	/* in the table */
	size_t		 size;
	const struct field_row *row;	/* or NULL */
	const struct field_row *outer;	/* of the struct that it is in */
	size_t		 outer_offset;	/* where in the table that begins */
	const struct field_layout *entry;	/* the entry, or NULL */
	size_t		 ordinal;	/* of the entry in its name, from 0 */
	size_t		 entry_offset;
	size_t		 entry_size;
	size_t		 outer_entry;	/* where the entry begins that this one
					   is in; */
	uint8_t		 depth;		/* 0: it is in none */
	const struct field_part *part;	/* private to fields.c */
};

/*
 * Takes length bytes apart as the table that their signature says.  The
 * fields are valid until fields_close(), and no longer than the data.
 */
void fields_open(struct fields *, const uint8_t *data, size_t length);
void fields_close(struct fields *);

/* The field that holds the byte at an offset below length */
void fields_at(const struct fields *, size_t offset, struct field *);

/*
 * The field behind one; false at the table's end.  All fields, in order, are
 *
 *	for (more = fields_first(&fs, &f); more; more = fields_next(&fs, &f))
 */
bool fields_first(const struct fields *, struct field *);
bool fields_next(const struct fields *, struct field *);

/* Returns whether the table, or a struct, can have fields of a kind. */
bool fields_have(const struct fields *, enum field_kind);
bool field_layout_has(const struct field_layout *, enum field_kind);

/* The field's number; 0 for those that are not up to 8 bytes wide. */
uint64_t field_number(const struct fields *, const struct field *);

/*
 * The field's name within its table, such as "SCI_INT", "RESET_REG.Address"
 * or "Processor Local APIC[3].Flags".
 */
#define FIELD_NAMESZ	160

void field_name(char name[FIELD_NAMESZ], const struct fields *,
    const struct field *);

/* Its last part, "Flags"; or "" */
const char *field_own_name(const struct fields *, const struct field *);

/* The same of the struct that the field is in, such as "RESET_REG" */
void field_struct_name(char name[FIELD_NAMESZ], const struct field *);

/* What its value means, such as the flags that are set; often nothing */
#define FIELD_MEANINGSZ	640

void field_meaning(char meaning[FIELD_MEANINGSZ], const struct fields *,
    const struct field *);

/*
 * Prints the field's value, and returns the number of characters.  Of a
 * secret it says only that it is hidden.
 */
int field_print_value(
    struct sink *, const struct fields *, const struct field *);

/*
 * The same for all of a struct within a table, from a field that is its first
 * and becomes its last, and what that means.  Where the struct ends, or is
 * cut off:
 */
int field_print_struct(struct sink *, const struct fields *, struct field *,
    char meaning[FIELD_MEANINGSZ]);
size_t field_struct_end(const struct fields *, const struct field *);

bool fields_all_zero(const void *, size_t length);

/* Prints length bytes as text, with what does not print as \xNN. */
int field_print_string(struct sink *, const void *, size_t length);

/* The same up to a NUL, as one word: "" if it is empty. */
void field_print_word(struct sink *, const char *, size_t length);

/* Prints bytes as pairs of digits with blanks between, and counts likewise. */
int field_print_hex(
    struct sink *, const uint8_t *, size_t length, bool capitals);

/* Ends a line of a dump: up to 16 bytes, and what of them is text. */
void field_print_dump(
    struct sink *, const uint8_t *, size_t length, bool capitals);

#endif /* FIELDS_H */
