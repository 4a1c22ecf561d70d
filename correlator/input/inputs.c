/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/inputs.h"

#include <string.h>

#include "input/input.h"

const struct input_type *const inputs[] = {
	&input_syslog_udp,
	&input_syslog_tcp,
	&input_syslog_tls,
	&input_syslog_unix,
	&input_syslog_file,
	&input_syslog_stdin,
	&input_snmp_trap,
	NULL,
};

const struct input_type *input_find(const char *name)
{
	for (size_t i = 0; inputs[i]; i++)
		if (strcmp(inputs[i]->name, name) == 0)
			return inputs[i];
	return NULL;
}
