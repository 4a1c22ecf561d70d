# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Informs of real clients are answered over IPv4 and IPv6, from the address that was asked. Sent
# again they are answered again and counted once, also when the daemon was killed meanwhile and
# when it stopped well.
. "$(dirname "$0")/lib.sh"
. "$top/tests/system/informs/lib.sh"
need_program snmpinform snmp

inform() { # $1: where to; $2: the community
	snmpinform -v2c -c "$2" -r 0 -t "${3:-5}" "$1" 42 1.3.6.1.4.1.99999.2.0.1 \
		1.3.6.1.4.1.99999.2.1.2.0 s hello 2>"$work/client.log"
}

begin_informs
inform "127.0.0.1:$port" public || fail "no answer: $(cat "$work/client.log")"
inform "127.0.0.7:$port" public || fail "no answer from another address of ours"
sent=2
if [ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6; then
	inform "udp6:[::1]:$port" public || fail 'no answer over IPv6'
	sent=3
fi
! inform "127.0.0.1:$port" wrong 0.3 || fail 'an inform with a wrong community is answered'
ask
equal 'answered' "$(of_status answered)" "$sent"
equal 'refused for its community' "$(of_status community)" 1
equal 'journaled' "$(of_status journaled)" "$sent"
snmptrap -v2c -c public "127.0.0.1:$port" 42 1.3.6.1.4.1.99999.2.0.1
wait_for 20 status_is journaled $((sent + 1)) || fail 'no trap'
equal 'answered' "$(of_status answered)" "$sent"

# $1: datagrams of each inform.
send() {
	"$build/tests/tools/informer" --port "$port" --count 300 --rate 3000 --copies "$1" \
		--patience 60s --give-up 60s --log "$work/answered" >"$work/figures" || fail "$(cat "$work/figures")"
	echo "figures: $(cat "$work/figures")"
}
send 3
wait_for 20 status_is answered $((sent + 900)) || fail "only $(of_status answered) are answered"
equal 'journaled' "$(of_status journaled)" $((sent + 301))
equal 'duplicates' "$(of_status duplicates)" 600
account_is_exact
kill_daemon

start_again
send 1
wait_for 20 status_is answered 300 || fail "only $(of_status answered) are answered"
equal 'duplicates after a crash' "$(of_status duplicates)" 300
equal 'journaled after a crash' "$(of_status journaled)" 0
stop_daemon || fail 'the daemon did not stop well'
log_is_clean

start_again
send 1
ask
equal 'duplicates after a stop' "$(of_status duplicates)" 300
account_is_exact
stop_daemon || fail 'the daemon did not stop well'
journal_numbers >"$work/numbers"
equal 'numbers in the journal' "$(wc -l <"$work/numbers")" 300
equal 'different ones' "$(uniq "$work/numbers" | wc -l)" 300
