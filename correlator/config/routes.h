/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The routes of correlator.conf: which incidents, which transitions, to which outputs.
 */
#ifndef CONFIG_ROUTES_H
#define CONFIG_ROUTES_H

#include "config/ids.h"
#include "config/reader.h"
#include "correlate/route.h"

/* `list` may be NULL (none). The routes live in the reader's arena. False after reporting. */
bool routes_read(const struct reader *reader, const config_setting_t *list,
	const struct ids *outputs, struct routes *routes);

#endif
