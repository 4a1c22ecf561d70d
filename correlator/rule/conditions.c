/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/conditions.h"

#include <string.h>

const struct condition_type *const conditions[] = {
	&condition_trap,
	&condition_facility,
	&condition_severity,
	&condition_tag,
	&condition_program,
	&condition_host,
	&condition_msgid,
	&condition_sd,
	&condition_message,
	&condition_self,
	&condition_where,
	NULL,
};

const struct condition_type *condition_find(const char *name)
{
	for (size_t i = 0; conditions[i]; i++)
		if (strcmp(conditions[i]->name, name) == 0)
			return conditions[i];
	return NULL;
}
