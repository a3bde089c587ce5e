# Works with GNU make and BSD make.

PREFIX =	/usr/local
BINDIR =	$(PREFIX)/bin
MANDIR =	$(PREFIX)/share/man
CFLAGS =	-O2 -g

CORE =		acpigen.o aml.o machine.o loader.o
OBJS =		main.o files.o image.o $(CORE)
HEADERS =	acpi.h acpigen.h aml.h files.h image.h loader.h \
		asl/q35.h asl/vmd-current.h

all: vmacpigen

vmacpigen: $(OBJS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS)

$(OBJS): $(HEADERS)

.SUFFIXES: .c .o
.c.o:
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The DSDT sources as C, without the table's header; make asl needs iasl(1).
.PHONY: all asl

asl:
	asl/compile asl/q35.asl >asl/q35.h.new
	mv asl/q35.h.new asl/q35.h
	asl/compile asl/vmd-current.asl >asl/vmd-current.h.new
	mv asl/vmd-current.h.new asl/vmd-current.h
