# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/unit/base/test_crc
TESTS += tests/unit/base/test_crc
tests_unit_base_test_crc_SOURCES = tests/unit/base/test_crc.c
tests_unit_base_test_crc_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_crc_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_json
TESTS += tests/unit/base/test_json
tests_unit_base_test_json_SOURCES = tests/unit/base/test_json.c
tests_unit_base_test_json_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_base_test_json_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_loop
TESTS += tests/unit/base/test_loop
tests_unit_base_test_loop_SOURCES = tests/unit/base/test_loop.c
tests_unit_base_test_loop_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_loop_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_option
TESTS += tests/unit/base/test_option
tests_unit_base_test_option_SOURCES = tests/unit/base/test_option.c
tests_unit_base_test_option_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_option_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_ring
TESTS += tests/unit/base/test_ring
tests_unit_base_test_ring_SOURCES = tests/unit/base/test_ring.c
tests_unit_base_test_ring_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_ring_LDADD = $(LIBS_BASE) $(LIBS_TEST)
