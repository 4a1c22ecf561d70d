# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A start that finds no database, and cannot write the new one for a while: what the journal has
# is in it in the end, incidents that were over long ago too, and no alert is sent again.
. "$(dirname "$0")/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
. "$(dirname "$0")/campaign/lib.sh"

all_closed() {
	is_settled && "$tool" incidents --all --json >"$work/incidents.json" &&
		[ "$(count_of '"state": *"closed"' "$work/incidents.json")" = "$1" ]
}

start_receiver
write_rules
write_configuration 0
launch
wait_for 20 is_ready || fail 'the daemon did not start'
"$build/tests/tools/sender" --port "$(listening_port probes)" --rate 2000 --count 4000 \
	--log "$work/sent" >"$work/count"
wait_for 60 is_settled || fail 'it is never over'
"$tool" incidents --all --json >"$work/incidents.json"
closed=$(count_of '"state": *"closed"' "$work/incidents.json")
[ "$closed" -gt 2 ] || fail "only $closed incidents were closed"
requests=$(wc -l <"$work/ledger.json")
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true
rm -f "$state"/correlator.db*

launch env CORRELATOR_FAULT=store-write:EIO:3-60
wait_for 20 is_ready || fail 'the daemon did not start again'
grep -q 'the database cannot be written' "$work/daemon.log" || fail 'the database took it at once'
wait_for 60 all_closed "$closed" ||
	fail "$(count_of '"state": *"closed"' "$work/incidents.json") closed incidents, not $closed"
echo "ok: $closed incidents that were over are in the database"
stop_daemon || fail 'the daemon did not stop well'
equal 'requests of before and after' "$(wc -l <"$work/ledger.json" | tr -d ' ')" "$requests"

# What it refuses only for a moment is told to be over too.
rm -f "$state"/correlator.db*
launch env CORRELATOR_FAULT=store-write:EIO:3-3
wait_for 20 is_ready || fail 'the daemon did not start once more'
grep -q 'the database cannot be written' "$work/daemon.log" || fail 'the database took it at once'
wait_for 20 grep -q 'database over' "$work/daemon.log" || fail 'it is never said to be over'
stop_daemon || fail 'the daemon did not stop well'
echo 'ok: a moment without the database is over'
