# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/snmp/libsnmp.a
correlator_snmp_libsnmp_a_CPPFLAGS = $(AM_CPPFLAGS) $(NETSNMP_CFLAGS)
correlator_snmp_libsnmp_a_SOURCES = \
	correlator/snmp/binding.c correlator/snmp/binding.h \
	correlator/snmp/community.c correlator/snmp/community.h \
	correlator/snmp/library_log.c correlator/snmp/library_log.h \
	correlator/snmp/mibs.c correlator/snmp/mibs.h \
	correlator/snmp/names.c correlator/snmp/names.h \
	correlator/snmp/net_snmp.h \
	correlator/snmp/pdu.c correlator/snmp/pdu.h \
	correlator/snmp/precheck.c correlator/snmp/precheck.h \
	correlator/snmp/relay.c correlator/snmp/relay.h \
	correlator/snmp/trap_session.c correlator/snmp/trap_session.h
