# SPDX-License-Identifier: Apache-2.0
include correlator/base/local.mk
include correlator/event/local.mk
include correlator/journal/local.mk
include correlator/inventory/local.mk
include correlator/rule/local.mk
include correlator/snmp/local.mk
include correlator/input/local.mk
include correlator/correlate/local.mk
include correlator/store/local.mk
include correlator/output/local.mk
include correlator/config/local.mk
include correlator/daemon/local.mk
include correlator/tool/local.mk
