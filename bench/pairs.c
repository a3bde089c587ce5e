/* See LICENSE for licence details. */

/*
 * pairs - times commands in turn, A B C A B C ..., each as a whole process
 *
 * usage: pairs runs <commands
 *
 * A command is a line: words with blanks between them, and no shell; behind a
 * "-" it may also end with status 1, as diff(1) does.  Prints a line for each:
 * the median and the least time in microseconds, the median of the ratios to
 * the first command's time in the same turn, and the greatest peak of memory
 * in KiB.  Standard input of every command is the word "quit".  What is too
 * short for hyperfine(1), which warns below 5 ms, is compared in pairs because
 * the machine's speed drifts.
 */

#define _GNU_SOURCE		/* wait4() */

#include <sys/resource.h>
#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_COMMANDS	16
#define MAX_WORDS	128
#define MAX_RUNS	10000

extern char **environ;

struct command {
	char		 line[4096];
	char		*words[MAX_WORDS + 1];
	bool		 may_fail;
	double		*times;		/* microseconds */
	long		 peak;		/* KiB */
};

static void
split(struct command *c)
{
	char		*word;
	size_t		 n = 0;

	c->line[strcspn(c->line, "\n")] = '\0';
	c->may_fail = c->line[0] == '-';
	for (word = strtok(c->line + c->may_fail, " ");
	    word != NULL && n < MAX_WORDS; word = strtok(NULL, " "))
		c->words[n++] = word;
	if (n == 0 || word != NULL)
		errx(1, "no command, or one of too many words");
}

static double
now(void)
{
	struct timespec	 ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ((double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3);
}

static double
run(struct command *c, int quit)
{
	posix_spawn_file_actions_t actions;
	struct rusage	 usage;
	double		 start, end;
	pid_t		 pid;
	int		 status;

	lseek(quit, 0, SEEK_SET);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, quit, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY,
	    0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY,
	    0);
	start = now();
	if (posix_spawnp(&pid, c->words[0], &actions, NULL, c->words,
	    environ) != 0)
		errx(1, "%s: cannot be started", c->words[0]);
	if (wait4(pid, &status, 0, &usage) == -1)
		err(1, "wait4");
	end = now();
	if (!WIFEXITED(status) || WEXITSTATUS(status) > (c->may_fail ? 1 : 0))
		errx(1, "%s: status %d", c->words[0], status);
	posix_spawn_file_actions_destroy(&actions);
	if (usage.ru_maxrss > c->peak)
		c->peak = usage.ru_maxrss;
	return (end - start);
}

static int
by_value(const void *a, const void *b)
{
	const double	*pa = a, *pb = b;

	return ((*pa > *pb) - (*pa < *pb));
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_value);
	return ((v[(n - 1) / 2] + v[n / 2]) / 2);
}

/* Ratios first: a median sorts. */
static void
print(struct command *commands, size_t ncommands, size_t runs)
{
	double		*ratios, ratio[MAX_COMMANDS];
	struct command	*c;
	size_t		 i, j;

	if ((ratios = calloc(runs, sizeof(*ratios))) == NULL)
		err(1, NULL);
	for (j = 0; j < ncommands; j++) {
		for (i = 0; i < runs; i++)
			ratios[i] = commands[j].times[i] /
			    commands[0].times[i];
		ratio[j] = median(ratios, runs);
	}
	for (j = 0; j < ncommands; j++) {
		c = &commands[j];
		printf("%.0f", median(c->times, runs));
		printf(" %.0f %.3f %ld\n", c->times[0], ratio[j], c->peak);
	}
	free(ratios);
}

int
main(int argc, char *argv[])
{
	static struct command commands[MAX_COMMANDS];
	size_t		 n = 0, runs, i, j;
	FILE		*quit;
	double		 time;

	runs = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (runs < 1 || runs > MAX_RUNS)
		errx(1, "usage: pairs runs <commands");
	while (n < MAX_COMMANDS && fgets(commands[n].line,
	    sizeof(commands[n].line), stdin) != NULL) {
		split(&commands[n]);
		commands[n].times = calloc(runs, sizeof(double));
		if (commands[n++].times == NULL)
			err(1, NULL);
	}
	if ((quit = tmpfile()) == NULL || fputs("quit\n", quit) == EOF ||
	    fflush(quit) == EOF)
		err(1, "temporary file");
	/* The first turn fills caches, and does not count. */
	for (i = 0; i <= runs; i++) {
		for (j = 0; j < n; j++) {
			time = run(&commands[j], fileno(quit));
			if (i > 0)
				commands[j].times[i - 1] = time;
		}
	}
	print(commands, n, runs);
	return (0);
}
