/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a scenario lets happen: messages from the network, orders, and times when we were deaf.
 */
#include "tool/scenario.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "event/self_event.h"
#include "input/syslog_parse.h"
#include "tool/load.h"

enum { REPEAT_MAXIMUM = 1000000 };

/* Who a message comes from: an address, or a relay that passes it on for HOST. */
struct sender {
	struct address address;
	bool relayed;
	struct slice host;
};

static bool read_sender(struct scenario *scenario, struct slice *rest, struct sender *sender)
{
	struct slice word = slice_word(rest);

	*sender = (struct sender){0};
	if (slice_equals(word, "relay")) {
		sender->relayed = true;
		sender->host = slice_word(rest);
		return sender->host.length > 0 ||
		       scenario_wrong(
			       scenario, "'relay' is followed by the host it speaks for");
	}
	return address_parse(word, &sender->address) ||
	       scenario_wrong(scenario, "'%.*s' is no address; or write 'relay HOST'",
		       SLICE_PRINT(word));
}

static size_t make_syslog(struct scenario *scenario, struct slice rest, void *space)
{
	struct sender sender;
	struct syslog_context context = {.now = scenario->world.now};

	if (!read_sender(scenario, &rest, &sender))
		return 0;
	context.peer = sender.relayed ? NULL : &sender.address;
	context.relayed = sender.relayed;
	return syslog_parse(rest, &context, space, EVENT_MAXIMUM);
}

static size_t make_trap(struct scenario *scenario, struct slice rest, void *space)
{
	struct sender sender;
	struct trap_words words = {.names = scenario->knowledge->names};
	struct error error;
	size_t size;

	if (!read_sender(scenario, &rest, &sender))
		return 0;
	words.peer = sender.relayed ? NULL : &sender.address;
	words.host = sender.host;
	if (trap_from_words(rest, &words, space, &size, &error))
		return size;
	scenario_wrong(scenario, "%s", error.text);
	return 0;
}

/* loss: the kernel dropped 12 datagrams of listener 'syslog' */
static size_t make_self(struct scenario *scenario, struct slice rest, void *space)
{
	size_t size = self_event_from_words(space, rest);

	if (size == 0)
		scenario_wrong(scenario,
			"events about ourselves are written: self loss: SENTENCE, or self "
			"loss over: SENTENCE");
	return size;
}

/* Messages: each writes its event into the space and gives its size, or 0 after reporting. */
static const struct message {
	const char *name;
	size_t (*make)(struct scenario *scenario, struct slice rest, void *space);
} messages[] = {
	{"syslog", make_syslog},
	{"trap", make_trap},
	{"self", make_self},
};

static const struct message *find_message(struct slice name)
{
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		if (slice_equals(name, messages[i].name))
			return &messages[i];
	return NULL;
}

static bool act_message(
	struct scenario *scenario, const struct message *message, struct slice rest)
{
	size_t size = message->make(scenario, rest, world_payload(&scenario->world));

	if (size)
		world_append(&scenario->world, RECORD_EVENT, size);
	return size;
}

/* 200 syslog ...: intake has shed so many exact repeats of this message, and recorded them as
 * one. */
static bool act_shed(struct scenario *scenario, struct slice rest)
{
	struct slice count = slice_word(&rest);
	const struct message *message = find_message(slice_word(&rest));
	char *room = world_payload(&scenario->world), *space = room + REPEAT_HEADER;
	int64_t times;
	size_t size;

	if (!slice_to_integer(count, &times) || times < 1 || times > UINT32_MAX || !message)
		return scenario_wrong(scenario, "shed is written: shed 200 syslog ...");
	size = message->make(scenario, rest, space);
	if (size == 0)
		return false;
	size = repeat_write(room, (uint64_t)times, slice_make(space, size));
	world_append(&scenario->world, RECORD_REPEAT, size);
	return true;
}

/* The action with its number in place of ${n}. */
static void number(struct slice action, int64_t n, struct text *out)
{
	size_t at;

	text_reset(out);
	while ((at = slice_find_slice(action, slice_of("${n}"))) != SIZE_MAX) {
		text_append(out, slice_part(action, 0, at));
		text_printf(out, "%" PRId64, n);
		action = slice_from(action, at + strlen("${n}"));
	}
	text_append(out, action);
}

/* 100 every 250ms ACTION */
static bool act_repeat(struct scenario *scenario, struct slice rest)
{
	struct slice count = slice_word(&rest), every = slice_word(&rest);
	struct slice span = slice_word(&rest);
	int64_t times, period, first = scenario->world.now;
	struct text action = {0};
	bool good = true;

	if (!slice_to_integer(count, &times) || times < 1 || times > REPEAT_MAXIMUM ||
		!slice_equals(every, "every"))
		return scenario_wrong(
			scenario, "repeat is written: repeat 100 every 250ms syslog ...");
	if (!scenario_span(scenario, span, &period))
		return false;
	for (int64_t n = 1; n <= times && good; n++) {
		number(rest, n, &action);
		good = scenario_go_to(scenario, first + (n - 1) * period) &&
		       scenario_act(scenario, text_slice(&action));
	}
	text_free(&action);
	return good;
}

void scenario_record(struct scenario *scenario, enum record_kind kind, json_t *json)
{
	struct text payload = {0};

	json_print(json, &payload);
	world_add(&scenario->world, kind, text_slice(&payload));
	json_decref(json);
	text_free(&payload);
}

static bool act_ack(struct scenario *scenario, struct slice rest)
{
	return scenario_order(scenario, "ack", rest);
}

static bool act_clear(struct scenario *scenario, struct slice rest)
{
	return scenario_order(scenario, "clear", rest);
}

static bool act_close(struct scenario *scenario, struct slice rest)
{
	return scenario_order(scenario, "close", rest);
}

static bool act_note(struct scenario *scenario, struct slice rest)
{
	return scenario_order(scenario, "note", rest);
}

/* Time passes, but nobody lives through it: the daemon does not run. */
static bool act_down(struct scenario *scenario, struct slice rest)
{
	struct slice word = slice_word(&rest), how = slice_trim(rest);
	bool lost = slice_equals(how, "lost");
	int64_t span, from = scenario->world.now;

	if (!scenario_span(scenario, word, &span))
		return false;
	if (how.length && !lost)
		return scenario_wrong(scenario, "down is written: down 1h, or down 1h lost");
	scenario->world.now += span;
	scenario_record(scenario, RECORD_DOWN,
		json_pack("{s:I, s:I, s:I}", "from", (json_int_t)from, "to",
			(json_int_t)scenario->world.now, "lost", (json_int_t)lost));
	return true;
}

/* 2h behind: the wall clock is found to be two hours behind engine time. */
static bool act_clock(struct scenario *scenario, struct slice rest)
{
	struct slice span = slice_word(&rest), where = slice_trim(rest);
	bool behind = slice_equals(where, "behind");
	int64_t apart;

	if (!scenario_span(scenario, span, &apart))
		return false;
	if (!behind && !slice_equals(where, "ahead"))
		return scenario_wrong(
			scenario, "clock is written: clock 2h behind, or clock 2h ahead");
	scenario_record(scenario, RECORD_CLOCK,
		json_pack("{s:I}", "wall",
			(json_int_t)(scenario->world.now + (behind ? -apart : apart))));
	return true;
}

/* The rule is put into quarantine. */
static bool act_quarantine(struct scenario *scenario, struct slice rest)
{
	struct slice id = slice_trim(rest);
	const struct event_rule *rule = ruleset_event(scenario->knowledge->rules, id);
	struct text payload = {0};

	if (!rule)
		return scenario_wrong(scenario, "there is no event '%.*s'", SLICE_PRINT(id));
	quarantine_print(rule->id, &payload);
	world_add(&scenario->world, RECORD_QUARANTINE, text_slice(&payload));
	text_free(&payload);
	return true;
}

/* These rules are set in force (again). */
static bool act_set(struct scenario *scenario, struct slice rest)
{
	if (rest.length)
		return scenario_wrong(scenario, "nothing stands behind 'set'");
	scenario_record(
		scenario, RECORD_SET, json_pack("{s:s}", "rules", scenario->knowledge->hash));
	return true;
}

/* The kernel dropped datagrams during the last 30s. */
static bool act_loss(struct scenario *scenario, struct slice rest)
{
	int64_t span, to = scenario->world.now;

	if (!scenario_span(scenario, slice_trim(rest), &span))
		return false;
	scenario_record(scenario, RECORD_LOSS,
		json_pack("{s:I, s:I, s:s, s:i}", "from", (json_int_t)(to - span), "to",
			(json_int_t)to, "listener", "syslog", "count", 1));
	return true;
}

static const struct action {
	const char *name;
	bool (*act)(struct scenario *scenario, struct slice rest);
} actions[] = {
	{"repeat", act_repeat},
	{"shed", act_shed},
	{"ack", act_ack},
	{"clear", act_clear},
	{"close", act_close},
	{"note", act_note},
	{"down", act_down},
	{"loss", act_loss},
	{"clock", act_clock},
	{"quarantine", act_quarantine},
	{"set", act_set},
};

/* An empty one only lets time pass. */
bool scenario_act(struct scenario *scenario, struct slice action)
{
	struct slice rest = action, name = slice_word(&rest);
	const struct message *message;

	if (name.length == 0)
		return true;
	message = find_message(name);
	if (message)
		return act_message(scenario, message, rest);
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (slice_equals(name, actions[i].name))
			return actions[i].act(scenario, rest);
	return scenario_wrong(scenario,
		"'%.*s' cannot happen; there are syslog, trap, self, repeat, shed, ack, clear, "
		"close, note, down, loss, clock, quarantine, set",
		SLICE_PRINT(name));
}
