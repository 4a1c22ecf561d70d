# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/rule/librule.a
correlator_rule_librule_a_SOURCES =
