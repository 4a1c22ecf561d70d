# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Hostile syslog and malformed SNMP change nothing but counters: no incident, no complaint, and
# every datagram is accounted for.
. "$(dirname "$0")/lib.sh"
[ -d "$shared/data/hostile" ] || skip 'no collection of hostile datagrams beside the sources'
rate=1

start_receiver
configure "$(cat "$work/port")"
start_daemon
lines=$("$build/tests/tools/blast" --port "$(listening_port syslog)" \
	"$shared/data/hostile/syslog-hostile.json")
traps=$("$build/tests/tools/blast" --port "$(listening_port traps)" \
	"$shared/data/snmp/malformed/gosnmp-vectors.json" "$shared/data/snmp/generated/traps.json")

listener() { # $1 id, $2 member
	"$tool" status --json | grep -o "{\"id\": *\"$1\"[^]]*" | grep -o "\"$2\": *[0-9]*" |
		head -n 1 | grep -o '[0-9]*$'
}
all_read() { [ "$(listener "$1" read)" = "$2" ]; }
wait_for 10 all_read syslog "$lines" || fail 'syslog datagrams are missing'
wait_for 10 all_read traps "$traps" || fail 'trap datagrams are missing'
equal 'syslog datagrams read' "$(listener syslog read)" "$lines"
equal 'traps read' "$(listener traps read)" "$traps"
incidents
equal 'incidents' "$(count_of '"incident":' "$work/incidents.json")" 0

"$tool" status --json >"$work/status.json"
refused=$(grep -o '"refused": *{[^}]*}' "$work/status.json" | grep -o ': *[0-9]*' | tr -d : | sum)
journaled=$(($(listener syslog journaled) + $(listener traps journaled)))
equal 'journaled and refused' "$((journaled + refused))" "$((lines + traps))"
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
