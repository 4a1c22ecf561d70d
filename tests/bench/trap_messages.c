/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Prints that many traps, each with a number of its own, in hex, as Net-SNMP makes them: it
 * sends them to a socket of ours. Those of SNMPv3 are of the user "bench" (SHA and AES).
 *
 *     trap_messages v2c|v3 COUNT
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

static int open_receiver(char peer[32])
{
	struct sockaddr_in here = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof(here);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (bind(fd, (struct sockaddr *)&here, length) != 0 ||
		getsockname(fd, (struct sockaddr *)&here, &length) != 0)
		return -1;
	snprintf(peer, 32, "udp:127.0.0.1:%u", ntohs(here.sin_port));
	return fd;
}

static int make_key(
	const oid *hash, size_t length, const char *phrase, u_char *key, size_t *size)
{
	*size = USM_AUTH_KU_LEN;
	return generate_Ku(
		hash, (u_int)length, (const u_char *)phrase, strlen(phrase), key, size);
}

static netsnmp_session *open_v2c(char *peer)
{
	static u_char community[] = "public";
	netsnmp_session session;

	snmp_sess_init(&session);
	session.version = SNMP_VERSION_2c;
	session.peername = peer;
	session.community = community;
	session.community_len = sizeof(community) - 1;
	return snmp_open(&session);
}

static netsnmp_session *open_v3(char *peer)
{
	static u_char engine[] = {0x80, 0, 0x1f, 0x88, 5, 1, 2, 3, 4, 6};
	static char user[] = "bench";
	oid signature[10], cipher[10];
	netsnmp_session session; /* the library copies all of it */

	memcpy(signature, usmHMACSHA1AuthProtocol, sizeof(signature));
	memcpy(cipher, usmAESPrivProtocol, sizeof(cipher));
	snmp_sess_init(&session);
	session.version = SNMP_VERSION_3;
	session.peername = peer;
	session.securityName = user;
	session.securityNameLen = strlen(user);
	session.securityLevel = SNMP_SEC_LEVEL_AUTHPRIV;
	session.securityAuthProto = signature;
	session.securityAuthProtoLen = 10;
	session.securityPrivProto = cipher;
	session.securityPrivProtoLen = 10;
	if (make_key(usmHMACSHA1AuthProtocol, 10, "bench-authentication",
		    session.securityAuthKey, &session.securityAuthKeyLen) != 0 ||
		make_key(usmHMACSHA1AuthProtocol, 10, "bench-encryption",
			session.securityPrivKey, &session.securityPrivKeyLen) != 0)
		return NULL;
	session.securityEngineID = session.contextEngineID = engine;
	session.securityEngineIDLen = session.contextEngineIDLen = sizeof(engine);
	session.engineBoots = 1;
	session.engineTime = 1000;
	set_enginetime(engine, sizeof(engine), 1, 1000, TRUE);
	return snmp_open(&session);
}

static void add(netsnmp_pdu *pdu, const char *name, char type, const char *value)
{
	oid number[MAX_OID_LEN];
	size_t length = MAX_OID_LEN;

	if (read_objid(name, number, &length))
		snmp_add_var(pdu, number, length, type, value);
}

static int send_trap(netsnmp_session *session)
{
	netsnmp_pdu *pdu = snmp_pdu_create(SNMP_MSG_TRAP2);

	add(pdu, ".1.3.6.1.2.1.1.3.0", 't', "4242");
	add(pdu, ".1.3.6.1.6.3.1.1.4.1.0", 'o', ".1.3.6.1.6.3.1.1.5.3");
	add(pdu, ".1.3.6.1.2.1.2.2.1.1.7", 'i', "7");
	add(pdu, ".1.3.6.1.2.1.2.2.1.7.7", 'i', "1");
	add(pdu, ".1.3.6.1.2.1.2.2.1.8.7", 'i', "2");
	return snmp_send(session, pdu);
}

int main(int count, char **words)
{
	long wanted = count == 3 ? atol(words[2]) : 0;
	unsigned char bytes[4096];
	netsnmp_session *session;
	char peer[32];
	int fd = open_receiver(peer);

	setenv("MIBS", "", 1);
	setenv("SNMPCONFPATH", "/nonexistent", 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	init_snmp("bench");
	if (fd < 0 || wanted <= 0)
		return 1;
	session = strcmp(words[1], "v3") == 0 ? open_v3(peer) : open_v2c(peer);
	for (long i = 0; session && i < wanted; i++) {
		ssize_t length = send_trap(session) ? recv(fd, bytes, sizeof(bytes), 0) : -1;

		for (ssize_t j = 0; j < length; j++)
			printf("%02x", bytes[j]);
		printf("\n");
	}
	if (!session)
		snmp_perror("trap_messages");
	return session ? 0 : 1;
}
