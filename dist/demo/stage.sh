# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A stage to play on: a daemon with the shipped configuration on free ports, a ticket receiver,
# a timeline played by real clients. Sourced by the demonstration and by the system tests, which
# set $top (source folder), $build (build folder), $work (an empty folder), and may set $story:
# the folder below dist/demo of another story than the voicemail outage.

tool=$build/correlator/correlator
names=$build/mibs/correlator.names
CORRELATOR_CONTROL=$work/control.sock
export CORRELATOR_CONTROL
receiver='' daemon='' evidence=${evidence:-1}
scene=$top/dist/demo/${story:-.}
. "$scene/story.sh"

# Waits until the command succeeds, at most so many seconds.
wait_for() {
	left=$(($1 * 20))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.05
	done
}

# The shipped configuration, with free ports and this folder in place of the system's. $1: port
# of the ticket receiver.
configure() {
	mkdir -p "$work/inventory"
	cp "$scene/platforms.cfg" "$scene/nodes.csv" "$work/inventory"
	sed -e "s|/var/lib/correlator|$work/state|" -e "s|/run/correlator|$work|" \
		-e "s|rules = \"rules\"|rules = \"$top/rules\"|" \
		-e "s|\"correlator.names\"|\"$names\"|" \
		-e 's|port = 514;|port = 0;|' -e 's|port = 162;|port = 0;|' \
		-e 's|zone = "+00:00"|zone = "+02:00"|' \
		-e "s|127.0.0.1:8080|127.0.0.1:$1|" -e "s|workers = 0|workers = ${workers:-0}|" \
		-e "s|timeout = \"10s\"|timeout = \"10s\"; retry_first = \"100ms\"|" \
		"$top/dist/correlator.conf" >"$work/correlator.conf"
	mkdir -p "$work/state"
}

# $*: more options of the receiver.
start_receiver() {
	rm -f "$work/port"
	"$build/tests/tools/ticketd" --port 0 --port-file "$work/port" \
		--ledger "$work/ledger.json" --tickets "$work/tickets.json" "$@" \
		2>>"$work/receiver.log" &
	receiver=$!
	wait_for 10 test -s "$work/port"
}

# The daemon's clock begins ten minutes before the fault, or where the journal ends.
start_daemon() {
	: >"$work/daemon.log"
	"$build/correlatord" --config "$work/correlator.conf" --start "$begins" \
		--time-lapse "$rate" 2>"$work/daemon.log" &
	daemon=$!
	wait_for 20 grep -q 'ready journal' "$work/daemon.log"
	cat "$work/daemon.log" >>"$work/all.log"
}

listening_port() { sed -n "s/.*listening id=$1 .*port=\([0-9]*\).*/\1/p" "$work/daemon.log"; }

make_timeline() {
	awk -f "$top/dist/demo/lines.awk" -f "$scene/traffic.awk" -v evidence="$evidence" \
		-v returns="$returns" -v after="${after:-}" "$names" "$scene/nodes.csv" | sort -n >"$work/timeline"
}

# Plays the timeline from $1 to $2 milliseconds (0: the end); $3...: more options of play.
play() {
	from=$1 to=$2
	shift 2
	"$build/dist/demo/play" --syslog-port "$(listening_port syslog)" \
		--trap-port "$(listening_port traps)" --rate "$rate" --from "$from" --to "$to" \
		"$@" <"$work/timeline" >"$work/played"
}

# Whether an incident is closed, and its ticket resolved.
is_over() {
	"$tool" incidents --all --json | grep -q '"state": *"closed"' &&
		grep -q '"resolved": *1' "$work/tickets.json"
}

stop_daemon() {
	[ -n "$daemon" ] || return 0
	kill "$daemon" 2>/dev/null || true
	wait "$daemon" && result=0 || result=$?
	daemon=''
	return $result
}

stop_receiver() {
	[ -n "$receiver" ] || return 0
	kill "$receiver" 2>/dev/null || true
	wait "$receiver" 2>/dev/null || true
	receiver=''
}
