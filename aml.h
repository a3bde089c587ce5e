/* See LICENSE for licence details. */

/*
 * The few AML encodings (ACPI 6.5, chapter 20) that depend on options; all
 * else is ASL in asl/.  The bytes are those that iasl(1) writes.
 */

#ifndef AML_H
#define AML_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed to begin with; after an error nothing is added any more. */
struct aml {
	uint8_t		*data;
	size_t		 length, max;
	const char	*error;		/* the first thing that failed */
};

/* Makes room for bytes to come, so that they need no more memory. */
void vmacpigen_aml_reserve(struct aml *, size_t);

void vmacpigen_aml_bytes(struct aml *, const void *, size_t);
void vmacpigen_aml_free(struct aml *);

/*
 * Scope (path) and Device (name) begin a package that vmacpigen_aml_end() ends,
 * given what these return.  Names have four characters; a path is names and
 * dots.
 */
size_t vmacpigen_aml_scope(struct aml *, const char *path);
size_t vmacpigen_aml_device(struct aml *, const char *name);
void vmacpigen_aml_end(struct aml *, size_t begun);

/* Name (name, ...) */
void vmacpigen_aml_name_integer(struct aml *, const char *name, uint64_t);
void vmacpigen_aml_name_string(struct aml *, const char *name, const char *);
void vmacpigen_aml_name_eisaid(struct aml *, const char *name, const char *id);
void vmacpigen_aml_name_package(
    struct aml *, const char *name, const uint64_t *, uint8_t n);

/*
 * Method (name) { Return (...) }, given what is returned: names of four
 * characters, one behind the other, a method before its arguments.
 */
void vmacpigen_aml_method(struct aml *, const char *name, const char *terms);

/* Name (name, ResourceTemplate () { ... }), descriptors given as bytes */
void vmacpigen_aml_name_resources(
    struct aml *, const char *name, const struct aml *);

#endif /* AML_H */
