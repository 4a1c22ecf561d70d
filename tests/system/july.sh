# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# 6 July 2012 with real clients, shortened: the others complain first and louder, and one incident
# names the subscriber database within a minute of its first word; one ticket follows it to the end.
story=july rate=150 returns=2600
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp

start_receiver
configure "$(cat "$work/port")"
start_daemon
make_timeline
play 0 2400000 --quiet
incidents
equal 'incidents announced in the middle' "$(count_of '"incident":' "$work/incidents.json")" 1
id=$(member incident "$work/incidents.json")
"$tool" show "$id" --json >"$work/middle.json"
for service in 'voice calls' SMS data; do
	grep -q "\"service\": *\"$service\", *\"state\": *\"affected\"" "$work/middle.json" ||
		fail "$service is not affected in the middle"
done
play 2400000 0 --quiet
wait_for 60 is_over || fail 'no incident was closed'
incidents
equal 'incidents announced' "$(count_of '"incident":' "$work/incidents.json")" 1
equal platform "$(member platform "$work/incidents.json")" subscriber-database
equal class "$(member class "$work/incidents.json")" 'data inconsistency'
equal 'the most customers' "$(member peak "$work/incidents.json")" 26000000
equal 'tickets opened' "$(member opened "$work/tickets.json")" 1
equal 'tickets resolved' "$(member resolved "$work/tickets.json")" 1

# From the first word of the database, as it was heard, to the alert.
"$tool" show "$id" --json >"$work/show.json"
seconds() { date -d "$1" +%s; }
raised=$(grep -o '"root": *{[^}]*"raised_at": *"[^"]*"' "$work/middle.json" | head -n 1 |
	sed 's/.*"raised_at": *"//; s/"//')
opened=$(grep -o '"transition": *"opened"[^}]*"at": *"[^"]*"' "$work/show.json" | sed 's/.*"at": *"//; s/"//')
took=$(($(seconds "$opened") - $(seconds "$raised")))
[ "$took" -ge 0 ] && [ "$took" -le 60 ] || fail "it took $took s to name the database"
echo "figures: the database was named $took s after its first word"
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
