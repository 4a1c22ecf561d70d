# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The outage with one, two and four match threads gives, byte for byte, the alerts that a replay of
# its journal without any gives.
for workers in 1 2 4; do
	echo "--- $workers match threads"
	workers=$workers sh "$(dirname "$0")/voicemail.sh" || exit
done
