# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/unit/tool/test_client
TESTS += tests/unit/tool/test_client
tests_unit_tool_test_client_SOURCES = tests/unit/tool/test_client.c
tests_unit_tool_test_client_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_client_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_deeds
TESTS += tests/unit/tool/test_deeds
tests_unit_tool_test_deeds_SOURCES = tests/unit/tool/test_deeds.c
tests_unit_tool_test_deeds_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_deeds_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_determinism
TESTS += tests/unit/tool/test_determinism
tests_unit_tool_test_determinism_SOURCES = tests/unit/tool/test_determinism.c
tests_unit_tool_test_determinism_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_determinism_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_feed
TESTS += tests/unit/tool/test_feed
tests_unit_tool_test_feed_SOURCES = tests/unit/tool/test_feed.c
tests_unit_tool_test_feed_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_feed_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_journal
TESTS += tests/unit/tool/test_journal
tests_unit_tool_test_journal_SOURCES = tests/unit/tool/test_journal.c tests/unit/tool/run_tool.h \
	tests/unit/journal/sample_journal.h tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_tool_test_journal_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_tool_test_journal_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_replay
TESTS += tests/unit/tool/test_replay
tests_unit_tool_test_replay_SOURCES = tests/unit/tool/test_replay.c tests/unit/tool/run_tool.h
tests_unit_tool_test_replay_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_tool_test_replay_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_state
TESTS += tests/unit/tool/test_state
tests_unit_tool_test_state_SOURCES = tests/unit/tool/test_state.c
tests_unit_tool_test_state_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_state_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_takeover
TESTS += tests/unit/tool/test_takeover
tests_unit_tool_test_takeover_SOURCES = tests/unit/tool/test_takeover.c \
	tests/unit/config/folder.c tests/unit/config/folder.h
tests_unit_tool_test_takeover_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_tool_test_takeover_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_page
TESTS += tests/unit/tool/test_page
tests_unit_tool_test_page_SOURCES = tests/unit/tool/test_page.c
tests_unit_tool_test_page_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_page_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_scenario
TESTS += tests/unit/tool/test_scenario
tests_unit_tool_test_scenario_SOURCES = tests/unit/tool/test_scenario.c
tests_unit_tool_test_scenario_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_scenario_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_tool
TESTS += tests/unit/tool/test_tool
tests_unit_tool_test_tool_SOURCES = tests/unit/tool/test_tool.c tests/unit/tool/run_tool.h
tests_unit_tool_test_tool_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_tool_test_tool_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
check_PROGRAMS += tests/unit/tool/test_view
TESTS += tests/unit/tool/test_view
tests_unit_tool_test_view_SOURCES = tests/unit/tool/test_view.c
tests_unit_tool_test_view_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(CURL_CFLAGS)
tests_unit_tool_test_view_LDADD = $(LIBS_TOOL) $(LIBS_TEST)

check_PROGRAMS += tests/unit/tool/test_unpacked
TESTS += tests/unit/tool/test_unpacked
tests_unit_tool_test_unpacked_SOURCES = tests/unit/tool/test_unpacked.c
tests_unit_tool_test_unpacked_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_tool_test_unpacked_LDADD = $(LIBS_TOOL) $(LIBS_TEST)

check_PROGRAMS += tests/unit/tool/test_reparse
TESTS += tests/unit/tool/test_reparse
tests_unit_tool_test_reparse_SOURCES = tests/unit/tool/test_reparse.c
tests_unit_tool_test_reparse_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_tool_test_reparse_LDADD = $(LIBS_TOOL) $(LIBS_TEST)
