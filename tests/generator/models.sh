# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Each shipped model, and the one in doc/generator.md, small and as large as the published figures:
# the rules made of it are good, know all that they list, and nothing else. A seed gives the same
# files again; mistakes in a model are told with file and line.
. "$(dirname "$0")/../system/lib.sh"
generate=$build/tests/generator/generate
run=$work/run
example=$work/example.model
sed -n '/^    name = "two tiers"/,/^$/p' "$top/doc/generator.md" | sed 's/^    //' >"$example"

# $1 model, $2...: options
make_run() {
	model=$1
	shift
	rm -rf "$run"
	"$generate" --minutes 30 "$@" "$model" "$run" >"$work/said" 2>&1 || fail "$(cat "$work/said")"
}

records() { sed -n 's/^{"record":\([0-9]*\),.*/\1/p' | sort; }

# Without what has the ids and numbers of the replay.
replay() {
	"$tool" replay --json "$@" | tr ',' '\n' | grep '"platform"\|"class"\|"title"\|"customers"\|"since"'
}

# The capture is the same as the journal.
judge_capture() {
	for input in journal input.pcap; do
		replay --config "$run/correlator.conf" "$run/rules" "$run/$input" >"$work/$input.said"
	done
	[ -s "$work/journal.said" ] || fail "$1: nothing happens"
	diff "$work/journal.said" "$work/input.pcap.said" >"$work/said" ||
		fail "$1: capture and journal differ: $(head -n 20 "$work/said")"
	echo "ok: $1: capture and journal are the same"
}

# What rules list has done something, and what nobody said of a fault has done nothing.
judge_run() {
	"$tool" check --inventory "$run/inventory" "$run/rules" >"$work/said" ||
		fail "$1: $(cat "$work/said")"
	grep -q 'all is well' "$work/said" || fail "$1: $(cat "$work/said")"
	"$tool" replay --json --events "$work/deeds" --config "$run/correlator.conf" "$run/rules" \
		"$run/journal" >/dev/null
	records <"$work/deeds" | uniq >"$work/done"
	sed '/"record":0,/d' "$run/events.jsonl" >"$work/arrived"
	records <"$work/arrived" >"$work/known"
	sed -n '/"deed":"restart"/d; /"listed":true/p' "$work/arrived" | records >"$work/listed"
	equal "$1: listed messages that do nothing" "$(comm -13 "$work/done" "$work/listed" | wc -l)" 0
	equal "$1: other messages that do something" "$(comm -23 "$work/done" "$work/known" | wc -l)" 0
}

for model in "$top"/tests/generator/models/*.model "$example"; do
	for nodes in 20 439; do
		make_run "$model" --nodes $nodes
		judge_run "$(basename "$model") with $nodes nodes"
	done
	judge_capture "$(basename "$model")"
done

# The last is small.
sums() { (cd "$run" && cat input.pcap events.jsonl truth.json rules/* inventory/* | cksum); }
make_run "$example" --seed 3
first=$(sums)
make_run "$example" --seed 3
equal 'the same seed' "$(sums)" "$first"
make_run "$example" --seed 4
[ "$(sums)" != "$first" ] || fail 'another seed gives the same'

# $1 line, $2 what sed makes of the example, $3 message
wrong() {
	sed "$2" "$example" >"$work/wrong.model"
	! "$generate" "$work/wrong.model" "$run" >/dev/null 2>"$work/said" || fail "nobody minds: $2"
	grep -qF "$work/wrong.model:$1: error: $3" "$work/said" || fail "$2: $(cat "$work/said")"
}
wrong 6 's/"rfc5424"/"rfc5425"/' "'rfc5425' is none of rfc3164, rfc5424, ios, junos, vrp"
wrong 6 's/depends_on = \[ "database" \]/depends_on = [ "databse" ]/' \
	"there is no platform 'databse'"
wrong 14 's/type = "i"/type = "z"/' "the type 'z' is none of"
wrong 16 's/"50", "100"/"0", "100"/' "'share' must be two numbers"
wrong 17 's/"10m", "1h"/"1h", "10m"/' "'duration' must be a span"
wrong 18 's/symptom = "crash"/symptom = "crush"/' "there is no symptom 'crush'"
wrong 19 's/"dependents"/"dependants"/' "'dependants' is none of"
wrong 16 's/scope = "platform"/scpoe = "platform"/' "unknown setting 'scpoe': did you mean 'scope'?"
wrong 16 's/symptom = "crash"; delay/symptom = "slow"; at = "dependents"; delay/' 'the first of'
wrong 3 '3s/users/user/' "unknown setting 'user'"
wrong 16 's/class = "slow pages"/class = "database failure"/' \
	"the class 'database failure' explains itself"
