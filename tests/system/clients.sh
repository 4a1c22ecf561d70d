# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Real clients over IPv4 and IPv6: snmptrap v1 and v2c; logger in both formats, over UDP, TCP with
# and without counted octets, and a UNIX socket. Each thing sent is one event; a trap raises its alarm
# whatever the version; what is not for us is refused and named.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
need_program logger bsdutils
rate=1
MIBS='' SNMPCONFPATH=/nonexistent
export MIBS SNMPCONFPATH

start_receiver
configure "$(cat "$work/port")"
sed "s|^listeners = (|&\\
  { id = \"stream\"; type = \"syslog-tcp\"; address = \"127.0.0.1\"; port = 0; },\\
  { id = \"local\"; type = \"syslog-unix\"; path = \"$work/log\"; },|" \
	"$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
start_daemon
syslog=$(listening_port syslog) traps=$(listening_port traps)
failed=$(sed -n 's/ VOICEMAIL-MIB::vmApplicationFailed .*//p' "$names")
name=$(sed -n 's/ VOICEMAIL-MIB::vmAppName .*//p' "$names")
vendor=${failed%.0.*}

trap_v2c() { snmptrap -v2c -c "$1" "$2" '' "$failed" "$name.1" s "$3"; }

trap_v2c public "127.0.0.1:$traps" mwi
snmptrap -v1 -c public "127.0.0.1:$traps" "$vendor" 127.0.0.1 6 "${failed##*.}" 55 "$name.1" s deposit
trap_v2c secret "127.0.0.1:$traps" refused
sent=2
if [ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6; then
	trap_v2c public "udp6:[::1]:$traps" retrieval
	sent=3
fi
logger --server 127.0.0.1 --port "$syslog" --udp --rfc3164 --tag vmapp 'process a died on signal 11'
logger --server 127.0.0.1 --port "$syslog" --udp --rfc5424 --tag vmapp 'process b died on signal 11'
stream=$(listening_port stream)
logger --server 127.0.0.1 --port "$stream" --tcp --rfc3164 --tag vmapp 'process c died on signal 11'
logger --server 127.0.0.1 --port "$stream" --tcp --octet-count --tag vmapp 'process d died on signal 11'
logger --socket "$work/log" --tag vmapp 'process e died on signal 11'

raised() {
	"$tool" status --json >"$work/status.json"
	[ "$(member raised_alarms "$work/status.json")" = $((sent + 5)) ]
}
wait_for 10 raised || fail "$(member raised_alarms "$work/status.json") alarms, not $((sent + 5))"
echo "ok: $((sent + 5)) alarms of $sent traps and 5 lines"
equal 'refused for its community' "$(member community "$work/status.json")" 1
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
