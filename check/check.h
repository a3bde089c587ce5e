/* See LICENSE for licence details. */

/*
 * The checker: small rules, each a function with one message, over a set
 * and over the tables that its script links.
 */

#ifndef CHECK_H
#define CHECK_H

#include "read/input.h"
#include "read/map.h"

/* Who minds when a rule is broken */
#define CHECK_SEABIOS	0x001U
#define CHECK_OVMF	0x002U
#define CHECK_QBOOT	0x004U
#define CHECK_UBOOT	0x008U
#define CHECK_COREBOOT	0x010U
#define CHECK_STAGE0	0x020U
#define CHECK_FIRMWARE	0x03fU
#define CHECK_ACPI	0x040U		/* the specification */
#define CHECK_LINUX	0x080U
#define CHECK_OPENBSD	0x100U
#define CHECK_GUESTS	0x1c0U		/* always asked */
#define CHECK_DEFAULT	(CHECK_SEABIOS | CHECK_OVMF | CHECK_QBOOT)

enum check_level {
	CHECK_WARNING,
	CHECK_ERROR
};

struct check;

struct check_rule {
	const char	*name;
	enum check_level level;
	uint32_t	 who;
	const char	*source;
	void		(*run)(struct check *);
};

struct check {
	const struct input *in;
	const struct vmacpigen_set *set;
	struct vmacpigen_memory memory;	/* as far as the script can be run */
	struct image	 image;
	struct map	 map;		/* names what findings are about */
	struct image	 installed;	/* what OVMF would install */
	const char	*refused;	/* why OVMF would install nothing */
	uint32_t	 who;		/* whom to ask, CHECK_* */
	const struct check_rule *rule;
	size_t		 findings[2];	/* by level */
};

/* Rules of the script (check_script.c) and of the tables (check_tables.c). */
extern const struct check_rule check_script_rules[];
extern const size_t check_nscript_rules;
extern const struct check_rule check_table_rules[];
extern const size_t check_ntable_rules;

/*
 * A finding of the rule that runs: a line on standard output, about a
 * command, a file, a table, or the field at an offset in a table.
 */
void found_command(struct check *, size_t command, const char *, ...)
    __attribute__((format(printf, 3, 4)));
void found_file(struct check *, const struct vmacpigen_file *, const char *,
    ...) __attribute__((format(printf, 3, 4)));
void found_table(struct check *, const struct image_table *, const char *,
    ...) __attribute__((format(printf, 3, 4)));
void found_field(struct check *, const struct image_table *, size_t offset,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/*
 * The bits of a comma-separated list of consumers; 0 if one is unknown.
 */
uint32_t check_consumers(const char *);

/* Prints every rule: name, level, who minds, source. */
void check_list(void);

/*
 * Checks a set (linked at base) and prints its findings, then, with verbose,
 * what the guest of each executed consumer ends up with.  The counts are in
 * check->findings.  Returns the reason why it could not be done.
 */
const char *check_input(struct check *, const struct input *, uint64_t base,
    uint32_t who, bool verbose);

/* Prints what the guest of one executed consumer gets (predict.c). */
const char *check_predict(const struct input *, const char *consumer);

#endif /* CHECK_H */
