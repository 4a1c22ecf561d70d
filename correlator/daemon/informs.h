/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Informs: which of them are copies, and whom to answer when. An answer says that the record is
 * on disk, so it waits until the parcel that the event went into is; a copy is answered again,
 * for the same parcel, and counted once. Parcels of io are numbered in the order in which they
 * go to the journal, which says up to which one all is durable (path->parcels).
 *
 * Used by the io thread alone.
 */
#ifndef DAEMON_INFORMS_H
#define DAEMON_INFORMS_H

#include "base/json.h"
#include "daemon/path.h"
#include "input/copies.h"
#include "input/intake.h"

struct informs;

/* Takes over the filter, which knows what is on disk from before. Replies go out by sockets
 * that are duplicates of those of up to `listeners` listeners, and stay open when the inputs
 * close. */
struct informs *informs_new(struct path *path, struct copies *copies, size_t listeners);
void informs_free(struct informs *informs);
/* Whether the event, which would go into *parcel, is a copy; *parcel is that of the first then.
 */
bool informs_is_copy(struct informs *informs, const struct event *event, uint64_t *parcel);
/* Sends the reply when that parcel is on disk; NULL: it could not be made, and that is counted.
 */
void informs_reply(
	struct informs *informs, uint16_t listener, const struct reply *reply, uint64_t parcel);
/* Sends what may go now. Called when the bell rings. */
void informs_release(struct informs *informs);
/* Once a second: complains about what was given up since. */
void informs_second(struct informs *informs);
json_t *informs_status(const struct informs *informs);

#endif
