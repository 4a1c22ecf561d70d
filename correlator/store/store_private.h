/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The inside of the store, for the files of store/ alone.
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include <stdint.h>

#include "store/database.h"

struct store {
	struct database database;
	uint64_t applied; /* record number of the newest list in the database */
};

#endif
