# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/unit/inventory/test_inventory
TESTS += tests/unit/inventory/test_inventory
tests_unit_inventory_test_inventory_SOURCES = tests/unit/inventory/test_inventory.c
tests_unit_inventory_test_inventory_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_inventory_test_inventory_LDADD = $(LIBS_INVENTORY) $(LIBS_TEST)

check_PROGRAMS += tests/unit/inventory/test_upstream
TESTS += tests/unit/inventory/test_upstream
tests_unit_inventory_test_upstream_SOURCES = tests/unit/inventory/test_upstream.c
tests_unit_inventory_test_upstream_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_inventory_test_upstream_LDADD = $(LIBS_INVENTORY) $(LIBS_TEST)

check_PROGRAMS += tests/unit/inventory/test_place
TESTS += tests/unit/inventory/test_place
tests_unit_inventory_test_place_SOURCES = tests/unit/inventory/test_place.c
tests_unit_inventory_test_place_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_inventory_test_place_LDADD = $(LIBS_INVENTORY) $(LIBS_TEST)
