# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Writes and syncs fail, writes are cut short, threads are slow, and then the daemon is killed, or
# the power is cut: what failed was not said to be durable, and nothing is told twice or lost.
# In the environment: rounds, rate, seed.
. "$(dirname "$0")/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
. "$(dirname "$0")/campaign/lib.sh"
rounds=${rounds:-2}
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS

may_refuse() { grep -q '^error: ' "$work/daemon.log"; }

# A moment of up to $1 ms.
pass_time() {
	random 1 "$1"
	left=$drawn
	while [ "$left" -gt 0 ] && ! is_dead; do
		[ "$left" -ge 50 ] && sleep 0.05 || sleep "$(printf '0.%03d' "$left")"
		left=$((left - 50))
	done
}

# $1 what fails, from some time on, $2 for so many times.
fails() {
	random 1 60
	fault=$1:$drawn-$((drawn + $2 - 1))
	random 1 100
	cut=$drawn
	launch env CORRELATOR_FAULT="$fault" LD_PRELOAD="$build/tests/tools/forget.so" \
		FORGET_FOLDER="$state" FORGET_AT="$cut" FORGET_SEED="$seed"
	pass_time 2500
	kill -9 "$daemon" 2>/dev/null || true
	bury
}

one_round() {
	fails journal-sync:EIO 1
	fails journal-sync:EIO 3
	fails journal-sync:EIO 1000
	fails journal-write:ENOSPC 5
	fails journal-write:EIO 1
	fails journal-write:short 4
	fails journal-create:ENOSPC 1000
	fails store-write:ENOSPC 20
	fails store-write:EIO 1
	fails snapshot-write:EIO 1000
	# The power is cut while all that is not durable yet has had its time to leak.
	fails journal-written:delay=30 1000
	fails journal-written:delay=100 1000
	fails journal-synced:delay=100 5
	fails engine-applied:delay=100 5
	fails store-commit:delay=100 5
	fails outbox-answered:delay=50 20
	fails outcome-written:delay=100 5
}

begin_campaign
round=0
while [ $round -lt "$rounds" ]; do
	one_round
	round=$((round + 1))
done
end_campaign
