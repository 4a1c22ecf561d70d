# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/correlate/test_deadline
TESTS += tests/unit/correlate/test_deadline
tests_unit_correlate_test_deadline_SOURCES = tests/unit/correlate/test_deadline.c
tests_unit_correlate_test_deadline_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_deadline_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/correlate/test_impact
TESTS += tests/unit/correlate/test_impact
tests_unit_correlate_test_impact_SOURCES = tests/unit/correlate/test_impact.c
tests_unit_correlate_test_impact_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_impact_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/correlate/test_key
TESTS += tests/unit/correlate/test_key
tests_unit_correlate_test_key_SOURCES = tests/unit/correlate/test_key.c
tests_unit_correlate_test_key_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_key_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/correlate/test_operation
TESTS += tests/unit/correlate/test_operation
tests_unit_correlate_test_operation_SOURCES = tests/unit/correlate/test_operation.c
tests_unit_correlate_test_operation_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_operation_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/correlate/test_registry
TESTS += tests/unit/correlate/test_registry
tests_unit_correlate_test_registry_SOURCES = tests/unit/correlate/test_registry.c
tests_unit_correlate_test_registry_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_registry_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/correlate/test_unknown
TESTS += tests/unit/correlate/test_unknown
tests_unit_correlate_test_unknown_SOURCES = tests/unit/correlate/test_unknown.c
tests_unit_correlate_test_unknown_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_correlate_test_unknown_LDADD = $(LIBS_CORRELATE) $(LIBS_TEST)
