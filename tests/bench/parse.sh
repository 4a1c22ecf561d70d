# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# What parsing costs, and that it does not grow with the length of hostile lines.
. "$(dirname "$0")/../system/lib.sh"
"$build/tests/bench/parse"
