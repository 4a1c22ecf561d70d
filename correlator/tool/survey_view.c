/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/survey_view.h"

#include <inttypes.h>

#include "base/duration.h"

static void put(json_t *json, const char *name, json_t *value)
{
	json_object_set_new(json, name, value);
}

static json_t *number_json(uint64_t number)
{
	return json_integer((json_int_t)number);
}

static json_t *time_json(const struct surveyed *segment, int64_t time)
{
	char text[TIME_TEXT];

	return segment->records ? json_text(time_print(time, text)) : json_null();
}

static json_t *segment_json(const struct surveyed *segment)
{
	json_t *json = json_object();

	put(json, "file", json_text(segment->file));
	put(json, "state", json_text(segment_state_name(segment->state)));
	put(json, "damaged", json_boolean(segment->damaged));
	put(json, "first", number_json(segment->first));
	put(json, "last", number_json(segment->last));
	put(json, "from", time_json(segment, segment->from));
	put(json, "to", time_json(segment, segment->to));
	put(json, "records", number_json(segment->records));
	put(json, "bytes", number_json(segment->bytes));
	return json;
}

static json_t *gap_json(const struct survey *survey, const struct reader_gap *gap)
{
	json_t *json = json_object(), *files = json_array();
	size_t from, to;

	put(json, "from", number_json(gap->from));
	put(json, "to", number_json(gap->to));
	if (survey_gap_segments(survey, gap, &from, &to))
		for (size_t i = from; i <= to; i++)
			json_array_append_new(files, json_text(survey->segments[i].file));
	put(json, "files", files);
	return json;
}

static json_t *kinds_json(const struct survey *survey)
{
	json_t *json = json_object();

	for (unsigned kind = 1; kind < RECORD_KINDS; kind++)
		if (survey->kinds[kind])
			put(json, record_kind_name((enum record_kind)kind),
				number_json(survey->kinds[kind]));
	return json;
}

json_t *survey_json(const struct survey *survey)
{
	json_t *json = json_object(), *segments = json_array(), *gaps = json_array();

	for (size_t i = 0; i < survey->count; i++)
		json_array_append_new(segments, segment_json(&survey->segments[i]));
	for (size_t i = 0; i < survey->gap_count; i++)
		json_array_append_new(gaps, gap_json(survey, &survey->gaps[i]));
	put(json, "epoch", json_text(survey->epoch));
	put(json, "records", number_json(survey->records));
	put(json, "bytes", number_json(survey->bytes));
	put(json, "kinds", kinds_json(survey));
	put(json, "segments", segments);
	put(json, "gaps", gaps);
	put(json, "torn", number_json(survey->torn));
	return json;
}

static void put_number(struct text *text, uint64_t number, const char *one, const char *many)
{
	page_number(text, (int64_t)number);
	text_printf(text, " %s", number == 1 ? one : many);
}

static void put_gap(
	const struct survey *survey, const struct reader_gap *gap, struct page *page)
{
	uint64_t count = gap->to - gap->from + 1;
	struct text text = {0};
	size_t from, to;

	put_number(&text, count, "record is missing: ", "records are missing: ");
	text_printf(&text, "%" PRIu64, gap->from);
	if (count > 1)
		text_printf(&text, " to %" PRIu64, gap->to);
	if (survey_gap_segments(survey, gap, &from, &to)) {
		text_printf(&text, ", in %s", survey->segments[from].file);
		if (to > from)
			text_printf(&text, " to %s", survey->segments[to].file);
	}
	page_put(page, STYLE_RED, text_get(&text));
	page_line(page);
	text_free(&text);
}

static void put_torn(const struct survey *survey, struct page *page)
{
	const struct surveyed *last = &survey->segments[survey->count - 1];
	struct text text = {0};

	put_number(&text, survey->torn, "byte", "bytes");
	page_printf(page, STYLE_RED,
		"behind record %" PRIu64
		", in %s, %s are no record: torn by a crash, damaged, or "
		"just being written",
		last->last, last->file, text_get(&text));
	page_line(page);
	text_free(&text);
}

void survey_put_damage(const struct survey *survey, struct page *page)
{
	for (size_t i = 0; i < survey->gap_count; i++)
		put_gap(survey, &survey->gaps[i], page);
	if (survey->torn)
		put_torn(survey, page);
}

void survey_put_sum(const struct survey *survey, struct page *page)
{
	struct text text = {0};

	put_number(&text, survey->records, "record", "records");
	text_string(&text, " in ");
	put_number(&text, survey->count, "segment", "segments");
	text_string(&text, ", ");
	put_number(&text, survey->bytes, "byte", "bytes");
	text_string(&text, " on disk");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}
