/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/rules.h"

static const char *const names[] = {"events", "alarms", "faults", NULL};
static const char *const later[] = {"tables", "facts", "derived", NULL};

typedef void read_list(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);

static void read_member(const struct reader *reader, const config_setting_t *root,
	const char *name, read_list *read, struct ruleset *ruleset)
{
	const config_setting_t *list = reader_member(root, name);
	if (list && reader_is_list(reader, list))
		read(reader, list, ruleset);
}

void rules_read(struct ruleset *ruleset, struct sources *sources, const char *path,
	struct report *report)
{
	struct configfile *file =
		configfile_open(sources, ruleset->arena, path, (struct origin){0}, report);
	if (!file)
		return;
	const struct fill fill = {.others = names, .later = later};
	struct reader reader = {file, ruleset->arena, report};
	const config_setting_t *root = configfile_root(file);
	fill_group(&reader, root, &fill, NULL);
	read_member(&reader, root, "events", rules_events_read, ruleset);
	read_member(&reader, root, "alarms", rules_alarms_read, ruleset);
	read_member(&reader, root, "faults", rules_faults_read, ruleset);
	configfile_close(file);
}
