/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/tool.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "tool/command.h"

static void print_usage(FILE *to)
{
	fputs("Usage: correlator COMMAND [OPTION...] [OPERAND...]\n\n", to);
	for (size_t i = 0; commands[i]; i++) {
		char left[64];

		snprintf(left, sizeof(left), "%s %s", commands[i]->name, commands[i]->operands);
		fprintf(to, "  %-24s %s\n", left, commands[i]->help);
	}
	fputs("\n'correlator help COMMAND' tells more about one.\n"
	      "Exit status: 0 fine, 1 trouble found, 2 wrong usage, 3 daemon not reachable.\n",
		to);
}

static enum status print_help(const struct command *command)
{
	printf("Usage: correlator %s [OPTION...] %s\n\n%c%s.\n", command->name,
		command->operands, toupper((unsigned char)command->help[0]), command->help + 1);
	if (command->details)
		printf("\n%s\n", command->details);
	if (command->options->name)
		putchar('\n');
	command_line_help(command->options, stdout);
	return STATUS_FINE;
}

static enum status unknown(const char *name)
{
	const struct command *near = command_near(name);

	if (near)
		return command_fail(STATUS_USAGE,
			"there is no command '%s'; is '%s' meant? Try 'correlator help'.", name,
			near->name);
	return command_fail(
		STATUS_USAGE, "there is no command '%s'. Try 'correlator help'.", name);
}

static enum status help(const char *name)
{
	const struct command *command = name ? command_find(name) : NULL;

	if (!name)
		print_usage(stdout);
	else if (command)
		return print_help(command);
	else
		return unknown(name);
	return STATUS_FINE;
}

static bool wants_help(int count, char **words)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(words[i], "--") == 0)
			return false;
		if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0)
			return true;
	}
	return false;
}

static enum status misuse(const struct command *command, const char *sentence)
{
	return command_fail(
		STATUS_USAGE, "%s. Try 'correlator help %s'.", sentence, command->name);
}

static enum status run(const struct command *command, int count, char **words)
{
	void *settings = xcalloc(1, command->settings_size + 1);
	struct operands operands;
	struct error error;
	enum status status;

	if (wants_help(count, words))
		status = print_help(command);
	else if (!command_line_read(
			 command->options, settings, count, words, &operands, &error))
		status = misuse(command, error.text);
	else if (operands.count < command->least)
		status = misuse(command, "something is missing behind the command");
	else if (operands.count > command->most)
		status = misuse(command, "there are too many words behind the command");
	else
		status = command->run(settings, &operands);
	free(settings);
	return status;
}

int tool_run(int count, char **words)
{
	const char *name = count > 1 ? words[1] : NULL;
	const struct command *command = name ? command_find(name) : NULL;

	if (!name) {
		print_usage(stderr);
		return STATUS_USAGE;
	}
	if (command)
		return run(command, count - 2, words + 2);
	if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help(count > 2 ? words[2] : NULL);
	if (strcmp(name, "--version") != 0)
		return unknown(name);
	printf("correlator %s\n", VERSION);
	return STATUS_FINE;
}
