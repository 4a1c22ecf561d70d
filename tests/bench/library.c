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

#include "bench/drain.h"
#include "snmp/net_snmp.h"

/* Not in the library's headers for programs, but exported. */
u_char *snmp_comstr_parse(u_char *, size_t *, u_char *, size_t *, long *);

enum { MESSAGE_MAXIMUM = 2048, ROUNDS = 15 };

static int parse_v2c(netsnmp_pdu *pdu, u_char *bytes, size_t length)
{
	u_char community[256], *body;
	size_t community_length = sizeof(community);
	long version;

	body = snmp_comstr_parse(bytes, &length, community, &community_length, &version);
	return body ? snmp_pdu_parse(pdu, body, &length) : -1;
}

/* It decrypts in place, so it gets a copy, as it does from a socket. */
static int parse(struct slice message, netsnmp_session *session)
{
	u_char bytes[MESSAGE_MAXIMUM];
	netsnmp_pdu *pdu = calloc(1, sizeof(*pdu));
	int status;

	memcpy(bytes, message.data, message.length);
	status = session->version == SNMP_VERSION_3
			 ? snmpv3_parse(pdu, bytes, &(size_t){message.length}, NULL, session)
			 : parse_v2c(pdu, bytes, message.length);
	snmp_free_pdu(pdu);
	return status;
}

int main(int count, char **words)
{
	static char user[] =
		"-e 0x80001f88050102030406 bench SHA bench-authentication AES bench-encryption";
	static char bench[] = "bench", create[] = "createUser";
	netsnmp_session session;
	double costs[ROUNDS];
	struct slice *messages;
	size_t message_count;

	if (count != 2) {
		fprintf(stderr, "library: it takes one FILE with datagrams\n");
		return 2;
	}
	messages = drain_read(words[1], &message_count);
	setenv("MIBS", "", 1);
	setenv("SNMPCONFPATH", "/nonexistent", 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	init_snmp(bench);
	usm_parse_create_usmUser(create, user);
	snmp_sess_init(&session);
	/* SEQUENCE, its length, INTEGER 1, and the version: 3 is SNMPv3. */
	session.version =
		slice_find_slice(slice_part(messages[0], 0, 8), slice_of("\2\1\3")) != SIZE_MAX
			? SNMP_VERSION_3
			: SNMP_VERSION_2c;
	for (size_t round = 0; round < ROUNDS; round++) {
		int64_t begin = drain_cpu_time();

		for (size_t i = 0; i < message_count; i++)
			if (parse(messages[i], &session) != 0) {
				fprintf(stderr, "library: message %zu is not taken\n", i);
				return 1;
			}
		costs[round] = (double)(drain_cpu_time() - begin) / (double)message_count;
	}
	printf("%.0f\n", drain_median(costs, ROUNDS));
	drain_free(messages, message_count);
	return 0;
}
