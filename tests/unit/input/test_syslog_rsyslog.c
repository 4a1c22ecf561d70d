/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What rsyslog's tests want of its parsers. Its reading is that of our dialect "linux", printed
 * as its properties are. Some of its cases ran with an option of rsyslog, which the file does
 * not name; a line that comes out otherwise is printed with one such option after the other,
 * each by the name that rsyslog's manual has for it. What is equal with none of them must be of
 * a kind that is told here. A file of the same format may be named on the command line.
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
	bool escape_8bit;        /* $Escape8BitCharactersOnReceive on */
	bool remove_first_space; /* remove.msgFirstSpace="on" */
	bool force_colon;        /* force.tagEndingByColon="on" */
	bool year_is_host;       /* detect.YearAfterTimestamp="off", its default */
	bool stamp_is_missing;   /* detect.headerless="off", its default */
	bool kept_whole;         /* not printed: whether all of it is the message */
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

/* By the clock of the line: rsyslog prints UTC only where it is told "date-utc". */
static void device_parts(const struct printer *printer, struct tm *parts)
{
	int64_t time = printer->event->device_time + written_offset(printer->event);
	time_t seconds = (time_t)(time / SECONDS);

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
		text_string(printer->out, printer->manner->force_colon ? "-" : "");
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

	if (printer->manner->force_colon && program.length == 0)
		message = slice_from(raw, (size_t)(host.data + host.length - raw.data));
	else if (bsd && message.length > 0 && program.length > 0 &&
		 !printer->manner->remove_first_space && message.data[-1] == ' ')
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

/* "#303" for the byte. */
static void escape(struct text *text)
{
	struct text out = {0};

	for (size_t i = 0; i < text->length; i++)
		text_printf(&out, (unsigned char)text->data[i] < 0x80 ? "%c" : "#%03o",
			(unsigned char)text->data[i]);
	text_reset(text);
	text_append(text, text_slice(&out));
	text_free(&out);
}

static bool is_kept_whole(const struct event *event)
{
	struct slice raw = event_get(event, EVENT_RAW);

	return slice_find(raw, 0, '\t') < slice_find(raw, 0, ' ') &&
	       slice_equal(event_get(event, EVENT_MESSAGE), raw) &&
	       event_get(event, EVENT_HOST).length == 0;
}

/* rsyslog takes the first words for host and tag where no stamp is, too, unless told not to;
 * so do we when there is one. */
static const struct event *read_case(
	struct parser *parser, const char *input, const struct manner *manner)
{
	static struct syslog_profile profile;
	const struct event *event;
	struct text line = {0};

	profile.dialect = manner->force_colon ? SYSLOG_AUTO : SYSLOG_LINUX;
	parser->context.profile = &profile;
	text_printf(&line, "%s%s", manner->stamp_is_missing ? "Oct 11 22:14:15 " : "", input);
	event = parser_read(parser, text_slice(&line));
	text_free(&line);
	return event;
}

/* Whether it comes out as wanted, printed in that manner. *known: whether it could be printed.
 */
static bool comes_out(struct parser *parser, const json_t *sample, const struct manner *manner,
	bool *known, struct text *got)
{
	struct printer printer = {NULL, manner, got};

	printer.event = read_case(parser, samples_string(sample, "input"), manner);
	text_reset(got);
	*known = print_template(&printer, slice_of(samples_string(sample, "template")));
	if (manner->escape_8bit)
		escape(got);
	if (manner->kept_whole)
		return is_kept_whole(printer.event);
	return strcmp(text_get(got), samples_string(sample, "expected")) == 0;
}

static const struct kind {
	const char *says;
	bool differs;
	struct manner manner;
} kinds[] = {
	{.says = "equal"},
	{"equal with $Escape8BitCharactersOnReceive on", .manner.escape_8bit = true},
	{"equal with remove.msgFirstSpace on", .manner.remove_first_space = true},
	{"equal with force.tagEndingByColon on", .manner.force_colon = true},
	{"equal with detect.YearAfterTimestamp off: its year is a host",
		.manner.year_is_host = true},
	{"equal with detect.headerless off: host and tag without a stamp in front",
		.manner.stamp_is_missing = true},
	{"without a stamp we keep the line whole, rsyslog takes words with tabs for a tag",
		.differs = true, .manner.kept_whole = true},
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
	size_t counts[KINDS + 1] = {0}, compared = 0, others = 0, equal = 0;
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
	for (size_t i = 0; i < KINDS; i++) {
		printf("  %3zu %s\n", counts[i], kinds[i].says);
		equal += kinds[i].differs ? 0 : counts[i];
	}
	printf("  %3zu not explained\n", counts[KINDS]);
	assert_true(compared > 0);
	assert_true(equal * 100 >= compared * 95);
	assert_true(cases_file || counts[KINDS] == 0);
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(rsyslog)};

	cases_file = count > 1 ? words[1] : NULL;
	return cmocka_run_group_tests(tests, parser_setup, parser_teardown);
}
