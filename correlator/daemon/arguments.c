/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/arguments.h"

#include <stdio.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "output/outbox.h"
#include "snmp/trap_session.h"

struct words {
	const char *config, *level, *start;
	int64_t rate;
	bool version, help;
};

#define PLACE(member) .offset = offsetof(struct words, member)

static const struct option table[] = {
	{.name = "config",
		.type = OPTION_FILE,
		PLACE(config),
		.value = SYSCONFDIR "/correlator/correlator.conf",
		.help = "configuration"},
	{.name = "log-level",
		.type = OPTION_STRING,
		PLACE(level),
		.value = "info",
		.help = "error, warning, info or debug"},
	{.name = "start",
		.type = OPTION_STRING,
		PLACE(start),
		.help = "for demonstrations: the wall clock begins here (RFC 3339)"},
	{.name = "time-lapse",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "1",
		.minimum = 1,
		.maximum = 100000,
		.help = "for demonstrations: so many seconds pass in one"},
	{.name = "version", .type = OPTION_BOOLEAN, PLACE(version), .help = "print versions"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

static void print_help(void)
{
	printf("Usage: correlatord [OPTION...]\n"
	       "Listens for SNMP traps and syslog, groups what one fault caused into one\n"
	       "incident, and keeps one ticket true until the end.\n\n");
	command_line_help(table, stdout);
	printf("\nStops on SIGTERM. Exit status: 0 stopped, 1 could not start or go on,\n"
	       "2 wrong usage. The tool `correlator` checks rules, shows incidents and\n"
	       "gives orders.\n");
}

static void print_version(void)
{
	printf("correlatord %s\nNet-SNMP %s\n%s\nfault points: %s\n", VERSION,
		trap_session_library(), outbox_library(), fault_enabled() ? "yes" : "no");
}

static bool judge(const struct words *words, const struct operands *operands,
	struct arguments *arguments, struct error *error)
{
	int level = log_level_parse(words->level);

	if (operands->count > 0)
		return error_set(error, "'%s' is no option", operands->words[0]);
	if (level < 0)
		return error_set(error,
			"--log-level: '%s' is none of error, warning, info, debug",
			words->level);
	if (words->start && !time_parse(slice_of(words->start), &arguments->start))
		return error_set(error, "--start: '%s' is no time like 2012-08-29T12:00:00Z",
			words->start);
	log_set_level((enum log_level)level);
	arguments->config = words->config;
	arguments->rate = words->rate;
	return true;
}

enum arguments_verdict arguments_read(int count, char **words, struct arguments *arguments)
{
	struct words read = {0};
	struct operands operands;
	struct error error;

	*arguments = (struct arguments){0};
	if (!command_line_read(table, &read, count - 1, words + 1, &operands, &error) ||
		(!read.help && !read.version && !judge(&read, &operands, arguments, &error))) {
		fprintf(stderr, "correlatord: %s. Try 'correlatord --help'.\n", error.text);
		return ARGUMENTS_WRONG;
	}
	if (read.help)
		print_help();
	else if (read.version)
		print_version();
	return read.help || read.version ? ARGUMENTS_DONE : ARGUMENTS_RUN;
}
