/* See LICENSE for licence details. */

/* aml - prints what a package of so many bytes comes to: length or error */

#include <stdio.h>
#include <stdlib.h>

#include "aml.h"

int
main(int argc, char *argv[])
{
	struct aml	 a = { .length = 0 };
	size_t		 n = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
	size_t		 begun;
	uint8_t		*bytes;

	if ((bytes = calloc(1, n + 1)) == NULL)
		return (1);
	begun = vmacpigen_aml_scope(&a, "_SB_");
	vmacpigen_aml_bytes(&a, bytes, n);
	vmacpigen_aml_end(&a, begun);
	if (a.error != NULL)
		puts(a.error);
	else
		printf("%zu\n", a.length);
	vmacpigen_aml_free(&a);
	free(bytes);
	return (0);
}
