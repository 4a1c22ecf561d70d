/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Parameters of the structured data of a line (RFC 5424, 6.3), as RFC 5674 has them for alarms
 * and RFC 5675 for SNMP notifications:
 *
 *     [alarm resource="su root" perceivedSeverity="critical"][snmp v1="1.3.6.1.6.3.1.1.5.3"]
 */
#ifndef EVENT_STRUCTURED_DATA_H
#define EVENT_STRUCTURED_DATA_H

#include "base/slice.h"

/* Cuts the next element off *data; its name is *id. False at the end. */
bool structured_data_next(struct slice *data, struct slice *id);
/* Finds a parameter by "element.parameter" ("alarm.resource"), the first of that name. What
 * stands behind an @ of the element (its enterprise number) need not be written. Of RFC 5675 an
 * OID as the parameter ("snmp.1.3.6.1.2.1.2.2.1.1") finds the value of the first variable whose
 * OID begins with it: vN is that OID, and the value follows as dN, oN, ...; where it is in
 * hexadecimal (xN) and as text (aN), the text. *value is as sent, with its escapes. False when
 * there is none. */
bool structured_data_find(struct slice data, struct slice name, struct slice *value);
/* Writes a value without the backslashes of \", \\ and \] into `out`, which holds as many bytes
 * as the value has; returns how many there are. Other backslashes stay. */
size_t structured_data_plain(struct slice value, char *out);

#endif
