# SPDX-License-Identifier: Apache-2.0
# A target is fuzz_NAME.c with its first inputs in corpus/NAME/ and past crashes in
# crash/NAME/. It is a test that replays them and mutations of them (replay_main.c). After
# ./configure --enable-fuzzer CC=clang it is a libFuzzer program, and `make fuzz` runs each
# for FUZZ_SECONDS.
fuzz_targets =
FUZZ_SECONDS = 60
EXTRA_DIST += tests/fuzz/run tests/fuzz/fuzz.h tests/fuzz/replay_main.c tests/fuzz/corpus tests/fuzz/crash

if FUZZER
LIBS_FUZZ = $(FUZZER_LIBS)
check_PROGRAMS += $(fuzz_targets)
else
LIBS_FUZZ = tests/fuzz/libreplay.a
check_LIBRARIES += tests/fuzz/libreplay.a
tests_fuzz_libreplay_a_SOURCES = tests/fuzz/replay_main.c tests/fuzz/fuzz.h
check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
endif

fuzz: $(fuzz_targets)
	@printf '%s\n' $(fuzz_targets) | \
		xargs -n 1 -P "$$(nproc)" $(SHELL) $(top_srcdir)/tests/fuzz/run $(top_srcdir) $(FUZZ_SECONDS)
.PHONY: fuzz

fuzz_targets += tests/fuzz/fuzz_expression
tests_fuzz_fuzz_expression_SOURCES = tests/fuzz/fuzz_expression.c
tests_fuzz_fuzz_expression_LDADD = $(LIBS_RULE) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_pattern
tests_fuzz_fuzz_pattern_SOURCES = tests/fuzz/fuzz_pattern.c
tests_fuzz_fuzz_pattern_LDADD = $(LIBS_RULE) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_syslog
tests_fuzz_fuzz_syslog_SOURCES = tests/fuzz/fuzz_syslog.c
tests_fuzz_fuzz_syslog_LDADD = $(LIBS_INPUT) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_trap
tests_fuzz_fuzz_trap_SOURCES = tests/fuzz/fuzz_trap.c
tests_fuzz_fuzz_trap_LDADD = correlator/snmp/libsnmp.a $(LIBS_RULE) $(NETSNMP_LIBS) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_event
tests_fuzz_fuzz_event_SOURCES = tests/fuzz/fuzz_event.c
tests_fuzz_fuzz_event_LDADD = $(LIBS_EVENT) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_capture
tests_fuzz_fuzz_capture_SOURCES = tests/fuzz/fuzz_capture.c
tests_fuzz_fuzz_capture_LDADD = $(LIBS_INPUT) $(LIBS_FUZZ)

fuzz_targets += tests/fuzz/fuzz_names
tests_fuzz_fuzz_names_SOURCES = tests/fuzz/fuzz_names.c
tests_fuzz_fuzz_names_LDADD = $(LIBS_SNMP) $(LIBS_FUZZ)
