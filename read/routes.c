/* See LICENSE for licence details. */

#include "routes.h"

bool
route_read(const struct ns *ns, const struct ns_value *v, struct route *r)
{
	struct ns_value	 field;
	struct ns_place	 in = v->elements;

	if (v->kind != NS_PACKAGE)
		return (false);
	r->n = 0;
	r->table = in.table;
	r->offset = v->offset;
	while (r->n <= ROUTE_FIELDS && ns_next(ns, &in, &field)) {
		if (r->n < ROUTE_FIELDS)
			r->fields[r->n] = field;
		r->n++;
	}
	return (true);
}

bool
route_next(const struct ns *ns, struct ns_place *place, struct route *r)
{
	struct ns_value	 v;

	return (ns_next(ns, place, &v) && route_read(ns, &v, r));
}

bool
route_has(const struct route *r, enum route_field field)
{
	return (r->n > field && r->fields[field].kind == NS_INTEGER);
}

bool
route_pin(const struct route *r, uint64_t *slot, unsigned int *pin)
{
	if (!route_has(r, ROUTE_ADDRESS) || !route_has(r, ROUTE_PIN) ||
	    r->fields[ROUTE_PIN].integer >= ROUTE_PINS)
		return (false);
	*slot = r->fields[ROUTE_ADDRESS].integer >> 16;
	*pin = (unsigned int)r->fields[ROUTE_PIN].integer;
	return (true);
}

bool
route_gsi(const struct route *r, uint64_t *gsi)
{
	if (!route_has(r, ROUTE_SOURCE) ||
	    r->fields[ROUTE_SOURCE].integer != 0 || !route_has(r, ROUTE_INDEX))
		return (false);
	*gsi = r->fields[ROUTE_INDEX].integer;
	return (true);
}
