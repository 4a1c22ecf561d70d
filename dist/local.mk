# SPDX-License-Identifier: Apache-2.0
include dist/demo/local.mk
EXTRA_DIST += dist/correlator.conf dist/correlatord.service
