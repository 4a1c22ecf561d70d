# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/inventory/libinventory.a
correlator_inventory_libinventory_a_SOURCES =
