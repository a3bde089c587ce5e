# Works with GNU make and BSD make.

PREFIX =	/usr/local
BINDIR =	$(PREFIX)/bin
MANDIR =	$(PREFIX)/share/man
CFLAGS =	-O2 -g

CORE =		acpigen.o machine.o loader.o run.o
OBJS =		main.o files.o image.o input.o check.o check_script.o \
		check_tables.o predict.o $(CORE)
HEADERS =	acpi.h acpigen.h check.h files.h image.h input.h loader.h

all: vmacpigen

vmacpigen: $(OBJS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS)

$(OBJS): $(HEADERS)

.SUFFIXES: .c .o
.c.o:
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
