/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A number that says whether an entry of a file was changed, whatever its layout.
 */
#ifndef CONFIG_DIGEST_H
#define CONFIG_DIGEST_H

#include <libconfig.h>
#include <stdbool.h>
#include <stdint.h>

/* Of a setting with all below it: names, kinds and values, in order. */
uint64_t digest_setting(const config_setting_t *setting);
/* The same without the members that `passes` is true of. */
uint64_t digest_setting_without(
	const config_setting_t *setting, bool (*passes)(const config_setting_t *member));

#endif
