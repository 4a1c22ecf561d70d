/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a scenario asks of a document: "platform=voicemail", "service.SMS=normal",
 * "why.relation=downstream". A name is a member of the document (with dots: a member of a
 * member), or one of a few shorter names for members that are asked for often.
 */
#ifndef TOOL_FACTS_H
#define TOOL_FACTS_H

#include "base/json.h"
#include "tool/scenario.h"

enum { FACTS_MAXIMUM = 32 };

/* name=value */
struct fact {
	struct slice name, value;
};

struct facts {
	struct fact items[FACTS_MAXIMUM];
	size_t count;
};

/* Reads the rest of a statement; false after reporting. */
bool facts_read(struct scenario *scenario, struct slice rest, struct facts *facts);
/* How many of the facts do not hold in the document; each that does not is described on a line
 * of its own in `out` (may be NULL). */
size_t facts_differ(const struct scenario *scenario, const struct facts *facts,
	const json_t *document, struct text *out);

#endif
