/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The communities that a listener accepts. A community is a secret, if a weak one: it is
 * compared and otherwise goes nowhere; what an event keeps is the name that it was given in its
 * file.
 */
#ifndef SNMP_COMMUNITY_H
#define SNMP_COMMUNITY_H

#include "base/error.h"
#include "base/option.h"

struct communities;

/* Those of the settings, which have no name, and those of the file (NULL: none): one a line,
 * its name and then the community. A `#` begins a line that says nothing. The file may be
 * readable by its owner alone. NULL with a sentence, which has no community in it. */
struct communities *communities_new(
	const struct string_list *listed, const char *file, struct error *error);
void communities_free(struct communities *communities);
/* Whether it is one of them; with none at all, or NULL, any is. *name is its name, or empty. */
bool communities_accept(
	const struct communities *communities, struct slice community, struct slice *name);

#endif
