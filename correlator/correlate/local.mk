# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/correlate/libcorrelate.a
correlator_correlate_libcorrelate_a_SOURCES =
