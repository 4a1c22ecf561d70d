# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/snmp/test_trap_session
TESTS += tests/unit/snmp/test_trap_session
tests_unit_snmp_test_trap_session_SOURCES = \
	tests/unit/snmp/test_trap_session.c tests/unit/snmp/decoder.h tests/unit/snmp/message.h
tests_unit_snmp_test_trap_session_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_snmp_test_trap_session_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_identity
TESTS += tests/unit/snmp/test_identity
tests_unit_snmp_test_identity_SOURCES = \
	tests/unit/snmp/test_identity.c tests/unit/snmp/decoder.h tests/unit/snmp/message.h
tests_unit_snmp_test_identity_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_snmp_test_identity_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_precheck
TESTS += tests/unit/snmp/test_precheck
tests_unit_snmp_test_precheck_SOURCES = \
	tests/unit/snmp/test_precheck.c tests/unit/snmp/message.h
tests_unit_snmp_test_precheck_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_snmp_test_precheck_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_library_holes
TESTS += tests/unit/snmp/test_library_holes
tests_unit_snmp_test_library_holes_SOURCES = tests/unit/snmp/test_library_holes.c
tests_unit_snmp_test_library_holes_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(NETSNMP_CFLAGS)
tests_unit_snmp_test_library_holes_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_library_log
TESTS += tests/unit/snmp/test_library_log
tests_unit_snmp_test_library_log_SOURCES = tests/unit/snmp/test_library_log.c
tests_unit_snmp_test_library_log_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(NETSNMP_CFLAGS)
tests_unit_snmp_test_library_log_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_names
TESTS += tests/unit/snmp/test_names
tests_unit_snmp_test_names_SOURCES = tests/unit/snmp/test_names.c
tests_unit_snmp_test_names_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_snmp_test_names_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_mibs
TESTS += tests/unit/snmp/test_mibs
tests_unit_snmp_test_mibs_SOURCES = tests/unit/snmp/test_mibs.c
tests_unit_snmp_test_mibs_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_snmp_test_mibs_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_v3
TESTS += tests/unit/snmp/test_v3
tests_unit_snmp_test_v3_SOURCES = tests/unit/snmp/test_v3.c tests/unit/input/samples.h
tests_unit_snmp_test_v3_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_snmp_test_v3_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_v3_header
TESTS += tests/unit/snmp/test_v3_header
tests_unit_snmp_test_v3_header_SOURCES = tests/unit/snmp/test_v3_header.c
tests_unit_snmp_test_v3_header_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_snmp_test_v3_header_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_usm
TESTS += tests/unit/snmp/test_usm
tests_unit_snmp_test_usm_SOURCES = tests/unit/snmp/test_usm.c
tests_unit_snmp_test_usm_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_snmp_test_usm_LDADD = $(LIBS_SNMP) $(LIBS_TEST)

check_PROGRAMS += tests/unit/snmp/test_mibs_broken
TESTS += tests/unit/snmp/test_mibs_broken
tests_unit_snmp_test_mibs_broken_SOURCES = tests/unit/snmp/test_mibs_broken.c
tests_unit_snmp_test_mibs_broken_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_snmp_test_mibs_broken_LDADD = $(LIBS_SNMP) $(LIBS_TEST)
