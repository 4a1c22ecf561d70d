# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A pattern that hits its match limit ten times in a minute puts its rule into quarantine, with
# workers too: the daemon says so, `status` names it, a crash does not forget it, and only another
# wording of the rule lifts it.
. "$(dirname "$0")/lib.sh"
rate=60 workers=2

start_receiver
configure "$(cat "$work/port")"
mkdir "$work/rules"
cp "$top/rules/correlator/correlator.rules" "$work/rules"
cat >"$work/rules/own.rules" <<'RULES'
events = ( { id = "costly"; program = "costly"; message = "(a+)+$"; },
           { id = "cheap"; program = "cheap"; message = "down"; } );
alarms = ( { id = "costly"; raise = "costly"; key = "node"; class = "costly"; age = "1h"; },
           { id = "cheap"; raise = "cheap"; key = "node"; class = "cheap"; age = "1h"; } );
RULES
sed -i "s|$top/rules|$work/rules|" "$work/correlator.conf"

# $1: how often, $2: the line
say() {
	printf '%s' "$2" | od -An -v -tx1 | tr -d ' \n' >"$work/hex"
	awk -v hex="$(cat "$work/hex")" -v times="$1" 'BEGIN {
		printf "{\"datagrams\": [";
		for (i = 0; i < times; i++) printf "%s\"%s\"", i ? "," : "", hex;
		print "]}" }' >"$work/lines.json"
	"$build/tests/tools/blast" --port "$(listening_port syslog)" "$work/lines.json" \
		>/dev/null
}
in_quarantine() { "$tool" status --json | grep -q '"quarantined": *\["costly"\]'; }
nobody() { "$tool" status --json | grep -q '"quarantined": *\[\]'; }
alarm_class() { incidents && grep -q "\"class\": *\"$1\"" "$work/incidents.json"; }

start_daemon
nobody || fail 'a rule is in quarantine from the start'
say 12 '<131>1 - x costly - - - aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'
wait_for 10 in_quarantine || fail 'the rule is not in quarantine'
wait_for 10 alarm_class 'rules in quarantine' || fail 'nobody was told'
"$tool" status | grep -q 'quarantine.*costly' || fail 'status does not name the rule'
say 1 '<131>1 - x costly - - - aaa'
say 1 '<131>1 - x cheap - - - down'
wait_for 10 alarm_class cheap || fail 'the other rule does not match'
! alarm_class costly || fail 'a rule in quarantine matched'

kill -9 "$daemon"
wait "$daemon" || true
start_daemon
say 1 '<131>1 - x costly - - - aaa'
wait_for 10 in_quarantine || fail 'the quarantine is forgotten'
stop_daemon || fail 'the daemon did not stop well'
start_daemon
say 1 '<131>1 - x costly - - - aaa'
wait_for 10 in_quarantine || fail 'the quarantine is forgotten by the snapshot'
stop_daemon || fail 'the daemon did not stop well'

sed -i 's/(a+)+\$/(a+)$/' "$work/rules/own.rules"
start_daemon
say 1 '<131>1 - x costly - - - aaa'
wait_for 10 alarm_class costly || fail 'another wording did not lift the quarantine'
nobody || fail 'the rule is still in quarantine'
stop_daemon || fail 'the daemon did not stop well'
echo 'ok: put there, kept, lifted'
