# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += tests/bench/fill
tests_bench_fill_SOURCES = tests/bench/fill.c
tests_bench_fill_LDADD = $(LIBS_INPUT) $(LIBS_JOURNAL)
SLOW_TESTS += tests/bench/recovery.sh
