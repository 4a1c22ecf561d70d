# SPDX-License-Identifier: Apache-2.0
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
