/* See LICENSE for licence details. */

/* What show prints, as text or as a graph, and what extract does. */

#include "fuzz.h"
#include "verbs/extract.h"
#include "verbs/show.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned int how[] = { 0, SHOW_KEYS | SHOW_BYTES,
	    SHOW_GRAPH | SHOW_DEVICES };
	struct input	 in;
	struct extract	 ex;
	char		*error;

	if (fuzz_input(&in, data, size)) {
		if (data[0] >> 6 != 3)
			show_input(&in, VMACPIGEN_FLAT_BASE,
			    how[data[0] >> 6]);
		else {
			error = extract_open(&ex, &in, VMACPIGEN_FLAT_BASE);
			if (error == NULL)
				extract_print(&ex);
			free(error);
			extract_close(&ex);
		}
	}
	vmacpigen_set_free(&in.set);
	return (0);
}
