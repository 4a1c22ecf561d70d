# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# What traps cost, v2c and v3 (SHA and AES): the listener beside a bare receive loop, a walk over the
# BER, and one in which Net-SNMP parses what is received and nobody does anything with it; and the
# CPU time of the whole daemon for a trap, journaled and matched, beside `snmptrapd -Ln`, which only
# decodes. Ratios of one run.
. "$(dirname "$0")/../system/lib.sh"
PATH=$PATH:/usr/sbin
need_program snmptrapd snmptrapd
is_full && datagrams=20000 || datagrams=2000
rate=1
make="$build/tests/bench/trap_messages" traps="$build/tests/bench/traps"
export SNMP_PERSISTENT_DIR="$work"

umask 077
echo bench-authentication >"$work/auth"
echo bench-encryption >"$work/priv"
"$make" v2c "$datagrams" >"$work/v2c"
"$make" v3 "$datagrams" >"$work/v3"
for version in v2c v3; do
	"$traps" --datagrams $((datagrams / 40)) --auth-file "$work/auth" --priv-file "$work/priv" \
		"$work/$version" >"$work/loop" || fail 'the listener was not measured'
	grep -q ' 0 not$' "$work/loop" || fail "not every trap was taken: $(cat "$work/loop")"
	alone=$("$build/tests/bench/library" "$work/$version") || fail 'the library was not measured'
	ratio=$(sed 's/.*(ns: //; s/listener//; s/[,)]/ /g' "$work/loop" |
		awk -v alone="$alone" '{ printf "%.2f", ($1 + alone) / $3 }')
	echo "figures: listener, $version: $(cat "$work/loop"); of one that receives and lets the library parse $ratio (ns: $alone more)"
done

# CPU time in hundredths of a second, of all threads.
used() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
# $1 pid, $2 port, $3 version: nanoseconds a trap.
cost() {
	before=$(used "$1")
	"$traps" --port "$2" --datagrams "$datagrams" "$work/$3" >"$work/answers"
	sleep 1 # what is behind the socket
	echo $((($(used "$1") - before) * 10000000 / datagrams))
}

port=$((20000 + $$ % 10000))
{
	echo 'disableAuthorization yes'
	echo 'createUser -e 0x80001f88050102030406 bench SHA bench-authentication AES bench-encryption'
} >"$work/snmptrapd.conf"
MIBS='' SNMPCONFPATH="$work" snmptrapd -f -C -c "$work/snmptrapd.conf" -Ln -On -n \
	"udp:127.0.0.1:$port" 2>"$work/snmptrapd.log" &
peer=$!
helpers=$peer
is_bound() { grep -q "0100007F$(printf ':%04X ' "$port")" /proc/net/udp; }
wait_for 20 is_bound || fail 'snmptrapd does not listen'

configure 1
sed -e 's|communities = \[ "public" \];|& repeat_limit = 0;|' "$work/correlator.conf" >"$work/more.conf"
cat >>"$work/more.conf" <<END
snmp = { enrol = "automatic"; users = ( { name = "bench"; auth = "SHA"; auth_file = "auth"; priv = "AES"; priv_file = "priv"; } ); };
END
mv "$work/more.conf" "$work/correlator.conf"
"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log" || fail 'the daemon does not start'
for version in v2c v3; do
	theirs=$(cost "$peer" "$port" $version)
	ours=$(cost "$daemon" "$(listening_port traps)" $version)
	echo "figures: CPU a trap, $version: snmptrapd -Ln takes $((theirs / ours)).$((theirs * 10 / ours % 10)) times as much as the daemon (ns: $theirs, $ours)"
done
"$tool" status --json >"$work/status.json"
equal 'traps read' "$(member read "$work/status.json")" $((2 * datagrams))
equal 'traps journaled' "$(member journaled "$work/status.json")" $((2 * datagrams))
stop_daemon || fail 'the daemon did not stop well'
