/* See LICENSE for licence details. */

/*
 * core - builds and links the tables of q35 over and over, in one process
 *
 * usage: core ncpus seconds
 *
 * Prints builds per second: what a VMM that has the library inside pays.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "vmacpigen.h"

static double
now(void)
{
	struct timespec	 ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ((double)ts.tv_sec + (double)ts.tv_nsec / 1e9);
}

static void
build(const struct vmacpigen_config *config)
{
	struct vmacpigen_tables  set;
	struct vmacpigen_set files;
	const char	*error;

	if ((error = vmacpigen_build(&set, config)) != NULL ||
	    (error = vmacpigen_link(&files, &set, vmacpigen_files(config))) !=
	    NULL)
		errx(1, "%s", error);
	vmacpigen_set_free(&files);
	vmacpigen_tables_free(&set);
}

int
main(int argc, char *argv[])
{
	struct vmacpigen_config config;
	double		 start, end;
	unsigned long	 n = 0;

	if (argc != 3)
		errx(1, "usage: core ncpus seconds");
	vmacpigen_config_init(&config, vmacpigen_machine_find("q35"));
	config.ncpus = (uint32_t)strtoul(argv[1], NULL, 10);
	start = now();
	end = start + strtod(argv[2], NULL);
	do {
		build(&config);
		n++;
	} while (now() < end);
	printf("%.0f\n", (double)n / (now() - start));
	return (0);
}
