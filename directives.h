/* See LICENSE for licence details. */

/*
 * The directives of a machine's text: one table of what each has, for the
 * parser, the printer and the manual.
 */

#ifndef DIRECTIVES_H
#define DIRECTIVES_H

#include "vmacpigen.h"

enum vmacpigen_arg_type {
	ARG_NUMBER,		/* unsigned, of size bytes; decimal or 0x */
	ARG_HEX,		/* the same, printed with 0x */
	ARG_AUTO,		/* the same, or off (0), or auto */
	ARG_RANGE,		/* struct vmacpigen_range: A-B, or A */
	ARG_AUTO_RANGE,		/* the same, or off, or auto */
	ARG_TEXT,		/* size bytes with a NUL: a word, or "words" */
	ARG_WORD,		/* a byte: the value of one of words */
	ARG_SET,		/* unsigned: words, or'ed, to the line's end */
	ARG_VALUE,		/* a byte that the keyword alone sets to min */
	ARG_COM,		/* a byte: comN */
	ARG_IRQ,		/* struct vmacpigen_irq: its GSI */
	ARG_VERSION,		/* two bytes: 6.5 */
	ARG_FILES,		/* the name of a layout, for files */
	ARG_FLAT,		/* ... for the flat image */
	ARG_AML,		/* the name of fixed AML, or none */
	ARG_PROPERTIES,		/* names of properties, to the line's end */
	ARG_OFF			/* names of switches, to the line's end */
};

struct vmacpigen_word {
	const char	*word;
	uint32_t	 value;
};

struct vmacpigen_arg {
	const char	*keyword;	/* before the value; NULL: by place */
	enum vmacpigen_arg_type type : 8;
	uint16_t	 offset;	/* in the machine, or in an element */
	uint16_t	 size;
	bool		 optional;
	uint64_t	 min, max;
	const struct vmacpigen_word *words;	/* of an ARG_WORD or ARG_SET */
	const char	*name;		/* of other values, in the manual */
};

#define NO_OFFSET	SIZE_MAX
#define MAX_ARGS	12		/* of a directive */

struct vmacpigen_directive {
	const char	*name;
	const char	*help;
	size_t		 present;	/* a bool in the machine: it is there */

	/* A list: an element for each line that has the directive */
	size_t		 list, count;	/* in the machine; NO_OFFSET: none */
	size_t		 element, max;
	size_t		 line;		/* a uint16_t in the element */
	int		 type;		/* of a device, or -1 */
	const struct vmacpigen_arg *args;	/* a name of NULL ends them */

	/* What -m changes of it, and to what; a name of NULL: nothing */
	struct vmacpigen_property property;
};

extern const struct vmacpigen_directive vmacpigen_directives[];
extern const size_t vmacpigen_ndirectives;

/* The machine before any line of its text: the defaults */
extern const struct vmacpigen_machine vmacpigen_blank;

/* AML that a text names; a name of NULL ends them. */
struct vmacpigen_named_aml {
	const char	*name;
	const uint8_t	*aml;
	size_t		 length;
};
extern const struct vmacpigen_named_aml vmacpigen_amls[];

/* Where 32-bit PCI windows end: the I/O APIC comes next. */
#define VMACPIGEN_WINDOW_LIMIT	0xfebfffff

/* An unsigned integer of 1, 2, 4 or 8 bytes in memory */
uint64_t vmacpigen_get(const void *, size_t size);
void vmacpigen_put(void *, size_t size, uint64_t);

#endif /* DIRECTIVES_H */
