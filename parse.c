/* See LICENSE for licence details. */

/* Machines from text */

#include <string.h>

#include "acpi.h"
#include "build.h"
#include "directives.h"
#include "layouts.h"
#include "text.h"

#define MAX_WORDS	40		/* in a line */
#define MAX_LINE	1000		/* bytes */
#define MAX_LINES	10000
#define MAX_NAME	16		/* bytes of a directive's name */

struct token {
	const char	*start;
	size_t		 length;
};

struct parser {
	struct vmacpigen_machine *machine;
	const char	*name;		/* of the text */
	char		*reason;
	bool		 failed;
	unsigned int	 line;
	const struct vmacpigen_directive *directive;
	struct token	 tokens[MAX_WORDS];
	size_t		 ntokens, next;
	uint16_t	 seen[128];	/* the line of each single one, or 0 */
	bool		 off[128];	/* described all the same */
};

/* Begins "name:line: ". */
static void
begin(const struct parser *p, struct text *t)
{
	vmacpigen_text_begin(t, p->reason, VMACPIGEN_REASON);
	vmacpigen_text_add(t, p->name);
	vmacpigen_text_add(t, ":");
	vmacpigen_text_number(t, p->line, 10);
	vmacpigen_text_add(t, ": ");
}

/* As much of a token as leaves room for the reason */
static void
add_token(struct text *t, const struct token *token)
{
	vmacpigen_text_bytes(t, token->start, token->length < 40 ?
	    token->length : 40);
}

/* Keeps the first failure only. */
static bool
fail(struct parser *p, const char *a, const struct token *token, const char *b)
{
	struct text	 t;

	if (p->failed)
		return (false);
	p->failed = true;
	begin(p, &t);
	vmacpigen_text_add(&t, a);
	if (token != NULL)
		add_token(&t, token);
	vmacpigen_text_add(&t, b);
	return (false);
}

/* "DIRECTIVE: KEYWORD TOKEN what; must be ..." */
static bool
fail_token(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *token, const char *what)
{
	const struct vmacpigen_word *w = arg->words;
	struct text	 t;

	if (p->failed)
		return (false);
	p->failed = true;
	begin(p, &t);
	vmacpigen_text_add(&t, p->directive->name);
	vmacpigen_text_add(&t, ": ");
	if (arg->keyword != NULL) {
		vmacpigen_text_add(&t, arg->keyword);
		vmacpigen_text_add(&t, " ");
	}
	if (token != NULL)
		add_token(&t, token);
	vmacpigen_text_add(&t, what);
	if (w == NULL && arg->name[0] == '\0')
		return (false);
	vmacpigen_text_add(&t, "; must be ");
	vmacpigen_text_add(&t, arg->name);
	for (; w != NULL && w->word != NULL; w++) {
		vmacpigen_text_add(&t, w == arg->words ? "" : " | ");
		vmacpigen_text_add(&t, w->word);
	}
	if (arg->type == ARG_SET)
		vmacpigen_text_add(&t, " | none");
	return (false);
}

static bool
fail_arg(struct parser *p, const struct vmacpigen_arg *arg, const char *what)
{
	return (fail_token(p, arg, NULL, what));
}

static bool
is_word(const struct token *t, const char *word)
{
	return (t->length == strlen(word) &&
	    memcmp(t->start, word, t->length) == 0);
}

/*
 * Values
 */

/* A number with K, M or G behind it, or nothing; up to end */
static bool
number(const char *s, size_t length, uint64_t *value)
{
	static const char units[] = "KMG";
	char		 digits[32];
	const char	*end, *unit;
	unsigned int	 shift = 0;

	if (length == 0 || length >= sizeof(digits))
		return (false);
	memcpy(digits, s, length);
	digits[length] = '\0';
	if ((end = vmacpigen_number(digits, value)) == NULL)
		return (false);
	if (*end != '\0' && (unit = strchr(units, *end)) != NULL) {
		shift = 10 + 10 * (unsigned int)(unit - units);
		end++;
	}
	if (*end != '\0' || *value > UINT64_MAX >> shift)
		return (false);
	*value <<= shift;
	return (true);
}

/* "DIRECTIVE: ARGUMENT is TOKEN; must be MIN to MAX" */
static bool
out_of_range(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t)
{
	struct text	 text;

	if (p->failed)
		return (false);
	p->failed = true;
	begin(p, &text);
	vmacpigen_text_add(&text, p->directive->name);
	vmacpigen_text_add(&text, ": ");
	vmacpigen_text_add(&text, arg->keyword != NULL ? arg->keyword :
	    arg->name);
	vmacpigen_text_add(&text, " is ");
	add_token(&text, t);
	vmacpigen_text_add(&text, "; must be ");
	if (arg->min != arg->max) {
		vmacpigen_text_number(&text, arg->min, 10);
		vmacpigen_text_add(&text, " to ");
	}
	vmacpigen_text_number(&text, arg->max, arg->max > UINT16_MAX ? 16 :
	    10);
	return (false);
}

static bool
set_number(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, void *field)
{
	uint64_t	 v;

	if (!number(t->start, t->length, &v))
		return (fail_arg(p, arg, "is not a number"));
	if (v < arg->min || v > arg->max)
		return (out_of_range(p, arg, t));
	vmacpigen_put(field, arg->size, v);
	return (true);
}

static bool
set_range(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, struct vmacpigen_range *r)
{
	const char	*dash = memchr(t->start, '-', t->length);
	const size_t	 first = dash == NULL ? t->length :
	    (size_t)(dash - t->start);

	if (!number(t->start, first, &r->base))
		return (fail_arg(p, arg, "is not a range, like 0x1000-0xffff"));
	r->limit = r->base;
	if (dash != NULL && !number(dash + 1, t->length - first - 1,
	    &r->limit))
		return (fail_arg(p, arg, "is not a range, like 0x1000-0xffff"));
	if (r->limit < r->base)
		return (fail_arg(p, arg, "ends before it begins"));
	if (r->base < arg->min || r->limit > arg->max)
		return (out_of_range(p, arg, t));
	return (true);
}

static bool
set_text(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, char *field)
{
	if (t->length >= arg->size)
		return (fail_arg(p, arg, "is too long"));
	memset(field, 0, arg->size);
	memcpy(field, t->start, t->length);
	return (true);
}

static const struct vmacpigen_word *
find_word(const struct vmacpigen_word *words, const struct token *t)
{
	while (words->word != NULL && !is_word(t, words->word))
		words++;
	return (words->word != NULL ? words : NULL);
}

/* Sets words up to the end of the line, or up to another word. */
static bool
set_words(struct parser *p, const struct vmacpigen_arg *arg, void *field)
{
	const struct vmacpigen_word *w;
	uint64_t	 v = 0;
	size_t		 first = p->next;

	if (p->next < p->ntokens && is_word(&p->tokens[p->next], "none"))
		p->next++;
	while (p->next < p->ntokens && (w = find_word(arg->words,
	    &p->tokens[p->next])) != NULL) {
		if (v & w->value)
			return (fail(p, "the line cannot have ",
			    &p->tokens[p->next], " here, or again"));
		v |= w->value;
		p->next++;
	}
	if (p->next == first && !arg->optional)
		return (p->next < p->ntokens ? fail_token(p, arg,
		    &p->tokens[p->next], " is unknown") : fail_arg(p, arg,
		    "is missing"));
	vmacpigen_put(field, arg->size, v);
	return (true);
}

static bool
set_version(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, uint8_t *field)
{
	const char	*dot = memchr(t->start, '.', t->length);
	const size_t	 first = dot == NULL ? t->length :
	    (size_t)(dot - t->start);
	uint64_t	 major, minor = 0;

	if (!number(t->start, first, &major) || (dot != NULL &&
	    !number(dot + 1, t->length - first - 1, &minor)) ||
	    major < 3 || major > 6 || minor > 15)
		return (fail_arg(p, arg, "is not a revision from 3.0 to 6.15"));
	field[0] = (uint8_t)major;
	field[1] = (uint8_t)minor;
	return (true);
}

static bool
set_layout(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, const struct vmacpigen_named_layout *layouts,
    void *field)
{
	while (layouts->name != NULL && !is_word(t, layouts->name))
		layouts++;
	if (layouts->name == NULL)
		return (fail_arg(p, arg, "is not a layout"));
	memcpy(field, &layouts->layout, sizeof(layouts->layout));
	return (true);
}

static bool
set_aml(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t)
{
	const struct vmacpigen_named_aml *a = vmacpigen_amls;
	struct vmacpigen_machine *m = p->machine;

	m->no_aml = is_word(t, "none");
	while (a->name != NULL && !is_word(t, a->name))
		a++;
	if (a->name == NULL && !m->no_aml)
		return (fail_arg(p, arg, "is unknown AML"));
	m->aml = a->aml;
	m->aml_length = a->length;
	return (true);
}

static bool
set_properties(struct parser *p)
{
	const struct vmacpigen_property *prop;
	int		 id;

	for (; p->next < p->ntokens; p->next++) {
		for (id = 0; id < VMACPIGEN_NPROPERTIES; id++) {
			prop = vmacpigen_property_of(
			    (enum vmacpigen_property_id)id);
			if (is_word(&p->tokens[p->next], prop->name))
				break;
		}
		if (id == VMACPIGEN_NPROPERTIES)
			return (fail(p, "no property is called ",
			    &p->tokens[p->next], ""));
		p->machine->properties |= 1U << id;
	}
	return (true);
}

/* Returns the offset of a directive's switch in the machine, or NO_OFFSET. */
static size_t
switch_of(const struct vmacpigen_directive *d)
{
	return (d->list == offsetof(struct vmacpigen_machine, ioapics) ?
	    offsetof(struct vmacpigen_machine, hw.ioapic) : d->present);
}

static bool
set_off(struct parser *p)
{
	const struct vmacpigen_directive *d;
	size_t		 i;

	for (; p->next < p->ntokens; p->next++) {
		for (i = 0; i < vmacpigen_ndirectives; i++) {
			d = &vmacpigen_directives[i];
			if (is_word(&p->tokens[p->next], d->name) &&
			    switch_of(d) != NO_OFFSET)
				break;
		}
		if (i == vmacpigen_ndirectives)
			return (fail(p, "", &p->tokens[p->next],
			    " cannot be off; must be reset, s3, s5, ioapic, "
			    "hpet or waet"));
		p->off[i] = true;
	}
	return (true);
}

static bool
set_automatic(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, void *field)
{
	struct vmacpigen_range r = { 0, 0 };

	if (is_word(t, "auto"))
		r.base = r.limit = VMACPIGEN_AUTO;
	else if (!is_word(t, "off")) {
		if (arg->type == ARG_AUTO)
			return (set_number(p, arg, t, field));
		if (!set_range(p, arg, t, &r))
			return (false);
	}
	memcpy(field, &r, arg->size);
	return (true);
}

/* Sets a byte from a word, or comN. */
static bool
set_byte(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, uint8_t *field)
{
	const struct vmacpigen_word *w;

	if (arg->type == ARG_COM) {
		if (t->length != 4 || memcmp(t->start, "com", 3) != 0 ||
		    t->start[3] < '1' || t->start[3] > '9')
			return (fail_arg(p, arg, "is not a UART"));
		*field = (uint8_t)(t->start[3] - '0');
		return (true);
	}
	if ((w = find_word(arg->words, t)) == NULL)
		return (fail_token(p, arg, t, " is unknown"));
	*field = (uint8_t)w->value;
	return (true);
}

static bool
set_irq(struct parser *p, const struct vmacpigen_arg *arg,
    const struct token *t, struct vmacpigen_irq *irq)
{
	struct vmacpigen_arg gsi = *arg;

	gsi.size = sizeof(irq->gsi);
	irq->there = set_number(p, &gsi, t, &irq->gsi);
	return (irq->there);
}

/* Takes an argument's value, or nothing if it is only a keyword. */
static bool
take(struct parser *p, const struct vmacpigen_arg *arg, void *element)
{
	void		*field = (char *)element + arg->offset;
	const struct token *t = &p->tokens[p->next];

	switch (arg->type) {
	case ARG_VALUE:
		vmacpigen_put(field, arg->size, arg->min);
		return (true);
	case ARG_SET:
		return (set_words(p, arg, field));
	case ARG_PROPERTIES:
		return (set_properties(p));
	case ARG_OFF:
		return (set_off(p));
	default:
		break;
	}
	if (p->next == p->ntokens)
		return (fail_arg(p, arg, "is missing"));
	p->next++;
	switch (arg->type) {
	case ARG_NUMBER:
	case ARG_HEX:
		return (set_number(p, arg, t, field));
	case ARG_AUTO:
	case ARG_AUTO_RANGE:
		return (set_automatic(p, arg, t, field));
	case ARG_RANGE:
		return (set_range(p, arg, t, field));
	case ARG_TEXT:
		return (set_text(p, arg, t, field));
	case ARG_VERSION:
		return (set_version(p, arg, t, field));
	case ARG_FILES:
		return (set_layout(p, arg, t, vmacpigen_file_layouts, field));
	case ARG_FLAT:
		return (set_layout(p, arg, t, vmacpigen_flat_layouts, field));
	case ARG_AML:
		return (set_aml(p, arg, t));
	case ARG_IRQ:
		return (set_irq(p, arg, t, field));
	default:
		return (set_byte(p, arg, t, field));
	}
}

/*
 * Lines
 */

static bool
is_blank(char c)
{
	return (c == ' ' || c == '\t' || c == '\r');
}

/* Cuts a line into words; quoted text is one word. */
static bool
cut(struct parser *p, const char *s, const char *end)
{
	struct token	*t;
	const char	*c;

	p->ntokens = p->next = 0;
	for (c = s; c < end; c++) {
		if (((unsigned char)*c < ' ' && !is_blank(*c)) || *c == 0x7f)
			return (fail(p, "the line has a control character; "
			    "must not",
			    NULL, ""));
	}
	if (end - s > MAX_LINE)
		return (fail(p, "the line has more than 1000 bytes; must not",
		    NULL,
		    ""));
	for (;;) {
		while (s < end && is_blank(*s))
			s++;
		if (s == end || *s == '#')
			return (true);
		if (p->ntokens == MAX_WORDS)
			return (fail(p, "the line has more than 40 words; must "
			    "not",
			    NULL, ""));
		t = &p->tokens[p->ntokens++];
		if (*s == '"') {
			t->start = ++s;
			while (s < end && *s != '"')
				s++;
			if (s == end)
				return (fail(p, "a quotation does not end; "
				    "must, in its line",
				    NULL, ""));
			t->length = (size_t)(s++ - t->start);
			continue;
		}
		for (t->start = s; s < end && !is_blank(*s); s++)
			;
		t->length = (size_t)(s - t->start);
	}
}

/* Returns Levenshtein's distance of two short words. */
static size_t
distance(const struct token *t, const char *name)
{
	size_t		 row[MAX_NAME + 1], i, j, above, left;
	const size_t	 n = strlen(name);

	if (t->length > MAX_NAME || n > MAX_NAME)
		return (MAX_NAME);
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; i <= t->length; i++) {
		left = row[0];
		row[0] = i;
		for (j = 1; j <= n; j++) {
			above = row[j];
			row[j] = left + (t->start[i - 1] != name[j - 1]);
			if (above + 1 < row[j])
				row[j] = above + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			left = above;
		}
	}
	return (row[n]);
}

static const struct vmacpigen_directive *
find_directive(struct parser *p)
{
	const struct vmacpigen_directive *d, *best = vmacpigen_directives;
	const struct token *t = &p->tokens[0];
	struct text	 text;
	size_t		 i, least = MAX_NAME + 1, n;

	for (i = 0; i < vmacpigen_ndirectives; i++) {
		d = &vmacpigen_directives[i];
		if (is_word(t, d->name))
			return (d);
		if ((n = distance(t, d->name)) < least) {
			least = n;
			best = d;
		}
	}
	if (fail(p, "no directive is called ", t, "") || least > 3)
		return (NULL);
	text = (struct text){ p->reason, VMACPIGEN_REASON,
	    strlen(p->reason) };
	vmacpigen_text_add(&text, "; the nearest is ");
	vmacpigen_text_add(&text, best->name);
	return (NULL);
}

/* Returns the list element that a line sets, or the machine. */
static void *
element(struct parser *p)
{
	const struct vmacpigen_directive *d = p->directive;
	char		*m = (char *)p->machine, *e;
	const size_t	 index = (size_t)(d - vmacpigen_directives);
	const uint16_t	 line = (uint16_t)p->line;
	size_t		 n;

	if (d->list == NO_OFFSET) {
		if (p->seen[index] != 0) {
			fail(p, "", &p->tokens[0],
			    " is given twice; must be once");
			return (NULL);
		}
		p->seen[index] = line;
		return (m);
	}
	memcpy(&n, m + d->count, sizeof(n));
	if (n == d->max) {
		fail(p, "", &p->tokens[0], " is given too often");
		return (NULL);
	}
	e = m + d->list + n++ * d->element;
	memcpy(m + d->count, &n, sizeof(n));
	if (d->line != NO_OFFSET)
		memcpy(e + d->line, &line, sizeof(line));
	if (d->type >= 0)
		((struct vmacpigen_device *)(void *)e)->type =
		    (enum vmacpigen_device_type)d->type;
	return (e);
}

/* Is there a word already that sets the same to another value, as edge? */
static bool
excluded(const struct vmacpigen_arg *args, size_t arg,
    const bool taken[MAX_ARGS])
{
	size_t		 i;

	for (i = 0; i < MAX_ARGS && args[i].name != NULL; i++) {
		if (taken[i] && args[arg].type == ARG_VALUE &&
		    args[i].type == ARG_VALUE &&
		    args[i].offset == args[arg].offset)
			return (true);
	}
	return (false);
}

/* Finds an argument by its keyword, or the next without one. */
static const struct vmacpigen_arg *
find_arg(const struct parser *p, const bool taken[MAX_ARGS])
{
	const struct vmacpigen_arg *args = p->directive->args;
	const struct token *t = &p->tokens[p->next];
	size_t		 i;

	for (i = 0; i < MAX_ARGS && args[i].name != NULL; i++) {
		if (!taken[i] && args[i].keyword != NULL &&
		    is_word(t, args[i].keyword))
			return (excluded(args, i, taken) ? NULL : &args[i]);
	}
	for (i = 0; i < MAX_ARGS && args[i].name != NULL; i++) {
		if (!taken[i] && args[i].keyword == NULL)
			return (&args[i]);
	}
	return (NULL);
}

static bool
take_args(struct parser *p, void *e)
{
	const struct vmacpigen_arg *args = p->directive->args, *arg;
	bool		 taken[MAX_ARGS] = { false };
	size_t		 i, before;

	for (p->next = 1; p->next < p->ntokens;) {
		if ((arg = find_arg(p, taken)) == NULL)
			return (fail(p, "the line cannot have ",
			    &p->tokens[p->next], " here, or again"));
		taken[arg - args] = true;
		if (arg->keyword != NULL)
			p->next++;
		before = p->next;
		if (!take(p, arg, e))
			return (false);
		if (arg->keyword == NULL && p->next == before)
			return (fail(p, "the line cannot have ",
			    &p->tokens[p->next], " here"));
	}
	for (i = 0; i < MAX_ARGS && args[i].name != NULL; i++) {
		if (!taken[i] && !args[i].optional)
			return (fail_arg(p, &args[i], "is missing"));
	}
	return (true);
}

static bool
parse_line(struct parser *p, const char *s, const char *end)
{
	void		*e;

	if (!cut(p, s, end) || p->ntokens == 0)
		return (!p->failed);
	if ((p->directive = find_directive(p)) == NULL ||
	    (e = element(p)) == NULL)
		return (false);
	if (switch_of(p->directive) != NO_OFFSET)
		((char *)p->machine)[switch_of(p->directive)] = 1;
	return (take_args(p, e));
}

static void
turn_off(const struct parser *p)
{
	size_t		 i;

	for (i = 0; i < vmacpigen_ndirectives; i++) {
		if (p->off[i])
			((char *)p->machine)[switch_of(
			    &vmacpigen_directives[i])] = 0;
	}
}

/* Sets the widths of registers, which the text does not give. */
static void
set_widths(struct vmacpigen_machine *m)
{
	struct vmacpigen_register *r[] = { &m->reset, &m->sleep_control,
	    &m->sleep_status };
	size_t		 i;

	for (i = 0; i < sizeof(r) / sizeof(r[0]); i++) {
		if (r[i]->address != 0) {
			r[i]->width = 8;
			r[i]->access = ACPI_GAS_BYTE;
		}
	}
}

/* Checks what the text must have as a whole. */
static bool
check(struct parser *p)
{
	char		 reason[VMACPIGEN_REASON];
	const char	*error;
	unsigned int	 line = 0;

	p->line = p->line > 0 ? p->line : 1;
	if (p->seen[0] == 0)
		return (fail(p, "the directive machine is missing, "
		    "which names the machine", NULL, ""));
	if (p->machine->max_cpus == 0)
		return (fail(p, "the directive cpus is missing, which "
		    "says how many CPUs the machine can have", NULL, ""));
	if ((error = vmacpigen_check_machine(p->machine, reason, &line)) ==
	    NULL)
		return (true);
	if (line != 0)
		p->line = line;
	return (fail(p, error, NULL, ""));
}

const char *
vmacpigen_machine_parse(struct vmacpigen_machine *m, const char *text,
    size_t length, const char *name, char reason[VMACPIGEN_REASON])
{
	struct parser	 p = { .machine = m, .name = name, .reason = reason };
	const char	*end = text + length, *newline;

	*m = vmacpigen_blank;
	while (text < end) {
		if (++p.line > MAX_LINES) {
			fail(&p, "the text has more than 10000 lines; must not",
			    NULL,
			    "");
			break;
		}
		newline = memchr(text, '\n', (size_t)(end - text));
		if (newline == NULL)
			newline = end;
		if (!parse_line(&p, text, newline))
			break;
		text = newline == end ? end : newline + 1;
	}
	turn_off(&p);
	set_widths(m);
	return (!p.failed && check(&p) ? NULL : reason);
}
