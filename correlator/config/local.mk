# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/config/libconfig.a
correlator_config_libconfig_a_SOURCES =
