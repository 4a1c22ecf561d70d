# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/journal/libjournal.a
correlator_journal_libjournal_a_SOURCES = \
	correlator/journal/journal.c correlator/journal/journal.h \
	correlator/journal/reader.c correlator/journal/reader.h \
	correlator/journal/segment.c correlator/journal/segment.h
