/* See LICENSE for licence details. */

/* What verbs have in common: options, their values, and how to fail. */

#ifndef OPTIONS_H
#define OPTIONS_H

#include <getopt.h>

#include "read/input.h"

/* The exit status after a failure; to diff(1) 1 is a difference. */
extern int	trouble;

/* Sets it, for want of memory, too. */
void set_trouble(int);

/* What a verb may return instead of an exit status, for main() to print */
#define USAGE		(-1)	/* it was called in a way that it is not for */
#define HELP		(-2)
#define VERSION		(-3)

int check_main(int, char *[]);
int diff_main(int, char *[]);
int extract_main(int, char *[]);
int generate_main(int, char *[]);
int link_main(int, char *[]);
int machine_main(int, char *[]);
int qemu_main(int, char *[]);
int relink_main(int, char *[]);
int show_main(int, char *[]);

/*
 * OpenBSD takes away what is not needed any more: all but one directory,
 * all but files.  A directory that is to be made is reached by its parent.
 */
void confine(const char *path, const char *permissions, const char *promises);

/* Says on standard error what was passed over in an input. */
void print_notes(const struct input *);

/* Ends the program with the reason, which the caller would have freed. */
_Noreturn void fail(const char *reason);

/* Decimal, or hexadecimal with 0x: false when it is out of range. */
bool parse_either(const char *, uint64_t max, uint64_t *);

/* A decimal number of nothing but digits; false when it is out of range. */
bool parse_number(const char *, uint64_t min, uint64_t max, uint64_t *);

/* A guest-physical address, a multiple of step; or the program ends. */
uint64_t parse_address(const char *option, const char *, uint64_t step);

/*
 * What an input is read from: -b, --rsdp, --tables, --loader, an operand.  An
 * operand with --rsdp alone is memory from -b on.
 */
struct reading {
	uint64_t	 base;
	const char	*files[3];
};

#define READING_SHORT	"b:"

extern const struct option reading_options[];

void reading_init(struct reading *);

/* Takes an option; false if it is another one. */
bool reading_option(struct reading *, int ch);

/*
 * Reads the input that options and operands name, or ends the program; false
 * if they name none, or more than one.
 */
bool reading_open(const struct reading *, struct input *, int argc,
    char *argv[]);

#endif /* OPTIONS_H */
