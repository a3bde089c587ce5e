# Works with GNU make and BSD make.

PREFIX =	/usr/local
BINDIR =	$(PREFIX)/bin
MANDIR =	$(PREFIX)/share/man
LIBDIR =	$(PREFIX)/lib
INCDIR =	$(PREFIX)/include
# The program looks for machines here: build with what it is installed with.
DATADIR =	$(PREFIX)/share/vmacpigen
CFLAGS =	-O2 -g -Wall

# The library
CORE =		acpigen.o aml.o console.o devices.o directives.o dsdt.o \
		given.o hardware.o layouts.o loader.o machine.o madt.o numa.o \
		parse.o place.o print.o resource.o tables.o text.o valid.o
# Only for the program
READ =		read/blocks.o read/command.o read/dump.o read/fields.o \
		read/files.o read/image.o read/input.o read/load.o read/map.o \
		read/namespace.o read/opcodes.o read/print.o read/reach.o \
		read/resources.o read/resources_words.o read/routes.o \
		read/rows.o read/rows_arm.o read/rows_core.o read/rows_error.o \
		read/rows_iommu.o read/rows_madt.o read/rows_memory.o \
		read/rows_numa.o read/rows_platform.o read/sink.o read/terms.o \
		read/values.o read/view.o read/words.o read/xalloc.o
CHECK =		check/aml.o check/answers.o check/audit.o check/bridge.o \
		check/check.o check/claims.o check/commands.o \
		check/confidential.o check/consumers.o check/facs.o \
		check/fadt.o check/family.o check/flat.o check/install.o \
		check/madt.o check/numa.o check/pci.o check/predict.o \
		check/prt.o check/readings.o check/report.o check/resources.o \
		check/root.o check/table.o check/vmd.o check/zones.o
DIFF =		diff/code.o diff/data.o diff/diff.o diff/disassembly.o \
		diff/facts.o diff/objects.o diff/pair.o diff/pieces.o \
		diff/script.o diff/spaces.o diff/tables.o
VERBS =		verbs/check.o verbs/cpus.o verbs/diff.o verbs/extract.o \
		verbs/generate.o verbs/graph.o verbs/import.o verbs/link.o \
		verbs/machines.o verbs/main.o verbs/make.o verbs/object.o \
		verbs/options.o verbs/output.o verbs/qemu.o verbs/relink.o \
		verbs/show.o verbs/show_script.o verbs/topology.o \
		verbs/tree.o
OBJS =		$(CORE) $(READ) $(CHECK) $(DIFF) $(VERBS)

all: vmacpigen

vmacpigen: $(OBJS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS)

lib: libvmacpigen.a

libvmacpigen.a: $(CORE)
	rm -f $@
	ar -rcs $@ $(CORE)

include depend.mk

.SUFFIXES: .c .o
.c.o:
	$(CC) -I. -DDATADIR='"$(DATADIR)"' $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The bytes are in git: only who changes a DSDT's source needs iasl(1).
asl:
	asl/compile asl/q35.asl asl/dsdt_q35.h
	asl/compile asl/vmd-current.asl asl/dsdt_vmd_current.h
	asl/compile asl/osc.asl asl/dsdt_osc.h

# Who includes another header runs this.
depend:
	for o in $(OBJS); do \
	    $(CC) -I. -MM -MT $$o $${o%.o}.c; \
	done >depend.new
	mv depend.new depend.mk

demo: all
	./tests/demo out

# Says what changes in the golden files, and changes it
goldens: all
	./tests/goldens ./vmacpigen --update

# Neither installs packages nor boots guests
check: all
	./tests/run check

test:
	./tests/setup
	$(MAKE) all
	./tests/run all

# make test on Debian 12, 13 and sid, in roots of their own
test-matrix:
	./tests/matrix

bench: all
	./bench/run

install: all lib
	mkdir -p $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man3 $(DESTDIR)$(MANDIR)/man5 \
	    $(DESTDIR)$(INCDIR) $(DESTDIR)$(LIBDIR)/pkgconfig \
	    $(DESTDIR)$(DATADIR)
	install -m 755 vmacpigen $(DESTDIR)$(BINDIR)/vmacpigen
	install -m 644 man/vmacpigen.1 $(DESTDIR)$(MANDIR)/man1/vmacpigen.1
	install -m 644 man/vmacpigen.3 $(DESTDIR)$(MANDIR)/man3/vmacpigen.3
	install -m 644 man/vmacpigen.conf.5 \
	    $(DESTDIR)$(MANDIR)/man5/vmacpigen.conf.5
	install -m 644 machines/*.vm $(DESTDIR)$(DATADIR)
	install -m 644 vmacpigen.h $(DESTDIR)$(INCDIR)/vmacpigen.h
	install -m 644 libvmacpigen.a $(DESTDIR)$(LIBDIR)/libvmacpigen.a
	printf '%s\n' 'Name: vmacpigen' \
	    'Description: ACPI tables of virtual machines' \
	    "Version: $$(sed -n 's/^#define VMACPIGEN_VERSION.*"\(.*\)"/\1/p' \
	    vmacpigen.h)" 'Cflags: -I$(INCDIR)' \
	    'Libs: -L$(LIBDIR) -lvmacpigen' \
	    >$(DESTDIR)$(LIBDIR)/pkgconfig/vmacpigen.pc
	chmod 644 $(DESTDIR)$(LIBDIR)/pkgconfig/vmacpigen.pc

clean:
	rm -rf vmacpigen libvmacpigen.a *.o */*.o out build/dist \
	    vmacpigen-*.tar.gz

# What git has, or, in an unpacked tarball, everything but what make made
dist:
	v=$$(sed -n 's/^#define VMACPIGEN_VERSION.*"\(.*\)"/\1/p' \
	    vmacpigen.h) && \
	d=build/dist/vmacpigen-$$v && rm -rf build/dist && mkdir -p $$d && \
	if [ -e .git ]; then git ls-files; else \
	    find . -type f ! -path './build/*' ! -path './out/*' \
	    ! -name '*.[ao]' ! -name '*.tar.gz' ! -path ./vmacpigen; fi | \
	while read -r f; do \
	    mkdir -p "$$d/$$(dirname "$$f")" && \
	    cp -p "$$f" "$$d/$$f" || exit; \
	done && \
	tar -czf vmacpigen-$$v.tar.gz -C build/dist vmacpigen-$$v
	rm -rf build/dist

.PHONY: all lib asl depend demo goldens check test test-matrix bench install \
	clean dist
