# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += tests/score/score
tests_score_score_SOURCES = tests/score/score.c tests/score/run.c tests/score/run.h \
	tests/score/measure.c tests/score/measure.h tests/score/show.c tests/score/show.h \
	tests/score/picture.c
tests_score_score_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_score_score_LDADD = $(LIBS_BASE)
EXTRA_DIST += tests/score/lib.sh
SLOW_TESTS += tests/score/small.sh

# Generates runs, replays them, and prints how well the answers agree with the truth.
check-score: all
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		SEEDS='$(SEEDS)' $(SHELL) $(srcdir)/tests/score/lib.sh
SEEDS = 1 2 3
.PHONY: check-score
