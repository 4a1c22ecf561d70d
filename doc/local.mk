# SPDX-License-Identifier: Apache-2.0
dist_doc_DATA += README.md HACKING.md NEWS
dist_doc_DATA += doc/formats.md doc/reliability.md doc/rules.md
EXTRA_DIST += doc/incident.svg
dist_man_MANS = doc/correlator.1 doc/correlatord.8
