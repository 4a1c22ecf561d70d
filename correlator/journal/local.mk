# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/journal/libjournal.a
correlator_journal_libjournal_a_SOURCES =
