/* See LICENSE for licence details. */

/*
 * AML as text, by iasl(1), and what diff(1) finds in it: both started without
 * a shell, on files in a directory that nobody else can enter.
 */

#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diff.h"

extern char	**environ;

#define PATHSZ		64

/* All that is ever in the directory */
static const char *const names[] = { "a.dat", "b.dat", "a.dsl", "b.dsl",
    "a.txt", "b.txt", "diff" };

static void
make_path(char path[PATHSZ], const char *dir, const char *name)
{
	snprintf(path, PATHSZ, "%s/%s", dir, name);
}

/*
 * Runs a program, its output into a file, without a word of complaint.  The
 * exit status, or -1.
 */
static int
run(const char *const argv[], const char *output)
{
	posix_spawn_file_actions_t actions;
	pid_t		 pid;
	int		 status = -1, error;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return (-1);
	error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
	    "/dev/null", O_RDONLY, 0);
	if (error == 0)
		error = posix_spawn_file_actions_addopen(&actions,
		    STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0600);
	if (error == 0)
		error = posix_spawn_file_actions_addopen(&actions,
		    STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (error == 0)
		error = posix_spawnp(&pid, argv[0], &actions, NULL,
		    (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0)
		return (-1);
	while (waitpid(pid, &status, 0) == -1) {
		if (errno != EINTR)
			return (-1);
	}
	return (WIFEXITED(status) && WEXITSTATUS(status) != 127 ?
	    WEXITSTATUS(status) : -1);
}

static bool
write_table(const char *path, const uint8_t *data, size_t length)
{
	FILE		*f = fopen(path, "w");
	bool		 fine;

	if (f == NULL)
		return (false);
	fine = fwrite(data, 1, length, f) == length;
	return (fclose(f) == 0 && fine);
}

/* Where the line that begins with a word is; 0 if there is none */
static long
find_line(FILE *f, const char *word)
{
	char		 line[256];
	long		 at = 0;
	bool		 start = true;

	while (fgets(line, sizeof(line), f) != NULL) {
		if (start && strncmp(line, word, strlen(word)) == 0)
			return (at);
		start = strchr(line, '\n') != NULL;
		at = ftell(f);
	}
	return (0);
}

static bool
copy(FILE *from, FILE *to)
{
	int		 c;

	while ((c = getc(from)) != EOF && putc(c, to) != EOF)
		;
	return (!ferror(from) && !ferror(to));
}

/* iasl begins with a comment that has file names and the date in it. */
static bool
copy_without_comment(const char *from, const char *to)
{
	FILE		*in = fopen(from, "r"), *out = fopen(to, "w");
	bool		 fine = in != NULL && out != NULL;

	if (fine)
		fine = fseek(in, find_line(in, "DefinitionBlock"),
		    SEEK_SET) == 0 && copy(in, out);
	if (in != NULL)
		fclose(in);
	if (out != NULL && fclose(out) == EOF)
		fine = false;
	return (fine);
}

/* NAME.dat becomes NAME.dsl, and without iasl's comment NAME.txt. */
static const char *
disassemble(const char *dir, const char *name, const uint8_t *data,
    size_t length)
{
	char		 table[PATHSZ], source[PATHSZ], text[PATHSZ];
	const char	*argv[] = { "iasl", "-p", table, "-d", table, NULL };

	snprintf(table, PATHSZ, "%s/%s.dat", dir, name);
	snprintf(source, PATHSZ, "%s/%s.dsl", dir, name);
	snprintf(text, PATHSZ, "%s/%s.txt", dir, name);
	if (!write_table(table, data, length))
		return ("a temporary file cannot be written");
	if (run(argv, "/dev/null") == -1)
		return ("iasl cannot be run");
	return (copy_without_comment(source, text) ? NULL :
	    "iasl cannot disassemble it");
}

/* All lines but the first two, which name the files */
static void
print_indented(struct sink *out, const char *path)
{
	FILE		*f = fopen(path, "r");
	int		 c, last = '\n', line = 0;

	while (f != NULL && (c = getc(f)) != EOF) {
		line += last == '\n';
		if (line > 2 && last == '\n')
			sink_printf(out, "\n    ");
		if (line > 2 && c != '\n' && c != '\0')
			sink_putc(out, (char)c);
		last = c;
	}
	if (f != NULL)
		fclose(f);
}

static const char *
diff_in(struct sink *out, const char *dir, const uint8_t *a, size_t na,
    const uint8_t *b, size_t nb)
{
	char		 ta[PATHSZ], tb[PATHSZ], result[PATHSZ];
	const char	*argv[] = { "diff", "-U", "3", ta, tb, NULL };
	const char	*error;

	if ((error = disassemble(dir, "a", a, na)) != NULL ||
	    (error = disassemble(dir, "b", b, nb)) != NULL)
		return (error);
	make_path(ta, dir, "a.txt");
	make_path(tb, dir, "b.txt");
	make_path(result, dir, "diff");
	if (run(argv, result) == -1)
		return ("diff cannot be run");
	print_indented(out, result);
	return (NULL);
}

const char *
diff_disassembly(
    struct sink *out, const uint8_t *a, size_t na, const uint8_t *b, size_t nb)
{
	char		 dir[] = "/tmp/vmacpigen.XXXXXXXXXX", path[PATHSZ];
	const char	*error;
	size_t		 i;

	if (mkdtemp(dir) == NULL)
		return ("a temporary directory cannot be made");
	error = diff_in(out, dir, a, na, b, nb);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		make_path(path, dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
	return (error);
}
