/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What parsing costs: lines a second of usual ones, and of lines made to cost much how the time
 * for a byte grows with their length, which it must not. Prints figures; exits with 1 when a
 * line that is eight times longer takes more than three times as long a byte.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "input/syslog_parse.h"

enum { SHORT = 8000, LONG = 64000, ROUNDS = 5, LINES = 300000 };

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return time.tv_sec * SECONDS + time.tv_nsec;
}

static void parse(struct slice line, void *room)
{
	struct address peer = {{0x20, 1, 0xd, 0xb8}};
	const struct syslog_context context = {.now = 1346241600 * SECONDS, .peer = &peer};

	syslog_parse(line, &context, room, EVENT_MAXIMUM);
}

/* `front`, and `again` as often as it takes. */
static struct slice make_line(const char *front, const char *again, size_t length, char *bytes)
{
	size_t at = strlen(front);

	memcpy(bytes, front, at);
	for (size_t i = 0; at < length; i++)
		bytes[at++] = again[i % strlen(again)];
	return slice_make(bytes, at);
}

/* Thousandths of a nanosecond for a byte, the least of some rounds. */
static int64_t cost(
	const char *front, const char *again, size_t length, char *bytes, void *room)
{
	struct slice line = make_line(front, again, length, bytes);
	int64_t least = INT64_MAX;

	for (int round = 0; round < ROUNDS; round++) {
		int64_t begin = now(), taken;

		for (size_t done = 0; done < LONG; done += length)
			parse(line, room);
		taken = now() - begin;
		least = taken < least ? taken : least;
	}
	return least * 1000 / LONG;
}

static bool check_growth(char *bytes, void *room)
{
	static const struct {
		const char *front, *again;
	} rows[] = {{"<13>", "a: "}, {"<13>", " "}, {"<13>", "1"}, {"<13>", "1: "},
		{"<13>Oct 11 22:14:15 ", "h: "}, {"<13>Oct 11 22:14:15", " "},
		{"<13>", "Oct 11 22:14:15 "}, {"<13>Oct 11 22:14:15 h ", "x["},
		{"<13>", "[a:b:c]: "}, {"<13>1 - - - - - ", "[a b=\"c\"]"},
		{"<13>1 - - - - - [a b=\"", "\\\""}, {"<13>1 - - - - - ", "[a"},
		{"<13>", "a=1 "}, {"<13>", "a=\""}, {"<13>a=1 ", "x "}, {"<13>CEF:0", "|"},
		{"<13>CEF:0|||||||", "rt=1 "}, {"<13>%%01A", "/("}, {"<13>%A-1-B", "-"},
		{"<13>Oct 11 22:14:15 h t: ", "\xff"},
		{"<13>Oct 11 22:14:15 h t: ", "\xc3\xa9"}, {"<13>RP/0/0:", "RP/0/0:"},
		{"<13>", "\x01"}};
	bool good = true;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t small = cost(rows[i].front, rows[i].again, SHORT, bytes, room);
		int64_t large = cost(rows[i].front, rows[i].again, LONG, bytes, room);

		if (large > 3 * small && large > 1000) {
			printf("row %zu, \"%s%s...\": %lld.%03lld ns a byte, then "
			       "%lld.%03lld\n",
				i, rows[i].front, rows[i].again, (long long)(small / 1000),
				(long long)(small % 1000), (long long)(large / 1000),
				(long long)(large % 1000));
			good = false;
		}
	}
	return good;
}

static void print_speed(void *room)
{
	static const char *const lines[] = {
		"<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on signal 11",
		"<189>123: *Mar  1 00:00:00.000: %LINK-3-UPDOWN: Interface Gi0/1, changed "
		"state to up",
		"<165>1 2003-10-11T22:14:15.003Z h evntslog - ID47 [exampleSDID@32473 "
		"iut=\"3\"] x",
		"<189>7345: xr1 RP/0/RSP0/CPU0:Aug 29 14:00:02.123 UTC: ifmgr[214]: "
		"%PKT_INFRA-LINK-3-UPDOWN : Interface x",
		"<13>date=2012-08-29 time=14:00:03 devname=\"fw1\" level=notice msg=\"x\""};
	int64_t begin = now();

	for (int i = 0; i < LINES; i++)
		parse(slice_of(lines[i % 5]), room);
	printf("figures: parsing %lld lines a second of one core\n",
		(long long)(LINES * SECONDS / (now() - begin)));
}

int main(void)
{
	char *bytes = xmalloc(LONG + 1);
	void *room = xmalloc(EVENT_MAXIMUM);
	bool good = check_growth(bytes, room);

	print_speed(room);
	free(bytes);
	free(room);
	return good ? 0 : 1;
}
