# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Communities that have names: rules see the name, and the community itself, accepted or refused or
# told by a relay, is in nothing that the daemon writes or says, not even at level debug. One that stands
# in the configuration is in the copies of that alone.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=1
MIBS='' SNMPCONFPATH=/nonexistent
export MIBS SNMPCONFPATH
canary=qzxcanary

configure 1
mkdir "$work/rules"
cat >"$work/rules/core.rules" <<'END'
events = ( { id = "core.trap"; trap = "1.3.6.1.4.1.99999.*"; where = "community == 'core'"; },
  { id = "agent.trap"; trap = "1.3.6.1.4.1.99999.*";
    where = "agent == 10.1.0.8 and enterprise == '1.3.6.1.4.1.99999.7'"; } );
alarms = ( { id = "agent"; raise = "agent.trap"; key = [ "node" ]; class = "core";
             severity = "minor"; text = "${enterprise} of ${agent}"; },
           { id = "core"; raise = "core.trap"; key = [ "node", "trap" ]; class = "core";
             severity = "minor"; text = "${trap} of ${community} from ${node}"; } );
faults = ( { class = "core"; scope = "node"; } );
END
(umask 077 && printf 'core %s-core\nedge %s-edge\n' $canary $canary >"$work/communities")
sed -e 's|communities = \[ "public" \];|communities = [ "plain-canary" ]; community_file = "communities"; relays = [ "127.0.0.1" ];|' \
	-e "s|^rules = .*|rules = \"$work/rules\";|" \
	"$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
"$build/correlatord" --config "$work/correlator.conf" --log-level debug 2>"$work/daemon.log" &
daemon=$!
wait_for 20 grep -q 'ready journal' "$work/daemon.log" || fail 'the daemon does not start'
traps=$(listening_port traps)

trap_v1() { # $1 community, $2 agent, $3 specific
	snmptrap -v1 -c "$1" "127.0.0.1:$traps" 1.3.6.1.4.1.99999.7 "$2" 6 "$3" 55
}
trap_v1 $canary-core 10.1.0.7 1
trap_v1 $canary-edge 10.1.0.8 2
trap_v1 $canary-wrong 10.1.0.9 3
snmptrap -v2c -c plain-canary "127.0.0.1:$traps" '' 1.3.6.1.4.1.99998.1
# A proxy hands on what had another community.
snmptrap -v2c -c $canary-edge "127.0.0.1:$traps" '' 1.3.6.1.4.1.99999.7.0.4 \
	1.3.6.1.6.3.18.1.3.0 a 10.1.0.10 1.3.6.1.6.3.18.1.4.0 s $canary-core

heard() {
	"$tool" status --json >"$work/status.json"
	[ "$(member read "$work/status.json")" = 5 ]
}
wait_for 10 heard || fail 'not every trap was read'
three_alarms() {
	"$tool" status --json >"$work/status.json"
	[ "$(member raised_alarms "$work/status.json")" = 3 ]
}
wait_for 10 three_alarms || fail "$(member raised_alarms "$work/status.json") alarms, not 3"
equal 'refused for its community' "$(member community "$work/status.json")" 1
incidents
"$tool" sources --json >"$work/sources.json"
stop_daemon || fail 'the daemon did not stop well'
"$tool" journal print --json "$work/state" >"$work/journal.json"
equal 'traps of the community core' "$(count_of '"community": *"core"' "$work/journal.json")" 2
equal 'traps of the community edge' "$(count_of '"community": *"edge"' "$work/journal.json")" 1
rm "$work/communities"
! grep -rlaF $canary "$work" || fail 'a community was written down'
echo 'ok: no community was written down'
rm "$work/correlator.conf"
! grep -rlaF plain-canary "$work" | grep -v '/state/sets/[0-9a-f]*/files/.*/correlator.conf$' ||
	fail 'a community of the configuration was written down'
equal 'mode of the copies' "$(stat -c %a "$work/state/sets")" 700
