/* See LICENSE for licence details. */

#include <ctype.h>

#include "resources.h"
#include "terms.h"
#include "words.h"

#define END_TAG		2	/* bytes of it: 6.4.2.9 */

/*
 * Values
 */

static bool
is_word(const char *s)
{
	while (isalnum((unsigned char)*s) || *s == '_')
		s++;
	return (*s == '\0');
}

static void
print_id(struct sink *out, const struct ns *ns, const struct ns_value *v)
{
	char		 id[NS_IDSZ];

	if (ns_id(v, id) && is_word(id))
		sink_text(out, id, 0);
	else
		ns_print_value(out, ns, v);
}

void
words_print_ids(struct sink *out, const struct ns *ns,
    const struct ns_value *v)
{
	struct ns_place	 place = v->elements;
	struct ns_value	 element;
	const char	*before = "";

	if (v->kind != NS_PACKAGE) {
		print_id(out, ns, v);
		return;
	}
	sink_putc(out, '{');
	while (ns_next(ns, &place, &element)) {
		sink_text(out, before, 0);
		print_id(out, ns, &element);
		before = ", ";
	}
	sink_putc(out, '}');
}

bool
words_has_ids(const struct ns *ns, const struct ns_object *o)
{
	return (ns_is_named(ns, o, "_HID") || ns_is_named(ns, o, "_CID"));
}

bool
words_is_template(const struct ns_value *v)
{
	return (v->kind == NS_BUFFER && v->known && v->size == v->length &&
	    resource_is_template(v->bytes, v->length));
}

bool
words_has_resources(const struct ns_value *v)
{
	return (v->length > END_TAG && words_is_template(v));
}

/*
 * Regions and fields
 */

static void
print_region(struct sink *out, const struct ns *ns, const struct ns_object *o)
{
	struct ns_region r;
	char		 text[NS_SPACESZ];

	ns_region(ns, o, &r);
	sink_text(out, ns_space_name(o->region.space, text), 0);
	if (r.address_known)
		sink_printf(out, " 0x%llx", (unsigned long long)r.address);
	else
		sink_text(out, " computed address", 0);
	if (r.length_known)
		sink_printf(out, ", %llu bytes", (unsigned long long)r.length);
	else
		sink_text(out, ", computed length", 0);
}

/* Signature, OEM ID and OEM Table ID */
static void
print_data_region(struct sink *out, const struct ns *ns,
    const struct ns_object *o)
{
	struct ns_place	 place = ns_contents(o);
	const char	*before = "";
	struct ns_value	 v;

	while (ns_next(ns, &place, &v)) {
		sink_text(out, before, 0);
		ns_print_value(out, ns, &v);
		before = ", ";
	}
}

const char *
words_access(uint8_t flags)
{
	static const char *const words[NS_ACCESS + 1] = { "any access",
	    "byte access", "word access", "dword access", "qword access",
	    "buffer access", "access 6", "access 7", "access 8", "access 9",
	    "access 10", "access 11", "access 12", "access 13", "access 14",
	    "access 15" };

	return (words[flags & NS_ACCESS]);
}

const char *
words_lock(uint8_t flags)
{
	return (flags & NS_LOCK ? "lock" : "no lock");
}

const char *
words_update(uint8_t flags)
{
	static const char *const words[] = { "preserve", "write as ones",
	    "write as zeros", "update rule 3" };

	return (words[(flags & NS_UPDATE) >> 5]);
}

const char *
words_attribute(const struct ns_unit *unit, char text[WORDS_ATTRIBUTESZ])
{
	/* ACPI 6.5, 5.5.2.4.6.3 */
	static const char *const words[] = { [0x02] = "quick",
	    [0x04] = "send and receive", [0x06] = "byte", [0x08] = "word",
	    [0x0a] = "block", [0x0b] = "bytes", [0x0c] = "process call",
	    [0x0d] = "block process call", [0x0e] = "raw bytes",
	    [0x0f] = "raw process bytes" };
	const uint8_t	 a = unit->attribute;
	int		 n;

	if (a < sizeof(words) / sizeof(words[0]) && words[a] != NULL)
		n = snprintf(text, WORDS_ATTRIBUTESZ, "as %s", words[a]);
	else
		n = snprintf(text, WORDS_ATTRIBUTESZ, "attribute 0x%x", a);
	if (unit->length != 0)
		snprintf(text + n, WORDS_ATTRIBUTESZ - (size_t)n, " %u",
		    unit->length);
	return (text);
}

/* A descriptor by itself, or the name of a template */
void
words_print_connection(struct sink *out, const struct ns *ns,
    const struct ns_unit *unit)
{
	struct ns_place	 place = unit->connection;
	struct resource	 r;
	struct ns_value	 v;
	size_t		 at = 0;

	if (place.end == 0) {
		sink_text(out, "no connection", 0);
		return;
	}
	ns_next(ns, &place, &v);
	sink_text(out, "connection ", 0);
	if (v.kind == NS_BUFFER && v.size == v.length &&
	    resource_next(v.bytes, v.length, &at, &r))
		resource_print(out, &r);
	else
		ns_print_value(out, ns, &v);
}

/* Flags that are 0 are the usual ones, and not printed. */
static void
print_unit(struct sink *out, const struct ns *ns, const struct ns_object *o)
{
	const struct ns_unit *unit = ns_unit(ns, o);
	const uint8_t	 flags = unit->flags;
	char		 path[NS_PATHSZ], text[WORDS_ATTRIBUTESZ];
	struct ns_place	 bank = unit->bank;
	struct ns_value	 v;

	if (unit->width == 1)
		sink_printf(out, "bit %llu", (unsigned long long)unit->bit);
	else
		sink_printf(out, "bits %llu-%llu",
		    (unsigned long long)unit->bit, (unsigned long long)(
		    unit->bit + unit->width) - 1);
	sink_printf(out, " of %s", ns_path(ns, unit->parent, path));
	if (o->kind != NS_FIELD)
		sink_printf(out, " by %s", ns_path(ns, unit->other, path));
	if (o->kind == NS_BANK_FIELD) {
		ns_next(ns, &bank, &v);
		sink_text(out, " = ", 0);
		ns_print_value(out, ns, &v);
	}
	if (flags & NS_ACCESS)
		sink_printf(out, ", %s", words_access(flags));
	if (flags & NS_LOCK)
		sink_printf(out, ", %s", words_lock(flags));
	if (flags & NS_UPDATE)
		sink_printf(out, ", %s", words_update(flags));
	if (unit->attribute != 0)
		sink_printf(out, ", %s", words_attribute(unit, text));
	if (unit->connection.end != 0) {
		sink_text(out, ", ", 0);
		words_print_connection(out, ns, unit);
	}
}

/* A CreateField's source and index; of CreateField and so on in bits */
static void
print_created(struct sink *out, const struct ns *ns, const struct ns_object *o)
{
	struct ns_place	 place = ns_contents(o);
	struct ns_value	 source, index, width;
	const bool	 bits = o->create.opcode == OP_CREATE_BIT ||
			    o->create.opcode == OP_CREATE_FIELD;

	ns_next(ns, &place, &source);
	ns_next(ns, &place, &index);
	sink_text(out, bits ? "bit " : "byte ", 0);
	ns_print_value(out, ns, &index);
	sink_text(out, " of ", 0);
	ns_print_value(out, ns, &source);
	if (o->create.opcode != OP_CREATE_FIELD)
		return;
	ns_next(ns, &place, &width);
	sink_text(out, ", width ", 0);
	ns_print_value(out, ns, &width);
}

/*
 * Other kinds
 */

static void
print_method(struct sink *out, const struct ns_object *o)
{
	if (o->method.args > 0)
		sink_printf(out, "%u argument%s, ", o->method.args,
		    o->method.args > 1 ? "s" : "");
	if (o->method.serialized)
		sink_text(out, "serialized, ", 0);
	if (o->method.sync > 0)
		sink_printf(out, "at level %u, ", o->method.sync);
	if (o->body_length == 0)
		sink_text(out, "empty", 0);
	else
		sink_printf(out, "%lu byte%s", (unsigned long)o->body_length,
		    o->body_length == 1 ? "" : "s");
}

static void
print_processor(struct sink *out, const struct ns_object *o)
{
	sink_printf(out, "ID %u", o->processor.id);
	if (o->processor.length > 0)
		sink_printf(out, ", P_BLK 0x%lx, %u bytes",
		    (unsigned long)o->processor.address, o->processor.length);
}

static void
print_external(struct sink *out, const struct ns_object *o)
{
	/* ACPI 6.5, 19.6.97 */
	static const char *const types[] = { "anything", "Integer", "String",
	    "Buffer", "Package", "Field", "Device", "Event", "Method", "Mutex",
	    "OperationRegion", "PowerResource", "Processor", "ThermalZone",
	    "BufferField" };

	if (o->external.type < sizeof(types) / sizeof(types[0]))
		sink_text(out, types[o->external.type], 0);
	else
		sink_printf(out, "type %u", o->external.type);
	if (o->external.type == NS_TYPE_METHOD)
		sink_printf(out, " of %u argument%s", o->external.args,
		    o->external.args == 1 ? "" : "s");
}

void
words_print(struct sink *out, const struct ns *ns, const struct ns_object *o)
{
	char		 path[NS_PATHSZ];

	switch (o->kind) {
	case NS_METHOD:
		print_method(out, o);
		break;
	case NS_REGION:
		print_region(out, ns, o);
		break;
	case NS_DATA_REGION:
		print_data_region(out, ns, o);
		break;
	case NS_FIELD:
	case NS_INDEX_FIELD:
	case NS_BANK_FIELD:
		print_unit(out, ns, o);
		break;
	case NS_BUFFER_FIELD:
		print_created(out, ns, o);
		break;
	case NS_PROCESSOR:
		print_processor(out, o);
		break;
	case NS_POWER_RESOURCE:
		sink_printf(out, "level %u, order %u", o->power.level,
		    o->power.order);
		break;
	case NS_MUTEX:
		sink_printf(out, "level %u", o->mutex.sync);
		break;
	case NS_ALIAS:
		sink_text(out, ns_path(ns, o->alias.target, path), 0);
		break;
	case NS_EXTERNAL:
		print_external(out, o);
		break;
	default:
		break;
	}
}
