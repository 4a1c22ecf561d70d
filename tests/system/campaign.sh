# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The daemon is killed at each fault point, and at random moments, while numbered lines come in
# and the receiver loses 30 % of its answers; each time it starts again on what it left. In the
# end the judge (tests/tools/judge.c) compares what was sent, the journal, its replay, the
# database and the receiver's ledger. `make check-slow` runs a small one, `make check-long` a
# large one. In the environment: rounds, moments, rate (lines a second), seed.
. "$(dirname "$0")/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
. "$(dirname "$0")/campaign/lib.sh"
rounds=${rounds:-3} moments=${moments:-20}

# $1 the point; it is passed up to $2 times before the daemon dies there; $3... is done then.
dies_at() {
	point=$1
	random 1 "$2"
	shift 2
	CORRELATOR_FAULT="$point:kill:$drawn"
	export CORRELATOR_FAULT
	launch
	unset CORRELATOR_FAULT
	if [ $# -gt 0 ]; then
		wait_for 20 is_ready_or_dead || fail "the daemon did not start before $point"
		"$@"
	fi
	wait_for 30 is_dead || fail "the daemon did not come to $point"
	bury
}

terminate() { kill "$daemon" 2>/dev/null || true; }

one_round() {
	for point in datagram-read parsed journal-append journal-written journal-synced \
		engine-applied; do
		dies_at $point 150
	done
	for point in store-commit store-applied outbox-send outbox-answered outbox-settled \
		outcome-written; do
		dies_at $point 12
	done
	dies_at record-replayed 20
	dies_at purge 1
	dies_at segment-begun 1
	dies_at archive-begin 1
	dies_at archive-written 1
	dies_at set-written 1 reload
	dies_at reload 1 reload
	dies_at snapshot-written 1 terminate
	dies_at file-written 2 terminate # the first is our SNMP engine
	dies_at file-renamed 2 terminate
}

dies_some_time() {
	random 0 900
	launch
	sleep "$(printf '0.%03d' "$drawn")"
	ask
	kill -9 "$daemon"
	bury
}

begin_campaign
round=0
while [ $round -lt "$rounds" ]; do
	one_round
	round=$((round + 1))
done
while [ "$moments" -gt 0 ]; do
	dies_some_time
	moments=$((moments - 1))
done

end_campaign

sent=$work/sent deaths=$work/kills ledger=$work/ledger.json spoilt=$work/spoilt
# The judge would have seen it: $1 is the figure, $2... what there is to judge.
would_notice() {
	figure=$1
	shift
	! judge "$@" >"$work/verdict" || fail "nobody notices: $figure"
	grep -q "$figure [1-9]" "$work/verdict" || fail "$figure: $(cat "$work/verdict")"
}
key=$(sed -n '$s/.*"key":"\([^"]*\)".*/\1/p' "$ledger")
grep -v "\"$key\"" "$ledger" >"$spoilt"
would_notice 'alerts lost' "$sent" "$deaths" "$spoilt"
{ cat "$ledger" && sed -n '$s/"time":1/"time":2/p' "$ledger"; } >"$spoilt"
would_notice 'after a recorded outcome' "$sent" "$deaths" "$spoilt"
{ cat "$ledger" && sed -n '$s/"key":"/&x/p' "$ledger"; } >"$spoilt"
would_notice 'not in a replay' "$sent" "$deaths" "$spoilt"
tac "$ledger" >"$spoilt"
would_notice overtaken "$sent" "$deaths" "$spoilt"
{ cat "$deaths" && echo 10 9 1 0; } >"$spoilt"
would_notice 'durable lost' "$sent" "$spoilt" "$ledger"
sed '$d' "$sent" >"$spoilt"
would_notice 'never sent' "$spoilt" "$deaths" "$ledger"
{ cat "$sent" && tail -n 1 "$sent" | awk '{ print $1 + 1, $2 }'; } >"$spoilt"
would_notice unread "$spoilt" "$deaths" "$ledger"

# Old records go one segment after the other; what is left has no gap, and the incidents stay.
sed 's/segment_size = "2 MiB"/&; retention_size = 0/' "$work/correlator.conf" >"$work/short.conf"
mv "$work/short.conf" "$work/correlator.conf"
for passage in 1 2 1; do
	CORRELATOR_FAULT=segment-delete:kill:$passage
	export CORRELATOR_FAULT
	launch
	unset CORRELATOR_FAULT
	wait_for 30 is_dead || fail 'no segment is deleted'
	bury
done
launch
wait_for 20 is_ready || fail 'the daemon did not start'
stop_daemon || fail 'the daemon did not stop well'
[ ! -f "$state/journal/00000000000000000001.seg.zst" ] || fail 'the first segment is still there'
"$tool" journal verify "$state" >"$work/verified" || fail "what is left: $(cat "$work/verified")"
echo "ok: old segments are gone, what is left is whole"
