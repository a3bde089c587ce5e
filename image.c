/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "image.h"

/* Adds a table unless it is there already; false when out of memory. */
static bool
add_table(struct image *image, const char *signature, uint64_t address,
    const uint8_t *data, size_t length)
{
	struct image_table *t;
	size_t		 i;

	for (i = 0; i < image->ntables; i++) {
		if (image->tables[i].address == address)
			return (true);
	}
	t = realloc(image->tables, (image->ntables + 1) * sizeof(*t));
	if (t == NULL)
		return (false);
	image->tables = t;
	t += image->ntables++;
	memcpy(t->signature, signature, 4);
	t->signature[4] = '\0';
	t->address = address;
	t->data = data;
	t->length = length;
	return (true);
}

/* Adds the table at an address, if a whole one is there. */
static bool
add_at(struct image *image, const struct loader_set *set, uint64_t address)
{
	const struct acpi_header *h;
	uint32_t	 length;

	/* What FACS and all others have in common is signature and length. */
	if ((h = (const void *)loader_at(set, address, 8)) == NULL)
		return (true);
	length = get32(h->length);
	if (length < 8 || loader_at(set, address, length) == NULL)
		return (true);
	return (add_table(image, h->signature, address, (const void *)h,
	    length));
}

static uint64_t
field(const struct image_table *t, size_t offset, unsigned int size)
{
	return (offset + size <= t->length ? le_get(t->data + offset, size) :
	    0);
}

static bool
find_rsdp(struct image *image, const struct loader_set *set)
{
	const struct loader_file *file;
	const struct acpi_rsdp *rsdp;
	uint64_t	 a;
	size_t		 i, length;

	for (i = 0; i < set->nfiles; i++) {
		file = &set->files[i];
		if (!file->placed)
			continue;
		a = (file->address + ACPI_RSDP_ALIGN - 1) &
		    ~(uint64_t)(ACPI_RSDP_ALIGN - 1);
		for (; (rsdp = (const void *)loader_at(set, a,
		    ACPI_RSDP_V1_LEN)) != NULL; a += ACPI_RSDP_ALIGN) {
			if (memcmp(rsdp->signature, ACPI_RSDP_SIGNATURE,
			    sizeof(rsdp->signature)) != 0)
				continue;
			length = ACPI_RSDP_V1_LEN;
			if (rsdp->revision >= 2 &&
			    loader_at(set, a, sizeof(*rsdp)) != NULL)
				length = sizeof(*rsdp);
			return (add_table(image, "RSDP", a,
			    (const uint8_t *)rsdp, length));
		}
	}
	return (true);
}

#define FIELD(t, type, name) field((t), offsetof(struct type, name), \
	sizeof(((struct type *)0)->name))

const char *
image_walk(struct image *image, const struct loader_set *set)
{
	struct image_table t;
	uint64_t	 root, dsdt, facs;
	size_t		 i, entry = sizeof(le64);

	memset(image, 0, sizeof(*image));
	if (!find_rsdp(image, set))
		goto nomem;
	if (image->ntables == 0)
		return ("there is no RSDP");
	t = image->tables[0];
	if ((root = FIELD(&t, acpi_rsdp, xsdt_address)) == 0) {
		root = FIELD(&t, acpi_rsdp, rsdt_address);
		entry = sizeof(le32);
	}
	if (!add_at(image, set, root))
		goto nomem;
	if (image->ntables == 1)
		return ("the RSDP points at no table");
	t = image->tables[1];
	for (i = sizeof(struct acpi_header); i + entry <= t.length;
	    i += entry) {
		if (!add_at(image, set, field(&t, i, (unsigned int)entry)))
			goto nomem;
	}
	for (i = 2; i < image->ntables; i++) {
		t = image->tables[i];
		if (strcmp(t.signature, "FACP") != 0)
			continue;
		if ((facs = FIELD(&t, acpi_fadt, x_firmware_ctrl)) == 0)
			facs = FIELD(&t, acpi_fadt, firmware_ctrl);
		if ((dsdt = FIELD(&t, acpi_fadt, x_dsdt)) == 0)
			dsdt = FIELD(&t, acpi_fadt, dsdt);
		if (!add_at(image, set, facs) || !add_at(image, set, dsdt))
			goto nomem;
	}
	return (NULL);
nomem:
	return ("out of memory");
}

const struct image_table *
image_find(const struct image *image, const char *signature)
{
	size_t		 i;

	for (i = 0; i < image->ntables; i++) {
		if (strcmp(image->tables[i].signature, signature) == 0)
			return (&image->tables[i]);
	}
	return (NULL);
}

void
image_free(struct image *image)
{
	free(image->tables);
	memset(image, 0, sizeof(*image));
}
