/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * SNMPv2c traps, encoded by Net-SNMP, so that the correlator does not read its own writing.
 */
#ifndef TESTS_GENERATOR_TRAP_H
#define TESTS_GENERATOR_TRAP_H

#include "generator/wording.h"

struct trap_encoder;

struct trap_encoder *trap_encoder_new(void);
void trap_encoder_free(struct trap_encoder *encoder);
/* The datagram; valid until the next call. Empty, with a message, when the library refuses. */
struct slice trap_encode(struct trap_encoder *encoder, const struct saying *saying);

#endif
