/* See LICENSE for licence details. */

/* Machines as text, and what a text can have */

#include <string.h>

#include "acpi.h"
#include "build.h"
#include "directives.h"
#include "layouts.h"
#include "text.h"

/* A text that goes on behind its buffer: only its length does. */
struct out {
	char		*data;
	size_t		 size, length;
};

static void
put_bytes(struct out *o, const char *s, size_t n)
{
	size_t		 room = o->length < o->size ? o->size - o->length : 0;

	if (room > 0)
		memcpy(o->data + o->length, s, n < room ? n : room);
	o->length += n;
}

static void
put(struct out *o, const char *s)
{
	put_bytes(o, s, strlen(s));
}

static void
put_number(struct out *o, uint64_t v, unsigned int base)
{
	char		 digits[24];
	struct text	 t;

	vmacpigen_text_begin(&t, digits, sizeof(digits));
	vmacpigen_text_number(&t, v, base);
	put(o, digits);
}

static void
put_range(struct out *o, const struct vmacpigen_range *r)
{
	const unsigned int base = r->limit > UINT8_MAX ? 16 : 10;

	put_number(o, r->base, base);
	if (r->limit != r->base) {
		put(o, "-");
		put_number(o, r->limit, base);
	}
}

static void
put_words(struct out *o, const struct vmacpigen_word *w, uint64_t v)
{
	const char	*before = "";
	uint64_t	 left = v;

	/* Of words that share bits the widest says them all. */
	for (; w->word != NULL; w++) {
		if ((v & w->value) != w->value || (left & w->value) == 0 ||
		    (w[1].word != NULL && (w[1].value & w->value) ==
		    w->value && (v & w[1].value) == w[1].value))
			continue;
		put(o, before);
		put(o, w->word);
		before = " ";
		left &= ~(uint64_t)w->value;
	}
	if (*before == '\0')
		put(o, "none");
}

static void
put_word(struct out *o, const struct vmacpigen_word *w, uint64_t v)
{
	while (w->word != NULL && w->value != v)
		w++;
	if (w->word != NULL)
		put(o, w->word);
}

static void
put_layout(struct out *o, const struct vmacpigen_named_layout *l,
    const void *field)
{
	const struct vmacpigen_layout *layout;

	memcpy(&layout, field, sizeof(layout));
	while (l->name != NULL && l->layout != layout)
		l++;
	put(o, l->name != NULL ? l->name : "of-a-program");
}

static void
put_aml(struct out *o, const struct vmacpigen_machine *m)
{
	const struct vmacpigen_named_aml *a = vmacpigen_amls;

	while (a->name != NULL && a->aml != m->aml)
		a++;
	put(o, m->no_aml ? "none" : a->name != NULL ? a->name :
	    "of-a-program");
}

static void
put_text(struct out *o, const char *s)
{
	const bool	 quote = s[0] == '\0' || s[0] == '#' ||
	    strchr(s, ' ') != NULL || strchr(s, '\t') != NULL ||
	    strchr(s, '\r') != NULL;

	put(o, quote ? "\"" : "");
	put(o, s);
	put(o, quote ? "\"" : "");
}

static void
put_properties(struct out *o, const struct vmacpigen_machine *m)
{
	const struct vmacpigen_property *p;
	size_t		 i;

	for (i = 0; (p = vmacpigen_property_at(m, i)) != NULL; i++) {
		put(o, i == 0 ? "" : " ");
		put(o, p->name);
	}
}

/* A value that may be off or automatic */
static void
put_automatic(struct out *o, const struct vmacpigen_arg *arg,
    const void *field)
{
	uint64_t	 v = vmacpigen_get(field, sizeof(v));
	struct vmacpigen_range r;

	if (v <= VMACPIGEN_AUTO)
		put(o, v == 0 ? "off" : "auto");
	else if (arg->type == ARG_AUTO)
		put_number(o, v, 16);
	else {
		memcpy(&r, field, sizeof(r));
		put_range(o, &r);
	}
}

/* Layouts, AML and properties of the machine, by their names */
static void
put_part(struct out *o, const struct vmacpigen_machine *m,
    const struct vmacpigen_arg *arg, const void *field)
{
	if (arg->type == ARG_FILES)
		put_layout(o, vmacpigen_file_layouts, field);
	else if (arg->type == ARG_FLAT)
		put_layout(o, vmacpigen_flat_layouts, field);
	else if (arg->type == ARG_AML)
		put_aml(o, m);
	else
		put_properties(o, m);
}

static void
put_value(struct out *o, const struct vmacpigen_machine *m,
    const struct vmacpigen_arg *arg, const void *field)
{
	const uint8_t	*bytes = field;
	struct vmacpigen_range r;
	struct vmacpigen_irq irq;
	uint64_t	 v = 0;

	if (arg->size <= sizeof(v))
		v = vmacpigen_get(field, arg->size);
	switch (arg->type) {
	case ARG_AUTO:
	case ARG_AUTO_RANGE:
		put_automatic(o, arg, field);
		break;
	case ARG_RANGE:
		memcpy(&r, field, sizeof(r));
		put_range(o, &r);
		break;
	case ARG_NUMBER:
		put_number(o, v, 10);
		break;
	case ARG_HEX:
		put_number(o, v, 16);
		break;
	case ARG_TEXT:
		put_text(o, field);
		break;
	case ARG_WORD:
		put_word(o, arg->words, v);
		break;
	case ARG_SET:
		put_words(o, arg->words, v);
		break;
	case ARG_COM:
		put(o, "com");
		put_number(o, v, 10);
		break;
	case ARG_IRQ:
		memcpy(&irq, field, sizeof(irq));
		put_number(o, irq.gsi, 10);
		break;
	case ARG_VERSION:
		put_number(o, bytes[0], 10);
		put(o, ".");
		put_number(o, bytes[1], 10);
		break;
	case ARG_FILES:
	case ARG_FLAT:
	case ARG_AML:
	case ARG_PROPERTIES:
		put_part(o, m, arg, field);
		break;
	case ARG_VALUE:
	case ARG_OFF:
		break;
	}
}

/* Is the value another than what the text would leave there? */
static bool
differs(const struct vmacpigen_arg *arg, const char *element,
    const char *blank)
{
	static const char zeros[VMACPIGEN_PATH];
	const char	*field = element + arg->offset;
	struct vmacpigen_irq irq;

	if (arg->type == ARG_IRQ) {
		memcpy(&irq, field, sizeof(irq));
		return (irq.there);
	}
	if (arg->type == ARG_AML)
		return (memcmp(field, zeros, arg->size) != 0 ||
		    ((const struct vmacpigen_machine *)(const void *)
		    element)->no_aml);
	if (arg->type == ARG_VALUE)
		return (vmacpigen_get(field, arg->size) == arg->min);
	return (memcmp(field, blank == NULL ? zeros : blank + arg->offset,
	    arg->type == ARG_VERSION ? 2 : arg->size) != 0);
}

static void
put_line(struct out *o, const struct vmacpigen_machine *m,
    const struct vmacpigen_directive *d, const char *element,
    const char *blank)
{
	const struct vmacpigen_arg *arg;

	put(o, d->name);
	for (arg = d->args; arg->name != NULL; arg++) {
		if (arg->optional && !differs(arg, element, blank))
			continue;
		put(o, " ");
		if (arg->keyword != NULL) {
			put(o, arg->keyword);
			put(o, arg->type == ARG_VALUE ? "" : " ");
		}
		put_value(o, m, arg, element + arg->offset);
	}
	put(o, "\n");
}

static bool
any_differs(const struct vmacpigen_directive *d,
    const struct vmacpigen_machine *m)
{
	const struct vmacpigen_arg *arg;

	for (arg = d->args; arg->name != NULL; arg++) {
		if (arg->type != ARG_OFF && differs(arg, (const char *)m,
		    (const char *)&vmacpigen_blank))
			return (true);
	}
	return (false);
}

/* All lines of a list, with whatever directive each has */
static void
put_list(struct out *o, const struct vmacpigen_machine *m,
    const struct vmacpigen_directive *d)
{
	const char	*e = (const char *)m + d->list;
	const struct vmacpigen_directive *own;
	size_t		 i, n;

	memcpy(&n, (const char *)m + d->count, sizeof(n));
	for (i = 0; i < n; i++, e += d->element) {
		for (own = d; d->type >= 0 && (enum vmacpigen_device_type)
		    own->type != ((const struct vmacpigen_device *)
		    (const void *)e)->type; own++)
			;
		put_line(o, m, own, e, NULL);
	}
}

/* What is described, and off all the same */
static void
put_off(struct out *o, const struct vmacpigen_machine *m,
    const struct vmacpigen_directive *off)
{
	const struct vmacpigen_directive *d;
	const char	*before = off->name;
	size_t		 i;

	for (i = 0; i < vmacpigen_ndirectives; i++) {
		d = &vmacpigen_directives[i];
		if (d->list == offsetof(struct vmacpigen_machine, ioapics)) {
			if (m->nioapics == 0 || m->hw.ioapic)
				continue;
		} else if (d->present == NO_OFFSET || !any_differs(d, m) ||
		    ((const char *)m)[d->present] != 0)
			continue;
		if (before != NULL)
			put(o, before);
		before = NULL;
		put(o, " ");
		put(o, d->name);
	}
	if (before == NULL)
		put(o, "\n");
}

size_t
vmacpigen_machine_print(const struct vmacpigen_machine *m, char *data,
    size_t size)
{
	struct out	 o = { data, size > 0 ? size - 1 : 0, 0 };
	const struct vmacpigen_directive *d, *last = NULL;
	size_t		 i;
	bool		 present;

	for (i = 0; i < vmacpigen_ndirectives; i++) {
		d = &vmacpigen_directives[i];
		if (d->args[0].type == ARG_OFF && d->args[0].name != NULL)
			put_off(&o, m, d);
		else if (d->list != NO_OFFSET) {
			if (last == NULL || last->list != d->list)
				put_list(&o, m, d);
			last = d;
		} else {
			present = d->present != NO_OFFSET &&
			    ((const char *)m)[d->present] != 0;
			if (present || any_differs(d, m))
				put_line(&o, m, d, (const char *)m,
				    (const char *)&vmacpigen_blank);
		}
	}
	if (size > 0)
		data[o.length < o.size ? o.length : o.size] = '\0';
	return (o.length);
}

/* A keyword, and what follows it */
static void
put_syntax(struct out *o, const struct vmacpigen_arg *arg)
{
	const struct vmacpigen_word *w = arg->words;

	if (arg->keyword != NULL)
		put(o, arg->keyword);
	if (arg->keyword != NULL && (w != NULL || arg->name[0] != '\0'))
		put(o, " ");
	put(o, arg->name);
	for (; w != NULL && w->word != NULL; w++) {
		put(o, w == arg->words ? "" : " | ");
		put(o, w->word);
	}
	if (arg->type == ARG_SET)
		put(o, arg->optional ? " ..." : " ... | none");
}

bool
vmacpigen_directive_at(size_t i, char *syntax, size_t size, const char **help)
{
	struct out	 o = { syntax, size > 0 ? size - 1 : 0, 0 };
	const struct vmacpigen_directive *d;
	const struct vmacpigen_arg *arg;

	if (i >= vmacpigen_ndirectives)
		return (false);
	d = &vmacpigen_directives[i];
	put(&o, d->name);
	for (arg = d->args; arg->name != NULL; arg++) {
		put(&o, arg->optional ? " [" : " ");
		put_syntax(&o, arg);
		put(&o, arg->optional ? "]" : "");
	}
	if (size > 0)
		syntax[o.length < o.size ? o.length : o.size] = '\0';
	*help = d->help;
	return (true);
}
