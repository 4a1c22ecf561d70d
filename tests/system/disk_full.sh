# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The disk is full before the fault begins: records wait in memory, the alert goes out and says so,
# the daemon writes again by itself once there is space, and nothing is lost or told twice. On the
# smaller disk old records, that no recovery needs, make room for new ones.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=300 returns=2600 after=700 # an hour, not five

# Is $1 a member of `correlator status` that has the value $2?
status_is() {
	"$tool" status --json >"$work/status.json" &&
		[ "$(member "$1" "$work/status.json")" = "$2" ]
}

# The outage has its incident and its ticket, and so has the full disk.
settled() { # $1: MiB of the disk
	[ "$1" -ge 24 ] || return 0 # there the database may still have no space
	incidents
	equal 'incidents of voicemail' "$(of_platform voicemail)" 1
	equal 'incidents about ourselves' "$(of_platform correlator)" 1
	equal 'tickets opened' "$(member opened "$work/tickets.json")" 2
	equal 'tickets resolved' "$(member resolved "$work/tickets.json")" 2
}
of_platform() { count_of "\"state\":\"closed\",[^{]*\"platform\":\"$1\"" "$work/incidents.json"; }
are_over() { [ "$(member resolved "$work/tickets.json")" -ge "$1" ]; }
opened() { [ "$(member opened "$work/tickets.json")" = 2 ]; }
ids() { grep -o '"incident":"[^"]*"' "$work/incidents.json" | sort; }
first_events() { grep -o '"events":[0-9]*' "$1" | head -n 1; }

make_timeline
# More than the journal has space for, in the ten minutes before the fault.
awk 'BEGIN {
	pad = sprintf("%900s", "")
	gsub(/ /, "x", pad)
	for (i = 0; i < 5000; i++)
		printf "%d 127.16.9.9 syslog <134>Aug 29 13:50:00 full fill[1]: %d %s\n", i * 100, i, pad
}' >>"$work/timeline"
sort -n -o "$work/timeline" "$work/timeline"

# $1: MiB of the disk.
fills_up() {
	echo "--- a disk of $1 MiB"
	rm -rf "$work/ledger.json" "$work/tickets.json" "$work/alerts.json"
	mkdir -p "$work/state"
	mount -t tmpfs -o "size=$1m" tmpfs "$work/state" 2>/dev/null ||
		skip 'no right to mount a small disk'
	mounted=$work/state
	start_receiver
	configure "$(cat "$work/port")"
	sed -i -e 's/"64 MiB"/"2 MiB"/' -e "s|$work/state/alerts.json|$work/alerts.json|" \
		"$work/correlator.conf"
	start_daemon
	wait_for 10 test -e "$work/state/journal/spare" || fail 'no space was taken for the next segment'
	head -c "$1M" /dev/zero >"$work/state/filler" 2>/dev/null || true

	play 0 590000 --quiet
	wait_for 10 status_is degraded true || fail 'the daemon does not know that the disk is full'
	"$tool" status | grep 'Degraded: the disk takes no records' || fail 'the status page does not say so'
	play 590000 1200000 --quiet
	wait_for 20 opened || fail 'not two tickets while the disk was full'
	status_is degraded true || fail 'the disk was not full any more'
	grep -q '^{"recorded":false,.*"transition":"opened".*"platform":"voicemail"' "$work/alerts.json" ||
		fail 'the alert does not say that it is not recorded'
	echo 'ok: a ticket while the disk is full'

	rm "$work/state/filler"
	freed=$(date +%s%N)
	wait_for 5 status_is degraded false || fail 'the daemon does not write again'
	echo "figures: $1 MiB: writing again $((($(date +%s%N) - freed) / 1000000)) ms after there is space"
	play 1200000 0 --quiet
	wait_for 60 are_over "$([ "$1" -ge 24 ] && echo 2 || echo 1)" || fail 'no incident was closed'
	settled "$1"
	[ "$1" -lt 24 ] || before=$(ids)
	"$tool" status --json >"$work/status.json"
	stop_daemon || fail 'the daemon did not stop well'
	if [ "$1" -ge 24 ]; then
		"$tool" replay --json --config "$work/correlator.conf" "$top/rules" \
			"$work/state/journal" >"$work/replay.json"
		equal 'events in the journal' "$(first_events "$work/replay.json")" \
			"$(first_events "$work/status.json")"
	fi
	"$tool" journal verify "$work/state" || fail 'the journal is damaged'
	start_daemon
	settled "$1"
	[ "$1" -lt 24 ] || equal 'ids of the incidents' "$(ids)" "$before"
	equal 'tickets' \
		"$(grep -o '"ticket":"[^"]*","incident":"[^"]*"' "$work/tickets.json" | wc -l | tr -d ' ')" 2
	stop_daemon || fail 'the daemon did not stop well'
	stop_receiver
	umount "$mounted"
	mounted=''
}

fills_up 8
fills_up 24
