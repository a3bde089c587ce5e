/* See LICENSE for licence details. */

/*
 * The checker.  A rule is a function that gets its subject; its row stands
 * beside it.  The runner (check.c) walks over the input and passes each subject
 * to the rules.  Each subject has a file, with the list of its rules at the
 * end.
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
struct check_key;

/* What a script does with one of the set's files */
struct check_file {
	const struct vmacpigen_file *file;
	size_t		 allocated;	/* the first ALLOCATE, or SIZE_MAX */
	bool		 narrow;	/* 4 bytes or fewer point into it */
	bool		 wide;		/* more than that do */
};

/* A FADT as a whole struct: what its length leaves out is zero. */
struct check_fadt {
	const struct image_table *t;	/* NULL: the input has none */
	struct acpi_fadt f;
};

/*
 * An entry of a MADT or SRAT with a whole struct; an allocation of an MCFG; an
 * address in an RSDT or XSDT.
 */
struct check_entry {
	const struct image_table *t;
	const uint8_t	*bytes;		/* NULL: after the last one */
	uint32_t	 at;		/* in the table */
	uint16_t	 length;
	uint8_t		 type;		/* 0: entries have no types */
	bool		 cpu;		/* see check_cpu() */
};

/* Where a field of the header is that tables have in common */
#define HEADER(field)	offsetof(struct acpi_header, field)

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
	CHECK_OBJECT,		/* each object of a kind; not what is in a
				   closed Device: see ns_open_brief() */
	CHECK_TEMPLATE,		/* what each _CRS, _PRS and _DMA gives */
	CHECK_ROUTES		/* what each _PRT gives */
};

#define CHECK_ANY	UINT32_MAX

struct check_rule {
	const char	*name;
	enum check_level level;
	uint32_t	 who;		/* affected consumers, CHECK_* */
	const char	*source;	/* of the rule: section or function */

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
	const char	*signature;	/* of the table; NULL: any */
	const char	*with;		/* of another table that it reads */
	uint32_t	 kind;		/* of command, entry or object, or
					   CHECK_ANY */
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
#define ON_ROOT_ENTRIES(f)	.about = CHECK_ROOT_ENTRY, .run.entry = (f), \
				.kind = CHECK_ANY
#define ON_FADT(f)		.about = CHECK_FADT, .run.fadt = (f), \
				.signature = "FACP"
#define ON_ENTRIES(s, f)	.about = CHECK_ENTRY, .run.entry = (f), \
				.signature = (s), .kind = CHECK_ANY
#define ON_TYPE(s, t, f)	.about = CHECK_ENTRY, .run.entry = (f), \
				.signature = (s), .kind = (t)
#define ON_AML(f)		.about = CHECK_AML, .run.set = (f)
#define ON_KIND(k, f)		.about = CHECK_OBJECT, .run.object = (f), \
				.kind = (k)
#define ON_TEMPLATES(f)		.about = CHECK_TEMPLATE, .run.answer = (f)
#define ON_ROUTES(f)		.about = CHECK_ROUTES, .run.answer = (f)

#define NEEDS_SCRIPT	0x1U	/* a script; rules of commands always do */
#define NEEDS_FILES	0x2U	/* and the files that go with it */
#define NEEDS_IMAGE	0x4U	/* a linked image */
#define NEEDS_ADDRESSES	0x8U	/* a set or a linked image */

/* What a rule left out */
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
	struct presences presences;
	struct {			/* private to family.c */
		const struct image_table *t;
		bool	(*key)(const struct check_entry *, struct check_key *);
	} ascending;			/* the last keys that did */
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
 * Prints a finding of the running rule, one line on standard output, about a
 * command, a file, a table, or the field at an offset in a table.  The message
 * names its subject, what it has, and what it should have.
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
 * Records that the running rule left out a node, and why: verbose prints it.
 * The string is not copied.
 */
void unknown_aml(struct check *, uint32_t node, const char *why);

/* What _STA says of a node */
enum device_presence check_presence(struct check *, uint32_t node);

/*
 * Whether what is wrong with a device's answer counts: not if its _STA says
 * that it is absent.  If that may change, it is not known.
 */
bool check_present(struct check *, const struct check_answer *);

/* Whether some AML could not be read: what is not found may be defined there */
bool check_unread(const struct ns *);
#define CHECK_UNREAD	"some of the AML cannot be read"
#define CHECK_COMPUTED	"AML computes its value"

/* Print a line about a rule, and a list of consumers. */
void print_rule(const struct check_rule *);
void print_who(uint32_t bits);

/*
 * The asked consumers that the running rule affects: (0), (1), ..., then NULL,
 * in the order of consumers: of a family the oldest first.
 */
const struct consumer *check_asked(const struct check *, size_t);

/* Returns an asked consumer whose machine is known, or NULL. */
const struct consumer *check_known(const struct check *);

/* Returns the level of the running rule. */
enum check_level check_level(const struct check *);

/* Returns the first table of a signature, or NULL. */
const struct image_table *check_find(const struct check *, const char *);
bool check_is(const struct image_table *, const char *signature);

/*
 * Returns why an address leads to no table: "which leads to no file", "which
 * leads to bytes that are no table".
 */
#define CHECK_WHYSZ	128

const char *check_why(const struct check *, uint64_t address,
    char why[CHECK_WHYSZ]);

/* The addresses of PM1a's blocks, from the X_ field if it is set */
uint64_t check_pm1a_event(const struct check_fadt *);
uint64_t check_pm1a_control(const struct check_fadt *);

/* Returns the ALLOCATE of a file, or NULL. */
const struct command *check_allocation(
    const struct check *, const struct vmacpigen_file *);

/*
 * Returns the entries of a table in order; the last one has no bytes.  Entries
 * that are too short for their type's struct are left out.  The table may be
 * NULL, which has no entries.  Those of one type are a list of their own.
 */
const struct check_entry *check_entries(
    const struct check *, const struct image_table *);
const struct check_entry *check_entries_of(
    const struct check *, const struct image_table *, uint32_t type);

#define USUAL_INPUTS	24U	/* of an I/O APIC: a VMM's, and most others */

/* Is an alignment a power of two, or 0? */
static inline bool
is_power(uint32_t n)
{
	return ((n & (n - 1)) == 0);
}

/* The processor, as type 0 or 9, in an entry of a MADT; false if it has none */
static inline bool
check_cpu(const struct check_entry *e, struct vmacpigen_madt_cpu *cpu)
{
	return (e->cpu &&
	    vmacpigen_entry_cpu((const void *)e->bytes, e->at, cpu));
}

/*
 * Families of rules: one function each, with the details in the row's data
 * (family.c).
 */

/* Bits of a field that must be 0; the last row has bits 0. */
struct check_reserved {
	int		 type;		/* of entry, or CHECK_IN_TABLE */
	const char	*name;		/* of the field */
	size_t		 offset, size;	/* in the table, or in the entry */
	uint64_t	 bits;
};

#define CHECK_IN_TABLE	(-1)

void reserved_bits(struct check *, const struct image_table *);

/* Each entry must have a length of its type, and they must fill the table. */
void whole_entries(struct check *, const struct image_table *);

/* Keys that no two entries of a table may share */
struct check_key {
	uint64_t	 key;
	uint64_t	 other;		/* see other, below */
	size_t		 at;		/* the field's place in the table */
};

struct check_unique {
	/* Gets the key of an entry; false if the rule is not about it. */
	bool		(*key)(const struct check_entry *, struct check_key *);
	uint32_t	 type;		/* of the entries, or CHECK_ANY */
	enum {
		OTHER_ANY,		/* two keys are enough */
		OTHER_SAME,		/* if key->other is the same, too */
		OTHER_DIFFERS
	} other;
	uint64_t	 span;		/* how far apart keys must be, 0: 1, */
	uint64_t	 first_span;	/* or from the key 0; 0: as span */
	const char	*what;		/* the key's name, like "an APIC ID" */
	const char	*must;		/* what it must be */
	bool		 hex;
};

void unique_keys(struct check *, const struct image_table *);
void check_unique(
    struct check *, const struct image_table *, const struct check_unique *);

/* Ranges of addresses that must not overlap, and must end below 2^64 */
struct check_range {
	uint64_t	 base;
	uint64_t	 length;	/* 0: the range is empty */
	size_t		 at;		/* the place in the table of its base */
	uint64_t	 group;		/* ranges of two groups may overlap */
};

struct check_ranges {
	/* Gets the range of an entry; false if the rule is not about it. */
	bool		(*range)(const struct check_entry *,
	    struct check_range *);
	const char	*what;		/* like "the memory" */
};

void apart_ranges(struct check *, const struct image_table *);
void check_apart(
    struct check *, const struct image_table *, const struct check_ranges *);

/*
 * The addresses, and the buses, of an allocation of an MCFG; false if its
 * buses do not ascend (pci.c).
 */
bool mcfg_addresses(const struct check_entry *, struct check_range *);
bool mcfg_buses(const struct check_entry *, struct check_range *);

/* Checks that zone 1 (HIGH) of the rule's consumer has room for the set. */
void high_room(struct check *);
void fseg_room(struct check *);

/* The rules by subject; each list ends in NULL. */
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
