# SPDX-License-Identifier: Apache-2.0
correlator_rule_librule_a_SOURCES =
correlator_rule_librule_a_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS)
correlator_rule_librule_a_SOURCES += correlator/rule/pattern.c correlator/rule/pattern.h
correlator_rule_librule_a_SOURCES += correlator/rule/literal.c correlator/rule/literal.h
correlator_rule_librule_a_SOURCES += correlator/rule/literal_token.c correlator/rule/literal_token.h
correlator_rule_librule_a_SOURCES += correlator/rule/prefilter.c correlator/rule/prefilter.h
correlator_rule_librule_a_SOURCES += correlator/rule/candidates.c
