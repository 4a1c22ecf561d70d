/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/library_log.h"

#include <assert.h>

#include "base/log.h"
#include "base/text.h"
#include "snmp/net_snmp.h"

static void to_debug(struct slice line)
{
	struct text clean = {0};

	text_clean(&clean, line);
	log_debug("snmp", "library: %s", text_get(&clean));
	text_free(&clean);
}

static int hand_on(netsnmp_log_handler *handler, int priority, const char *message)
{
	struct slice line = slice_trim(slice_of(message));
	struct library_log *log = handler->magic;

	(void)priority;
	if (log)
		log->line(log->context, line);
	else
		to_debug(line);
	return 1;
}

/* Ours stays in the library's list for good: with none at all it prints to standard error. */
static netsnmp_log_handler *our_handler(void)
{
	netsnmp_log_handler *handler = get_logh_head();

	while (handler && handler->handler != hand_on)
		handler = handler->next;
	if (handler)
		return handler;
	handler = netsnmp_register_loghandler(NETSNMP_LOGHANDLER_NONE, LOG_DEBUG);
	assert(handler);
	handler->handler = hand_on;
	return handler;
}

void library_log_to(struct library_log *log)
{
	netsnmp_log_handler *handler;

	snmp_disable_log();
	handler = our_handler();
	netsnmp_enable_this_loghandler(handler);
	handler->magic = log;
}
