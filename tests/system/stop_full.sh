# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A stop while everything behind the inputs is full: messages that wait for more lines were read,
# so they are taken all the same.
. "$(dirname "$0")/lib.sh"
need_program logger bsdutils
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
rate=1

configure 1
sed 's|^listeners = (|&\
  { id = "lines"; type = "syslog-tcp"; address = "127.0.0.1"; port = 0; continues = "^ ";\
    continues_within = "1m"; },|' "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
# So slow a disk that the parcels run out.
CORRELATOR_FAULT='journal-written:delay=200:1+'
export CORRELATOR_FAULT
start_daemon
unset CORRELATOR_FAULT

say() { logger --server 127.0.0.1 --port "$(listening_port "$1")" "--$2" --rfc3164 "$3"; }
for i in 1 2 3; do
	say lines tcp "a message that waits, $i"
done
wait_there() { "$tool" status --json | grep -q '"waiting":3'; }
wait_for 20 wait_there || fail 'no messages wait'
no_parcels() { "$tool" status --json | grep -q '"parcels_free":0'; }
for i in $(seq 80); do
	say syslog udp "noise $i"
done
no_parcels || fail 'the parcels do not run out'
stop_daemon || fail 'the daemon did not stop well'
equal 'messages that waited' \
	"$("$tool" journal print --json "$work/state" | grep -c 'a message that waits')" 3
