# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The power fails at random syncs: of what was not synced, in the journal, in the database, in
# snapshots and sets, a random part is gone (tests/tools/forget.c). What was said to be durable is
# there, and no alert went out that is not. In the environment: cuts, rate, seed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/campaign/lib.sh"
cuts=${cuts:-10}
forget=$build/tests/tools/forget.so
# The library stands in front of the sanitizer's, which is fine but must be told.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS

# Every third time new rules are loaded meanwhile.
power_fails() {
	random 1 400
	launch env LD_PRELOAD="$forget" FORGET_FOLDER="$state" FORGET_AT="$drawn" \
		FORGET_SEED="$seed"
	wait_for 20 is_ready_or_dead || fail 'the daemon did not start'
	[ $((kills % 3)) -gt 0 ] || reload
	wait_for 60 is_dead || fail "there was no sync number $drawn"
	bury
}

begin_campaign
while [ $kills -lt "$cuts" ]; do
	power_fails
done
end_campaign

# With a disk that only says that it synced, somebody must notice.
[ -z "${FORGET_LIES:-}" ] || exit 0
! FORGET_LIES=1 cuts=6 TMPDIR=$work sh "$0" >"$work/lies" 2>&1 || fail 'a disk that lies is as good'
echo "ok: a disk that lies is noticed"
