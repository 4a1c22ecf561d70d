/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The list of outputs: add a line here, and a file for the type.
 */
#include "output/output.h"

#include <string.h>

extern const struct output_type output_webhook, output_file;

const struct output_type *const outputs[] = {
	&output_webhook,
	&output_file,
	NULL,
};

const struct output_type *output_find(const char *name)
{
	for (size_t i = 0; outputs[i]; i++)
		if (strcmp(outputs[i]->name, name) == 0)
			return outputs[i];
	return NULL;
}
