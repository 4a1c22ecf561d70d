/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which platforms a platform needs, directly or through others: the closure of depends_on.
 */
#ifndef INVENTORY_UPSTREAM_H
#define INVENTORY_UPSTREAM_H

#include "inventory/inventory.h"

/* Sets upstreams of every platform. Reports unknown platforms as errors, and each ring of
 * dependencies once, as a doubt, with its path. */
void upstream_compute(struct inventory *inventory, struct report *report);

#endif
