/* See LICENSE for licence details. */

/* Resource templates: ACPI 6.5, 6.4 */

#include <inttypes.h>

#include "check.h"
#include "read/resources.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX

/* The offset of a template's byte in its table */
static size_t
place(const struct check *ck, const struct check_answer *a, size_t offset)
{
	return ((size_t)(a->value.bytes -
	    ck->aml.ns->tables[a->value.elements.table].data) + offset);
}

/* An end tag whose checksum is the buffer's first byte that is not given: 0 */
static bool
is_padded_end(const struct ns_value *v, const struct resource *r)
{
	return (r->kind == RESOURCE_END && r->length == 1 &&
	    v->size > v->length);
}

/* A method may return one of several buffers, not all of them templates. */
static void
aml_template(struct check *ck, const struct check_answer *a)
{
	struct resource	 r;
	size_t		 at = 0;
	bool		 ends = false;

	if (a->value.kind != NS_BUFFER || a->value.size == 0 || !a->alone)
		return;
	while (resource_next(a->value.bytes, a->value.length, &at, &r)) {
		if (r.fault != NULL && !is_padded_end(&a->value, &r)) {
			found_aml(ck, a->value.elements.table,
			    place(ck, a, r.offset), a->o->node, "the resource "
			    "descriptor at byte %zu of the template: %s",
			    r.offset, r.fault);
			return;
		}
		ends = r.kind == RESOURCE_END;
	}
	if (!ends)
		found_aml(ck, a->value.elements.table, place(ck, a, 0),
		    a->o->node, "the resource template of %zu bytes has no end "
		    "tag; must end with one", a->value.length);
}
static const struct check_rule aml_template_rule = {
	"aml-template", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 6.4.2.9; ACPICA AcpiUtWalkAmlResources()",
	ON_TEMPLATES(aml_template)
};

/* What is wrong with a descriptor: the message, and the value it is about */
struct fault {
	const char	*what;
	uint64_t	 have;
};

typedef struct fault look(const struct resource *);

/*
 * Passes each descriptor of a constant template to a function, until one is
 * wrong.  Skip devices whose _STA may say that they are absent: firmware leaves
 * their descriptors to be filled in.
 */
static void
look_at(struct check *ck, const struct check_answer *a, look *f)
{
	struct resource	 r;
	struct fault	 fault;
	size_t		 at = 0;

	if (a->why != NULL)
		unknown_aml(ck, a->o->node, a->why);
	if (a->why != NULL || a->value.kind != NS_BUFFER)
		return;
	while (resource_next(a->value.bytes, a->value.length, &at, &r)) {
		if (r.fault != NULL)
			return;
		fault = f(&r);
		if (fault.what == NULL)
			continue;
		if (check_present(ck, a))
			found_aml(ck, a->value.elements.table,
			    place(ck, a, r.offset), a->o->node, "%s at 0x%"
			    PRIx64 ": %s; it has 0x%" PRIx64,
			    resource_name(&r), r.minimum, fault.what,
			    fault.have);
		return;
	}
}

static struct fault
good(void)
{
	return ((struct fault){ NULL, 0 });
}

/* A descriptor of zeros is disabled, or filled in by a method. */
static bool
is_empty(const struct resource *r)
{
	return (r->minimum == 0 && r->maximum == 0 && r->size == 0);
}

static struct fault
look_at_ports(const struct resource *r)
{
	uint64_t	 last = r->decode16 ? 0xffff : 0x3ff;

	if ((r->kind != RESOURCE_IO && r->kind != RESOURCE_FIXED_IO) ||
	    is_empty(r))
		return (good());
	if (r->size == 0)
		return ((struct fault){ "its length must be at least 1", 0 });
	if (r->kind == RESOURCE_FIXED_IO)
		return (good());
	if (r->minimum > r->maximum)
		return ((struct fault){ "its maximum must not be below its "
		    "minimum", r->maximum });
	if (r->maximum + r->size - 1 > last)
		return ((struct fault){ "its length must not reach beyond the "
		    "last decoded port", r->size });
	if (r->minimum == r->maximum)
		return (good());
	if (r->alignment == 0)
		return ((struct fault){ "its alignment must be at least 1",
		    0 });
	if ((r->maximum - r->minimum) % r->alignment != 0)
		return ((struct fault){ "its alignment must divide maximum - "
		    "minimum", r->alignment });
	return (good());
}

static void
aml_ports(struct check *ck, const struct check_answer *a)
{
	look_at(ck, a, look_at_ports);
}
static const struct check_rule aml_ports_rule = {
	"aml-ports", CHECK_WARNING, ACPI, "ACPI 6.5, 6.4.2.5, 6.4.2.6",
	ON_TEMPLATES(aml_ports)
};

static struct fault
look_at_alignment(const struct resource *r)
{
	if (r->kind != RESOURCE_IO || r->minimum != r->maximum ||
	    r->alignment != 0 || is_empty(r))
		return (good());
	return ((struct fault){ "its alignment must be at least 1", 0 });
}

/*
 * Ports at a fixed place need no alignment.  Half of all PCs have it 0, and
 * ACPICA and Linux accept that.
 */
static void
aml_alignment(struct check *ck, const struct check_answer *a)
{
	look_at(ck, a, look_at_alignment);
}
static const struct check_rule aml_alignment_rule = {
	"aml-alignment", CHECK_WARNING, ACPI, "ACPI 6.5, 6.4.2.5",
	ON_TEMPLATES(aml_alignment), .asked = true
};

/* Memory24 and Memory32: as with ports, the maximum is the last start. */
static struct fault
look_at_memory(const struct resource *r)
{
	if (r->minimum > r->maximum)
		return ((struct fault){ "its maximum must not be below its "
		    "minimum", r->maximum });
	if (r->size == 0)
		return ((struct fault){ "its length must be at least 1", 0 });
	return (good());
}

/* What length and granularity must be if both ends, one or none are fixed */
static struct fault
look_at_fixed(const struct resource *r)
{
	const bool	 both = r->minimum_fixed && r->maximum_fixed;
	const uint64_t	 span = r->maximum - r->minimum + 1;

	if (both && r->size != span)
		return ((struct fault){ "its length must be maximum - minimum "
		    "+ 1, since both are fixed", r->size });
	if (both && r->granularity != 0)
		return ((struct fault){ "its granularity must be 0, since "
		    "minimum and maximum are fixed", r->granularity });
	if (r->size != 0 && r->minimum_fixed != r->maximum_fixed)
		return ((struct fault){ "its length must be 0, since only one "
		    "of minimum and maximum is fixed", r->size });
	if (r->size != 0 && !both && (r->size & r->granularity) != 0)
		return ((struct fault){ "its length must be a multiple of its "
		    "granularity + 1", r->size });
	return (good());
}

static struct fault
look_at_space(const struct resource *r)
{
	if (r->minimum > r->maximum)
		return ((struct fault){ "its maximum must not be below its "
		    "minimum", r->maximum });
	/* A span of 2^64 wraps to 0. */
	if (r->maximum - r->minimum != UINT64_MAX &&
	    r->size > r->maximum - r->minimum + 1)
		return ((struct fault){ "its length must fit between minimum "
		    "and maximum", r->size });
	if ((r->granularity & (r->granularity + 1)) != 0)
		return ((struct fault){ "its granularity must be a power of "
		    "two minus 1", r->granularity });
	return (look_at_fixed(r));
}

static struct fault
look_at_addresses(const struct resource *r)
{
	if (is_empty(r))
		return (good());
	switch (r->kind) {
	case RESOURCE_MEMORY24:
	case RESOURCE_MEMORY32:
		return (look_at_memory(r));
	case RESOURCE_WORD:
	case RESOURCE_DWORD:
	case RESOURCE_QWORD:
	case RESOURCE_EXTENDED:
		return (look_at_space(r));
	default:
		return (good());
	}
}

static void
aml_addresses(struct check *ck, const struct check_answer *a)
{
	look_at(ck, a, look_at_addresses);
}
static const struct check_rule aml_addresses_rule = {
	"aml-addresses", CHECK_ERROR, ACPI,
	"ACPI 6.5, 6.4.3.5; iasl RsLargeAddressCheck()",
	ON_TEMPLATES(aml_addresses)
};

const struct check_rule *const check_resource_rules[] = {
	&aml_template_rule,
	&aml_ports_rule,
	&aml_alignment_rule,
	&aml_addresses_rule,
	NULL
};
