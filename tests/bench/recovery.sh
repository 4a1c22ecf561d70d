# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# How long a daemon takes until it listens again, behind a journal of 200,000 lines with 20,000 alarms
# open (at full length; else a tenth of both; $events, $alarms): from a snapshot, from the journal
# alone, and with no database either. Prints the times; the first must be below ten seconds, two of the
# processor.
. "$(dirname "$0")/../system/lib.sh"
is_full && tenth=1 || tenth=10
events=${events:-$((200000 / tenth))} alarms=${alarms:-$((20000 / tenth))}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Starts the daemon in $work and waits until it listens; sets $took, and $used of the processor.
start_and_wait() {
	begun=$(milliseconds)
	(cd "$work" && exec "$build/correlatord" --config correlator.conf) 2>"$work/daemon.log" &
	daemon=$!
	until grep -q 'ready journal' "$work/daemon.log"; do
		[ -d "/proc/$daemon" ] || fail 'the daemon ended'
		sleep 0.02
	done
	took=$(($(milliseconds) - begun))
	used=$(($(awk '{ print $14 + $15 }' "/proc/$daemon/stat") * 10))
}

figures() {
	"$tool" status --json >"$work/status.json"
	equal 'alarms open' "$(member raised_alarms "$work/status.json")" "$alarms"
}

dies() {
	kill -9 "$daemon"
	wait "$daemon" 2>/dev/null || true
}

"$build/tests/bench/fill" --events "$events" --alarms "$alarms" "$work"
size=$(du -sm "$work/state/journal" | cut -f 1)
start_and_wait
from_nothing=$took
figures
dies
start_and_wait
from_journal=$took
figures
stop_daemon || fail 'the daemon did not stop well'
start_and_wait
from_snapshot=$took
figures
peak=$(sed -n 's/^VmHWM:[[:space:]]*//p' "/proc/$daemon/status")
stop_daemon || fail 'the daemon did not stop well'
echo "figures: recovery of $events lines ($size MiB of journal) with $alarms alarms open: $from_snapshot ms" \
	"($used of the processor) from a snapshot, $from_journal ms from the journal alone, $from_nothing ms with the" \
	"database lost as well; $peak at most"
[ "$from_snapshot" -le 10000 ] || fail 'it takes more than ten seconds to listen again'
[ "$used" -le 2000 ] || fail 'it takes more than two seconds of the processor to listen again'
