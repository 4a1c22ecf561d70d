# SPDX-License-Identifier: Apache-2.0
dist_doc_DATA += README.md HACKING.md NEWS
dist_doc_DATA += doc/formats.md doc/generator.md doc/reliability.md doc/rules.md doc/score.md
EXTRA_DIST += doc/incident.svg doc/score.svg
dist_man_MANS = doc/correlator.1 doc/correlatord.8
