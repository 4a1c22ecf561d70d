# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += dist/demo/play
dist_demo_play_SOURCES = dist/demo/play.c
dist_demo_play_LDADD = $(LIBS_BASE)
EXTRA_DIST += dist/demo/lines.awk dist/demo/traffic.awk dist/demo/run dist/demo/stage.sh \
	dist/demo/story.sh dist/demo/july/story.sh dist/demo/july/traffic.awk \
	dist/demo/july/platforms.cfg dist/demo/july/nodes.csv
