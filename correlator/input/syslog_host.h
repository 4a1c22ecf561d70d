/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Host or tag? RFC 3164 lets nobody tell what the word behind a stamp is; this says what is
 * most likely, or what the dialect of the source makes certain.
 */
#ifndef INPUT_SYSLOG_HOST_H
#define INPUT_SYSLOG_HOST_H

#include "base/slice.h"
#include "input/syslog_dialect.h"

/* Cuts the host, the blank behind it, and a "facility.severity" on either side off *rest.
 * Leaves it when there is none. */
void syslog_host_cut(struct slice *rest, enum host_place place, struct slice *host);

/* Whether it is no mere word of a sentence. */
bool syslog_host_is_name(struct slice host);

#endif
