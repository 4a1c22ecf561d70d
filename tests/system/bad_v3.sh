# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# 10,000 bad v3 messages a second ($seconds, default 5), each of which asks for a Report: wrongly
# signed, or of a user that does not exist. Good traps of v2c and v3 meanwhile are all
# journaled, Reports are few, and what it cost is told.
. "$(dirname "$0")/lib.sh"
seconds=${seconds:-5}
rate=1
make="$build/tests/bench/trap_messages" traps="$build/tests/bench/traps"
export SNMP_PERSISTENT_DIR="$work"
umask 077
echo bench-authentication >"$work/auth"
echo bench-encryption >"$work/priv"
good=$((seconds * 40))
"$make" v3 $good >"$work/v3"
"$make" v2c $good >"$work/v2c"
# Flags 7: reportable, so the signature is wrong. Another name.
sed 's/040103020103/040107020103/' "$work/v3" >"$work/digest"
sed -e 's/040103020103/040107020103/' -e 's/040562656e6368/04057265616368/' "$work/v3" >"$work/user"
paste -d '\n' "$work/digest" "$work/user" | sed '/^$/d' >"$work/bad"

configure 1
cat >>"$work/correlator.conf" <<END
snmp = { enrol = "automatic"; users = ( { name = "bench"; auth = "SHA"; auth_file = "auth"; priv = "AES"; priv_file = "priv"; } ); };
END
sed 's|communities = \[ "public" \];|& repeat_limit = 0;|' "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log" || fail 'the daemon does not start'
port=$(listening_port traps)

used() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$daemon/stat"; }
before=$(used)
"$traps" --port "$port" --rate 10000 --datagrams $((seconds * 10000)) "$work/bad" >"$work/answers" &
helpers=$!
for version in v2c v3; do
	"$traps" --port "$port" --rate 40 --datagrams $good "$work/$version" >/dev/null &
	helpers="$helpers $!"
done
for helper in $helpers; do
	wait "$helper" || fail 'a sender failed'
done
helpers=''
percent=$((($(used) - before) / seconds))
all=$((seconds * 10000 + 2 * good))
heard() {
	"$tool" status --json >"$work/status.json"
	[ "$(member read "$work/status.json")" = $all ]
}
wait_for 20 heard || fail "$(member read "$work/status.json") of $all were read"
equal 'good traps journaled' "$(member journaled "$work/status.json")" $((2 * good))
reports=$(sed 's/ .*//' "$work/answers")
[ "$reports" -gt 0 ] && [ "$reports" -le $(((seconds + 2) * 100)) ] || fail "$reports Reports were sent"
stop_daemon || fail 'the daemon did not stop well'
echo "figures: 10000 bad v3 messages a second beside 80 good traps: all of these journaled, $reports Reports in $seconds s, $percent % of a core"
