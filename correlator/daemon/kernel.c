/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/kernel.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

uint64_t kernel_backlog_drops(struct slice softnet_stat)
{
	struct slice line;
	uint64_t sum = 0;

	while (slice_line(&softnet_stat, &line)) {
		struct slice word;
		char number[20];

		slice_word(&line);
		word = slice_word(&line);
		snprintf(number, sizeof(number), "%.*s", SLICE_PRINT(word));
		sum += strtoull(number, NULL, 16);
	}
	return sum;
}

/* The place of the name in the first line that begins with the protocol is that of its value in
 * the second. */
uint64_t kernel_counter(struct slice snmp, const char *protocol, const char *name)
{
	struct slice line, names = {0}, word;

	while (slice_line(&snmp, &line)) {
		int64_t value;

		if (!slice_equals(slice_word(&line), protocol))
			continue;
		if (names.length == 0) {
			names = line;
			continue;
		}
		while ((word = slice_word(&names)).length > 0)
			if (slice_to_integer(slice_word(&line), &value) &&
				slice_equals(word, name))
				return (uint64_t)value;
	}
	return 0;
}

/* /proc/net/snmp6 has a name and a value on each line. */
static uint64_t named_counter(struct slice snmp6, const char *name)
{
	struct slice line;
	int64_t value;

	while (slice_line(&snmp6, &line))
		if (slice_equals(slice_word(&line), name) &&
			slice_to_integer(slice_trim(line), &value))
			return (uint64_t)value;
	return 0;
}

static struct slice read_file(const char *name, struct text *text)
{
	char block[4096];
	size_t got;
	FILE *file = fopen(name, "re");

	text_reset(text);
	while (file && (got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(text, slice_make(block, got));
	if (file)
		fclose(file);
	return text_slice(text);
}

struct kernel_drops kernel_drops(void)
{
	struct kernel_drops drops;
	struct text text = {0};

	drops.backlog = kernel_backlog_drops(read_file("/proc/net/softnet_stat", &text));
	drops.fragments =
		kernel_counter(read_file("/proc/net/snmp", &text), "Ip:", "ReasmFails");
	drops.fragments += named_counter(read_file("/proc/net/snmp6", &text), "Ip6ReasmFails");
	text_free(&text);
	return drops;
}
