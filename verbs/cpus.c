/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "cpus.h"
#include "madt.h"
#include "read/xalloc.h"

/* A MADT that gets other processors */
struct madt {
	const struct vmacpigen_config *config;
	const uint8_t	*old;
	size_t		 old_length;
	uint8_t		*data;
	size_t		 n, max;
	uint32_t	 ncpus;		/* so far */
	uint32_t	 noriginal;	/* enabled ones */
	uint32_t	 next_uid;
	bool		 scattered;	/* UIDs behind it may be in use */
};

static void
add_bytes(struct madt *m, const void *data, size_t length)
{
	const uint8_t	*p = data;

	while (length-- > 0) {
		m->data = xgrow(m->data, m->n, &m->max, 1);
		m->data[m->n++] = *p++;
	}
}

static uint32_t
apic_id(const struct vmacpigen_config *config, uint32_t i)
{
	return (config->cpus == NULL ? i : config->cpus[i].apic_id);
}

/* Type 0 has 8 bits for each number, and 255 means all processors. */
static void
add_cpu(struct madt *m, uint32_t uid)
{
	const uint32_t	 id = apic_id(m->config, m->ncpus);

	if (id < UINT8_MAX && uid < UINT8_MAX)
		add_bytes(m, &(struct acpi_madt_lapic){
		    .entry = { ACPI_MADT_LAPIC,
			sizeof(struct acpi_madt_lapic) },
		    .acpi_processor_uid = (uint8_t)uid,
		    .apic_id = (uint8_t)id,
		    .flags = put32(ACPI_LAPIC_ENABLED) },
		    sizeof(struct acpi_madt_lapic));
	else
		add_bytes(m, &(struct acpi_madt_x2apic){
		    .entry = { ACPI_MADT_X2APIC,
			sizeof(struct acpi_madt_x2apic) },
		    .x2apic_id = put32(id),
		    .flags = put32(ACPI_LAPIC_ENABLED),
		    .acpi_processor_uid = put32(uid) },
		    sizeof(struct acpi_madt_x2apic));
	m->ncpus++;
}

static bool
in_use(const struct madt *m, uint32_t uid)
{
	struct vmacpigen_madt_cpu cpu;
	size_t		 at = sizeof(struct acpi_madt);

	while (vmacpigen_next_cpu(m->old, m->old_length, &at, &cpu)) {
		if (cpu.uid == uid)
			return (true);
	}
	return (false);
}

static void
add_more(struct madt *m)
{
	for (; m->ncpus < m->config->ncpus; m->next_uid++) {
		if (!m->scattered || !in_use(m, m->next_uid))
			add_cpu(m, m->next_uid);
	}
}

/* Copies the entries, replaces the processors, and adds more after the last. */
static void
replace_cpus(struct madt *m, size_t last)
{
	struct vmacpigen_madt_cpu cpu;
	const struct acpi_entry *e;
	size_t		 at = sizeof(struct acpi_madt), cpu_at;

	add_bytes(m, m->old, at < m->old_length ? at : m->old_length);
	for (; at < m->old_length; at += e->length) {
		if (at == last)
			add_more(m);
		if ((e = acpi_entry_at(m->old, m->old_length, at)) == NULL)
			break;
		cpu_at = at;
		if (!vmacpigen_next_cpu(m->old, at + e->length, &cpu_at, &cpu))
			add_bytes(m, e, e->length);
		else if (cpu.flags & ACPI_LAPIC_ENABLED &&
		    m->ncpus < m->config->ncpus)
			add_cpu(m, cpu.uid);
	}
	if (at < m->old_length)
		add_bytes(m, m->old + at, m->old_length - at);
	add_more(m);
}

/*
 * Returns where the last processor's entry ends, and finds the numbers in use.
 */
static size_t
look(struct madt *m)
{
	struct vmacpigen_madt_cpu cpu;
	size_t		 at = sizeof(struct acpi_madt), last = at;

	while (vmacpigen_next_cpu(m->old, m->old_length, &at, &cpu)) {
		last = at;
		m->noriginal += cpu.flags & ACPI_LAPIC_ENABLED;
		if (cpu.uid >= m->next_uid && cpu.uid != UINT32_MAX)
			m->next_uid = cpu.uid + 1;
	}
	/* New UIDs must end before that of all processors. */
	if (m->next_uid >= UINT32_MAX - VMACPIGEN_MAX_CPUS) {
		m->next_uid = 0;
		m->scattered = true;
	}
	return (last);
}

static void
print_ids(char *text, size_t size, const struct vmacpigen_config *config)
{
	uint32_t	 i, first, last;
	size_t		 at = 0;

	text[0] = '\0';
	for (i = 0; i < config->ncpus && at < size - 32; i++) {
		first = last = apic_id(config, i);
		for (; i + 1 < config->ncpus &&
		    apic_id(config, i + 1) == last + 1; i++)
			last++;
		at += (size_t)snprintf(text + at, size - at,
		    first == last ? "%s%" PRIu32 : "%s%" PRIu32 "-%" PRIu32,
		    at > 0 ? "," : "", first, last);
	}
	if (i < config->ncpus)
		snprintf(text + at, size - at, ",...");
}

/* Leaves out a table that is about the processors that were replaced. */
static bool
stays(const struct import *im, size_t i)
{
	static const char signatures[][5] = { "HMAT", "MSCT", "PMTT", "PPTT",
	    "SLIT", "SRAT" };
	char		 what[64];
	size_t		 s;

	for (s = 0; s < sizeof(signatures) / sizeof(signatures[0]); s++) {
		if (memcmp(im->given[i].data, signatures[s], 4) != 0)
			continue;
		snprintf(what, sizeof(what), "left out: %.4s is about the "
		    "processors that were replaced", signatures[s]);
		im->say(im->paths[i], what);
		return (false);
	}
	return (true);
}

/* Returns true if the MADT has changed. */
static bool
replace_madt(struct import *im, size_t i,
    const struct vmacpigen_config *config)
{
	struct madt	 m = { .config = config, .old = im->given[i].data,
	    .old_length = im->given[i].length };
	struct acpi_madt *new;
	char		 ids[96], what[192];
	bool		 same;

	replace_cpus(&m, look(&m));
	same = m.n == m.old_length && memcmp(m.data, m.old, m.n) == 0;
	if (same) {
		free(m.data);
		return (false);
	}
	print_ids(ids, sizeof(ids), config);
	if (config->ncpus == m.noriginal)
		snprintf(what, sizeof(what), "its processors now have the APIC "
		    "IDs %s", ids);
	else
		snprintf(what, sizeof(what), "%" PRIu32 " processor%s instead "
		    "of %" PRIu32 ", with the APIC IDs %s", config->ncpus,
		    config->ncpus == 1 ? "" : "s", m.noriginal, ids);
	im->say(im->paths[i], what);
	new = (void *)m.data;
	new->header.length = put32(m.n);
	new->header.checksum = 0;
	new->header.checksum = vmacpigen_checksum(m.data, m.n);
	import_replace(im, i, m.data, m.n);
	return (true);
}

/* Whether a MADT can have local APICs */
static bool
is_pc(const struct vmacpigen_given *madt)
{
	const struct acpi_entry *e;
	size_t		 at = sizeof(struct acpi_madt);

	while ((e = acpi_entry_at(madt->data, madt->length, at)) != NULL) {
		if (!vmacpigen_is_pc_entry(e->type))
			return (false);
		at += e->length;
	}
	return (madt->length >= sizeof(struct acpi_madt));
}

bool
import_set_cpus(struct import *im, const struct vmacpigen_config *config)
{
	size_t		 i;
	bool		 found = false, changed = config->nnodes > 0;

	for (i = 0; i < im->n; i++) {
		if (memcmp(im->given[i].data, "APIC", 4) != 0 ||
		    !is_pc(&im->given[i]))
			continue;
		found = true;
		changed |= replace_madt(im, i, config);
	}
	if (found && changed)
		import_keep(im, stays);
	return (found);
}
