# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/daemon/libdaemon.a
correlator_daemon_libdaemon_a_SOURCES =
