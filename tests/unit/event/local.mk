# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/event/test_event
TESTS += tests/unit/event/test_event
tests_unit_event_test_event_SOURCES = tests/unit/event/test_event.c \
	tests/unit/event/sample_event.h tests/unit/base/random.h
tests_unit_event_test_event_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_event_test_event_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_record
TESTS += tests/unit/event/test_record
tests_unit_event_test_record_SOURCES = tests/unit/event/test_record.c
tests_unit_event_test_record_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_record_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_oid
TESTS += tests/unit/event/test_oid
tests_unit_event_test_oid_SOURCES = tests/unit/event/test_oid.c tests/unit/base/random.h
tests_unit_event_test_oid_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_event_test_oid_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_ber
TESTS += tests/unit/event/test_ber
tests_unit_event_test_ber_SOURCES = tests/unit/event/test_ber.c tests/unit/base/random.h
tests_unit_event_test_ber_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_event_test_ber_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_display_hint
TESTS += tests/unit/event/test_display_hint
tests_unit_event_test_display_hint_SOURCES = tests/unit/event/test_display_hint.c
tests_unit_event_test_display_hint_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_display_hint_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_severity
TESTS += tests/unit/event/test_severity
tests_unit_event_test_severity_SOURCES = tests/unit/event/test_severity.c
tests_unit_event_test_severity_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_severity_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_batch
TESTS += tests/unit/event/test_batch
tests_unit_event_test_batch_SOURCES = tests/unit/event/test_batch.c
tests_unit_event_test_batch_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_batch_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_self_event
TESTS += tests/unit/event/test_self_event
tests_unit_event_test_self_event_SOURCES = tests/unit/event/test_self_event.c
tests_unit_event_test_self_event_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_self_event_LDADD = $(LIBS_EVENT) $(LIBS_TEST)
check_PROGRAMS += tests/unit/event/test_epochs
TESTS += tests/unit/event/test_epochs
tests_unit_event_test_epochs_SOURCES = tests/unit/event/test_epochs.c
tests_unit_event_test_epochs_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_epochs_LDADD = $(LIBS_EVENT) $(LIBS_TEST)
check_PROGRAMS += tests/unit/event/test_positions
TESTS += tests/unit/event/test_positions
tests_unit_event_test_positions_SOURCES = tests/unit/event/test_positions.c
tests_unit_event_test_positions_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_positions_LDADD = $(LIBS_EVENT) $(LIBS_TEST)
check_PROGRAMS += tests/unit/event/test_snmp_engines
TESTS += tests/unit/event/test_snmp_engines
tests_unit_event_test_snmp_engines_SOURCES = tests/unit/event/test_snmp_engines.c
tests_unit_event_test_snmp_engines_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_snmp_engines_LDADD = $(LIBS_EVENT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/event/test_structured_data
TESTS += tests/unit/event/test_structured_data
tests_unit_event_test_structured_data_SOURCES = tests/unit/event/test_structured_data.c
tests_unit_event_test_structured_data_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_event_test_structured_data_LDADD = $(LIBS_EVENT) $(LIBS_TEST)
