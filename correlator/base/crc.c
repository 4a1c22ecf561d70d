/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/crc.h"

#include <endian.h>
#include <pthread.h>
#include <string.h>

static const uint32_t polynomial = 0x82f63b78; /* Castagnoli, lowest bit first */

/* tables[k][b] is what byte b does to the sum k bytes later. */
static struct {
	pthread_once_t once;
	uint32_t tables[8][256];
} fallback = {.once = PTHREAD_ONCE_INIT};

static void fill_tables(void)
{
	uint32_t(*tables)[256] = fallback.tables;

	for (uint32_t byte = 0; byte < 256; byte++) {
		uint32_t sum = byte;

		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? polynomial : 0);
		tables[0][byte] = sum;
	}
	for (uint32_t byte = 0; byte < 256; byte++)
		for (int k = 1; k < 8; k++) {
			uint32_t sum = tables[k - 1][byte];

			tables[k][byte] = sum >> 8 ^ tables[0][sum & 0xff];
		}
}

static uint64_t load(const unsigned char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof(word));
	return le64toh(word);
}

uint32_t crc32c_by_table(uint32_t crc, const void *data, size_t length)
{
	const unsigned char *next = data;
	uint32_t(*tables)[256] = fallback.tables;
	uint32_t sum = ~crc;

	pthread_once(&fallback.once, fill_tables);
	for (; length >= 8; length -= 8, next += 8) {
		uint64_t word = load(next) ^ sum;

		sum = 0;
		for (int k = 0; k < 8; k++)
			sum ^= tables[7 - k][word >> 8 * k & 0xff];
	}
	while (length--)
		sum = sum >> 8 ^ tables[0][(sum ^ *next++) & 0xff];
	return ~sum;
}

#if defined(__x86_64__)

__attribute__((target("sse4.2"))) static uint32_t by_instruction(
	uint32_t crc, const void *data, size_t length)
{
	const unsigned char *next = data;
	uint64_t sum = ~crc;

	for (; length >= 8; length -= 8, next += 8)
		sum = __builtin_ia32_crc32di(sum, load(next));
	while (length--)
		sum = __builtin_ia32_crc32qi((uint32_t)sum, *next++);
	return ~(uint32_t)sum;
}

uint32_t crc32c(uint32_t crc, const void *data, size_t length)
{
	if (__builtin_cpu_supports("sse4.2"))
		return by_instruction(crc, data, length);
	return crc32c_by_table(crc, data, length);
}

#else

uint32_t crc32c(uint32_t crc, const void *data, size_t length)
{
	return crc32c_by_table(crc, data, length);
}

#endif
