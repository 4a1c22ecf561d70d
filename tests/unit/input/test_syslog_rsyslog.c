/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What rsyslog's tests want of its parsers. Its reading is that of our dialect "linux"; each
 * line that comes out otherwise must be one of a few kinds of difference, which are told from
 * the template, the line and what was wanted, never from the name of a case. A file of the same
 * format may be named on the command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <regex.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/text.h"
#include "unit/input/parser.h"
#include "unit/input/samples.h"

static const char *cases_file; /* from the command line, or NULL */

static const char *const facilities[] = {"kern", "user", "mail", "daemon", "auth", "syslog",
	"lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
	"local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"};
static const char *const severities[] = {
	"emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"};

/* How an event is printed; all zero: as rsyslog does by default. */
struct manner {
	bool auto_dialect;  /* read without knowing that it is a Linux source */
	bool no_blank;      /* the blank behind the tag is not the message's */
	bool dash;          /* "-" for no tag; and the message begins behind the host */
	bool written_clock; /* times by the zone that the line has, not in UTC */
	bool year_is_host;  /* what stands behind the time is the host, whatever it is */
	bool plain_octets;  /* "#011" on either side is the byte */
	bool headless;      /* a line without a stamp is all message */
};

/* ---- an event through a template */

struct printer {
	const struct event *event;
	const struct manner *manner;
	struct text *out;
};

/* "-07:00" behind the seconds of a stamp of RFC 5424, in nanoseconds. */
static int64_t written_offset(const struct event *event)
{
	struct slice raw = event_get(event, EVENT_RAW), rest = raw;
	int64_t hours;

	for (struct slice word = slice_word(&rest); word.length > 0; word = slice_word(&rest)) {
		if (word.length < 25 || word.data[10] != 'T' ||
			!memchr("+-", word.data[word.length - 6], 2))
			continue;
		if (slice_to_integer(slice_part(word, word.length - 6, 3), &hours))
			return hours * HOURS;
	}
	return 0;
}

static void device_parts(const struct printer *printer, struct tm *parts)
{
	int64_t time = printer->event->device_time;
	time_t seconds;

	if (printer->manner->written_clock)
		time += written_offset(printer->event);
	seconds = (time_t)(time / SECONDS);
	gmtime_r(&seconds, parts);
}

/* "Mar  7 19:06:53"; with `zero` the day is "07". */
static void print_stamp(const struct printer *printer, bool zero)
{
	struct tm parts;
	char stamp[64];

	device_parts(printer, &parts);
	strftime(stamp, sizeof(stamp), "%b %e %H:%M:%S", &parts);
	if (zero && stamp[4] == ' ')
		stamp[4] = '0';
	text_string(printer->out, stamp);
}

static void print_date(const struct printer *printer)
{
	struct tm parts;
	char stamp[64];

	device_parts(printer, &parts);
	strftime(stamp, sizeof(stamp), "\"%Y-%m-%dT%H:%M:%S\"", &parts);
	text_string(printer->out, stamp);
}

/* "program[pid]:", as it stands in the line. */
static void print_tag(const struct printer *printer)
{
	const struct event *event = printer->event;
	struct slice program = event_get(event, EVENT_PROGRAM), pid;
	struct slice raw = event_get(event, EVENT_RAW);
	size_t end;

	text_append(printer->out, program);
	pid = event_get(event, EVENT_PID);
	if (pid.length > 0)
		text_printf(printer->out, "[%.*s]", SLICE_PRINT(pid));
	if (program.length == 0) {
		text_string(printer->out, printer->manner->dash ? "-" : "");
		return;
	}
	end = (size_t)((pid.length ? pid.data + pid.length + 1
				   : program.data + program.length) -
		       raw.data);
	if (!(event->flags & EVENT_RFC5424) && end < raw.length && raw.data[end] == ':')
		text_byte(printer->out, ':');
}

/* rsyslog counts the blank behind the tag to the message. */
static void print_text(const struct printer *printer)
{
	const struct event *event = printer->event;
	struct slice message = event_get(event, EVENT_MESSAGE);
	struct slice program = event_get(event, EVENT_PROGRAM),
		     raw = event_get(event, EVENT_RAW);
	struct slice host = event_get(event, EVENT_HOST);
	bool bsd = !(event->flags & EVENT_RFC5424);

	if (printer->manner->dash && program.length == 0)
		message = slice_from(raw, (size_t)(host.data + host.length - raw.data));
	else if (bsd && message.length > 0 && program.length > 0 &&
		 !printer->manner->no_blank && message.data[-1] == ' ')
		text_byte(printer->out, ' ');
	text_append(printer->out, message);
}

static void print_host(const struct printer *printer)
{
	struct slice host = event_get(printer->event, EVENT_HOST);

	text_append(printer->out, host.length ? host : slice_of("$RS_HOSTNAME"));
}

/* What follows the year is all message then. */
static bool print_misread(const struct printer *printer, struct slice name)
{
	struct slice raw = event_get(printer->event, EVENT_RAW);
	struct slice host = event_get(printer->event, EVENT_HOST);
	char year[16];
	struct tm parts;
	size_t at;

	device_parts(printer, &parts);
	snprintf(year, sizeof(year), "%04d", parts.tm_year + 1900);
	if (slice_equals(name, "hostname"))
		text_string(printer->out, year);
	else if (slice_equals(name, "msg") && host.length > 0) {
		at = (size_t)(host.data - raw.data);
		while (at > 0 && raw.data[at - 1] == ' ')
			at--;
		text_append(printer->out, slice_from(raw, at + 1));
	} else
		return slice_equals(name, "programname") || slice_equals(name, "syslogtag");
	return true;
}

/* One property of rsyslog without its options; false when we know nothing like it. */
static bool print_property(const struct printer *printer, struct slice name)
{
	const struct event *event = printer->event;

	if (printer->manner->year_is_host && print_misread(printer, name))
		return true;
	if (slice_equals(name, "PRI"))
		text_printf(printer->out, "%d", event->facility * 8 + event->severity);
	else if (slice_equals(name, "syslogfacility-text"))
		text_string(printer->out, facilities[event->facility]);
	else if (slice_equals(name, "syslogseverity-text"))
		text_string(printer->out, severities[event->severity]);
	else if (slice_equals(name, "syslogfacility"))
		text_printf(printer->out, "%d", event->facility);
	else if (slice_equals(name, "syslogseverity") || slice_equals(name, "syslogpriority"))
		text_printf(printer->out, "%d", event->severity);
	else if (slice_equals(name, "timestamp"))
		print_stamp(printer, false);
	else if (slice_equals(name, "timestamp:::date-rfc3164-buggyday"))
		print_stamp(printer, true);
	else if (slice_equals(name, "timereported:1:19:date-rfc3339,csv"))
		print_date(printer);
	else if (slice_equals_caseless(name, "hostname"))
		print_host(printer);
	else if (slice_equals(name, "programname"))
		text_append(printer->out, event_get(event, EVENT_PROGRAM));
	else if (slice_equals(name, "syslogtag"))
		print_tag(printer);
	else if (slice_equals(name, "msg"))
		print_text(printer);
	else if (slice_equals(name, "rawmsg"))
		text_append(printer->out, event_get(event, EVENT_RAW));
	else if (slice_equals(name, "iut"))
		text_byte(printer->out, '1');
	else
		return false;
	return true;
}

/* "R,ERE,0,BLANK:[0-9]+--end:csv": the part of the property that an expression finds. */
static void print_found(struct slice option, struct slice value, struct text *out)
{
	size_t from = slice_find(option, 0, ':'),
	       to = slice_find_slice(option, slice_of("--end"));
	char *expression = slice_string(slice_part(option, from + 1, to - from - 1));
	char *subject = slice_string(value);
	regmatch_t match = {0};
	regex_t compiled;

	if (regcomp(&compiled, expression, REG_EXTENDED) != 0) {
		text_string(out, "**NO MATCH** **BAD REGULAR EXPRESSION**");
	} else {
		bool found = regexec(&compiled, subject, 1, &match, 0) == 0;

		text_printf(out, "\"%.*s\"", found ? (int)(match.rm_eo - match.rm_so) : 0,
			subject + match.rm_so);
		regfree(&compiled);
	}
	free(expression);
	free(subject);
}

/* With its options: in quotes, and blanks for control characters. */
static bool print_with_options(const struct printer *printer, struct slice name)
{
	size_t colon = slice_find(name, 0, ':');
	struct slice option = slice_from(name, colon == SIZE_MAX ? colon : colon + 1);
	struct text value = {0};
	struct printer inner = {printer->event, printer->manner, &value};
	bool good;

	if (print_property(printer, name))
		return true;
	if (colon == SIZE_MAX)
		return false;
	good = print_property(&inner, slice_part(name, 0, colon));
	for (size_t i = 0; i < value.length; i++)
		if (slice_find_slice(option, slice_of("space-cc")) != SIZE_MAX &&
			(unsigned char)value.data[i] < ' ')
			value.data[i] = ' ';
	if (slice_starts_with(option, "R,ERE,0,BLANK:"))
		print_found(slice_from(option, 13), text_slice(&value), printer->out);
	else if (slice_find_slice(option, slice_of("csv")) != SIZE_MAX)
		text_printf(printer->out, "\"%s\"", text_get(&value));
	else
		text_append(printer->out, text_slice(&value));
	text_free(&value);
	return good;
}

/* False when the template asks for what we do not have. */
static bool print_template(const struct printer *printer, struct slice pattern)
{
	size_t at = 0;

	while (at < pattern.length && pattern.data[at] != '\\') {
		size_t end = pattern.data[at] == '%' ? slice_find(pattern, at + 1, '%') : 0;

		if (end == SIZE_MAX)
			return false;
		if (end == 0) {
			text_byte(printer->out, pattern.data[at++]);
			continue;
		}
		if (!print_with_options(printer, slice_part(pattern, at + 1, end - at - 1)))
			return false;
		at = end + 1;
	}
	return true;
}

/* ---- one case */

/* "#303" is one byte there. */
static void plain_octets(const char *text, struct text *out)
{
	text_reset(out);
	for (; *text; text++) {
		unsigned int octet;

		if (*text == '#' && strspn(text + 1, "01234567") >= 3 &&
			sscanf(text + 1, "%3o", &octet) == 1) {
			text_byte(out, (char)octet);
			text += 3;
		} else {
			text_byte(out, *text);
		}
	}
}

static bool same_octets(const char *got, const char *want)
{
	struct text a = {0}, b = {0};
	bool same;

	plain_octets(got, &a);
	plain_octets(want, &b);
	same = strcmp(text_get(&a), text_get(&b)) == 0;
	text_free(&a);
	text_free(&b);
	return same;
}

/* What we make of a line in which there is no stamp: rsyslog takes its first words for a host
 * and a tag all the same. */
static bool is_kept_whole(const struct event *event)
{
	struct slice raw = event_get(event, EVENT_RAW), text = event_get(event, EVENT_MESSAGE);

	return event->device_time == 0 && event_get(event, EVENT_HOST).length == 0 &&
	       (event_get(event, EVENT_PROGRAM).length > 0 ||
		       text.data + text.length == raw.data + raw.length);
}

/* Whether it comes out as wanted, printed in that manner. *known: whether it could be printed.
 */
static bool comes_out(struct parser *parser, const json_t *sample, const struct manner *manner,
	bool *known, struct text *got)
{
	static struct syslog_profile profile;
	const char *want = samples_string(sample, "expected");
	struct printer printer = {NULL, manner, got};

	profile.dialect = manner->auto_dialect ? SYSLOG_AUTO : SYSLOG_LINUX;
	parser->context.profile = &profile;
	printer.event = parser_read(parser, slice_of(samples_string(sample, "input")));
	text_reset(got);
	*known = print_template(&printer, slice_of(samples_string(sample, "template")));
	if (manner->headless)
		return is_kept_whole(printer.event);
	if (manner->plain_octets)
		return same_octets(text_get(got), want);
	return strcmp(text_get(got), want) == 0;
}

static const struct kind {
	const char *says;
	struct manner manner;
} kinds[] = {
	{"as wanted", {0}},
	{"times are in UTC here, there by the clock of the line", {.written_clock = true}},
	{"bytes that it is told to write as #ooo stay bytes", {.plain_octets = true}},
	{"its parser is told to drop the blank behind the tag", {.no_blank = true}},
	{"its parser is told that a tag ends with a colon, and to write - for none",
		{.auto_dialect = true, .dash = true}},
	{"four digits behind the time are the year, not the host", {.year_is_host = true}},
	{"a line without a stamp has no host, and is kept whole", {.headless = true}},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* The first kind that it is; KINDS: none. */
static size_t find_kind(struct parser *parser, const json_t *sample, bool *known)
{
	struct text got = {0};
	size_t kind = 0;

	while (kind < KINDS && !comes_out(parser, sample, &kinds[kind].manner, known, &got))
		kind++;
	if (kind == KINDS && *known) {
		comes_out(parser, sample, &kinds[0].manner, known, &got);
		printf("%s\n   got: %s\n  want: %s\n", samples_string(sample, "input"),
			text_get(&got), samples_string(sample, "expected"));
	}
	text_free(&got);
	return kind;
}

static bool is_one_line(const json_t *sample)
{
	const char *input = samples_string(sample, "input");

	/* "$name" is a variable of a script. */
	return input && *input != '$' && samples_string(sample, "expected") &&
	       samples_string(sample, "template");
}

static void rsyslog(void **state)
{
	FILE *file = cases_file ? fopen(cases_file, "rb")
				: samples_open("syslog/rsyslog-parser-cases.jsonl");
	size_t counts[KINDS + 1] = {0}, compared = 0, others = 0;
	json_t *sample;

	if (!file)
		skip();
	while ((sample = samples_next(file))) {
		bool known = false;
		size_t kind = is_one_line(sample) ? find_kind(*state, sample, &known) : KINDS;

		if (known)
			counts[kind]++;
		compared += known;
		others += !known;
		json_decref(sample);
	}
	fclose(file);
	printf("rsyslog: %zu lines; %zu cases are no line with what shall become of it\n",
		compared, others);
	for (size_t i = 0; i < KINDS; i++)
		printf("  %3zu %s\n", counts[i], kinds[i].says);
	printf("  %3zu not explained\n", counts[KINDS]);
	assert_true(compared > 0);
	assert_true(counts[KINDS] * 20 <= compared);
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(rsyslog)};

	cases_file = count > 1 ? words[1] : NULL;
	return cmocka_run_group_tests(tests, parser_setup, parser_teardown);
}
