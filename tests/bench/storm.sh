# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Storms of lines over UDP: one source beside ten quiet ones, with the same line and with others;
# more than can be read; and a long one. What is lost is counted to the last datagram, what was
# read of a quiet source is journaled, memory stays bounded, and it is over soon.
. "$(dirname "$0")/../system/lib.sh"
rate=1
storm=$build/tests/bench/storm

configure 1
sed -i 's|retention_size = "[^"]*"|retention_size = "1 GiB"|' "$work/correlator.conf"
"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log"
port=$(listening_port syslog)

kilobytes() { sed -n "s/^$1:[^0-9]*\([0-9]*\).*/\1/p" "/proc/$daemon/status"; }
ask() { "$tool" status --json >"$work/status.json" && "$tool" sources --json >"$work/sources.json"; }
figure() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" | sum; }
# A figure of the listener; of the sources whose address begins with $1.
of_listener() { tr '{' '\n' <"$work/status.json" | grep '^"id":"syslog"' | figure "$1"; }
drops() { grep -o '"id":"syslog".*' "$work/status.json" | grep -o '"kernel_drops":[0-9]*' | head -n 1 | sed 's/.*://'; }
of_sources() { tr '{' '\n' <"$work/sources.json" | grep "\"address\":\"$1" | figure "$2"; }
processed() { grep -o '"events":[0-9]*' "$work/status.json" | sed 's/.*://'; }

read_before=0 drops_before=0 sent_all=0 quiet_all=0 processed_before=0
settled() {
	ask && [ "$(($(of_listener read) + $(drops)))" = "$sent_all" ] &&
		[ "$(member parcels_free "$work/status.json")" -ge 30 ]
}

# $1: what it is called, $2...: of storm
run() {
	name=$1
	shift
	resident=$(kilobytes VmRSS)
	"$storm" --port "$port" "$@" >"$work/sent"
	read -r noisy quiet <"$work/sent"
	sent_all=$((sent_all + noisy + quiet))
	quiet_all=$((quiet_all + quiet))
	ended=$(date +%s%N)
	wait_for 30 settled ||
		fail "$name: $sent_all sent so far, $(of_listener read) read and $(drops) dropped"
	back=$((($(date +%s%N) - ended) / 1000000))
	lost=$(($(drops) - drops_before))
	drops_before=$(drops)
	grown=$(($(kilobytes VmRSS) - resident))
	equal "$name: read and dropped by the kernel" \
		"$(($(of_listener read) + $(drops)))" "$sent_all"
	equal "$name: shed of the quiet" "$(of_sources 127.0.1. shed)" 0
	quiet_lost=$((quiet_all - $(of_sources 127.0.1. journaled)))
	[ "$quiet_lost" -le "$drops_before" ] || fail "$name: $quiet_lost lines of the quiet are missing"
	[ "$back" -le 5000 ] || fail "$name: not over after $back ms"
	is_sanitized || [ "$grown" -le 65536 ] || fail "$name: $grown KiB more memory"
	echo "figures: $name: $noisy and $quiet quiet lines sent, $lost lost by the kernel and counted," \
		"$quiet_lost quiet ones of all so far; $(of_listener shed) shed so far;" \
		"$grown KiB more memory; all settled $back ms after the end"
}

is_full && seconds=10 || seconds=2
run '50,000/s, the same line, beside ten quiet sources' --rate 50000 --seconds $seconds --quiet 10 --same
run '50,000/s, each line another, beside ten quiet sources' --rate 50000 --seconds $seconds --quiet 10
run '100,000/s' --rate 100000 --seconds $seconds
before=$drops_before seconds=$((seconds * 6))
run "20,000/s for $seconds s" --rate 20000 --seconds $seconds
is_sanitized || [ "$drops_before" = "$before" ] || fail "20,000/s: $((drops_before - before)) lines were lost"
stop_daemon || fail 'the daemon did not stop well'
