# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Lines of files and of standard input; messages of several lines, put together; and senders that
# say how often a message was repeated. What the journal holds is what was meant.
. "$(dirname "$0")/lib.sh"
rate=1

start_receiver
configure "$(cat "$work/port")"
sed "s|^listeners = (|&\\
  { id = \"files\"; type = \"syslog-file\"; files = [ \"$work/some.log\" ]; relays = [ \"127.0.0.1\" ];\\
    continues = \"^[ \\\\\\\\t]\"; continues_within = \"100ms\"; },\\
  { id = \"stdin\"; type = \"syslog-stdin\"; relays = [ \"127.0.0.1\" ]; },|" \
	"$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
mkfifo "$work/pipe"
start_with_pipe() {
	"$build/correlatord" --config "$work/correlator.conf" --start "$begins" <"$work/pipe" \
		2>"$work/daemon.log" &
	daemon=$!
	exec 3>"$work/pipe"
	wait_for 20 grep -q 'ready journal' "$work/daemon.log" || fail 'the daemon does not start'
}
start_with_pipe

# Of listener $1 the figure $2.
status_of() {
	"$tool" status --json | tr -d '\n' | sed 's/"[a-z_]*": *{[^{}]*},//g' | tr '{' '\n' |
		grep "\"id\": *\"$1\"" | grep -o "\"$2\": *[0-9]*" | grep -o '[0-9]*$'
}
is() { [ "$(status_of "$1" "$2")" = "$3" ]; }
records() { "$tool" journal print --json "$work/state" --kind event,repeat --grep "$1"; }
are() { [ "$(records "$1" | wc -l)" = "$2" ]; }

followed() { "$tool" journal print --kind position "$work/state" | grep -q offset; }
wait_for 10 followed || fail 'it is not on record that the files are followed'
echo '<131>Aug 29 13:50:00 vm-1 vmapp[1]: of a file' >"$work/some.log"
echo '<131>Aug 29 13:50:00 vm-2 vmapp[1]: of a pipe' >&3
wait_for 10 is files journaled 1 || fail 'the line of the file is missing'
wait_for 10 is stdin journaled 1 || fail 'the line of the pipe is missing'
equal 'host of the file' "$(records 'of a file' | grep -o '"host": *"vm-1"' | wc -l)" 1

# Repeats that senders count, in both forms; what they are about stands in the record.
echo '<46>Aug 29 13:50:30 vm-1 last message repeated 41 times' >>"$work/some.log"
echo '<131>Aug 29 13:50:30 vm-2 vmapp[1]: message repeated 7 times: [ of a pipe]' >&3
echo '<46>Aug 29 13:50:30 vm-3 last message repeated 9 times' >&3
wait_for 10 is stdin journaled 3 || fail 'repeats are missing'
wait_for 10 is files journaled 2 || fail 'repeats are missing'
times_of() { records "$1" | grep -o '"times": *[0-9]*' | grep -o '[0-9]*$'; }
equal 'repeats of the file' "$(times_of 'of a file')" 41
equal 'repeats of the pipe' "$(times_of 'of a pipe')" 7
equal 'events that repeat the unknown' "$(records 'repeated 9 times' | wc -l)" 1

# Traces of several lines: by their writer's last one, by time, and by a restart in between.
printf '<131>Aug 29 13:51:00 vm-1 java[1]: it failed\n\tat one\n\tat two\n<131>Aug 29 13:51:01 vm-1 java[1]: it went on\n' \
	>>"$work/some.log"
wait_for 10 is files journaled 4 || fail 'the trace is missing'
equal 'events of the trace' "$(records 'at one' | grep -c 'it failed.*at two')" 1
equal 'lines that became part of one before' "$(status_of files joined)" 2
equal 'lines that wait' "$(status_of files waiting)" 0
printf '<131>Aug 29 13:52:00 vm-1 java[1]: once more\n\tat three\n' >>"$work/some.log"
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true
printf '\tat four\n' >>"$work/some.log"
# Standard input that is over does not end it.
exec 3>&-
start_with_pipe
exec 3>&-
wait_for 10 is stdin connections 0 || fail 'the end of standard input was not seen'
wait_for 10 are 'at three' 1 || fail 'the trace is missing'
wait_for 10 is files waiting 0 || fail 'lines wait for ever'
equal 'the trace around the restart' "$(records 'once more' | tail -n 1 | grep -c 'at three.*at four')" 1
stop_daemon || fail 'the daemon did not stop well'
log_is_clean

# The same of the journal, parsed anew, and of the file, packed: 42 times a line, and 7 lines.
"$tool" replay --parse --config "$work/correlator.conf" --names "$names" --no-wait "$top/rules" \
	"$work/state/journal" >"$work/replay"
grep -q '^0 of [1-9][0-9]* lines of syslog are parsed otherwise now$' "$work/replay" ||
	fail "the same parser parses otherwise: $(cat "$work/replay")"
gzip <"$work/some.log" | "$tool" replay --json --names "$names" "$top/rules" - >"$work/replay.json"
equal 'events of the packed file' "$(member events "$work/replay.json")" 49
