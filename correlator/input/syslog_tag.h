/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The name that network elements give a message, in front of its text:
 *
 *     %LINK-3-UPDOWN: ...                Cisco IOS, IOS XE, IOS XR (a blank before the colon),
 * NX-OS, ASA; Arista EOS: behind the program
 *     %%01IFNET/4/LINK_STATE(l)[7]:...   Huawei VRP
 *     RPD_BGP_NEIGHBOR_STATE_CHANGED: .. Juniper Junos, behind the program
 *     2303 Base PORT-MINOR-etherAlarmSet-2017 [...]: ...     Nokia SR OS, behind "TMNX:"
 *
 *     CEF:0|Vendor|Product|1.0|100|...   ArcSight; LEEF:1.0|Vendor|Product|1.0|id|... QRadar
 *
 * The tag is "LINK-3-UPDOWN", "IFNET/4/LINK_STATE", and so on, without marks.
 */
#ifndef INPUT_SYSLOG_TAG_H
#define INPUT_SYSLOG_TAG_H

#include "base/slice.h"
#include "input/syslog_dialect.h"

enum tag_form { TAG_NONE, TAG_CISCO, TAG_HUAWEI, TAG_JUNOS, TAG_NOKIA, TAG_CEF, TAG_LEEF };

struct syslog_tag {
	struct slice name;
	enum tag_form form;
	bool spaced; /* a blank stood in front of its colon */
};

/* Cuts a tag with its mark off the front of *text, and the colon and blank behind it. */
bool syslog_tag_cut_marked(struct slice *text, struct syslog_tag *tag);
/* The same, and the forms without a mark that stand behind a program: of SR OS, which lets that
 * be renamed, behind any when the source's dialect is set to it. */
bool syslog_tag_cut(struct slice *text, struct slice program, enum syslog_dialect dialect,
	struct syslog_tag *tag);
/* The name of the event in CEF or LEEF; nothing is cut. */
bool syslog_tag_read_event(struct slice text, struct syslog_tag *tag);
/* Junos, told to show priorities, writes "%DAEMON-4-RPD_SCHED_SLIP: "; the tag is what it calls
 * the message without that. Leaves others alone. */
void syslog_tag_drop_priority(struct syslog_tag *tag);

#endif
