# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# One bit of the state folder is wrong, in another file each time. The daemon starts and knows the
# incident under its id, or refuses to start with a sentence; it never crashes. Before that, many
# rounds of the same against recovery alone. SEED from the environment makes other rounds.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=300 seed=${SEED:-1}

test=$build/tests/unit/daemon/test_damage
if [ -x "$test" ]; then
	SEED=$seed FLIPS=${FLIPS:-100} CUTS=${CUTS:-25} "$test" >"$work/rounds" 2>&1 ||
		fail "recovery: $(cat "$work/rounds")"
	echo "figures: recovery of ${FLIPS:-100} folders with a wrong bit, ${CUTS:-25} with a file cut"
fi

start_receiver
configure "$(cat "$work/port")"
make_timeline
start_daemon
play 0 900000 --quiet
known() { incidents && [ -n "$(member incident "$work/incidents.json")" ]; }
wait_for 20 known || fail 'no incident'
id=$(member incident "$work/incidents.json")
stop_daemon || fail 'the daemon did not stop well'
start_daemon # a second snapshot
play 900000 1000000 --quiet
stop_daemon || fail 'the daemon did not stop well'
cp -r "$work/state" "$work/good"
is_there() { incidents && grep -q "\"incident\": *\"$id\"" "$work/incidents.json"; }
is_ready_or_dead() { grep -q 'ready journal' "$work/daemon.log" || ! kill -0 "$daemon"; }

# Flips bit $3 of byte $2 of file $1.
flip() {
	byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
	mask=$((1 << $3))
	if [ $((byte / mask % 2)) -eq 1 ]; then byte=$((byte - mask)); else byte=$((byte + mask)); fi
	printf "\\$(printf %03o $byte)" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
random() { random=$(printf '%s' "$seed $round $1" | cksum | cut -d ' ' -f 1); }

round=0 refused=0
(cd "$work/good" && find . -type f -size +0 ! -path './sets/*' ! -name spare | sort) >"$work/files"
while [ $round -lt 15 ]; do
	round=$((round + 1))
	file=$(sed -n "$((1 + round % $(wc -l <"$work/files")))p" "$work/files")
	rm -rf "$work/state"
	cp -r "$work/good" "$work/state"
	random place
	size=$(stat -c %s "$work/state/$file")
	[ "$size" -lt 100000 ] || size=100000 # the rest of a segment is zeros
	place=$((random % size))
	random bit
	flip "$work/state/$file" $place $((random % 8))
	what="$file, byte $place, bit $((random % 8))"
	: >"$work/daemon.log"
	"$build/correlatord" --config "$work/correlator.conf" --start 2012-08-29T11:49:30Z \
		--time-lapse "$rate" 2>"$work/daemon.log" &
	daemon=$!
	wait_for 20 is_ready_or_dead || fail "the daemon hangs: $what"
	if kill -0 "$daemon" 2>/dev/null; then
		wait_for 10 is_there || fail "$id is not there: $what"
		stop_daemon || fail "the daemon did not stop well: $what"
	else
		stop_daemon && fail "it just ended: $what" || result=$?
		[ "$result" -eq 1 ] || fail "the daemon ended with $result: $what"
		grep -q 'damaged' "$work/daemon.log" || fail "no sentence: $what"
		refused=$((refused + 1))
	fi
done
echo "figures: $round starts with a wrong bit, $refused of them refused"
[ $refused -le 3 ] || fail 'too many were refused'
