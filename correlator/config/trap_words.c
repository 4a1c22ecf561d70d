/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * NAME VARBIND=type:value ...  The types are those of snmptrap. A value with blanks is quoted
 * with "; inside quotes \" and \\ stand for themselves.
 */
#include <arpa/inet.h>
#include <string.h>

#include "base/text.h"
#include "config/knowledge.h"
#include "event/ber.h"
#include "event/event.h"
#include "snmp/names_instance.h"

/* One variable binding as written. */
struct binding {
	struct slice name;
	char type;
	struct slice value;      /* without quotes */
	struct name_entry entry; /* no labels when its OID has no name */
};

/* Cuts one word off, up to a blank outside quotes. False when a quote is not closed. */
static bool cut_word(struct slice *rest, struct slice *word, struct error *error)
{
	bool quoted = false;
	size_t length = 0;
	*rest = slice_trim(*rest);
	for (; length < rest->length; length++) {
		char byte = rest->data[length];
		if (byte == '\\' && quoted && length + 1 < rest->length)
			length++;
		else if (byte == '"')
			quoted = !quoted;
		else if ((byte == ' ' || byte == '\t') && !quoted)
			break;
	}
	if (quoted)
		return error_set(error, "a quote is not closed in: %.*s", SLICE_PRINT(*rest));
	*word = slice_part(*rest, 0, length);
	*rest = slice_from(*rest, length);
	return true;
}

static bool is_numeric(struct slice name)
{
	return name.length &&
	       (name.data[0] == '.' || (name.data[0] >= '0' && name.data[0] <= '9'));
}

/* "MODULE::name.3", "name.3", "1.3.6.1..." */
static bool resolve(const struct names *names, struct slice name, struct oid *oid,
	struct name_entry *entry, struct error *error)
{
	*entry = (struct name_entry){.labels = slice_of("")};
	if (is_numeric(name)) {
		if (!oid_parse(name, oid))
			return error_set(error, "'%.*s' is no OID", SLICE_PRINT(name));
		if (!names || !names_of(names, oid, entry))
			entry->labels = slice_of("");
		return true;
	}
	if (!names)
		return error_set(error,
			"'%.*s' cannot be looked up without a names file: use its OID, or make "
			"one "
			"with `correlator mibs`",
			SLICE_PRINT(name));
	size_t dot = slice_find(name, 0, '.');
	size_t length = dot == SIZE_MAX ? name.length : dot;
	if (!names_find(names, slice_part(name, 0, length), entry))
		return error_set(error,
			"the names file has no '%.*s' (or several: write MODULE::name)",
			(int)length, name.data);
	*oid = entry->oid;
	return names_instance_read(slice_from(name, length), oid) ||
	       error_set(error, "'%.*s': an instance is numbers with dots between",
		       SLICE_PRINT(name));
}

static void unquote(struct slice written, struct text *out)
{
	bool quoted = false;
	for (size_t i = 0; i < written.length; i++) {
		if (written.data[i] == '"') {
			quoted = !quoted;
			continue;
		}
		if (written.data[i] == '\\' && quoted && i + 1 < written.length)
			i++;
		text_byte(out, written.data[i]);
	}
}

/* Splits "name=type:value". */
static bool split(struct slice word, struct binding *binding, struct error *error)
{
	size_t equal = slice_find(word, 0, '=');
	struct slice typed = equal == SIZE_MAX ? word : slice_from(word, equal + 1);
	if (equal == SIZE_MAX || equal == 0 || typed.length < 2 || typed.data[1] != ':')
		return error_set(error,
			"'%.*s' is no variable binding: write name=type:value, such as "
			"ifIndex.3=i:3",
			SLICE_PRINT(word));
	binding->name = slice_part(word, 0, equal);
	binding->type = typed.data[0];
	binding->value = slice_from(typed, 2);
	return true;
}

/* A number, or a label of the object's enumeration. */
static bool parse_number(const struct binding *binding, int64_t *number)
{
	struct slice labels = binding->entry.labels;
	struct name_label label;
	if (slice_to_integer(binding->value, number))
		return true;
	while (names_label(&labels, &label)) {
		if (!slice_equal(binding->value, label.text))
			continue;
		*number = label.number;
		return true;
	}
	return false;
}

static bool wrong_value(
	const struct binding *binding, const char *what, const char *range, struct error *error)
{
	return error_set(error, "'%.*s' of '%.*s' is no %s (%c:%s)",
		SLICE_PRINT(binding->value), SLICE_PRINT(binding->name), what, binding->type,
		range);
}

static bool write_number(const struct binding *binding, struct text *out, struct error *error)
{
	static const struct number_type {
		char letter;
		uint8_t ber;
		const char *name;
		int64_t minimum, maximum;
	} types[] = {
		{'i', BER_INTEGER, "INTEGER", INT32_MIN, INT32_MAX},
		{'u', BER_GAUGE32, "unsigned number", 0, UINT32_MAX},
		{'c', BER_COUNTER32, "Counter32", 0, UINT32_MAX},
		{'C', BER_COUNTER64, "Counter64", 0, INT64_MAX},
		{'t', BER_TIMETICKS, "TimeTicks", 0, UINT32_MAX},
	};
	size_t i = 0;
	while (types[i].letter != binding->type)
		i++;
	int64_t number;
	if (!parse_number(binding, &number) || number < types[i].minimum ||
		number > types[i].maximum)
		return wrong_value(binding, types[i].name, "number", error);
	ber_write_number(out, types[i].ber, number);
	return true;
}

static bool write_hex(const struct binding *binding, struct text *out, struct error *error)
{
	struct text bytes = {0};
	unsigned byte = 0, digits = 0;
	bool good = true;
	for (size_t i = 0; i < binding->value.length && good; i++) {
		const char *hex = "0123456789abcdef";
		char digit = binding->value.data[i];
		const char *found = digit ? strchr(hex, digit | 0x20) : NULL;
		if (digit == ':' || digit == ' ' || digit == '-')
			continue;
		good = found != NULL;
		byte = byte << 4 | (unsigned)(found ? found - hex : 0);
		if (++digits % 2 == 0)
			text_byte(&bytes, (char)byte);
	}
	good = good && digits % 2 == 0;
	if (good)
		ber_write(out, BER_OCTET_STRING, text_slice(&bytes));
	text_free(&bytes);
	return good || wrong_value(binding, "string of hex digits", "001f2a", error);
}

static bool write_oid(const struct binding *binding, const struct names *names,
	struct text *out, struct error *error)
{
	struct oid oid;
	struct name_entry entry;
	char space[OID_BER_MAXIMUM];
	if (!resolve(names, binding->value, &oid, &entry, error))
		return false;
	ber_write(out, BER_OID, oid_to_ber(&oid, space));
	return true;
}

static bool write_address(const struct binding *binding, struct text *out, struct error *error)
{
	struct address address;
	if (!address_parse(binding->value, &address) || !address_is_ipv4(&address))
		return wrong_value(binding, "IPv4 address", "10.0.0.1", error);
	ber_write(out, BER_IP_ADDRESS, slice_make(address.bytes + 12, 4));
	return true;
}

static bool write_value(const struct binding *binding, const struct names *names,
	struct text *out, struct error *error)
{
	switch (binding->type) {
	case 'i':
	case 'u':
	case 'c':
	case 'C':
	case 't':
		return write_number(binding, out, error);
	case 's':
		ber_write(out, BER_OCTET_STRING, binding->value);
		return true;
	case 'x':
		return write_hex(binding, out, error);
	case 'o':
		return write_oid(binding, names, out, error);
	case 'a':
		return write_address(binding, out, error);
	default:
		return error_set(error,
			"'%.*s': unknown type '%c': i integer, u unsigned, c Counter32, C "
			"Counter64, t TimeTicks, s string, x hex, o OID, a address",
			SLICE_PRINT(binding->name), binding->type);
	}
}

/* Appends the contents of one VarBind. */
static bool write_binding(
	struct slice word, const struct names *names, struct text *out, struct error *error)
{
	struct binding binding;
	struct text value = {0};
	struct oid oid;
	char space[OID_BER_MAXIMUM];
	if (!split(word, &binding, error) ||
		!resolve(names, binding.name, &oid, &binding.entry, error))
		return false;
	unquote(binding.value, &value);
	binding.value = text_slice(&value);
	ber_write(out, BER_OID, oid_to_ber(&oid, space));
	bool good = write_value(&binding, names, out, error);
	text_free(&value);
	return good;
}

static bool write_bindings(struct slice rest, const struct names *names,
	struct event_writer *writer, struct error *error)
{
	struct slice word;
	for (;;) {
		if (!cut_word(&rest, &word, error))
			return false;
		if (word.length == 0)
			return true;
		struct text varbind = {0};
		bool good = write_binding(word, names, &varbind, error);
		if (good && writer->entry_count < EVENT_ENTRIES_MAXIMUM)
			event_writer_add(writer, EVENT_VARBIND, text_slice(&varbind));
		text_free(&varbind);
		if (!good)
			return false;
	}
}

static void write_origin(const struct trap_words *context, struct event_writer *writer)
{
	if (context->peer) {
		bool ipv4 = address_is_ipv4(context->peer);
		event_writer_add(writer, EVENT_PEER,
			ipv4 ? slice_make(context->peer->bytes + 12, 4)
			     : slice_make(context->peer->bytes, 16));
	}
	if (context->host.length) {
		event_writer_add(writer, EVENT_HOST, context->host);
		writer->event->flags |= EVENT_RELAYED;
	}
}

bool trap_from_words(struct slice words, const struct trap_words *context, void *space,
	size_t *size, struct error *error)
{
	struct event_writer writer;
	struct slice name;
	struct oid oid;
	struct name_entry entry;
	char ber[OID_BER_MAXIMUM];
	if (!cut_word(&words, &name, error))
		return false;
	if (name.length == 0)
		return error_set(error, "a trap begins with its name or OID");
	if (!resolve(context->names, name, &oid, &entry, error))
		return false;
	event_writer_begin(&writer, space, EVENT_MAXIMUM, EVENT_TRAP);
	write_origin(context, &writer);
	event_writer_add(&writer, EVENT_TRAP_OID, oid_to_ber(&oid, ber));
	if (!write_bindings(words, context->names, &writer, error))
		return false;
	*size = event_writer_finish(&writer);
	return true;
}
