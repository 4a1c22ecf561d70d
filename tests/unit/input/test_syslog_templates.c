/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Messages of some hundred products, as templates of another project's tests: rendered for one
 * moment and one host, each must give PRI, host and time back. Where one does not, the template
 * must tell why: by what stands in it, never by whose it is. A file of the same format may be
 * named on the command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "input/syslog_word.h"
#include "unit/input/parser.h"
#include "unit/input/samples.h"

static const char *templates_file; /* from the command line, or NULL */

enum { PRI = 165 };
#define HOST   "kqxwz-ab3de"
#define MOMENT "2026-11-05T03:04:05.678901Z"

/* ---- rendering */

/* What stands for a name; `behind` is what follows it, for some are written in two ways. */
static const char *value_of(struct slice name, struct slice before, struct slice behind)
{
	static const struct {
		const char *name, *value;
	} rows[] = {
		{"host", HOST},
		{"hostname", HOST},
		{"bsd", "Nov 05 03:04:05"},
		{"ucm_time", "Nov 05 03:04:05.678"},
		{"timestamp", "2026-11-05T03:04:05.678901+00:00"},
		{"date", "2026-11-05"},
		{"year", "2026"},
		{"millisec", "678"},
		{"microsec", "678901"},
		{"tzoffset", "+0000"},
		{"tzname", "UTC"},
		{"epoch", "1793847845.678901"},
		{"wsatime", "1793847845.678"},
		{"seq", "1234"},
		{"pid", "4567"},
		{"node_id", "RP/0/RP0/CPU0"},
		{"app", "mail_logs"},
		{"program", "ProcMgr"},
		{"log_type", "TR"},
	};

	if (slice_equals(name, "iso"))
		return slice_starts_with(behind, "Z") ? "2026-11-05T03:04:05.678901"
						      : "2026-11-05T03:04:05.678901+00:00";
	if (slice_equals(name, "time") && slice_starts_with(behind, " GMT"))
		return "05/11/2026:03:04:05";
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (slice_equals(name, rows[i].name))
			return rows[i].value;
	/* "avi_time", "rsatime": behind a date, or with one. */
	if (slice_find_slice(name, slice_of("time")) != SIZE_MAX)
		return before.length > 10 &&
				       slice_equals(slice_from(before, before.length - 11),
					       "2026-11-05 ")
			       ? "03:04:05,678"
			       : "2026-11-05 03:04:05,678";
	if (slice_find_slice(name, slice_of("dt")) != SIZE_MAX)
		return "2026-11-05 03:04:05";
	return "x";
}

/* Cuts "{{ name }}" off the front. */
static bool cut_variable(struct slice *rest, struct slice *name)
{
	size_t end;

	if (!slice_starts_with(*rest, "{{"))
		return false;
	end = slice_find_slice(*rest, slice_of("}}"));
	if (end == SIZE_MAX)
		return false;
	*name = slice_trim(slice_part(*rest, 2, end - 2));
	*rest = slice_from(*rest, end + 2);
	return true;
}

static bool is_data(struct slice word)
{
	return slice_equals(word, "-") || slice_starts_with(word, "[");
}

/* Whether a version is to stand behind PRI: the template has the seven words of RFC 5424 but
 * that. `rest` is what follows {{ mark }}. */
static bool wants_version(struct slice rest)
{
	struct slice words[6];
	struct slice name, trial = slice_trim(rest);

	if (!slice_starts_with(rest, " ") || !cut_variable(&trial, &name) ||
		!slice_equals(name, "iso"))
		return false;
	for (size_t i = 0; i < 6; i++) {
		struct slice at = slice_trim(trial), variable;
		struct slice behind = at;

		words[i] = cut_variable(&behind, &variable) ? variable : slice_word(&at);
		trial = words[i].data == variable.data ? behind : at;
		if (i == 0 && slice_equals(words[0], "Z"))
			i--;
	}
	return is_data(words[4]) && (is_data(words[2]) || is_data(words[3]));
}

static void render(struct slice template, struct text *out)
{
	struct slice name;

	text_reset(out);
	while (template.length > 0) {
		if (!cut_variable(&template, &name)) {
			text_byte(out, template.data[0]);
			template = slice_from(template, 1);
		} else if (slice_equals(name, "mark")) {
			text_printf(out, "<%d>%s", PRI, wants_version(template) ? "1" : "");
		} else {
			text_string(out, value_of(name, text_slice(out), template));
		}
	}
}

/* Some entries are program text with a template in quotes in it, cut off anywhere. */
static bool find_template(struct slice entry, struct slice *template)
{
	struct slice rest = entry, name;

	for (size_t i = 0; i < entry.length; i++) {
		rest = slice_from(entry, i);
		if (!cut_variable(&rest, &name) || !slice_equals(name, "mark"))
			continue;
		*template = slice_from(entry, i);
		if (i > 0 && (entry.data[i - 1] == '"' || entry.data[i - 1] == '\'')) {
			*template = slice_part(
				*template, 0, slice_find(*template, 0, entry.data[i - 1]));
			return true;
		}
		if (slice_trim(slice_part(entry, 0, i)).length == 0)
			return true;
	}
	return false;
}

/* ---- what came back */

static bool has_variable(struct slice template, const char *part)
{
	struct slice name;

	while (template.length > 0)
		if (!cut_variable(&template, &name))
			template = slice_from(template, 1);
		else if (slice_find_slice(name, slice_of(part)) != SIZE_MAX)
			return true;
	return false;
}

static bool has_time(struct slice template)
{
	static const char *const names[] = {"bsd", "iso", "time", "epoch", "delldt"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (has_variable(template, names[i]))
			return true;
	return false;
}

/* Some templates have a year of their own in front of the month. */
static bool same_time(const struct event *event)
{
	struct slice raw = event_get(event, EVENT_RAW);
	size_t month = slice_find_slice(raw, slice_of(" Nov 05 "));
	char text[] = MOMENT;
	int64_t moment, year;

	if (month != SIZE_MAX && month >= 4 &&
		slice_to_integer(slice_part(raw, month - 4, 4), &year) && year > 2000)
		memcpy(text, raw.data + month - 4, 4);
	assert_true(time_parse(slice_of(text), &moment));
	return event->device_time > moment - SECONDS &&
	       event->device_time < moment + MILLISECONDS;
}

/* The host itself, or the word that it is a part of. */
static bool same_host(const struct event *event)
{
	struct slice host = event_get(event, EVENT_HOST);

	return slice_find_slice(host, slice_of(HOST)) != SIZE_MAX &&
	       slice_find(host, 0, ' ') == SIZE_MAX && slice_find(host, 0, ':') == SIZE_MAX;
}

struct trial {
	struct parser *parser;
	struct slice template;
	struct slice line; /* the template rendered */
	const struct event *event;
};

static bool comes_back(const struct trial *trial)
{
	const struct event *event = trial->event;

	return event->facility * 8 + event->severity == PRI && !(event->flags & EVENT_NO_PRI) &&
	       (!has_variable(trial->template, "host") || same_host(event)) &&
	       (!has_time(trial->template) || same_time(event));
}

/* Where the front ends: behind the first stamp with its decimals and zone, or PRI. */
static struct slice behind_front(const struct trial *trial)
{
	static const char *const ends[] = {"03:04:05", "1793847845", ">"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t at = slice_find_slice(trial->line, slice_of(ends[i]));

		if (at == SIZE_MAX)
			continue;
		at += strlen(ends[i]);
		while (i < 2 && at < trial->line.length &&
			strchr("0123456789.,+:Z", trial->line.data[at]))
			at++;
		return slice_from(trial->line, at);
	}
	return trial->line;
}

/* A tag, a program, or two other words stand before the host; we found none, or the
 * first of them. */
static bool is_in_the_text(struct trial *trial)
{
	struct slice rest = behind_front(trial), word, host;
	size_t at = slice_find_slice(rest, slice_of(HOST)), words = 0;
	bool other = false;

	if (at == SIZE_MAX || (has_time(trial->template) && !same_time(trial->event)))
		return false;
	rest = slice_part(rest, 0, at);
	host = event_get(trial->event, EVENT_HOST);
	if (host.length > 0 &&
		!slice_equal(host, syslog_word_first(syslog_word_unblanked(rest))))
		return false;
	for (word = slice_word(&rest); word.length > 0; word = slice_word(&rest), words++)
		other |= memchr("%[(=\"{", word.data[0], 6) ||
			 word.data[word.length - 1] == ']' ||
			 (word.length > 1 && word.data[word.length - 1] == ':');
	return other || words >= 2;
}

static bool is_host_or_tag(struct trial *trial)
{
	static const struct syslog_profile told = {.dialect = SYSLOG_RFC3164};

	trial->parser->context.profile = &told;
	trial->event = parser_read(trial->parser, trial->line);
	trial->parser->context.profile = NULL;
	return comes_back(trial);
}

/* The host's own stamp stands behind a front that a relay has put before it. */
static bool is_relayed(struct trial *trial)
{
	struct slice rest = behind_front(trial);
	size_t clock = slice_find_slice(rest, slice_of("03:04:05"));
	size_t host = slice_find_slice(rest, slice_of(HOST));

	return clock != SIZE_MAX && host != SIZE_MAX && clock < host;
}

enum { IN_TEXT = 1 };

static const struct kind {
	const char *says;
	bool (*is)(struct trial *trial);
} kinds[] = {
	{"a relay has put a front of its own before the host's", is_relayed},
	[IN_TEXT] = {"the host stands in the text alone, and none is found", is_in_the_text},
	{"host or tag? the dialect \"rfc3164\" tells", is_host_or_tag},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static size_t find_kind(struct trial *trial)
{
	for (size_t i = 0; i < KINDS; i++) {
		trial->event = parser_read(trial->parser, trial->line);
		if (kinds[i].is(trial))
			return i;
	}
	return KINDS;
}

static void print_difference(const struct trial *trial)
{
	char time[TIME_TEXT];
	const struct event *event = parser_read(trial->parser, trial->line);

	printf("%.*s\n   host %.*s, time %s, flags %x\n",
		SLICE_PRINT(slice_part(trial->line, 0, 160)),
		SLICE_PRINT(event_get(event, EVENT_HOST)), time_print(event->device_time, time),
		event->flags);
}

struct counts {
	size_t templates, none, back, kinds[KINDS + 1];
};

static void try_entry(struct parser *parser, struct slice entry, struct counts *counts)
{
	struct trial trial = {.parser = parser};
	struct text line = {0};
	size_t kind;

	if (!find_template(entry, &trial.template)) {
		counts->none++;
		return;
	}
	counts->templates++;
	render(trial.template, &line);
	trial.line = text_slice(&line);
	trial.event = parser_read(parser, trial.line);
	if (comes_back(&trial)) {
		counts->back++;
	} else {
		kind = find_kind(&trial);
		counts->kinds[kind]++;
		if (kind == KINDS || getenv("VERBOSE"))
			print_difference(&trial);
	}
	text_free(&line);
}

static void templates(void **state)
{
	FILE *file = templates_file ? fopen(templates_file, "rb")
				    : samples_open("syslog/sc4s-samples.dev.jsonl");
	struct parser *parser = *state;
	struct counts counts = {0};
	json_t *sample;
	size_t told;

	if (!file)
		skip();
	time_parse(slice_of(MOMENT), &parser->context.now);
	parser->context.now += 2 * SECONDS;
	for (; (sample = samples_next(file)); json_decref(sample)) {
		const json_t *entry = json_object_get(sample, "template");

		try_entry(parser,
			slice_make(json_string_value(entry), json_string_length(entry)),
			&counts);
	}
	fclose(file);
	told = counts.templates - counts.kinds[IN_TEXT];
	printf("templates: %zu, and %zu entries without one; PRI, host and time come back of "
	       "%zu "
	       "of the %zu that have them in front\n",
		counts.templates, counts.none, counts.back, told);
	for (size_t i = 0; i < KINDS; i++)
		printf("  %3zu %s\n", counts.kinds[i], kinds[i].says);
	printf("  %3zu not explained\n", counts.kinds[KINDS]);
	assert_true(counts.templates > 0);
	assert_true(counts.back * 100 >= told * 95);
	assert_true(counts.kinds[KINDS] * 20 <= counts.templates);
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(templates)};

	templates_file = count > 1 ? words[1] : NULL;
	return cmocka_run_group_tests(tests, parser_setup, parser_teardown);
}
