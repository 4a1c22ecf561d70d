# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/input/libinput.a
correlator_input_libinput_a_CPPFLAGS = $(AM_CPPFLAGS) $(SSL_CFLAGS)
correlator_input_libinput_a_SOURCES = \
	correlator/input/assembly.c correlator/input/assembly.h \
	correlator/input/capture.c correlator/input/capture.h \
	correlator/input/copies.c correlator/input/copies.h \
	correlator/input/connection.c correlator/input/connection.h \
	correlator/input/decoder.c correlator/input/decoder.h \
	correlator/input/followed.c correlator/input/followed.h \
	correlator/input/followed_set.c correlator/input/followed_set.h \
	correlator/input/follower.c correlator/input/follower.h \
	correlator/input/framing.c correlator/input/framing.h \
	correlator/input/inputs.c correlator/input/inputs.h \
	correlator/input/input.h \
	correlator/input/intake.c correlator/input/intake.h \
	correlator/input/peers.c correlator/input/peers.h \
	correlator/input/packet.c correlator/input/packet.h \
	correlator/input/previous.c correlator/input/previous.h \
	correlator/input/reception.c correlator/input/reception.h \
	correlator/input/repeats.c correlator/input/repeats.h \
	correlator/input/syslog_3164.c correlator/input/syslog_3164.h \
	correlator/input/syslog_5424.c correlator/input/syslog_5424.h \
	correlator/input/syslog_decoder.c correlator/input/syslog_decoder.h \
	correlator/input/syslog_line.h \
	correlator/input/syslog_parse.c correlator/input/syslog_parse.h \
	correlator/input/syslog_stamp.c correlator/input/syslog_stamp.h \
	correlator/input/stream.c correlator/input/stream.h \
	correlator/input/syslog_tag.c correlator/input/syslog_tag.h \
	correlator/input/syslog_file.c \
	correlator/input/syslog_stdin.c \
	correlator/input/charset.c correlator/input/charset.h \
	correlator/input/syslog_dialect.c correlator/input/syslog_dialect.h \
	correlator/input/syslog_front.c correlator/input/syslog_front.h \
	correlator/input/syslog_host.c correlator/input/syslog_host.h \
	correlator/input/syslog_moment.c correlator/input/syslog_moment.h \
	correlator/input/syslog_pairs.c correlator/input/syslog_pairs.h \
	correlator/input/syslog_zone.c correlator/input/syslog_zone.h \
	correlator/input/syslog_profile.h \
	correlator/input/syslog_word.h \
	correlator/input/syslog_tcp.c \
	correlator/input/syslog_tls.c \
	correlator/input/syslog_unix.c \
	correlator/input/syslog_udp.c \
	correlator/input/tls.c correlator/input/tls.h correlator/input/tls_context.h \
	correlator/input/tls_peer.c correlator/input/tls_peer.h \
	correlator/input/transport.c correlator/input/transport.h \
	correlator/input/transport_tls.c \
	correlator/input/trap.c \
	correlator/input/way_back.c correlator/input/way_back.h \
	correlator/input/datagrams.c correlator/input/datagrams.h \
	correlator/input/inet_socket.c correlator/input/inet_socket.h
