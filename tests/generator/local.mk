# SPDX-License-Identifier: Apache-2.0
noinst_PROGRAMS += tests/generator/generate
tests_generator_generate_SOURCES = tests/generator/generate.c \
	tests/generator/model.c tests/generator/model.h tests/generator/model_read.h \
	tests/generator/model_symptoms.c tests/generator/model_faults.c \
	tests/generator/draw.c tests/generator/draw.h \
	tests/generator/network.c tests/generator/network.h \
	tests/generator/story.c tests/generator/story.h tests/generator/cues.c \
	tests/generator/relation.c tests/generator/relation.h \
	tests/generator/air.c tests/generator/air.h \
	tests/generator/wording.c tests/generator/wording.h \
	tests/generator/trap.c tests/generator/trap.h \
	tests/generator/output.c tests/generator/output.h tests/generator/truth.c \
	tests/generator/derive.c tests/generator/derive_rules.c
tests_generator_generate_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(NETSNMP_CFLAGS) $(CONFIG_CFLAGS)
tests_generator_generate_LDADD = $(LIBS_CONFIG) -lm
EXTRA_DIST += tests/generator/models/mobile-core.model tests/generator/models/ip-metro.model \
	tests/generator/models/radio-access.model tests/generator/models/fixed-voice.model \
	tests/generator/models/data-centre.model
SCRIPT_TESTS += tests/generator/models.sh
