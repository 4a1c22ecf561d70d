# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The alarms of a real network, with their begin and end, as lines of syslog: 55 devices, 18 types,
# 240 days. A type is a class, a device a platform, and nothing is waited for: then every alarm is
# an incident of its own, and what must come out was counted on the record by other means.
. "$(dirname "$0")/lib.sh"
record=$shared/data/incident/pcic-18V_55N_Wireless/alarm.csv.gz
[ -f "$record" ] || skip "no $record (set CORRELATOR_SHARED)"

# Time, 0 raise or 1 clear, type, device: raises before clears of the same second.
gzip -dc "$record" | tr -d '\r' | awk -F, 'NR > 1 {
	print $3, 0, $1, $2
	print $4, 1, $1, $2 }' | sort -s -n -k 1,1 -k 2,2 >"$work/deeds"

# Seconds count from the first day of 2025.
awk 'BEGIN { split("31 28 31 30 31 30 31 31 30 31 30 31", days, " ") }
{
	day = int($1 / 86400); second = $1 % 86400
	for (month = 1; day >= days[month]; month++)
		day -= days[month]
	printf "<132>1 2025-%02d-%02dT%02d:%02d:%02dZ device-%s oss - %s - %s\n", month, day + 1,
		second / 3600, second % 3600 / 60, second % 60, $4, $3, $2 ? "end" : "begin"
}' "$work/deeds" >"$work/lines"

mkdir "$work/rules" "$work/inventory"
awk '!seen[$3]++ {
	comma = count++ ? ",\n" : ""
	events = events comma "{ id = \"begin." $3 "\"; msgid = \"" $3 "\"; message = \"^begin$\"; }," \
		"\n{ id = \"end." $3 "\"; msgid = \"" $3 "\"; message = \"^end$\"; }"
	alarms = alarms comma "{ id = \"type." $3 "\"; raise = \"begin." $3 "\"; clear = \"end." $3 \
		"\"; key = \"node\"; class = \"" $3 "\"; severity = \"major\"; }"
	faults = faults comma "{ class = \"" $3 "\"; hold = \"0s\"; linger = \"0s\"; reopen = \"0s\"; }"
}
END {
	print "events = (\n" events "\n);\nalarms = (\n" alarms "\n);\nfaults = (\n" faults "\n);"
}' "$work/deeds" >"$work/rules/real.rules"
awk 'BEGIN { print "node,platform" }
!seen[$4]++ { print "device-" $4 ",device-" $4 }' "$work/deeds" >"$work/inventory/nodes.csv"
awk 'NR > 1 { platforms = platforms (NR > 2 ? ",\n" : "") "{ id = \"" $2 "\"; }" }
END { print "platforms = (\n" platforms "\n);" }' FS=, "$work/inventory/nodes.csv" \
	>"$work/inventory/platforms.cfg"

"$tool" check --inventory "$work/inventory" "$work/rules" || fail 'the rules are not good'
"$tool" replay --json --inventory "$work/inventory" "$work/rules" "$work/lines" >"$work/all.json"
# The figures stand in front of the incidents.
head -c 4000 "$work/all.json" | sed 's/"incidents":\[.*//' >"$work/replay.json"
figure() { member "$1" "$work/replay.json"; }

equal 'number of events' "$(figure events)" 69676
equal 'number of incidents' "$(figure opened)" 30765
equal 'number of alarm keys' "$(figure alarm_keys)" 429
equal 'number of joined raises' "$(figure repeated)" 4073
equal 'number of clears without a raise' "$(figure clears_of_nothing)" 4073
equal 'number of incidents open at once' "$(figure most_open)" 18
equal 'number of incidents left open' "$(figure left_open)" 0
