# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Starting: a wrong configuration is explained and nothing is touched; a second daemon on the same
# state is refused; a stopped one comes back with what it knew, its database deleted or damaged.
. "$(dirname "$0")/lib.sh"
rate=1

start_receiver
configure "$(cat "$work/port")"
sed -e 's/workers = 0/wokers = 0/' -e 's/"syslog-udp"/"syslog-tpc"/' "$work/correlator.conf" \
	>"$work/wrong.conf"
! "$build/correlatord" --config "$work/wrong.conf" 2>"$work/wrong.log" ||
	fail 'a wrong configuration was taken'
grep -q "wrong.conf:[0-9]*: error: .*wokers.*workers" "$work/wrong.log" ||
	fail "no help with 'wokers': $(cat "$work/wrong.log")"
grep -q "wrong.conf:[0-9]*: error: .*syslog-tpc.*syslog-udp" "$work/wrong.log" ||
	fail "no help with 'syslog-tpc': $(cat "$work/wrong.log")"
[ ! -e "$work/state/journal" ] || fail 'a wrong configuration made a journal'
echo 'ok: every mistake of a wrong configuration is explained'

start_daemon
! "$build/correlatord" --config "$work/correlator.conf" 2>"$work/second.log" ||
	fail 'a second daemon started on the same state'
grep -q 'another correlatord' "$work/second.log" || fail "$(cat "$work/second.log")"
echo 'ok: a second daemon on the same state is refused'

printf '<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on signal 11\n' >"$work/line"
printf '0 127.16.1.7 syslog %s\n' "$(cat "$work/line")" >"$work/timeline"
"$build/dist/demo/play" --syslog-port "$(listening_port syslog)" --quiet <"$work/timeline" \
	>"$work/played"
# In the engine, and in the database: pending incidents are not listed, but counted.
alive() {
	"$tool" status --json >"$work/status.json"
	[ "$(member alive_incidents "$work/status.json")" = 1 ] &&
		[ "$(grep -o '"store": *{"incidents": *[0-9]*' "$work/status.json" |
			grep -o '[0-9]*$')" = 1 ]
}
wait_for 10 alive || fail 'no incident'
stop_daemon || fail 'the daemon did not stop well'
rm -f "$work"/state/correlator.db*
start_daemon
wait_for 10 alive || fail 'the incident is gone with the database'
echo 'ok: a deleted database is made anew, the incident is there'
kill -9 "$daemon"
wait "$daemon" || true
printf 'this is no database' >"$work/state/correlator.db"
rm -f "$work"/state/correlator.db-* "$work"/state/snapshot-*
start_daemon
wait_for 10 alive || fail 'the incident is gone with the snapshots'
echo 'ok: without database and snapshots, the journal alone brings it back'
stop_daemon || fail 'the daemon did not stop well'
