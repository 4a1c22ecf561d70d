# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/input/libinput.a
correlator_input_libinput_a_SOURCES = \
	correlator/input/syslog_3164.c correlator/input/syslog_3164.h \
	correlator/input/syslog_5424.c correlator/input/syslog_5424.h \
	correlator/input/syslog_line.h \
	correlator/input/syslog_parse.c correlator/input/syslog_parse.h \
	correlator/input/syslog_stamp.c correlator/input/syslog_stamp.h
