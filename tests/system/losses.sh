# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A daemon that stands still while others send: what the kernel drops is counted to the last
# datagram, though none comes after it, goes on record, is an alarm about ourselves, and marks
# what is alive. What is dropped before any socket is in `status` too.
. "$(dirname "$0")/lib.sh"
rate=20
storm=$build/tests/bench/storm

configure 1
sed -i 's|type = "syslog-udp";|& receive_buffer = 4096;|' "$work/correlator.conf"
begins=$(date -u +%Y-%m-%dT%H:%M:%SZ)
start_daemon
port=$(listening_port syslog)
printf '0 127.16.1.7 syslog <131>1 - vms-par2-07 vmapp 311 - - process mwi died on signal 11\n' >"$work/timeline"
"$build/dist/demo/play" --syslog-port "$port" --quiet <"$work/timeline" >"$work/played"
status_of() { "$tool" status --json | grep -o "\"$1\": *[0-9]*" | head -n 1 | grep -o '[0-9]*$'; }
raised() { [ "$(status_of raised_alarms)" -ge "$1" ]; }
wait_for 10 raised 1 || fail 'no alarm was raised'

kill -STOP "$daemon"
"$storm" --port "$port" --rate 20000 --seconds 1 >"$work/sent"
kill -CONT "$daemon"
began=$(date +%s%N)
wait_for 10 raised 2 || fail 'nobody was told of the loss'
echo "ok: an alarm about ourselves $((($(date +%s%N) - began) / 1000000)) ms after the daemon went on"
sent=$(($(cut -d' ' -f1 "$work/sent") + 1))
read=$(status_of read)
dropped=$(status_of kernel_drops)
[ "$dropped" -gt 0 ] || fail 'nothing was dropped'
equal 'read and dropped' "$((read + dropped))" "$sent"
recorded=$("$tool" journal print "$work/state" --kind loss --json | grep -o '\\*"count\\*": *[0-9]*' |
	grep -o '[0-9]*$' | sum)
equal 'dropped, on record' "$recorded" "$dropped"
told() { incidents && grep -q '"class": *"messages lost"' "$work/incidents.json"; }
wait_for 10 told || fail 'no incident was announced'
marked() {
	incidents && tr '\n' ' ' <"$work/incidents.json" | grep -q '"platform": *"voicemail"' &&
		grep -q '"evidence_incomplete": *\[ *{' "$work/incidents.json"
}
wait_for 20 marked || fail 'the incident alive is not marked'
echo 'ok: the incident that was alive is marked'
"$tool" status --json | grep -q '"kernel_drops": *{"backlog": *[0-9]*, *"fragments": *[0-9]*}' ||
	fail 'losses before the sockets are not told'
stop_daemon || fail 'the daemon did not stop well'
