/* See LICENSE for licence details. */

/* What show prints, as text or as a graph, and what extract does. */

#include "verbs/extract.h"
#include "fuzz.h"
#include "verbs/show.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 in;
	struct extract	 ex;

	if (fuzz_input(&in, data, size)) {
		if (data[0] >> 6 != 3)
			show_input(&in, VMACPIGEN_FLAT_BASE, data[0] >> 6 == 2);
		else {
			if (extract_open(&ex, &in, VMACPIGEN_FLAT_BASE))
				extract_print(&ex);
			extract_close(&ex);
		}
	}
	vmacpigen_set_free(&in.set);
	return (0);
}
