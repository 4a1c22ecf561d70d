# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A campaign: numbered lines come in all the time, the receiver loses 30 % of its answers, and
# the daemon dies again and again. Sourced behind tests/system/lib.sh; then begin_campaign,
# anything that ends in `bury`, and end_campaign, whose verdict is the judge's
# (tests/tools/judge.c). In the environment: rate (lines a second), seed.
rate=${rate:-2000} seed=${seed:-$(date +%s)}
here=$top/tests/system/campaign
state=$work/state
durable=0 last=0 kills=0

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

reload() {
	write_rules
	kill -HUP "$daemon" 2>/dev/null || true
}

# $*: a command to run it with.
launch() {
	: >"$work/daemon.log"
	"$@" "$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
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

# Whether a start may end with a sentence; redefined where the disk is broken.
may_refuse() { false; }

# The number that records in memory may have had when the disk took none: the daemon goes on
# behind it.
reserved() { head -c 20 "$state/journal/lock" | sed 's/^0*\(.\)/\1/'; }

# Each death is an entry for the judge: what was said to be durable before it, what the journal
# has behind it, how many records of the first kind are missing, how many others.
bury() {
	wait "$daemon" 2>/dev/null && fail 'the daemon ended by itself' || status=$?
	[ $status -eq 137 ] || { [ $status -eq 1 ] && may_refuse; } || fail "the daemon ended with status $status, not killed"
	daemon=''
	cat "$work/daemon.log" >>"$work/all.log"
	"$build/tests/tools/judge" --missing --journal "$state/journal" --from $((last + 1)) \
		--durable "$durable" --reserved "$(reserved)" >>"$work/kills"
	last=$(tail -n 1 "$work/kills" | cut -d ' ' -f 2)
	kills=$((kills + 1))
}

# A number from $1 to $2, drawn from the seed.
random() {
	seed=$(awk -v seed="$seed" 'BEGIN { srand(seed); print int(rand() * 2147483647) }')
	drawn=$(($1 + seed % ($2 - $1 + 1)))
}

is_settled() {
	ask
	[ "$(member alive_incidents "$work/status.json")" = 0 ] &&
		[ "$(member undelivered "$work/status.json")" = 0 ]
}

begin_campaign() {
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
}

# $1, $2, $3: the sender's log, the kills and the ledger, or what was made of them.
judge() {
	"$build/tests/tools/judge" --journal "$state/journal" --sent "$1" --kills "$2" \
		--ledger "$3" --replay "$work/replay.json" --database "$state/correlator.db" \
		--ready "$ready"
}
end_campaign() {
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
	judge "$work/sent" "$work/kills" "$work/ledger.json" ||
		fail 'the figures that must be 0 are not'
}
