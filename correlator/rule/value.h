/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What an expression or a template works with. A name is looked up twice: once when rules are
 * loaded (struct naming: does it exist, of which type, how is it found later) and once per use
 * (struct values: what is it now).
 */
#ifndef RULE_VALUE_H
#define RULE_VALUE_H

#include "base/address.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "event/severity.h"

enum value_type {
	VALUE_NONE, /* missing: any comparison with it is false */
	VALUE_STRING,
	VALUE_NUMBER,
	VALUE_DECIMAL, /* compares with numbers; kept in no state */
	VALUE_BOOLEAN,
	VALUE_ADDRESS,
	VALUE_SEVERITY, /* enum severity in `number` */
};

enum { VALUE_TEXT = 64 }; /* bytes that any value but a string takes as text, and more */

struct value {
	enum value_type type;
	union {
		struct slice string; /* lives as long as what it was taken from */
		int64_t number;
		double decimal;
		bool boolean;
		struct address address;
	};
};

/* A label of an enumerated number (MIB enumeration). */
struct label {
	const char *text;
	int64_t number;
};

/* A name as resolved at load. */
struct name {
	enum value_type type;       /* VALUE_STRING when only the event will tell (a varbind) */
	bool dynamic;               /* type may differ at run time: compare by what comes */
	bool lookup;                /* a cell of a table (rule/lookup_table.h) */
	bool varbind;               /* a variable binding (rule/varbind_name.h) */
	uint32_t symbol;            /* the resolver's own */
	const void *reference;      /* the resolver's own */
	const struct label *labels; /* with `label_count`; NULL: none */
	size_t label_count;
	int64_t argument; /* of index(name, n): n */
	int64_t more;     /* of index_string(name, n, length): length; -1: not given */
};

struct expression;

enum { ARGUMENTS_MAXIMUM = 2 };

/* Looks a name up when rules are loaded. `function` is empty for a plain name; for
 * index_string(vmAppState, 1, 6) it is "index_string" and the arguments are 1 and 6; -1: not
 * given. `arguments` may be NULL with a plain name. False with a sentence that suggests. */
struct naming {
	bool (*resolve)(void *context, struct slice function, struct slice name,
		const int64_t *arguments, struct name *out, struct error *error);
	void *context;
	/* The same for `word[keys]`, a cell of a table; NULL: there are none here. The keys are
	 * a list of operands that live as long as what is parsed. */
	bool (*lookup)(void *context, struct slice word, const struct expression *keys,
		size_t count, struct name *out, struct error *error);
};

/* Gives the value of a resolved name now. */
struct values {
	struct value (*get)(void *context, const struct name *name);
	void *context;
	struct pattern_scratch *scratch; /* for `matches`; NULL: one is made for the call */
};

struct value value_string(struct slice string);
struct value value_number(int64_t number);
struct value value_decimal(double number);
/* Appends it as people read it; nothing for VALUE_NONE. */
void value_print(const struct value *value, struct text *out);
/* The same without allocation: a part of the value, or made in `space`. */
struct slice value_slice(const struct value *value, char space[VALUE_TEXT]);
const char *value_type_name(enum value_type type);

#endif
