/* See LICENSE for licence details. */

/*
 * The checker.  A rule is a function that gets its subject, with its row
 * beside it; the runner (check.c) walks over the input and hands it one
 * subject after the other.  There is one file for each thing that has rules,
 * whose list of them is at its end.
 */

#ifndef CHECK_H
#define CHECK_H

#include "answers.h"
#include "consumers.h"
#include "install.h"
#include "read/blocks.h"
#include "read/view.h"

enum check_level {
	CHECK_WARNING,
	CHECK_ERROR
};

struct check;

/* What a script does with one of the set's files */
struct check_file {
	const struct vmacpigen_file *file;
	size_t		 allocated;	/* the first ALLOCATE, or SIZE_MAX */
	bool		 narrow;	/* 4 bytes or fewer point into it */
	bool		 wide;		/* more than that do */
};

/* A FADT as a whole struct: what its length leaves out is zero. */
struct check_fadt {
	const struct image_table *t;	/* NULL: there is none */
	struct acpi_fadt f;
};

/*
 * An entry of a MADT or SRAT, whose struct is whole; an allocation of an MCFG;
 * an address in an RSDT or XSDT.
 */
struct check_entry {
	const struct image_table *t;
	const uint8_t	*bytes;		/* NULL: behind the last one */
	uint32_t	 at;		/* in the table */
	uint16_t	 length;
	uint8_t		 type;		/* 0 where there are no types */
	bool		 cpu;		/* see check_cpu() */
};

/* What a rule is handed */
enum check_about {
	CHECK_SET,		/* everything, once */
	CHECK_COMMAND,		/* each command of the script, decoded */
	CHECK_FILE,		/* each file of the set */
	CHECK_TABLE,		/* each table, or the first of a signature */
	CHECK_ROOT,		/* the RSDT or XSDT that the RSDP leads to */
	CHECK_ROOT_ENTRY,	/* each address in it */
	CHECK_FADT,		/* the first FADT */
	CHECK_ENTRY,		/* each entry of a signature's first table */
	CHECK_AML,		/* the definition blocks, once */
	CHECK_OBJECT,		/* each object in them that is loaded, or that
				   a method makes, of a name or a kind */
	CHECK_TEMPLATE,		/* what each _CRS, _PRS and _DMA gives */
	CHECK_ROUTES		/* what each _PRT gives */
};

#define CHECK_ANY	UINT32_MAX

struct check_rule {
	const char	*name;
	enum check_level level;
	uint32_t	 who;		/* minds when it is broken */
	const char	*source;	/* why that is so */

	enum check_about about;
	union {
		void	(*set)(struct check *);
		void	(*command)(struct check *, const struct command *);
		void	(*file)(struct check *, const struct check_file *);
		void	(*table)(struct check *, const struct image_table *);
		void	(*fadt)(struct check *, const struct check_fadt *);
		void	(*entry)(struct check *, const struct check_entry *);
		void	(*object)(struct check *, const struct ns_object *);
		void	(*answer)(struct check *, const struct check_answer *);
	} run;
	const char	*signature;	/* of the table; NULL: each of them */
	const char	*with;		/* of another one that it looks at */
	const char	*object;	/* "_CRS"; NULL: of any name */
	uint32_t	 kind;		/* of command or object, or CHECK_ANY */
	const void	*data;		/* what a family's rules differ in */
	unsigned int	 needs;		/* NEEDS_*: of the input */
	bool		 mild;		/* a warning, unless -c asks */
	bool		 asked;		/* only if -c asks */
};

/* What a rule is about, in its row */
#define ON_SET(f)		.about = CHECK_SET, .run.set = (f)
#define ON_COMMAND(f, k)	.about = CHECK_COMMAND, .run.command = (f), \
				.kind = (k)
#define ON_FILE(f)		.about = CHECK_FILE, .run.file = (f)
#define ON_TABLES(f)		.about = CHECK_TABLE, .run.table = (f)
#define ON_TABLE(s, f)		.about = CHECK_TABLE, .run.table = (f), \
				.signature = (s)
#define ON_ROOT(f)		.about = CHECK_ROOT, .run.table = (f)
#define ON_ROOT_ENTRIES(f)	.about = CHECK_ROOT_ENTRY, .run.entry = (f)
#define ON_FADT(f)		.about = CHECK_FADT, .run.fadt = (f), \
				.signature = "FACP"
#define ON_ENTRIES(s, f)	.about = CHECK_ENTRY, .run.entry = (f), \
				.signature = (s)
#define ON_AML(f)		.about = CHECK_AML, .run.set = (f)
#define ON_OBJECTS(n, f)	.about = CHECK_OBJECT, .run.object = (f), \
				.object = (n), .kind = CHECK_ANY
#define ON_KIND(k, f)		.about = CHECK_OBJECT, .run.object = (f), \
				.kind = (k)
#define ON_TEMPLATES(f)		.about = CHECK_TEMPLATE, .run.answer = (f)
#define ON_ROUTES(f)		.about = CHECK_ROUTES, .run.answer = (f)

#define NEEDS_SCRIPT	0x1U	/* a script; rules of commands always do */
#define NEEDS_FILES	0x2U	/* and the files that go with it */
#define NEEDS_IMAGE	0x4U	/* a linked image */
#define NEEDS_ADDRESSES	0x8U	/* a set or a linked image */

/* What a rule had to leave out */
struct check_unknown {
	const struct check_rule *rule;
	uint32_t	 node;
	const char	*why;
};

struct check {
	struct view	 view;
	const struct check_options *options;
	struct installed installed;	/* by OVMF */
	uint32_t	 who;		/* whom to ask, CHECK_* */
	const struct check_rule *rule;
	size_t		 subjects;	/* that rules were handed */
	size_t		 findings[2];	/* by level */

	/* Subjects, and what more than one rule looks at */
	struct command	*commands;
	size_t		 ncommands;
	struct check_file *files;	/* in the order of the set's */
	struct image	 apart;		/* tables by themselves */
	const struct image *image;	/* that, or the view's */
	struct check_fadt fadt;
	const struct image_table *root;
	unsigned int	 root_width;	/* of its addresses, in bytes */
	struct check_list *lists;	/* of entries, private to check.c */
	struct blocks	 aml;		/* the guest's */
	struct audit	*audit;		/* NULL: not asked; see audit.h */
	struct check_answers templates, routes;
	struct check_unknown *unknown;
	size_t		 nunknown;
};

struct check_options {
	uint64_t	 base;		/* where to link a set */
	uint32_t	 who;		/* firmware, CHECK_*; guests always */
	uint32_t	 consumers;	/* the same: 1 << consumer_at()'s; */
	uint32_t	 versions;	/* of these, by name and version */
	bool		 asked;		/* some of them by name */
	bool		 verbose;	/* see check_input() */
	const struct check_rule **silent;	/* rules not to run */
	size_t		 nsilent;
};

/* The newest of the firmware that is asked by default, and nothing silenced */
void check_options_init(struct check_options *);

/*
 * Asks the firmware in a comma-separated list of names, and no other.
 * Returns NULL, or the name, with what follows it, that is not known.
 */
const char *check_ask(struct check_options *, const char *);

/*
 * Silences the rules in a comma-separated list of names.  Returns NULL, or the
 * name, with what follows it, that is no rule's.
 */
const char *check_silence(struct check_options *, const char *);

/* Prints every rule: name, level, consumers affected, source. */
void check_list(void);

/*
 * Checks an input and prints its findings; then, with verbose, which rules
 * could not be applied, and what the guest of each executed consumer ends up
 * with.  The counts are in check->findings; if check->subjects is 0, nothing
 * was checked.
 */
void check_input(
    struct check *, const struct input *, const struct check_options *);

/* Prints what the guest of one executed consumer, by its name, gets. */
void check_predict(
    const struct input *, const struct consumer *, const char *name);

/*
 * A finding of the rule that runs: a line on standard output, about a
 * command, a file, a table, or the field at an offset in a table.  The message
 * names its subject, what that has, and what it should have.
 */
void found_command(struct check *, const struct command *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
void found_file(struct check *, const struct vmacpigen_file *, const char *,
    ...) __attribute__((format(printf, 3, 4)));
void found_table(struct check *, const struct image_table *, const char *,
    ...) __attribute__((format(printf, 3, 4)));
void found_field(struct check *, const struct image_table *, size_t offset,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/*
 * The same about AML: a place in a table of ck->aml.ns and the node that it is
 * in or NS_NONE, or the term that defines an object.
 */
void found_aml(struct check *, uint32_t table, size_t offset, uint32_t node,
    const char *, ...) __attribute__((format(printf, 5, 6)));
void found_object(struct check *, const struct ns_object *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The rule that runs has to leave out a node, for a reason that lasts: with
 * verbose it is named.
 */
void unknown_aml(struct check *, uint32_t node, const char *why);

/* Could some of the AML not be read, so that what is not found may be there? */
bool check_unread(const struct ns *);
#define CHECK_UNREAD	"some of the AML cannot be read"

/* A line about a rule, and a list of consumers, on standard output */
void print_rule(const struct check_rule *);
void print_who(uint32_t bits);

/*
 * A consumer that is asked, and is one of the rule's that runs: (0), (1), ...,
 * in the order of consumers, then NULL.  Of a family the first is the oldest.
 */
const struct consumer *check_asked(const struct check *, size_t);

/* A consumer that is asked and whose machine is known, or NULL */
const struct consumer *check_known(const struct check *);

/* The level of the rule that runs */
enum check_level check_level(const struct check *);

/* The first table of a signature, or NULL */
const struct image_table *check_find(const struct check *, const char *);
bool check_is(const struct image_table *, const char *signature);

/*
 * Why there is no table at an address, for people: "which leads to no file",
 * "which leads to an XSDT of 0x50 bytes, and its file ends after 0x40".
 */
#define CHECK_WHYSZ	128

const char *check_why(const struct check *, uint64_t address,
    char why[CHECK_WHYSZ]);

/* Where PM1a's event and control blocks are, by the X_ address if it is set */
uint64_t check_pm1a_event(const struct check_fadt *);
uint64_t check_pm1a_control(const struct check_fadt *);

/* What an ALLOCATE does with a file, or NULL if none does */
const struct command *check_allocation(
    const struct check *, const struct vmacpigen_file *);

/*
 * The entries of a table in an array, in order, up to one without bytes, which
 * is at their end.  Entries that are too short for their type's struct are
 * left out; there are none in a table without entries, and none in NULL.
 */
const struct check_entry *check_entries(
    const struct check *, const struct image_table *);

/* The processor, as type 0 or 9, in an entry of a MADT; false if it has none */
static inline bool
check_cpu(const struct check_entry *e, struct vmacpigen_madt_cpu *cpu)
{
	return (e->cpu &&
	    vmacpigen_entry_cpu((const void *)e->bytes, e->at, cpu));
}

/*
 * Families of rules: functions for rows whose data say the rest (family.c).
 */

/* Bits of a field that have to be 0; behind the last, bits is 0. */
struct check_reserved {
	int		 type;		/* of entry, or CHECK_IN_TABLE */
	const char	*name;		/* of the field */
	size_t		 offset, size;	/* in the table, or in the entry */
	uint64_t	 bits;
};

#define CHECK_IN_TABLE	(-1)

void reserved_bits(struct check *, const struct image_table *);

/* Entries with types and lengths, as long as their structs */
void whole_entries(struct check *, const struct image_table *);

/* Keys that no two entries of a table may share */
struct check_key {
	uint64_t	 key;
	uint64_t	 other;		/* see other, below */
	size_t		 at;		/* the field's place in the table */
};

struct check_unique {
	/* The key of an entry; false if the rule is not about it. */
	bool		(*key)(const struct check_entry *, struct check_key *);
	enum {
		OTHER_ANY,		/* two keys are enough */
		OTHER_SAME,		/* key->other has to be the same too */
		OTHER_DIFFERS
	} other;
	uint64_t	 span;		/* how far apart keys are, 0: 1, */
	uint64_t	 first_span;	/* or from the key 0, 0: the same */
	const char	*what;		/* the key is, like "APIC ID" */
	const char	*must;		/* what should be so */
	bool		 hex;
};

void unique_keys(struct check *, const struct image_table *);
void check_unique(
    struct check *, const struct image_table *, const struct check_unique *);

/* Ranges of addresses that have to lie apart, and below 2^64 */
struct check_range {
	uint64_t	 base;
	uint64_t	 length;	/* 0: nobody's */
	size_t		 at;		/* the place in the table of its base */
	uint64_t	 group;		/* ranges of two groups may overlap */
};

struct check_ranges {
	/* The range of an entry; false if the rule is not about it. */
	bool		(*range)(const struct check_entry *,
	    struct check_range *);
	const char	*what;		/* like "the memory" */
};

void apart_ranges(struct check *, const struct image_table *);
void check_apart(
    struct check *, const struct image_table *, const struct check_ranges *);

/* The room in zone 1 (HIGH) that the rule's consumer has */
void high_room(struct check *);

/* The rules by what they are about; each list ends in NULL. */
extern const struct check_rule *const check_command_rules[];
extern const struct check_rule *const check_root_rules[];
extern const struct check_rule *const check_table_rules[];
extern const struct check_rule *const check_fadt_rules[];
extern const struct check_rule *const check_facs_rules[];
extern const struct check_rule *const check_madt_rules[];
extern const struct check_rule *const check_numa_rules[];
extern const struct check_rule *const check_pci_rules[];
extern const struct check_rule *const check_aml_rules[];
extern const struct check_rule *const check_resource_rules[];
extern const struct check_rule *const check_bridge_rules[];
extern const struct check_rule *const check_prt_rules[];
extern const struct check_rule *const check_flat_rules[];
extern const struct check_rule *const check_vmd_rules[];
extern const struct check_rule *const check_confidential_rules[];
extern const struct check_rule *const check_reading_rules[];

#endif /* CHECK_H */
