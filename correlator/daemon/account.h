/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The accounts of intake as JSON: of each listener for `status`, of each sender for `sources`.
 */
#ifndef DAEMON_ACCOUNT_H
#define DAEMON_ACCOUNT_H

#include "base/json.h"
#include "config/settings.h"
#include "daemon/kernel.h"
#include "input/peers.h"

/* An array; `opened` as in settings->listeners, NULL where one is not open. */
json_t *account_listeners(const struct settings *settings, struct input *const *opened);
/* An object: what the kernel dropped before any socket since `start`. */
json_t *account_kernel(const struct kernel_drops *start);
/* An array, those of "others" last. */
json_t *account_sources(const struct settings *settings, const struct peers *peers);

#endif
