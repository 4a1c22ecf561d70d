# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Stopping the daemon in the middle of the outage, or killing it, changes nothing: the same one
# incident under the same id, the same one ticket.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=300 returns=2600 after=700 # an hour, not five

start_receiver
configure "$(cat "$work/port")"
make_timeline
start_daemon
play 0 1200000 --quiet
incidents
before=$(member incident "$work/incidents.json")
stop_daemon || fail 'the daemon did not stop well'
start_daemon
play 1200000 2200000 --quiet
kill -9 "$daemon"
wait "$daemon" || true
start_daemon
play 2200000 0 --quiet
wait_for 30 is_over || fail 'no incident was closed'
one_incident_one_ticket
"$tool" journal verify "$work/state" || fail 'what the snapshot says does not follow from the records'
equal 'id of the incident' "$(member incident "$work/incidents.json")" "$before"
