# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Files that are followed: a program writes numbered lines while its log is rotated as logrotate
# does it (renamed, and made anew; copied, and truncated), and while the daemon is killed. What
# the journal holds at the end is each line once, none twice.
. "$(dirname "$0")/lib.sh"
rate=1
logs=$work/logs
mkdir "$logs"

# Writes numbered lines from $1 to $2 into app.log, which it opens again at SIGHUP as daemons do.
writer() {
	(
		trap 'exec 3>>"$logs/app.log"' HUP
		exec 3>>"$logs/app.log"
		n=$1
		while [ "$n" -le "$2" ]; do
			echo "Nov 30 12:00:00 host app[1]: line $n" >&3
			n=$((n + 1))
			[ $((n % 40)) -ne 0 ] || sleep 0.01
		done
		exec 3>&-
	) &
	writer=$!
	helpers="$helpers $writer"
}

numbers() { "$tool" journal print --kind event --grep 'app[1]: line' "$work/state" | sed 's/.*: line //'; }
has_read() { [ "$(numbers | wc -l)" -ge "$1" ]; }

# $1: lines there must be.
each_once() {
	wait_for 20 has_read "$1" || fail "$(numbers | wc -l) lines, not $1"
	seq "$1" >"$work/written"
	numbers | sort -n >"$work/journaled"
	cmp -s "$work/written" "$work/journaled" ||
		fail "not each line once: $(diff "$work/written" "$work/journaled" | head -5)"
	echo "ok: each of $1 lines is in the journal once"
}

kill_daemon() {
	kill -9 "$daemon"
	wait "$daemon" 2>/dev/null || true
	daemon=''
}

# The program may not have opened the new file of the round before yet.
rotate() {
	wait_for 10 test -e "$logs/app.log" || fail 'the program opens no file'
	rm -f "$logs/app.log.2"
	[ ! -e "$logs/app.log.1" ] || mv "$logs/app.log.1" "$logs/app.log.2"
	mv "$logs/app.log" "$logs/app.log.1"
}

start_receiver
configure "$(cat "$work/port")"
sed "s|^listeners = (|&\\
  { id = \"files\"; type = \"syslog-file\"; files = [ \"$logs/*.log\" ]; relays = [ \"127.0.0.1\" ]; },|" \
	"$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"

# What stands there at the first start is not for us.
echo 'Nov 29 12:00:00 host app[1]: line of old' >"$logs/app.log"
start_daemon
is_known() { "$tool" journal print --kind position "$work/state" | grep -q '"offset": *0'; }
wait_for 10 is_known || fail 'it is not on record that the files are followed'

# Rotation by name, while it is written and read; killed at any moment, also between the renaming
# and the new file.
writer 1 12000
for round in 1 2 3; do
	wait_for 10 has_read $((round * 600)) || fail "no lines in round $round"
	rotate
	[ $round -eq 2 ] || kill -HUP "$writer"
	kill_daemon
	[ $round -ne 2 ] || kill -HUP "$writer"
	start_daemon
done
wait "$writer" || true
each_once 12000

# Copied and truncated; the program writes on behind.
cp "$logs/app.log" "$logs/app.log.1" && : >"$logs/app.log"
writer 12001 13000
wait "$writer" || true
each_once 13000
stop_daemon || fail 'the daemon did not stop well'
cp "$logs/app.log" "$logs/app.log.1" && : >"$logs/app.log"
writer 13001 13500
wait "$writer" || true
start_daemon
each_once 13500

# Gone and there again; a line that is not ended waits.
rm "$logs/app.log"
writer 13501 13600
wait "$writer" || true
each_once 13600
printf 'Nov 30 12:00:00 host app[1]: li' >>"$logs/app.log"
"$tool" status --json >/dev/null
printf 'ne 13601\n' >>"$logs/app.log"
each_once 13601
stop_daemon || fail 'the daemon did not stop well'
log_is_clean
