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
tests_unit_rule_test_literal_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_literal_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_prefilter
TESTS += tests/unit/rule/test_prefilter
tests_unit_rule_test_prefilter_SOURCES = tests/unit/rule/test_prefilter.c
tests_unit_rule_test_prefilter_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_prefilter_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_ruleset
TESTS += tests/unit/rule/test_ruleset
tests_unit_rule_test_ruleset_SOURCES = tests/unit/rule/test_ruleset.c tests/unit/rule/sample.h
tests_unit_rule_test_ruleset_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_ruleset_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_match
TESTS += tests/unit/rule/test_match
tests_unit_rule_test_match_SOURCES = tests/unit/rule/test_match.c tests/unit/rule/sample.h
tests_unit_rule_test_match_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_match_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_view
TESTS += tests/unit/rule/test_view
tests_unit_rule_test_view_SOURCES = tests/unit/rule/test_view.c tests/unit/rule/sample.h
tests_unit_rule_test_view_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_view_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_varbind_name
TESTS += tests/unit/rule/test_varbind_name
tests_unit_rule_test_varbind_name_SOURCES = tests/unit/rule/test_varbind_name.c \
	tests/unit/rule/sample.h
tests_unit_rule_test_varbind_name_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_varbind_name_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_reach
TESTS += tests/unit/rule/test_reach
tests_unit_rule_test_reach_SOURCES = tests/unit/rule/test_reach.c tests/unit/rule/sample.h
tests_unit_rule_test_reach_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_reach_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_glob
TESTS += tests/unit/rule/test_glob
tests_unit_rule_test_glob_SOURCES = tests/unit/rule/test_glob.c
tests_unit_rule_test_glob_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_glob_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_trap_key
TESTS += tests/unit/rule/test_trap_key
tests_unit_rule_test_trap_key_SOURCES = tests/unit/rule/test_trap_key.c
tests_unit_rule_test_trap_key_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_trap_key_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_index
TESTS += tests/unit/rule/test_index
tests_unit_rule_test_index_SOURCES = tests/unit/rule/test_index.c tests/unit/rule/sample.h
tests_unit_rule_test_index_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_index_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_match_property
TESTS += tests/unit/rule/test_match_property
tests_unit_rule_test_match_property_SOURCES = tests/unit/rule/test_match_property.c tests/unit/rule/sample.h
tests_unit_rule_test_match_property_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_match_property_LDADD = $(LIBS_RULE) $(LIBS_TEST)

check_PROGRAMS += tests/unit/rule/test_shape
TESTS += tests/unit/rule/test_shape
tests_unit_rule_test_shape_SOURCES = tests/unit/rule/test_shape.c
tests_unit_rule_test_shape_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_rule_test_shape_LDADD = $(LIBS_RULE) $(LIBS_TEST)
