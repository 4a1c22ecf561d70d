/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/v3_guard.h"

#include "base/duration.h"

/* The scoped PDU of a message that is signed as it should be. What was encrypted with another
 * key is garbage. */
static enum trap_verdict look_inside(const struct v3_guard *guard, struct slice scoped)
{
	struct precheck found;
	enum trap_verdict verdict = precheck_scoped(scoped, &found);

	if (verdict == TRAP_ACCEPTED)
		verdict = precheck_body(&found);
	return verdict == TRAP_MALFORMED && guard->header.level == USM_PRIV ? TRAP_DECRYPTION
									    : verdict;
}

enum trap_verdict v3_guard_judge(
	struct v3_guard *guard, enum trap_verdict found, struct slice scoped)
{
	if (guard->verdict != TRAP_ACCEPTED)
		return guard->verdict;
	guard->verdict = found;
	if (guard->verdict == TRAP_ACCEPTED)
		guard->verdict = look_inside(guard, scoped);
	if (guard->verdict == TRAP_ACCEPTED)
		guard->verdict = usm_judge(guard->usm, &guard->message);
	guard->authentic = guard->verdict == TRAP_ACCEPTED;
	return guard->verdict;
}

void v3_guard_begin(struct v3_guard *guard, struct usm *usm)
{
	guard->usm = usm;
}

/* Whether the library has a Report for that. */
static bool is_reported(enum trap_verdict verdict)
{
	return verdict == TRAP_DISCOVERY || verdict == TRAP_ENGINE || verdict == TRAP_USER;
}

static bool may_report(struct v3_guard *guard)
{
	const int64_t second = guard->message.now / SECONDS;

	if (second != guard->second)
		guard->reports = 0;
	guard->second = second;
	if (guard->reports < REPORTS_PER_SECOND)
		return true;
	guard->withheld = true;
	return false;
}

bool v3_guard_reports(struct v3_guard *guard)
{
	const bool may = may_report(guard);

	guard->reports += may;
	return may;
}

bool v3_guard_admit(struct v3_guard *guard, const struct precheck *found,
	const struct trap_context *context)
{
	struct v3_header *header = &guard->header;

	guard->authentic = false;
	guard->message = (struct usm_message){
		.header = header, .peer = context->peer, .now = context->now};
	guard->verdict = v3_header_read(found->content, header);
	if (guard->verdict != TRAP_ACCEPTED)
		return false;
	guard->verdict = usm_admit(guard->usm, &guard->message);
	if (guard->verdict != TRAP_ACCEPTED &&
		!(is_reported(guard->verdict) && header->reportable && may_report(guard)))
		return false;
	usm_library_user(&guard->message);
	if (guard->message.own || header->reportable)
		usm_library_know(usm_own(guard->usm));
	return true;
}

struct pdu_sender v3_guard_sender(const struct v3_guard *guard)
{
	static const uint16_t flags[USM_LEVELS] = {
		[USM_AUTH] = EVENT_AUTHENTIC,
		[USM_PRIV] = EVENT_AUTHENTIC | EVENT_PRIVATE,
	};
	const struct v3_header *header = &guard->header;

	return (struct pdu_sender){.user = header->user,
		.flags = flags[header->level],
		.engine = guard->message.engine ? &header->engine : NULL,
		.time = header->time};
}

enum trap_verdict v3_guard_settle(struct v3_guard *guard, bool made)
{
	usm_library_forget();
	if (guard->verdict != TRAP_ACCEPTED)
		return guard->verdict;
	if (!guard->authentic || !made)
		return TRAP_MALFORMED;
	usm_take(guard->usm, &guard->message);
	return TRAP_ACCEPTED;
}
