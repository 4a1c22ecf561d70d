/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/key.h"

void key_part(struct text *out, struct slice value)
{
	struct slice part = slice_part(value, 0, KEY_PART_MAXIMUM);

	text_byte(out, (char)(part.length >> 8));
	text_byte(out, (char)(part.length & 0xff));
	text_append(out, part);
}

void key_begin(struct text *out, struct slice id)
{
	text_reset(out);
	key_part(out, id);
}

bool key_build(const struct alarm_use *use, size_t count, const struct values *values,
	struct text *out)
{
	struct text part = {0};
	bool whole = true;

	key_begin(out, slice_of(use->alarm->id));
	for (size_t i = 0; i < count && whole; i++) {
		struct value value = values->get(values->context, &use->key[i]);

		text_reset(&part);
		value_print(&value, &part);
		whole = value.type != VALUE_NONE && part.length > 0;
		key_part(out, text_slice(&part));
	}
	text_free(&part);
	return whole;
}

static bool part_cut(struct slice *rest, struct slice *part)
{
	size_t length;

	if (rest->length < 2)
		return false;
	length = (size_t)(unsigned char)rest->data[0] << 8 | (unsigned char)rest->data[1];
	if (rest->length < 2 + length)
		return false;
	*part = slice_part(*rest, 2, length);
	*rest = slice_from(*rest, 2 + length);
	return true;
}

struct slice key_get(struct slice key, size_t n)
{
	struct slice part = {0};

	for (size_t i = 0; i <= n + 1; i++)
		if (!part_cut(&key, &part))
			return (struct slice){0};
	return part;
}

void key_print(struct slice key, struct text *out)
{
	struct slice part;

	part_cut(&key, &part);
	for (bool first = true; part_cut(&key, &part); first = false) {
		if (!first)
			text_byte(out, ' ');
		text_append(out, part);
	}
}
