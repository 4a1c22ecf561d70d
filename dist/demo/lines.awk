# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# What the stories of the demonstrations are written with. One line an event: milliseconds, source
# address, "syslog" and the line, or "trap" and the arguments of snmptrap. Unsorted; deterministic.
#
#     awk -f lines.awk -f STORY.awk [-v evidence=0] [-v seed=1] [-v returns=N] NAMES NODES.CSV | sort -n
#
# A story sets month, day and clock (seconds of that day, local time, UTC+2) in BEGIN, and writes
# what is sent in END. evidence=0 leaves out every sign that something works.

function random(n) { state = (state * 69069 + 1) % 4294967296; return int(state / 65536) % n }

# Seconds after the beginning as the stamp a device writes.
function stamp(at,    t) {
	t = clock + at
	return sprintf("%s %2d %02d:%02d:%02d", month, day + int(t / 86400), int(t / 3600) % 24,
		int(t / 60) % 60, t % 60)
}

function stamp5424(at,    t) {
	t = clock + at
	return sprintf("2012-%02d-%02dT%02d:%02d:%02d.%03d+02:00", month == "Jul" ? 7 : 8,
		day + int(t / 86400), int(t / 3600) % 24, int(t / 60) % 60, t % 60, random(1000))
}

function line(at, node, pri, tag, text) {
	printf "%d %s syslog <%d>%s %s %s[%d]: %s\n", at * 1000 + random(1000),
		address[node], pri, stamp(at), node, tag, 100 + random(900), text
}

function line5424(at, node, pri, tag, text) {
	printf "%d %s syslog <%d>1 %s %s %s %d - - %s\n", at * 1000 + random(1000),
		address[node], pri, stamp5424(at), node, tag, 100 + random(900), text
}

function trap(at, node, name, varbinds) {
	printf "%d %s trap %s %s\n", at * 1000 + random(1000), address[node],
		oid[mib "::" name], varbinds
}

function varbind(name, index_, type, value) {
	return oid[mib "::" name] "." index_ " " type " " value " "
}

function node_of(role, n) { return members[role, 1 + n % count[role]] }

BEGIN {
	if (evidence == "") evidence = 1
	state = seed == "" ? 1 : seed
}

FILENAME ~ /\.names$/ { oid[$2] = $1; next }

FNR > 1 {
	split($0, cell, ",")
	address[cell[1]] = cell[2]
	members[cell[6], ++count[cell[6]]] = cell[1]
	all[++total] = cell[1]
}
