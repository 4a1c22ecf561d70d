# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The daemon is killed between receipt and answer of SNMPv3 informs (authPriv), while clients go
# on and ask again for each until it is answered. Each start has more boots, of which they hear
# by a Report. What was answered is in the journal, once. In the environment: kills, seed.
. "$(dirname "$0")/lib.sh"
. "$top/tests/system/informs/lib.sh"
need_program snmpinform snmp
"$build/correlatord" --version | grep -q 'fault points: yes' ||
	skip 'built without --enable-faults'
kills=${kills:-25} seed=${seed:-$(date +%s)}

# $1: of which client. It ends when there is a file "enough".
client() {
	n=$(($1 * 100000))
	while [ ! -e "$work/enough" ]; do
		inform_v3 -r 500 -t 0.2 "127.0.0.1:$port" 42 \
			1.3.6.1.4.1.99999.2.0.1 1.3.6.1.4.1.99999.2.1.1.0 i $n 2>>"$work/client.log" ||
			exit 1
		echo $n >>"$work/answered.$1"
		n=$((n + 1))
	done
}

echo "seed $seed"
begin_informs
stop_daemon || fail 'the daemon did not stop well'
add_user
for number in 1 2 3 4; do
	client $number &
	helpers="$helpers $!"
done
deaths=0
while [ $deaths -lt "$kills" ]; do
	for point in datagram-read parsed journal-append journal-written journal-synced \
		inform-answer inform-answered; do
		[ $deaths -ge "$kills" ] || dies_at $point 12
	done
done
start_again
touch "$work/enough"
for helper in $helpers; do
	wait "$helper" || fail "one was not answered: $(tail -n 3 "$work/client.log")"
done
helpers=''
ask
account_is_exact
stop_daemon || fail 'the daemon did not stop well'
cat "$work"/answered.* | sort >"$work/numbers"
judge_informs
