/* See LICENSE for licence details. */

/*
 * Counts the work of a program that was compiled with
 * -fsanitize-coverage=trace-pc and linked with --wrap of the functions here:
 * one for every edge between basic blocks that it takes, and one for every
 * byte that these handle.  The count is the last line on standard error.
 */

#include <stddef.h>
#include <stdio.h>

static unsigned long long count;

void __sanitizer_cov_trace_pc(void);

void
__sanitizer_cov_trace_pc(void)
{
	count++;
}

void *__real_memcpy(void *, const void *, size_t);
void *__real_memmove(void *, const void *, size_t);
void *__real_memset(void *, int, size_t);
int __real_memcmp(const void *, const void *, size_t);
void *__wrap_memcpy(void *, const void *, size_t);
void *__wrap_memmove(void *, const void *, size_t);
void *__wrap_memset(void *, int, size_t);
int __wrap_memcmp(const void *, const void *, size_t);

void *
__wrap_memcpy(void *to, const void *from, size_t n)
{
	count += n;
	return (__real_memcpy(to, from, n));
}

void *
__wrap_memmove(void *to, const void *from, size_t n)
{
	count += n;
	return (__real_memmove(to, from, n));
}

void *
__wrap_memset(void *to, int c, size_t n)
{
	count += n;
	return (__real_memset(to, c, n));
}

int
__wrap_memcmp(const void *a, const void *b, size_t n)
{
	count += n;
	return (__real_memcmp(a, b, n));
}

__attribute__((destructor)) static void
say(void)
{
	fprintf(stderr, "%llu\n", count);
}
