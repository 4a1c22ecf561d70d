/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 *     station   one per output: how much is in flight, what waits to be tried
 *     lane      one per incident and output that has deliveries: their order. Only the first of
 *               a lane is ever attempted; the others wait behind it.
 *     attempt   the first of a lane, on its way
 *
 * A lane is in one of three places: in its station's list of ready lanes, in the heap of
 * pauses, or with an attempt. So the work follows what is due, not what is queued.
 */
#include "output/outbox.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/heap.h"
#include "base/list.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"

enum { IN_FLIGHT_MAXIMUM = 8 };

struct station {
	const struct output_type *type;
	const struct output_settings *settings;
	struct output *output;
	struct list ready; /* lanes whose first delivery may be attempted */
	size_t in_flight;
};

struct item {
	struct link link;
	struct delivery *delivery;
};

struct lane {
	struct link link;       /* in station->ready, or in outbox->flying */
	struct heap_item pause; /* until when, while it is in outbox->pauses */
	struct station *station;
	struct slice key; /* owned */
	struct list items;
	int64_t wait;   /* the last pause; 0 before the first failure */
	CURL *transfer; /* of the attempt, or NULL */
};

struct outbox {
	struct station *stations;
	size_t station_count;
	struct table *lanes;
	struct list flying; /* lanes with a transfer */
	struct heap pauses;
	CURLM *multi;
	size_t count, in_flight;
	uint64_t random; /* state of a small generator: jitter needs no more */
	uint64_t ordinal;
	void (*settled)(void *context, struct delivery *delivery, const struct result *result);
	void (*attempted)(
		void *context, const struct delivery *delivery, const struct result *result);
	void *context;
};

static int64_t monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static bool open_stations(struct outbox *outbox, const struct outbox_output *listed,
	size_t count, struct error *error)
{
	outbox->stations = xcalloc(count + 1, sizeof(*outbox->stations));
	for (size_t i = 0; i < count; i++) {
		struct station *station = &outbox->stations[i];

		station->type = listed[i].type;
		station->settings = listed[i].settings;
		station->output = station->type->open(station->settings, error);
		if (!station->output)
			return false;
		outbox->station_count++;
	}
	return true;
}

struct outbox *outbox_new(const struct outbox_output *listed, size_t count,
	void (*settled)(void *context, struct delivery *delivery, const struct result *result),
	void (*attempted)(
		void *context, const struct delivery *delivery, const struct result *result),
	void *context, struct error *error)
{
	struct outbox *outbox = xcalloc(1, sizeof(*outbox));

	curl_global_init(CURL_GLOBAL_DEFAULT);
	outbox->multi = curl_multi_init();
	outbox->lanes = table_new((uint64_t)monotonic());
	outbox->random = (uint64_t)monotonic() | 1;
	outbox->settled = settled;
	outbox->attempted = attempted;
	outbox->context = context;
	if (open_stations(outbox, listed, count, error))
		return outbox;
	outbox_free(outbox);
	return NULL;
}

static void item_free(struct lane *lane, struct item *item)
{
	list_remove(&lane->items, &item->link);
	delivery_free(item->delivery);
	free(item);
}

static void lane_free(struct outbox *outbox, struct lane *lane)
{
	while (lane->items.first)
		item_free(lane, CONTAINER(lane->items.first, struct item, link));
	table_remove(outbox->lanes, lane->key);
	free((void *)(uintptr_t)lane->key.data);
	free(lane);
}

/* Ends the attempt without asking how it went. */
static void abandon(struct outbox *outbox, struct lane *lane)
{
	struct result unused;

	list_remove(&outbox->flying, &lane->link);
	curl_multi_remove_handle(outbox->multi, lane->transfer);
	lane->station->type->judge(
		lane->station->output, lane->transfer, CURLE_ABORTED_BY_CALLBACK, &unused);
}

void outbox_free(struct outbox *outbox)
{
	struct heap_item *pause;

	if (!outbox)
		return;
	while (outbox->flying.first) {
		struct lane *lane = CONTAINER(outbox->flying.first, struct lane, link);

		abandon(outbox, lane);
		lane_free(outbox, lane);
	}
	while ((pause = heap_first(&outbox->pauses))) {
		heap_remove(&outbox->pauses, pause);
		lane_free(outbox, CONTAINER(pause, struct lane, pause));
	}
	for (size_t i = 0; i < outbox->station_count; i++) {
		struct station *station = &outbox->stations[i];

		while (station->ready.first) {
			struct lane *lane = CONTAINER(station->ready.first, struct lane, link);

			list_remove(&station->ready, &lane->link);
			lane_free(outbox, lane);
		}
		station->type->close(station->output);
	}
	curl_multi_cleanup(outbox->multi);
	heap_free(&outbox->pauses);
	table_free(outbox->lanes);
	free(outbox->stations);
	free(outbox);
}

static struct station *station_find(struct outbox *outbox, const char *output)
{
	for (size_t i = 0; i < outbox->station_count; i++)
		if (strcmp(outbox->stations[i].settings->id, output) == 0)
			return &outbox->stations[i];
	return NULL;
}

static struct lane *lane_of(
	struct outbox *outbox, struct station *station, const struct delivery *delivery)
{
	struct text key = {0};
	struct lane *lane;

	text_printf(&key, "%s %s", delivery->incident, delivery->output);
	lane = table_find(outbox->lanes, text_slice(&key));
	if (lane) {
		text_free(&key);
		return lane;
	}
	lane = xcalloc(1, sizeof(*lane));
	lane->station = station;
	lane->key = text_slice(&key);
	table_set(outbox->lanes, lane->key, lane);
	list_append(&station->ready, &lane->link);
	return lane;
}

/* An alert of a time when the disk took nothing says so: {"recorded":false, ...}. */
static void mark(struct delivery *delivery)
{
	struct text text = {0};

	text_string(&text, "{\"recorded\":false,");
	text_string(&text, delivery->document + 1);
	free(delivery->document);
	delivery->document = text.data;
}

void outbox_add(struct outbox *outbox, struct delivery *delivery)
{
	struct station *station = station_find(outbox, delivery->output);
	struct result result = {.kind = RESULT_REFUSED};
	struct item *item;

	if (!station) {
		snprintf(result.detail, sizeof(result.detail), "there is no output '%s'",
			delivery->output);
		outbox->settled(outbox->context, delivery, &result);
		return;
	}
	if (delivery->unrecorded)
		mark(delivery);
	item = xcalloc(1, sizeof(*item));
	item->delivery = delivery;
	list_append(&lane_of(outbox, station, delivery)->items, &item->link);
	outbox->count++;
}

/* A pause somewhere between three quarters and the whole, so that many do not come at once. */
static int64_t jittered(struct outbox *outbox, int64_t span)
{
	outbox->random ^= outbox->random << 13;
	outbox->random ^= outbox->random >> 7;
	outbox->random ^= outbox->random << 17;
	return span - (int64_t)(outbox->random % (uint64_t)(span / 4 + 1));
}

static void put_off(struct outbox *outbox, struct lane *lane, const struct result *result)
{
	const struct output_settings *settings = lane->station->settings;
	int64_t pause;

	lane->wait = lane->wait ? lane->wait * 2 : settings->retry_first;
	if (lane->wait > settings->retry_most)
		lane->wait = settings->retry_most;
	pause = jittered(outbox, lane->wait);
	if (result->retry_after > pause)
		pause = result->retry_after;
	lane->pause.first = monotonic() + pause;
	lane->pause.third = ++outbox->ordinal;
	heap_put(&outbox->pauses, &lane->pause);
}

/* The lane's first delivery has come to an end, or must be tried again. The lane is in no list
 * when this is called. */
static void conclude(struct outbox *outbox, struct lane *lane, const struct result *result)
{
	struct item *item = CONTAINER(lane->items.first, struct item, link);
	struct delivery *delivery = item->delivery;

	FAULT("outbox-answered");
	if (result->kind == RESULT_RETRY) {
		if (outbox->attempted)
			outbox->attempted(outbox->context, delivery, result);
		put_off(outbox, lane, result);
		return;
	}
	item->delivery = NULL;
	item_free(lane, item);
	lane->wait = 0;
	outbox->count--;
	if (lane->items.first)
		list_append(&lane->station->ready, &lane->link);
	else
		lane_free(outbox, lane);
	outbox->settled(outbox->context, delivery, result);
}

static void attempt(struct outbox *outbox, struct lane *lane)
{
	struct station *station = lane->station;
	struct item *item = CONTAINER(lane->items.first, struct item, link);
	struct result result;

	FAULT("outbox-send");
	if (station->type->attempt) {
		station->type->attempt(station->output, item->delivery, &result);
		conclude(outbox, lane, &result);
		return;
	}
	lane->transfer = station->type->prepare(station->output, item->delivery);
	list_append(&outbox->flying, &lane->link);
	station->in_flight++;
	outbox->in_flight++;
	curl_multi_add_handle(outbox->multi, lane->transfer);
}

static void end_pauses(struct outbox *outbox)
{
	int64_t now = monotonic();
	struct heap_item *pause;

	while ((pause = heap_first(&outbox->pauses)) && pause->first <= now) {
		struct lane *lane = CONTAINER(pause, struct lane, pause);

		heap_remove(&outbox->pauses, pause);
		list_append(&lane->station->ready, &lane->link);
	}
}

static void begin_attempts(struct outbox *outbox)
{
	for (size_t i = 0; i < outbox->station_count; i++) {
		struct station *station = &outbox->stations[i];

		while (station->ready.first && station->in_flight < IN_FLIGHT_MAXIMUM) {
			struct lane *lane = CONTAINER(station->ready.first, struct lane, link);

			list_remove(&station->ready, &lane->link);
			attempt(outbox, lane);
		}
	}
}

static struct lane *lane_flying(const struct outbox *outbox, const CURL *transfer)
{
	for (struct link *link = outbox->flying.first; link; link = link->next)
		if (CONTAINER(link, struct lane, link)->transfer == transfer)
			return CONTAINER(link, struct lane, link);
	return NULL;
}

static void end_transfers(struct outbox *outbox)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(outbox->multi, &left))) {
		CURL *transfer = message->easy_handle;
		CURLcode code = message->data.result;
		struct lane *lane = lane_flying(outbox, transfer);
		struct result result;

		curl_multi_remove_handle(outbox->multi, transfer);
		list_remove(&outbox->flying, &lane->link);
		lane->transfer = NULL;
		lane->station->in_flight--;
		outbox->in_flight--;
		lane->station->type->judge(lane->station->output, transfer, code, &result);
		conclude(outbox, lane, &result);
	}
}

static int wait_milliseconds(const struct outbox *outbox, int64_t timeout)
{
	const struct heap_item *pause = heap_first(&outbox->pauses);
	int64_t left = pause ? pause->first - monotonic() : timeout;

	if (left > timeout)
		left = timeout;
	return left > 0 ? (int)((left + MILLISECONDS - 1) / MILLISECONDS) : 0;
}

void outbox_run(struct outbox *outbox, int64_t timeout, int wake)
{
	struct curl_waitfd extra = {.fd = wake, .events = CURL_WAIT_POLLIN};
	int running;

	end_pauses(outbox);
	begin_attempts(outbox);
	curl_multi_perform(outbox->multi, &running);
	end_transfers(outbox);
	begin_attempts(outbox);
	curl_multi_poll(outbox->multi, wake >= 0 ? &extra : NULL, wake >= 0 ? 1 : 0,
		wait_milliseconds(outbox, timeout), NULL);
	curl_multi_perform(outbox->multi, &running);
	end_transfers(outbox);
}

size_t outbox_in_flight(const struct outbox *outbox)
{
	return outbox->in_flight;
}

size_t outbox_count(const struct outbox *outbox)
{
	return outbox->count;
}

const char *outbox_library(void)
{
	return curl_version();
}
