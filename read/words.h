/* See LICENSE for licence details. */

/*
 * Objects of AML in words, for all verbs that print them: one line each,
 * without its end.
 */

#ifndef WORDS_H
#define WORDS_H

#include "namespace.h"

/*
 * What the object's own term says, but for a Name's value and what is inside
 * of a Device: "SystemIO 0x600, 6 bytes", "1 argument, serialized, 20 bytes",
 * "bits 0-7 of \DBG, byte access".  Nothing is printed of kinds that say
 * nothing.
 */
void words_print(struct sink *, const struct ns *, const struct ns_object *);

/* What an object's value is if it is _HID or _CID: "PNP0A08", or in {} */
void words_print_ids(struct sink *, const struct ns *,
    const struct ns_value *);

/* Whether an object is one that words_print_ids() is for */
bool words_has_ids(const struct ns *, const struct ns_object *);

/* Parts of FieldFlags: "byte access", "lock", "write as ones" */
const char *words_access(uint8_t flags);
const char *words_lock(uint8_t flags);
const char *words_update(uint8_t flags);

/* How a unit behind a serial bus is accessed, if that is said: "as word" */
#define WORDS_ATTRIBUTESZ	32
const char *words_attribute(const struct ns_unit *, char [WORDS_ATTRIBUTESZ]);

/* What a unit is behind: "connection I2C address 0x50 ...", or no connection */
void words_print_connection(struct sink *, const struct ns *,
    const struct ns_unit *);

/*
 * Whether a value is a resource template to its last byte, and whether it has
 * more than the end tag
 */
bool words_is_template(const struct ns_value *);
bool words_has_resources(const struct ns_value *);

#endif /* WORDS_H */
