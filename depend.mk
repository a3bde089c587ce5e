acpigen.o: acpigen.c build.h acpi.h vmacpigen.h
aml.o: aml.c acpi_resource.h acpi.h aml.h vmacpigen.h
console.o: console.c build.h acpi.h vmacpigen.h
devices.o: devices.c acpi_resource.h acpi.h aml.h vmacpigen.h build.h \
 devices.h asl/dsdt_osc.h
directives.o: directives.c build.h acpi.h vmacpigen.h directives.h \
 layouts.h
dsdt.o: dsdt.c acpi_resource.h acpi.h aml.h vmacpigen.h build.h devices.h
given.o: given.c build.h acpi.h vmacpigen.h madt.h
hardware.o: hardware.c build.h acpi.h vmacpigen.h devices.h aml.h text.h
layouts.o: layouts.c acpi.h layouts.h vmacpigen.h
loader.o: loader.c build.h acpi.h vmacpigen.h loader.h text.h
machine.o: machine.c build.h acpi.h vmacpigen.h directives.h layouts.h \
 asl/dsdt_q35.h asl/dsdt_vmd_current.h
madt.o: madt.c madt.h acpi.h
numa.o: numa.c build.h acpi.h vmacpigen.h
parse.o: parse.c acpi.h build.h vmacpigen.h directives.h layouts.h text.h
place.o: place.c place.h loader.h acpi.h vmacpigen.h
print.o: print.c acpi.h build.h vmacpigen.h directives.h layouts.h text.h
resource.o: resource.c acpi_resource.h acpi.h aml.h vmacpigen.h
tables.o: tables.c build.h acpi.h vmacpigen.h
text.o: text.c text.h
valid.o: valid.c build.h acpi.h vmacpigen.h devices.h aml.h text.h
read/blocks.o: read/blocks.c read/blocks.h read/map.h read/fields.h \
 read/sink.h acpi.h read/image.h madt.h acpi.h place.h loader.h \
 vmacpigen.h read/namespace.h read/xalloc.h
read/command.o: read/command.c read/command.h place.h loader.h acpi.h \
 vmacpigen.h read/sink.h
read/dump.o: read/dump.c read/dump.h read/files.h read/image.h madt.h \
 acpi.h place.h loader.h vmacpigen.h read/xalloc.h
read/fields.o: read/fields.c read/rows.h read/fields.h read/sink.h acpi.h \
 read/xalloc.h
read/files.o: read/files.c read/files.h read/xalloc.h
read/image.o: read/image.c read/fields.h read/sink.h acpi.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h read/xalloc.h
read/input.o: read/input.c read/command.h place.h loader.h acpi.h \
 vmacpigen.h read/sink.h read/dump.h read/files.h read/input.h \
 read/image.h madt.h read/xalloc.h
read/load.o: read/load.c acpi.h read/names.h read/terms.h \
 read/namespace.h read/sink.h read/xalloc.h
read/map.o: read/map.c read/command.h place.h loader.h acpi.h vmacpigen.h \
 read/sink.h read/map.h read/fields.h acpi.h read/image.h madt.h \
 read/xalloc.h
read/namespace.o: read/namespace.c acpi.h read/names.h read/terms.h \
 read/namespace.h read/sink.h read/xalloc.h
read/opcodes.o: read/opcodes.c read/terms.h read/namespace.h read/sink.h
read/print.o: read/print.c read/rows.h read/fields.h read/sink.h acpi.h \
 text.h
read/reach.o: read/reach.c acpi.h read/names.h read/terms.h \
 read/namespace.h read/sink.h read/reach.h read/xalloc.h
read/resources.o: read/resources.c acpi_resource.h acpi.h \
 read/resources.h read/sink.h
read/resources_words.o: read/resources_words.c acpi_resource.h acpi.h \
 read/namespace.h read/sink.h read/resources.h
read/routes.o: read/routes.c read/routes.h read/namespace.h read/sink.h
read/rows.o: read/rows.c read/rows.h read/fields.h read/sink.h acpi.h
read/rows_arm.o: read/rows_arm.c read/rows.h read/fields.h read/sink.h \
 acpi.h
read/rows_core.o: read/rows_core.c read/rows.h read/fields.h read/sink.h \
 acpi.h
read/rows_error.o: read/rows_error.c read/rows.h read/fields.h \
 read/sink.h acpi.h
read/rows_iommu.o: read/rows_iommu.c read/rows.h read/fields.h \
 read/sink.h acpi.h
read/rows_madt.o: read/rows_madt.c read/rows.h read/fields.h read/sink.h \
 acpi.h
read/rows_memory.o: read/rows_memory.c read/rows.h read/fields.h \
 read/sink.h acpi.h
read/rows_numa.o: read/rows_numa.c read/rows.h read/fields.h read/sink.h \
 acpi.h
read/rows_platform.o: read/rows_platform.c read/rows.h read/fields.h \
 read/sink.h acpi.h
read/sink.o: read/sink.c read/sink.h read/xalloc.h
read/terms.o: read/terms.c acpi.h read/names.h read/terms.h \
 read/namespace.h read/sink.h read/xalloc.h
read/values.o: read/values.c acpi.h read/names.h read/terms.h \
 read/namespace.h read/sink.h read/xalloc.h
read/view.o: read/view.c read/view.h read/command.h place.h loader.h \
 acpi.h vmacpigen.h read/sink.h read/input.h read/image.h madt.h \
 read/map.h read/fields.h acpi.h read/xalloc.h
read/words.o: read/words.c read/resources.h read/sink.h read/terms.h \
 read/namespace.h read/words.h
read/xalloc.o: read/xalloc.c read/xalloc.h
check/aml.o: check/aml.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h read/sink.h read/xalloc.h
check/answers.o: check/answers.c check/answers.h read/namespace.h \
 read/sink.h read/terms.h read/namespace.h read/xalloc.h
check/audit.o: check/audit.c check/audit.h check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/reach.h \
 check/zones.h read/xalloc.h
check/bridge.o: check/bridge.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h \
 read/resources.h check/zones.h
check/check.o: check/check.c check/audit.h check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/reach.h \
 check/zones.h read/xalloc.h
check/claims.o: check/claims.c check/audit.h check/check.h \
 check/answers.h read/namespace.h read/sink.h check/consumers.h place.h \
 loader.h acpi.h vmacpigen.h check/install.h read/command.h read/image.h \
 madt.h read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/reach.h \
 check/zones.h read/resources.h read/xalloc.h
check/commands.o: check/commands.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/xalloc.h
check/confidential.o: check/confidential.c check/audit.h check/check.h \
 check/answers.h read/namespace.h read/sink.h check/consumers.h place.h \
 loader.h acpi.h vmacpigen.h check/install.h read/command.h read/image.h \
 madt.h read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/reach.h \
 check/zones.h
check/consumers.o: check/consumers.c check/consumers.h place.h loader.h \
 acpi.h vmacpigen.h
check/facs.o: check/facs.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/fadt.o: check/fadt.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/family.o: check/family.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/xalloc.h
check/flat.o: check/flat.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h read/xalloc.h
check/install.o: check/install.c check/install.h read/command.h place.h \
 loader.h acpi.h vmacpigen.h read/sink.h check/consumers.h read/image.h \
 madt.h read/xalloc.h
check/madt.o: check/madt.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/numa.o: check/numa.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h read/xalloc.h
check/pci.o: check/pci.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/predict.o: check/predict.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/xalloc.h
check/prt.o: check/prt.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h read/routes.h read/xalloc.h
check/readings.o: check/readings.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/terms.h \
 read/xalloc.h
check/report.o: check/report.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h read/xalloc.h
check/resources.o: check/resources.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h \
 read/resources.h
check/root.o: check/root.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/table.o: check/table.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h
check/vmd.o: check/vmd.c check/check.h check/answers.h read/namespace.h \
 read/sink.h check/consumers.h place.h loader.h acpi.h vmacpigen.h \
 check/install.h read/command.h read/image.h madt.h read/blocks.h \
 read/map.h read/fields.h acpi.h read/image.h read/namespace.h \
 read/view.h read/command.h read/input.h
check/zones.o: check/zones.c read/xalloc.h check/zones.h
diff/code.o: diff/code.c diff/spaces.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/terms.h read/namespace.h read/words.h read/xalloc.h
diff/data.o: diff/data.c diff/spaces.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/terms.h read/namespace.h read/resources.h read/routes.h \
 read/words.h read/xalloc.h
diff/diff.o: diff/diff.c diff/diff.h read/view.h read/command.h place.h \
 loader.h acpi.h vmacpigen.h read/sink.h read/input.h read/image.h madt.h \
 read/map.h read/fields.h acpi.h read/xalloc.h
diff/disassembly.o: diff/disassembly.c diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h
diff/facts.o: diff/facts.c diff/spaces.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/terms.h read/namespace.h read/words.h
diff/objects.o: diff/objects.c diff/spaces.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/terms.h read/namespace.h read/blocks.h read/xalloc.h
diff/pair.o: diff/pair.c diff/pair.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h
diff/pieces.o: diff/pieces.c diff/diff.h read/view.h read/command.h \
 place.h loader.h acpi.h vmacpigen.h read/sink.h read/input.h \
 read/image.h madt.h read/map.h read/fields.h acpi.h read/xalloc.h
diff/script.o: diff/script.c diff/diff.h read/view.h read/command.h \
 place.h loader.h acpi.h vmacpigen.h read/sink.h read/input.h \
 read/image.h madt.h read/map.h read/fields.h acpi.h read/xalloc.h
diff/spaces.o: diff/spaces.c diff/spaces.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/terms.h read/namespace.h read/xalloc.h
diff/tables.o: diff/tables.c diff/pair.h diff/diff.h read/view.h \
 read/command.h place.h loader.h acpi.h vmacpigen.h read/sink.h \
 read/input.h read/image.h madt.h read/map.h read/fields.h acpi.h \
 read/xalloc.h
verbs/check.o: verbs/check.c check/check.h check/answers.h \
 read/namespace.h read/sink.h check/consumers.h place.h loader.h acpi.h \
 vmacpigen.h check/install.h read/command.h read/image.h madt.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h \
 read/namespace.h read/view.h read/command.h read/input.h verbs/options.h \
 read/input.h
verbs/cpus.o: verbs/cpus.c acpi.h verbs/cpus.h verbs/import.h read/dump.h \
 vmacpigen.h madt.h acpi.h read/xalloc.h
verbs/diff.o: verbs/diff.c diff/diff.h read/view.h read/command.h place.h \
 loader.h acpi.h vmacpigen.h read/sink.h read/input.h read/image.h madt.h \
 read/map.h read/fields.h acpi.h verbs/options.h read/input.h \
 read/files.h
verbs/extract.o: verbs/extract.c verbs/extract.h verbs/output.h \
 read/view.h read/command.h place.h loader.h acpi.h vmacpigen.h \
 read/sink.h read/input.h read/image.h madt.h read/map.h read/fields.h \
 acpi.h verbs/options.h read/input.h read/xalloc.h
verbs/generate.o: verbs/generate.c verbs/machines.h vmacpigen.h \
 verbs/make.h verbs/import.h read/dump.h verbs/options.h read/input.h \
 read/image.h madt.h acpi.h place.h loader.h vmacpigen.h verbs/output.h \
 verbs/topology.h read/xalloc.h
verbs/graph.o: verbs/graph.c verbs/object.h read/namespace.h read/sink.h \
 read/blocks.h read/map.h read/fields.h acpi.h read/image.h madt.h acpi.h \
 place.h loader.h vmacpigen.h read/namespace.h verbs/show.h read/view.h \
 read/command.h read/input.h
verbs/import.o: verbs/import.c acpi.h verbs/import.h read/dump.h \
 vmacpigen.h read/fields.h read/sink.h read/files.h read/namespace.h \
 read/xalloc.h
verbs/link.o: verbs/link.c verbs/cpus.h verbs/import.h read/dump.h \
 vmacpigen.h verbs/make.h verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h verbs/output.h \
 verbs/topology.h
verbs/machines.o: verbs/machines.c verbs/machines.h vmacpigen.h \
 verbs/options.h read/input.h read/image.h madt.h acpi.h place.h loader.h \
 vmacpigen.h read/files.h read/xalloc.h
verbs/main.o: verbs/main.c verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h read/sink.h
verbs/make.o: verbs/make.c diff/diff.h read/view.h read/command.h place.h \
 loader.h acpi.h vmacpigen.h read/sink.h read/input.h read/image.h madt.h \
 read/map.h read/fields.h acpi.h verbs/make.h verbs/import.h read/dump.h \
 vmacpigen.h verbs/options.h read/input.h verbs/output.h verbs/topology.h \
 read/files.h read/xalloc.h
verbs/object.o: verbs/object.c acpi.h verbs/object.h read/namespace.h \
 read/sink.h read/resources.h read/routes.h read/namespace.h read/terms.h \
 read/words.h
verbs/options.o: verbs/options.c verbs/options.h read/input.h \
 read/image.h madt.h acpi.h place.h loader.h vmacpigen.h read/xalloc.h
verbs/output.o: verbs/output.c verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h verbs/output.h read/xalloc.h
verbs/qemu.o: verbs/qemu.c verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h read/blocks.h read/map.h \
 read/fields.h read/sink.h acpi.h read/namespace.h read/files.h \
 read/view.h read/command.h read/input.h read/xalloc.h verbs/topology.h \
 vmacpigen.h
verbs/relink.o: verbs/relink.c verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h verbs/output.h read/fields.h \
 read/sink.h acpi.h read/files.h read/namespace.h read/xalloc.h \
 verbs/relink.h loader.h
verbs/show.o: verbs/show.c verbs/options.h read/input.h read/image.h \
 madt.h acpi.h place.h loader.h vmacpigen.h read/xalloc.h verbs/show.h \
 read/view.h read/command.h read/sink.h read/input.h read/map.h \
 read/fields.h acpi.h verbs/tree.h read/blocks.h read/namespace.h
verbs/show_script.o: verbs/show_script.c verbs/options.h read/input.h \
 read/image.h madt.h acpi.h place.h loader.h vmacpigen.h verbs/show.h \
 read/view.h read/command.h read/sink.h read/input.h read/map.h \
 read/fields.h acpi.h verbs/tree.h read/blocks.h read/namespace.h
verbs/topology.o: verbs/topology.c acpi.h verbs/topology.h vmacpigen.h
verbs/tree.o: verbs/tree.c verbs/object.h read/namespace.h read/sink.h \
 read/xalloc.h verbs/tree.h read/blocks.h read/map.h read/fields.h acpi.h \
 read/image.h madt.h acpi.h place.h loader.h vmacpigen.h read/namespace.h
