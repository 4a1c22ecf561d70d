# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/store/test_store
TESTS += tests/unit/store/test_store
tests_unit_store_test_store_SOURCES = tests/unit/store/test_store.c tests/unit/store/lists.h
tests_unit_store_test_store_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_store_test_store_LDADD = $(LIBS_STORE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/store/test_database
TESTS += tests/unit/store/test_database
tests_unit_store_test_database_SOURCES = tests/unit/store/test_database.c \
	tests/unit/store/lists.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_store_test_database_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(SQLITE_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_store_test_database_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=sqlite3_busy_timeout
tests_unit_store_test_database_LDADD = $(LIBS_STORE) $(LIBS_TEST)
check_PROGRAMS += tests/unit/store/test_purge
TESTS += tests/unit/store/test_purge
tests_unit_store_test_purge_SOURCES = tests/unit/store/test_purge.c tests/unit/store/lists.h
tests_unit_store_test_purge_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(SQLITE_CFLAGS) -I$(top_srcdir)/tests
tests_unit_store_test_purge_LDADD = $(LIBS_STORE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/store/test_faults
TESTS += tests/unit/store/test_faults
tests_unit_store_test_faults_SOURCES = tests/unit/store/test_faults.c \
	tests/unit/store/lists.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_store_test_faults_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_store_test_faults_LDADD = $(LIBS_STORE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/store/test_unknown
TESTS += tests/unit/store/test_unknown
tests_unit_store_test_unknown_SOURCES = tests/unit/store/test_unknown.c tests/unit/store/lists.h
tests_unit_store_test_unknown_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_store_test_unknown_LDADD = $(LIBS_STORE) $(LIBS_TEST)
