# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Alarms about ourselves: an output that refuses an alert for good, a hole in the journal, a wall
# clock that is days off. Each is one incident; the output that is complained about does not get
# the complaint.
. "$(dirname "$0")/lib.sh"
rate=60

start_receiver --refuse
configure "$(cat "$work/port")"
start_daemon
printf '0 127.16.1.7 syslog %s\n' \
	'<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on signal 11' \
	>"$work/timeline"
"$build/dist/demo/play" --syslog-port "$(listening_port syslog)" --quiet <"$work/timeline" \
	>"$work/played"
told() { incidents && grep -q "\"class\": *\"$1\"" "$work/incidents.json"; }
wait_for 20 told 'alerts refused' || fail 'nobody was told of the refused alert'
alerts=$work/state/alerts.json
in_file() { grep -q "\"class\": *\"$1\"" "$alerts"; }
wait_for 10 in_file 'alerts refused' || fail 'the other output was not told'
incident=$(grep '"class": *"alerts refused"' "$alerts" | head -n 1 |
	sed 's/.*"incident": *"\([^"]*\)".*/\1/')
"$tool" show "$incident" --json | grep -q 'correlatord: dead-letter: output .tickets. refused' ||
	fail 'the incident does not show what happened'
stop_daemon || fail 'the daemon did not stop well'
! grep -q "\"$incident:" "$work/ledger.json" ||
	fail 'the complaint was sent to whom it is about'
grep -q '"status":400' "$work/ledger.json" || fail 'nothing was refused'
echo "ok: $incident complains about an output, and only to the other"

# A byte of a record in the middle is wrong, and there is no snapshot to begin behind it.
rm -f "$work"/state/snapshot-*
segment=$(ls "$work/state/journal/"*.seg | head -n 1)
printf '\377' | dd of="$segment" bs=1 seek=200 conv=notrunc 2>/dev/null
start_daemon
wait_for 20 told 'journal damaged' || fail 'nobody was told of the hole'
stop_daemon || fail 'the daemon did not stop well'
echo 'ok: a hole in the journal is told'

"$build/correlatord" --config "$work/correlator.conf" --start 2012-09-20T12:00:00Z \
	--time-lapse "$rate" 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log"
wait_for 20 told 'clock doubtful' || fail 'nobody was told of the clock'
in_file 'clock doubtful' || wait_for 10 in_file 'clock doubtful'
# Engine time goes on where it was; what is shown follows the wall clock.
grep '"clock doubtful"' "$alerts" | head -n 1 | grep -q '"at": *"2012-09-20T' ||
	fail "wrong time: $(grep '"clock doubtful"' "$alerts" | head -n 1)"
stop_daemon || fail 'the daemon did not stop well'
echo 'ok: a wall clock that is days off is told'
