/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/command.h"

#include <stdarg.h>
#include <string.h>

extern const struct command command_ack, command_audit, command_backup, command_check,
	command_approve, command_clear, command_close, command_engines, command_forget,
	command_incidents, command_journal, command_mibs, command_names, command_note,
	command_reload, command_replay, command_restore, command_show, command_sources,
	command_status, command_unknown, command_test;

const struct command *const commands[] = {
	&command_check,
	&command_test,
	&command_replay,
	&command_journal,
	&command_mibs,
	&command_names,
	&command_incidents,
	&command_show,
	&command_ack,
	&command_note,
	&command_reload,
	&command_clear,
	&command_close,
	&command_engines,
	&command_approve,
	&command_forget,
	&command_audit,
	&command_backup,
	&command_restore,
	&command_status,
	&command_sources,
	&command_unknown,
	NULL,
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

const struct command *command_near(const char *written)
{
	for (size_t i = 0; commands[i]; i++)
		if (option_near(written, commands[i]->name))
			return commands[i];
	return NULL;
}

enum status command_fail(enum status status, const char *format, ...)
{
	va_list arguments;

	fflush(stdout);
	fputs("correlator: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	return status;
}
