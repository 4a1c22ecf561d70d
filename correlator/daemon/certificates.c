/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/certificates.h"

#include <limits.h>

#include "base/duration.h"

/* The listener whose certificate is the first to run out, or NULL. */
static const struct listener_settings *first_to_end(
	const struct settings *settings, struct input *const *open, int *days)
{
	const struct listener_settings *first = NULL;

	*days = INT_MAX;
	for (size_t i = 0; i < settings->listener_count; i++) {
		const struct listener_settings *listener = &settings->listeners[i];
		int left = open[i] && listener->type->days_left
				   ? listener->type->days_left(open[i])
				   : INT_MAX;

		if (left >= *days)
			continue;
		*days = left;
		first = listener;
	}
	return first;
}

static void tell(struct self *self, const struct listener_settings *listener, int days)
{
	if (days < 0)
		self_say(self, SELF_CERTIFICATE, SELF_RAISED,
			"the certificate of listener '%s' has run out", listener->settings->id);
	else
		self_say(self, SELF_CERTIFICATE, SELF_RAISED,
			"the certificate of listener '%s' runs out in %d day%s",
			listener->settings->id, days, days == 1 ? "" : "s");
}

void certificates_second(struct certificates *certificates, struct path *path,
	const struct settings *settings, struct input *const *open)
{
	int64_t now = clock_now(&path->clock);
	int days;
	const struct listener_settings *first = first_to_end(settings, open, &days);

	if (days > CERTIFICATE_DAYS) {
		if (certificates->told)
			self_say(path->self, SELF_CERTIFICATE, SELF_CLEARED,
				"no certificate of ours runs out soon");
		certificates->told = 0;
	} else if (!certificates->told || now - certificates->told >= 24 * HOURS) {
		tell(path->self, first, days);
		certificates->told = now;
	}
}
