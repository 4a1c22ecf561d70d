/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A small ticketing system that takes the correlator's webhook, for the demonstration and the
 * system tests: `opened` makes a ticket, `closed` resolves it, anything else is a note. A key
 * that comes again changes nothing. GET gives the document of all tickets.
 */
#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/table.h"
#include "tests/tools/tickets.h"

struct settings {
	int64_t port, lose, lose_percent, seed;
	const char *port_file, *ledger, *tickets, *print;
	bool refuse, help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "port",
		.type = OPTION_INTEGER,
		PLACE(port),
		.value = "0",
		.maximum = 65535,
		.help = "on 127.0.0.1; 0 takes any free one"},
	{.name = "port-file",
		.type = OPTION_FILE,
		PLACE(port_file),
		.help = "where the port is written once it listens"},
	{.name = "ledger", .type = OPTION_FILE, PLACE(ledger), .help = "a JSON line a request"},
	{.name = "tickets",
		.type = OPTION_FILE,
		PLACE(tickets),
		.help = "where all tickets are kept"},
	{.name = "lose",
		.type = OPTION_INTEGER,
		PLACE(lose),
		.value = "0",
		.help = "every so many answers one is not sent"},
	{.name = "lose-percent",
		.type = OPTION_INTEGER,
		PLACE(lose_percent),
		.value = "0",
		.maximum = 99,
		.help = "so many of a hundred answers are not sent: key, attempt and seed say "
			"which"},
	{.name = "seed",
		.type = OPTION_INTEGER,
		PLACE(seed),
		.value = "1",
		.maximum = INT32_MAX,
		.help = "of what is lost"},
	{.name = "refuse",
		.type = OPTION_BOOLEAN,
		PLACE(refuse),
		.help = "no alert is good enough"},
	{.name = "print",
		.type = OPTION_FILE,
		PLACE(print),
		.help = "print the tickets of a file and end"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

struct server {
	struct settings settings;
	struct tickets tickets;
	struct event_base *base;
	struct evhttp *http;
	FILE *ledger;
	int64_t answered;
};

static struct text body_of(struct evhttp_request *request)
{
	struct evbuffer *input = evhttp_request_get_input_buffer(request);
	size_t length = evbuffer_get_length(input);
	struct text body = {0};

	text_append(&body, slice_make(evbuffer_pullup(input, -1), length));
	return body;
}

static void answer(struct evhttp_request *request, int status, json_t *json)
{
	struct evbuffer *output = evbuffer_new();
	struct text text = {0};

	json_print(json, &text);
	evbuffer_add(output, text.data, text.length);
	evhttp_add_header(
		evhttp_request_get_output_headers(request), "Content-Type", "application/json");
	evhttp_send_reply(request, status, NULL, output);
	evbuffer_free(output);
	text_free(&text);
	json_decref(json);
}

/* One request, as the ledger has it. */
struct request {
	const char *key, *transition;
	int status;
	int64_t attempt; /* of the key */
	bool lost;       /* the answer */
	bool unrecorded; /* sent while the correlator's disk took nothing */
};

static void print_boolean(FILE *to, const char *name, bool value)
{
	fprintf(to, ",\"%s\":%s", name, value ? "true" : "false");
}

/* `time` is when the request was here, in nanoseconds. */
static void note(struct server *server, const struct request *request)
{
	FILE *to = server->ledger;
	struct timespec now;

	if (!to)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	fprintf(to, "{\"key\":\"%s\",\"transition\":\"%s\",\"status\":%d", request->key,
		request->transition, request->status);
	print_boolean(to, "repeat", request->attempt > 1);
	print_boolean(to, "lost", request->lost);
	print_boolean(to, "unrecorded", request->unrecorded);
	fprintf(to, ",\"attempt\":%" PRId64 ",\"time\":%" PRId64 "}\n", request->attempt,
		(int64_t)(now.tv_sec * SECONDS + now.tv_nsec));
	fflush(to);
}

/* The answer gets lost on its way back, as answers do. */
static bool is_lost(struct server *server, const char *key, int64_t attempt)
{
	const struct settings *settings = &server->settings;
	char text[256];

	if (settings->lose > 0 && ++server->answered % settings->lose == 0)
		return true;
	snprintf(text, sizeof(text), "%s %" PRId64, key, attempt);
	return (int64_t)(table_hash((uint64_t)settings->seed, slice_of(text)) % 100) <
	       settings->lose_percent;
}

static const char *header_of(struct evhttp_request *request, const char *name)
{
	const char *value = evhttp_find_header(evhttp_request_get_input_headers(request), name);

	return value ? value : "";
}

static void take_alert(struct server *server, struct evhttp_request *incoming)
{
	struct text body = body_of(incoming);
	struct request request = {.key = header_of(incoming, "Idempotency-Key"),
		.transition = header_of(incoming, "X-Transition"),
		.unrecorded = slice_starts_with(text_slice(&body), "{\"recorded\":false")};
	const char *ticket = NULL;

	tickets_count(&server->tickets, "requests");
	if (!server->settings.refuse)
		ticket = tickets_take(
			&server->tickets, request.key, text_slice(&body), &request.attempt);
	request.status = ticket ? 200 : 400;
	request.lost = ticket && is_lost(server, request.key, request.attempt);
	if (request.lost)
		tickets_count(&server->tickets, "lost");
	tickets_save(&server->tickets);
	note(server, &request);
	text_free(&body);
	if (request.lost)
		evhttp_connection_free(evhttp_request_get_connection(incoming));
	else if (ticket)
		answer(incoming, 200, json_pack("{s:s}", "ticket", ticket));
	else
		answer(incoming, 400, json_pack("{s:s}", "error", "this is no alert"));
}

static void handle(struct evhttp_request *request, void *context)
{
	struct server *server = context;

	if (evhttp_request_get_command(request) == EVHTTP_REQ_POST)
		take_alert(server, request);
	else
		answer(request, 200, json_incref(server->tickets.document));
}

static void stop(evutil_socket_t signal_number, short what, void *base)
{
	(void)signal_number;
	(void)what;
	event_base_loopbreak(base);
}

static bool write_port(const struct server *server, struct evhttp_bound_socket *bound)
{
	struct sockaddr_in address;
	socklen_t length = sizeof(address);
	char aside[4096];
	FILE *file;

	if (!server->settings.port_file)
		return true;
	getsockname(evhttp_bound_socket_get_fd(bound), (struct sockaddr *)&address, &length);
	snprintf(aside, sizeof(aside), "%s.new", server->settings.port_file);
	file = fopen(aside, "w");
	if (!file)
		return false;
	fprintf(file, "%u\n", ntohs(address.sin_port));
	return fclose(file) == 0 && rename(aside, server->settings.port_file) == 0;
}

static int serve(struct server *server)
{
	struct evhttp_bound_socket *bound;
	struct event *signals[2];
	int status = 0;

	server->base = event_base_new();
	server->http = evhttp_new(server->base);
	evhttp_set_gencb(server->http, handle, server);
	signals[0] = evsignal_new(server->base, SIGTERM, stop, server->base);
	signals[1] = evsignal_new(server->base, SIGINT, stop, server->base);
	event_add(signals[0], NULL);
	event_add(signals[1], NULL);
	bound = evhttp_bind_socket_with_handle(
		server->http, "127.0.0.1", (uint16_t)server->settings.port);
	if (bound && write_port(server, bound))
		event_base_dispatch(server->base);
	else
		status = 1;
	event_free(signals[0]);
	event_free(signals[1]);
	evhttp_free(server->http);
	event_base_free(server->base);
	return status;
}

int main(int count, char **words)
{
	struct server server = {0};
	struct operands operands;
	struct error error;
	int status;

	if (!command_line_read(
		    table, &server.settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "ticketd: %s\n", error.text);
		return 2;
	}
	if (server.settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	if (server.settings.print)
		return tickets_print(server.settings.print) ? 0 : 1;
	tickets_init(&server.tickets, server.settings.tickets);
	tickets_save(&server.tickets);
	if (server.settings.ledger)
		server.ledger = fopen(server.settings.ledger, "a");
	status = serve(&server);
	if (server.ledger)
		fclose(server.ledger);
	tickets_free(&server.tickets);
	return status;
}
