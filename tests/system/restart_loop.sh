# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A record that kills the daemon whenever it is replayed kills two starts, not a third: that one
# skips it, says so, and goes on with all the others; so do all later ones.
. "$(dirname "$0")/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
rate=60

start_receiver
configure "$(cat "$work/port")"
start_daemon
for app in mwi ivr sms; do
	printf '0 127.16.1.7 syslog %s\n' \
		"<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process $app died on signal 11"
done >"$work/timeline"
"$build/dist/demo/play" --syslog-port "$(listening_port syslog)" --quiet <"$work/timeline" \
	>"$work/played"
raised() { [ "$("$tool" status --json | grep -o '"raised_alarms": *[0-9]*' | grep -o '[0-9]*$')" = "$1" ]; }
wait_for 10 raised 3 || fail 'not all alarms are raised'
kill -9 "$daemon"
wait "$daemon" || true
daemon=''
"$tool" journal print "$work/state" --grep 'process ivr died' --json >"$work/record"
culprit=$(member number "$work/record")
[ "$culprit" -gt 1 ] || fail 'the record is not in the journal'

# The fault comes at that record: nothing before it was skipped.
start_dies() {
	! CORRELATOR_FAULT="record-replayed:kill:$culprit" "$build/correlatord" --config \
		"$work/correlator.conf" --start 2012-08-29T11:49:30Z --time-lapse "$rate" \
		2>>"$work/all.log" || fail 'the daemon lived'
}
start_dies
start_dies
start_daemon
told() { incidents && grep -q '"class": *"restart loop"' "$work/incidents.json"; }
wait_for 20 told || fail 'nobody was told'
grep -q "died at record $culprit," "$work/daemon.log" || fail 'another record was skipped'
# Two alarms of the three, and ours.
wait_for 10 raised 3 || fail 'the other records did not survive'
rm -f "$work"/state/snapshot-*
kill -9 "$daemon"
wait "$daemon" || true
start_daemon
wait_for 10 raised 3 || fail 'a later start did not skip it'
stop_daemon || fail 'the daemon did not stop well'
echo "ok: record $culprit is skipped"
