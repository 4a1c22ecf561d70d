# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/store/libstore.a
correlator_store_libstore_a_SOURCES =
