# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += tests/bench/fill
tests_bench_fill_SOURCES = tests/bench/fill.c
tests_bench_fill_LDADD = $(LIBS_INPUT) $(LIBS_JOURNAL)
BENCHES += tests/bench/recovery.sh

noinst_PROGRAMS += tests/bench/crowd
tests_bench_crowd_SOURCES = tests/bench/crowd.c
tests_bench_crowd_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(SSL_CFLAGS)
tests_bench_crowd_LDADD = $(LIBS_BASE) $(SSL_LIBS)
BENCHES += tests/bench/crowd.sh
BENCHES += tests/bench/crowd_tls.sh

noinst_PROGRAMS += tests/bench/traps
tests_bench_traps_SOURCES = tests/bench/traps.c tests/bench/drain.c tests/bench/drain.h
tests_bench_traps_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_bench_traps_LDADD = $(LIBS_INPUT)

noinst_PROGRAMS += tests/bench/storm
tests_bench_storm_SOURCES = tests/bench/storm.c
tests_bench_storm_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_bench_storm_LDADD = $(LIBS_BASE)
BENCHES += tests/bench/storm.sh

noinst_PROGRAMS += tests/bench/lines
tests_bench_lines_SOURCES = tests/bench/lines.c tests/bench/drain.c tests/bench/drain.h
tests_bench_lines_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_bench_lines_LDADD = $(LIBS_INPUT) $(LIBS_JOURNAL)
BENCHES += tests/bench/lines.sh

noinst_PROGRAMS += tests/bench/trap_messages
tests_bench_trap_messages_SOURCES = tests/bench/trap_messages.c
tests_bench_trap_messages_CPPFLAGS = $(AM_CPPFLAGS) $(NETSNMP_CFLAGS)
tests_bench_trap_messages_LDADD = $(NETSNMP_LIBS)
noinst_PROGRAMS += tests/bench/library
tests_bench_library_SOURCES = tests/bench/library.c tests/bench/drain.c tests/bench/drain.h
tests_bench_library_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(NETSNMP_CFLAGS)
tests_bench_library_LDADD = $(LIBS_INPUT) $(NETSNMP_LIBS)
BENCHES += tests/bench/traps.sh

noinst_PROGRAMS += tests/bench/parse
tests_bench_parse_SOURCES = tests/bench/parse.c
tests_bench_parse_LDADD = $(LIBS_INPUT)
BENCHES += tests/bench/parse.sh

noinst_PROGRAMS += tests/bench/forged
tests_bench_forged_SOURCES = tests/bench/forged.c
tests_bench_forged_LDADD = $(LIBS_INPUT)
BENCHES += tests/bench/forged.sh
