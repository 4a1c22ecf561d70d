# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/base/libbase.a
correlator_base_libbase_a_SOURCES =
