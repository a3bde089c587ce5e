/* See LICENSE for licence details. */

#ifndef FW_CFG_H
#define FW_CFG_H

#include <stddef.h>

void	fw_cfg_add_file(const char *, const void *, size_t);

#endif /* FW_CFG_H */
