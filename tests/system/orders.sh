# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Orders of operators over the control socket: what makes no sense is refused at once, the others are
# records, and the audit says what came of them, also after a restart.
. "$(dirname "$0")/lib.sh"
rate=100

start_receiver
configure "$(cat "$work/port")"
start_daemon
printf '<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on signal 11\n' >"$work/line"
printf '0 127.16.1.7 syslog %s\n' "$(cat "$work/line")" >"$work/timeline"
"$build/dist/demo/play" --syslog-port "$(listening_port syslog)" --quiet <"$work/timeline" \
	>"$work/played"
is_open() { "$tool" incidents --json | grep -q '"state": *"open"'; }
wait_for 20 is_open || fail 'no incident'
incidents
id=$(member incident "$work/incidents.json")
"$tool" show "$id" --json >"$work/show.json"
alarm=$(member alarm "$work/show.json")

refused() {
	want=$1
	shift
	! "$tool" "$@" 2>"$work/refused" || fail "$* was taken"
	grep -q "$want" "$work/refused" || fail "$*: $(cat "$work/refused")"
	echo "ok: refused: $(cat "$work/refused")"
}
refused "no incident 'x-1.0'" close x-1.0
refused "no alarm 'x-a1.0'" clear x-a1.0
audited() { "$tool" audit --incident "$id" --json | grep -q "\"command\": *\"$1\""; }
"$tool" note "$id" 'spare part is here' --by alice
wait_for 5 audited note || fail 'the note is not in the audit'
"$tool" clear "$alarm" --by bob --note 'replaced'
wait_for 5 audited clear || fail 'the clear is not in the audit'
"$tool" show "$id" >"$work/show.txt"
grep -q 'by hand' "$work/show.txt" || fail "not cleared by hand: $(cat "$work/show.txt")"
refused 'cleared already' clear "$alarm"
"$tool" close "$id" --by alice --note 'all is well'
wait_for 5 audited close || fail 'the close is not in the audit'
refused 'closed already' close "$id"
wait_for 10 is_over || fail 'no incident was closed'

stop_daemon || fail 'the daemon did not stop well'
start_daemon
"$tool" audit >"$work/audit.txt"
cat "$work/audit.txt"
equal 'orders in the audit' "$(grep -c "$id.*applied\|$alarm.*applied" "$work/audit.txt")" 3
equal 'sets in the audit' "$(grep -c ' set .*applied' "$work/audit.txt")" 1
equal 'orders of alice' "$("$tool" audit --by alice --json | grep -o '"by":' | wc -l | tr -d ' ')" 2
equal 'orders in the journal' \
	"$("$tool" journal print "$work/state" --kind command | wc -l | tr -d ' ')" 3
stop_daemon || fail 'the daemon did not stop well'
log_is_clean

# What the snapshot says follows from the one before and the records in between.
"$tool" journal verify "$work/state" >"$work/verified" || fail "$(cat "$work/verified")"
grep 'give the same state' "$work/verified" || fail "nothing was computed: $(cat "$work/verified")"
cp -r "$work/state" "$work/other"
snapshots=$(ls "$work/other" | sed -n 's/^snapshot-//p' | sort -n)
cp "$work/other/snapshot-$(echo "$snapshots" | head -n 1)" \
	"$work/other/snapshot-$(echo "$snapshots" | tail -n 1)"
! "$tool" journal verify "$work/other" >"$work/verified" || fail 'another state was not noticed'
grep 'give ANOTHER state' "$work/verified" || fail "$(cat "$work/verified")"
rm "$work/other/snapshot-$(echo "$snapshots" | tail -n 1)"
"$tool" journal verify "$work/other" >"$work/verified" || fail "$(cat "$work/verified")"
grep 'records after record 0 give the same state' "$work/verified" || fail "$(cat "$work/verified")"

# An hour later nobody remembers: the incident is gone, and the orders with it.
sed 's/history = "90d"/history = "1h"/' "$work/correlator.conf" >"$work/short.conf"
mv "$work/short.conf" "$work/correlator.conf"
rate=3000
start_daemon
is_forgotten() {
	incidents
	! grep -q "$id" "$work/incidents.json" && ! "$tool" show "$id" 2>/dev/null &&
		! "$tool" audit | grep -q "$id"
}
wait_for 20 is_forgotten || fail 'the incident is still there'
echo 'ok: what is old is forgotten'
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
