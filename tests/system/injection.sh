# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Lines that would do something to who reads them: escapes of terminals, NULs, marks that turn text
# around, bytes that are no UTF-8. They come to alarms, tickets, pages and JSON, and nowhere is one
# of these bytes.
. "$(dirname "$0")/lib.sh"
rate=1
mkdir -p "$work/rules"
cat >"$work/rules/all.rules" <<'RULES'
events = ( { id = "said"; program = "evil"; message = "(?s)(?<what>.+)"; } );
alarms = ( { id = "said"; raise = "said"; key = [ "node", "what" ]; class = "said";
             severity = "critical"; text = "${what}"; } );
faults = ( { class = "said"; scope = "node"; hold = "100ms"; } );
RULES

start_receiver
configure "$(cat "$work/port")"
sed "s|^rules = .*|rules = \"$work/rules\";|" "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
start_daemon

# A hex string for each line: blast sends them as they are.
head='<131>Aug 29 13:51:00 evil: '
hex() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'; }
cat >"$work/lines.json" <<JSON
[ { "hex": "$(hex "$head")1b5b324a1b5d35323b633b636d0705" },
  { "hex": "$(hex "$head")666f6f00626172" },
  { "hex": "$(hex "$head")e280ae6e65646f" },
  { "hex": "$(hex "$head")636166e9209b31" },
  { "hex": "$(hex "$head")c29b33316d0d0a3c6b3e" },
  { "hex": "$(hex "$head")e280a822207d207b" } ]
JSON
sent=$("$build/tests/tools/blast" --port "$(listening_port syslog)" "$work/lines.json")
equal 'lines sent' "$sent" 6

told() {
	incidents
	[ "$(count_of '"incident":' "$work/incidents.json")" -ge 1 ] &&
		[ "$(member opened "$work/tickets.json")" -ge 1 ]
}
wait_for 40 told || fail 'there is no incident, or no ticket'
ids=$(grep -o '"incident": *"[^"]*"' "$work/incidents.json" | sed 's/.*"\([^"]*\)"$/\1/' | sort -u)
for id in $ids; do
	"$tool" show "$id" >>"$work/page"
	"$tool" show --json "$id" >>"$work/page.json"
done
"$tool" incidents --all >"$work/table"
"$tool" journal print "$work/state" >"$work/journal"
"$tool" journal print --json "$work/state" >"$work/journal.json"
stop_daemon || fail 'the daemon did not stop well'

# C0 but tab and line feed, DEL, and in UTF-8 C1, line separators and marks of direction; and what
# is no UTF-8.
harmless() {
	! LC_ALL=C grep -q -a -P '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]' \
		"$1" && iconv -f utf-8 -t utf-8 "$1" >/dev/null
}
for file in page page.json table incidents.json journal journal.json ledger.json tickets.json \
	daemon.log state/alerts.json; do
	[ -s "$work/$file" ] || fail "there is no $file"
	harmless "$work/$file" || fail "$file has bytes that do harm"
	echo "ok: $file is harmless"
done
grep -q 'café' "$work/journal.json" || fail 'Latin-1 was not read'
echo 'ok: Latin-1 is text'
