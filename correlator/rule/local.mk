# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/rule/librule.a
correlator_rule_librule_a_SOURCES =
correlator_rule_librule_a_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS)
correlator_rule_librule_a_SOURCES += correlator/rule/value.c correlator/rule/value.h
correlator_rule_librule_a_SOURCES += correlator/rule/expression.c correlator/rule/expression.h
correlator_rule_librule_a_SOURCES += correlator/rule/expression_check.c correlator/rule/expression_check.h
correlator_rule_librule_a_SOURCES += correlator/rule/expression_parse.c correlator/rule/expression_node.h
correlator_rule_librule_a_SOURCES += correlator/rule/expression_token.c correlator/rule/expression_token.h
correlator_rule_librule_a_SOURCES += correlator/rule/template.c correlator/rule/template.h
correlator_rule_librule_a_SOURCES += correlator/rule/pattern.c correlator/rule/pattern.h
correlator_rule_librule_a_SOURCES += correlator/rule/literal.c correlator/rule/literal.h
correlator_rule_librule_a_SOURCES += correlator/rule/literal_token.c correlator/rule/literal_token.h
correlator_rule_librule_a_SOURCES += correlator/rule/prefilter.c correlator/rule/prefilter.h
correlator_rule_librule_a_SOURCES += correlator/rule/candidates.c
