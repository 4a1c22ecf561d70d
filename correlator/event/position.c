/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/position.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"

bool position_of_event(const struct event *event, struct position *position)
{
	struct slice bytes = event_get(event, EVENT_POSITION);

	if (bytes.length != sizeof(*position))
		return false;
	memcpy(position, bytes.data, sizeof(*position));
	return true;
}

void position_print(const struct position *position, struct text *payload)
{
	json_t *json = json_object();

	json_object_set_new(json, "file", json_sprintf("%016" PRIx64, position->file));
	json_object_set_new(json, "offset", json_integer((json_int_t)position->offset));
	json_object_set_new(json, "check", json_integer(position->check));
	json_print(json, payload);
	json_decref(json);
}

bool position_parse(struct slice payload, struct position *position)
{
	json_t *json = json_parse(payload, NULL);
	int64_t offset = json_member_integer(json, "offset", -1);
	uint64_t file = 0;
	char rest;
	bool good = sscanf(json_member_string(json, "file", ""), "%16" SCNx64 "%c", &file,
			    &rest) == 1 &&
		    offset >= 0;

	*position = (struct position){
		file, (uint64_t)offset, (uint32_t)json_member_integer(json, "check", 0)};
	json_decref(json);
	return good;
}
