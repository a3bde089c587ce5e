/* See LICENSE for licence details. */

/*
 * record - tables that a VMM records, and layouts of its own
 *
 * Prints a line for each thing that is not as vmacpigen.h says.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "vmacpigen.h"

#define BASE	0xe0000
#define SIZE	64

static void
must(bool fine, const char *what)
{
	if (!fine)
		puts(what);
}

static uint8_t
sum(const uint8_t *p, size_t n)
{
	uint8_t		 s = 0;

	while (n-- > 0)
		s = (uint8_t)(s + *p++);
	return (s);
}

/* A table that two others are in front of, with references in any order */
static void
record(struct vmacpigen_tables *t)
{
	static const uint8_t bytes[SIZE] = { 'O', 'E', 'M', '1', SIZE,
	    [30] = 77, [50] = 1 };

	memset(t, 0, sizeof(*t));
	vmacpigen_begin(t, VMACPIGEN_FACS);
	vmacpigen_add(t, bytes, SIZE);
	vmacpigen_end(t);
	vmacpigen_begin(t, VMACPIGEN_OTHER);
	vmacpigen_add(t, bytes, SIZE);
	vmacpigen_refer(t, 24, 4, 0);
	vmacpigen_refer(t, 12, 4, 0);
	vmacpigen_refer(t, 56, 4, 0);
	vmacpigen_sum(t, 4, 20);
	vmacpigen_sum(t, 30, 48);
	vmacpigen_end(t);
	vmacpigen_begin(t, VMACPIGEN_OTHER);	/* without a checksum */
	vmacpigen_add(t, bytes, SIZE);
	vmacpigen_refer(t, 8, 4, 0);
	vmacpigen_end(t);
}

static void
one_table_after_the_other(void)
{
	static const struct vmacpigen_layout_file file = { .name = "all",
	    .align = 64, .step = 1, .rest = true };
	struct vmacpigen_layout layout = { .files = &file, .nfiles = 1 };
	struct vmacpigen_tables t;
	struct vmacpigen_set set[2];
	const uint8_t	*p;
	int		 i;

	record(&t);
	for (i = 0; i < 2; i++) {
		layout.by_table = i == 1;
		must(vmacpigen_place(&set[i], &t, &layout, BASE) == NULL,
		    "tables cannot be placed");
		p = set[i].files[0].data;
		must(memcmp(p + SIZE + 56, "\0\0\x0e", 4) == 0 &&
		    memcmp(p + 2 * SIZE + 8, "\0\0\x0e", 4) == 0,
		    "a reference behind all sums is not linked");
		must(sum(p + SIZE, 20) == 0 && sum(p + SIZE, 48) == 0,
		    "a checksum is wrong");
	}
	must(memcmp(set[0].files[0].data, set[1].files[0].data,
	    3 * SIZE) == 0, "by_table makes other bytes");
	vmacpigen_set_free(&set[0]);
	vmacpigen_set_free(&set[1]);
	must(vmacpigen_place(&set[0], &t, &layout, BASE + 1) != NULL,
	    "a base that is no multiple of the alignment is taken");
	vmacpigen_set_free(&set[0]);
	must(vmacpigen_place(&set[0], &t, &layout, UINT64_MAX) != NULL,
	    "a base at the end of all addresses is taken");
	vmacpigen_set_free(&set[0]);
	vmacpigen_tables_free(&t);
}

static void
as_it_was_recorded(void)
{
	struct vmacpigen_layout_file files[2] = {
		{ .name = "recorded", .align = 64, .step = 1, .tail = 32,
		    .as_is = true },
		{ .name = "other", .align = 64, .step = 1, .nkinds = 1,
		    .kinds = { VMACPIGEN_RSDP } }
	};
	const struct vmacpigen_layout layout = { .files = files, .nfiles = 2 };
	static const uint8_t zeros[32];
	struct vmacpigen_tables t;
	struct vmacpigen_set set;

	record(&t);
	vmacpigen_begin(&t, VMACPIGEN_RSDP);
	vmacpigen_add(&t, "RSD PTR ", 8);
	vmacpigen_end(&t);
	must(vmacpigen_link(&set, &t, &layout) == NULL &&
	    set.files[0].length == 3 * SIZE + sizeof(zeros) &&
	    memcmp(set.files[0].data + 3 * SIZE, zeros, sizeof(zeros)) == 0,
	    "the tail is not zeros");
	vmacpigen_set_free(&set);
	files[1].rest = true;
	must(vmacpigen_link(&set, &t, &layout) != NULL,
	    "two files have the rest");
	vmacpigen_set_free(&set);
	vmacpigen_tables_free(&t);
}

int
main(void)
{
	struct vmacpigen_tables t;
	struct vmacpigen_set set;
	const char	*error, *help;
	char		 none = 'x';

	one_table_after_the_other();
	as_it_was_recorded();
	must(vmacpigen_directive_at(0, &none, 0, &help) && none == 'x',
	    "a buffer of 0 bytes is written to");
	memset(&t, 0, sizeof(t));
	vmacpigen_end(&t);
	vmacpigen_begin(&t, VMACPIGEN_NKINDS);
	error = vmacpigen_link(&set, &t, vmacpigen_machine_bare()->fw_cfg);
	vmacpigen_tables_free(&t);
	must(error != NULL && error[0] != '\0', "a reason is gone too early");
	vmacpigen_set_free(&set);
	return (0);
}
