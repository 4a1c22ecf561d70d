/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/account.h"

#include "base/duration.h"
#include "input/syslog_dialect.h"

static void add_number(json_t *json, const char *name, uint64_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void add_refused(json_t *json, const uint64_t counts[REFUSALS])
{
	json_t *refused = json_object();

	for (int reason = 0; reason < REFUSALS; reason++)
		if (counts[reason])
			add_number(refused, refusal_name((enum refusal)reason), counts[reason]);
	json_object_set_new(json, "refused", refused);
}

static void add_connections(json_t *json, const struct input_account *account)
{
	json_t *ended = json_object();

	for (int i = 0; i < ENDINGS; i++)
		if (account->ended[i])
			add_number(ended, ending_name((enum ending)i), account->ended[i]);
	add_number(json, "connections", account->connections);
	json_object_set_new(json, "connections_ended", ended);
}

static json_t *listener_json(
	const struct listener_settings *listener, const struct input *input)
{
	const struct input_account *account = listener->type->account(input);
	json_t *json = json_object();

	json_object_set_new(json, "id", json_text(listener->settings->id));
	json_object_set_new(json, "type", json_text(listener->type->name));
	add_number(json, "port", listener->type->port(input));
	add_number(json, "read", account->read);
	add_number(json, "journaled", account->journaled);
	add_number(json, "duplicates", account->duplicates);
	add_number(json, "shed", account->shed);
	add_refused(json, account->refused);
	add_number(json, "malformed", account->malformed);
	add_number(json, "kernel_drops", account->kernel_drops);
	if (account->reports || account->withheld) {
		add_number(json, "reports", account->reports);
		add_number(json, "reports_withheld", account->withheld);
	}
	add_connections(json, account);
	add_number(json, "files", account->files);
	add_number(json, "joined", account->joined);
	add_number(json, "waiting", account->waiting);
	add_number(json, "unassembled", account->unassembled);
	return json;
}

json_t *account_listeners(const struct settings *settings, struct input *const *opened)
{
	json_t *list = json_array();

	for (size_t i = 0; i < settings->listener_count; i++)
		if (opened[i])
			json_array_append_new(
				list, listener_json(&settings->listeners[i], opened[i]));
	return list;
}

json_t *account_kernel(const struct kernel_drops *start)
{
	const struct kernel_drops now = kernel_drops();
	json_t *json = json_object();

	add_number(json, "backlog", now.backlog - start->backlog);
	add_number(json, "fragments", now.fragments - start->fragments);
	return json;
}

static void add_time(json_t *json, const char *name, int64_t time)
{
	char text[TIME_TEXT];

	json_object_set_new(json, name, json_text(time_print(time, text)));
}

static void add_skew(json_t *json, const struct peer *peer)
{
	int64_t median, last;
	json_t *skew;

	if (!peer_skew(peer, &median))
		return;
	last = peer->skews[(peer->skew_count - 1) % PEER_SKEWS];
	skew = json_object();
	json_object_set_new(skew, "last", json_integer(last / MILLISECONDS));
	json_object_set_new(skew, "median", json_integer(median / MILLISECONDS));
	json_object_set_new(json, "skew", skew);
}

static void add_address(json_t *json, const struct address *address)
{
	char text[ADDRESS_TEXT];

	json_object_set_new(json, "address", json_text(address_print(address, text)));
}

/* Nobody talks of the habits of "others". */
static void add_habits(json_t *json, const struct peers *peers, const struct peer *peer)
{
	uint64_t pause;

	if (peer->merged)
		return;
	if (peer_usual_pause(peer, &pause))
		add_number(json, "usual_pause", pause);
	add_number(json, "last_minute", peers_last_minute(peers, peer));
}

static json_t *source_json(
	const char *listener, const struct peers *peers, const struct peer *peer)
{
	json_t *json = json_object();

	json_object_set_new(json, "listener", json_text(listener));
	if (peer->merged)
		add_number(json, "others", peer->merged);
	else
		add_address(json, &peer->address);
	add_time(json, "first", peer->first);
	add_time(json, "last", peer->last);
	add_number(json, "silent", peers_silence(peers, peer));
	add_habits(json, peers, peer);
	add_number(json, "read", peer_read(peer));
	add_number(json, "journaled", peer->journaled);
	add_number(json, "duplicates", peer->duplicates);
	add_number(json, "joined", peer->joined);
	add_number(json, "shed", peer->shed);
	add_number(json, "malformed", peer->malformed);
	if (peer->dialect)
		json_object_set_new(json, "dialect",
			json_text(syslog_habits((enum syslog_dialect)peer->dialect)->name));
	add_refused(json, peer->refused);
	add_skew(json, peer);
	return json;
}

json_t *account_sources(const struct settings *settings, const struct peers *peers)
{
	json_t *list = json_array();

	for (size_t i = peers_count(peers); i-- > 0;) {
		const struct peer *peer = peers_row(peers, i);

		if (peer->first)
			json_array_append_new(list,
				source_json(settings->listeners[peer->listener].settings->id,
					peers, peer));
	}
	return list;
}
