# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The database may be taken away or damaged at any time, while the daemon runs or does not: it is
# made anew, with the same incidents, and nobody gets a second ticket. The receiver loses answers,
# so that there are always deliveries under way.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=300 returns=2600 after=700 # an hour, not five

start_receiver --lose 3
configure "$(cat "$work/port")"
make_timeline
start_daemon
database=$work/state/correlator.db

# $1 what was done to it. The incident must be there again, in the daemon that runs.
is_there() {
	incidents
	grep -q "\"incident\":\"$id\"" "$work/incidents.json" && [ -s "$database" ]
}
comes_back() {
	wait_for 20 is_there || fail "the incident did not come back: $1"
	echo "ok: $1: the incident is there"
}
is_one() {
	incidents
	[ -n "$(member incident "$work/incidents.json")" ]
}
# A message in between, so that time goes on: from $1 to $2 in the timeline.
play 0 900000 --quiet
wait_for 20 is_one || fail 'no incident'
id=$(member incident "$work/incidents.json")

rm "$database"
comes_back 'deleted while running'
play 900000 1200000 --quiet
printf 'garbage' >"$database"
comes_back 'truncated while running'
grep -q 'was lost while in use' "$work/daemon.log" || fail 'nobody said that it was lost'
play 1200000 1500000 --quiet
stop_daemon || fail 'the daemon did not stop well'

rm -f "$database"*
start_daemon
comes_back 'deleted while stopped'
play 1500000 1800000 --quiet
kill -9 "$daemon"
wait "$daemon" || true
size=$(wc -c <"$database")
head -c $((size / 2)) /dev/urandom | dd of="$database" bs=4096 seek=2 conv=notrunc 2>/dev/null
start_daemon
comes_back 'overwritten with garbage while stopped'
play 1800000 2200000 --quiet
kill -9 "$daemon"
wait "$daemon" || true
truncate -s 6000 "$database"
start_daemon
comes_back 'truncated while stopped'
play 2200000 0 --quiet
# The outage has its incident and its ticket, and so has the lost database.
both_are_over() { grep -q '"resolved": *2' "$work/tickets.json"; }
wait_for 60 both_are_over || fail 'not both incidents were closed'
incidents
of_platform() { count_of "\"state\":\"closed\",[^{]*\"platform\":\"$1\"" "$work/incidents.json"; }
equal 'incidents of voicemail' "$(of_platform voicemail)" 1
equal 'tickets opened' "$(member opened "$work/tickets.json")" 2
equal 'tickets resolved' "$(member resolved "$work/tickets.json")" 2
# A key comes again only when its answer was lost, or when we were killed before it was recorded.
answered=$(grep '"lost": *false' "$work/ledger.json" | grep -o '"key": *"[^"]*"' | sort | uniq -d | wc -l)
[ "$answered" -le 2 ] || fail "$answered alerts were sent again after their answer"
echo "figures: answers lost: $(grep -c '"lost": *true' "$work/ledger.json" || true), alerts sent again" \
	"after their answer: $answered (2 kills)"
