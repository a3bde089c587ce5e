/* See LICENSE for licence details. */

/*
 * The wire: what ACPI tables and fw_cfg table-loader scripts look like in
 * memory and on disk: every layout that code reads or writes by name, but for
 * resource templates, which are in acpi_resource.h.  What is only shown has its
 * offsets in read/rows_*.c.  Sections are those of the ACPI specification,
 * release 6.5; a member bears the specification's field name in lower case.
 */

#ifndef ACPI_H
#define ACPI_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Little-endian integers as arrays of bytes: structs made of them have no
 * padding, need no alignment, and mean the same on every host.
 */
typedef struct { uint8_t b[2]; } le16;
typedef struct { uint8_t b[4]; } le32;
typedef struct { uint8_t b[8]; } le64;

static inline void
le_put(uint8_t *p, unsigned int size, uint64_t v)
{
	unsigned int	i;

	for (i = 0; i < size; i++, v >>= 8)
		p[i] = (uint8_t)v;
}

/* Spelled out, so that compilers make one load or store of each. */
static inline uint16_t
get16(le16 v)
{
	return ((uint16_t)(v.b[0] | v.b[1] << 8));
}

static inline uint32_t
get32(le32 v)
{
	return (v.b[0] | (uint32_t)v.b[1] << 8 | (uint32_t)v.b[2] << 16 |
	    (uint32_t)v.b[3] << 24);
}

static inline uint64_t
get64(le64 v)
{
	return (v.b[0] | (uint64_t)v.b[1] << 8 | (uint64_t)v.b[2] << 16 |
	    (uint64_t)v.b[3] << 24 | (uint64_t)v.b[4] << 32 |
	    (uint64_t)v.b[5] << 40 | (uint64_t)v.b[6] << 48 |
	    (uint64_t)v.b[7] << 56);
}

/* Of any size, most often of those above */
static inline uint64_t
le_get(const uint8_t *p, unsigned int size)
{
	uint64_t	v = 0;

	switch (size) {
	case 1:
		return (p[0]);
	case 2:
		return (get16(*(const le16 *)(const void *)p));
	case 4:
		return (get32(*(const le32 *)(const void *)p));
	case 8:
		return (get64(*(const le64 *)(const void *)p));
	}
	while (size-- > 0)
		v = v << 8 | p[size];
	return (v);
}

static inline le16
put16(uint64_t v)
{
	return ((le16){ { (uint8_t)v, (uint8_t)(v >> 8) } });
}

static inline le32
put32(uint64_t v)
{
	return ((le32){ { (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16),
	    (uint8_t)(v >> 24) } });
}

static inline le64
put64(uint64_t v)
{
	return ((le64){ { (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16),
	    (uint8_t)(v >> 24), (uint8_t)(v >> 32), (uint8_t)(v >> 40),
	    (uint8_t)(v >> 48), (uint8_t)(v >> 56) } });
}

#define ACPI_SIZE(type, size) \
	_Static_assert(sizeof(struct type) == (size), #type " is " #size)

/* 5.2.6 System Description Table Header */
struct acpi_header {
	char		signature[4];
	le32		length;
	uint8_t		revision;
	uint8_t		checksum;
	char		oem_id[6];
	char		oem_table_id[8];
	le32		oem_revision;
	char		creator_id[4];
	le32		creator_revision;
};
ACPI_SIZE(acpi_header, 36);

/* 5.2.3.2 Generic Address Structure */
struct acpi_gas {
	uint8_t		address_space_id;
	uint8_t		register_bit_width;
	uint8_t		register_bit_offset;
	uint8_t		access_size;
	le64		address;
};
ACPI_SIZE(acpi_gas, 12);

#define ACPI_GAS_MEMORY		0
#define ACPI_GAS_IO		1
#define ACPI_GAS_PCI		2	/* configuration space */
#define ACPI_GAS_BYTE		1	/* access_size */
#define ACPI_GAS_WORD		2
#define ACPI_GAS_DWORD		3
#define ACPI_GAS_QWORD		4

/* 5.2.5.3 Root System Description Pointer (RSDP) */
struct acpi_rsdp {
	char		signature[8];
	uint8_t		checksum;		/* over ACPI_RSDP_V1_LEN */
	char		oem_id[6];
	uint8_t		revision;
	le32		rsdt_address;
	le32		length;			/* from revision 2 on */
	le64		xsdt_address;
	uint8_t		extended_checksum;	/* over length */
	uint8_t		reserved[3];
};
ACPI_SIZE(acpi_rsdp, 36);

#define ACPI_RSDP_SIGNATURE	"RSD PTR "
#define ACPI_RSDP_V1_LEN	20
#define ACPI_RSDP_ALIGN		16	/* 5.2.5.1, the scan's step */

/* 5.2.7 and 5.2.8: RSDT and XSDT are a header and le32 or le64 entries. */

/* 5.2.9 Fixed ACPI Description Table (FADT) */
struct acpi_fadt {
	struct acpi_header header;
	le32		firmware_ctrl;
	le32		dsdt;
	uint8_t		int_model;		/* reserved since 2.0 */
	uint8_t		preferred_pm_profile;
	le16		sci_int;
	le32		smi_cmd;
	uint8_t		acpi_enable;
	uint8_t		acpi_disable;
	uint8_t		s4bios_req;
	uint8_t		pstate_cnt;
	le32		pm1a_evt_blk;
	le32		pm1b_evt_blk;
	le32		pm1a_cnt_blk;
	le32		pm1b_cnt_blk;
	le32		pm2_cnt_blk;
	le32		pm_tmr_blk;
	le32		gpe0_blk;
	le32		gpe1_blk;
	uint8_t		pm1_evt_len;
	uint8_t		pm1_cnt_len;
	uint8_t		pm2_cnt_len;
	uint8_t		pm_tmr_len;
	uint8_t		gpe0_blk_len;
	uint8_t		gpe1_blk_len;
	uint8_t		gpe1_base;
	uint8_t		cst_cnt;
	le16		p_lvl2_lat;		/* microseconds */
	le16		p_lvl3_lat;		/* microseconds */
	le16		flush_size;
	le16		flush_stride;
	uint8_t		duty_offset;
	uint8_t		duty_width;
	uint8_t		day_alrm;
	uint8_t		mon_alrm;
	uint8_t		century;
	le16		iapc_boot_arch;
	uint8_t		reserved;
	le32		flags;
	struct acpi_gas	reset_reg;
	uint8_t		reset_value;
	le16		arm_boot_arch;
	uint8_t		fadt_minor_version;
	le64		x_firmware_ctrl;
	le64		x_dsdt;
	struct acpi_gas	x_pm1a_evt_blk;
	struct acpi_gas	x_pm1b_evt_blk;
	struct acpi_gas	x_pm1a_cnt_blk;
	struct acpi_gas	x_pm1b_cnt_blk;
	struct acpi_gas	x_pm2_cnt_blk;
	struct acpi_gas	x_pm_tmr_blk;
	struct acpi_gas	x_gpe0_blk;
	struct acpi_gas	x_gpe1_blk;		/* last of revisions 3, 4 */
	struct acpi_gas	sleep_control_reg;
	struct acpi_gas	sleep_status_reg;	/* last of revision 5 */
	le64		hypervisor_vendor_id;
};
ACPI_SIZE(acpi_fadt, 276);

#define ACPI_FADT_V1_LEN	116	/* ACPI 1.0 */
#define ACPI_FADT_V3_LEN	244	/* revisions 3 and 4 */
#define ACPI_FADT_V5_LEN	268

#define ACPI_PM_DESKTOP		1	/* preferred_pm_profile */
#define ACPI_PM_TABLET		8

/* 5.2.9.3 IA-PC Boot Architecture Flags */
#define ACPI_BOOT_LEGACY	0x0001	/* LEGACY_DEVICES */
#define ACPI_BOOT_8042		0x0002
#define ACPI_BOOT_NO_VGA	0x0004
#define ACPI_BOOT_NO_MSI	0x0008
#define ACPI_BOOT_NO_ASPM	0x0010
#define ACPI_BOOT_NO_RTC	0x0020

/* 5.2.9.4 ARM Architecture Boot Flags */
#define ACPI_BOOT_PSCI		0x0001	/* PSCI_COMPLIANT */
#define ACPI_BOOT_PSCI_HVC	0x0002	/* PSCI_USE_HVC */

/* 5.2.9 Fixed Feature Flags */
#define ACPI_FADT_WBINVD	0x00000001
#define ACPI_FADT_WBINVD_FLUSH	0x00000002
#define ACPI_FADT_PROC_C1	0x00000004
#define ACPI_FADT_P_LVL2_UP	0x00000008
#define ACPI_FADT_PWR_BUTTON	0x00000010	/* no fixed power button */
#define ACPI_FADT_SLP_BUTTON	0x00000020	/* no fixed sleep button */
#define ACPI_FADT_FIX_RTC	0x00000040
#define ACPI_FADT_RTC_S4	0x00000080
#define ACPI_FADT_TMR_VAL_EXT	0x00000100
#define ACPI_FADT_DCK_CAP	0x00000200
#define ACPI_FADT_RESET_REG_SUP	0x00000400
#define ACPI_FADT_SEALED_CASE	0x00000800
#define ACPI_FADT_HEADLESS	0x00001000
#define ACPI_FADT_CPU_SW_SLP	0x00002000
#define ACPI_FADT_PCI_EXP_WAK	0x00004000
#define ACPI_FADT_PLATFORM_CLOCK 0x00008000	/* USE_PLATFORM_CLOCK */
#define ACPI_FADT_S4_RTC_STS	0x00010000	/* S4_RTC_STS_VALID */
#define ACPI_FADT_REMOTE_POWER	0x00020000	/* REMOTE_POWER_ON_CAPABLE */
#define ACPI_FADT_APIC_CLUSTER	0x00040000
#define ACPI_FADT_APIC_PHYSICAL	0x00080000
#define ACPI_FADT_HW_REDUCED	0x00100000	/* HW_REDUCED_ACPI */
#define ACPI_FADT_S0_IDLE	0x00200000	/* LOW_POWER_S0_IDLE_CAPABLE */
#define ACPI_FADT_CACHES	0x00c00000	/* PERSISTENT_CPU_CACHES */

/* 5.2.10 Firmware ACPI Control Structure (FACS) */
struct acpi_facs {
	char		signature[4];
	le32		length;
	le32		hardware_signature;
	le32		firmware_waking_vector;
	le32		global_lock;
	le32		flags;
	le64		x_firmware_waking_vector;
	uint8_t		version;
	uint8_t		reserved1[3];
	le32		ospm_flags;
	uint8_t		reserved2[24];
};
ACPI_SIZE(acpi_facs, 64);

#define ACPI_FACS_ALIGN		64

#define ACPI_FACS_S4BIOS	0x1	/* flags: S4BIOS_F */
#define ACPI_FACS_64BIT_WAKE	0x2	/* 64BIT_WAKE_SUPPORTED_F */
#define ACPI_FACS_OSPM_64BIT	0x1	/* ospm_flags: 64BIT_WAKE_F */

/* 5.2.12 Multiple APIC Description Table (MADT): entries follow */
struct acpi_madt {
	struct acpi_header header;
	le32		local_interrupt_controller_address;
	le32		flags;
};
ACPI_SIZE(acpi_madt, 44);

#define ACPI_MADT_PCAT_COMPAT	0x1
#define ACPI_MADT_ONLINE	5	/* revision that has Online Capable */

/* The start of every entry in MADT and SRAT */
struct acpi_entry {
	uint8_t		type;
	uint8_t		length;
};
ACPI_SIZE(acpi_entry, 2);

/*
 * The entry of a MADT or SRAT at an offset, all of it in the table; NULL at
 * the table's end and where no sound entry is.  The first one follows the
 * table's struct, each other one the length of the one before.
 */
static inline const struct acpi_entry *
acpi_entry_at(const uint8_t *table, size_t length, size_t offset)
{
	const struct acpi_entry *e;

	if (offset > length || length - offset < sizeof(*e))
		return (NULL);
	e = (const void *)(table + offset);
	return (e->length < sizeof(*e) || e->length > length - offset ? NULL :
	    e);
}

/* 5.2.12.2 Processor Local APIC Structure */
struct acpi_madt_lapic {
	struct acpi_entry entry;
	uint8_t		acpi_processor_uid;
	uint8_t		apic_id;
	le32		flags;
};
ACPI_SIZE(acpi_madt_lapic, 8);

/* 5.2.12.3 I/O APIC Structure */
struct acpi_madt_ioapic {
	struct acpi_entry entry;
	uint8_t		io_apic_id;
	uint8_t		reserved;
	le32		io_apic_address;
	le32		global_system_interrupt_base;
};
ACPI_SIZE(acpi_madt_ioapic, 12);

#define ACPI_IOAPIC_SIZE	0x40U	/* index, data, in some EOI registers */

/* 5.2.12.5 Interrupt Source Override Structure */
struct acpi_madt_override {
	struct acpi_entry entry;
	uint8_t		bus;			/* 0: ISA */
	uint8_t		source;
	le32		global_system_interrupt;
	le16		flags;			/* MPS INTI flags */
};
ACPI_SIZE(acpi_madt_override, 10);

/* 5.2.12.6 Non-Maskable Interrupt (NMI) Source Structure */
struct acpi_madt_nmi_source {
	struct acpi_entry entry;
	le16		flags;
	le32		global_system_interrupt;
};
ACPI_SIZE(acpi_madt_nmi_source, 8);

/* 5.2.12.7 Local APIC NMI Structure */
struct acpi_madt_lapic_nmi {
	struct acpi_entry entry;
	uint8_t		acpi_processor_uid;	/* 0xff: every processor */
	le16		flags;
	uint8_t		local_apic_lint;
};
ACPI_SIZE(acpi_madt_lapic_nmi, 6);

/* 5.2.12.8 Local APIC Address Override Structure */
struct acpi_madt_lapic_address {
	struct acpi_entry entry;
	le16		reserved;
	le64		local_apic_address;
};
ACPI_SIZE(acpi_madt_lapic_address, 12);

/* 5.2.12.9 I/O SAPIC Structure */
struct acpi_madt_iosapic {
	struct acpi_entry entry;
	uint8_t		io_apic_id;
	uint8_t		reserved;
	le32		global_system_interrupt_base;
	le64		io_sapic_address;
};
ACPI_SIZE(acpi_madt_iosapic, 16);

/* 5.2.12.10 Processor Local SAPIC Structure: a string follows */
struct acpi_madt_lsapic {
	struct acpi_entry entry;
	uint8_t		acpi_processor_id;
	uint8_t		local_sapic_id;
	uint8_t		local_sapic_eid;
	uint8_t		reserved[3];
	le32		flags;
	le32		acpi_processor_uid_value;
};
ACPI_SIZE(acpi_madt_lsapic, 16);

/* 5.2.12.11 Platform Interrupt Source Structure */
struct acpi_madt_platform_interrupt {
	struct acpi_entry entry;
	le16		flags;			/* MPS INTI flags */
	uint8_t		interrupt_type;
	uint8_t		processor_id;
	uint8_t		processor_eid;
	uint8_t		io_sapic_vector;
	le32		global_system_interrupt;
	le32		platform_interrupt_source_flags;
};
ACPI_SIZE(acpi_madt_platform_interrupt, 16);

/* 5.2.12.12 Processor Local x2APIC Structure */
struct acpi_madt_x2apic {
	struct acpi_entry entry;
	le16		reserved;
	le32		x2apic_id;
	le32		flags;
	le32		acpi_processor_uid;
};
ACPI_SIZE(acpi_madt_x2apic, 16);

/* 5.2.12.13 Local x2APIC NMI Structure */
struct acpi_madt_x2apic_nmi {
	struct acpi_entry entry;
	le16		flags;
	le32		acpi_processor_uid;	/* 0xffffffff: every one */
	uint8_t		local_x2apic_lint;
	uint8_t		reserved[3];
};
ACPI_SIZE(acpi_madt_x2apic_nmi, 12);

/* 5.2.12.14 GIC CPU Interface (GICC) Structure */
struct acpi_madt_gicc {
	struct acpi_entry entry;
	le16		reserved1;
	le32		cpu_interface_number;
	le32		acpi_processor_uid;
	le32		flags;
	le32		parking_protocol_version;
	le32		performance_interrupt_gsiv;
	le64		parked_address;
	le64		physical_base_address;	/* last of ACPI 5.0 */
	le64		gicv;
	le64		gich;
	le32		vgic_maintenance_interrupt;
	le64		gicr_base_address;
	le64		mpidr;			/* last of ACPI 5.1 */
	uint8_t		processor_power_efficiency_class;
	uint8_t		reserved2;
	le16		spe_overflow_interrupt;	/* last of ACPI 6.4 */
	le16		trbe_interrupt;
};
ACPI_SIZE(acpi_madt_gicc, 82);

#define ACPI_GICC_V5_LEN	40	/* ACPI 5.0 */

/* 5.2.12.15 GIC Distributor (GICD) Structure */
struct acpi_madt_gicd {
	struct acpi_entry entry;
	le16		reserved1;
	le32		gic_id;
	le64		physical_base_address;
	le32		system_vector_base;
	uint8_t		gic_version;
	uint8_t		reserved2[3];
};
ACPI_SIZE(acpi_madt_gicd, 24);

/* 5.2.12.16 GIC MSI Frame Structure */
struct acpi_madt_gic_msi {
	struct acpi_entry entry;
	le16		reserved;
	le32		gic_msi_frame_id;
	le64		physical_base_address;
	le32		flags;
	le16		spi_count;
	le16		spi_base;
};
ACPI_SIZE(acpi_madt_gic_msi, 24);

/* 5.2.12.17 GIC Redistributor (GICR) Structure; flags since ACPI 6.6 */
struct acpi_madt_gicr {
	struct acpi_entry entry;
	uint8_t		flags;
	uint8_t		reserved;
	le64		discovery_range_base_address;
	le32		discovery_range_length;
};
ACPI_SIZE(acpi_madt_gicr, 16);

/* 5.2.12.18 GIC Interrupt Translation Service (ITS) Structure */
struct acpi_madt_gic_its {
	struct acpi_entry entry;
	uint8_t		flags;
	uint8_t		reserved1;
	le32		gic_its_id;
	le64		physical_base_address;
	le32		reserved2;
};
ACPI_SIZE(acpi_madt_gic_its, 20);

/* 5.2.12.19 Multiprocessor Wakeup Structure */
struct acpi_madt_wakeup {
	struct acpi_entry entry;
	le16		mailbox_version;
	le32		reserved;
	le64		mailbox_address;	/* last of ACPI 6.5 */
	le64		reset_vector;
};
ACPI_SIZE(acpi_madt_wakeup, 24);

#define ACPI_WAKEUP_V0_LEN	16	/* mailbox version 0 */

#define ACPI_MADT_LAPIC		0
#define ACPI_MADT_IOAPIC	1
#define ACPI_MADT_OVERRIDE	2
#define ACPI_MADT_NMI_SOURCE	3
#define ACPI_MADT_LAPIC_NMI	4
#define ACPI_MADT_LAPIC_ADDRESS	5
#define ACPI_MADT_IOSAPIC	6
#define ACPI_MADT_LSAPIC	7
#define ACPI_MADT_PLATFORM	8
#define ACPI_MADT_X2APIC	9
#define ACPI_MADT_X2APIC_NMI	10
#define ACPI_MADT_GICC		11
#define ACPI_MADT_GICD		12
#define ACPI_MADT_GIC_MSI	13
#define ACPI_MADT_GICR		14
#define ACPI_MADT_GIC_ITS	15
#define ACPI_MADT_WAKEUP	16
#define ACPI_MADT_CORE_PIC	17
#define ACPI_MADT_RINTC		24

#define ACPI_LAPIC_ENABLED	0x1	/* 5.2.12.2.1 */
#define ACPI_LAPIC_ONLINE_CAPABLE 0x2
#define ACPI_GICC_ENABLED	0x1	/* 5.2.12.14 */
#define ACPI_GICC_ONLINE_CAPABLE 0x8

#define ACPI_INTI_POLARITY	0x3	/* 5.2.12.5 */
#define ACPI_INTI_ACTIVE_HIGH	0x1
#define ACPI_INTI_ACTIVE_LOW	0x3
#define ACPI_INTI_TRIGGER	0xc
#define ACPI_INTI_EDGE		0x4
#define ACPI_INTI_LEVEL		0xc

/* IA-PC HPET specification 1.0a, 3.2.4: HPET Description Table */
struct acpi_hpet {
	struct acpi_header header;
	le32		event_timer_block_id;
	struct acpi_gas	base_address;
	uint8_t		hpet_number;
	le16		minimum_clock_tick;
	uint8_t		page_protection;
};
ACPI_SIZE(acpi_hpet, 56);

#define ACPI_HPET_SIZE		0x400
#define ACPI_HPET_COUNT_SIZE	0x00002000	/* event_timer_block_id */
#define ACPI_HPET_LEGACY	0x00008000

/* PCI Firmware specification 3.3, 4.1.2: MCFG; allocations follow */
struct acpi_mcfg {
	struct acpi_header header;
	uint8_t		reserved[8];
};
ACPI_SIZE(acpi_mcfg, 44);

struct acpi_mcfg_allocation {
	le64		base_address;
	le16		pci_segment_group;
	uint8_t		start_bus;
	uint8_t		end_bus;
	uint8_t		reserved[4];
};
ACPI_SIZE(acpi_mcfg_allocation, 16);

#define ACPI_PCI_BUSES		256	/* of a segment */
#define ACPI_ECAM_SIZE		((uint64_t)ACPI_PCI_BUSES << 20)
#define ACPI_PCI_CONFIG		0xcf8	/* ports of mechanism 1 */
#define ACPI_PCI_CONFIG_LEN	8

/* 5.2.16 System Resource Affinity Table (SRAT): entries follow */
struct acpi_srat {
	struct acpi_header header;
	le32		reserved1;		/* 1 */
	uint8_t		reserved2[8];
};
ACPI_SIZE(acpi_srat, 48);

/* 5.2.16.1 Processor Local APIC/SAPIC Affinity Structure */
struct acpi_srat_lapic {
	struct acpi_entry entry;
	uint8_t		proximity_domain_low;
	uint8_t		apic_id;
	le32		flags;
	uint8_t		local_sapic_eid;
	uint8_t		proximity_domain_high[3];
	le32		clock_domain;
};
ACPI_SIZE(acpi_srat_lapic, 16);

/* 5.2.16.2 Memory Affinity Structure */
struct acpi_srat_memory {
	struct acpi_entry entry;
	le32		proximity_domain;
	uint8_t		reserved1[2];
	le64		base_address;
	le64		length;
	uint8_t		reserved2[4];
	le32		flags;
	uint8_t		reserved3[8];
};
ACPI_SIZE(acpi_srat_memory, 40);

/* 5.2.16.3 Processor Local x2APIC Affinity Structure */
struct acpi_srat_x2apic {
	struct acpi_entry entry;
	uint8_t		reserved1[2];
	le32		proximity_domain;
	le32		x2apic_id;
	le32		flags;
	le32		clock_domain;
	uint8_t		reserved2[4];
};
ACPI_SIZE(acpi_srat_x2apic, 24);

/* 5.2.16.4 GICC Affinity Structure */
struct acpi_srat_gicc {
	struct acpi_entry entry;
	le32		proximity_domain;
	le32		acpi_processor_uid;
	le32		flags;
	le32		clock_domain;
};
ACPI_SIZE(acpi_srat_gicc, 18);

/* 5.2.16.5 GIC Interrupt Translation Service (ITS) Affinity Structure */
struct acpi_srat_gic_its {
	struct acpi_entry entry;
	le32		proximity_domain;
	uint8_t		reserved[2];
	le32		its_id;
};
ACPI_SIZE(acpi_srat_gic_its, 12);

/* 5.2.16.6 Generic Initiator Affinity Structure; 5.2.16.7 Generic Port */
struct acpi_srat_generic {
	struct acpi_entry entry;
	uint8_t		reserved1;
	uint8_t		device_handle_type;
	le32		proximity_domain;
	uint8_t		device_handle[16];
	le32		flags;
	uint8_t		reserved2[4];
};
ACPI_SIZE(acpi_srat_generic, 32);

#define ACPI_SRAT_LAPIC		0
#define ACPI_SRAT_MEMORY	1
#define ACPI_SRAT_X2APIC	2
#define ACPI_SRAT_GICC		3
#define ACPI_SRAT_GIC_ITS	4
#define ACPI_SRAT_INITIATOR	5
#define ACPI_SRAT_PORT		6
#define ACPI_SRAT_ENABLED	0x1
#define ACPI_SRAT_HOT_PLUGGABLE	0x2	/* memory */
#define ACPI_SRAT_NON_VOLATILE	0x4	/* memory */

/* 5.2.17 System Locality Information Table (SLIT): a square of bytes follows */
struct acpi_slit {
	struct acpi_header header;
	le64		number_of_system_localities;
};
ACPI_SIZE(acpi_slit, 44);

#define ACPI_SLIT_LOCAL		10	/* a locality from itself */

/* 5.2.28 Heterogeneous Memory Attribute Table (HMAT): structures follow */
struct acpi_hmat {
	struct acpi_header header;
	uint8_t		reserved[4];
};
ACPI_SIZE(acpi_hmat, 40);

/* The start of every structure in an HMAT */
struct acpi_hmat_entry {
	le16		type;
	uint8_t		reserved[2];
	le32		length;
};
ACPI_SIZE(acpi_hmat_entry, 8);

/* 5.2.28.3 Memory Proximity Domain Attributes Structure */
struct acpi_hmat_domain {
	struct acpi_hmat_entry entry;
	le16		flags;
	uint8_t		reserved1[2];
	le32		initiator;
	le32		memory;
	uint8_t		reserved2[4];
	uint8_t		reserved3[8];
	uint8_t		reserved4[8];
};
ACPI_SIZE(acpi_hmat_domain, 40);

/*
 * 5.2.28.4 System Locality Latency and Bandwidth Information Structure: lists
 * of initiators and targets follow, and a row of entries for each initiator
 */
struct acpi_hmat_locality {
	struct acpi_hmat_entry entry;
	uint8_t		flags;
	uint8_t		data_type;
	uint8_t		min_transfer_size;
	uint8_t		reserved1;
	le32		number_of_initiators;
	le32		number_of_targets;
	uint8_t		reserved2[4];
	le64		entry_base_unit;	/* picoseconds, or MB/s */
};
ACPI_SIZE(acpi_hmat_locality, 32);

#define ACPI_HMAT_DOMAIN	0	/* types */
#define ACPI_HMAT_LOCALITY	1
#define ACPI_HMAT_CACHE		2
#define ACPI_HMAT_INITIATOR	0x1	/* the initiator is valid */
#define ACPI_HMAT_LATENCY	0	/* data_type: of any access */
#define ACPI_HMAT_BANDWIDTH	3
#define ACPI_HMAT_UNREACHABLE	0xffff	/* an entry; 0: not known */

/* Windows ACPI Emulated Devices Table 1.0 */
struct acpi_waet {
	struct acpi_header header;
	le32		emulated_device_flags;
};
ACPI_SIZE(acpi_waet, 40);

#define ACPI_WAET_RTC_GOOD	0x1
#define ACPI_WAET_PM_TIMER_GOOD	0x2

/* Serial Port Console Redirection Table 1.10, revisions 1 to 4 */
struct acpi_spcr {
	struct acpi_header header;
	uint8_t		interface_type;
	uint8_t		reserved1[3];
	struct acpi_gas	base_address;
	uint8_t		interrupt_type;
	uint8_t		irq;
	le32		global_system_interrupt;
	uint8_t		configured_baud_rate;
	uint8_t		parity;
	uint8_t		stop_bits;
	uint8_t		flow_control;
	uint8_t		terminal_type;
	uint8_t		language;
	le16		pci_device_id;
	le16		pci_vendor_id;
	uint8_t		pci_bus_number;
	uint8_t		pci_device_number;
	uint8_t		pci_function_number;
	le32		pci_flags;
	uint8_t		pci_segment;
	le32		uart_clock_frequency;
};
ACPI_SIZE(acpi_spcr, 80);

#define ACPI_SPCR_16550		0	/* interface_type */
#define ACPI_SPCR_PIC		0x1	/* interrupt_type: irq is there */
#define ACPI_SPCR_IOAPIC	0x2	/* the GSI is there */
#define ACPI_SPCR_115200	7	/* configured_baud_rate */
#define ACPI_SPCR_ANSI		3	/* terminal_type */

/* Debug Port Table 2, revision 0: device information follows */
struct acpi_dbg2 {
	struct acpi_header header;
	le32		offset;
	le32		count;
};
ACPI_SIZE(acpi_dbg2, 44);

struct acpi_dbg2_device {
	uint8_t		revision;
	le16		length;
	uint8_t		number_of_registers;
	le16		namespace_length;
	le16		namespace_offset;
	le16		oem_data_length;
	le16		oem_data_offset;
	le16		port_type;
	le16		port_subtype;
	le16		reserved;
	le16		base_address_offset;
	le16		address_size_offset;
};
ACPI_SIZE(acpi_dbg2_device, 22);

#define ACPI_DBG2_SERIAL	0x8000	/* port_type */
#define ACPI_DBG2_16550		0	/* port_subtype */

/* TCG ACPI specification 1.4, 8: TPM2, without start method's parameters */
struct acpi_tpm2 {
	struct acpi_header header;
	le16		platform_class;
	le16		reserved;
	le64		control_area;
	le32		start_method;
};
ACPI_SIZE(acpi_tpm2, 52);

#define ACPI_TPM2_TIS		6	/* start_method */
#define ACPI_TPM2_CRB		7

/*
 * QEMU docs/specs/fw_cfg.rst and hw/acpi/bios-linker-loader.c: one command
 * of a table-loader script.  File names end in NUL; unused bytes are zero.
 */
#define LOADER_FILESZ		56

struct loader_command {
	le32		command;
	union {
		struct {
			char	file[LOADER_FILESZ];
			le32	align;
			uint8_t	zone;
		} allocate;
		struct {
			char	dest_file[LOADER_FILESZ];
			char	src_file[LOADER_FILESZ];
			le32	offset;
			uint8_t	size;
		} add_pointer;
		struct {
			char	file[LOADER_FILESZ];
			le32	offset;
			le32	start;
			le32	length;
		} add_checksum;
		struct {
			char	dest_file[LOADER_FILESZ];
			char	src_file[LOADER_FILESZ];
			le32	dest_offset;
			le32	src_offset;
			uint8_t	size;
		} write_pointer;
		uint8_t	bytes[124];
	};
};
ACPI_SIZE(loader_command, 128);

#define LOADER_ALLOCATE		1
#define LOADER_ADD_POINTER	2
#define LOADER_ADD_CHECKSUM	3
#define LOADER_WRITE_POINTER	4

#define LOADER_ZONE_HIGH	1
#define LOADER_ZONE_FSEG	2

#endif /* ACPI_H */
