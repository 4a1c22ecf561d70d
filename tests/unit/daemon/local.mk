# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/unit/daemon/test_self
TESTS += tests/unit/daemon/test_self
tests_unit_daemon_test_self_SOURCES = tests/unit/daemon/test_self.c
tests_unit_daemon_test_self_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_self_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_clock
TESTS += tests/unit/daemon/test_clock
tests_unit_daemon_test_clock_SOURCES = tests/unit/daemon/test_clock.c
tests_unit_daemon_test_clock_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_clock_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_recall
TESTS += tests/unit/daemon/test_recall
tests_unit_daemon_test_recall_SOURCES = tests/unit/daemon/test_recall.c \
	tests/unit/config/folder.c tests/unit/config/folder.h \
	tests/unit/journal/sample_journal.h
tests_unit_daemon_test_recall_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_daemon_test_recall_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_replies
TESTS += tests/unit/daemon/test_replies
tests_unit_daemon_test_replies_SOURCES = tests/unit/daemon/test_replies.c
tests_unit_daemon_test_replies_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_replies_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_restart
TESTS += tests/unit/daemon/test_restart
tests_unit_daemon_test_restart_SOURCES = tests/unit/daemon/test_restart.c
tests_unit_daemon_test_restart_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_restart_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_passed
TESTS += tests/unit/daemon/test_passed
tests_unit_daemon_test_passed_SOURCES = tests/unit/daemon/test_passed.c
tests_unit_daemon_test_passed_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_passed_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_damage
TESTS += tests/unit/daemon/test_damage
tests_unit_daemon_test_damage_SOURCES = tests/unit/daemon/test_damage.c \
	tests/unit/daemon/damaged_state.c tests/unit/daemon/damaged_state.h \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_daemon_test_damage_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_daemon_test_damage_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
check_PROGRAMS += tests/unit/daemon/test_kernel
TESTS += tests/unit/daemon/test_kernel
tests_unit_daemon_test_kernel_SOURCES = tests/unit/daemon/test_kernel.c
tests_unit_daemon_test_kernel_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_daemon_test_kernel_LDADD = $(LIBS_DAEMON) $(LIBS_TEST)
