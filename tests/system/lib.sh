# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Helpers of the system tests. A test sources this first; it then has a stage (dist/demo), a
# folder of its own in $work, and ends with status 0, 1 or, with skip, 77.
set -eu

top=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
build=$(cd "${top_builddir:-.}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/correlator-test.XXXXXX")
shared=${CORRELATOR_SHARED:-$top/../shared}
helpers='' # processes to be ended at the end
mounted='' # a file system to be unmounted at the end
. "$top/dist/demo/stage.sh"

finish() {
	status=$?
	trap - EXIT INT TERM
	if [ -n "$daemon" ]; then
		kill -9 "$daemon" 2>/dev/null || true
		wait "$daemon" 2>/dev/null || true
	fi
	stop_receiver
	for helper in $helpers; do
		kill "$helper" 2>/dev/null || true
		wait "$helper" 2>/dev/null || true
	done
	[ -z "$mounted" ] || umount "$mounted"
	if [ $status -eq 0 ] || [ $status -eq 77 ]; then
		rm -rf "$work"
	else
		echo "files of the failed test, to be looked at and removed: $work" >&2
		tail -n 20 "$work/daemon.log" >&2 2>/dev/null || true
	fi
	exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

skip() {
	echo "skipped: $1"
	exit 77
}

fail() {
	echo "FAILED: $1" >&2
	exit 1
}

# $1 what, $2 what there is, $3 what there should be.
equal() {
	[ "$2" = "$3" ] || fail "$1 is '$2', not '$3'"
	echo "ok: $1 is $2"
}

need_program() { command -v "$1" >/dev/null || skip "no $1 here (Debian package $2)"; }

# The value of a member of flat JSON in a file: $1 name, $2 file. The last one wins.
member() { sed -n "/\"$1\":/h; \${g; s/.*\"$1\": *\"*\([^,}\"]*\).*/\1/p;}" "$2"; }

incidents() { "$tool" incidents --all --json >"$work/incidents.json"; }
sum() { awk '{ sum += $1 } END { print sum + 0 }'; }
count_of() { echo $(($(grep -o "$1" "$2" | wc -l))); }

# Sanitizers keep what was freed, and everything takes its time.
is_sanitized() { ldd "$build/correlatord" | grep -q libasan; }
# Benches: at full length, on a quiet machine; else short, with no bound that noise can reach.
is_full() { [ "${length:-short}" = full ]; }

# No line of the daemon's log may be worse than info.
log_is_clean() {
	! grep -E '^(error|warning) ' "$work/daemon.log" || fail "the daemon complained"
}

# What every way of playing the voicemail outage must come to.
one_incident_one_ticket() {
	incidents
	equal 'number of announced incidents' \
		"$(count_of '"incident":' "$work/incidents.json")" 1
	equal platform "$(member platform "$work/incidents.json")" voicemail
	equal class "$(member class "$work/incidents.json")" 'application problem'
	equal 'peak of customers' "$(member peak "$work/incidents.json")" 800000
	equal 'tickets opened' "$(member opened "$work/tickets.json")" 1
	equal 'tickets resolved' "$(member resolved "$work/tickets.json")" 1
}
