# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += tests/tools/ticketd tests/tools/blast tests/tools/sender \
	tests/tools/judge tests/tools/informer tests/tools/tape tests/tools/knock
tests_tools_tape_SOURCES = tests/tools/tape.c
tests_tools_ticketd_SOURCES = tests/tools/ticketd.c tests/tools/tickets.c tests/tools/tickets.h
tests_tools_ticketd_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir) $(LIBEVENT_CFLAGS) $(JANSSON_CFLAGS)
tests_tools_ticketd_LDADD = $(LIBS_BASE)
tests_tools_blast_SOURCES = tests/tools/blast.c
tests_tools_blast_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_tools_blast_LDADD = $(LIBS_BASE)
tests_tools_sender_SOURCES = tests/tools/sender.c tests/tools/loopback.h
tests_tools_sender_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_tools_sender_LDADD = $(LIBS_BASE)
tests_tools_informer_SOURCES = tests/tools/informer.c tests/unit/snmp/message.h
tests_tools_informer_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_tools_informer_LDADD = $(LIBS_EVENT)
tests_tools_knock_SOURCES = tests/tools/knock.c tests/tools/loopback.h
tests_tools_knock_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_tools_knock_LDADD = $(LIBS_BASE)
tests_tools_judge_SOURCES = tests/tools/judge.c tests/tools/evidence.c tests/tools/evidence.h
tests_tools_judge_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir) $(JANSSON_CFLAGS)
tests_tools_judge_LDADD = $(LIBS_STORE) $(LIBS_JOURNAL)

# Preloaded by system tests; never with sanitizers, which only programs can have.
noinst_DATA += tests/tools/forget.so tests/tools/wall.so
tests/tools/forget.so: tests/tools/forget.c
	$(AM_V_CCLD)$(CC) -O1 -g -Wall -Wextra -shared -fPIC -o $@ $(srcdir)/tests/tools/forget.c
tests/tools/wall.so: tests/tools/wall.c
	$(AM_V_CCLD)$(CC) -O1 -g -Wall -Wextra -shared -fPIC -o $@ $(srcdir)/tests/tools/wall.c
CLEANFILES += tests/tools/forget.so tests/tools/wall.so
EXTRA_DIST += tests/tools/fetch-forwarders tests/tools/forget.c tests/tools/wall.c
