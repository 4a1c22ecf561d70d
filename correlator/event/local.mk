# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/event/libevent.a
correlator_event_libevent_a_SOURCES =
