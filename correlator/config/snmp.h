/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The group `snmp` of correlator.conf: users of SNMPv3. Pass phrases are not read here: a
 * configuration can be looked at by those who may not know them, and copies of it are kept.
 */
#ifndef CONFIG_SNMP_H
#define CONFIG_SNMP_H

#include "config/reader.h"
#include "snmp/usm.h"

/* `group` may be NULL (no users). False after reporting. */
bool snmp_read(const struct reader *reader, const config_setting_t *group,
	struct usm_settings *settings);

#endif
