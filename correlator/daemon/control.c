/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/json.h"
#include "base/list.h"
#include "base/spare.h"
#include "base/unix_socket.h"
#include "base/xalloc.h"
#include "daemon/question.h"

enum { CLIENTS_MAXIMUM = 64, REQUEST_MAXIMUM = 65536, POSTPONED_MAXIMUM = 64 };

struct client {
	struct link link;
	struct control *control;
	uint64_t number;
	int fd;
	struct watch *readable, *writable;
	struct text in, out;
	size_t sent; /* of out */
};

struct control {
	const struct control_hooks *hooks;
	struct path *path;
	struct loop *loop;
	char *file;
	int fd;
	struct spare spare;
	struct watch *accepting;
	struct list clients;
	size_t count;
	uint64_t numbers;
	bool lent; /* the copy of the table of senders; these questions wait for it: */
	struct list postponed;
	size_t postponed_count;
};

static void client_free(struct client *client)
{
	list_remove(&client->control->clients, &client->link);
	client->control->count--;
	watch_free(client->readable);
	watch_free(client->writable);
	close(client->fd);
	text_free(&client->in);
	text_free(&client->out);
	free(client);
}

static void on_writable(void *context)
{
	struct client *client = context;
	ssize_t sent = send(client->fd, client->out.data + client->sent,
		client->out.length - client->sent, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent < 0 && errno != EAGAIN && errno != EINTR) {
		client_free(client);
		return;
	}
	client->sent += sent > 0 ? (size_t)sent : 0;
	if (client->sent < client->out.length)
		return;
	text_reset(&client->out);
	client->sent = 0;
	watch_free(client->writable);
	client->writable = NULL;
}

static void send_line(struct client *client, struct slice line)
{
	text_append(&client->out, line);
	text_byte(&client->out, '\n');
	if (!client->writable)
		client->writable =
			loop_writable(client->control->loop, client->fd, on_writable, client);
}

static void send_json(struct client *client, json_t *json)
{
	struct text text = {0};

	json_print(json, &text);
	json_decref(json);
	send_line(client, text_slice(&text));
	text_free(&text);
}

static void send_error(struct client *client, const char *sentence)
{
	json_t *json = json_object();

	json_object_set_new(json, "error", json_text(sentence));
	send_json(client, json);
}

static bool postpone(struct control *control, struct question *question)
{
	if (control->postponed_count == POSTPONED_MAXIMUM)
		return false;
	list_append(&control->postponed, &question->link);
	control->postponed_count++;
	return true;
}

/* To the store thread, with what only the io thread has. False when there are too many. */
static bool ask(struct control *control, struct question *question)
{
	const struct control_hooks *hooks = control->hooks;

	if (question->kind == QUESTION_SOURCES && control->lent)
		return postpone(control, question);
	if (question->kind == QUESTION_ENGINES)
		question->engines = hooks->engines(hooks->context);
	if (question->kind == QUESTION_SOURCES)
		question->peers = hooks->lend_peers(hooks->context);
	if (!ring_push(control->path->asked, question))
		return false;
	control->lent |= question->kind == QUESTION_SOURCES;
	return true;
}

static void refuse(struct client *client, struct question *question)
{
	question_free(question);
	if (client)
		send_error(client, "too many questions at once; ask again");
}

/* What the line asks goes to the store thread. */
static void handle_line(struct client *client, struct slice line)
{
	struct error error;
	json_t *request = json_parse(line, &error);
	struct question *question = request ? question_new(request, &error) : NULL;

	json_decref(request);
	if (!question) {
		send_error(client, error.text);
		return;
	}
	question->client = client->number;
	if (!ask(client->control, question))
		refuse(client, question);
}

static void handle_lines(struct client *client)
{
	size_t end;

	while ((end = slice_find(text_slice(&client->in), 0, '\n')) != SIZE_MAX) {
		struct text line = {0};

		text_append(&line, slice_part(text_slice(&client->in), 0, end));
		memmove(client->in.data, client->in.data + end + 1,
			client->in.length - end - 1);
		client->in.length -= end + 1;
		handle_line(client, text_slice(&line));
		text_free(&line);
	}
}

static void on_readable(void *context)
{
	struct client *client = context;
	char block[4096];
	ssize_t got = recv(client->fd, block, sizeof(block), MSG_DONTWAIT);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0 || client->in.length + (size_t)got > REQUEST_MAXIMUM) {
		client_free(client);
		return;
	}
	text_append(&client->in, slice_make(block, (size_t)got));
	handle_lines(client);
}

static void on_connection(void *context)
{
	struct control *control = context;
	bool sent_away;
	int fd = spare_accept(
		&control->spare, control->fd, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC, &sent_away);
	struct client *client;

	if (fd < 0)
		return;
	if (control->count >= CLIENTS_MAXIMUM) {
		close(fd);
		return;
	}
	client = xcalloc(1, sizeof(*client));
	client->control = control;
	client->number = ++control->numbers;
	client->fd = fd;
	client->readable = loop_readable(control->loop, fd, on_readable, client);
	list_append(&control->clients, &client->link);
	control->count++;
}

static struct client *client_find(struct control *control, uint64_t number)
{
	for (struct link *link = control->clients.first; link; link = link->next) {
		struct client *client = CONTAINER(link, struct client, link);

		if (client->number == number)
			return client;
	}
	return NULL;
}

/* The io thread knows the listeners, the store thread everything else. */
static void complete_status(struct control *control, struct question *question)
{
	json_t *json = json_parse(text_slice(&question->answer), NULL);

	control->hooks->status(control->hooks->context, json);
	text_reset(&question->answer);
	json_print(json, &question->answer);
	json_decref(json);
}

static const char *about(const struct question *question)
{
	static const char *const members[] = {"alarm", "incident", "engine"};
	const char *id = NULL;

	for (size_t i = 0; !id && i < sizeof(members) / sizeof(*members); i++)
		id = question_text(question, members[i]);
	return id;
}

static bool is_order(const struct question *question)
{
	return question->kind == QUESTION_ORDER || question->kind == QUESTION_ENGINE_ORDER;
}

/* The order may be given: it becomes a record. */
static void complete_order(struct control *control, struct question *question)
{
	json_t *answer = json_object();
	struct error error;

	if (control->hooks->command(
		    control->hooks->context, text_slice(&question->order), &error))
		json_object_set_new(answer, "ordered", json_text(about(question)));
	else
		json_object_set_new(answer, "error", json_text(error.text));
	json_print(answer, &question->answer);
	json_decref(answer);
}

void control_send(struct control *control, uint64_t number, const json_t *answer)
{
	struct client *client = client_find(control, number);

	if (client)
		send_json(client, json_incref((json_t *)(uintptr_t)answer));
}

/* The answer comes when the files are loaded. */
static bool begin_reload(struct control *control, struct question *question)
{
	const char *by = question_text(question, "by");

	if (control->hooks->reload(
		    control->hooks->context, by ? by : "somebody", question->client))
		return true;
	text_string(&question->answer,
		"{\"error\":\"the files are being loaded already; order again\"}");
	return false;
}

static struct question *take_postponed(struct control *control)
{
	struct link *first = control->postponed.first;

	if (!first)
		return NULL;
	list_remove(&control->postponed, first);
	control->postponed_count--;
	return CONTAINER(first, struct question, link);
}

/* What was lent is back. */
static void ask_postponed(struct control *control)
{
	struct question *question;

	control->lent = false;
	while (!control->lent && (question = take_postponed(control)))
		if (!ask(control, question))
			refuse(client_find(control, question->client), question);
}

void control_answer(struct control *control)
{
	struct question *question;

	while (control && (question = ring_pop(control->path->answered))) {
		struct client *client = client_find(control, question->client);

		if (question->kind == QUESTION_STATUS)
			complete_status(control, question);
		if (is_order(question) && question->answer.length == 0)
			complete_order(control, question);
		if (question->kind == QUESTION_RELOAD && begin_reload(control, question))
			client = NULL;
		if (client)
			send_line(client, text_slice(&question->answer));
		if (question->peers)
			ask_postponed(control);
		question_free(question);
	}
}

struct control *control_new(const struct control_hooks *hooks, struct path *path,
	struct loop *loop, const char *file, struct error *error)
{
	struct control *control;
	/* We hold the journal's lock: whoever listens there is another program. */
	int fd = unix_socket_open(file, SOCK_STREAM, 0660, error);

	if (fd < 0)
		return NULL;
	control = xcalloc(1, sizeof(*control));
	control->hooks = hooks;
	control->path = path;
	control->loop = loop;
	control->file = xstrdup(file);
	control->fd = fd;
	control->spare = spare_open();
	control->accepting = loop_readable(loop, fd, on_connection, control);
	return control;
}

void control_free(struct control *control)
{
	struct question *question;

	if (!control)
		return;
	while ((question = take_postponed(control)))
		question_free(question);
	while (control->clients.first)
		client_free(CONTAINER(control->clients.first, struct client, link));
	watch_free(control->accepting);
	close(control->fd);
	spare_close(&control->spare);
	unlink(control->file);
	free(control->file);
	free(control);
}
