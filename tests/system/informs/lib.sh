# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A daemon that takes notifications on one port, and what became of informs. Sourced behind
# tests/system/lib.sh.
state=$work/state
MIBS='' SNMPCONFPATH=/nonexistent SNMP_PERSISTENT_DIR=$work
export MIBS SNMPCONFPATH SNMP_PERSISTENT_DIR

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

# A user of SNMPv3 in the configuration.
add_user() {
	(umask 077 && echo 'authentic pass phrase' >"$work/auth" &&
		echo 'private pass phrase' >"$work/priv")
	cat >>"$work/correlator.conf" <<-END
		snmp = { users = ( { name = "noc"; auth = "SHA-256"; auth_file = "$work/auth";
		    priv = "AES"; priv_file = "$work/priv"; } ); };
	END
}

# An inform of that user; $*: what else it takes.
inform_v3() {
	snmpinform -v3 -u noc -l authPriv -a SHA-256 -A 'authentic pass phrase' -x AES \
		-X 'private pass phrase' "$@"
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

# $1: more figures. What was answered is in $work/numbers, sorted.
judge_informs() {
	journal_numbers >"$work/journal"
	lost=$(uniq "$work/journal" | comm -13 - "$work/numbers" | wc -l)
	twice=$(uniq -d "$work/journal" | wc -l)
	echo "figures: kills $kills ${1:-} journaled $(wc -l <"$work/journal")" \
		"answered and lost $lost counted twice $twice"
	equal 'answered and not in the journal' "$lost" 0
	equal 'counted twice' "$twice" 0
	equal 'in the journal' "$(wc -l <"$work/journal")" "$(wc -l <"$work/numbers")"
}
