# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The power is cut again and again in the middle of the outage, each time at another sync: of what
# was not synced a random part is lost (tests/tools/forget.c). Every record that was reported
# durable is there, and every incident that somebody was told of, under its id; in the end there
# is one incident and one ticket. CUTS and SEED from the environment make other rounds.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
shim=$build/tests/tools/forget.so
[ -f "$shim" ] || skip 'no tests/tools/forget.so'
rate=300 returns=2600 # forty minutes, not four hours
cuts=${CUTS:-20}
seed=${SEED:-1}
echo "SEED=$seed CUTS=$cuts"

# A library that is no sanitizer's comes before theirs.
under_shim() {
	LD_PRELOAD=$shim FORGET_FOLDER=$work/state FORGET_AT=$1 FORGET_SEED=$2 \
		ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" \
		exec "$build/correlatord" --config "$work/correlator.conf" \
		--start 2012-08-29T11:49:30Z --time-lapse "$rate" 2>"$work/daemon.log"
}
is_dead() { ! kill -0 "$daemon"; }
is_ready_or_dead() { grep -q 'ready journal' "$work/daemon.log" || is_dead; }

# Plays from $1 to $2 until the power is cut at a sync, or the daemon is killed at the end.
durable=0
play_to_cut() {
	: >"$work/daemon.log"
	random=$(printf '%s %s' "$seed" "$cut" | cksum | cut -d ' ' -f 1)
	(under_shim $((1 + random % 100)) "$random") &
	daemon=$!
	wait_for 20 is_ready_or_dead || fail 'the daemon is not ready'
	if ! is_dead 2>/dev/null; then
		for part in 0 1 2 3; do
			play $(($1 + ($2 - $1) * part / 4)) $(($1 + ($2 - $1) * (part + 1) / 4)) \
				--quiet || true
			"$tool" status --json >"$work/status" 2>/dev/null || break
			durable=$(member durable "$work/status")
		done
	fi
	kill -9 "$daemon" 2>/dev/null && killed=$((killed + 1)) || true
	wait "$daemon" 2>/dev/null && fail 'the daemon ended by itself' || result=$?
	daemon=''
	cat "$work/daemon.log" >>"$work/all.log"
	grep 'power cut: ' "$work/daemon.log" || echo 'killed without a cut'
	[ "$result" -eq 137 ] || fail "the daemon ended with $result"
}

# What was durable is in the journal, with no gap. Behind it pages of one write may be lost or not
# in any order: such a gap begins behind what was reported when it came to be.
journal_is_whole() {
	"$tool" journal verify "$work/state" --json >"$work/verified" 2>&1 || true
	grep -o '"gaps": *\[.*\], *"torn"' "$work/verified" | grep -o '"from": *[0-9]*' |
		sed 's/.*: *//' | while read -r gap; do
		grep -qx "$gap" "$work/gaps" && continue
		[ "$gap" -gt "$durable" ] || fail "record $gap was durable and is lost: $(cat "$work/verified")"
		echo "$gap" >>"$work/gaps"
	done
	last=$("$tool" journal print "$work/state" --json | tail -n 1 | sed 's/^{"number": *\([0-9]*\).*/\1/')
	[ "${last:-0}" -ge "$durable" ] ||
		fail "record $durable was durable, the last one is '$last'"
}

start_receiver
configure "$(cat "$work/port")"
make_timeline
killed=0 cut=0
: >"$work/gaps"
while [ $cut -lt "$cuts" ]; do
	play_to_cut $((2200000 * cut / cuts)) $((2200000 * (cut + 1) / cuts))
	cut=$((cut + 1))
	[ ! -f "$work/state/journal/epoch" ] || journal_is_whole
done
[ $killed -lt "$cuts" ] || fail 'the power was never cut'
[ "$durable" -gt 0 ] || fail 'nothing was durable'
echo "ok: $((cuts - killed)) power cuts, $killed kills, $durable records durable"
start_daemon
incidents
for key in $(grep -o '"key": *"[^"]*' "$work/ledger.json" | sed 's/.*"//; s/:[0-9]*$//' | sort -u); do
	grep -q "\"incident\": *\"$key\"" "$work/incidents.json" || fail "$key is not known any more"
done
play 2200000 0 --quiet
wait_for 30 is_over || fail 'no incident was closed'
one_incident_one_ticket
stop_daemon || fail 'the daemon did not stop well'
