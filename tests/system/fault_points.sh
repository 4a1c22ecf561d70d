# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# kill -9 at each named point on the path, then a restart: one incident, one ticket.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
rate=500 returns=2600 after=700 # an hour, not five

# $1 the point, $2 at which passage the daemon dies.
dies_at() {
	echo "--- $1, passage $2"
	rm -rf "$work/state" "$work/ledger.json" "$work/tickets.json"
	start_receiver
	configure "$(cat "$work/port")"
	CORRELATOR_FAULT="$1:kill:$2"
	export CORRELATOR_FAULT
	start_daemon
	play 0 1200000 --quiet || true
	wait_for 10 test ! -d "/proc/$daemon" || fail "the daemon did not reach $1"
	wait "$daemon" && fail "the daemon ended by itself" || true
	unset CORRELATOR_FAULT
	start_daemon
	play 1200000 0 --quiet
	wait_for 30 is_over || fail 'no incident was closed'
	one_incident_one_ticket
	stop_daemon || fail 'the daemon did not stop well'
	stop_receiver
}

make_timeline
dies_at journal-append 40
dies_at journal-written 40
dies_at journal-synced 40
dies_at engine-applied 60
dies_at store-commit 3
dies_at outbox-send 1
dies_at outbox-answered 1
