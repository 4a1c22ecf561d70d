# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The daemon is killed between receipt and answer of informs, or the power fails, again and again,
# while a sender goes on and asks again for each until it is answered. In the end all were
# answered, so whatever was answered before a death must be in the journal; and each is there
# once. In the environment: kills, cuts, rate (informs a second), seed.
. "$(dirname "$0")/lib.sh"
. "$top/tests/system/informs/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
kills=${kills:-50} cuts=${cuts:-20} rate=${rate:-400} seed=${seed:-$(date +%s)}
# The library stands in front of the sanitizer's, which is fine but must be told.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS

# A number from $1 to $2, drawn from the seed.
random() {
	seed=$(awk -v seed="$seed" 'BEGIN { srand(seed); print int(rand() * 2147483647) }')
	drawn=$(($1 + seed % ($2 - $1 + 1)))
}

# $1: where it should have died.
bury() {
	wait_for 30 is_dead || fail "the daemon did not come to $1"
	wait "$daemon" 2>/dev/null && fail 'the daemon ended by itself' || status=$?
	[ $status = 137 ] || fail "the daemon ended with status $status at $1"
	daemon=''
	deaths=$((deaths + 1))
}

# $1: the point; it is passed up to so many times ($2) before the daemon dies there.
dies_at() {
	random 1 "$2"
	launch env CORRELATOR_FAULT="$1:kill:$drawn"
	bury "$1"
}

power_fails() {
	random 1 100
	launch env LD_PRELOAD="$build/tests/tools/forget.so" FORGET_FOLDER="$state" \
		FORGET_AT="$drawn" FORGET_SEED="$seed"
	bury "sync number $drawn"
}

echo "seed $seed"
begin_informs
stop_daemon || fail 'the daemon did not stop well'
"$build/tests/tools/informer" --port "$port" --rate "$rate" --give-up 60s \
	--log "$work/answered" >"$work/figures" &
helpers=$!
deaths=0
while [ $deaths -lt "$kills" ]; do
	for point in datagram-read parsed journal-append journal-written journal-synced; do
		[ $deaths -ge "$kills" ] || dies_at $point 20
	done
	for point in inform-answer inform-answered; do
		[ $deaths -ge "$kills" ] || dies_at $point 300
	done
done
while [ $deaths -lt $((kills + cuts)) ]; do
	power_fails
done
start_again
kill $helpers
wait $helpers || fail "some are not answered: $(cat "$work/figures")"
helpers=''
ask
account_is_exact
stop_daemon || fail 'the daemon did not stop well'

journal_numbers >"$work/journal"
cut -d ' ' -f 1 "$work/answered" | sort >"$work/numbers"
lost=$(uniq "$work/journal" | comm -13 - "$work/numbers" | wc -l)
twice=$(uniq -d "$work/journal" | wc -l)
echo "figures: kills $kills power cuts $cuts $(cat "$work/figures") journaled $(wc -l <"$work/journal")" \
	"answered and lost $lost counted twice $twice"
equal 'answered and not in the journal' "$lost" 0
equal 'counted twice' "$twice" 0
equal 'in the journal' "$(wc -l <"$work/journal")" "$(wc -l <"$work/numbers")"
[ "$(wc -l <"$work/numbers")" -gt $((deaths * 10)) ] || fail 'hardly any informs were sent'

# With a disk that only says that it synced, somebody must notice.
[ -z "${FORGET_LIES:-}" ] || exit 0
! FORGET_LIES=1 kills=0 cuts=6 TMPDIR=$work sh "$0" >"$work/lies" 2>&1 ||
	fail 'a disk that lies is as good'
grep -q 'answered and not in the journal' "$work/lies" || fail "$(tail -n 3 "$work/lies")"
echo "ok: a disk that lies is noticed"
