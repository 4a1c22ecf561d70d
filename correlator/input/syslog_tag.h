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
 * The tag is "LINK-3-UPDOWN", "IFNET/4/LINK_STATE", and so on, without marks.
 */
#ifndef INPUT_SYSLOG_TAG_H
#define INPUT_SYSLOG_TAG_H

#include <stdbool.h>

#include "base/slice.h"

/* Cuts a tag with its mark off the front of *text, and the colon and blank behind it. */
bool syslog_tag_cut_marked(struct slice *text, struct slice *tag);
/* The same, and the forms without a mark that stand behind a program. */
bool syslog_tag_cut(struct slice *text, struct slice program, struct slice *tag);

#endif
