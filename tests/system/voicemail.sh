# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The main job: the voicemail outage with real clients gives one incident and one ticket, which
# says what is affected and what is not; every datagram is accounted for; the journal replayed
# gives the same incident ids and alerts, the captured lines the same incident.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
returns=1200 after=700 # half an hour, not five

start_receiver
configure "$(cat "$work/port")"
start_daemon
make_timeline
play 0 0 --quiet
wait_for 30 is_over || fail 'no incident was closed'
one_incident_one_ticket

id=$(member incident "$work/incidents.json")
"$tool" show "$id" --json >"$work/show.json"
for service in 'voice calls' SMS data; do
	grep -o "\"opened\".*" "$work/show.json" | grep -q \
		"\"service\": *\"$service\", *\"state\": *\"normal\"" ||
		fail "$service is not normal in the first alert"
	echo "ok: $service is normal, with evidence"
done

"$tool" status --json >"$work/status.json"
equal 'datagrams read' \
	"$(grep -o '"read": *[0-9]*' "$work/status.json" | sed 's/.*: *//' | sum)" \
	"$(($(member lines "$work/played") + $(member traps "$work/played")))"
stop_daemon || fail 'the daemon did not stop well'
log_is_clean

# Replay of the journal: the same ids, the same alerts.
"$tool" replay "$top/rules" "$work/state/journal" --config "$work/correlator.conf" \
	--inventory "$work/inventory" --names "$names" --json >"$work/replay.json"
equal 'id in the replay of the journal' "$(member incident "$work/replay.json")" "$id"
while IFS= read -r alert; do
	grep -qF -- "$alert" "$work/replay.json" || fail "the replay lacks the alert $alert"
done <"$work/state/alerts.json"
equal 'alerts in the replay of the journal' "$(count_of '"alert":' "$work/replay.json")" \
	"$(wc -l <"$work/state/alerts.json" | tr -d ' ')"

# Replay of the lines alone: the same incident.
awk '$3 == "syslog" { sub(/^[^ ]* [^ ]* syslog /, ""); print }' "$work/timeline" >"$work/lines"
"$tool" replay "$top/rules" "$work/lines" --config "$work/correlator.conf" \
	--inventory "$work/inventory" --names "$names" --json >"$work/lines.json"
equal 'platform in the replay of the lines' "$(member platform "$work/lines.json")" voicemail
equal 'incidents in the replay of the lines' \
	"$(count_of '"transition": *"opened"' "$work/lines.json")" 1
