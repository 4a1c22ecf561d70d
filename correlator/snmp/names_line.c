/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/names_line.h"

#include <string.h>

static bool is_kind(struct slice word)
{
	static const char *const kinds[] = {"node", "notification", "integer", "string", "oid",
		"address", "counter", "gauge", "timeticks", "bits", "other"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (slice_equals(word, kinds[i]))
			return true;
	return false;
}

static bool complain(struct error *error, const char *what, struct slice value)
{
	return error && error_set(error, "'%.*s' is %s", SLICE_PRINT(value), what);
}

/* Without zeros in front, so that prefixes of the text are prefixes of the OID. */
static bool read_oid(struct slice word, struct oid *oid)
{
	for (size_t i = 0; i + 1 < word.length; i++)
		if (word.data[i] == '0' && word.data[i + 1] != '.' &&
			(i == 0 || word.data[i - 1] == '.'))
			return false;
	return word.length > 0 && word.data[0] != '.' && oid_parse(word, oid);
}

bool names_label(struct slice *labels, struct name_label *label)
{
	const struct slice word = slice_word(labels);
	const size_t equals = slice_find(word, 0, '=');

	if (equals == 0 || equals == SIZE_MAX ||
		!slice_to_integer(slice_from(word, equals + 1), &label->number))
		return false;
	label->text = slice_part(word, 0, equals);
	return true;
}

static bool check_labels(struct slice labels, struct error *error)
{
	while (labels.length > 0) {
		struct slice rest = labels;
		struct name_label label;

		if (!names_label(&labels, &label))
			return complain(error, "no label=number", slice_word(&rest));
		labels = slice_trim(labels);
	}
	return true;
}

/* The words before the labels: "hint:1x:", "index:...", "objects:...". */
static void read_details(struct slice *line, struct name_entry *entry)
{
	const struct {
		const char *prefix;
		struct slice *value;
	} details[] = {{"hint:", &entry->hint}, {"index:", &entry->index},
		{"objects:", &entry->objects}};

	for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++) {
		struct slice rest = slice_trim(*line);

		if (!slice_starts_with(rest, details[i].prefix))
			continue;
		*details[i].value = slice_from(slice_word(&rest), strlen(details[i].prefix));
		*line = rest;
	}
}

bool names_line_parse(struct slice line, struct name_entry *entry, struct error *error)
{
	const struct slice number = slice_word(&line);

	*entry = (struct name_entry){.full = slice_word(&line)};
	entry->kind = slice_word(&line);
	if (!read_oid(number, &entry->oid))
		return complain(error, "no OID; a line is: OID MODULE::name kind", number);
	if (slice_find_slice(entry->full, slice_of("::")) == SIZE_MAX)
		return complain(error, "no MODULE::name", entry->full);
	if (!is_kind(entry->kind))
		return complain(error, "no kind of object", entry->kind);
	read_details(&line, entry);
	entry->labels = slice_trim(line);
	return !error || check_labels(entry->labels, error);
}

/* "name/kind", "name/string(6)", "name/string!" */
bool names_index(struct slice *index, struct name_index *part)
{
	const size_t comma = slice_find(*index, 0, ',');
	struct slice word = slice_part(*index, 0, comma);
	const size_t slash = slice_find(word, 0, '/');
	size_t bracket;
	int64_t length = 0;

	*part = (struct name_index){.name = slice_part(word, 0, slash)};
	*index = slice_from(*index, comma == SIZE_MAX ? index->length : comma + 1);
	if (slash == 0 || slash == SIZE_MAX)
		return false;
	word = slice_from(word, slash + 1);
	part->implied = word.length > 0 && word.data[word.length - 1] == '!';
	word.length -= part->implied;
	bracket = slice_find(word, 0, '(');
	part->kind = slice_part(word, 0, bracket);
	if (bracket == SIZE_MAX)
		return true;
	word = slice_part(word, bracket + 1, word.length - bracket - 2);
	if (!slice_to_integer(word, &length) || length < 1 || length > OID_MAXIMUM)
		return false;
	part->length = (uint32_t)length;
	return true;
}

void names_hint(const struct name_entry *entry, struct text *out)
{
	for (size_t i = 0; i < entry->hint.length; i++) {
		const bool blank = slice_starts_with(slice_from(entry->hint, i), "\\s");

		text_byte(out, blank ? ' ' : entry->hint.data[i]);
		i += blank;
	}
}
