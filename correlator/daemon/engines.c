/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/engines.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "snmp/engine_file.h"
#include "snmp/library_holes.h"
#include "snmp/trap_session.h"

#define ENGINE_FILE "snmp-engine"

static void say(void *context, enum self_kind kind, enum self_state state, const char *sentence)
{
	self_say(context, kind, state, "%s", sentence);
}

static void restore(void *context, const struct snmp_engine *engine)
{
	usm_restore(context, engine);
}

static bool start_own(const struct settings *settings, bool fresh, struct self *self,
	struct usm_own *own, struct error *error)
{
	char news[SELF_SENTENCE], id[SNMP_ENGINE_ID_TEXT];
	struct text path = {0};
	bool done;

	text_printf(&path, "%s/" ENGINE_FILE, settings->state);
	done = engine_file_start(text_get(&path), own, news, error);
	text_free(&path);
	/* On a full disk: without users nobody is answered, so nothing can come again. A reload
	 * must not bring any. */
	if (!done && settings->snmp.user_count > 0)
		return false;
	if (!done)
		log_warning("snmp", "%s", error->text);
	if (news[0] && !fresh && settings->snmp.user_count > 0)
		self_say(self, SELF_ENGINES, SELF_RAISED, "%s", news);
	log_info("snmp", "our engine id=%s boots=%u library=%s users=%zu",
		snmp_engine_id_print(&own->id, id), own->boots, trap_session_library(),
		settings->snmp.user_count);
	return true;
}

static void warn_of_holes(void)
{
	struct text names = {0};

	if (library_holes(trap_session_library(), &names))
		log_warning("snmp",
			"Net-SNMP %s has holes that any message can reach (%s), unless your "
			"distribution has mended them",
			trap_session_library(), text_get(&names));
	text_free(&names);
}

struct usm *engines_start(const struct settings *settings, const struct snmp_engines *known,
	uint64_t seed, bool fresh, struct self *self, struct report *report)
{
	struct usm_users *users;
	struct usm_own own;
	struct error error;
	struct usm *usm;

	warn_of_holes();
	if (!start_own(settings, fresh, self, &own, &error)) {
		report_error(report, (struct origin){settings->file, 0}, "%s", error.text);
		return NULL;
	}
	users = usm_users_load(&settings->snmp, seed, report);
	if (!users)
		return NULL;
	usm = usm_new(users, &own, seed);
	usm_tell(usm, (struct usm_news){say, self});
	snmp_engines_each(known, restore, usm);
	return usm;
}

enum order { ORDER_OTHER, ORDER_APPROVE, ORDER_FORGET };

/* ORDER_OTHER: it is about something else. False with a sentence when it names no engine. */
static bool read_order(
	struct slice command, enum order *order, struct snmp_engine_id *id, struct error *error)
{
	json_t *json = json_parse(command, NULL);
	const char *name = json_member_string(json, "command", ""),
		   *engine = json_member_string(json, "engine", "");
	bool good = true;

	*order = strcmp(name, "approve") == 0  ? ORDER_APPROVE
		 : strcmp(name, "forget") == 0 ? ORDER_FORGET
					       : ORDER_OTHER;
	if (*order != ORDER_OTHER && !snmp_engine_id_parse(slice_of(engine), id))
		good = error_set(error,
			"'%s' is no SNMP engine id: 10 to 64 hexadecimal digits, as "
			"`correlator engines` shows them",
			engine);
	json_decref(json);
	return good;
}

bool engines_may(const struct usm *usm, struct slice command, struct error *error)
{
	struct snmp_engine_id id;
	enum order order;

	if (!read_order(command, &order, &id, error))
		return false;
	if (order == ORDER_OTHER)
		return true;
	return order == ORDER_APPROVE ? usm_may_approve(usm, &id, error)
				      : usm_may_forget(usm, &id, error);
}

void engines_order(struct usm *usm, struct slice command, int64_t now)
{
	struct snmp_engine_id id;
	enum order order;

	if (!read_order(command, &order, &id, NULL))
		return;
	if (order == ORDER_APPROVE)
		usm_approve(usm, &id, now);
	if (order == ORDER_FORGET)
		usm_forget(usm, &id);
}

static void count_one(void *context, const struct usm_engine *engine)
{
	(void)engine;
	++*(size_t *)context;
}

static void copy_one(void *context, const struct usm_engine *engine)
{
	struct engines_copy *copy = context;

	copy->items[copy->count++] = *engine;
}

struct engines_copy *engines_copy(const struct usm *usm)
{
	struct engines_copy *copy = xcalloc(1, sizeof(*copy));
	size_t count = 0;

	usm_each(usm, count_one, &count);
	copy->items = xcalloc(count + 1, sizeof(*copy->items));
	copy->own = *usm_own(usm);
	copy->enrol = usm_users(usm)->enrol;
	usm_each(usm, copy_one, copy);
	return copy;
}

void engines_copy_free(struct engines_copy *copy)
{
	if (!copy)
		return;
	free(copy->items);
	free(copy);
}

static void put_number(json_t *json, const char *name, uint64_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void put_id(json_t *json, const struct snmp_engine_id *id)
{
	char text[SNMP_ENGINE_ID_TEXT];

	json_object_set_new(json, "engine", json_text(snmp_engine_id_print(id, text)));
}

static void put_time(json_t *json, const char *name, int64_t time)
{
	char text[TIME_TEXT];

	json_object_set_new(json, name, json_text(time_print(time, text)));
}

static json_t *addresses_json(const struct usm_engine *engine)
{
	json_t *addresses = json_array();
	char text[ADDRESS_TEXT];

	for (size_t i = 0; i < engine->peer_count; i++)
		json_array_append_new(
			addresses, json_text(address_print(&engine->peers[i], text)));
	return addresses;
}

static json_t *engine_json(const struct usm_engine *engine)
{
	const struct snmp_engine *known = &engine->known;
	json_t *json = json_object();

	put_id(json, &known->id);
	json_object_set_new(json, "state", json_text(engine->pending ? "pending" : "known"));
	json_object_set_new(
		json, "user", known->user[0] ? json_clean(slice_of(known->user)) : json_null());
	json_object_set_new(json, "addresses", addresses_json(engine));
	put_number(json, "boots", known->time.boots);
	put_number(json, "time", known->time.time);
	put_time(json, "first", known->first);
	put_time(json, "last", known->last);
	put_number(json, "taken", engine->taken);
	put_number(json, "refused", engine->refused);
	return json;
}

void engines_print(const struct engines_copy *copy, struct text *out)
{
	json_t *json = json_object(), *own = json_object(), *engines = json_array();

	for (size_t i = 0; i < copy->count; i++)
		json_array_append_new(engines, engine_json(&copy->items[i]));
	put_id(own, &copy->own.id);
	put_number(own, "boots", copy->own.boots);
	json_object_set_new(json, "own", own);
	json_object_set_new(json, "enrol",
		json_text(copy->enrol == ENROL_APPROVE ? "approve" : "automatic"));
	json_object_set_new(json, "engines", engines);
	json_print(json, out);
	json_decref(json);
}
