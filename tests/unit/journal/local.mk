# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/journal/test_housekeeping
TESTS += tests/unit/journal/test_housekeeping
tests_unit_journal_test_housekeeping_SOURCES = tests/unit/journal/test_housekeeping.c \
	tests/unit/journal/sample_journal.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_journal_test_housekeeping_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_journal_test_housekeeping_LDADD = $(LIBS_JOURNAL) $(LIBS_TEST)

check_PROGRAMS += tests/unit/journal/test_journal
TESTS += tests/unit/journal/test_journal
tests_unit_journal_test_journal_SOURCES = tests/unit/journal/test_journal.c \
	tests/unit/journal/sample_journal.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_journal_test_journal_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_journal_test_journal_LDADD = $(LIBS_JOURNAL) $(LIBS_TEST)

check_PROGRAMS += tests/unit/journal/test_outage
TESTS += tests/unit/journal/test_outage
tests_unit_journal_test_outage_SOURCES = tests/unit/journal/test_outage.c \
	tests/unit/journal/sample_journal.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_journal_test_outage_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_journal_test_outage_LDADD = $(LIBS_JOURNAL) $(LIBS_TEST)
