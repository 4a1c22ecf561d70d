# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/snmp/libsnmp.a
correlator_snmp_libsnmp_a_CPPFLAGS = $(AM_CPPFLAGS) $(NETSNMP_CFLAGS)
correlator_snmp_libsnmp_a_SOURCES = \
	correlator/snmp/binding.c correlator/snmp/binding.h \
	correlator/snmp/community.c correlator/snmp/community.h \
	correlator/snmp/engine_file.c correlator/snmp/engine_file.h \
	correlator/snmp/library_holes.c correlator/snmp/library_holes.h \
	correlator/snmp/library_log.c correlator/snmp/library_log.h \
	correlator/snmp/mib_files.c correlator/snmp/mib_files.h \
	correlator/snmp/mib_report.c correlator/snmp/mib_report.h \
	correlator/snmp/mibs.c correlator/snmp/mibs.h \
	correlator/snmp/names.c correlator/snmp/names.h \
	correlator/snmp/names_instance.c correlator/snmp/names_instance.h \
	correlator/snmp/names_line.c correlator/snmp/names_line.h \
	correlator/snmp/net_snmp.h \
	correlator/snmp/pdu.c correlator/snmp/pdu.h \
	correlator/snmp/precheck.c correlator/snmp/precheck.h \
	correlator/snmp/relay.c correlator/snmp/relay.h \
	correlator/snmp/seen.c correlator/snmp/seen.h \
	correlator/snmp/trap_session.c correlator/snmp/trap_session.h \
	correlator/snmp/trap_verdict.h \
	correlator/snmp/usm.c correlator/snmp/usm.h correlator/snmp/usm_private.h \
	correlator/snmp/usm_judge.c \
	correlator/snmp/usm_library.c correlator/snmp/usm_library.h \
	correlator/snmp/usm_protocol.c correlator/snmp/usm_protocol.h \
	correlator/snmp/usm_user.c correlator/snmp/usm_user.h \
	correlator/snmp/usm_users.c correlator/snmp/usm_users.h \
	correlator/snmp/v3_guard.c correlator/snmp/v3_guard.h \
	correlator/snmp/v3_header.c correlator/snmp/v3_header.h
