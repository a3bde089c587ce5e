/* See LICENSE for licence details. */

#ifndef AML_ASL_H
#define AML_ASL_H

#include "read/resources.h"

/* Prints a resource as ASL has it, on one line. */
void asl_print(const struct resource *);

#endif /* AML_ASL_H */
