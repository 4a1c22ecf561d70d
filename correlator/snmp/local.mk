# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/snmp/libsnmp.a
correlator_snmp_libsnmp_a_SOURCES =
