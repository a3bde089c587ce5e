/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "import.h"
#include "read/fields.h"
#include "read/files.h"
#include "read/namespace.h"
#include "read/xalloc.h"

static enum vmacpigen_kind
kind(const uint8_t *data)
{
	return (vmacpigen_kind_of((const char *)data));
}

/* Reports what was done, as printf(3) formats it. */
static void
tell(void (*told)(const char *, const char *), const char *path,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static void
tell(void (*told)(const char *, const char *), const char *path,
    const char *fmt, ...)
{
	char		 what[NS_PATHSZ + 256];
	va_list		 ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (told != NULL)
		told(path, what);
}

/* Returns why this is not a table of the length in its header, or NULL. */
static char *
look_at_header(const char *path, const uint8_t *data, size_t length)
{
	const struct acpi_header *h = (const void *)data;
	const size_t	 least = length >= 4 && kind(data) == VMACPIGEN_FACS ?
	    sizeof(struct acpi_facs) : sizeof(*h);

	if (length < least || !vmacpigen_is_signature(h->signature))
		return (xasprintf("%s: not a table", path));
	if (get32(h->length) != length)
		return (xasprintf("%s: Length in the header is %" PRIu32 "; "
		    "must be %zu, the file's size",
		    path, get32(h->length), length));
	return (NULL);
}

/* Corrects a wrong checksum if im->fix is set. */
static char *
look_at_sum(const struct import *im, const char *path, uint8_t *data,
    size_t length)
{
	struct acpi_header *h = (void *)data;
	const uint8_t	 sum = h->checksum;
	uint8_t		 more;

	if (kind(data) == VMACPIGEN_FACS ||
	    (more = (uint8_t)-vmacpigen_checksum(data, length)) == 0)
		return (NULL);
	if (!im->fix)
		return (xasprintf("%s: the checksum is 0x%02x; must be 0x%02x: "
		    "--fix-checksums corrects it", path, sum,
		    (uint8_t)(sum - more)));
	h->checksum = (uint8_t)(sum - more);
	tell(im->say, path, "the checksum was 0x%02x, and is 0x%02x", sum,
	    h->checksum);
	return (NULL);
}

/* Adds a table, and takes over its data. */
static void
add(struct import *im, const char *path, uint8_t *data, size_t length)
{
	im->given = xgrow(im->given, im->n, &im->max, sizeof(*im->given));
	im->paths = xgrow(im->paths, im->n, &im->paths_max,
	    sizeof(*im->paths));
	im->given[im->n] = (struct vmacpigen_given){ data, length };
	im->paths[im->n] = xstrdup(path);
	if (im->first[kind(data)] == NULL)
		im->first[kind(data)] = im->paths[im->n];
	im->n++;
}

/* Of FADT, FACS and DSDT a set has one each: a pointer leads there. */
static char *
is_twice(const struct import *im, const char *path, const uint8_t *data)
{
	const enum vmacpigen_kind k = kind(data);
	const char	*first;

	if ((k != VMACPIGEN_FADT && k != VMACPIGEN_FACS &&
	    k != VMACPIGEN_DSDT) || (first = im->first[k]) == NULL)
		return (NULL);
	return (xasprintf("%s: the set has a %.4s already, from %s; must have "
	    "one", path,
	    (const char *)data, first));
}

static char *
look_at_table(const struct import *im, const char *path, uint8_t *data,
    size_t length, const char *signature)
{
	char		*error;

	if ((error = look_at_header(path, data, length)) != NULL ||
	    (error = look_at_sum(im, path, data, length)) != NULL)
		return (error);
	if (signature != NULL && memcmp(data, signature, 4) != 0)
		return (xasprintf("%s: the signature is %.4s; must be %s", path,
		    (char *)data, signature));
	if (kind(data) == VMACPIGEN_RSDT || kind(data) == VMACPIGEN_XSDT)
		return (xasprintf("%s: the table is an RSDT or XSDT; must be "
		    "another, as these are always made anew", path));
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

char *
import_dump(struct import *im, const char *path)
{
	return (dump_read(&im->dump, path, true));
}

/*
 * AML: an OperationRegion in the memory of the machine that the table is from.
 * On all PCs devices are below 4 GiB in the last 512 MiB, or in low memory, and
 * memory is elsewhere.
 */

#define LOW_END		0x100000
#define DEVICES_START	0xe0000000
#define DEVICES_END	0x100000000

static bool
is_in_memory(const struct ns *ns, const struct ns_object *o,
    uint64_t *address)
{
	struct ns_region r;
	uint64_t	 last;

	if (o->kind != NS_REGION || o->region.space != NS_MEMORY)
		return (false);
	ns_region(ns, o, &r);
	*address = last = r.address;
	if (r.length_known && r.length > 0)
		last = r.length - 1 > UINT64_MAX - last ? UINT64_MAX :
		    last + (r.length - 1);
	return (r.address_known && last >= LOW_END &&
	    (r.address < DEVICES_START || last >= DEVICES_END));
}

/* The AML of a dump */
struct aml {
	struct ns	*ns;
	uint32_t	*tables;	/* of the dump's in ns; or NS_NONE */
	struct found {			/* of each of ns */
		const struct ns_object *region;	/* the first in memory */
		uint64_t address;
		const struct ns_complaint *complaint;	/* the first */
	} *found;
};

static bool
is_aml(const struct dump_table *t)
{
	return (t->machine == 0 && field_has_aml((const char *)t->data));
}

/* Adds the DSDTs of a dump, or its other definition blocks. */
static void
collect_aml(const struct import *im, struct aml *aml, struct ns_table *list,
    uint32_t *n, bool dsdt)
{
	const struct dump_table *t;
	size_t		 i;

	for (i = 0; i < im->dump.n; i++) {
		t = &im->dump.tables[i];
		if (!is_aml(t) || (memcmp(t->data, "DSDT", 4) == 0) != dsdt)
			continue;
		list[*n] = (struct ns_table){ t->data, t->length,
		    dsdt ? "DSDT" : "SSDT" };
		aml->tables[i] = (*n)++;
	}
}

static bool
leaves_out_terms(const struct ns_complaint *c)
{
	return (c->load && c->kind != NS_TWICE && c->kind != NS_NO_SCOPE &&
	    c->kind != NS_UNKNOWN_NAME);
}

static void
look_at_objects(const struct aml *aml)
{
	const struct ns_object *o;
	const struct ns_complaint *c;
	struct found	*found;
	uint64_t	 address;
	size_t		 i;

	for (i = 0; i < aml->ns->nobjects; i++) {
		o = &aml->ns->objects[i];
		if (!is_in_memory(aml->ns, o, &address))
			continue;
		found = &aml->found[o->table];
		if (found->region == NULL || o->offset < found->region->offset)
			*found = (struct found){ o, address, NULL };
	}
	for (i = aml->ns->ncomplaints; i > 0; i--) {
		c = &aml->ns->complaints[i - 1];
		if (leaves_out_terms(c))
			aml->found[c->table].complaint = c;
	}
}

static void
aml_open(struct aml *aml, const struct import *im)
{
	struct ns_table	*list;
	uint32_t	 n = 0;
	size_t		 i;

	list = xcalloc(im->dump.n + 1, sizeof(*list));
	aml->tables = xcalloc(im->dump.n + 1, sizeof(*aml->tables));
	for (i = 0; i < im->dump.n; i++)
		aml->tables[i] = NS_NONE;
	collect_aml(im, aml, list, &n, true);
	collect_aml(im, aml, list, &n, false);
	aml->ns = ns_open(list, n);
	free(list);
	aml->found = xcalloc((size_t)n + 1, sizeof(*aml->found));
	look_at_objects(aml);
}

static void
aml_close(struct aml *aml)
{
	ns_close(aml->ns);
	free(aml->tables);
	free(aml->found);
}

/* Tables about hardware that a guest does not have */
static const struct {
	char		 signature[5];
	const char	*why;
} left_out[] = {
#define MEMORY		"points at memory that a guest does not have"
#define NO_DEVICE(what)	"describes " what " that a guest does not have"
	{ "BERT", MEMORY },
	{ "BGRT", MEMORY },
	{ "CCEL", MEMORY },
	{ "CEDT", NO_DEVICE("CXL bridges") },
	{ "CSRT", NO_DEVICE("DMA controllers") },
	{ "DMAR", NO_DEVICE("an IOMMU") },
	{ "DRTM", NO_DEVICE("a trusted launch") },
	{ "ECDT", NO_DEVICE("an embedded controller") },
	{ "EINJ", MEMORY },
	{ "ERST", MEMORY },
	{ "FPDT", MEMORY },
	{ "HEST", MEMORY },
	{ "IVRS", NO_DEVICE("an IOMMU") },
	{ "LPIT", NO_DEVICE("low power states") },
	{ "NFIT", NO_DEVICE("persistent memory") },
	{ "NHLT", NO_DEVICE("an audio processor") },
	{ "PCCT", MEMORY },
	{ "PHAT", MEMORY },
	{ "PRMT", MEMORY },
	{ "SDEV", NO_DEVICE("secure devices") },
	{ "SVKL", MEMORY },
	{ "TCPA", MEMORY },
	{ "TPM2", NO_DEVICE("a TPM") },
	{ "UEFI", MEMORY },
	{ "VIOT", NO_DEVICE("an IOMMU") },
	{ "WDAT", NO_DEVICE("a watchdog") },
	{ "WDDT", NO_DEVICE("a watchdog") },
	{ "WDRT", NO_DEVICE("a watchdog") },
};

static const char *
why_left_out(const uint8_t *data)
{
	size_t		 i;

	for (i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++) {
		if (memcmp(data, left_out[i].signature, 4) == 0)
			return (left_out[i].why);
	}
	return (NULL);
}

/* AML that cannot be read may have regions, too. */
static void
note_complaint(const struct import *im, const struct dump_table *t,
    const struct aml *aml, const struct ns_complaint *c)
{
	struct sink	 text = { 0 };

	ns_print_complaint(&text, aml->ns, c);
	tell(im->note, t->name, "its AML cannot be read: %.*s", (int)text.n,
	    text.s);
	sink_free(&text);
}

/* Whether a table can leave its machine; a DSDT always can. */
static bool
can_move(const struct import *im, const struct aml *aml,
    const struct dump_table *t)
{
	const bool	 dsdt = memcmp(t->data, "DSDT", 4) == 0;
	const uint32_t	 table = aml->tables[t - im->dump.tables];
	const char	*why = why_left_out(t->data);
	const struct found *found;
	char		 path[NS_PATHSZ];

	if (why != NULL) {
		tell(im->note, t->name, "left out: %.4s %s",
		    (const char *)t->data, why);
		return (false);
	}
	if (table == NS_NONE)
		return (true);
	found = &aml->found[table];
	if (found->complaint != NULL)
		note_complaint(im, t, aml, found->complaint);
	if (found->region == NULL)
		return (true);
	tell(im->note, t->name, "%s: its region %s is in memory at "
	    "0x%" PRIx64 " that a guest does not have", dsdt ? "kept, since "
	    "nothing works without a DSDT" : "left out",
	    ns_path(aml->ns, found->region->node, path), found->address);
	return (dsdt);
}

/*
 * Several tables in one dump
 */

/* Whether a table is an RSDP, RSDT or XSDT: these are made anew. */
static bool
is_root(const struct dump_table *t)
{
	return (memcmp(t->data, "RSD ", 4) == 0 ||
	    kind(t->data) == VMACPIGEN_RSDT ||
	    kind(t->data) == VMACPIGEN_XSDT);
}

/* Returns a pointer of a FADT: the 64-bit field if it is set, or the other. */
static uint64_t
fadt_pointer(const struct dump_table *fadt, size_t offset, size_t x_offset)
{
	uint64_t	 value = 0;

	if (fadt->length >= x_offset + 8)
		value = le_get(fadt->data + x_offset, 8);
	if (value == 0 && fadt->length >= offset + 4)
		value = le_get(fadt->data + offset, 4);
	return (value);
}

/* The first table of a kind, at an address unless that is 0; or NULL */
static const struct dump_table *
find(const struct import *im, enum vmacpigen_kind k, uint64_t address)
{
	const struct dump_table *t;
	size_t		 i;

	for (i = 0; i < im->dump.n; i++) {
		t = &im->dump.tables[i];
		if (t->machine == 0 && kind(t->data) == k &&
		    (address == 0 || t->address == address))
			return (t);
	}
	return (NULL);
}

/* The tables to which the FADT leads; NULL: not known */
struct chosen {
	const struct dump_table *facs, *dsdt;
};

static void
choose(const struct import *im, struct chosen *c)
{
	const struct dump_table *fadt = find(im, VMACPIGEN_FADT, 0);
	uint64_t	 address;

	memset(c, 0, sizeof(*c));
	if (fadt == NULL)
		return;
	if ((address = fadt_pointer(fadt,
	    offsetof(struct acpi_fadt, firmware_ctrl),
	    offsetof(struct acpi_fadt, x_firmware_ctrl))) != 0)
		c->facs = find(im, VMACPIGEN_FACS, address);
	if ((address = fadt_pointer(fadt, offsetof(struct acpi_fadt, dsdt),
	    offsetof(struct acpi_fadt, x_dsdt))) != 0)
		c->dsdt = find(im, VMACPIGEN_DSDT, address);
}

/* Leaves out a second FADT, FACS or DSDT, or returns why it cannot. */
static char *
look_for_others(const struct import *im, const struct chosen *c,
    const struct dump_table *t, bool *wanted)
{
	const enum vmacpigen_kind k = kind(t->data);
	const struct dump_table *own = k == VMACPIGEN_FACS ? c->facs :
	    k == VMACPIGEN_DSDT ? c->dsdt : NULL;
	const char	*first;

	*wanted = false;
	if (t->address != 0 && own != NULL && own != t) {
		tell(im->note, t->name, t->address == own->address ?
		    "left out: a second %.4s at its address" :
		    "left out: the FADT leads to another %.4s",
		    (const char *)t->data);
		return (NULL);
	}
	if (k == VMACPIGEN_FACS && (first = im->first[k]) != NULL) {
		tell(im->note, t->name, "left out: a second FACS, after %s",
		    first);
		return (NULL);
	}
	*wanted = true;
	return (is_twice(im, t->name, t->data));
}

/* Adds a table of a dump, or leaves it out. */
static char *
settle_table(struct import *im, const struct aml *aml, const struct chosen *c,
    struct dump_table *t)
{
	char		*error;
	bool		 wanted;

	if (t->machine > 0 || is_root(t))
		return (NULL);
	if ((error = look_at_header(t->name, t->data, t->length)) != NULL ||
	    (error = look_at_sum(im, t->name, t->data, t->length)) != NULL ||
	    (error = look_for_others(im, c, t, &wanted)) != NULL)
		return (error);
	if (wanted && can_move(im, aml, t))
		add(im, t->name, xmemdup(t->data, t->length), t->length);
	return (NULL);
}

/* Report every table that is wrong, not only the first. */
char *
import_settle(struct import *im, const char *path)
{
	char		*error = NULL, *next;
	struct aml	 aml;
	struct chosen	 chosen;
	size_t		 i;

	choose(im, &chosen);
	aml_open(&aml, im);
	for (i = 0; i < im->dump.n; i++) {
		if (im->dump.tables[i].machine == 1 &&
		    im->dump.tables[i - 1].machine == 0)
			tell(im->note, im->dump.tables[i].name, "left out, "
			    "with all that follows: it is from another "
			    "machine");
		next = settle_table(im, &aml, &chosen, &im->dump.tables[i]);
		if (next == NULL)
			continue;
		if (error != NULL)
			im->complain(error);
		free(error);
		error = next;
	}
	aml_close(&aml);
	if (error == NULL && im->n == 0)
		return (xasprintf("%s: no table is in it", path));
	if (error == NULL && im->first[VMACPIGEN_FADT] == NULL)
		im->note(path, "the tables have no FADT");
	else if (error == NULL && im->first[VMACPIGEN_DSDT] == NULL)
		im->note(path, "the tables have no DSDT");
	return (error);
}

void
import_replace(struct import *im, size_t i, uint8_t *data, size_t length)
{
	free((void *)im->given[i].data);
	im->given[i] = (struct vmacpigen_given){ data, length };
}

void
import_keep(struct import *im, bool (*keep)(const struct import *, size_t))
{
	size_t		 i, n = 0;

	for (i = 0; i < im->n; i++) {
		if (keep(im, i)) {
			im->given[n] = im->given[i];
			im->paths[n++] = im->paths[i];
			continue;
		}
		free((void *)im->given[i].data);
		free(im->paths[i]);
	}
	im->n = n;
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
	dump_free(&im->dump);
}
