# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Ten senders at two listeners, one of them not allowed, all of them repeating themselves and
# talking nonsense: the accounts of the senders add up to those of the listeners.
. "$(dirname "$0")/lib.sh"
rate=60

configure 1
sed -i 's|type = "syslog-udp";|& allow = [ "127.0.0.0/28" ];|' "$work/correlator.conf"
start_daemon
line() { printf "$1" | od -An -v -tx1 | tr -d ' \n'; }
awk -v good="$(line '<131>Aug 29 13:49:30 x vmapp[1]: process mwi died on signal 11')" \
	-v odd="$(line 'no stamp \001')" 'BEGIN {
	printf "{\"datagrams\": [";
	for (i = 0; i < 150; i++) printf "%s\"%s\",\"%s\"", i ? "," : "", good, odd;
	print "]}" }' >"$work/lines.json"
for last in 1 2 3 4 5 6 7 8 9 17; do
	for listener in syslog traps; do
		"$build/tests/tools/blast" --from "127.0.0.$last" --port "$(listening_port $listener)" \
			"$work/lines.json" >>"$work/sent"
	done
done
equal 'datagrams sent' "$(sum <"$work/sent")" 6000

# What `status` counts of a listener, and `sources` of all its senders. $1: listener, $2: figure
of_listener() { tr '{' '\n' <"$work/status.json" | grep "^\"id\":\"$1\"" | figure "$2"; }
of_senders() { tr '{' '\n' <"$work/sources.json" | grep "^\"listener\":\"$1\"" | figure "$2"; }
figure() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" | sum; }
all_read() {
	"$tool" status --json >"$work/status.json" && "$tool" sources --json >"$work/sources.json" &&
		[ "$(($(of_listener syslog read) + $(of_listener traps read)))" = 6000 ]
}
wait_for 10 all_read || fail 'datagrams are missing'
for figure in read journaled shed; do
	equal "$figure by all senders of lines" "$(of_senders syslog $figure)" \
		"$(of_listener syslog $figure)"
	equal "$figure by all senders of traps" "$(of_senders traps $figure)" \
		"$(of_listener traps $figure)"
done
equal 'rows' "$(count_of '"address"' "$work/sources.json")" 20
[ "$(of_listener syslog shed)" -gt 0 ] || fail 'nothing was shed'
[ "$(of_listener syslog journaled)" -gt 0 ] || fail 'nothing was journaled'

# Whoever asks is answered, though others ask at the same time.
askers=''
for asker in 1 2 3 4 5 6 7 8 9 10 11 12; do
	"$tool" sources --json >"$work/answer.$asker" 2>&1 &
	askers="$askers $!"
done
for asker in $askers; do
	wait "$asker" || fail "one of many who ask at once is not answered: $(cat "$work"/answer.*)"
done

"$tool" sources --listener syslog >"$work/page"
grep '^127.0.0.17 ' "$work/page" | grep -q '300 source .*refused' ||
	fail 'the sender that is not allowed is not shown as refused'
grep '^127.0.0.9 ' "$work/page" | grep -q 'not understood' || fail 'nonsense is not in doubt'
