/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a fuzz target defines: feed the bytes to a parser, assert what must hold, return 0. The
 * bytes end where the allocation ends. Nothing may be left over for the next call.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
