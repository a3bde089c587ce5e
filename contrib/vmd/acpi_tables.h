/* See LICENSE for licence details. */

/* ACPI tables for vmd(8)'s guests; see README. */

#ifndef ACPI_TABLES_H
#define ACPI_TABLES_H

#include <stddef.h>

/* Hands a table-loader set to firmware, as fw_cfg files. */
void acpi_register_fw_cfg(size_t ncpus);

/* Writes linked tables to where a kernel that boots without firmware looks. */
void acpi_write_tables(size_t ncpus);

#endif /* ACPI_TABLES_H */
