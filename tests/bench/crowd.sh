# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# 4,000 connections that send a byte a second of a message that never ends, and an honest one: every
# line of it is journaled, soon, and the crowd costs little memory. Over TCP, or with transport=tls
# over TLS (500 unless at full length).
. "$(dirname "$0")/../system/lib.sh"
transport=${transport:-tcp}
connections=4000 seconds=10
[ "$transport" = tcp ] || is_full || connections=500 seconds=4
ulimit -n $((connections + 200)) 2>/dev/null || skip "no $connections descriptors"
rate=1

tls=''
set -- # options of the crowd
if [ "$transport" = tls ]; then
	. "$top/tests/system/tls/lib.sh"
	make_authority ca
	make_certificate server ca 'subjectAltName = DNS:server.example.net'
	make_certificate client ca 'subjectAltName = DNS:client.example.net'
	tls="certificate = \"tls/server.pem\"; key = \"tls/server.key\"; ca = \"tls/ca.pem\"; names = [ \"*\" ];"
	set -- --certificate "$work/tls/client.pem" --key "$work/tls/client.key"
fi
configure 1
sed "s|^listeners = (|&\\
  { id = \"stream\"; type = \"syslog-$transport\"; address = \"127.0.0.1\"; port = 0;\\
    connections = 10000; connections_of_one = 10000; $tls },|" "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log"

kilobytes() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$daemon/status"; }
before=$(kilobytes)
"$build/tests/bench/crowd" --port "$(listening_port stream)" --connections "$connections" \
	--seconds $seconds "$@" >"$work/crowd" &
helpers=$!
# $1: how many.
connections_are() {
	"$tool" status --json >"$work/status.json"
	[ "$(grep -o '"connections": *[0-9]*' "$work/status.json" | sed 's/.*://' | sum)" = "$1" ]
}
wait_for 60 connections_are $((connections + 1)) || fail 'the crowd does not get in'
sleep $((seconds - 2))
each=$((($(kilobytes) - before) * 1024 / connections))
wait "$helpers" || fail 'the honest connection was not served'
helpers=''
read -r open lines <"$work/crowd"
equal 'connections open to the end' "$open" "$connections"

# Those that are over are known to be.
wait_for 20 connections_are 0 || fail 'connections stay'
stop_daemon || fail 'the daemon did not stop well'

"$tool" journal print --json --host honest "$work/state" >"$work/honest"
equal 'lines of the honest connection' "$(wc -l <"$work/honest" | tr -d ' ')" "$lines"
# From leaving the sender to being a record, in milliseconds.
sed 's/.*"time":"[^"]*T\([^"Z]*\)Z".*"device_time":"[^"]*T\([^"Z]*\)Z".*/\1 \2/' "$work/honest" |
	tr ':' ' ' | awk '{ print int((($1 * 60 + $2) * 60 + $3 - ($4 * 60 + $5) * 60 - $6) * 1000 + 0.5) }' |
	sort -n >"$work/delays"
late=$(sed -n "$((lines * 99 / 100))p" "$work/delays")
[ "$late" -le 100 ] || fail "99 % of the lines took up to $late ms"
# OpenSSL 3.0 alone keeps 17 KB of each: 7.6 its SSL, 5 the sender's certificate, 2.5 the ciphers.
[ "$transport" = tls ] && most=24576 || most=16384
# Sanitizers keep what was freed: of handshakes, hundreds of KB for each.
! is_sanitized || most=65536
[ "$transport" = tls ] && is_sanitized || [ "$each" -le "$most" ] || fail "a connection takes $each bytes"
echo "figures: $connections connections over $transport at a byte a second, $each bytes each; 99 % of the lines of an honest one on record within $late ms"
