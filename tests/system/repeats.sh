# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A sender that repeats itself without end is counted, not kept: 3000 times the same line become
# few records, the alarm counts all of them, the account stays exact, and the correlator says so.
# A crash and a replay come to the same numbers.
. "$(dirname "$0")/lib.sh"
rate=60

start_receiver
configure "$(cat "$work/port")"
start_daemon
printf '<131>Aug 29 13:49:30 x vmapp[1]: process mwi died on signal 11' | od -An -v -tx1 |
	tr -d ' \n' >"$work/hex"
awk -v hex="$(cat "$work/hex")" 'BEGIN {
	printf "{\"datagrams\": [";
	for (i = 0; i < 3000; i++) printf "%s\"%s\"", i ? "," : "", hex;
	print "]}" }' >"$work/storm.json"
"$build/tests/tools/blast" --port "$(listening_port syslog)" "$work/storm.json" >"$work/sent"
equal 'datagrams sent' "$(cat "$work/sent")" 3000

# What the listener or the engine counts. $1: member
status_of() { "$tool" status --json | grep -o "\"$1\": *[0-9]*" | head -n 1 | grep -o '[0-9]*$'; }
all_read() { [ "$(status_of read)" = 3000 ]; }
recorded() { [ "$(status_of alarms_repeated)" -ge 2999 ]; }
told() { incidents && grep -q '"class": *"repeats shed"' "$work/incidents.json"; }
wait_for 10 all_read || fail 'datagrams are missing'
wait_for 10 recorded || fail 'the repeats were not recorded'
shed=$(status_of shed)
equal 'journaled and shed' "$((shed + $(status_of journaled)))" 3000
[ "$shed" -ge 2500 ] || fail "only $shed of 3000 repeats were shed"
wait_for 10 told || fail 'nobody was told'
counts() { "$tool" show "$1" --json | grep -o '"count": *[0-9]*' | head -n 1 | grep -o '[0-9]*$'; }
find_incident() {
	incident=$("$tool" incidents --all --json | tr '{' '\n' | grep '"platform": *"127.0.0.1"' |
		grep -o '"incident": *"[^"]*"' | sed 's/.*"\(.*\)"/\1/')
	[ -n "$incident" ]
}
wait_for 10 find_incident || fail 'no incident was announced'
equal 'count of the alarm' "$(counts "$incident")" 3000

kill -9 "$daemon"
wait "$daemon" || true
start_daemon
same() { [ "$(counts "$incident")" = 3000 ]; }
wait_for 10 same || fail "after a crash the count is $(counts "$incident")"
stop_daemon || fail 'the daemon did not stop well'
"$tool" replay "$top/rules" "$work/state/journal" --config "$work/correlator.conf" --names "$names" \
	--no-wait --json >"$work/replay.json"
replayed=$(grep -o '"events": *[0-9]*' "$work/replay.json" | head -n 1 | grep -o '[0-9]*$')
[ "$replayed" -ge 3000 ] || fail "the replay has only $replayed events"
echo "ok: $replayed events in the replay"
"$tool" journal print "$work/state" --kind repeat --host 127.0.0.1 --grep 'process mwi died' \
	>"$work/records"
recorded=$(grep -o '[0-9]* times' "$work/records" | sed 's/ times//' | sum)
equal 'shed and recorded' "$recorded" "$shed"
