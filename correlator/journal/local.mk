# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/journal/libjournal.a
correlator_journal_libjournal_a_SOURCES = \
	correlator/journal/archive.c correlator/journal/archive.h \
	correlator/journal/ending.c correlator/journal/ending.h \
	correlator/journal/epoch.c correlator/journal/epoch.h \
	correlator/journal/housekeeping.c correlator/journal/housekeeping.h \
	correlator/journal/journal.c correlator/journal/journal.h \
	correlator/journal/lock.c correlator/journal/lock.h \
	correlator/journal/reader.c correlator/journal/reader.h \
	correlator/journal/segment.c correlator/journal/segment.h \
	correlator/journal/segment_files.c correlator/journal/segment_files.h \
	correlator/journal/snapshot.c correlator/journal/snapshot.h
correlator_journal_libjournal_a_CPPFLAGS = $(AM_CPPFLAGS) $(ZSTD_CFLAGS)
