# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Every datagram of the captures of malformed traps ($captures) to a real snmptrapd and to our
# decoder: each that only one of them takes is told, with what was wrong with it.
. "$(dirname "$0")/lib.sh"
captures=${captures:-$shared/data/snmp/malformed/*.pcap*}
runner=$build/tests/unit/input/test_trap_samples
PATH=$PATH:/usr/sbin
need_program snmptrapd snmptrapd
[ -x "$runner" ] || skip "no $runner: built without cmocka"
for capture in $captures; do
	[ -r "$capture" ] || skip "there is no $capture: set CORRELATOR_SHARED"
done

# It takes no port 0.
port=$((20000 + $$ % 10000))
echo 'disableAuthorization yes' >"$work/snmptrapd.conf"
MIBS='' SNMP_PERSISTENT_DIR="$work" SNMPCONFPATH="$work" snmptrapd -f -C -c "$work/snmptrapd.conf" \
	-Lo -On -n -F '%b\n' "udp:127.0.0.1:$port" >"$work/theirs.out" 2>&1 &
helpers=$!
hexport=$(printf ':%04X ' "$port")
is_bound() { grep -q "0100007F$hexport" /proc/net/udp; }
wait_for 20 is_bound || fail 'snmptrapd does not listen'

# shellcheck disable=SC2086
"$runner" -s "$port" $captures >"$work/sent"
has_read() { awk -v port="$hexport" 'index($0, "0100007F" port) { split($5, queue, ":"); left = queue[2] } END { exit left + 0 > 0 }' /proc/net/udp; }
wait_for 60 has_read || fail 'snmptrapd does not read'
drops=$(awk -v port="$hexport" 'index($0, "0100007F" port) { print $NF }' /proc/net/udp)
equal 'datagrams lost on the way to snmptrapd' "$drops" 0
kill "$helpers" && wait "$helpers" || true # it writes what it has buffered
helpers=''
# The number is in the address: 127.1.0.0 is the first.
sed -n 's/^UDP: \[127\.\([0-9.]*\)\].*/\1/p' "$work/theirs.out" |
	awk -F . '{ print ($1 - 1) * 65536 + $2 * 256 + $3 }' | sort -u >"$work/theirs"

# shellcheck disable=SC2086
"$runner" -l $captures | grep -E '^[0-9]+ [a-z]+ [0-9a-f]* ' >"$work/ours.out"
awk '$2 == "accepted" { print $1 }' "$work/ours.out" | sort -u >"$work/ours"
comm -13 "$work/ours" "$work/theirs" >"$work/only_theirs"
comm -23 "$work/ours" "$work/theirs" >"$work/only_ours"
awk 'NR == FNR { want[$1] = 1; next } $1 in want { print "snmptrapd alone takes " $0 }' \
	"$work/only_theirs" "$work/ours.out"
awk 'NR == FNR { want[$1] = 1; next } $1 in want { print "snmptrapd does not take " $0 }' \
	"$work/only_ours" "$work/ours.out"

theirs=$(wc -l <"$work/theirs") ours=$(wc -l <"$work/ours")
differ=$(($(wc -l <"$work/only_theirs") + $(wc -l <"$work/only_ours")))
[ "$theirs" -gt 0 ] || fail 'snmptrapd took nothing'
[ $((differ * 100)) -le "$theirs" ] || fail "$differ of $theirs differ"
echo "figures: $(wc -l <"$work/ours.out") datagrams; snmptrapd takes $theirs, we $ours, $differ differ"
