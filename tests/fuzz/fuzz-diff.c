/* See LICENSE for licence details. */

/*
 * Two inputs of any kinds, compared, in one direction and the other: what
 * differs one way differs the other way, and bytes that differ never pass
 * for the same.
 */

#include "diff/diff.h"
#include "fuzz.h"

#define BASE	0xe0000

static bool
same_bytes(const struct input *a, const struct input *b)
{
	const struct vmacpigen_file *fa, *fb;
	size_t		 i;

	for (i = 0; i <= a->set.nfiles; i++) {
		fa = i < a->set.nfiles ? &a->set.files[i] : &a->set.script;
		fb = i < a->set.nfiles ? &b->set.files[i] : &b->set.script;
		if (fa->length != fb->length ||
		    memcmp(fa->data, fb->data, fa->length) != 0)
			return (false);
	}
	return (true);
}

/* The first two bytes are the length of the first input. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input	 a = { 0 }, b = { 0 };
	struct diff_pair there, back;
	bool		 differ, differ_back;
	size_t		 length;

	if (size < 2)
		return (0);
	length = data[0] | (size_t)data[1] << 8;
	data += 2;
	size -= 2;
	if (length > size)
		length = size;
	if (fuzz_input(&a, data, length) &&
	    fuzz_input(&b, data + length, size - length)) {
		there = (struct diff_pair){ NULL, { &a, &b } };
		back = (struct diff_pair){ NULL, { &b, &a } };
		if (diff_inputs(&there, 1, BASE, 0, &differ) != NULL ||
		    diff_inputs(&back, 1, BASE, DIFF_ALL, &differ_back) != NULL)
			abort();
		if (a.kind == b.kind && (differ ? same_bytes(&a, &b) :
		    a.kind != INPUT_TABLES && !same_bytes(&a, &b)))
			abort();
		if (differ && !differ_back)
			abort();
	}
	vmacpigen_set_free(&a.set);
	vmacpigen_set_free(&b.set);
	return (0);
}
