# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A few fixed runs of every shipped model: how well incidents agree with the truth. doc/score.md has
# many more.
SEEDS='1 2 3 4' MINUTES=120 LEAST=950
. "$(dirname "$0")/lib.sh"
