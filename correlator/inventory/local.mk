# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/inventory/libinventory.a
correlator_inventory_libinventory_a_SOURCES =
correlator_inventory_libinventory_a_SOURCES += correlator/inventory/inventory.c correlator/inventory/inventory.h
correlator_inventory_libinventory_a_SOURCES += correlator/inventory/inventory_index.h
correlator_inventory_libinventory_a_SOURCES += correlator/inventory/links.c
correlator_inventory_libinventory_a_SOURCES += correlator/inventory/place.c correlator/inventory/place.h
correlator_inventory_libinventory_a_SOURCES += correlator/inventory/upstream.c correlator/inventory/upstream.h
