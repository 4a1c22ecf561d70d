/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The SNMPv3 side of a session: a message is looked at before Net-SNMP sees it, when its
 * digest is found right, and when its event is made.
 */
#ifndef SNMP_V3_GUARD_H
#define SNMP_V3_GUARD_H

#include "snmp/pdu.h"
#include "snmp/precheck.h"
#include "snmp/usm_library.h"

enum { REPORTS_PER_SECOND = 100 };

struct v3_guard {
	struct usm *usm;
	/* The message in hand. */
	struct v3_header header;
	struct usm_message message;
	enum trap_verdict verdict;
	bool authentic; /* it may be decoded */
	/* Reports, which anybody can provoke. */
	int64_t second;
	unsigned reports;
	bool withheld; /* the one for the message in hand, for there were too many */
};

/* `usm` must outlive it. */
void v3_guard_begin(struct v3_guard *guard, struct usm *usm);
/* False: the library need not see it; the verdict is guard->verdict. True with a verdict that
 * refuses: the library shall tell the sender why. */
bool v3_guard_admit(struct v3_guard *guard, const struct precheck *found,
	const struct trap_context *context);
/* Who sent a message that is authentic. Points into the guard. */
struct pdu_sender v3_guard_sender(const struct v3_guard *guard);
/* For the hook (usm_library.h). */
enum trap_verdict v3_guard_judge(
	struct v3_guard *guard, enum trap_verdict found, struct slice scoped);
/* The library wants to send a Report: whether it goes out. */
bool v3_guard_reports(struct v3_guard *guard);
/* The library has seen it; `made`: there is an event. */
enum trap_verdict v3_guard_settle(struct v3_guard *guard, bool made);

#endif
