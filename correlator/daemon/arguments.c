/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/arguments.h"

#include <curl/curlver.h>
#include <getopt.h>
#include <stdio.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "snmp/trap_session.h"

enum { OPTION_START = 256, OPTION_LAPSE };

static const struct option_word {
	struct option word;
	const char *value, *help;
} words_known[] = {
	{{"config", required_argument, NULL, 'c'}, "FILE",
		"configuration (default " SYSCONFDIR "/correlator/correlator.conf)"},
	{{"log-level", required_argument, NULL, 'l'}, "LEVEL", "error, warning, info or debug"},
	{{"start", required_argument, NULL, OPTION_START}, "TIME",
		"for demonstrations: the wall clock begins here (RFC 3339)"},
	{{"time-lapse", required_argument, NULL, OPTION_LAPSE}, "N",
		"for demonstrations: N seconds pass in one"},
	{{"version", no_argument, NULL, 'V'}, "", "print versions and exit"},
	{{"help", no_argument, NULL, 'h'}, "", "print this and exit"},
};

enum { WORDS = sizeof(words_known) / sizeof(*words_known) };

static void print_help(void)
{
	printf("Usage: correlatord [OPTION...]\n"
	       "Listens for SNMP traps and syslog, groups what one fault caused into one "
	       "incident,\nand keeps one ticket true until the end.\n\n");
	for (size_t i = 0; i < WORDS; i++) {
		char name[40];

		snprintf(name, sizeof(name), "--%s%s%s", words_known[i].word.name,
			words_known[i].value[0] ? "=" : "", words_known[i].value);
		if (words_known[i].word.val < 256)
			printf("  -%c, %-22s %s\n", words_known[i].word.val, name,
				words_known[i].help);
		else
			printf("      %-22s %s\n", name, words_known[i].help);
	}
	printf("\nStops on SIGTERM. Exit status: 0 stopped, 1 could not start or go on, "
	       "2 wrong usage.\n"
	       "The tool `correlator` checks rules, shows incidents and gives orders.\n");
}

static void print_version(void)
{
	printf("correlatord %s\nNet-SNMP %s\nlibcurl %s\nfault points: %s\n", VERSION,
		trap_session_library(), LIBCURL_VERSION, fault_enabled() ? "yes" : "no");
}

static enum arguments_verdict wrong(const char *name, const char *value, const char *right)
{
	fprintf(stderr, "correlatord: --%s=%s is not right: %s\n", name, value, right);
	return ARGUMENTS_WRONG;
}

static enum arguments_verdict take(int letter, struct arguments *arguments)
{
	switch (letter) {
	case 'c':
		arguments->config = optarg;
		return ARGUMENTS_RUN;
	case 'l':
		if (log_level_parse(optarg) < 0)
			return wrong("log-level", optarg, "error, warning, info or debug");
		log_set_level((enum log_level)log_level_parse(optarg));
		return ARGUMENTS_RUN;
	case OPTION_START:
		if (!time_parse(slice_of(optarg), &arguments->start))
			return wrong("start", optarg, "a time like 2012-08-29T12:00:00Z");
		return ARGUMENTS_RUN;
	case OPTION_LAPSE:
		if (!slice_to_integer(slice_of(optarg), &arguments->rate) ||
			arguments->rate < 1 || arguments->rate > 100000)
			return wrong("time-lapse", optarg, "a number from 1 to 100000");
		return ARGUMENTS_RUN;
	case 'V':
		print_version();
		return ARGUMENTS_DONE;
	case 'h':
		print_help();
		return ARGUMENTS_DONE;
	default:
		fprintf(stderr, "Try 'correlatord --help'.\n");
		return ARGUMENTS_WRONG;
	}
}

enum arguments_verdict arguments_read(int count, char **words, struct arguments *arguments)
{
	struct option known[WORDS + 1] = {0};
	enum arguments_verdict verdict = ARGUMENTS_RUN;
	int letter;

	*arguments = (struct arguments){
		.config = SYSCONFDIR "/correlator/correlator.conf", .rate = 1};
	for (size_t i = 0; i < WORDS; i++)
		known[i] = words_known[i].word;
	while (verdict == ARGUMENTS_RUN &&
		(letter = getopt_long(count, words, "c:l:Vh", known, NULL)) != -1)
		verdict = take(letter, arguments);
	if (verdict == ARGUMENTS_RUN && optind < count) {
		fprintf(stderr,
			"correlatord: '%s' is not an option. Try 'correlatord --help'.\n",
			words[optind]);
		return ARGUMENTS_WRONG;
	}
	return verdict;
}
