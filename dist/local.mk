# SPDX-License-Identifier: Apache-2.0
include dist/demo/local.mk
# Installed beside the rules and the names file: a folder that runs as it is, to be copied.
dist_pkgdata_DATA = dist/correlator.conf
inventorydir = $(pkgdatadir)/inventory
dist_inventory_DATA = dist/demo/platforms.cfg dist/demo/nodes.csv
EXTRA_DIST += dist/correlatord.service
