# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Messages that no rule matches are listed by shape, each counted once, also across kill -9; the
# rule that is proposed for them is one that `check` likes, and matches them in a replay.
. "$(dirname "$0")/lib.sh"
rate=60

configure 1
start_daemon
awk 'BEGIN { for (i = 1; i <= 200; i++)
		printf "<13>Aug 29 13:49:30 x fand[%d]: fan \"f%d\" at %d rpm (of 9000) [ok?]\n", i, i, i * 7 }' |
	od -An -v -tx1 | awk '{ for (i = 1; i <= NF; i++) hex = hex ($i == "0a" ? "\", \"" : $i) }
		END { sub(/, "$/, "", hex); print "{\"datagrams\": [\"" hex "]}" }' >"$work/lines.json"
blast() { "$build/tests/tools/blast" --from 127.0.0.9 --port "$(listening_port syslog)" "$work/lines.json" >/dev/null; }
counted() {
	"$tool" unknown --json >"$work/unknown.json" &&
		tr '{' '\n' <"$work/unknown.json" | grep '"name":"fand"' >"$work/row" &&
		[ "$(grep -o '"count":[0-9]*' "$work/row")" = "\"count\":$1" ]
}
blast
wait_for 10 counted 200 || fail 'the messages are not counted'
blast
kill -9 "$daemon"
wait "$daemon" || true
start_daemon
journaled=$("$tool" journal print "$work/state" --kind event --host 127.0.0.9 | wc -l | tr -d ' ')
wait_for 10 counted "$journaled" || fail "after a crash the count is not $journaled: $(cat "$work/row")"
echo "ok: $journaled messages are counted once each, also after a crash"
equal 'shapes of that program' "$(wc -l <"$work/row" | tr -d ' ')" 1

"$tool" unknown | sed -n '/^events = (/,/^);/p' >"$work/draft"
mkdir "$work/rules"
cp "$work/draft" "$work/rules/draft.rules"
"$tool" check "$work/rules" || fail 'the rule that is proposed is none'
"$tool" replay "$work/rules" "$work/state/journal" --unknown --no-wait >"$work/replay"
grep -q "$journaled (" "$work/replay" || fail 'the proposed rule does not match'
! grep -q fand "$work/replay" || fail 'the replay lists what matched'
stop_daemon || fail 'the daemon did not stop well'
