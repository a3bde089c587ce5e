/* See LICENSE for licence details. */

/* Firmware that runs table-loader scripts */

#ifndef CONSUMERS_H
#define CONSUMERS_H

#include "place.h"

/*
 * The rules of a consumer whose execution is known ("seabios", "ovmf",
 * "qboot"), or NULL.
 */
const struct vmacpigen_rules *consumer_rules(const char *);

#endif /* CONSUMERS_H */
