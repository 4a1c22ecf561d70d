/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Notifications that other programs sent, and what others found to break decoders, through the
 * decoder of the listener: every file of data/snmp, whatever its name, or those that are given
 * (behind -l each datagram's verdict is listed, behind -s PORT each is sent to that port, from
 * an address of its own). A file of "cases" says what each must become; one that is a list of
 * vectors says which must be refused; of a capture all that is known is that each datagram is
 * accepted or refused, by one reason.
 */
#include "unit/input/trap_runner.h"

#include <arpa/inet.h>
#include <fts.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/log.h"
#include "unit/input/pcap.h"
#include "unit/input/trap_expect.h"
#include "unit/input/trap_users.h"

enum { SOURCES_MAXIMUM = 256 };

/* What came of the files so far. */
struct tally {
	size_t files, unread, datagrams, wrong;
	bool list;
	uint16_t port;   /* 0: nothing is sent */
	char fault[128]; /* what was said of the last malformed datagram */
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Every datagram has one verdict; what is refused is told by reason. */
static void print_account(const struct trap_runner *runner, const char *name)
{
	const struct input_account *account = &runner->reception.account;
	uint64_t sum = account->journaled;

	printf("%s: %" PRIu64 " datagrams, %" PRIu64 " accepted (%" PRIu64 " malformed)", name,
		account->read, account->journaled, account->malformed);
	for (enum refusal reason = 0; reason < REFUSALS; reason++) {
		sum += account->refused[reason];
		if (account->refused[reason])
			printf(", %" PRIu64 " %s", account->refused[reason],
				refusal_name(reason));
	}
	printf("\n");
	assert_int_equal(sum, account->read);
}

static void wrong(struct tally *tally, const char *name, const char *why)
{
	printf("  WRONG %s: %s\n", name, why);
	tally->wrong++;
}

static void keep_fault(void *context, enum log_level level, const char *line)
{
	struct tally *tally = context;

	(void)level;
	snprintf(tally->fault, sizeof(tally->fault), "%s", line);
}

static void list_verdict(struct tally *tally, enum refusal reason, struct slice bytes)
{
	if (!tally->list)
		return;
	printf("%zu %s ", tally->datagrams,
		reason == REFUSALS ? "accepted" : refusal_name(reason));
	for (size_t i = 0; i < bytes.length && i < 512; i++)
		printf("%02x", (unsigned char)bytes.data[i]);
	printf(" %s\n", tally->fault);
	tally->fault[0] = '\0';
}

/* The bytes that wait at a port of the loopback, as /proc/net/udp has them. */
static unsigned long waiting_at(uint16_t port)
{
	FILE *file = fopen("/proc/net/udp", "re");
	unsigned long waiting = 0, queue;
	char line[256];
	unsigned at;

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "%*d: %*8x:%x %*x:%*x %*x %*x:%lx", &at, &queue) == 2 &&
			at == port)
			waiting += queue;
	if (file)
		fclose(file);
	return waiting;
}

/* From 127.1.0.0 plus its number, so that a receiver's output tells which it was; no faster
 * than it is taken. */
static void send_away(const struct tally *tally, struct slice bytes)
{
	struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	from.sin_addr.s_addr = htonl(0x7f010000 + (uint32_t)tally->datagrams);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	to.sin_port = htons(tally->port);
	assert_int_equal(bind(fd, (struct sockaddr *)&from, sizeof(from)), 0);
	while (waiting_at(tally->port) > 65536)
		usleep(1000);
	sendto(fd, bytes.data, bytes.length, 0, (struct sockaddr *)&to, sizeof(to));
	close(fd);
}

/* The event of an accepted datagram is whole and can be described. */
static enum refusal take(
	struct trap_runner *runner, struct tally *tally, struct slice bytes, const char *peer)
{
	enum refusal reason = trap_runner_take(runner, bytes, peer);
	struct text line = {0};

	list_verdict(tally, reason, bytes);
	if (tally->port)
		send_away(tally, bytes);
	tally->datagrams++;
	if (reason != REFUSALS)
		return reason;
	assert_true(event_valid(slice_make(runner->event, runner->size)));
	event_describe(runner->event, &line);
	assert_true(line.length > 0);
	text_free(&line);
	return reason;
}

static bool is_accepted(const json_t *sample)
{
	return json_is_true(json_object_get(sample, "accept"));
}

/* The communities and users of all that is to be accepted. */
static struct trap_runner *open_for_cases(const json_t *cases, struct trap_users *users)
{
	const char *communities[SOURCES_MAXIMUM];
	struct string_list list = {communities, 0};
	const json_t *sample;
	size_t i;

	json_array_foreach(cases, i, sample)
	{
		const json_t *want = json_object_get(sample, "expect");
		const char *community = samples_string(want, "community");
		size_t j = 0;

		if (is_accepted(sample))
			trap_users_add(users, want);

		while (community && j < list.count && strcmp(communities[j], community) != 0)
			j++;
		if (community && is_accepted(sample) && j == list.count && j < SOURCES_MAXIMUM)
			communities[list.count++] = community;
	}
	return trap_runner_new(&list, trap_users_open(users));
}

/* Sent to the engine that it had asked for: not ours. */
static bool is_live_only(const json_t *want)
{
	return json_is_null(json_object_get(want, "engine_id"));
}

/* Whether that is the reason that the note of a v3 sample names, if it names one. */
static bool is_noted(const json_t *sample, enum refusal reason)
{
	static const struct {
		const char *words;
		enum refusal reason;
	} notes[] = {
		{"WrongDigests", REFUSED_DIGEST},
		{"DecryptionErrors", REFUSED_DECRYPTION},
		{"UnknownUserNames", REFUSED_USER},
		{"noAuthNoPriv must not", REFUSED_LEVEL},
		{"2^31-1", REFUSED_BOOTS},
		{"outside the 150 s window", REFUSED_WINDOW},
		{"older boots", REFUSED_WINDOW},
	};
	const char *note = samples_string(sample, "note");

	for (size_t i = 0; note && i < sizeof(notes) / sizeof(notes[0]); i++)
		if (strstr(note, notes[i].words))
			return reason == notes[i].reason;
	return reason >= REFUSED_DISCOVERY;
}

/* What is wrong with the verdict, or NULL. */
static const char *verdict_fault(const json_t *sample, enum refusal reason)
{
	const json_t *want = json_object_get(sample, "expect");
	bool v3 = strcmp(samples_string(want, "version"), "3") == 0;

	if (is_live_only(want))
		return reason == REFUSED_DISCOVERY || reason == REFUSED_ENGINE
			       ? NULL
			       : "not for another engine";
	if (is_accepted(sample))
		return reason == REFUSALS ? NULL : refusal_name(reason);
	if (reason == REFUSALS)
		return "accepted";
	if (v3 ? is_noted(sample, reason) : reason == REFUSED_COMMUNITY)
		return NULL;
	return refusal_name(reason);
}

static void run_case(struct trap_runner *runner, struct tally *tally, const json_t *sample)
{
	const json_t *want = json_object_get(sample, "expect"), *hex;
	const char *name = samples_string(sample, "name");
	const char *transport = samples_string(sample, "transport");
	const char *peer = transport && strcmp(transport, "udp6") == 0 ? "::1" : "127.0.0.1";
	struct text why = {0};
	size_t i;

	json_array_foreach(json_object_get(sample, "datagrams"), i, hex)
	{
		struct slice bytes = samples_bytes(hex);
		enum refusal reason = take(runner, tally, bytes, peer);

		if (verdict_fault(sample, reason))
			wrong(tally, name, verdict_fault(sample, reason));
		else if (reason == REFUSALS && !trap_expect(runner->event, want, &why))
			wrong(tally, name, text_get(&why));
		text_reset(&why);
		free((char *)bytes.data);
	}
	text_free(&why);
}

static void run_cases(struct tally *tally, const char *path, const json_t *cases)
{
	struct trap_users users = {.usm = NULL};
	struct trap_runner *runner = open_for_cases(cases, &users);
	size_t before = tally->wrong;
	const json_t *sample;
	size_t i;

	json_array_foreach(cases, i, sample) run_case(runner, tally, sample);
	print_account(runner, base_name(path));
	printf("  %zu cases, %zu wrong\n", json_array_size(cases), tally->wrong - before);
	trap_runner_free(runner);
	trap_users_close(&users);
}

/* A vector has to be refused, or to be accepted, for its keys are known, or nothing is known.
 */
static void run_vector(
	struct trap_runner *runner, struct tally *tally, const json_t *vector, size_t counts[2])
{
	bool refuse = json_is_true(json_object_get(vector, "must_be_rejected"));
	bool accept = json_object_get(vector, "v3") != NULL;
	struct slice bytes = samples_bytes(json_object_get(vector, "hex"));
	enum refusal reason = take(runner, tally, bytes, "127.0.0.1");

	counts[0] += refuse;
	counts[1] += accept;
	if (refuse && reason == REFUSALS)
		wrong(tally, samples_string(vector, "name"), "accepted");
	if (accept && reason != REFUSALS)
		wrong(tally, samples_string(vector, "name"), refusal_name(reason));
	free((char *)bytes.data);
}

static void run_vectors(struct tally *tally, const char *path, const json_t *vectors)
{
	struct trap_users users = {.usm = NULL};
	struct trap_runner *runner;
	const json_t *vector;
	size_t i, counts[2] = {0};

	json_array_foreach(vectors, i, vector)
	{
		trap_users_add(&users, json_object_get(vector, "v3"));
	}
	runner = trap_runner_new(&(struct string_list){0}, trap_users_open(&users));
	json_array_foreach(vectors, i, vector) run_vector(runner, tally, vector, counts);
	print_account(runner, base_name(path));
	printf("  %zu vectors, %zu of them had to be refused, %zu accepted\n",
		json_array_size(vectors), counts[0], counts[1]);
	trap_runner_free(runner);
	trap_users_close(&users);
}

static void run_json(struct tally *tally, const char *path)
{
	json_error_t error;
	json_t *json = json_load_file(path, JSON_ALLOW_NUL, &error);
	const json_t *cases = json_object_get(json, "cases");

	if (json_is_array(cases)) {
		run_cases(tally, path, cases);
	} else if (json_is_array(json)) {
		run_vectors(tally, path, json);
	} else {
		printf("%s: neither cases nor vectors%s%s\n", base_name(path), json ? "" : ": ",
			json ? "" : error.text);
		tally->unread++;
	}
	json_decref(json);
}

static void run_capture(struct tally *tally, const char *path)
{
	static struct pcap pcap;
	struct trap_runner *runner;
	struct slice datagram;

	if (!pcap_open_path(&pcap, path)) {
		printf("%s: no capture that can be read\n", base_name(path));
		tally->unread++;
		return;
	}
	runner = trap_runner_new(&(struct string_list){0}, NULL);
	while (pcap_next(&pcap, &datagram)) {
		take(runner, tally, datagram, "192.0.2.1");
		free((char *)datagram.data);
	}
	pcap_close(&pcap);
	print_account(runner, base_name(path));
	if (pcap.others)
		printf("  %zu frames were no whole UDP datagram\n", pcap.others);
	trap_runner_free(runner);
}

static bool ends_in(const char *path, const char *end)
{
	size_t length = strlen(path), tail = strlen(end);

	return length >= tail && strcmp(path + length - tail, end) == 0;
}

static void run_file(struct tally *tally, const char *path)
{
	bool capture = ends_in(path, ".pcap") || ends_in(path, ".pcap.gz");

	if (!capture && !ends_in(path, ".json"))
		return;
	tally->files++;
	if (capture)
		run_capture(tally, path);
	else
		run_json(tally, path);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void run_paths(struct tally *tally, char *const *paths)
{
	FTS *walk = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	const FTSENT *entry;

	while ((entry = fts_read(walk)))
		if (entry->fts_info == FTS_F)
			run_file(tally, entry->fts_path);
	fts_close(walk);
	printf("%zu files (%zu could not be read), %zu datagrams, %zu wrong\n", tally->files,
		tally->unread, tally->datagrams, tally->wrong);
}

static void everything_in_the_folder(void **state)
{
	char path[512];
	char *paths[] = {path, NULL};
	struct tally tally = {0};

	(void)state;
	samples_path("snmp", path);
	run_paths(&tally, paths);
	if (tally.files == 0) {
		printf("there is no %s: set CORRELATOR_SHARED\n", path);
		skip();
	}
	assert_int_equal(tally.wrong, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_in_the_folder),
	};
	struct tally tally = {0};

	if (argc == 1)
		return cmocka_run_group_tests(tests, NULL, NULL);
	tally.list = argc > 2 && strcmp(argv[1], "-l") == 0;
	if (tally.list) {
		log_set_level(LOG_LEVEL_DEBUG);
		log_set_sink(keep_fault, &tally);
	}
	if (argc > 3 && strcmp(argv[1], "-s") == 0)
		tally.port = (uint16_t)strtoul(argv[2], NULL, 10);
	run_paths(&tally, argv + 1 + tally.list + 2 * (tally.port > 0));
	return tally.wrong > 0;
}
