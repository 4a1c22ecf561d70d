# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Every scenario, of the engine and of the rule packs, by one process: to start one takes longer than
# most scenarios. One alone is run by `make check TESTS=tests/scenario/age.scn`.
set -eu
cd "${top_srcdir:-.}"
exec "${top_builddir:-.}/correlator/correlator" test --determinism \
	--names "${top_builddir:-.}/mibs/correlator.names" rules/*/*.scn tests/scenario/*.scn
