# SPDX-License-Identifier: Apache-2.0
sbin_PROGRAMS += correlatord
correlatord_SOURCES = correlator/correlatord.c
correlatord_LDADD = $(LIBS_DAEMON)
noinst_LIBRARIES += correlator/daemon/libdaemon.a
correlator_daemon_libdaemon_a_SOURCES =
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/arguments.c correlator/daemon/arguments.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/clock.c correlator/daemon/clock.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/control.c correlator/daemon/control.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/daemon.c correlator/daemon/daemon.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/engine_thread.c correlator/daemon/engine_thread.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/io.c correlator/daemon/io.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/journal_thread.c correlator/daemon/journal_thread.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/outbox_thread.c correlator/daemon/outbox_thread.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/path.c correlator/daemon/path.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/recovery.c correlator/daemon/recovery.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/snapshot.c correlator/daemon/snapshot.h
correlator_daemon_libdaemon_a_SOURCES += correlator/daemon/store_thread.c correlator/daemon/store_thread.h
