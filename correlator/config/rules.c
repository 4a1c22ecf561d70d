/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Kind by kind, not file by file: an expression may name a table of any file, while events may
 * be named before they are read.
 */
#include "config/rules.h"

#include <stdlib.h>

#include "base/xalloc.h"

static const char *const later[] = {"facts", "derived", NULL};

typedef void read_list(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);

static const struct kind {
	const char *name;
	read_list *read;
} kinds[] = {
	{"tables", rules_tables_read},
	{"events", rules_events_read},
	{"alarms", rules_alarms_read},
	{"faults", rules_faults_read},
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static void check_names(const struct reader *reader)
{
	const char *names[KINDS + 1] = {NULL};
	const struct fill fill = {.others = names, .later = later};
	for (size_t i = 0; i < KINDS; i++)
		names[i] = kinds[i].name;
	fill_group(reader, configfile_root(reader->file), &fill, NULL);
}

static void read_kind(
	const struct reader *reader, const struct kind *kind, struct ruleset *ruleset)
{
	const config_setting_t *list = reader_member(configfile_root(reader->file), kind->name);
	if (list && reader_is_list(reader, list))
		kind->read(reader, list, ruleset);
}

void rules_read(struct ruleset *ruleset, struct sources *sources,
	const struct string_list *files, struct report *report)
{
	struct reader *readers = xcalloc(files->count + 1, sizeof(*readers));
	for (size_t i = 0; i < files->count; i++) {
		readers[i] =
			(struct reader){configfile_open(sources, ruleset->arena,
						files->items[i], (struct origin){0}, report),
				ruleset->arena, report};
		if (readers[i].file)
			check_names(&readers[i]);
	}
	for (size_t k = 0; k < KINDS; k++)
		for (size_t i = 0; i < files->count; i++)
			if (readers[i].file)
				read_kind(&readers[i], &kinds[k], ruleset);
	for (size_t i = 0; i < files->count; i++)
		configfile_close((struct configfile *)(uintptr_t)readers[i].file);
	free(readers);
}
