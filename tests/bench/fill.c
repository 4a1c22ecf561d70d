/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Makes a state folder as a long busy day leaves it: a journal of so many lines, which raise so
 * many alarms that stay, and the configuration, inventory and rule for them. For recovery.sh.
 *
 *     fill --events 1000000 --alarms 100000 FOLDER
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/file.h"
#include "base/text.h"
#include "input/syslog_parse.h"
#include "journal/journal.h"

enum { NODES = 1000, PLATFORMS = 50 };

struct settings {
	int64_t events, alarms;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "events",
		.type = OPTION_INTEGER,
		PLACE(events),
		.value = "1000000",
		.minimum = 1,
		.maximum = 1LL << 40,
		.help = "lines in the journal"},
	{.name = "alarms",
		.type = OPTION_INTEGER,
		PLACE(alarms),
		.value = "100000",
		.minimum = 1,
		.maximum = 1LL << 40,
		.help = "different alarms that they raise"},
	{0},
};

static void write_text(const char *folder, const char *name, const struct text *text)
{
	char path[PATH_BYTES];
	struct error error;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (file_replace(path, (struct slice[]){text_slice(text)}, 1, &error))
		return;
	fprintf(stderr, "fill: %s\n", error.text);
	exit(1);
}

static void write_inventory(const char *folder)
{
	struct text nodes = {0}, platforms = {0};

	text_string(&platforms, "base = 1000000; services = (); platforms = (");
	for (int i = 0; i < PLATFORMS; i++)
		text_printf(&platforms, "%s{ id = \"p%d\"; }", i ? ", " : "", i);
	text_string(&platforms, ");\n");
	text_string(&nodes, "node,addresses,platform\n");
	for (int i = 0; i < NODES; i++)
		text_printf(
			&nodes, "n%d,10.0.%d.%d,p%d\n", i, i / 250, i % 250 + 1, i % PLATFORMS);
	write_text(folder, "platforms.cfg", &platforms);
	write_text(folder, "nodes.csv", &nodes);
	text_free(&nodes);
	text_free(&platforms);
}

static void write_rules(const char *folder)
{
	struct text rules = {0}, config = {0};

	text_string(&rules, "events = ( { id = \"port.down\"; program = \"port\";\n"
			    "  message = \"port (?<port>\\\\d+) down\"; } );\n"
			    "alarms = ( { id = \"port\"; raise = \"port.down\"; key = [ "
			    "\"node\", \"port\" ]; "
			    "age = \"30d\";\n"
			    "  class = \"port down\"; severity = \"minor\"; } );\n"
			    "faults = ( { class = \"port down\"; hold = \"15s\"; } );\n");
	text_printf(&config,
		"state = \"state\"; control = \"control.sock\"; rules = \"rules\";\n"
		"inventory = { platforms = \"platforms.cfg\"; nodes = \"nodes.csv\"; };\n"
		"listeners = ( { id = \"syslog\"; type = \"syslog-udp\"; address = "
		"\"127.0.0.1\"; port = 0; } );\n"
		"outputs = ( { id = \"log\"; type = \"file\"; path = \"alerts.json\"; } );\n"
		"routes = ( { id = \"all\"; outputs = [ \"log\" ]; } );\n");
	write_text(folder, "rules/port.rules", &rules);
	write_text(folder, "correlator.conf", &config);
	text_free(&rules);
	text_free(&config);
}

/* Line `number`: one of the ports, in turn, of one of the nodes. */
static void add_line(struct batch *batch, int64_t number, int64_t alarms, int64_t now)
{
	int64_t object = number % alarms, node = object % NODES;
	struct address peer;
	struct syslog_context context = {.now = now, .peer = &peer};
	char line[160], text[32];
	int length;

	snprintf(text, sizeof(text), "10.0.%d.%d", (int)node / 250, (int)node % 250 + 1);
	address_parse(slice_of(text), &peer);
	length = snprintf(line, sizeof(line),
		"<131>Nov 23 12:00:00 n%lld port[4711]: port %lld down after %lld errors",
		(long long)node, (long long)(object / NODES), (long long)number);
	batch_commit(batch, RECORD_EVENT,
		syslog_parse(slice_make(line, (size_t)length), &context, batch_room(batch),
			EVENT_MAXIMUM));
}

static void append(struct journal *journal, struct batch *batch, int64_t time)
{
	struct error error;

	if (!journal_append(journal, batch, time, &error) || !journal_sync(journal, &error)) {
		fprintf(stderr, "fill: %s\n", error.text);
		exit(1);
	}
	batch_reset(batch);
}

static void fill(struct journal *journal, const struct settings *settings)
{
	struct batch *batch = batch_new();
	/* An hour of it, over a few minutes ago. */
	int64_t time_now = (int64_t)time(NULL) * SECONDS, begin = time_now - 65 * MINUTES;

	for (int64_t i = 0; i < settings->events; i++) {
		if (!batch_room(batch))
			append(journal, batch, begin + i * HOURS / settings->events);
		add_line(batch, i, settings->alarms, time_now);
	}
	append(journal, batch, begin + HOURS);
	batch_free(batch);
}

int main(int count, char **words)
{
	struct settings settings = {0};
	struct journal_settings where = {.segment_size = 64 << 20, .tail_size = 64 << 20};
	struct operands line;
	struct journal *journal;
	struct error error;
	char path[PATH_BYTES];

	if (!command_line_read(table, &settings, count - 1, words + 1, &line, &error) ||
		line.count != 1) {
		fprintf(stderr, "fill: it takes one folder, --events and --alarms\n");
		return 2;
	}
	snprintf(path, sizeof(path), "%s/rules", line.words[0]);
	mkdir(line.words[0], 0700);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/state", line.words[0]);
	mkdir(path, 0700);
	write_inventory(line.words[0]);
	write_rules(line.words[0]);
	snprintf(path, sizeof(path), "%s/state/journal", line.words[0]);
	where.folder = path;
	journal = journal_open(&where, &error);
	if (!journal) {
		fprintf(stderr, "fill: %s\n", error.text);
		return 1;
	}
	fill(journal, &settings);
	journal_close(journal);
	return 0;
}
