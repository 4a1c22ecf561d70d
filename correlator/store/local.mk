# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/store/libstore.a
correlator_store_libstore_a_SOURCES = \
	correlator/store/copy.c \
	correlator/store/database.c correlator/store/database.h \
	correlator/store/purge.c correlator/store/store.c correlator/store/store_unknown.c correlator/store/store.h \
	correlator/store/store_private.h correlator/store/store_query.c
correlator_store_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(JANSSON_CFLAGS)
