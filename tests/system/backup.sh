# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A backup under load, in the middle of the outage; the machine is lost some time later; the state
# is restored elsewhere and goes on: the same incident, the same ticket, which is resolved although
# alerts had gone out after the backup; what is new has ids of a new epoch.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=300 returns=2600 after=700 # an hour, not five

start_receiver
configure "$(cat "$work/port")"
make_timeline
start_daemon
play 0 800000 --quiet
is_one() {
	incidents
	[ -n "$(member incident "$work/incidents.json")" ]
}
wait_for 20 is_one || fail 'no incident'
id=$(member incident "$work/incidents.json")
play 800000 1400000 --quiet &
player=$!
"$tool" backup "$work/backup" || fail 'no backup of a daemon that runs'
wait $player
"$tool" ack "$id" --by alice --note 'after the backup' >/dev/null
is_told() { grep -q '"transition":"acknowledged"' "$work/ledger.json"; }
wait_for 10 is_told || fail 'the acknowledgement was not told'
[ ! -e "$work/state/backup.db" ] || fail "the daemon's copy of the database is still there"
"$tool" journal verify "$work/backup" || fail 'the journal of the backup is damaged'

refused() {
	want=$1
	shift
	! "$tool" "$@" 2>"$work/refused" || fail "$* was done"
	grep -q "$want" "$work/refused" || fail "$*: $(cat "$work/refused")"
	echo "ok: refused: $(cat "$work/refused")"
}
refused 'is there already' backup "$work/backup"
refused 'is not empty' restore "$work/backup" "$work/state"
refused 'no state folder' backup "$work/other" --state "$work/nowhere"
refused 'lock\|another correlatord' backup "$work/other" --state "$work/state"
cp -r "$work/backup" "$work/damaged"
printf 'x' >>"$(find "$work/damaged/journal" -name '*.seg*' | head -n 1)"
refused 'the backup is damaged' restore "$work/damaged" "$work/other"
[ ! -e "$work/other" ] || fail 'something was restored'

kill -9 "$daemon"
wait "$daemon" || true
"$tool" backup "$work/later" --state "$work/state" || fail 'no backup of a daemon that is gone'
mv "$work/state" "$work/lost"
"$tool" restore "$work/backup" "$work/state" || fail 'not restored'
start_daemon
epoch=$(sed -n 's/.*ready journal=\([a-z2-7]*\).*/\1/p' "$work/daemon.log")
[ "$epoch" != "${id%%-*}" ] || fail 'the epoch is that of before'
is_there() {
	incidents
	grep -q "\"incident\":\"$id\"" "$work/incidents.json"
}
wait_for 10 is_there || fail 'the incident is not there'
grep -q 'moved aside' "$work/daemon.log" && fail 'the database of the backup was not taken'
play 1400000 0 --quiet
wait_for 60 is_over || fail 'no incident was closed'
one_incident_one_ticket
equal 'id of the incident' "$(member incident "$work/incidents.json")" "$id"
# No key with two meanings: each was sent with one transition only.
keys=$(sed 's/.*"key": *"\([^"]*\)".*"transition": *"\([^"]*\)".*/\1 \2/' "$work/ledger.json" | sort -u)
equal 'keys with two meanings' "$(echo "$keys" | cut -d' ' -f1 | uniq -d | wc -l | tr -d ' ')" 0
echo "$keys"
grep -q "\"key\": *\"$id:1000" "$work/ledger.json" || fail 'alerts after the restore are counted on'

# Something new has the new epoch, and a replay of the whole journal gives all ids again.
printf '<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on signal 11\n' >"$work/line"
printf '0 127.16.1.7 syslog %s\n' "$(cat "$work/line")" >"$work/timeline"
play 0 0 --quiet
is_new() {
	incidents
	grep -q "\"incident\":\"$epoch-" "$work/incidents.json"
}
wait_for 20 is_new || fail 'no incident of the new epoch'
echo 'ok: a new incident has the new epoch'
stop_daemon || fail 'the daemon did not stop well'
"$tool" replay --json --config "$work/correlator.conf" "$top/rules" "$work/state/journal" \
	>"$work/replay.json"
ids() { grep -o '"incident":"[^"]*"' "$1" | sort -u; }
equal 'ids of a replay' "$(ids "$work/replay.json")" "$(ids "$work/incidents.json")"
