# SPDX-License-Identifier: Apache-2.0
# The program lies in a folder of its own name, and is installed as `correlator`.
bin_PROGRAMS += correlator/correlator
correlator_correlator_SOURCES = correlator/correlator.c
correlator_correlator_LDADD = $(LIBS_TOOL)
noinst_LIBRARIES += correlator/tool/libtool.a
correlator_tool_libtool_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)
correlator_tool_libtool_a_SOURCES = \
	correlator/tool/ack.c \
	correlator/tool/approve.c \
	correlator/tool/engines.c correlator/tool/view_engines.c \
	correlator/tool/forget.c \
	correlator/tool/audit.c \
	correlator/tool/backup.c \
	correlator/tool/check.c \
	correlator/tool/clear.c \
	correlator/tool/client.c correlator/tool/client.h \
	correlator/tool/close.c \
	correlator/tool/command.h correlator/tool/commands.c \
	correlator/tool/copy.c correlator/tool/copy.h \
	correlator/tool/deeds.c correlator/tool/deeds.h \
	correlator/tool/determinism.c correlator/tool/determinism.h \
	correlator/tool/expect.c \
	correlator/tool/facts.c correlator/tool/facts.h \
	correlator/tool/feed.c correlator/tool/feed.h \
	correlator/tool/feed_capture.c correlator/tool/feed_capture.h \
	correlator/tool/grid.c correlator/tool/grid.h \
	correlator/tool/history.c correlator/tool/history.h \
	correlator/tool/incidents.c \
	correlator/tool/journal.c correlator/tool/journal.h \
	correlator/tool/journal_list.c \
	correlator/tool/journal_print.c \
	correlator/tool/journal_verify.c \
	correlator/tool/load.c correlator/tool/load.h \
	correlator/tool/manifest.c correlator/tool/manifest.h \
	correlator/tool/mibs.c \
	correlator/tool/names.c \
	correlator/tool/note.c \
	correlator/tool/reload.c \
	correlator/tool/order.c correlator/tool/order.h \
	correlator/tool/page.c correlator/tool/page.h \
	correlator/tool/progress.c correlator/tool/progress.h \
	correlator/tool/recompute.c correlator/tool/recompute.h \
	correlator/tool/record_filter.c correlator/tool/record_filter.h \
	correlator/tool/record_view.c correlator/tool/record_view.h \
	correlator/tool/reparse.c correlator/tool/reparse.h \
	correlator/tool/replay.c correlator/tool/replay.h \
	correlator/tool/replay_view.c \
	correlator/tool/restore.c \
	correlator/tool/scenario.c correlator/tool/scenario.h \
	correlator/tool/scenario_actions.c \
	correlator/tool/scenario_files.c correlator/tool/scenario_files.h \
	correlator/tool/scenario_orders.c \
	correlator/tool/show.c \
	correlator/tool/state_copy.c correlator/tool/state_copy.h \
	correlator/tool/sources.c correlator/tool/view_sources.c \
	correlator/tool/draft.c correlator/tool/draft.h \
	correlator/tool/unknown.c correlator/tool/view_unknown.c \
	correlator/tool/unknown_rows.c correlator/tool/unknown_rows.h \
	correlator/tool/status.c \
	correlator/tool/sums.c correlator/tool/sums.h \
	correlator/tool/survey.c correlator/tool/survey.h \
	correlator/tool/survey_view.c correlator/tool/survey_view.h \
	correlator/tool/test.c \
	correlator/tool/tool.c correlator/tool/tool.h \
	correlator/tool/unpacked.c correlator/tool/unpacked.h \
	correlator/tool/view.h \
	correlator/tool/view_audit.c \
	correlator/tool/view_incident.c \
	correlator/tool/view_incidents.c \
	correlator/tool/view_members.c correlator/tool/view_members.h \
	correlator/tool/view_status.c \
	correlator/tool/world.c correlator/tool/world.h
