# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A thousand files: what those that are idle cost, that a line of any is heard, and how fast lines
# of one that is large are taken. Prints figures.
. "$(dirname "$0")/lib.sh"
rate=1
logs=$work/logs
mkdir "$logs"
files=${files:-1000} lines=${lines:-300000}

start_receiver
configure "$(cat "$work/port")"
sed "s|^listeners = (|&\\
  { id = \"files\"; type = \"syslog-file\"; files = [ \"$logs/*.log\" ]; },|" \
	"$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"

# Of the files' listener.
status_of() {
	"$tool" status --json | tr -d '\n' | sed 's/"[a-z_]*": *{[^{}]*},//g' | tr '{' '\n' |
		grep '"id": *"files"' | grep -o "\"$1\": *[0-9]*" | grep -o '[0-9]*$'
}
is() { [ "$(status_of "$1")" = "$2" ]; }
followed() { is files "$files"; }
memory() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$daemon/status"; }
# Hundredths of a second of processor time.
busy() { awk '{ print $14 + $15 }' "/proc/$daemon/stat"; }
later() { [ "$(date +%s)" -ge "$1" ]; }

start_daemon
is_known() { "$tool" journal print --kind position "$work/state" | grep -q offset; }
wait_for 10 is_known || fail 'it is not on record that the files are followed'
without=$(memory)
for n in $(seq "$files"); do echo "host$n app: first line" >"$logs/$n.log"; done
wait_for 30 followed || fail "only $(status_of files) files are followed"
wait_for 30 is journaled "$files" || fail "only $(status_of journaled) lines are journaled"
with=$(memory)
before=$(busy)
wait_for 10 later $(($(date +%s) + 5)) || true
idle=$(($(busy) - before))
for n in $(seq "$files"); do echo "host$n app: second line" >>"$logs/$n.log"; done
wait_for 30 is journaled $((2 * files)) || fail "only $(status_of journaled) lines are journaled"
echo "ok: each line of $files files"
awk -v n="$lines" 'BEGIN { for (i = 0; i < n; i++)
	printf "<131>Aug 29 13:50:%02d core-%d app[1]: line %d of something that is long enough\n", i % 60, i % 50, i }' \
	>"$work/large"
begun=$(date +%s%N)
mv "$work/large" "$logs/large.log"
wait_for 60 is journaled $((2 * files + lines)) || fail "only $(status_of journaled) lines are journaled"
taken=$((($(date +%s%N) - begun) / 1000000))
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
echo "figures: $files idle files cost $((with - without)) KiB with their first events, and $idle hundredths of a second of processor time in 5 s; $((lines * 1000 / taken)) lines a second of one file"
