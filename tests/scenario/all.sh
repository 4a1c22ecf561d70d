# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Every scenario, of the engine and of the rule packs, by one process: to start one takes longer than
# most scenarios. Large ones are played once, and as the others by `make check-long`. One alone is
# run by `make check TESTS=tests/scenario/age.scn`.
set -eu
build=$(cd "${top_builddir:-.}" && pwd)
cd "${top_srcdir:-$(dirname "$0")/../..}"
play() { "$build/correlator/correlator" test --names "$build/mibs/correlator.names" "$@"; }

play --determinism rules/*/*.scn tests/scenario/*.scn
play tests/scenario/large/*.scn
