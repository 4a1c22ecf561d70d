# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/unit/base/test_address
TESTS += tests/unit/base/test_address
tests_unit_base_test_address_SOURCES = tests/unit/base/test_address.c
tests_unit_base_test_address_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_address_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_arena
TESTS += tests/unit/base/test_arena
tests_unit_base_test_arena_SOURCES = tests/unit/base/test_arena.c
tests_unit_base_test_arena_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_arena_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_codec
TESTS += tests/unit/base/test_codec
tests_unit_base_test_codec_SOURCES = tests/unit/base/test_codec.c
tests_unit_base_test_codec_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_codec_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_crc
TESTS += tests/unit/base/test_crc
tests_unit_base_test_crc_SOURCES = tests/unit/base/test_crc.c
tests_unit_base_test_crc_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_crc_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_duration
TESTS += tests/unit/base/test_duration
tests_unit_base_test_duration_SOURCES = tests/unit/base/test_duration.c
tests_unit_base_test_duration_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_duration_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_error
TESTS += tests/unit/base/test_error
tests_unit_base_test_error_SOURCES = tests/unit/base/test_error.c
tests_unit_base_test_error_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_error_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_fault
TESTS += tests/unit/base/test_fault
tests_unit_base_test_fault_SOURCES = tests/unit/base/test_fault.c
tests_unit_base_test_fault_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_fault_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_heap
TESTS += tests/unit/base/test_heap
tests_unit_base_test_heap_SOURCES = tests/unit/base/test_heap.c tests/unit/base/random.h
tests_unit_base_test_heap_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_base_test_heap_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_json
TESTS += tests/unit/base/test_json
tests_unit_base_test_json_SOURCES = tests/unit/base/test_json.c
tests_unit_base_test_json_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_base_test_json_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_list
TESTS += tests/unit/base/test_list
tests_unit_base_test_list_SOURCES = tests/unit/base/test_list.c
tests_unit_base_test_list_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_list_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_log
TESTS += tests/unit/base/test_log
tests_unit_base_test_log_SOURCES = tests/unit/base/test_log.c
tests_unit_base_test_log_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_log_LDADD = $(LIBS_BASE) $(LIBS_TEST)

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

check_PROGRAMS += tests/unit/base/test_secret
TESTS += tests/unit/base/test_secret
tests_unit_base_test_secret_SOURCES = tests/unit/base/test_secret.c
tests_unit_base_test_secret_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_secret_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_slice
TESTS += tests/unit/base/test_slice
tests_unit_base_test_slice_SOURCES = tests/unit/base/test_slice.c
tests_unit_base_test_slice_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_slice_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_table
TESTS += tests/unit/base/test_table
tests_unit_base_test_table_SOURCES = tests/unit/base/test_table.c tests/unit/base/random.h
tests_unit_base_test_table_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_base_test_table_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_text
TESTS += tests/unit/base/test_text
tests_unit_base_test_text_SOURCES = tests/unit/base/test_text.c
tests_unit_base_test_text_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_text_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_xalloc
TESTS += tests/unit/base/test_xalloc
tests_unit_base_test_xalloc_SOURCES = tests/unit/base/test_xalloc.c
tests_unit_base_test_xalloc_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_xalloc_LDADD = $(LIBS_BASE) $(LIBS_TEST)
check_PROGRAMS += tests/unit/base/test_command_line
TESTS += tests/unit/base/test_command_line
tests_unit_base_test_command_line_SOURCES = tests/unit/base/test_command_line.c
tests_unit_base_test_command_line_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_command_line_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_zone
TESTS += tests/unit/base/test_zone
tests_unit_base_test_zone_SOURCES = tests/unit/base/test_zone.c
tests_unit_base_test_zone_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_zone_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_prefix_index
TESTS += tests/unit/base/test_prefix_index
tests_unit_base_test_prefix_index_SOURCES = tests/unit/base/test_prefix_index.c
tests_unit_base_test_prefix_index_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_prefix_index_LDADD = $(LIBS_BASE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/base/test_spare
TESTS += tests/unit/base/test_spare
tests_unit_base_test_spare_SOURCES = tests/unit/base/test_spare.c
tests_unit_base_test_spare_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_base_test_spare_LDADD = $(LIBS_BASE) $(LIBS_TEST)
