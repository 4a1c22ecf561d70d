# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/base/libbase.a
correlator_base_libbase_a_SOURCES = \
	correlator/base/address.c correlator/base/address.h \
	correlator/base/arena.c correlator/base/arena.h \
	correlator/base/calendar.c correlator/base/calendar.h \
	correlator/base/codec.c correlator/base/codec.h \
	correlator/base/command_line.c correlator/base/command_line.h \
	correlator/base/crc.c correlator/base/crc.h \
	correlator/base/duration.c correlator/base/duration.h \
	correlator/base/error.c correlator/base/error.h \
	correlator/base/fault.c correlator/base/fault.h \
	correlator/base/file.c correlator/base/file.h \
	correlator/base/heap.c correlator/base/heap.h \
	correlator/base/json.c correlator/base/json.h \
	correlator/base/list.h \
	correlator/base/log.c correlator/base/log.h \
	correlator/base/loop.c correlator/base/loop.h \
	correlator/base/option.c correlator/base/option.h \
	correlator/base/prefix_index.c correlator/base/prefix_index.h \
	correlator/base/ring.c correlator/base/ring.h \
	correlator/base/secret.c correlator/base/secret.h \
	correlator/base/slice.c correlator/base/slice.h \
	correlator/base/spare.c correlator/base/spare.h \
	correlator/base/table.c correlator/base/table.h \
	correlator/base/text.c correlator/base/text.h \
	correlator/base/unix_socket.c correlator/base/unix_socket.h \
	correlator/base/xalloc.c correlator/base/xalloc.h \
	correlator/base/zone.c correlator/base/zone.h \
	correlator/base/zone_file.c correlator/base/zone_file.h
correlator_base_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBEVENT_CFLAGS) $(JANSSON_CFLAGS)
