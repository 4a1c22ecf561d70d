/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 *     correlator snmp engine 1
 *     id 80001f8805...
 *     boots 12
 *     check 1a2b3c4d        CRC-32C of the lines before
 */
#include "snmp/engine_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/crc.h"
#include "base/file.h"
#include "base/text.h"

enum { BOOTS_LAST = INT32_MAX - 1, FILE_MAXIMUM = 512 };

/* Enterprise 8072 (net-snmp), format 5: octets of our own (RFC 3411, SnmpEngineID). */
static const uint8_t id_head[] = {0x80, 0x00, 0x1f, 0x88, 0x05};

static void print_body(const struct usm_own *own, struct text *out)
{
	char id[SNMP_ENGINE_ID_TEXT];

	text_printf(out, "correlator snmp engine 1\nid %s\nboots %" PRIu32 "\n",
		snmp_engine_id_print(&own->id, id), own->boots);
}

static uint32_t check_of(const struct text *body)
{
	return crc32c(0, body->data, body->length);
}

static bool parse(struct slice file, struct usm_own *own)
{
	char id[SNMP_ENGINE_ID_TEXT] = "";
	char *copy = slice_string(file);
	struct text text = {0};
	uint32_t check = 0;
	bool good = sscanf(copy,
			    "correlator snmp engine 1\nid %64[0-9a-f]\nboots %" SCNu32
			    "\ncheck %" SCNx32,
			    id, &own->boots, &check) == 3 &&
		    snmp_engine_id_parse(slice_of(id), &own->id);

	free(copy);
	print_body(own, &text);
	good = good && check == check_of(&text);
	text_free(&text);
	return good;
}

/* Whether there is a file; *own is what it says, or of boots 0 when that makes no sense. */
static bool read_file(const char *path, struct usm_own *own)
{
	char bytes[FILE_MAXIMUM];
	FILE *file = fopen(path, "re");
	size_t got;

	*own = (struct usm_own){.boots = 0};
	if (!file)
		return errno != ENOENT;
	got = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	if (!parse(slice_make(bytes, got), own))
		*own = (struct usm_own){.boots = 0};
	return true;
}

static bool write_file(const char *path, const struct usm_own *own, struct error *error)
{
	struct text text = {0};
	bool done;

	print_body(own, &text);
	text_printf(&text, "check %08" PRIx32 "\n", check_of(&text));
	done = file_replace(path, (struct slice[]){text_slice(&text)}, 1, error);
	text_free(&text);
	return done;
}

static bool make_engine(struct usm_own *own, struct error *error)
{
	enum { RANDOM = 12 };

	*own = (struct usm_own){.id.length = sizeof(id_head) + RANDOM};
	memcpy(own->id.bytes, id_head, sizeof(id_head));
	if (getrandom(own->id.bytes + sizeof(id_head), RANDOM, 0) == RANDOM)
		return true;
	return error_set(error, "no random numbers: %s", strerror(errno));
}

bool engine_file_start(
	const char *path, struct usm_own *own, char news[SELF_SENTENCE], struct error *error)
{
	const bool there = read_file(path, own);
	const char *why = !there                     ? "is not there"
			  : own->boots == 0          ? "is damaged"
			  : own->boots >= BOOTS_LAST ? "is at the end of its boots"
						     : NULL;

	news[0] = '\0';
	if (why)
		snprintf(news, SELF_SENTENCE,
			"our SNMP engine id is a new one, since %s %s; senders of informs "
			"find it by themselves, unless it is configured in them",
			path, why);
	if (why && !make_engine(own, error))
		return false;
	own->boots++;
	own->recorded = write_file(path, own, error);
	return own->recorded;
}
