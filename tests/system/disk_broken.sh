# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Writes and syncs fail for a while in the middle of the outage, in the journal and in the
# database: nothing ends, nothing is lost, nothing is told twice.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
rate=500 returns=2600 after=700 # an hour, not five

first_events() { grep -o '"events":[0-9]*' "$1" | head -n 1; }
status_is() {
	"$tool" status --json >"$work/status.json" &&
		[ "$(member "$1" "$work/status.json")" = "$2" ]
}

# $1: CORRELATOR_FAULT; $2: what the log must say of it.
survives() {
	echo "--- $1"
	rm -rf "$work/state" "$work/ledger.json" "$work/tickets.json"
	start_receiver
	configure "$(cat "$work/port")"
	# Only the outage has a ticket; what the correlator says about itself goes to the log.
	sed -i "s/when = \"severity >= major\"/when = \"platform == 'voicemail'\"/" \
		"$work/correlator.conf"
	CORRELATOR_FAULT=$1
	export CORRELATOR_FAULT
	start_daemon
	unset CORRELATOR_FAULT
	play 0 0 --quiet
	wait_for 30 is_over || fail 'no incident was closed'
	grep -q "$2" "$work/daemon.log" || fail "the log does not say \"$2\""
	wait_for 5 status_is degraded false || fail 'the daemon does not write again'
	equal 'tickets opened' "$(member opened "$work/tickets.json")" 1
	equal 'tickets resolved' "$(member resolved "$work/tickets.json")" 1
	"$tool" status --json >"$work/status.json"
	stop_daemon || fail 'the daemon did not stop well'
	"$tool" replay --json --config "$work/correlator.conf" "$top/rules" \
		"$work/state/journal" >"$work/replay.json"
	equal 'events in the journal' "$(first_events "$work/replay.json")" \
		"$(first_events "$work/status.json")"
	stop_receiver
}

make_timeline
survives 'journal-sync:EIO:40-42' 'degraded: cannot make the journal .* durable'
survives 'journal-write:EIO:40-42,journal-write:short:60' 'degraded: cannot write the journal'
survives 'journal-sync:EIO:40,journal-create:ENOSPC:2-4' 'No space left on device'
survives 'store-write:EIO:100-112' 'the database cannot be written'
