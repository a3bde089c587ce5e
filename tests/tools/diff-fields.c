/* See LICENSE for licence details. */

/*
 * For every field of every row a sound table, and the same one with this
 * field changed.
 *
 * usage: diff-fields DIR
 *
 * Makes DIR/N.a and DIR/N.b, and prints for each N: the field's offset, and
 * its name as diff has it, but for what it has in brackets.  Left out is what
 * says where the table or the entry ends or what kind it is: with another
 * value of that there is no such field.
 */

#include "sound.h"

static struct sound	sound;
static uint8_t		*const table = sound.bytes;

static uint8_t
surplus(size_t n)
{
	uint8_t		 sum = 0;

	while (n > 0)
		sum = (uint8_t)(sum + table[--n]);
	return (sum);
}

/* Makes every checksum right but one at an offset. */
static void
sum_up(size_t but)
{
	struct fields	 fs;
	struct field	 f;
	size_t		 at;

	fields_open(&fs, table, sound.length);
	for (at = 0; at < sound.length; at = f.offset + f.size) {
		fields_at(&fs, at, &f);
		if (f.row != NULL && f.row->kind == FIELD_CHECKSUM &&
		    at != but)
			table[at] = (uint8_t)(table[at] - surplus(
			    f.row->covers > 0 ? f.row->covers :
			    sound.length));
	}
	fields_close(&fs);
}

static void
write_table(const char *dir, int number, char suffix)
{
	char		 path[512];
	FILE		*f;

	snprintf(path, sizeof(path), "%s/%d.%c", dir, number, suffix);
	if ((f = fopen(path, "w")) == NULL ||
	    fwrite(table, 1, sound.length, f) != sound.length ||
	    fclose(f) == EOF) {
		perror(path);
		exit(1);
	}
}

static void
print_name(const struct field_table *t, const struct field *f,
    const char *name)
{
	const char	*open = strchr(name, '['), *close = strchr(name, ']');

	/* "Proximity Domain [7:0]" is a name. */
	if (f->entry != NULL && !f->entry->single)
		printf("%s.%.*s%s\n", t->layout.name, (int)(open - name) + 1,
		    name, close);
	else
		printf("%s.%s\n", t->layout.name, name);
}

static int
change_fields(const struct field_table *t, const char *dir, int number)
{
	struct fields	 fs;
	struct field	 f;
	char		 name[FIELD_NAMESZ];
	size_t		 at, next;

	for (at = 0; at < sound.length; at = next) {
		sound_table(&sound, t);
		sum_up(sound.length);
		fields_open(&fs, table, sound.length);
		fields_at(&fs, at, &f);
		field_name(name, &fs, &f);
		next = f.offset + f.size;
		if (!sound.frame[f.offset]) {
			write_table(dir, number, 'a');
			/* At its end a string may have a NUL. */
			table[f.row != NULL && f.row->kind == FIELD_STRING ?
			    at : next - 1] ^= 0x10;
			sum_up(f.offset);
			write_table(dir, number, 'b');
			printf("%d %04zx ", number++, f.offset);
			print_name(t, &f, name);
		}
		fields_close(&fs);
	}
	return (number);
}

int
main(int argc, char *argv[])
{
	const struct field_table *t;
	size_t		 i;
	int		 number = 0;

	for (i = 0; argc == 2 && (t = field_table_at(i)) != NULL; i++) {
		sound_table(&sound, t);
		number = change_fields(t, argv[1], number);
	}
	return (number == 0);
}
