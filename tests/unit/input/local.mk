# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/input/test_syslog_parse
TESTS += tests/unit/input/test_syslog_parse
tests_unit_input_test_syslog_parse_SOURCES = \
	tests/unit/input/test_syslog_parse.c tests/unit/input/line.h tests/unit/input/rows.h
tests_unit_input_test_syslog_parse_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_syslog_parse_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_trap_samples
TESTS += tests/unit/input/test_trap_samples
tests_unit_input_test_trap_samples_SOURCES = tests/unit/input/test_trap_samples.c \
	tests/unit/input/pcap.h tests/unit/input/samples.h tests/unit/input/trap_expect.h \
	tests/unit/input/trap_runner.h tests/unit/input/trap_users.h
tests_unit_input_test_trap_samples_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_input_test_trap_samples_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_stamp
TESTS += tests/unit/input/test_syslog_stamp
tests_unit_input_test_syslog_stamp_SOURCES = tests/unit/input/test_syslog_stamp.c
tests_unit_input_test_syslog_stamp_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_syslog_stamp_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_udp
TESTS += tests/unit/input/test_udp
tests_unit_input_test_udp_SOURCES = tests/unit/input/test_udp.c tests/unit/input/listener.h \
	tests/unit/base/fast_timers.h
tests_unit_input_test_udp_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_udp_LDFLAGS = $(AM_LDFLAGS) $(FAST_TIMERS)
tests_unit_input_test_udp_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_copies
TESTS += tests/unit/input/test_copies
tests_unit_input_test_copies_SOURCES = tests/unit/input/test_copies.c \
	tests/unit/event/sample_event.h
tests_unit_input_test_copies_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_copies_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_inform
TESTS += tests/unit/input/test_inform
tests_unit_input_test_inform_SOURCES = tests/unit/input/test_inform.c \
	tests/unit/input/listener.h tests/unit/snmp/message.h
tests_unit_input_test_inform_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_inform_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_inputs
TESTS += tests/unit/input/test_inputs
tests_unit_input_test_inputs_SOURCES = tests/unit/input/test_inputs.c \
	tests/unit/input/listener.h
tests_unit_input_test_inputs_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_inputs_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_samples
TESTS += tests/unit/input/test_syslog_samples
tests_unit_input_test_syslog_samples_SOURCES = tests/unit/input/test_syslog_samples.c \
	tests/unit/input/listener.h tests/unit/input/parser.h tests/unit/input/pcap.h \
	tests/unit/input/samples.h
tests_unit_input_test_syslog_samples_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_input_test_syslog_samples_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_repeats
TESTS += tests/unit/input/test_repeats
tests_unit_input_test_repeats_SOURCES = tests/unit/input/test_repeats.c
tests_unit_input_test_repeats_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_repeats_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_capture
TESTS += tests/unit/input/test_capture
tests_unit_input_test_capture_SOURCES = tests/unit/input/test_capture.c
tests_unit_input_test_capture_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_capture_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_packet
TESTS += tests/unit/input/test_packet
tests_unit_input_test_packet_SOURCES = tests/unit/input/test_packet.c
tests_unit_input_test_packet_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_packet_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_framing
TESTS += tests/unit/input/test_framing
tests_unit_input_test_framing_SOURCES = tests/unit/input/test_framing.c
tests_unit_input_test_framing_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_framing_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_stream
TESTS += tests/unit/input/test_stream
tests_unit_input_test_stream_SOURCES = tests/unit/input/test_stream.c tests/unit/input/listener.h \
	tests/unit/base/fast_timers.h
tests_unit_input_test_stream_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_stream_LDFLAGS = $(AM_LDFLAGS) $(FAST_TIMERS)
tests_unit_input_test_stream_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_framed
TESTS += tests/unit/input/test_syslog_framed
tests_unit_input_test_syslog_framed_SOURCES = tests/unit/input/test_syslog_framed.c \
	tests/unit/input/samples.h
tests_unit_input_test_syslog_framed_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_syslog_framed_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_followed
TESTS += tests/unit/input/test_followed
tests_unit_input_test_followed_SOURCES = tests/unit/input/test_followed.c
tests_unit_input_test_followed_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_followed_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_file
TESTS += tests/unit/input/test_syslog_file
tests_unit_input_test_syslog_file_SOURCES = tests/unit/input/test_syslog_file.c \
	tests/unit/base/fast_timers.h tests/unit/input/listener.h
tests_unit_input_test_syslog_file_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_syslog_file_LDFLAGS = $(AM_LDFLAGS) $(FAST_TIMERS)
tests_unit_input_test_syslog_file_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_peers
TESTS += tests/unit/input/test_peers
tests_unit_input_test_peers_SOURCES = tests/unit/input/test_peers.c
tests_unit_input_test_peers_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_peers_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_previous
TESTS += tests/unit/input/test_previous
tests_unit_input_test_previous_SOURCES = tests/unit/input/test_previous.c
tests_unit_input_test_previous_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_previous_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_assembly
TESTS += tests/unit/input/test_assembly
tests_unit_input_test_assembly_SOURCES = tests/unit/input/test_assembly.c
tests_unit_input_test_assembly_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_assembly_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_rsyslog
TESTS += tests/unit/input/test_syslog_rsyslog
tests_unit_input_test_syslog_rsyslog_SOURCES = tests/unit/input/test_syslog_rsyslog.c \
	tests/unit/input/parser.h tests/unit/input/samples.h
tests_unit_input_test_syslog_rsyslog_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_input_test_syslog_rsyslog_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_templates
TESTS += tests/unit/input/test_syslog_templates
tests_unit_input_test_syslog_templates_SOURCES = tests/unit/input/test_syslog_templates.c \
	tests/unit/input/parser.h tests/unit/input/samples.h
tests_unit_input_test_syslog_templates_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_input_test_syslog_templates_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_charset
TESTS += tests/unit/input/test_charset
tests_unit_input_test_charset_SOURCES = tests/unit/input/test_charset.c
tests_unit_input_test_charset_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_input_test_charset_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_decoder
TESTS += tests/unit/input/test_syslog_decoder
tests_unit_input_test_syslog_decoder_SOURCES = tests/unit/input/test_syslog_decoder.c \
	tests/unit/input/line.h
tests_unit_input_test_syslog_decoder_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_syslog_decoder_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_dialects
TESTS += tests/unit/input/test_syslog_dialects
tests_unit_input_test_syslog_dialects_SOURCES = tests/unit/input/test_syslog_dialects.c \
	tests/unit/input/line.h tests/unit/input/rows.h
tests_unit_input_test_syslog_dialects_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_syslog_dialects_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_fairness
TESTS += tests/unit/input/test_fairness
tests_unit_input_test_fairness_SOURCES = tests/unit/input/test_fairness.c \
	tests/unit/input/listener.h
tests_unit_input_test_fairness_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_fairness_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_tls
TESTS += tests/unit/input/test_tls
tests_unit_input_test_tls_SOURCES = tests/unit/input/test_tls.c tests/unit/input/authority.h
tests_unit_input_test_tls_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(SSL_CFLAGS) -I$(top_srcdir)/tests
tests_unit_input_test_tls_LDADD = $(LIBS_INPUT) $(LIBS_TEST)

check_PROGRAMS += tests/unit/input/test_syslog_tls
TESTS += tests/unit/input/test_syslog_tls
tests_unit_input_test_syslog_tls_SOURCES = tests/unit/input/test_syslog_tls.c \
	tests/unit/base/fast_timers.h tests/unit/input/authority.h tests/unit/input/listener.h
tests_unit_input_test_syslog_tls_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(SSL_CFLAGS) \
	-I$(top_srcdir)/tests
tests_unit_input_test_syslog_tls_LDFLAGS = $(AM_LDFLAGS) $(FAST_TIMERS)
tests_unit_input_test_syslog_tls_LDADD = $(LIBS_INPUT) $(LIBS_TEST)
