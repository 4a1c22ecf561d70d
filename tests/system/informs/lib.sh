# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A daemon that takes notifications on one port, and what became of informs. Sourced behind
# tests/system/lib.sh.
state=$work/state
MIBS='' SNMPCONFPATH=/nonexistent
export MIBS SNMPCONFPATH

# $1: the port; 0: any free one.
write_configuration() {
	cat >"$work/correlator.conf" <<-END
		state = "$state"; control = "$CORRELATOR_CONTROL"; rules = "$top/rules/correlator";
		listeners = ( { id = "traps"; type = "snmp-trap"; address = "::"; port = $1;
		    communities = [ "public" ]; } );
	END
}

# $*: a command to run it with.
launch() {
	: >"$work/daemon.log"
	"$@" "$build/correlatord" --config "$work/correlator.conf" 2>"$work/daemon.log" &
	daemon=$!
}

is_ready() { grep -q 'ready journal' "$work/daemon.log"; }
is_dead() { ! kill -0 "$daemon" 2>/dev/null; }

# The first start finds a free port, which later ones take again.
begin_informs() {
	write_configuration 0
	launch
	wait_for 20 is_ready || fail 'the daemon did not start'
	port=$(listening_port traps)
	write_configuration "$port"
}

# $1: a fault, or nothing.
start_again() {
	launch env CORRELATOR_FAULT="${1:-}"
	wait_for 20 is_ready || fail 'the daemon did not start again'
}

kill_daemon() {
	kill -9 "$daemon"
	wait "$daemon" 2>/dev/null || true
	daemon=''
}

ask() { "$tool" status --json >"$work/status.json" 2>/dev/null; }
of_status() { member "$1" "$work/status.json"; }
status_is() { ask && [ "$(of_status "$1")" = "$2" ]; }

# read = journaled + duplicates + shed + refused
account_is_exact() {
	ask || fail 'no status'
	refused=$(grep -o '"refused":{[^}]*}' "$work/status.json" | grep -o ':[0-9]*' | tr -d : | sum)
	equal 'read' "$(of_status read)" "$(($(of_status journaled) + $(of_status duplicates) + \
		$(of_status shed) + refused))"
}

# The numbers of tests/tools/informer that the journal holds, one a line.
journal_numbers() {
	"$tool" journal print --kind event "$state" |
		sed -n 's/.* 1\.3\.6\.1\.4\.1\.99999\.2\.1\.1\.0=\([0-9]*\).*/\1/p' | sort
}
