# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/event/libevent.a
correlator_event_libevent_a_SOURCES = \
	correlator/event/batch.c correlator/event/batch.h \
	correlator/event/ber.c correlator/event/ber.h \
	correlator/event/display_hint.c correlator/event/display_hint.h \
	correlator/event/epochs.c correlator/event/epochs.h \
	correlator/event/event.c correlator/event/event.h \
	correlator/event/event_writer.c \
	correlator/event/oid.c correlator/event/oid.h \
	correlator/event/position.c correlator/event/position.h \
	correlator/event/positions.c correlator/event/positions.h \
	correlator/event/record.c correlator/event/record.h \
	correlator/event/self_event.c correlator/event/self_event.h \
	correlator/event/snmp_engine.c correlator/event/snmp_engine.h \
	correlator/event/snmp_engines.c correlator/event/snmp_engines.h \
	correlator/event/severity.c correlator/event/severity.h \
	correlator/event/structured_data.c correlator/event/structured_data.h
