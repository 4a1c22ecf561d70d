# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += \
	tests/golden/audit.json tests/golden/audit.txt \
	tests/golden/incident_closed.json tests/golden/incident_closed.txt \
	tests/golden/incident_open.json tests/golden/incident_open.txt \
	tests/golden/incidents.json tests/golden/incidents.txt \
	tests/golden/unknown.json tests/golden/unknown.txt \
	tests/golden/sources.json tests/golden/sources.txt \
	tests/golden/status.json tests/golden/status.txt
EXTRA_DIST += tests/golden/state/version-2
EXTRA_DIST += tests/golden/state/version-3
EXTRA_DIST += tests/golden/state/version-4
EXTRA_DIST += tests/golden/state/version-5
