/* See LICENSE for licence details. */

/* The devices that a machine describes */

#ifndef DEVICES_H
#define DEVICES_H

#include "aml.h"
#include "vmacpigen.h"

/* Adds \_S5 and all devices; \_SB is opened for them. */
void vmacpigen_add_devices(struct aml *, const struct vmacpigen_machine *);

/* The bytes or ports that one of a device has; 0: none */
uint64_t vmacpigen_device_size(const struct vmacpigen_device *);

/* The bytes of the machine's TPM */
uint64_t vmacpigen_tpm_size(const struct vmacpigen_machine *);

/* Does it interrupt by a level? */
bool vmacpigen_device_level(const struct vmacpigen_device *);

/* The name of one, or of number i of virtio-mmio */
void vmacpigen_device_name(const struct vmacpigen_device *, uint32_t i,
    char name[5]);

/* How many pins of each slot a route is of */
uint32_t vmacpigen_route_pins(const struct vmacpigen_pci_route *);

/* The bytes that a root's buses have in memory */
uint64_t vmacpigen_ecam_size(const struct vmacpigen_pci *);

#endif /* DEVICES_H */
