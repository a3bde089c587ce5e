/* See LICENSE for licence details. */

#include <sys/stat.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "import.h"
#include "read/files.h"
#include "read/xalloc.h"

/* The kind of one of the tables */
static enum vmacpigen_kind
kind(const struct vmacpigen_given *g)
{
	return (vmacpigen_kind_of((const char *)g->data));
}

/* Looks at a header, and puts a wrong checksum right if that is wanted. */
static char *
look_at_header(const struct import *im, const char *path, uint8_t *data,
    size_t length)
{
	struct acpi_header *h = (void *)data;
	const size_t	 least = length >= 4 && vmacpigen_kind_of((char *)data) ==
	    VMACPIGEN_FACS ? sizeof(struct acpi_facs) : sizeof(*h);
	uint8_t		 more;

	if (length < least || !vmacpigen_is_signature((char *)data))
		return (xasprintf("%s: not a table", path));
	if (get32(h->length) != length)
		return (xasprintf("%s: its header says %" PRIu32 " bytes, "
		    "and the file has %zu", path, get32(h->length), length));
	if (vmacpigen_kind_of((char *)data) == VMACPIGEN_FACS)
		return (NULL);
	more = (uint8_t)-vmacpigen_checksum(data, length);
	if (more != 0 && !im->fix)
		return (xasprintf("%s: the checksum is 0x%02x, and should be "
		    "0x%02x; --fix-checksums puts it right", path,
		    h->checksum, (uint8_t)(h->checksum - more)));
	h->checksum = (uint8_t)(h->checksum - more);
	return (NULL);
}

/* Takes the data over. */
static void
add(struct import *im, const char *path, uint8_t *data, size_t length)
{
	im->given = xgrow(im->given, im->n, &im->max, sizeof(*im->given));
	im->paths = xgrow(im->paths, im->n, &im->paths_max,
	    sizeof(*im->paths));
	im->given[im->n] = (struct vmacpigen_given){ data, length };
	im->paths[im->n++] = xstrdup(path);
}

/* FADT, FACS and DSDT: a pointer leads to one of each. */
static char *
is_twice(const struct import *im, const char *path, const uint8_t *data)
{
	const enum vmacpigen_kind id = vmacpigen_kind_of((const char *)data);
	size_t		 i;

	if (id != VMACPIGEN_FADT && id != VMACPIGEN_FACS &&
	    id != VMACPIGEN_DSDT)
		return (NULL);
	for (i = 0; i < im->n; i++) {
		if (kind(&im->given[i]) == id)
			return (xasprintf("%s: a second %.4s, after %s", path,
			    (const char *)data, im->paths[i]));
	}
	return (NULL);
}

static char *
look_at_table(const struct import *im, const char *path, uint8_t *data,
    size_t length, const char *signature)
{
	enum vmacpigen_kind id;
	char		*error;

	if ((error = look_at_header(im, path, data, length)) != NULL)
		return (error);
	id = vmacpigen_kind_of((char *)data);
	if (signature != NULL && memcmp(data, signature, 4) != 0)
		return (xasprintf("%s: its signature is %.4s, not %s", path,
		    (char *)data, signature));
	if (id == VMACPIGEN_RSDT || id == VMACPIGEN_XSDT)
		return (xasprintf("%s: RSDT and XSDT are made to fit", path));
	return (is_twice(im, path, data));
}

char *
import_table(struct import *im, const char *path, const char *signature)
{
	uint8_t		*data;
	char		*error;
	size_t		 length;

	if ((data = file_read(path, &length)) == NULL)
		return (xasprintf("%s: %s", path, file_error()));
	if ((error = look_at_table(im, path, data, length, signature)) == NULL)
		add(im, path, data, length);
	else
		free(data);
	return (error);
}

/*
 * AML: an OperationRegion in the memory of the machine that it was made for.
 * Devices are not at such addresses: above low memory, the first 4 GiB's last
 * 512 MiB are theirs on all PCs.
 */

#define AML_REGION	"\x5b\x80"	/* ACPI 6.5, 20.2.5.2 */
#define LOW_END		0x100000
#define DEVICES_START	0xe0000000
#define DEVICES_END	0x100000000

static bool
is_memory(uint64_t address)
{
	return (address >= LOW_END &&
	    (address < DEVICES_START || address >= DEVICES_END));
}

/* 20.2.2: what follows the name at p, or NULL; *last is its last segment. */
static const uint8_t *
skip_name(const uint8_t *p, const uint8_t *end, const uint8_t **last)
{
	size_t		 n = 1, i;

	while (p < end && (*p == '\\' || *p == '^'))
		p++;
	if (p < end && *p == 0x2e) {
		n = 2;
		p++;
	} else if (end - p >= 2 && *p == 0x2f) {
		n = p[1];
		p += 2;
	}
	if (n == 0 || (size_t)(end - p) < 4 * n)
		return (NULL);
	for (i = 0; i < 4 * n; i++) {
		if ((p[i] < 'A' || p[i] > 'Z') && p[i] != '_' &&
		    (i % 4 == 0 || p[i] < '0' || p[i] > '9'))
			return (NULL);
	}
	*last = p + 4 * (n - 1);
	return (p + 4 * n);
}

/* 20.2.3: an integer that is written out, or 0 */
static uint64_t
constant(const uint8_t *p, const uint8_t *end)
{
	unsigned int	 size;

	if (p == end)
		return (0);
	size = *p == 0x0a ? 1 : *p == 0x0b ? 2 : *p == 0x0c ? 4 :
	    *p == 0x0e ? 8 : 0;
	return (size == 0 || (size_t)(end - p) < 1 + size ? 0 :
	    le_get(p + 1, size));
}

/* The name of the first such region, or NULL, and its address */
static const uint8_t *
memory_region(const struct vmacpigen_given *g, uint64_t *address)
{
	const uint8_t	*p = g->data + sizeof(struct acpi_header);
	const uint8_t	*end = g->data + g->length, *name, *next;

	for (; end - p > 2; p++) {
		if (memcmp(p, AML_REGION, 2) != 0 ||
		    (next = skip_name(p + 2, end, &name)) == NULL ||
		    next == end || *next != ACPI_GAS_MEMORY)
			continue;
		*address = constant(next + 1, end);
		if (is_memory(*address))
			return (name);
	}
	return (NULL);
}

/* Tables that are nothing without the memory that they point at */
static bool
is_pointer(const uint8_t *data)
{
	static const char signatures[][5] = { "BERT", "BGRT", "CCEL", "FPDT",
	    "PCCT", "TCPA", "UEFI" };
	size_t		 i;

	for (i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++) {
		if (memcmp(data, signatures[i], 4) == 0)
			return (true);
	}
	return (false);
}

/* Does it stay, away from its machine?  A DSDT does, whatever it has. */
static bool
can_move(struct import *im, const char *path, const struct vmacpigen_given *g)
{
	const uint8_t	*name;
	uint64_t	 address;
	char		 what[160];
	const bool	 dsdt = memcmp(g->data, "DSDT", 4) == 0;

	if (is_pointer(g->data)) {
		snprintf(what, sizeof(what), "left out: %.4s points at memory "
		    "that is not there", (const char *)g->data);
		im->note(path, what);
		return (false);
	}
	if (!dsdt && memcmp(g->data, "SSDT", 4) != 0 &&
	    memcmp(g->data, "PSDT", 4) != 0)
		return (true);
	if ((name = memory_region(g, &address)) == NULL)
		return (true);
	snprintf(what, sizeof(what), "%s: its region %.4s is in memory at "
	    "0x%" PRIx64 " that is not there", dsdt ? "kept, since nothing "
	    "works without a DSDT" : "left out", (const char *)name, address);
	im->note(path, what);
	return (dsdt);
}

/* RSDP, RSDT and XSDT are made anew. */
static bool
is_root(const uint8_t *data, size_t length)
{
	return ((length >= ACPI_RSDP_V1_LEN && memcmp(data,
	    ACPI_RSDP_SIGNATURE, strlen(ACPI_RSDP_SIGNATURE)) == 0) ||
	    (length >= 4 && (memcmp(data, "RSDT", 4) == 0 ||
	    memcmp(data, "XSDT", 4) == 0)));
}

static char *
dump_file(struct import *im, const char *path)
{
	uint8_t		*data;
	char		*error = NULL;
	size_t		 length;

	if ((data = file_read(path, &length)) == NULL)
		return (xasprintf("%s: %s", path, file_error()));
	if (!is_root(data, length) &&
	    (error = look_at_header(im, path, data, length)) == NULL &&
	    (error = is_twice(im, path, data)) == NULL &&
	    can_move(im, path, &(struct vmacpigen_given){ data, length }))
		add(im, path, data, length);
	else
		free(data);
	return (error);
}

static char	*dump(struct import *, const char *, bool);

/* Of what is below it, only the tables that AML has loaded count. */
static char *
dump_dir(struct import *im, const char *dir)
{
	char		**names, *path, *error = NULL;
	size_t		 i;

	if ((names = files_list(dir)) == NULL)
		return (xasprintf("%s: %s", dir, strerror(errno)));
	for (i = 0; error == NULL && names[i] != NULL; i++) {
		path = xasprintf("%s/%s", dir, names[i]);
		error = dump(im, path, strcmp(names[i], "dynamic") == 0);
		free(path);
	}
	files_forget(names);
	return (error);
}

static char *
dump(struct import *im, const char *path, bool enter)
{
	struct stat	 st;

	if (stat(path, &st) == -1)
		return (xasprintf("%s: %s", path, strerror(errno)));
	if (!S_ISDIR(st.st_mode))
		return (dump_file(im, path));
	return (enter ? dump_dir(im, path) : NULL);
}

char *
import_dump(struct import *im, const char *path)
{
	return (dump(im, path, true));
}

void
import_settle(struct import *im, const char *path)
{
	bool		 fadt = false, dsdt = false;
	size_t		 i;

	for (i = 0; i < im->n; i++) {
		fadt = fadt || kind(&im->given[i]) == VMACPIGEN_FADT;
		dsdt = dsdt || kind(&im->given[i]) == VMACPIGEN_DSDT;
	}
	if (!fadt)
		im->note(path, "there is no FADT among the tables");
	else if (!dsdt)
		im->note(path, "there is no DSDT among the tables");
}

void
import_free(struct import *im)
{
	size_t		 i;

	for (i = 0; i < im->n; i++) {
		free((void *)im->given[i].data);
		free(im->paths[i]);
	}
	free(im->given);
	free(im->paths);
}
