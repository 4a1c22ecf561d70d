# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/output/liboutput.a
correlator_output_liboutput_a_SOURCES =
