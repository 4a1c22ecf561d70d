/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/digest.h"
#include "config/inventory_files.h"

#include "base/duration.h"
#include "config/fill.h"

enum { CUSTOMERS_MAXIMUM = 2000000000 }; /* so that no sum or product overflows */

struct written_base {
	int64_t base;
};

struct written_service {
	const char *id;
	int64_t users;
	const char *population;
	int64_t normal_within;
};

struct written_platform {
	const char *id;
	int64_t units, spare;
	struct string_list depends_on;
};

struct written_carriage {
	const char *service;
	int64_t customers;
};

static const struct option base_options[] = {
	{.name = "base",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct written_base, base),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers of the operator"},
	{0},
};

static const struct option service_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_service, id),
		.required = true,
		.help = "the name of the service"},
	{.name = "users",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct written_service, users),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers that use it"},
	{.name = "population",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_service, population),
		.help = "services of one population have the same customers"},
	{.name = "normal_within",
		.type = OPTION_DURATION,
		.offset = offsetof(struct written_service, normal_within),
		.value = "5m",
		.help = "how long a sign of normal working counts"},
	{0},
};

static const struct option platform_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_platform, id),
		.required = true,
		.help = "the name of the platform"},
	{.name = "units",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct written_platform, units),
		.maximum = 1000000,
		.help = "machines that share the load; default: its nodes"},
	{.name = "spare",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct written_platform, spare),
		.maximum = 1000000,
		.help = "units that may fail without harm"},
	{.name = "depends_on",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct written_platform, depends_on),
		.help = "platforms that it needs"},
	{0},
};

static const struct option carriage_options[] = {
	{.name = "service",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_carriage, service),
		.required = true,
		.help = "the id of a service"},
	{.name = "customers",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct written_carriage, customers),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers of this service on this platform"},
	{0},
};

static const char *const base_others[] = {"services", "platforms", NULL};
static const char *const platform_others[] = {"services", NULL};

static void read_service(
	const struct reader *reader, const config_setting_t *group, struct inventory *inventory)
{
	const struct fill fill = {.options = service_options};
	struct written_service written = {.users = UNKNOWN_CUSTOMERS};
	option_defaults(service_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	struct service service = {
		.id = written.id,
		.users = written.users,
		.population = written.population ? written.population : written.id,
		.normal_within = written.normal_within,
		.digest = digest_setting(group),
	};
	inventory_add_service(
		inventory, &service, reader_origin(reader, group), reader->report);
}

static bool unknown_service(const struct reader *reader, const config_setting_t *group,
	const struct inventory *inventory, const char *written)
{
	struct origin origin = reader_origin(reader, group);
	for (size_t i = 0; i < inventory->service_count; i++)
		if (option_near(written, inventory->services[i]->id))
			return report_error(reader->report, origin,
				"unknown service '%s': did you mean '%s'?", written,
				inventory->services[i]->id);
	return report_error(reader->report, origin,
		"unknown service '%s': no entry of 'services' has this id", written);
}

static bool read_carriage(const struct reader *reader, const config_setting_t *group,
	const struct inventory *inventory, struct carriage *carriage)
{
	const struct fill fill = {.options = carriage_options};
	struct written_carriage written = {.customers = UNKNOWN_CUSTOMERS};
	if (!fill_group(reader, group, &fill, &written))
		return false;
	carriage->service = inventory_service(inventory, slice_of(written.service));
	carriage->customers = written.customers;
	return carriage->service || unknown_service(reader, group, inventory, written.service);
}

static void read_carriages(const struct reader *reader, const config_setting_t *list,
	const struct inventory *inventory, struct platform *platform)
{
	if (!list || !reader_is_list(reader, list))
		return;
	platform->services =
		arena_calloc(reader->arena, reader_length(list), sizeof(*platform->services));
	for (size_t i = 0; i < reader_length(list); i++)
		if (read_carriage(reader, reader_entry(list, i), inventory,
			    &platform->services[platform->service_count]))
			platform->service_count++;
}

static void read_platform(
	const struct reader *reader, const config_setting_t *group, struct inventory *inventory)
{
	const struct fill fill = {.options = platform_options, .others = platform_others};
	struct written_platform written = {0};
	if (!fill_group(reader, group, &fill, &written))
		return;
	struct platform platform = {
		.id = written.id,
		.origin = reader_origin(reader, group),
		.digest = digest_setting(group),
		.units = written.units,
		.spare = written.spare,
		.depends_on = written.depends_on.items,
		.depends_count = written.depends_on.count,
	};
	read_carriages(reader, reader_member(group, "services"), inventory, &platform);
	inventory_add_platform(inventory, &platform, reader->report);
}

static void read_entries(const struct reader *reader, const config_setting_t *list,
	struct inventory *inventory,
	void (*read)(const struct reader *reader, const config_setting_t *group,
		struct inventory *inventory))
{
	if (!list || !reader_is_list(reader, list))
		return;
	for (size_t i = 0; i < reader_length(list); i++)
		read(reader, reader_entry(list, i), inventory);
}

bool inventory_platforms_read(struct inventory *inventory, struct sources *sources,
	const char *path, struct report *report)
{
	const struct fill fill = {.options = base_options, .others = base_others};
	struct configfile *file =
		configfile_open(sources, inventory->arena, path, (struct origin){0}, report);
	if (!file)
		return false;
	struct reader reader = {file, inventory->arena, report};
	const config_setting_t *root = configfile_root(file);
	struct written_base written = {.base = UNKNOWN_CUSTOMERS};
	if (fill_group(&reader, root, &fill, &written))
		inventory->base = written.base;
	read_entries(&reader, reader_member(root, "services"), inventory, read_service);
	read_entries(&reader, reader_member(root, "platforms"), inventory, read_platform);
	configfile_close(file);
	return true;
}
