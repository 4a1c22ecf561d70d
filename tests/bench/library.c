/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What Net-SNMP takes alone to parse a trap that is in memory: nothing of ours is in the way.
 * The user
 * of SNMPv3 is that of trap_messages. Prints nanoseconds of CPU: the median of the rounds.
 *
 *     library FILE     FILE: datagrams in hex, one a line
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

/* Not in the library's headers for programs, but exported. */
u_char *snmp_comstr_parse(u_char *, size_t *, u_char *, size_t *, long *);

enum { MESSAGE_MAXIMUM = 2048, LINE_MAXIMUM = 2 * MESSAGE_MAXIMUM + 2, ROUNDS = 15 };

struct message {
	size_t length;
	u_char bytes[MESSAGE_MAXIMUM];
};

static struct message *read_messages(const char *path, size_t *count)
{
	FILE *file = fopen(path, "re");
	struct message *messages = NULL;
	char line[LINE_MAXIMUM];
	unsigned byte;

	for (*count = 0; file && fgets(line, sizeof(line), file); ++*count) {
		struct message *message;

		messages = realloc(messages, (*count + 1) * sizeof(*messages));
		if (!messages)
			break;
		message = &messages[*count];
		for (message->length = 0;
			sscanf(line + 2 * message->length, "%2x", &byte) == 1;)
			message->bytes[message->length++] = (u_char)byte;
	}
	if (file)
		fclose(file);
	return messages;
}

static int parse_v2c(netsnmp_pdu *pdu, u_char *bytes, size_t length)
{
	u_char community[256], *body;
	size_t community_length = sizeof(community);
	long version;

	body = snmp_comstr_parse(bytes, &length, community, &community_length, &version);
	return body ? snmp_pdu_parse(pdu, body, &length) : -1;
}

/* It decrypts in place, so it gets a copy, as it does from a socket. */
static int parse(const struct message *message, netsnmp_session *session)
{
	u_char bytes[MESSAGE_MAXIMUM];
	netsnmp_pdu *pdu = SNMP_MALLOC_TYPEDEF(netsnmp_pdu);
	int status;

	memcpy(bytes, message->bytes, message->length);
	status = session->version == SNMP_VERSION_3
			 ? snmpv3_parse(pdu, bytes, &(size_t){message->length}, NULL, session)
			 : parse_v2c(pdu, bytes, message->length);
	snmp_free_pdu(pdu);
	return status;
}

static double cpu_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

int main(int count, char **words)
{
	static char user[] =
		"-e 0x80001f88050102030406 bench SHA bench-authentication AES bench-encryption";
	static char bench[] = "bench", create[] = "createUser";
	netsnmp_session session;
	double costs[ROUNDS];
	size_t messages_count;
	struct message *messages = read_messages(count == 2 ? words[1] : "", &messages_count);

	if (messages_count == 0) {
		fprintf(stderr, "library: it takes one FILE with datagrams\n");
		return 2;
	}
	setenv("MIBS", "", 1);
	setenv("SNMPCONFPATH", "/nonexistent", 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	init_snmp(bench);
	usm_parse_create_usmUser(create, user);
	snmp_sess_init(&session);
	/* SEQUENCE, its length, INTEGER 1, and the version: 3 is SNMPv3. */
	session.version =
		memmem(messages[0].bytes, 8, "\2\1\3", 3) ? SNMP_VERSION_3 : SNMP_VERSION_2c;
	for (size_t round = 0; round < ROUNDS; round++) {
		double begin = cpu_time();

		for (size_t i = 0; i < messages_count; i++)
			if (parse(&messages[i], &session) != 0) {
				fprintf(stderr, "library: message %zu is not taken\n", i);
				return 1;
			}
		costs[round] = (cpu_time() - begin) / (double)messages_count;
	}
	qsort(costs, ROUNDS, sizeof(*costs), compare);
	printf("%.0f\n", costs[ROUNDS / 2]);
	free(messages);
	return 0;
}
