# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Real clients of SNMPv3: traps and informs with every protocol ($pairs) that the library has, over
# IPv6 too; what must be refused, and by which reason; a message that was recorded is refused when it
# comes again, after a restart too; an engine that waits for approval, one that is forgotten; users that
# change while the daemon runs.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=1
MIBS='' SNMPCONFPATH=/nonexistent SNMP_PERSISTENT_DIR=$work
export MIBS SNMPCONFPATH SNMP_PERSISTENT_DIR

pairs=${pairs:-MD5:DES SHA:AES SHA-224:AES-192 SHA-256:AES SHA-384:AES-192-C SHA-512:AES-256
	SHA-224:AES-256-C SHA-384:none}
engine=80001f8804636f72722d74657374
tape=$build/tests/tools/tape
link_down=1.3.6.1.6.3.1.1.5.3

umask 077
echo 'the auth pass phrase' >"$work/auth"
echo 'the priv pass phrase' >"$work/priv"

# $1 auth:priv
user() {
	echo "{ name = \"u-${1%:*}-${1#*:}\"; auth = \"${1%:*}\"; auth_file = \"$work/auth\";"
	[ "${1#*:}" = none ] || echo "priv = \"${1#*:}\"; priv_file = \"$work/priv\";"
	echo 'allow_weak = true; }'
}

# $1: enrol
configure_v3() {
	configure 1
	{
		echo "snmp = { enrol = \"$1\"; users = ( { name = \"open\"; }"
		for pair in $pairs; do
			echo ','
			user "$pair"
		done
		echo ');};'
		cat "$work/correlator.conf"
	} >"$work/v3.conf"
	mv "$work/v3.conf" "$work/correlator.conf"
}

# $1 auth, $2 priv, $3...: the command
as_user() {
	user="u-$1-$2" auth=$1 priv=$2
	shift 2
	if [ "$priv" = none ]; then
		set -- "$@" -l authNoPriv
	else
		set -- "$@" -l authPriv -x "$priv" -X 'the priv pass phrase'
	fi
	"$@" -v3 -u "$user" -a "$auth" -A 'the auth pass phrase' "$to" '' $link_down
}
trap_v3() { to=$4 as_user "$1" "$2" snmptrap -e $engine -Z "$3"; } # $3 boots,time $4 where to
inform() { to=$traps as_user "$1" "$2" snmpinform -r 2 -t 3; }

status() { "$tool" status --json >"$work/status.json"; }
of_traps() { # $1: a member of the traps listener's account; 0: none
	status
	grep -o '{"id": *"traps".*' "$work/status.json" | grep -o "\"$1\": *[0-9]*" | head -n 1 |
		grep -o '[0-9]*$' || echo 0
}
is_at() { [ "$(of_traps "$1")" = "$2" ]; }
becomes() { # $1 what, $2 member, $3 wanted
	wait_for 10 is_at "$2" "$3" || fail "$1 ($2) is $(of_traps "$2"), not $3"
	echo "ok: $1 ($2) is $3"
}
start_v3() {
	start_daemon
	traps=127.0.0.1:$(listening_port traps)
}

configure_v3 automatic
start_v3
sent=0
for pair in $pairs; do
	sent=$((sent + 1))
	trap_v3 "${pair%:*}" "${pair#*:}" 5,$sent "$traps"
done
becomes 'traps with every protocol' journaled $sent
if [ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6; then
	trap_v3 SHA-256 AES 5,100 "udp6:[::1]:${traps#*:}"
	sent=$((sent + 1))
	becomes 'and one by IPv6' journaled $sent
fi
snmptrap -v3 -e $engine -u open -l noAuthNoPriv "$traps" '' $link_down
sent=$((sent + 1))
becomes 'one of a user without keys' journaled $sent

# Informs: discovery, our clock, the notification.
if command -v snmpinform >/dev/null; then
	for pair in $pairs; do
		inform "${pair%:*}" "${pair#*:}" || fail "the inform with $pair is not answered"
		sent=$((sent + 1))
	done
	becomes 'informs, answered' journaled $sent
fi

# What must not be taken.
alias_user() { # $1 name, $2 auth phrase, $3 priv phrase, $4 time
	snmptrap -v3 -e $engine -Z "$4" -u "$1" -l authPriv -a SHA-256 -A "$2" -x AES -X "$3" \
		"$traps" '' $link_down
}
alias_user nobody 'the auth pass phrase' 'the priv pass phrase' 5,201
becomes 'unknown user' user 1
alias_user u-SHA-256-AES 'another pass phrase' 'the priv pass phrase' 5,202
becomes 'wrong pass phrase' digest 1
alias_user u-SHA-256-AES 'the auth pass phrase' 'another pass phrase' 5,203
becomes 'wrong privacy pass phrase' decryption 1
snmptrap -v3 -e $engine -u u-SHA-256-AES -l noAuthNoPriv "$traps" '' $link_down
snmptrap -v3 -e $engine -Z 5,204 -u u-SHA-256-AES -l authNoPriv -a SHA-256 \
	-A 'the auth pass phrase' "$traps" '' $link_down
becomes 'downgrades' level 2
trap_v3 SHA-256 AES 4,9999 "$traps"
becomes 'of an earlier boot' window 1
trap_v3 SHA-256 AES 2147483647,5 "$traps"
becomes 'at the end of its boots' boots 1

# A message that somebody has recorded.
"$tape" record "$work/message" "$work/tape.port" &
helpers="$helpers $!"
wait_for 10 test -s "$work/tape.port"
trap_v3 SHA-256 AES 5,300 "127.0.0.1:$(cat "$work/tape.port")"
wait_for 10 test -s "$work/message"
"$tape" play "$work/message" "${traps#*:}"
sent=$((sent + 1))
becomes 'the first of its copies' journaled $sent
"$tape" play "$work/message" "${traps#*:}" 3
becomes 'copies' replayed 3
stop_daemon || fail 'the daemon did not stop well'
boots=$(sed -n 's/^boots //p' "$work/state/snmp-engine")

start_v3
"$tape" play "$work/message" "${traps#*:}" 2
becomes 'copies after a restart' replayed 2
trap_v3 SHA-256 AES 5,299 "$traps"
becomes 'an older one that was never sent' replayed 3
trap_v3 SHA-256 AES 5,301 "$traps"
becomes 'a newer one' journaled 1
equal 'boots of our engine' "$(sed -n 's/^boots //p' "$work/state/snmp-engine")" $((boots + 1))
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true

start_v3
"$tape" play "$work/message" "${traps#*:}" 2
becomes 'copies after a crash' replayed 2
# A network element that was reset.
"$tool" forget $engine >/dev/null
trap_v3 SHA-256 AES 1,7 "$traps"
becomes 'one of an engine that was forgotten' journaled 1
"$tool" forget 80001f880000000000 2>"$work/error" && fail 'an unknown engine can be forgotten'
grep -q 'there is no SNMP engine' "$work/error" || fail "not as it should be: $(cat "$work/error")"
stop_daemon || fail 'the daemon did not stop well'

# Approval.
configure_v3 approve
engine=80001f8804617070726f7665
start_v3
trap_v3 SHA-256 AES 2,1 "$traps"
becomes 'of an engine that nobody knows' pending 1
"$tool" engines >"$work/engines"
grep -q "$engine *pending *u-SHA-256-AES" "$work/engines" || fail "engines: $(cat "$work/engines")"
"$tool" approve $engine >/dev/null
trap_v3 SHA-256 AES 2,2 "$traps"
becomes 'when it is approved' journaled 1
echo damaged >"$work/state/snmp-engine"
stop_daemon || fail 'the daemon did not stop well'
start_v3
grep -q 'our SNMP engine id is a new one' "$work/daemon.log" || fail 'the new engine id is not told'
trap_v3 SHA-256 AES 2,3 "$traps"
becomes 'after a restart' journaled 1
"$tool" engines --json >"$work/engines.json"
equal 'its state' "$(grep -o "\"engine\": *\"$engine\"[^}]*" "$work/engines.json" |
	grep -o '"state": *"[a-z]*"' | grep -o '[a-z]*"$' | tr -d '"')" known
"$tool" audit | grep -q approve || fail 'the order is not in the audit'
stop_daemon || fail 'the daemon did not stop well'

# Users change without a restart: there were none, some come, one gets another pass phrase, one more to
# protect, one goes. Mistakes change nothing.
reloaded() { # $1: what the answer must say
	"$tool" reload --by alice >"$work/reload.txt" 2>&1 || true
	grep -q "$1" "$work/reload.txt" || fail "reload does not say \"$1\": $(cat "$work/reload.txt")"
	echo "ok: reload says \"$1\""
}
configure 1
mkdir "$work/rules"
cat >"$work/rules/context.rules" <<'END'
events = ( { id = "in.context"; trap = "1.3.6.1.6.3.1.1.5.3";
             where = "context == 'vrf blue' and context_engine == '80001f880400'"; } );
alarms = ( { id = "context"; raise = "in.context"; key = [ "node" ]; class = "vrf";
             severity = "minor"; text = "down in ${context}"; } );
faults = ( { class = "vrf"; scope = "node"; } );
END
sed "s|^rules = .*|rules = \"$work/rules\";|" "$work/correlator.conf" >"$work/bare.conf"
cp "$work/bare.conf" "$work/correlator.conf"
mv "$work/state" "$work/state.before"
users() { # $1: level of the first; the second, if there shall be one
	{
		echo "snmp = { users = ("
		echo "{ name = \"changes\"; auth = \"SHA\"; auth_file = \"$work/changes\"; level = \"$1\"; }${2:+,}"
		echo "${2-} ); };"
		cat "$work/bare.conf"
	} >"$work/correlator.conf"
}
say_as() { # $1 user, $2 pass phrase, $3 boots,time; more options
	user=$1 phrase=$2 moment=$3
	shift 3
	snmptrap -v3 -e $engine -Z "$moment" -u "$user" -l authNoPriv -a SHA -A "$phrase" "$@" \
		"$traps" '' $link_down
}
start_v3
say_as changes 'the first pass phrase' 3,1
becomes 'without any user' v3 1
echo 'the first pass phrase' >"$work/changes"
users authNoPriv "{ name = \"goes\"; auth = \"SHA\"; auth_file = \"$work/auth\"; }"
reloaded 'users  *2 added: +changes +goes'
say_as changes 'the first pass phrase' 3,2
say_as goes 'the auth pass phrase' 3,3
becomes 'of users that came' journaled 2
echo 'the second pass phrase' >"$work/changes"
reloaded 'users  *1 changed: ~changes'
say_as changes 'the first pass phrase' 3,4
becomes 'with the pass phrase of before' digest 1
say_as changes 'the second pass phrase' 3,5
becomes 'with the new one' journaled 3
users authNoPriv
reloaded 'users  *1 removed: -goes'
say_as goes 'the auth pass phrase' 3,6
becomes 'of one who went' user 1
users authPriv
reloaded "correlator.conf:2: user 'changes' has no keys for authPriv"
users authNoPriv
chmod 640 "$work/changes"
reloaded "correlator.conf:2: user 'changes': '$work/changes' is open to others"
say_as changes 'the second pass phrase' 3,7
becomes 'after mistakes' journaled 4
chmod 600 "$work/changes"
say_as changes 'the second pass phrase' 3,8 -n 'vrf blue' -E 80001f880400
in_context() {
	status
	[ "$(member raised_alarms "$work/status.json")" = 1 ]
}
wait_for 10 in_context || fail 'rules do not see the context'
echo 'ok: rules see the context'
stop_daemon || fail 'the daemon did not stop well'

# Our boots cannot be recorded: without users that does no harm, and a reload must not bring any.
cp "$work/bare.conf" "$work/correlator.conf"
rm "$work/state/snmp-engine"
mkdir "$work/state/snmp-engine"
start_daemon
users authNoPriv
reloaded 'users of SNMPv3 take a restart'
stop_daemon || fail 'the daemon did not stop well'
rmdir "$work/state/snmp-engine"

# Nowhere is what must stay secret.
configure_v3 approve
if grep -rl 'the [a-z]* pass phrase' "$work/state" "$work/state.before" "$work/all.log" | grep .; then
	fail 'a pass phrase was written down'
fi
echo 'ok: no pass phrase was written down'
chmod 640 "$work/auth"
"$build/correlatord" --config "$work/correlator.conf" 2>"$work/error" && fail 'it starts all the same'
grep -q 'is open to others than its owner' "$work/error" || fail "not refused: $(cat "$work/error")"
echo 'ok: a pass phrase that others can read is refused'
