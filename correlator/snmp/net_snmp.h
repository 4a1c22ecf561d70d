/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The headers of Net-SNMP that we use, in an order that compiles. <net-snmp-includes.h> would
 * bring <getopt.h>, whose struct option is not ours.
 */
#ifndef SNMP_NET_SNMP_H
#define SNMP_NET_SNMP_H

#include <sys/select.h>
#include <sys/time.h>

#include <net-snmp/net-snmp-config.h>
#include <net-snmp/definitions.h>
#include <net-snmp/types.h>
#include <net-snmp/library/asn1.h>
#include <net-snmp/library/default_store.h>
#include <net-snmp/library/keytools.h>
#include <net-snmp/library/large_fd_set.h>
#include <net-snmp/library/lcd_time.h>
#include <net-snmp/library/parse.h>
#include <net-snmp/library/mib.h>
#include <net-snmp/library/snmp_api.h>
#include <net-snmp/library/callback.h>
#include <net-snmp/library/scapi.h>
#include <net-snmp/library/snmp_secmod.h>
#include <net-snmp/library/snmp-tc.h>
#include <net-snmp/library/snmpusm.h>
#include <net-snmp/library/snmpv3.h>
#include <net-snmp/library/transform_oids.h>
#include <net-snmp/library/snmp.h>
#include <net-snmp/library/snmp_logging.h>
#include <net-snmp/library/snmp_transport.h>
#include <net-snmp/mib_api.h>
#include <net-snmp/session_api.h>
#include <net-snmp/version.h>

#endif
