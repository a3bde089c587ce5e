# Works with GNU make and BSD make.

PREFIX =	/usr/local
BINDIR =	$(PREFIX)/bin
MANDIR =	$(PREFIX)/share/man
CFLAGS =	-O2 -g

CORE =		acpigen.o aml.o machine.o loader.o relink.o run.o topology.o
OBJS =		main.o check.o check_script.o check_tables.o diff.o \
		diff_aml.o diff_script.o diff_tables.o extract.o fields.o \
		files.o generate.o image.o import.o input.o map.o predict.o \
		qemu.o show.o $(CORE)
HEADERS =	acpi.h acpigen.h aml.h check.h diff.h dsdt_q35.h \
		dsdt_vmd_current.h extract.h fields.h files.h generate.h \
		image.h import.h input.h loader.h map.h qemu.h show.h \
		topology.h

all: vmacpigen

vmacpigen: $(OBJS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS)

$(OBJS): $(HEADERS)

.SUFFIXES: .c .o
.c.o:
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The bytes are in git: only who changes a DSDT's source needs iasl(1).
asl:
	asl/compile asl/q35.asl dsdt_q35.h
	asl/compile asl/vmd-current.asl dsdt_vmd_current.h

demo: all
	./tests/demo out

# Neither installs packages nor boots guests
check: all
	./tests/run check

test:
	./tests/setup
	$(MAKE) all
	./tests/run all

bench: all
	./bench/run

install: all
	mkdir -p $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1
	install -m 755 vmacpigen $(DESTDIR)$(BINDIR)/vmacpigen
	install -m 644 man/vmacpigen.1 $(DESTDIR)$(MANDIR)/man1/vmacpigen.1

clean:
	rm -rf vmacpigen *.o out build/dist vmacpigen-*.tar.gz

# What git has, or, in an unpacked tarball, everything but what make made
dist:
	v=$$(sed -n 's/^#define VERSION.*"\(.*\)"/\1/p' main.c) && \
	d=build/dist/vmacpigen-$$v && rm -rf build/dist && mkdir -p $$d && \
	if [ -e .git ]; then git ls-files; else \
	    find . -type f ! -path './build/*' ! -path './out/*' \
	    ! -name '*.o' ! -name '*.tar.gz' ! -path ./vmacpigen; fi | \
	while read -r f; do \
	    mkdir -p "$$d/$$(dirname "$$f")" && \
	    cp -p "$$f" "$$d/$$f" || exit; \
	done && \
	tar -czf vmacpigen-$$v.tar.gz -C build/dist vmacpigen-$$v
	rm -rf build/dist

.PHONY: all asl demo check test bench install clean dist
