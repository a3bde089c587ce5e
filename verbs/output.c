/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "options.h"
#include "output.h"
#include "read/xalloc.h"

#define NAME_SIZE	64	/* of a temporary, with the NUL */

/* The temporaries that an output has */
struct work {
	char		 new_name[NAME_SIZE];
	char		 old_name[NAME_SIZE];
	bool		 has_new, has_old, done;
};

/* Try twice: a passing fault then does no harm. */
static int
discard(int dirfd, const char *name)
{
	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return (0);
	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return (0);
	return (-1);
}

static int
write_all(int fd, const void *data, size_t len)
{
	const uint8_t	*p = data;
	ssize_t		 n;

	while (len > 0) {
		if ((n = write(fd, p, len)) == -1 && errno != EINTR)
			return (-1);
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return (0);
}

static int
create(int dirfd, const char *name)
{
	return (openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL, 0666));
}

/* Closes a new file, and removes it if it is not whole. */
static int
finish(int dirfd, const char *name, int fd, int rv)
{
	int		 saved = errno;

	if (close(fd) == -1 && rv == 0) {
		saved = errno;
		rv = -1;
	}
	if (rv == -1)
		discard(dirfd, name);
	errno = saved;
	return (rv);
}

/* Creates a new file with all its data, or none. */
static int
write_new(int dirfd, const char *name, const void *data, size_t len)
{
	int		 fd;

	if ((fd = create(dirfd, name)) == -1)
		return (-1);
	return (finish(dirfd, name, fd, write_all(fd, data, len)));
}

/* Copies a file, without an allocation that could fail. */
static int
copy(int from, int to)
{
	uint8_t		 data[4096];
	ssize_t		 n;

	while ((n = read(from, data, sizeof(data))) != 0) {
		if (n == -1 && errno != EINTR)
			return (-1);
		if (n > 0 && write_all(to, data, (size_t)n) == -1)
			return (-1);
	}
	return (0);
}

/*
 * Keeps the old file as a link, or as a copy if the file system has no links.
 */
static int
keep_old(int dirfd, const char *name, struct work *w)
{
	int		 from, to, rv = -1, saved;

	if (linkat(dirfd, name, dirfd, w->old_name, 0) == 0) {
		w->has_old = true;
		return (0);
	}
	if (errno == ENOENT)
		return (0);
	if ((from = openat(dirfd, name, O_RDONLY)) == -1)
		return (errno == ENOENT ? 0 : -1);
	if ((to = create(dirfd, w->old_name)) != -1)
		rv = finish(dirfd, w->old_name, to, copy(from, to));
	saved = errno;
	close(from);
	errno = saved;
	w->has_old = rv == 0;
	return (rv);
}

static int
put_in_place(int dirfd, const struct output *o, struct work *w)
{
	if (o->data == NULL)
		return (w->has_old ? unlinkat(dirfd, o->name, 0) : 0);
	if (renameat(dirfd, w->new_name, dirfd, o->name) == -1)
		return (-1);
	w->has_new = false;
	return (0);
}

static void
put_back(int dirfd, const struct output *o, struct work *w)
{
	if (w->has_new)
		discard(dirfd, w->new_name);
	if (w->done && w->has_old) {
		if (renameat(dirfd, w->old_name, dirfd, o->name) == 0)
			w->has_old = false;
	} else if (w->done && o->data != NULL)
		discard(dirfd, o->name);
	if (w->has_old && !w->done)
		discard(dirfd, w->old_name);
}

static int
write_outputs(int dirfd, const struct output *outputs, size_t n,
    struct work *works, const struct output **failed)
{
	const struct output *o;
	size_t		 i;

	for (i = 0; i < n; i++) {
		*failed = o = &outputs[i];
		if (o->data == NULL)
			continue;
		if (write_new(dirfd, works[i].new_name, o->data,
		    o->length) == -1)
			return (-1);
		works[i].has_new = true;
	}
	for (i = 0; i < n; i++) {
		*failed = o = &outputs[i];
		if (keep_old(dirfd, o->name, &works[i]) == -1)
			return (-1);
	}
	for (i = 0; i < n; i++) {
		*failed = o = &outputs[i];
		if (put_in_place(dirfd, o, &works[i]) == -1)
			return (-1);
		works[i].done = true;
	}
	for (i = 0; i < n; i++)
		works[i].done = false;		/* nothing to put back */
	for (i = 0; i < n; i++) {
		*failed = &outputs[i];
		if (works[i].has_old && discard(dirfd, works[i].old_name) == -1)
			return (-1);
		works[i].has_old = false;
	}
	return (0);
}

/* Chooses names that no other run uses or has left behind. */
static void
name_temporaries(const struct output *outputs, size_t n, struct work *works)
{
	struct timespec	 ts;
	unsigned long	 nonce;
	long		 pid = (long)getpid();
	size_t		 i;

	clock_gettime(CLOCK_REALTIME, &ts);
	nonce = (unsigned long)ts.tv_nsec;
	for (i = 0; i < n; i++) {
		snprintf(works[i].new_name, NAME_SIZE, ".%s.%ld.%lu.new",
		    outputs[i].name, pid, nonce);
		snprintf(works[i].old_name, NAME_SIZE, ".%s.%ld.%lu.old",
		    outputs[i].name, pid, nonce);
	}
}

static int
write_dir(const char *dir, const struct output *outputs, size_t n,
    struct work *works, const struct output **failed)
{
	size_t		 i;
	bool		 made;
	int		 dirfd, rv = -1, saved;

	*failed = NULL;
	if (!(made = mkdir(dir, 0777) == 0) && errno != EEXIST)
		return (-1);
	if ((dirfd = open(dir, O_RDONLY | O_DIRECTORY)) != -1) {
		name_temporaries(outputs, n, works);
		rv = write_outputs(dirfd, outputs, n, works, failed);
		saved = errno;
		for (i = 0; rv == -1 && i < n; i++)
			put_back(dirfd, &outputs[i], &works[i]);
		errno = saved;
	}
	saved = errno;
	if (dirfd != -1)
		close(dirfd);
	if (rv == -1 && made)
		rmdir(dir);
	errno = saved;
	return (rv);
}

void
output_write(const char *dir, const struct output *outputs, size_t n)
{
	const struct output *failed;
	struct work	*works = xcalloc(n, sizeof(*works));
	sigset_t	 set, old;
	int		 rv, saved;

	/*
	 * Block signals until the temporaries are removed, but not those of
	 * faults, which are undefined then.
	 */
	sigfillset(&set);
	sigdelset(&set, SIGABRT);
	sigdelset(&set, SIGBUS);
	sigdelset(&set, SIGFPE);
	sigdelset(&set, SIGILL);
	sigdelset(&set, SIGSEGV);
	sigprocmask(SIG_BLOCK, &set, &old);
	rv = write_dir(dir, outputs, n, works, &failed);
	saved = errno;
	sigprocmask(SIG_SETMASK, &old, NULL);
	free(works);
	errno = saved;
	if (rv == -1 && failed == NULL)
		err(trouble, "%s", dir);
	if (rv == -1)
		err(trouble, "%s/%s", dir, failed->name);
}
