/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rules as their author wrote them: strings with the place they stand at. config/ fills these
 * from libconfig files and knows nothing of their meaning; ruleset.h compiles them. Everything
 * lives in the arena of the rule set under construction. RULES in doc/ is the contract.
 */
#ifndef RULE_DEFINITION_H
#define RULE_DEFINITION_H

#include "base/error.h"
#include "base/option.h"

/* One setting: name = "text". Arrays and lists of strings become several `texts`. */
struct setting {
	struct origin origin;
	const char *name;
	const char **texts;
	size_t text_count;
};

struct settings_list {
	struct setting *items;
	size_t count;
};

struct table_definition {
	struct origin origin;
	uint64_t digest; /* of all that was written */
	const char *id;
	const char *file;       /* CSV, as seen from where the user is */
	struct string_list key; /* names of columns */
};

struct example {
	struct origin origin;
	const char *
		line; /* a syslog line, or a trap or an event of ours as in doc/formats.md, 7 */
	enum { EXAMPLE_LINE, EXAMPLE_TRAP, EXAMPLE_SELF } kind;
	bool match;                /* whether the event must match it; default true */
	struct settings_list want; /* field = value, each exactly */
};

struct event_definition {
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	const char *id;
	struct settings_list conditions; /* trap, program, host, message, where, ... */
	struct settings_list fields;
	const char **except; /* event ids */
	size_t except_count;
	const char *shows; /* a service id, or NULL */
	struct example *examples;
	size_t example_count;
};

struct trigger_definition {
	struct origin origin;
	const char *event;    /* event id */
	const char *where;    /* or NULL */
	const char *severity; /* or NULL */
};

struct trigger_list {
	struct trigger_definition *items;
	size_t count;
};

struct alarm_definition {
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	const char *id;
	struct trigger_list raise, clear, clear_all;
	struct string_list key, clear_all_key;
	bool global;                /* no key: one alarm for all */
	const char *class;          /* NULL: "unclassified" */
	const char *probable_cause; /* or NULL */
	const char *severity;       /* NULL: "indeterminate" */
	bool latch;
	struct string_list affects; /* service ids */
	const char *text;           /* template; NULL: the id and the key */
	struct settings_list need;  /* of `need`, by name; empty: the first event */
	struct origin need_origin;
	int64_t age; /* nanoseconds; 0: never */
};

struct explains_definition {
	struct origin origin;
	const char *class;
	struct string_list same; /* key fields that must be equal; empty: none */
};

struct fault_definition {
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	const char *class;
	struct explains_definition *explains;
	size_t explains_count;
	struct string_list downstream;
	const char *scope;                    /* "platform", "site", "node", "link", or NULL */
	struct string_list scope_fields;      /* instead of scope: key fields */
	bool symptom;                         /* never a fault of its own */
	int64_t window, hold, linger, reopen; /* nanoseconds; -1: not given */
	const char *title;                    /* template or NULL */
};

#endif
