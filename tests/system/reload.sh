# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Rules and inventory change under a running outage: nothing is lost, nothing is told twice, ids
# stay; broken files change nothing; after kill -9 the recorded rules go on, even if the files are
# broken by then. Without match threads, and with two.
. "$(dirname "$0")/lib.sh"
rate=20
rules=$work/rules/voicemail/voicemail.rules

say() { # one line from a machine of the voicemail platform
	logger --server 127.0.0.1 --port "$(listening_port syslog)" --udp --rfc3164 \
		--tag vmapp "process $1 died on signal 11"
}
raised_is() {
	"$tool" status --json >"$work/status.json" &&
		[ "$(member raised_alarms "$work/status.json")" = "$1" ]
}
reloaded() { # $1: what the answer must say
	"$tool" reload --by alice >"$work/reload.txt" 2>&1 || true
	grep -q "$1" "$work/reload.txt" || {
		cat "$work/reload.txt" >&2
		fail "reload does not say \"$1\""
	}
	echo "ok: reload says \"$1\""
}

rules_change() {
	echo "--- $workers match threads"
	rm -rf "$work/state" "$work/rules" "$work/ledger.json" "$work/tickets.json"
	start_receiver
	configure "$(cat "$work/port")"
	cp -r "$top/rules" "$work"
	chmod -R u+w "$work/rules"
	sed -i "s|rules = \"$top/rules\"|rules = \"$work/rules\"|" "$work/correlator.conf"
	# The machine that this test speaks from belongs to the platform.
	echo 'vms-here,127.0.0.1,,voicemail,par,vms' >>"$work/inventory/nodes.csv"
	start_daemon
	say mwi
	wait_for 10 raised_is 1 || fail 'no alarm'

	reloaded 'nothing changes'
	sed -i 's/is down"/is out of order"/' "$rules"
	grep -q 'is out of order"' "$rules" || fail 'this test does not fit the rules any more'
	reloaded '1 changed: ~vm.app'
	say deposit
	wait_for 10 raised_is 2 || fail 'no second alarm'
	opened() { "$tool" incidents --json | grep -q '"state": *"open"'; }
	wait_for 40 opened || fail 'no incident'
	"$tool" incidents --json >"$work/incidents.json"
	before=$(member incident "$work/incidents.json")
	"$tool" show "$before" --json >"$work/show.json"
	grep -q 'mwi on vms-here is down' "$work/show.json" || fail 'the text of the first alarm has changed'
	grep -q 'deposit on vms-here is out of order' "$work/show.json" || fail 'the new text is not used'
	echo 'ok: texts are those of the rules in force when they were written'

	echo 'events = ( { id = "broken"; message = "("; } );' >"$work/rules/broken.rules"
	reloaded 'broken.rules:1: '
	wait_for 5 grep -q 'rules: the files have errors' "$work/daemon.log" || fail 'no alarm about it'
	say retrieval
	wait_for 10 raised_is 4 || fail 'the daemon did not go on with the rules of before'

	# The rule goes away; its alarms stay, and can be cleared by hand. The node moves.
	rm "$work/rules/broken.rules"
	sed -i 's/id = "vm.app"/id = "vm.other"/' "$rules"
	sed -i 's/^vms-here,127.0.0.1,,voicemail/vms-here,127.0.0.1,,smsc/' "$work/inventory/nodes.csv"
	kill -HUP "$daemon"
	wait_for 10 grep -q 'is in force' "$work/daemon.log" || fail 'SIGHUP is not heard'
	changed() { "$tool" audit --json | grep -q '"by": *"SIGHUP"'; }
	wait_for 10 changed || fail 'the audit does not know of SIGHUP'
	"$tool" audit --json | grep -q 'moved to another platform, 3 alarms have no rule any more' ||
		fail 'the audit does not say what became of open alarms'
	echo 'ok: the audit says what became of open alarms'
	"$tool" incidents --json >"$work/incidents.json"
	grep -q "\"incident\": *\"$before\"" "$work/incidents.json" || fail 'the incident has another id'

	kill -9 "$daemon"
	wait "$daemon" 2>/dev/null || true
	echo 'events = ( { id = "broken"; message = "("; } );' >"$work/rules/broken.rules"
	start_daemon
	grep -q 'broken.rules:1: error' "$work/daemon.log" || fail 'the mistakes are not printed'
	grep -q 'rules: .*those of before' "$work/daemon.log" || fail 'nothing says which rules are in force'
	say mwi
	heard() { "$tool" incidents --json | grep -q "$before"; }
	wait_for 10 heard || fail 'the incident is gone'
	equal 'tickets opened for the incident' \
		"$(grep -c "\"key\":\"$before:1\"" "$work/ledger.json")" 1
	stop_daemon || fail 'the daemon did not stop well'
	stop_receiver
}

for workers in 0 2; do rules_change; done
