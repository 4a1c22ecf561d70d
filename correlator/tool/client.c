/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* Where the daemon listens unless its configuration says otherwise. */
#define CONTROL_USUAL "/run/correlator/control.sock"

enum { PATIENCE_USUAL = 30, ANSWER_MAXIMUM = 1 << 30 };

static const char *path_of(const struct client_words *words)
{
	const char *path = getenv("CORRELATOR_CONTROL");

	if (words->control)
		return words->control;
	return path && path[0] ? path : CONTROL_USUAL;
}

static enum status unreachable(const char *path, int why, int patience)
{
	const char *advice = "is correlatord running? --control names another socket";

	if (why == EACCES)
		advice = "only members of the socket's group may ask; see ls -l";
	if (why == EAGAIN || why == EWOULDBLOCK)
		return command_fail(STATUS_UNREACHABLE,
			"the daemon behind %s did not answer within %d seconds; its log may "
			"say why",
			path, patience);
	return command_fail(STATUS_UNREACHABLE, "cannot reach the daemon at %s: %s; %s", path,
		why ? strerror(why) : "it ended in the middle", advice);
}

static int connect_to(const char *path, int seconds)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const struct timeval patience = {.tv_sec = seconds};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlen(path) >= sizeof(address.sun_path)) {
		close(fd);
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path));
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool send_all(int fd, struct slice bytes)
{
	while (bytes.length) {
		ssize_t sent = send(fd, bytes.data, bytes.length, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		bytes = slice_from(bytes, (size_t)sent);
	}
	return true;
}

/* Up to the end of the line; errno 0 when the other side closed before. */
static bool receive_line(int fd, struct text *line)
{
	char block[65536];

	while (line->length < ANSWER_MAXIMUM) {
		ssize_t got = recv(fd, block, sizeof(block), 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? 0 : errno;
			return false;
		}
		text_append(line, slice_make(block, (size_t)got));
		if (block[got - 1] == '\n')
			return true;
	}
	errno = EMSGSIZE;
	return false;
}

static bool exchange(int fd, const json_t *request, struct text *line)
{
	struct text question = {0};
	bool done;

	json_print(request, &question);
	text_byte(&question, '\n');
	done = send_all(fd, text_slice(&question)) && receive_line(fd, line);
	text_free(&question);
	return done;
}

static enum status judge(struct slice line, json_t **answer)
{
	struct error error;
	const char *sentence;
	enum status status = STATUS_FINE;

	*answer = json_parse(line, &error);
	if (!*answer)
		return command_fail(STATUS_TROUBLE, "the daemon's answer is not understood: %s",
			error.text);
	sentence = json_member_string(*answer, "error", NULL);
	if (sentence)
		status = command_fail(STATUS_TROUBLE, "%s", sentence);
	if (sentence)
		json_decref(*answer);
	return status;
}

enum status client_ask(const struct client_words *words, json_t *request, json_t **answer)
{
	const char *path = path_of(words);
	int patience = words->patience ? words->patience : PATIENCE_USUAL;
	int fd = connect_to(path, patience);
	struct text line = {0};
	enum status status;

	if (fd < 0 || !exchange(fd, request, &line))
		status = unreachable(path, errno, patience);
	else
		status = judge(text_slice(&line), answer);
	if (fd >= 0)
		close(fd);
	text_free(&line);
	json_decref(request);
	return status;
}

enum status client_show(const struct client_words *words, json_t *answer,
	void (*view)(const json_t *answer, struct page *page))
{
	struct page page = page_for(stdout);

	if (words->json)
		page_json(&page, answer);
	else
		view(answer, &page);
	page_finish(&page, stdout);
	json_decref(answer);
	return STATUS_FINE;
}
