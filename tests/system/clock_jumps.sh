# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The wall clock jumps (tests/tools/wall.c) by an hour, by a day, to 1970, behind 2038, over a DST
# change and over New Year, while we run and over a restart: no incident is opened, cleared or
# told because of it, and every jump is on record. A start more than a day off is told, and
# engine time goes on. An hour of downtime ends no alarm that would have ended for its age.
. "$(dirname "$0")/lib.sh"
shim=$build/tests/tools/wall.so
[ -f "$shim" ] || skip 'no tests/tools/wall.so'

start_receiver
configure "$(cat "$work/port")"
mkdir "$work/rules"
cat >"$work/rules/own.rules" <<'RULES'
events = ( { id = "on";   program = "open"; message = "on"; },
           { id = "news"; program = "aged"; message = "on"; },
           { id = "up";   program = "held"; message = "on"; },
           { id = "gone"; program = "gone"; message = "on"; },
           { id = "back"; program = "gone"; message = "off"; } );
alarms = ( { id = "open"; raise = "on";   key = "node"; severity = "major"; class = "open"; age = "7d"; },
           { id = "aged"; raise = "news"; key = "node"; severity = "major"; class = "aged"; age = "30m"; },
           { id = "held"; raise = "up";   key = "node"; severity = "major"; class = "held"; age = "7d"; },
           { id = "gone"; raise = "gone"; clear = "back"; key = "node"; severity = "major"; class = "gone"; } );
faults = ( { class = "open"; scope = "node"; hold = "1s"; linger = "30m"; },
           { class = "aged"; scope = "node"; hold = "1s"; linger = "30m"; },
           { class = "held"; scope = "node"; hold = "40m"; linger = "30m"; },
           { class = "gone"; scope = "node"; hold = "1s"; linger = "30m"; } );
RULES
sed -i "s|$top/rules|$work/rules|" "$work/correlator.conf"

# The daemon with the clock that $work/offset says, in real time.
start_daemon() {
	: >"$work/daemon.log"
	TZ=Europe/Paris WALL_OFFSET=$work/offset LD_PRELOAD=$shim \
		ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" \
		"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
	daemon=$!
	wait_for 20 grep -q 'ready journal' "$work/daemon.log" || fail 'the daemon is not ready'
	cat "$work/daemon.log" >>"$work/all.log"
}
# Whole or not at all, since the daemon reads it all the time.
set_offset() {
	echo "$1" >"$work/offset.new"
	mv "$work/offset.new" "$work/offset"
}
say() {
	printf '{"datagrams": ["%s"]}' \
		"$(printf '<131>1 - x %s - - - %s' "$1" "$2" | od -An -v -tx1 | tr -d ' \n')" \
		>"$work/line.json"
	"$build/tests/tools/blast" --port "$(listening_port syslog)" "$work/line.json" >/dev/null
}
has_class() { incidents && grep -q "\"class\": *\"$1\"" "$work/incidents.json"; }
number() { "$tool" status --json | grep -o "\"$1\": *[0-9]*" | grep -o '[0-9]*$'; }
is_number() { [ "$(number "$1")" = "$2" ]; }
records() { "$tool" journal print "$work/state" --json; }
clocks() { records | grep -c '"kind": *"clock"'; }
has_more_clocks() { [ "$(clocks)" -gt "$1" ]; }
last_time() { date -d "$(records | tail -n 1 | sed 's/.*"time": *"\([^"]*\)".*/\1/')" +%s; }

# Which incidents there are, in which state, and what was sent of them.
known() {
	incidents
	tr '{' '\n' <"$work/incidents.json" | grep '^"incident"' |
		sed 's/"at":.*"state"/"state"/; s/"severity".*"class"/"class"/; s/"since".*//' | sort
	for id in $ours; do grep "\"$id:" "$work/ledger.json"; done
}
same() {
	known >"$work/after"
	cmp -s "$work/before" "$work/after" ||
		fail "$1 changed incidents: $(diff "$work/before" "$work/after")"
	is_number alive_incidents 4 && is_number raised_alarms 3 ||
		fail "$1: $(number alive_incidents) incidents are alive"
	echo "ok: $1"
}

real=$(date +%s)
set_offset 0
start_daemon
for program in open aged held gone; do say $program on; done
wait_for 10 is_number raised_alarms 4 || fail 'not all alarms are raised'
for class in open aged gone; do
	wait_for 10 has_class $class || fail "no incident of class $class"
done
say gone off
wait_for 10 is_number raised_alarms 3 || fail 'the alarm did not clear'
incidents
ours=$(grep -o '"incident": *"[^"]*' "$work/incidents.json" | sed 's/.*"//')
all_told() { [ "$(grep -c '"status":200' "$work/ledger.json")" -ge 3 ]; }
wait_for 10 all_told || fail 'not all incidents were told'
known >"$work/before"

# $1: what, $2: the wall clock then, in seconds since 1970.
jump() {
	before=$(clocks)
	set_offset $(($2 - real))
	wait_for 10 has_more_clocks "$before" || fail "$1 is not on record"
	same "$1, while we run"
	stop_daemon || fail 'the daemon did not stop well'
	start_daemon
	same "$1, and a restart"
}
# While we are not running.
jump_stopped() {
	stop_daemon || fail 'the daemon did not stop well'
	set_offset $(($2 - real))
	start_daemon
	same "$1, while we do not run"
}
incomplete() { incidents && count_of '"evidence_incomplete": *\[{' "$work/incidents.json"; }
equal 'number of incidents with incomplete evidence' "$(incomplete)" 0
time=$(last_time)
jump_stopped 'an hour of downtime' $((real + 3600))
passed=$(($(last_time) - time))
[ $passed -ge 3590 ] && [ $passed -lt 3900 ] || fail "engine time moved by $passed s"
equal 'number of incidents with incomplete evidence' "$(incomplete)" 3
jump 'an hour back' $((real - 3600))
jump 'the right time' "$real"
jump 'a day back' $((real - 86400))
jump 'the year 1970' 1000
jump 'behind 2038' $((2147483647 + 2 * 86400))
jump 'DST begins' "$(date -d '2030-03-31T00:59:58Z' +%s)"
jump 'DST ends' "$(date -d '2030-10-27T00:59:58Z' +%s)"
jump 'New Year' "$(date -d '2030-12-31T22:59:58Z' +%s)"
jump 'the right time again' "$real"
jump 'an hour ahead' $((real + 3600))
jump 'a day ahead' $((real + 86400))
jump 'back from there' "$real"

time=$(last_time) told=$(($(records | wc -l) + 1))
jump_stopped 'the year 1970' 1000
grep -q 'over a day off' "$work/daemon.log" || fail 'the clock was not doubted'
is_told() { records | tail -n +"$told" | grep -q 'clock: at the start the wall clock was over a day off'; }
wait_for 10 is_told || fail 'no event says that the clock is doubted'
passed=$(($(last_time) - time))
[ $passed -ge 0 ] && [ $passed -lt 600 ] || fail "engine time moved by $passed s"
echo 'ok: a start with a clock that is years off is told; engine time goes on'
