# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/output/liboutput.a
correlator_output_liboutput_a_SOURCES = \
	correlator/output/file.c correlator/output/outbox.c correlator/output/outbox.h \
	correlator/output/output.h correlator/output/outputs.c correlator/output/webhook.c
correlator_output_liboutput_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS) $(JANSSON_CFLAGS)
