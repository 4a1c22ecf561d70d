/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "config/digest.h"
#include "config/endpoints.h"
#include "config/fill.h"
#include "config/ids.h"
#include "config/routes.h"
#include "config/snmp.h"

static const struct option options[] = {
	{.name = "state",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, state),
		.value = LOCALSTATEDIR "/lib/correlator",
		.help = "folder of journal, snapshots and database"},
	{.name = "rules",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct settings, rules),
		.required = true,
		.help = "the folder with rules, or a list of folders"},
	{.name = "names",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, names),
		.help = "names file made from MIBs by `correlator mibs`"},
	{.name = "mibs",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct settings, mibs),
		.help = "folders of MIB modules that `names` is made from"},
	{.name = "control",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, control),
		.value = "/run/correlator/control.sock",
		.help = "control socket"},
	{.name = "workers",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct settings, workers),
		.value = "0",
		.minimum = 0,
		.maximum = 64,
		.help = "threads that match; 0: the engine's thread matches"},
	{.name = "history",
		.type = OPTION_DURATION,
		.offset = offsetof(struct settings, history),
		.value = "90d",
		.minimum = HOURS,
		.maximum = 36500 * 24 * HOURS,
		.help = "how long incidents that are over are kept"},
	{0},
};

static const char *const others[] = {
	"inventory", "journal", "listeners", "outputs", "routes", "snmp", NULL};

static const struct option inventory_options[] = {
	{.name = "platforms",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, platforms),
		.help = "services and platforms (platforms.cfg)"},
	{.name = "nodes",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, nodes),
		.help = "nodes (nodes.csv)"},
	{.name = "links",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, links),
		.help = "links between nodes (links.csv)"},
	{0},
};

static const char *const later_inventory[] = {"changes", "maintenance", NULL};

static void check_exists(const struct reader *reader, const config_setting_t *setting,
	const char *path, bool folder)
{
	struct stat status;
	if (!setting || !path)
		return;
	struct origin origin = reader_origin(reader, setting);
	if (stat(configfile_place(reader->file, path), &status) < 0)
		report_error(reader->report, origin, "'%s': cannot use '%s': %s",
			reader_name(setting), path, strerror(errno));
	else if (folder && !S_ISDIR(status.st_mode))
		report_error(reader->report, origin, "'%s': '%s' is a file, not a folder",
			reader_name(setting), path);
	else if (!folder && !S_ISREG(status.st_mode))
		report_error(reader->report, origin, "'%s': '%s' is not a file",
			reader_name(setting), path);
}

static void read_rules(
	const struct reader *reader, const config_setting_t *root, struct settings *settings)
{
	const config_setting_t *setting = reader_member(root, "rules");
	for (size_t i = 0; i < settings->rules.count; i++) {
		const char **folder = &settings->rules.items[i];
		*folder = source_relative(
			reader->arena, reader_origin(reader, setting).file, *folder);
		check_exists(reader, setting, *folder, true);
	}
}

/* The names file may be still to come from the folders; they may be gone again. */
static void read_mibs(
	const struct reader *reader, const config_setting_t *root, struct settings *settings)
{
	const config_setting_t *setting = reader_member(root, "mibs");
	for (size_t i = 0; i < settings->mibs.count; i++) {
		const char **folder = &settings->mibs.items[i];
		*folder = source_relative(
			reader->arena, reader_origin(reader, setting).file, *folder);
	}
	if (setting && !settings->names)
		report_error(reader->report, reader_origin(reader, setting),
			"'mibs' needs 'names', the file that is made from them: names = "
			"\"correlator.names\";");
}

static void read_inventory(
	const struct reader *reader, const config_setting_t *root, struct settings *settings)
{
	const struct fill fill = {.options = inventory_options, .later = later_inventory};
	const config_setting_t *group = reader_member(root, "inventory");
	if (!group || !fill_group(reader, group, &fill, settings))
		return;
	check_exists(reader, reader_member(group, "platforms"), settings->platforms, false);
	check_exists(reader, reader_member(group, "nodes"), settings->nodes, false);
	check_exists(reader, reader_member(group, "links"), settings->links, false);
}

static void read_journal(
	const struct reader *reader, const config_setting_t *root, struct settings *settings)
{
	const struct fill fill = {.options = journal_options};
	const config_setting_t *group = reader_member(root, "journal");
	option_defaults(journal_options, &settings->journal);
	settings->journal.folder = arena_printf(reader->arena, "%s/journal", settings->state);
	if (group)
		fill_group(reader, group, &fill, &settings->journal);
}

static bool route_names(const struct routes *routes, const char *output)
{
	for (size_t i = 0; i < routes->count; i++)
		for (size_t j = 0; j < routes->items[i].output_count; j++)
			if (strcmp(routes->items[i].outputs[j], output) == 0)
				return true;
	return false;
}

/* What is allowed, but hardly meant. */
static void doubt(const struct settings *settings, const struct ids *ids, struct report *report)
{
	struct origin file = {settings->file, 0};
	if (settings->listener_count == 0)
		report_doubt(report, file, "there is no listener: nothing will be heard");
	if (settings->routes.count == 0)
		report_doubt(
			report, file, "there is no route: nobody will be told of anything");
	for (size_t i = 0; settings->routes.count && i < ids->count; i++)
		if (!route_names(&settings->routes, ids->names[i]))
			report_doubt(report, ids->origins[i],
				"no route names the output '%s': it will get nothing",
				ids->names[i]);
}

static void read_endpoints(
	const struct reader *reader, const config_setting_t *root, struct settings *settings)
{
	struct ids listener_ids = {.what = "listener"}, output_ids = {.what = "output"};
	bool good = endpoints_listeners(
		reader, reader_member(root, "listeners"), &listener_ids, settings);
	good = endpoints_outputs(
		       reader, reader_member(root, "outputs"), &output_ids, settings) &&
	       good;
	good = routes_read(
		       reader, reader_member(root, "routes"), &output_ids, &settings->routes) &&
	       good;
	if (good)
		doubt(settings, &output_ids, reader->report);
	ids_free(&listener_ids);
	ids_free(&output_ids);
}

const char *const settings_fixed[] = {
	"state", "control", "workers", "history", "journal", "listeners", "outputs", NULL};

_Static_assert(sizeof(settings_fixed) / sizeof(settings_fixed[0]) - 1 ==
		       sizeof(((struct settings *)0)->fixed) / sizeof(uint64_t),
	"each has its digest");

/* Of a listener: what a reload takes, so that it is not fixed. */
static bool is_renewable(const config_setting_t *member)
{
	const config_setting_t *group = config_setting_parent(member);
	const char *name = config_setting_name(member), *written;
	if (!name || !group || !config_setting_lookup_string(group, "type", &written))
		return false;
	const struct input_type *type = input_find(written);
	const struct option *option = type ? option_find(type->options, name) : NULL;
	return option && option->renewable;
}

static void digest_fixed(const config_setting_t *root, struct settings *settings)
{
	for (size_t i = 0; settings_fixed[i]; i++) {
		const config_setting_t *member = reader_member(root, settings_fixed[i]);
		settings->fixed[i] = member ? digest_setting_without(member, is_renewable) : 0;
	}
}

static void read_file(const struct reader *reader, struct settings *settings)
{
	const struct fill fill = {.options = options, .others = others};
	const config_setting_t *root = configfile_root(reader->file);
	settings->file = configfile_path(reader->file);
	option_defaults(options, settings);
	fill_group(reader, root, &fill, settings);
	read_mibs(reader, root, settings);
	if (settings->mibs.count == 0)
		check_exists(reader, reader_member(root, "names"), settings->names, false);
	read_rules(reader, root, settings);
	read_inventory(reader, root, settings);
	read_journal(reader, root, settings);
	snmp_read(reader, reader_member(root, "snmp"), &settings->snmp);
	read_endpoints(reader, root, settings);
	digest_fixed(root, settings);
}

struct settings *settings_read(struct sources *sources, const char *path, struct report *report)
{
	size_t errors = report->errors;
	struct settings *settings = xcalloc(1, sizeof(*settings));
	settings->arena = arena_new(0);
	settings->routes.arena = settings->arena;
	struct configfile *file =
		configfile_open(sources, settings->arena, path, (struct origin){0}, report);
	if (file) {
		struct reader reader = {file, settings->arena, report};
		read_file(&reader, settings);
	}
	configfile_close(file);
	if (report->errors == errors)
		return settings;
	settings_free(settings);
	return NULL;
}

struct settings *settings_load(const char *path, struct report *report)
{
	struct sources *sources = sources_new(NULL);
	struct settings *settings = settings_read(sources, path, report);
	sources_free(sources);
	return settings;
}

void settings_free(struct settings *settings)
{
	if (!settings)
		return;
	arena_free(settings->arena);
	free(settings);
}
