/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Fills a struct from a group of settings by its option table (base/option.h), and reports
 * every setting that nobody knows.
 */
#ifndef CONFIG_FILL_H
#define CONFIG_FILL_H

#include "config/reader.h"

struct fill {
	const struct option *options;
	/* Settings that the caller reads itself, NULL at the end; or NULL. */
	const char *const *others;
	/* Words of the language that are still to come, NULL at the end; or NULL. */
	const char *const *later;
};

/* Fills what is there; defaults are the caller's (option_defaults). False after reporting
 * anything: bad values, values out of range, unknown settings, required ones that are
 * missing. */
bool fill_group(const struct reader *reader, const config_setting_t *group,
	const struct fill *fill, void *into);
/* Reports one setting as unknown, with the nearest name; returns false. */
bool fill_unknown(
	const struct reader *reader, const config_setting_t *setting, const struct fill *fill);

#endif
