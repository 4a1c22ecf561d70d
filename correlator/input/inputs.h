/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Every input type by name; each is defined at the end of its file.
 */
#ifndef INPUT_INPUTS_H
#define INPUT_INPUTS_H

struct input_type;

extern const struct input_type input_syslog_udp;
extern const struct input_type input_syslog_tcp;
extern const struct input_type input_syslog_tls;
extern const struct input_type input_syslog_unix;
extern const struct input_type input_syslog_file;
extern const struct input_type input_syslog_stdin;
extern const struct input_type input_snmp_trap;

#endif
