# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += dist/demo/play
dist_demo_play_SOURCES = dist/demo/play.c
dist_demo_play_LDADD = $(LIBS_BASE)
EXTRA_DIST += dist/demo/traffic.awk dist/demo/run dist/demo/stage.sh
