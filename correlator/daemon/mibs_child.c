/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/mibs_child.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "config/settings.h"

/* All files of 20 vendors take 11 s and 209 MB. */
enum { SECONDS_MAXIMUM = 120, REPORT_MAXIMUM = 1 << 20, DOUBTS_MAXIMUM = 50 };
#define MEMORY_MAXIMUM (2ul << 30)

static bool is_newer(const struct stat *one, const struct stat *other)
{
	if (one->st_mtim.tv_sec != other->st_mtim.tv_sec)
		return one->st_mtim.tv_sec > other->st_mtim.tv_sec;
	return one->st_mtim.tv_nsec >= other->st_mtim.tv_nsec;
}

/* A file that was deleted has changed its folder. */
static bool folder_changed(const char *folder, const struct stat *names)
{
	char *const paths[] = {(char *)(uintptr_t)folder, NULL};
	FTS *tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;
	bool changed = false;

	while (tree && !changed && (entry = fts_read(tree)))
		changed = (entry->fts_info == FTS_F || entry->fts_info == FTS_D) &&
			  is_newer(entry->fts_statp, names);
	if (tree)
		fts_close(tree);
	return changed;
}

static bool is_stale(const struct settings *settings)
{
	struct stat names;
	bool stale = stat(settings->names, &names) < 0;

	for (size_t i = 0; i < settings->mibs.count; i++)
		stale = stale || folder_changed(settings->mibs.items[i], &names);
	return stale;
}

/* The program that was installed, or built, with ours. False when it is not there. */
static bool find_tool(char tool[PATH_BYTES])
{
	static const char *const places[] = {
		"correlator", "../bin/correlator", "correlator/correlator"};
	char own[PATH_BYTES / 2];
	const ssize_t length = readlink("/proc/self/exe", own, sizeof(own) - 1);
	struct stat status;
	char *slash;

	own[length > 0 ? length : 0] = '\0';
	slash = strrchr(own, '/');
	for (size_t i = 0; slash && i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(tool, PATH_BYTES, "%.*s/%s", (int)(slash - own), own, places[i]);
		if (stat(tool, &status) == 0 && S_ISREG(status.st_mode))
			return true;
	}
	return false;
}

static void bound(int resource, rlim_t most)
{
	const struct rlimit limit = {most, most};

	setrlimit(resource, &limit);
}

/* Between fork and exec of a program with threads: system calls only. */
static void become_tool(const char *tool, char *const *arguments, int report)
{
	setpgid(0, 0);
	bound(RLIMIT_CPU, SECONDS_MAXIMUM);
	bound(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
	bound(RLIMIT_AS, MEMORY_MAXIMUM);
#endif
	alarm(SECONDS_MAXIMUM); /* goes on behind exec */
	dup2(report, STDOUT_FILENO);
	execv(tool, arguments);
	_exit(127);
}

static char **arguments_of(const struct settings *settings, const char *tool)
{
	const char *const first[] = {tool, "mibs", "--json", "--output", settings->names};
	const size_t count = sizeof(first) / sizeof(first[0]);
	const char **arguments = xcalloc(count + settings->mibs.count + 1, sizeof(*arguments));

	memcpy(arguments, first, sizeof(first));
	memcpy(arguments + count, settings->mibs.items,
		settings->mibs.count * sizeof(*arguments));
	return (char **)arguments;
}

static void read_report(int from, struct text *out)
{
	char block[4096];
	ssize_t got;

	while ((got = read(from, block, sizeof(block))) != 0) {
		if (got < 0 && errno != EINTR)
			return;
		if (got > 0 && out->length < REPORT_MAXIMUM)
			text_append(out, slice_make(block, (size_t)got));
	}
}

static void tell_problems(
	const struct settings *settings, struct slice answer, struct report *report)
{
	json_t *json = json_parse(answer, NULL);
	const json_t *problems = json_object_get(json, "problems"), *problem;
	size_t i;

	json_array_foreach(problems, i, problem)
	{
		if (i == DOUBTS_MAXIMUM) {
			report_doubt(report, (struct origin){settings->names, 0},
				"and %zu more; `correlator mibs` tells all",
				json_array_size(problems) - i);
			break;
		}
		report_doubt(report,
			(struct origin){json_member_string(problem, "file", "mibs"),
				(unsigned)json_member_integer(problem, "line", 0)},
			"%s", json_member_string(problem, "text", ""));
	}
	json_decref(json);
}

static void tell_end(
	const struct settings *settings, const char *tool, int status, struct report *report)
{
	const struct origin origin = {settings->names, 0};

	if (WIFSIGNALED(status))
		report_doubt(report, origin,
			"making names from MIBs was ended by signal %d (%s); what was there "
			"before stays in use",
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) == 127)
		report_doubt(
			report, origin, "no names are made from MIBs: cannot run %s", tool);
	else if (WEXITSTATUS(status) != 0)
		report_doubt(report, origin,
			"no names could be made from MIBs; what was there before stays in use");
}

/* False with errno when there is no child. */
static bool run_tool(const char *tool, char *const *arguments, struct text *answer, int *status)
{
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	child = fork();
	if (child == 0)
		become_tool(tool, arguments, ends[1]);
	close(ends[1]);
	if (child > 0)
		read_report(ends[0], answer);
	close(ends[0]);
	while (child > 0 && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return child > 0;
}

static void run(const struct settings *settings, struct report *report)
{
	char tool[PATH_BYTES];
	char **arguments;
	struct text answer = {0};
	int status = 0;

	if (!find_tool(tool)) {
		report_doubt(report, (struct origin){settings->names, 0},
			"no names are made from MIBs: the program `correlator` is not there");
		return;
	}
	arguments = arguments_of(settings, tool);
	if (run_tool(tool, arguments, &answer, &status)) {
		tell_problems(settings, text_slice(&answer), report);
		tell_end(settings, tool, status, report);
	} else {
		report_doubt(report, (struct origin){settings->names, 0},
			"no names are made from MIBs: %s", strerror(errno));
	}
	text_free(&answer);
	free(arguments);
}

void mibs_child_refresh(const char *file, struct report *report)
{
	struct report mistakes = {0};
	struct settings *settings = settings_load(file, &mistakes);

	if (settings && settings->mibs.count > 0 && is_stale(settings))
		run(settings, report);
	settings_free(settings);
	report_free(&mistakes);
}
