/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * CRC-32C (Castagnoli; RFC 3720 appendix B.4), with the processor's instruction where it has
 * one and eight tables where not.
 */
#ifndef BASE_CRC_H
#define BASE_CRC_H

#include <stddef.h>
#include <stdint.h>

/* Continues from `crc` (0 to begin), so that crc32c(crc32c(0, a), b) is that of a then b. */
uint32_t crc32c(uint32_t crc, const void *data, size_t length);
/* The same without the instruction; for its test. */
uint32_t crc32c_by_table(uint32_t crc, const void *data, size_t length);

#endif
