/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The little of BER (X.690) that reading stored variable bindings needs, and writing them for
 * scenarios. Wire PDUs are decoded by Net-SNMP; what is read here was checked before.
 */
#ifndef EVENT_BER_H
#define EVENT_BER_H

#include "base/text.h"
#include "event/oid.h"

enum ber_type { /* RFC 2578 / RFC 3416 tags */
	BER_INTEGER = 0x02,
	BER_OCTET_STRING = 0x04,
	BER_NULL = 0x05,
	BER_OID = 0x06,
	BER_SEQUENCE = 0x30,
	BER_IP_ADDRESS = 0x40,
	BER_COUNTER32 = 0x41,
	BER_GAUGE32 = 0x42,
	BER_TIMETICKS = 0x43,
	BER_OPAQUE = 0x44,
	BER_COUNTER64 = 0x46,
};

struct ber_value {
	uint8_t type; /* enum ber_type, or whatever tag was sent */
	struct slice content;
};

/* Cuts one TLV off *rest; false if it does not fit or its length is not definite. */
bool ber_read(struct slice *rest, struct ber_value *value);
/* Splits a stored VarBind into the name (OID contents) and the value. */
bool ber_varbind(struct slice varbind, struct slice *name, struct ber_value *value);
/* Whether the value is a number, and which: INTEGER signed, the others unsigned; a Counter64
 * above INT64_MAX gives INT64_MAX. Numbers of 64 bits that Net-SNMP puts into Opaque count too.
 */
bool ber_number(const struct ber_value *value, int64_t *number);
/* Whether the value is a float or a double as Net-SNMP puts them into Opaque, and which; never
 * one that is no number. */
bool ber_decimal(const struct ber_value *value, double *number);
/* As people read it: numbers, dotted OIDs and addresses, octet strings as their bytes when
 * printable, else as hex "00:1f:..". Not cleaned. */
void ber_print(const struct ber_value *value, struct text *out);

/* Appends a TLV with definite length. */
void ber_write(struct text *out, uint8_t type, struct slice content);
/* Appends the shortest INTEGER-like TLV of that type. */
void ber_write_number(struct text *out, uint8_t type, int64_t number);
/* Appends one VarBind's contents: name and value. */
void ber_write_varbind(
	struct text *out, const struct oid *name, uint8_t type, struct slice content);

#endif
