# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The daemon is killed at each fault point, and at random moments, while numbered lines come in
# and the receiver loses 30 % of its answers; each time it starts again on what it left. In the
# end the judge (tests/tools/judge.c) compares what was sent, the journal, its replay, the
# database and the receiver's ledger. `make check-slow` runs a small one, `make check-long` a
# large one. In the environment: rounds, moments, rate (lines a second), seed.
. "$(dirname "$0")/lib.sh"
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
rounds=${rounds:-3} moments=${moments:-50} rate=${rate:-2000} seed=${seed:-$(date +%s)}
here=$top/tests/system/campaign
state=$work/state
durable=0 last=1 kills=0

# $1: the port of the lines; 0: any free one.
write_configuration() {
	cat >"$work/correlator.conf" <<-END
		state = "$state"; control = "$CORRELATOR_CONTROL"; rules = "$work/rules";
		inventory = { platforms = "$here/platforms.cfg"; nodes = "$here/nodes.csv"; };
		journal = { segment_size = "2 MiB"; };
		listeners = ( { id = "probes"; type = "syslog-udp"; address = "127.0.0.1"; port = $1;
		    relays = [ "127.0.0.1" ]; receive_buffer = "4 MiB"; } );
		outputs = ( { id = "tickets"; type = "webhook"; timeout = "5s";
		    url = "http://127.0.0.1:$(cat "$work/port")/hook";
		    retry_first = "20ms"; retry_most = "100ms"; } );
		routes = ( { id = "all"; outputs = [ "tickets" ]; } );
	END
}

# A reload finds something new each time, which changes nothing.
write_rules() {
	mkdir -p "$work/rules"
	{ cat "$here/probe.rules" && echo "# $kills"; } >"$work/rules/probe.rules"
}

launch() {
	: >"$work/daemon.log"
	"$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
	daemon=$!
}

is_ready() { grep -q 'ready journal' "$work/daemon.log"; }

# What the daemon says it will never lose.
ask() {
	"$tool" status --json >"$work/status.json" 2>/dev/null || return 0
	durable=$(member durable "$work/status.json")
}

is_ready_or_dead() { is_ready || ! kill -0 "$daemon" 2>/dev/null; }

is_dead() {
	ask
	! kill -0 "$daemon" 2>/dev/null
}

# Each death is an entry for the judge.
bury() {
	wait "$daemon" 2>/dev/null && fail 'the daemon ended by itself' || status=$?
	[ $status -eq 137 ] || fail "the daemon ended with status $status, not killed"
	daemon=''
	cat "$work/daemon.log" >>"$work/all.log"
	last=$("$build/tests/tools/judge" --last --journal "$state/journal" --from "$last")
	echo "$durable $last" >>"$work/kills"
	kills=$((kills + 1))
}

# A number from $1 to $2, drawn from the seed.
random() {
	seed=$(awk -v seed="$seed" 'BEGIN { srand(seed); print int(rand() * 2147483647) }')
	drawn=$(($1 + seed % ($2 - $1 + 1)))
}

# $1 the point; it is passed up to $2 times before the daemon dies there; $3... is done then.
dies_at() {
	point=$1
	random 1 "$2"
	shift 2
	CORRELATOR_FAULT="$point:kill:$drawn"
	export CORRELATOR_FAULT
	launch
	unset CORRELATOR_FAULT
	if [ $# -gt 0 ]; then
		wait_for 20 is_ready_or_dead || fail "the daemon did not start before $point"
		"$@"
	fi
	wait_for 30 is_dead || fail "the daemon did not come to $point"
	bury
}

reload() {
	write_rules
	kill -HUP "$daemon" 2>/dev/null || true
}
terminate() { kill "$daemon" 2>/dev/null || true; }

one_round() {
	for point in datagram-read parsed journal-append journal-written journal-synced \
		engine-applied; do
		dies_at $point 150
	done
	for point in store-commit store-applied outbox-send outbox-answered outbox-settled \
		outcome-written; do
		dies_at $point 12
	done
	dies_at record-replayed 20
	dies_at purge 1
	dies_at segment-begun 1
	dies_at archive-begin 1
	dies_at archive-written 1
	dies_at set-written 1 reload
	dies_at reload 1 reload
	dies_at snapshot-written 1 terminate
	dies_at file-written 1 terminate
	dies_at file-renamed 1 terminate
}

dies_some_time() {
	random 0 900
	launch
	sleep "$(printf '0.%03d' "$drawn")"
	ask
	kill -9 "$daemon"
	bury
}

is_settled() {
	ask
	[ "$(member alive_incidents "$work/status.json")" = 0 ] &&
		[ "$(member undelivered "$work/status.json")" = 0 ]
}

echo "seed $seed"
write_rules
start_receiver --lose-percent 30 --seed "$seed"
write_configuration 0
launch
wait_for 20 is_ready || fail 'the daemon did not start'
port=$(listening_port probes)
write_configuration "$port"
stop_daemon || fail 'the daemon did not stop well'
: >"$work/kills"
"$build/tests/tools/sender" --port "$port" --rate "$rate" \
	--pad 300 --log "$work/sent" >"$work/count" &
helpers=$!

round=0
while [ $round -lt "$rounds" ]; do
	one_round
	round=$((round + 1))
done
while [ "$moments" -gt 0 ]; do
	dies_some_time
	moments=$((moments - 1))
done

launch
wait_for 20 is_ready || fail 'the daemon did not start'
ready=$(date +%s%N)
sleep 1
kill "$helpers"
wait "$helpers" || fail "the sender did not end well"
helpers=''
wait_for 60 is_settled || fail 'it is never over'
stop_daemon || fail 'the daemon did not stop well'
stop_receiver
"$tool" replay --json --no-wait --config "$work/correlator.conf" "$work/rules" \
	"$state/journal" >"$work/replay.json"

# $1, $2, $3: the sender's log, the kills and the ledger, or what was made of them.
judge() {
	"$build/tests/tools/judge" --journal "$state/journal" --sent "$1" --kills "$2" \
		--ledger "$3" --replay "$work/replay.json" --database "$state/correlator.db" \
		--ready "$ready"
}
sent=$work/sent deaths=$work/kills ledger=$work/ledger.json spoilt=$work/spoilt
judge "$sent" "$deaths" "$ledger" || fail 'the figures that must be 0 are not'

# The judge would have seen it: $1 is the figure, $2... what there is to judge.
would_notice() {
	figure=$1
	shift
	! judge "$@" >"$work/verdict" || fail "nobody notices: $figure"
	grep -q "$figure [1-9]" "$work/verdict" || fail "$figure: $(cat "$work/verdict")"
}
key=$(sed -n '$s/.*"key":"\([^"]*\)".*/\1/p' "$ledger")
grep -v "\"$key\"" "$ledger" >"$spoilt"
would_notice 'alerts lost' "$sent" "$deaths" "$spoilt"
{ cat "$ledger" && sed -n '$s/"time":1/"time":2/p' "$ledger"; } >"$spoilt"
would_notice 'after a recorded outcome' "$sent" "$deaths" "$spoilt"
{ cat "$ledger" && sed -n '$s/"key":"/&x/p' "$ledger"; } >"$spoilt"
would_notice 'not in a replay' "$sent" "$deaths" "$spoilt"
tac "$ledger" >"$spoilt"
would_notice overtaken "$sent" "$deaths" "$spoilt"
{ cat "$deaths" && echo 10 9; } >"$spoilt"
would_notice 'durable lost' "$sent" "$spoilt" "$ledger"
sed '$d' "$sent" >"$spoilt"
would_notice 'never sent' "$spoilt" "$deaths" "$ledger"
{ cat "$sent" && tail -n 1 "$sent" | awk '{ print $1 + 1, $2 }'; } >"$spoilt"
would_notice unread "$spoilt" "$deaths" "$ledger"
