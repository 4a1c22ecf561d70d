# SPDX-License-Identifier: Apache-2.0

check_PROGRAMS += tests/unit/rule/test_expression
TESTS += tests/unit/rule/test_expression
tests_unit_rule_test_expression_SOURCES = tests/unit/rule/test_expression.c
tests_unit_rule_test_expression_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_expression_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_template
TESTS += tests/unit/rule/test_template
tests_unit_rule_test_template_SOURCES = tests/unit/rule/test_template.c
tests_unit_rule_test_template_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_template_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_pattern
TESTS += tests/unit/rule/test_pattern
tests_unit_rule_test_pattern_SOURCES = tests/unit/rule/test_pattern.c
tests_unit_rule_test_pattern_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_pattern_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_literal
TESTS += tests/unit/rule/test_literal
tests_unit_rule_test_literal_SOURCES = tests/unit/rule/test_literal.c
tests_unit_rule_test_literal_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) $(PCRE2_CFLAGS)
tests_unit_rule_test_literal_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_prefilter
TESTS += tests/unit/rule/test_prefilter
tests_unit_rule_test_prefilter_SOURCES = tests/unit/rule/test_prefilter.c
tests_unit_rule_test_prefilter_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_prefilter_LDADD = $(LIBS_RULE) $(LIBS_TEST)
