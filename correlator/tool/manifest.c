/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/crc.h"
#include "base/file.h"
#include "tool/copy.h"

#define MANIFEST "manifest.json"

enum { MANIFEST_FORMAT = 1, BLOCK = 1 << 16 };

struct sum {
	uint64_t bytes;
	uint32_t crc;
};

static bool read_sum(const char *folder, const char *path, struct sum *sum, struct error *error)
{
	struct text whole = {0};
	char block[BLOCK];
	FILE *file;
	size_t got;
	bool read;

	*sum = (struct sum){0};
	text_printf(&whole, "%s/%s", folder, path);
	file = fopen(text_get(&whole), "re");
	while (file && (got = fread(block, 1, sizeof(block), file)) > 0) {
		sum->crc = crc32c(sum->crc, block, got);
		sum->bytes += got;
	}
	read = file && !ferror(file);
	if (!read)
		error_set(error, "cannot read %s: %s", text_get(&whole), strerror(errno));
	if (file)
		fclose(file);
	text_free(&whole);
	return read;
}

struct listing {
	const char *folder;
	json_t *files;
};

static bool add_file(void *context, const char *path, struct error *error)
{
	struct listing *listing = context;
	struct sum sum;
	json_t *file;

	if (!read_sum(listing->folder, path, &sum, error))
		return false;
	file = json_object();
	json_object_set_new(file, "path", json_text(path));
	json_object_set_new(file, "bytes", json_integer((json_int_t)sum.bytes));
	json_object_set_new(file, "crc32c", json_sprintf("%08" PRIx32, sum.crc));
	json_array_append_new(listing->files, file);
	return true;
}

bool manifest_write(const char *folder, json_t *facts, struct error *error)
{
	struct listing listing = {folder, json_array()};
	struct text path = {0}, text = {0};
	bool done = copy_walk(folder, add_file, &listing, error);

	json_object_set_new(facts, "format", json_integer(MANIFEST_FORMAT));
	json_object_set_new(facts, "files", listing.files);
	json_print(facts, &text);
	text_byte(&text, '\n');
	json_decref(facts);
	text_printf(&path, "%s/" MANIFEST, folder);
	done = done &&
	       file_replace(text_get(&path), (struct slice[]){text_slice(&text)}, 1, error);
	text_free(&path);
	text_free(&text);
	return done;
}

json_t *manifest_read(const char *folder, struct error *error)
{
	struct text path = {0};
	json_error_t why;
	json_t *json;

	text_printf(&path, "%s/" MANIFEST, folder);
	json = json_load_file(text_get(&path), 0, &why);
	if (!json)
		error_set(error, "%s is no backup: %s", folder, why.text);
	else if (json_member_integer(json, "format", 0) != MANIFEST_FORMAT) {
		error_set(error, "%s was made by another version of the correlator", folder);
		json_decref(json);
		json = NULL;
	}
	text_free(&path);
	return json;
}

static bool check_file(const char *folder, const json_t *file, struct error *error)
{
	const char *path = json_member_string(file, "path", "");
	char crc[16];
	struct sum sum;

	if (!read_sum(folder, path, &sum, error))
		return false;
	snprintf(crc, sizeof(crc), "%08" PRIx32, sum.crc);
	if ((int64_t)sum.bytes != json_member_integer(file, "bytes", -1))
		return error_set(error,
			"the backup is damaged: %s has %" PRIu64 " bytes, not %" PRId64, path,
			sum.bytes, json_member_integer(file, "bytes", -1));
	return strcmp(crc, json_member_string(file, "crc32c", "")) == 0 ||
	       error_set(error, "the backup is damaged: %s is not as it was", path);
}

bool manifest_check(const char *folder, const json_t *manifest, struct error *error)
{
	const json_t *files = json_object_get(manifest, "files"), *file;
	size_t i;

	json_array_foreach(files, i, file) if (!check_file(folder, file, error)) return false;
	return true;
}
