/* See LICENSE for licence details. */

/*
 * refuse - configs, machines, layouts and tables that are wrong in one thing
 *
 * Prints what was wrong in each, and the library's reason, a tab between them.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vmacpigen.h"

static struct vmacpigen_machine machine;
static struct vmacpigen_config config;
static struct vmacpigen_cpu cpus[4];
static struct vmacpigen_layout layout;
static struct vmacpigen_layout_file files[3];
static uint64_t nodes[2];
static uint8_t distances[4];
static uint32_t latencies[4], bandwidths[4], initiators[2];
static struct vmacpigen_given given[2];
static uint8_t dsdt[36];

static void
begin(void)
{
	static const struct vmacpigen_layout_file all[] = {
		{ .name = "all", .align = 64, .step = 8,
		    .zone = VMACPIGEN_ZONE_HIGH, .rest = true },
		{ .name = "rsdp", .align = 16, .step = 1,
		    .zone = VMACPIGEN_ZONE_FSEG, .nkinds = 1,
		    .kinds = { VMACPIGEN_RSDP } },
	};
	uint32_t	 i;

	machine = *vmacpigen_machine_find("q35");
	vmacpigen_config_init(&config, &machine);
	config.ncpus = 4;
	for (i = 0; i < 4; i++)
		cpus[i] = (struct vmacpigen_cpu){ i, i / 2 };
	nodes[0] = nodes[1] = 1 << 30;
	distances[0] = distances[3] = 10;
	distances[1] = distances[2] = 20;
	for (i = 0; i < 4; i++)
		latencies[i] = bandwidths[i] = 10 * i;
	initiators[0] = 0;
	initiators[1] = VMACPIGEN_NO_NODE;
	memcpy(files, all, sizeof(all));
	layout = (struct vmacpigen_layout){ .files = files, .nfiles = 2 };
	memcpy(dsdt, "DSDT\x24\0\0\0\2", 9);
	given[0] = given[1] = (struct vmacpigen_given){ dsdt, sizeof(dsdt) };
}

static void
end(const char *what)
{
	struct vmacpigen_tables tables;
	struct vmacpigen_set set = { .nfiles = 0 };
	struct vmacpigen_set other;
	const char	*error, *again;

	if ((error = vmacpigen_build(&tables, &config)) == NULL)
		error = vmacpigen_link(&set, &tables, &layout);
	printf("%s\t%s\n", what, error == NULL ? "fine" : error);
	if (tables.error == NULL) {
		again = vmacpigen_finish(&other, &tables, &layout);
		if ((again == NULL) != (error == NULL) ||
		    (error != NULL && strcmp(again, error) != 0))
			printf("... but then: %s\n",
			    again == NULL ? "fine" : again);
		vmacpigen_set_free(&other);
	}
	vmacpigen_set_free(&set);
	vmacpigen_tables_free(&tables);
}

#define TRY(...) do { begin(); __VA_ARGS__; end(#__VA_ARGS__); } while (0)
#define CPUS	config.cpus = cpus
#define NUMA	CPUS; config.nodes = nodes; config.nnodes = 2
#define HMAT	NUMA; config.latencies = latencies;			\
	config.bandwidths = bandwidths; config.initiators = initiators

static void
configs(void)
{
	TRY(CPUS);
	TRY(NUMA; config.distances = distances);
	TRY(config.machine = NULL);
	TRY(config.ncpus = 0);
	TRY(config.ncpus = 4097);
	TRY(config.npossible = 3);
	TRY(config.npossible = 4097);
	TRY(config.npossible = 8; machine.madt_revision = 3);
	TRY(CPUS; cpus[3].apic_id = 1);
	TRY(CPUS; cpus[3].apic_id = 0xffffffff);
	TRY(NUMA; cpus[1].node = 2);
	TRY(NUMA; config.nodes = NULL);
	TRY(NUMA; config.nnodes = 129);
	TRY(NUMA; nodes[1] = UINT64_MAX);
	TRY(NUMA; config.distances = distances; distances[3] = 11);
	TRY(NUMA; config.distances = distances; distances[1] = 9);
	TRY(NUMA; config.hw.ecam = 0x80000000; nodes[1] = (uint64_t)2 << 30);
	TRY(HMAT);
	TRY(HMAT; initiators[1] = 2);
	TRY(HMAT; latencies[2] = 65535);
	TRY(HMAT; bandwidths[1] = 655350);
	TRY(HMAT; nodes[1] = 0);
	TRY(HMAT; cpus[2].node = cpus[3].node = 0);
	TRY(config.hw.sci = 70000);
	TRY(config.hw.pm = 0x1fff0);
	TRY(config.hw.pm = 0x601);
	TRY(config.hw.ecam = 0xb0000001);
	TRY(config.hw.ecam = (uint64_t)1 << 40);
	TRY(config.hw.window = (struct vmacpigen_range){ 0xd0000000,
	    0xc0000fff });
	TRY(config.hw.ecam = 0xb0000000;
	    config.hw.window =
		(struct vmacpigen_range){ 0xb8000000, 0xcfffffff });
	TRY(config.hw.window64 = (struct vmacpigen_range){ 0xc0000000,
	    0xffffffff });
	TRY(config.hw.window64 = (struct vmacpigen_range){ 0x100000000,
	    0x1ffffffff + 5 });
	TRY(config.ngiven = 1);
	TRY(config.given = given; config.ngiven = 1);
	TRY(config.given = given; config.ngiven = 2);
	TRY(config.given = given; config.ngiven = 1; given[0].length = 35);
	TRY(config.given = given; config.ngiven = 1; given[0].data = NULL);
	TRY(config.given = given; config.ngiven = 1; dsdt[4] = 37);
	TRY(config.given = given; config.ngiven = 1; memcpy(dsdt, "XSDT", 4));
	TRY(config.given = given; config.ngiven = 1; memcpy(dsdt, "FACS", 4));
	TRY(config.given = given; config.ngiven = 1; memcpy(dsdt, "RSD ", 4));
}

static void
machines(void)
{
	TRY(machine.name[0] = '\0');
	TRY(machine.max_cpus = 5000);
	TRY(memset(machine.oem_id, 'A', sizeof(machine.oem_id)));
	TRY(machine.creator_id[0] = '\n');
	TRY(machine.fadt_revision = 7);
	TRY(machine.pm_control = 0xff; config.hw.pm = 0xff80);
	TRY(machine.gpe0_length = 15);
	TRY(machine.gpe0_length = 32);
	TRY(machine.pm_event_access = 5);
	TRY(machine.reset.space = 2);
	TRY(machine.sleep_control.access = 5);
	TRY(machine.pm_profile = 9);
	TRY(memset(machine.summary, 'A', sizeof(machine.summary)));
	TRY(memset(machine.dsdt_file, 'A', sizeof(machine.dsdt_file)));
	TRY(machine.ndevices = 1;
	    memset(machine.devices[0].name, 'A',
	    sizeof(machine.devices[0].name)));
	TRY(machine.ndevices = 1;
	    memset(machine.devices[0].id, 'A', sizeof(machine.devices[0].id)));
	TRY(machine.ndevices = 1; machine.devices[0].type = VMACPIGEN_UART;
	    machine.devices[0].count = 2);
	TRY(machine.ntables = 1;
	    memset(machine.tables[0], 'A', sizeof(machine.tables[0])));
	TRY(machine.hw.ecam = config.hw.ecam = 0x100000000);
	TRY(machine.hw.ecam = config.hw.ecam = 0xe0000123);
	TRY(machine.hw.ecam = config.hw.ecam = 0xe0000000;
	    machine.npci = 1; machine.pci[0].ecam = 0xc0000000;
	    machine.pci[0].buses.limit = 255; machine.aml = NULL;
	    machine.aml_length = 0);
	TRY(machine.hw.window = config.hw.window =
	    (struct vmacpigen_range){ 0xd0000000, 0xc0000fff });
	TRY(machine.hpet = 0xffffffff);
	TRY(machine.ioapics[0].gsi = 65536;
	    machine.hw.sci = config.hw.sci = 65545; machine.noverrides = 0);
	TRY(machine.reset.width = 0);
	TRY(machine.nmi_lint = 2);
	TRY(machine.ioapics[0].address = 0);
	TRY(machine.ioapics[0].id_behind_cpus = true; config.ncpus = 256);
	TRY(machine.noverrides = 17);
	TRY(machine.overrides[1].source = 16);
	TRY(machine.overrides[1].source = 0);
	TRY(machine.overrides[1].flags = 16);
	TRY(machine.hpet = 0);
	TRY(machine.low_split = 0xc0000000);
	TRY(machine.low_max = (uint64_t)1 << 32);
	TRY(machine.low_split = 0);
	TRY(machine.aml = NULL);
	TRY(machine.aml = NULL; machine.aml_length = 0);
	TRY(machine.ssdt = false);
	TRY(machine.ecam = 0);
	TRY(machine.windows[1].limit = (uint64_t)1 << 32);
	TRY(machine.window64.base = 0x80000000);
}

static void
layouts(void)
{
	TRY(layout.files = NULL);
	TRY(layout.nfiles = 0);
	TRY(layout.nfiles = 1);
	TRY(layout.nfiles = 3);
	TRY(files[0].name = "");
	TRY(files[0].name = "a name of fifty-six characters, which is one too "
	    "many ...");
	TRY(files[1].name = "all");
	TRY(files[0].align = 0);
	TRY(files[0].align = 48);
	TRY(files[0].step = 0);
	TRY(files[0].tail = 0x100001);
	TRY(files[0].zone = 3);
	TRY(files[1].rest = true);
	TRY(files[1].kinds[0] = VMACPIGEN_NKINDS);
	TRY(files[0].nkinds = 1; files[0].kinds[0] = VMACPIGEN_RSDP);
	TRY(files[0].as_is = true);
	TRY(files[0].rest = false; files[0].as_is = files[1].as_is = true;
	    files[1].nkinds = 0);
	/* D4: a table or a reference without a place */
	TRY(files[0].rest = false);
	TRY(files[0].rest = false; files[0].nkinds = 1;
	    files[0].kinds[0] = VMACPIGEN_XSDT);
	TRY(files[1].kinds[0] = VMACPIGEN_SLIT);
	TRY(layout.without = VMACPIGEN_BIT(VMACPIGEN_FACS));
	TRY(layout.without = VMACPIGEN_BIT(VMACPIGEN_HPET));
	TRY(files[0].address = 0x70000);
	TRY(files[0].address = 0x70010);
	TRY(files[0].address = (uint64_t)1 << 32);
	TRY(files[0].address = UINT64_MAX - 63);
	TRY(files[0].address = 0x70000; files[1].address = 0x70100);
	TRY(files[1].address = 0x9d000);
}

/* Tables recorded wrongly: what each call adds to a table of its own */
static void
record(int which)
{
	struct vmacpigen_tables t;
	struct vmacpigen_set set = { .nfiles = 0 };
	static const uint8_t bytes[8];
	const char	*error;

	begin();
	vmacpigen_build_body(&t, &config);
	if (which == 0)
		vmacpigen_add(&t, bytes, 8);
	if (which != 1)
		vmacpigen_begin_header(&t, &config, which == 2 ? "oem1" :
		    "OEM1", 1);
	if (which == 3)
		vmacpigen_refer(&t, vmacpigen_here(&t), 8, 0);
	if (which == 4)
		vmacpigen_refer(&t, 36, 3, 0);
	vmacpigen_add(&t, bytes, 8 - (which == 3));
	if (which == 5)
		vmacpigen_refer(&t, 36, 8, 99);
	if (which == 6)
		vmacpigen_sum(&t, 8, 45);
	if (which == 7)
		vmacpigen_sum(&t, 8, 8);
	if (which == 8)
		vmacpigen_begin(&t, VMACPIGEN_OTHER);
	if (which != 9)
		vmacpigen_end_header(&t);
	if ((error = vmacpigen_build_roots(&t, &config)) == NULL)
		error = vmacpigen_link(&set, &t, &layout);
	printf("record %d\t%s\n", which, error == NULL ? "fine" : error);
	vmacpigen_set_free(&set);
	vmacpigen_tables_free(&t);
}

int
main(void)
{
	int		 i;

	configs();
	machines();
	layouts();
	for (i = 0; i < 11; i++)
		record(i);
	return (0);
}
