/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "files.h"

#define NAME_SIZE	64	/* of a temporary, terminating NUL included */

static uint8_t *
read_all(int fd, size_t *length)
{
	struct stat	 st;
	uint8_t		*data, *more;
	size_t		 size = 4096, len = 0;
	ssize_t		 n;

	if (fstat(fd, &st) == -1)
		return (NULL);
	if (S_ISREG(st.st_mode) && st.st_size > FILES_MAX) {
		errno = EFBIG;
		return (NULL);
	}
	if (S_ISREG(st.st_mode))
		size = (size_t)st.st_size + 1;
	if ((data = malloc(size)) == NULL)
		return (NULL);
	for (;;) {
		if (len == size) {
			size *= 2;
			if ((more = realloc(data, size)) == NULL)
				goto fail;
			data = more;
		}
		if ((n = read(fd, data + len, size - len)) == 0)
			break;
		if (n == -1 && errno != EINTR)
			goto fail;
		if (n > 0)
			len += (size_t)n;
		if (len > FILES_MAX) {
			errno = EFBIG;
			goto fail;
		}
	}
	*length = len;
	return (data);
fail:
	free(data);
	return (NULL);
}

static uint8_t *
read_at(int dirfd, const char *path, size_t *length)
{
	uint8_t		*data;
	int		 fd, saved;

	if ((fd = openat(dirfd, path, O_RDONLY)) == -1)
		return (NULL);
	data = read_all(fd, length);
	saved = errno;
	close(fd);
	errno = saved;
	return (data);
}

uint8_t *
file_read(const char *path, size_t *length)
{
	return (read_at(AT_FDCWD, path, length));
}

const char *
file_error(void)
{
	return (errno == EFBIG ? "larger than 16 MiB" : strerror(errno));
}

static bool
is_source(const char *name)
{
	const char	*dot = strrchr(name, '.');

	return (dot != NULL && (strcmp(dot, ".asl") == 0 ||
	    strcmp(dot, ".dsl") == 0 || strcmp(dot, ".hex") == 0));
}

/* "ssdt2" comes before "ssdt10". */
static int
by_name(const void *a, const void *b)
{
	const char	*const *pa = a, *const *pb = b;
	const char	*p = *pa, *q = *pb;
	size_t		 np, nq;

	for (; *p != '\0' && *q != '\0'; p++, q++) {
		np = strspn(p, "0123456789");
		nq = strspn(q, "0123456789");
		if (np != nq && np > 0 && nq > 0)
			return (np > nq ? 1 : -1);
		if (*p != *q)
			break;
	}
	return ((unsigned char)*p - (unsigned char)*q);
}

char **
files_list(const char *dir)
{
	DIR		*d;
	struct dirent	*e;
	char		**names, **more;
	size_t		 n = 0, max = 16;
	int		 saved;

	if ((d = opendir(dir)) == NULL)
		return (NULL);
	names = calloc(max, sizeof(*names));
	errno = 0;
	while (names != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.' || is_source(e->d_name))
			continue;
		if (n + 1 == max) {
			max *= 2;
			more = realloc(names, max * sizeof(*names));
			if (more == NULL)
				break;
			names = more;
		}
		if ((names[n] = strdup(e->d_name)) == NULL)
			break;
		names[++n] = NULL;
		errno = 0;
	}
	saved = errno;
	closedir(d);
	if (saved != 0) {
		files_forget(names);
		errno = saved;
		return (NULL);
	}
	if (names != NULL)
		qsort(names, n, sizeof(*names), by_name);
	return (names);
}

void
files_forget(char **names)
{
	size_t		 i;

	for (i = 0; names != NULL && names[i] != NULL; i++)
		free(names[i]);
	free(names);
}

/* Which temporaries an output has at the moment */
struct work {
	char		 new_name[NAME_SIZE];
	char		 old_name[NAME_SIZE];
	bool		 has_new, has_old, done;
};

/* A second try makes one passing fault harmless. */
static int
discard(int dirfd, const char *name)
{
	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return (0);
	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return (0);
	return (-1);
}

/* Creates a file that is not there yet, with all its data, or none. */
static int
write_new(int dirfd, const char *name, const void *data, size_t len)
{
	const uint8_t	*p = data;
	ssize_t		 n;
	int		 fd, saved;

	if ((fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL, 0666)) == -1)
		return (-1);
	while (len > 0) {
		if ((n = write(fd, p, len)) == -1 && errno != EINTR)
			break;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	saved = errno;
	if (close(fd) == -1 && len == 0) {
		saved = errno;
		len = 1;
	}
	if (len == 0)
		return (0);
	discard(dirfd, name);
	errno = saved;
	return (-1);
}

/* A file system without hard links gets a copy. */
static int
keep_old(int dirfd, const char *name, struct work *w)
{
	uint8_t		*data;
	size_t		 len;
	int		 rv;

	if (linkat(dirfd, name, dirfd, w->old_name, 0) == 0) {
		w->has_old = true;
		return (0);
	}
	if (errno == ENOENT)
		return (0);
	if ((data = read_at(dirfd, name, &len)) == NULL)
		return (errno == ENOENT ? 0 : -1);
	rv = write_new(dirfd, w->old_name, data, len);
	free(data);
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

/* Names that no run before this one has left behind, nor one beside it. */
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
    const struct output **failed)
{
	struct work	*works;
	size_t		 i;
	bool		 made;
	int		 dirfd, rv = -1, saved;

	*failed = NULL;
	if (!(made = mkdir(dir, 0777) == 0) && errno != EEXIST)
		return (-1);
	works = calloc(n, sizeof(*works));
	dirfd = open(dir, O_RDONLY | O_DIRECTORY);
	if (works != NULL && dirfd != -1) {
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
	free(works);
	if (rv == -1 && made)
		rmdir(dir);
	errno = saved;
	return (rv);
}

int
files_write(const char *dir, const struct output *outputs, size_t n,
    const struct output **failed)
{
	sigset_t	 set, old;
	int		 rv, saved;

	/* Wait with dying until the temporaries are gone. */
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, &old);
	rv = write_dir(dir, outputs, n, failed);
	saved = errno;
	sigprocmask(SIG_SETMASK, &old, NULL);
	errno = saved;
	return (rv);
}
