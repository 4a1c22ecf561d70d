/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/digest.h"

#include "base/table.h"
#include "base/text.h"

static void print_value(const config_setting_t *setting, struct text *out)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		text_printf(out, "%lld", config_setting_get_int64(setting));
		break;
	case CONFIG_TYPE_FLOAT:
		text_printf(out, "%a", config_setting_get_float(setting));
		break;
	case CONFIG_TYPE_BOOL:
		text_printf(out, "%d", config_setting_get_bool(setting));
		break;
	case CONFIG_TYPE_STRING:
		text_string(out, config_setting_get_string(setting));
		break;
	}
}

static void print(const config_setting_t *setting,
	bool (*passes)(const config_setting_t *member), struct text *out)
{
	const char *name = config_setting_name(setting);
	if (passes && passes(setting))
		return;
	text_printf(out, "%s %d ", name ? name : "", config_setting_type(setting));
	if (config_setting_is_aggregate(setting))
		for (int i = 0; i < config_setting_length(setting); i++)
			print(config_setting_get_elem(setting, (unsigned)i), passes, out);
	else
		print_value(setting, out);
	text_byte(out, '\0');
}

uint64_t digest_setting_without(
	const config_setting_t *setting, bool (*passes)(const config_setting_t *member))
{
	struct text text = {0};
	print(setting, passes, &text);
	uint64_t digest = table_hash(0, text_slice(&text));
	text_free(&text);
	return digest;
}

uint64_t digest_setting(const config_setting_t *setting)
{
	return digest_setting_without(setting, NULL);
}
