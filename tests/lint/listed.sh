# SPDX-License-Identifier: Apache-2.0
# What is on disk is listed: sources in a local.mk (else they are neither built nor in the
# tarball), tests also in TESTS (else nobody runs them).
. "$(dirname "$0")/lib.sh"

all_words()
{
	make_files | xargs cat | sed 's/#.*//' | tr -s ' \t\\' '\n\n\n' | sort -u
}

unlisted_files()
{
	{
		files '*.c' '*.h' '*.sh' '*.scn' '*.awk'
		files '*.rules' '*.cfg' '*.csv' | grep -E '^(rules|tests)/' || :
		files '*.txt' '*.md' | grep -E '^(mibs|doc)/' || :
	} | sort -u >"$complaints.files"
	all_words | comm -13 - "$complaints.files" | sed 's/$/: not listed in any local.mk/'
	rm -f "$complaints.files"
}

# The tests that a Makefile would run: the words of TESTS and SLOW_TESTS, variables followed.
tests_run()
{
	make_files | xargs awk -f "$here/tests_run.awk" | sort -u
}

tests_not_run()
{
	{
		files 'test_*.c' | grep '^tests/unit/' | sed 's/\.c$//' || :
		files '*.scn' | grep '^tests/scenario/.*/' || : # the others: tests/scenario/all.sh
		files '*.sh' | grep -E '^tests/' | grep -v '/lib\.sh$' || :
	} | sort -u >"$complaints.files"
	tests_run | comm -13 - "$complaints.files" | sed 's/$/: no TESTS names it/'
	rm -f "$complaints.files"
}

check unlisted_files
check tests_not_run
verdict
