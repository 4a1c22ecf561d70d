/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The list of operations: add a line here, and a file operation_<name>.c.
 */
#include "correlate/operation.h"

#include <string.h>

extern const struct operation operation_count, operation_distinct;

const struct operation *const operations[] = {
	&operation_count,
	&operation_distinct,
	NULL,
};

const struct operation *operation_find(const char *name)
{
	for (size_t i = 0; operations[i]; i++)
		if (strcmp(operations[i]->name, name) == 0)
			return operations[i];
	return NULL;
}
