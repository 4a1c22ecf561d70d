/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Says whether a run with the numbered sender, in which the daemon was killed, came to what it
 * must: prints the figures in one line, and returns 1 if one of those that must be 0 is not.
 *
 * A datagram in the kernel's socket dies with the daemon, so "in" means in the journal, and
 * what must never be lost is what the journal was said to hold durably. Whatever the journal
 * has must have come to exactly one incident for each object that went down, and to exactly the
 * alerts that a replay of the journal gives, each at the receiver under one key, in order, and
 * not again once the journal knows the answer.
 *
 *     judge --journal DIR --sent FILE --kills FILE --replay FILE --database FILE --ledger FILE
 *     judge --missing --journal DIR --from N --durable N [--reserved N]
 *
 * prints a line of the file of kills, after a kill: the number said to be durable, the last
 * number in the journal, how many numbers from N up to the durable one are missing, and how
 * many beyond. The latter may be: a power cut leaves what it likes of what was not synced.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/command_line.h"
#include "journal/reader.h"
#include "tests/tools/evidence.h"

struct settings {
	const char *journal, *sent, *kills, *replay, *database, *ledger;
	int64_t from, durable, reserved, ready;
	bool missing, help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "journal",
		.type = OPTION_FILE,
		PLACE(journal),
		.required = true,
		.help = "folder"},
	{.name = "sent", .type = OPTION_FILE, PLACE(sent), .help = "the sender's log"},
	{.name = "kills",
		.type = OPTION_FILE,
		PLACE(kills),
		.help = "what --missing printed after each kill"},
	{.name = "replay",
		.type = OPTION_FILE,
		PLACE(replay),
		.help = "document of `correlator replay --json` of the journal"},
	{.name = "database",
		.type = OPTION_FILE,
		PLACE(database),
		.help = "that of the daemon"},
	{.name = "ledger", .type = OPTION_FILE, PLACE(ledger), .help = "that of the receiver"},
	{.name = "ready",
		.type = OPTION_INTEGER,
		PLACE(ready),
		.value = "0",
		.maximum = INT64_MAX,
		.help = "from this time on (nanoseconds) the daemon ran until the end; 0: "
			"unknown"},
	{.name = "missing",
		.type = OPTION_BOOLEAN,
		PLACE(missing),
		.help = "print what the journal lacks after a kill"},
	{.name = "durable",
		.type = OPTION_INTEGER,
		PLACE(durable),
		.value = "0",
		.maximum = INT64_MAX,
		.help = "number said to be durable before it"},
	{.name = "reserved",
		.type = OPTION_INTEGER,
		PLACE(reserved),
		.value = "0",
		.maximum = INT64_MAX,
		.help = "numbers that records in memory may have had"},
	{.name = "from",
		.type = OPTION_INTEGER,
		PLACE(from),
		.value = "1",
		.maximum = INT64_MAX,
		.help = "begin there"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

/* Figures that must be 0 have `bad`. */
struct figure {
	const char *name;
	uint64_t value;
	bool bad;
};

enum { FIGURES_MAXIMUM = 32, IN_FLIGHT = 8 /* attempts at a time, of an output */ };

struct verdict {
	struct figure figures[FIGURES_MAXIMUM];
	size_t count;
};

static void add(struct verdict *verdict, const char *name, uint64_t value, bool bad)
{
	verdict->figures[verdict->count++] = (struct figure){name, value, bad};
}

/* What was sent while the daemon was there must be in the journal, or counted as dropped. */
static uint64_t unread(const struct evidence *evidence, int64_t ready)
{
	uint64_t missing = 0;

	for (size_t i = 0; ready && i < evidence->line_count; i++)
		missing += evidence->lines[i].sent > ready && !evidence->lines[i].journaled;
	return missing > evidence->dropped ? missing - evidence->dropped : 0;
}

static void judge_events(
	struct verdict *verdict, const struct evidence *evidence, int64_t ready)
{
	add(verdict, "kills", evidence->kills, false);
	add(verdict, "sent", evidence->sent, false);
	add(verdict, "journaled", evidence->journaled, false);
	add(verdict, "durable lost", evidence->durable_lost, true);
	add(verdict, "holes", evidence->holes, evidence->holes != evidence->undurable_lost);
	add(verdict, "unread", unread(evidence, ready), true);
	add(verdict, "doubled", evidence->doubled, true);
	add(verdict, "never sent", evidence->foreign, true);
}

static void judge_incidents(struct verdict *verdict, const struct evidence *evidence)
{
	uint64_t faults = 0, lost = 0, second = 0, foreign = evidence->nameless, open = 0;

	for (size_t i = 0; i < evidence->fault_count; i++) {
		const struct fault *fault = &evidence->faults[i];

		faults += fault->down;
		lost += fault->down && fault->incidents == 0;
		second += fault->incidents > 1 ? fault->incidents - 1 : 0;
		foreign += !fault->down && fault->incidents > 0;
		open += fault->down && !fault->closed;
	}
	add(verdict, "faults", faults, false);
	add(verdict, "incidents lost", lost, true);
	add(verdict, "second ids", second, true);
	add(verdict, "of nothing", foreign, true);
	add(verdict, "not closed", open, true);
}

static void judge_alerts(struct verdict *verdict, const struct evidence *evidence)
{
	uint64_t alerts = 0, lost = 0, foreign = 0, apart = 0, outcomes = 0, again = 0,
		 after = 0, requests = 0, unrecorded = 0;

	for (struct link *link = evidence->alerts.first; link; link = link->next) {
		const struct alert *alert = CONTAINER(link, struct alert, link);

		alerts += alert->replayed || alert->stored;
		lost += (alert->replayed || alert->stored) && alert->arrived == 0;
		unrecorded += alert->unrecorded;
		foreign += alert->arrived > 0 && !alert->replayed && !alert->unrecorded;
		apart += alert->replayed != alert->stored;
		outcomes += alert->outcomes != 1 && alert->replayed;
		requests += alert->arrived;
		again += alert->after_answer;
		after += alert->after_outcome;
	}
	add(verdict, "alerts", alerts, false);
	add(verdict, "alerts lost", lost, true);
	add(verdict, "sent unrecorded", unrecorded, false);
	add(verdict, "not in a replay", foreign, true);
	add(verdict, "replay and database differ", apart, true);
	add(verdict, "not one outcome", outcomes, true);
	add(verdict, "overtaken", evidence->overtaken, true);
	add(verdict, "requests", requests, false);
	/* Each kill may cost the record of what was in flight. */
	add(verdict, "after an answer that was not recorded", again,
		again > evidence->kills * IN_FLIGHT);
	add(verdict, "after a recorded outcome", after, true);
}

static int print_verdict(const struct verdict *verdict)
{
	bool bad = false;

	printf("figures: ");
	for (size_t i = 0; i < verdict->count; i++) {
		const struct figure *figure = &verdict->figures[i];

		printf("%s%s %" PRIu64, i ? ", " : "", figure->name, figure->value);
		bad = bad || (figure->bad && figure->value > 0);
	}
	printf("\n");
	return bad ? 1 : 0;
}

static bool read_all(
	struct evidence *evidence, const struct settings *settings, struct error *error)
{
	return evidence_read_sent(evidence, settings->sent, error) &&
	       evidence_read_journal(evidence, settings->journal, settings->ready, error) &&
	       evidence_read_kills(evidence, settings->kills, error) &&
	       evidence_read_replay(evidence, settings->replay, error) &&
	       evidence_read_database(evidence, settings->database, settings->journal, error) &&
	       evidence_read_ledger(evidence, settings->ledger, error);
}

static int complain(const char *sentence)
{
	fprintf(stderr, "judge: %s\n", sentence);
	return 2;
}

static int judge(const struct settings *settings)
{
	struct evidence evidence;
	struct verdict verdict = {.count = 0};
	struct error error;
	int status;

	evidence_init(&evidence);
	if (read_all(&evidence, settings, &error)) {
		judge_events(&verdict, &evidence, settings->ready);
		judge_incidents(&verdict, &evidence);
		judge_alerts(&verdict, &evidence);
		status = print_verdict(&verdict);
	} else {
		status = complain(error.text);
	}
	evidence_free(&evidence);
	return status;
}

static int print_missing(const struct settings *settings)
{
	struct error error;
	struct reader *reader =
		reader_open(settings->journal, (uint64_t)settings->from, &error);
	const uint64_t durable = (uint64_t)settings->durable;
	const uint64_t reserved = (uint64_t)settings->reserved;
	uint64_t last = (uint64_t)settings->from - 1, lost = 0, beyond = 0;
	const struct record *record;

	if (!reader)
		return complain(error.text);
	while ((record = reader_next(reader))) {
		while (++last < record->number)
			*(last <= durable ? &lost : &beyond) += 1;
	}
	reader_close(reader);
	if (durable > last)
		lost += durable - last;
	if (reserved > last) {
		beyond += reserved - last;
		last = reserved;
	}
	printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", durable, last, lost,
		beyond);
	return 0;
}

int main(int count, char **words)
{
	struct settings settings = {0};
	struct operands operands;
	struct error error;

	if (!command_line_read(table, &settings, count - 1, words + 1, &operands, &error))
		return complain(error.text);
	if (settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	if (settings.missing)
		return print_missing(&settings);
	if (!settings.sent || !settings.kills || !settings.replay || !settings.database ||
		!settings.ledger)
		return complain("something to judge by is missing; see --help");
	return judge(&settings);
}
