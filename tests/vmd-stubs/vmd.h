/* See LICENSE for licence details. */

/* What contrib/vmd uses of vmd's header, and what OpenBSD has beyond Linux */

#ifndef VMD_H
#define VMD_H

#include <stddef.h>

#ifndef __OpenBSD__
typedef unsigned long paddr_t;
#endif

int	 write_mem(paddr_t, const void *, size_t);
_Noreturn void fatalx(const char *, ...)
    __attribute__((__format__ (printf, 1, 2)));

#endif /* VMD_H */
