/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The listeners and the outputs of correlator.conf: each entry names a type, and the type's
 * own option table says what else may stand in it.
 */
#ifndef CONFIG_ENDPOINTS_H
#define CONFIG_ENDPOINTS_H

#include "config/ids.h"
#include "config/reader.h"
#include "config/settings.h"

/* `list` may be NULL (none). False after reporting; ids are claimed for whoever refers to
 * them. */
bool endpoints_listeners(const struct reader *reader, const config_setting_t *list,
	struct ids *ids, struct settings *settings);
bool endpoints_outputs(const struct reader *reader, const config_setting_t *list,
	struct ids *ids, struct settings *settings);

#endif
