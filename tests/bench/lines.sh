# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# What a line costs beside receiving it at all: parsed and accounted for, and written to a
# journal; all in one run, as ratios.
. "$(dirname "$0")/../system/lib.sh"
is_full && rounds=31 || rounds=3
"$build/tests/bench/lines" --rounds $rounds "$work/journal" >"$work/figures"
read -r parsed written bare_ns parsed_ns written_ns <"$work/figures"
echo "figures: the listener for lines drains its socket at $parsed of bare recvmmsg() ($parsed_ns and" \
	"$bare_ns ns of CPU a line), and with the journal's writes in the same thread at $written" \
	"($written_ns ns)"
