/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/trap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "snmp/net_snmp.h"

#define TIME_OID "1.3.6.1.2.1.1.3.0"
#define TRAP_OID "1.3.6.1.6.3.1.1.4.1.0"

enum { TRAP_BYTES = 65536 };

struct trap_encoder {
	struct snmp_session session;
	unsigned char *bytes;
	size_t capacity;
	long request;
};

struct trap_encoder *trap_encoder_new(void)
{
	struct trap_encoder *encoder = xcalloc(1, sizeof(*encoder));

	/* No MIBs and no files: everything is an OID. */
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
	netsnmp_set_mib_directory("");
	snmp_sess_init(&encoder->session);
	encoder->session.version = SNMP_VERSION_2c;
	encoder->bytes = xmalloc(TRAP_BYTES);
	encoder->capacity = TRAP_BYTES;
	return encoder;
}

void trap_encoder_free(struct trap_encoder *encoder)
{
	free(encoder->bytes);
	free(encoder);
}

static bool add(struct snmp_pdu *pdu, const char *name, char type, const char *value)
{
	oid parts[MAX_OID_LEN];
	size_t count = MAX_OID_LEN;

	if (read_objid(name, parts, &count) &&
		snmp_add_var(pdu, parts, count, type, value) == 0)
		return true;
	fprintf(stderr, "generate: %s = %c: %s is refused by the library\n", name, type, value);
	return false;
}

static bool add_bindings(struct snmp_pdu *pdu, const struct saying *saying)
{
	struct text value = {0};
	bool good = true;

	for (size_t i = 0; good && i < saying->wording->binding_count; i++) {
		const struct binding_model *binding = &saying->wording->bindings[i];

		text_reset(&value);
		if (binding->text)
			wording_fill(&value, saying, binding->text);
		else
			text_string(&value, saying->clears ? binding->clear : binding->raise);
		good = add(pdu, binding->oid, binding->type, text_get(&value));
	}
	text_free(&value);
	return good;
}

static struct snmp_pdu *make(const struct saying *saying)
{
	struct snmp_pdu *pdu = snmp_pdu_create(SNMP_MSG_TRAP2);
	char uptime[32], name[256];
	const char *trap = saying->clears ? saying->wording->clear : saying->wording->raise;

	snprintf(uptime, sizeof(uptime), "%lld",
		(long long)(saying->time / (10 * MILLISECONDS) % 4000000000));
	snprintf(name, sizeof(name), "%s", trap);
	if (saying->unlisted)
		snprintf(name, sizeof(name), UNLISTED_TRAP "%u", saying->object % 1000 + 1);
	pdu->version = SNMP_VERSION_2c;
	if (add(pdu, TIME_OID, 't', uptime) && add(pdu, TRAP_OID, 'o', name) &&
		add_bindings(pdu, saying))
		return pdu;
	snmp_free_pdu(pdu);
	return NULL;
}

struct slice trap_encode(struct trap_encoder *encoder, const struct saying *saying)
{
	struct snmp_pdu *pdu = make(saying);
	size_t offset = 0;
	int failed;

	if (!pdu)
		return (struct slice){0};
	pdu->community = (unsigned char *)strdup("public");
	pdu->community_len = strlen("public");
	pdu->reqid = ++encoder->request;
	failed = snmp_build(
		&encoder->bytes, &encoder->capacity, &offset, &encoder->session, pdu);
	snmp_free_pdu(pdu);
	if (failed)
		return (struct slice){0};
	/* It is built from the end of the room towards its beginning. */
	return slice_make(encoder->bytes + encoder->capacity - offset, offset);
}
