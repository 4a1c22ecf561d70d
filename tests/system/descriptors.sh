# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A daemon with 64 descriptors and a crowd that wants 100: some are served, the others are turned
# away, nothing else suffers. Datagrams are heard, the operator is answered, the processor rests; when
# the crowd is gone there is room again.
. "$(dirname "$0")/lib.sh"
need_program logger bsdutils
rate=1

configure 1
sed "s|^listeners = (|&\\
  { id = \"stream\"; type = \"syslog-tcp\"; address = \"127.0.0.1\"; port = 0;\\
    connections_of_one = 1000; },|" "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
(
	ulimit -n 64
	exec "$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log"
) &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log"
heard() { "$tool" journal print --json "$work/state" | grep -q "$1"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$daemon/stat"; }
connections() {
	"$tool" status --json >"$work/status.json"
	grep -o '"connections": *[0-9]*' "$work/status.json" | sed 's/.*://' | sum
}

"$build/tests/bench/crowd" --port "$(listening_port stream)" --connections 100 --seconds 600 &
crowd=$!
helpers=$crowd
is_starved() { [ "$(connections)" -gt 5 ] && grep -q '"limit": *[0-9]' "$work/status.json"; }
wait_for 20 is_starved || fail 'the crowd is not turned away'
served=$(connections)
logger --server 127.0.0.1 --port "$(listening_port stream)" --tcp 'one too many' || true
heard 'honest crowd' || fail 'who was there is not served'
before=$(ticks)
for i in 1 2 3; do # and some time, in which it must rest
	logger --server 127.0.0.1 --port "$(listening_port syslog)" --udp "datagram number $i"
	wait_for 5 heard "datagram number $i" || fail 'datagrams are not heard'
	sleep 0.5
done
# A loop that turns in vain takes 150 of them and more.
used=$(($(ticks) - before))
[ "$used" -lt 100 ] || fail "the daemon took $used ticks while it was starved"
equal 'connections served while starved' "$(connections)" "$served"
kill "$crowd"
wait "$crowd" 2>/dev/null || true
helpers=''

is_empty() { [ "$(connections)" = 0 ]; }
wait_for 10 is_empty || fail 'connections stay'
logger --server 127.0.0.1 --port "$(listening_port stream)" --tcp 'room again'
wait_for 5 heard 'room again' || fail 'there is no room again'
! heard 'one too many' || fail 'who was turned away was heard'
stop_daemon || fail 'the daemon did not stop well'
