# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# While the disk takes nothing no inform is answered, but one that is on disk already is answered
# again; once it takes records, all that wait are answered. Of more than there is room for the oldest
# answers are given up, and come when they are asked for again. What does not reach the disk before the
# daemon stops is never answered.
. "$(dirname "$0")/lib.sh"
. "$top/tests/system/informs/lib.sh"
need_program snmpinform snmp
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'

informer() {
	"$build/tests/tools/informer" --port "$port" "$@" >"$work/figures"
}

begin_informs
informer --count 10 || fail 'no answers'
stop_daemon || fail 'the daemon did not stop well'

# The first sync is that of the start.
start_again journal-sync:EIO:2-4
snmpinform -v2c -c public -r 30 -t 0.5 "127.0.0.1:$port" 42 1.3.6.1.4.1.99999.2.0.1 \
	2>"$work/client.log" &
client=$!
wait_for 10 status_is degraded true || fail 'the disk fails, and nobody says so'
informer --count 10 || fail 'what is on disk is not answered again'
ask
equal degraded "$(of_status degraded)" true
equal duplicates-of-old "$(of_status answered)" 10
kill -0 $client || fail 'it was answered before it was on disk'
wait $client || fail "it was never answered: $(cat "$work/client.log")"
ask
equal degraded "$(of_status degraded)" false
[ "$(of_status duplicates)" -gt 10 ] || fail 'the client did not ask again'
equal journaled "$(of_status journaled)" 1
account_is_exact
stop_daemon || fail 'the daemon did not stop well'

start_again journal-sync:EIO:2-6
informer --count 300 --first 1000 --copies 20 || fail "not all are answered: $(cat "$work/figures")"
ask
[ "$(of_status given_up)" -gt 0 ] || fail 'there was room for all answers'
wait_for 5 grep -q 'informs were not answered, for want of room' "$work/daemon.log" ||
	fail 'nobody is told of answers that were given up'
equal journaled "$(of_status journaled)" 300
equal waiting "$(of_status waiting)" 0
account_is_exact
stop_daemon || fail 'the daemon did not stop well'

start_again journal-sync:EIO:2+,journal-create:EIO:1+
! informer --count 5 --first 100 --give-up 1s || fail 'answered without a disk'
equal 'answered' "$(sed 's/.*answered \([0-9]*\).*/\1/' "$work/figures")" 0
! stop_daemon || fail 'the daemon stopped as if all were well'
