# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Generates runs, replays each, and compares the answers with the truth. In the environment: SEEDS
# ("1 2 3"), MODELS (files; default: those shipped), MINUTES, NODES, LOST and OVERLAP (lists, of a
# thousand), LEAST (fail below so many of a
# thousand), PICTURE (a file), LIST and KEEP (name the failures, keep the runs). The last line is the sum.
set -eu
top=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
build=$(cd "${top_builddir:-.}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/correlator-score.XXXXXX")
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
SEEDS=${SEEDS:-1 2 3} MODELS=${MODELS:-$(echo "$top"/tests/generator/models/*.model)}
LOST=${LOST:-0} OVERLAP=${OVERLAP:-300}

# $1 model, $2 seed, $3 lost, $4 overlap
one_run() {
	folder=$work/$(basename "$1" .model)-$2-$3-$4
	"$build/tests/generator/generate" --seed "$2" --lost "$3" --overlap "$4" \
		--nodes "${NODES:-439}" --minutes "${MINUTES:-120}" ${GENERATE:-} "$1" "$folder" \
		>"$work/said" || { cat "$work/said" >&2 && exit 1; }
	"$build/correlator/correlator" replay --json --events "$folder/deeds.jsonl" \
		--config "$folder/correlator.conf" "$folder/rules" "$folder/journal" \
		>"$folder/replay.json"
	rm -rf "$folder/journal" "$folder/input.pcap"
}

for model in $MODELS; do
	for seed in $SEEDS; do
		for lost in $LOST; do
			for overlap in $OVERLAP; do
				one_run "$model" "$seed" "$lost" "$overlap"
			done
		done
	done
done
"$build/tests/score/score" ${PICTURE:+--picture "$PICTURE"} ${LEAST:+--least "$LEAST"} ${LIST:+--list} ${JSON:+--json} "$work"/*/
