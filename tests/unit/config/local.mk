# SPDX-License-Identifier: Apache-2.0
include tests/golden/wrong/local.mk

check_PROGRAMS += tests/unit/config/test_slip
TESTS += tests/unit/config/test_slip
tests_unit_config_test_slip_SOURCES = tests/unit/config/test_slip.c
tests_unit_config_test_slip_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_config_test_slip_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_csv
TESTS += tests/unit/config/test_csv
tests_unit_config_test_csv_SOURCES = tests/unit/config/test_csv.c
tests_unit_config_test_csv_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_config_test_csv_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_fill
TESTS += tests/unit/config/test_fill
tests_unit_config_test_fill_SOURCES = tests/unit/config/test_fill.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_fill_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CONFIG_CFLAGS)
tests_unit_config_test_fill_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_inventory_files
TESTS += tests/unit/config/test_inventory_files
tests_unit_config_test_inventory_files_SOURCES = tests/unit/config/test_inventory_files.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_inventory_files_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CONFIG_CFLAGS)
tests_unit_config_test_inventory_files_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_knowledge
TESTS += tests/unit/config/test_knowledge
tests_unit_config_test_knowledge_SOURCES = tests/unit/config/test_knowledge.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_knowledge_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_config_test_knowledge_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_set
TESTS += tests/unit/config/test_set
tests_unit_config_test_set_SOURCES = tests/unit/config/test_set.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_set_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_config_test_set_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_settings
TESTS += tests/unit/config/test_settings
tests_unit_config_test_settings_SOURCES = tests/unit/config/test_settings.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_settings_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_config_test_settings_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_trap_words
TESTS += tests/unit/config/test_trap_words
tests_unit_config_test_trap_words_SOURCES = tests/unit/config/test_trap_words.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_config_test_trap_words_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_config_test_trap_words_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)

check_PROGRAMS += tests/unit/config/test_wrong
TESTS += tests/unit/config/test_wrong
tests_unit_config_test_wrong_SOURCES = tests/unit/config/test_wrong.c
tests_unit_config_test_wrong_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_config_test_wrong_LDADD = $(LIBS_CONFIG) $(LIBS_TEST)
