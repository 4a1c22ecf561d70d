/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * init_snmp() and init_snmpv3() are not called: they would read configuration files, make an
 * engine id of their own and remember boots in a place of their own.
 */
#include "snmp/usm_library.h"

#include <inttypes.h>

#include "base/xalloc.h"
#include "snmp/net_snmp.h"

/* Our security model: the library's, with a look of our own between its verification and its
 * decoder. */
struct model {
	struct snmp_secmod_def def; /* first: the library knows no more */
	SecmodInMsg *decode;        /* the library's */
	usm_library_judge *judge;
	struct usmUser user; /* in the library's list */
};

static struct model *our_model(void)
{
	return (struct model *)find_sec_mod(SNMP_SEC_MODEL_USM);
}

static enum trap_verdict verdict_of(int result)
{
	switch (result) {
	case SNMPERR_SUCCESS:
		return TRAP_ACCEPTED;
	case SNMPERR_USM_UNKNOWNENGINEID:
		return TRAP_ENGINE;
	case SNMPERR_USM_UNKNOWNSECURITYNAME:
		return TRAP_USER;
	case SNMPERR_USM_UNSUPPORTEDSECURITYLEVEL:
		return TRAP_LEVEL;
	case SNMPERR_USM_AUTHENTICATIONFAILURE:
		return TRAP_DIGEST;
	case SNMPERR_USM_NOTINTIMEWINDOW:
		return TRAP_WINDOW;
	case SNMPERR_USM_DECRYPTIONERROR:
		return TRAP_DECRYPTION;
	default:
		return TRAP_MALFORMED;
	}
}

/* Of what we refuse, the library sends a Report where there is one for it. */
static int result_of(enum trap_verdict verdict)
{
	return verdict == TRAP_DECRYPTION ? SNMPERR_USM_DECRYPTIONERROR
					  : SNMPERR_USM_PARSEERROR;
}

/* The library decodes what it can even of a message that is not signed as it should be: it gets
 * nothing to decode then. */
static int decode(struct snmp_secmod_incoming_params *message)
{
	const struct model *model = our_model();
	int result = model->decode(message);
	struct slice scoped = {0};
	enum trap_verdict verdict;

	if (result == SNMPERR_SUCCESS)
		scoped = slice_make(*message->scopedPdu, *message->scopedPduLen);
	verdict = model->judge(message->sess->callback_magic, verdict_of(result), scoped);
	if (verdict == TRAP_ACCEPTED)
		return result;
	*message->scopedPdu = NULL;
	return result == SNMPERR_SUCCESS ? result_of(verdict) : result;
}

static void set_key(const struct usm_key *key, u_char **bytes, size_t *length)
{
	*bytes = key ? (u_char *)(uintptr_t)key->bytes : NULL;
	*length = key ? key->length : 0;
}

static void set_protocols(struct usmUser *library, const struct usm_user *user)
{
	library->authProtocol =
		sc_get_auth_oid(user->auth ? user->auth->type : NETSNMP_USMAUTH_NOAUTH,
			&library->authProtocolLen);
	library->privProtocol =
		sc_get_priv_oid(user->priv ? user->priv->type : USM_CREATE_USER_PRIV_NONE,
			&library->privProtocolLen);
}

/* A name that no message has, for the library compares the names of all users. */
static const char nobody[] = "a name longer than the 32 octets of RFC 3414";

static void set_user(struct usmUser *library, const struct usm_message *message)
{
	const struct usm_keys *keys = message->keys;

	set_key(keys ? &keys->auth : NULL, &library->authKey, &library->authKeyLen);
	set_key(keys ? &keys->priv : NULL, &library->privKey, &library->privKeyLen);
	library->name = library->secName = (char *)(uintptr_t)nobody;
	library->engineIDLen = 0;
	library->userStatus = RS_NOTREADY;
	if (!message->user)
		return;
	set_protocols(library, message->user);
	library->name = library->secName = (char *)(uintptr_t)message->user->name;
	library->engineID = (u_char *)(uintptr_t)message->header->engine.bytes;
	library->engineIDLen = message->header->engine.length;
	library->userStatus = RS_ACTIVE;
}

static void register_model(usm_library_judge *judge)
{
	struct model *model = xcalloc(1, sizeof(*model));
	const struct snmp_secmod_def *usm;

	/* It registers words of a configuration file that is never read, under this name. */
	netsnmp_ds_set_string(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_APPTYPE, "correlator");
	init_usm();
	usm = find_sec_mod(SNMP_SEC_MODEL_USM);
	*model = (struct model){.def = *usm, .decode = usm->decode, .judge = judge};
	model->def.decode = decode;
	unregister_sec_mod(SNMP_SEC_MODEL_USM);
	register_sec_mod(SNMP_SEC_MODEL_USM, "usm", &model->def);
	/* Salts of what is encrypted begin at random, and there is a user without a name, for
	 * those who ask for our engine. */
	snmp_call_callbacks(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_POST_PREMIB_READ_CONFIG, NULL);
	set_user(&model->user, &(struct usm_message){0});
	usm_add_user(&model->user);
}

void usm_library_begin(const struct usm_own *own, usm_library_judge *judge)
{
	char boots[16];

	set_exact_engineID(own->id.bytes, own->id.length);
	/* It counts one more. */
	snprintf(boots, sizeof(boots), "%" PRIu32, own->boots - 1);
	engineBoots_conf("engineBoots", boots);
	if (!our_model())
		register_model(judge);
	/* A context engine id that asks for ours (RFC 5343) would be answered without any
	 * check. */
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_NO_DISCOVERY, 1);
}

void usm_library_user(const struct usm_message *message)
{
	set_user(&our_model()->user, message);
}

void usm_library_forget(void)
{
	usm_library_user(&(struct usm_message){0});
	free_etimelist();
}

void usm_library_know(const struct usm_own *own)
{
	set_enginetime(own->id.bytes, own->id.length, own->boots,
		(u_int)snmpv3_local_snmpEngineTime(), TRUE);
}
