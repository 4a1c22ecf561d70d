# SPDX-License-Identifier: Apache-2.0
# Without cmocka the unit tests are left out; configure says so.
if HAVE_CMOCKA
include tests/unit/base/local.mk
include tests/unit/event/local.mk
include tests/unit/journal/local.mk
include tests/unit/inventory/local.mk
include tests/unit/rule/local.mk
include tests/unit/snmp/local.mk
include tests/unit/input/local.mk
include tests/unit/correlate/local.mk
include tests/unit/store/local.mk
include tests/unit/output/local.mk
include tests/unit/config/local.mk
include tests/unit/daemon/local.mk
include tests/unit/tool/local.mk
endif

include tests/lint/local.mk
include tests/scenario/local.mk
include tests/system/local.mk
include tests/golden/local.mk
include tests/fuzz/local.mk
include tests/tools/local.mk
include tests/bench/local.mk
include tests/generator/local.mk
include tests/score/local.mk
