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
kills=${kills:-25} cuts=${cuts:-10} rate=${rate:-400} seed=${seed:-$(date +%s)}
# The library stands in front of the sanitizer's, which is fine but must be told.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS

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

cut -d ' ' -f 1 "$work/answered" | sort >"$work/numbers"
judge_informs "power cuts $cuts $(cat "$work/figures")"
[ "$(wc -l <"$work/numbers")" -gt $((deaths * 10)) ] || fail 'hardly any informs were sent'

# With a disk that only says that it synced, somebody must notice.
[ -z "${FORGET_LIES:-}" ] || exit 0
! FORGET_LIES=1 kills=0 cuts=6 TMPDIR=$work sh "$0" >"$work/lies" 2>&1 ||
	fail 'a disk that lies is as good'
grep -q 'answered and not in the journal' "$work/lies" || fail "$(tail -n 3 "$work/lies")"
echo "ok: a disk that lies is noticed"
