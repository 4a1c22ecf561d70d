# SPDX-License-Identifier: Apache-2.0
SCRIPT_TESTS += \
	tests/lint/floors.sh \
	tests/lint/headers.sh \
	tests/lint/listed.sh \
	tests/lint/selftest.sh \
	tests/lint/size.sh \
	tests/lint/text.sh
EXTRA_DIST += \
	tests/lint/floors.awk \
	tests/lint/functions.awk \
	tests/lint/lib.sh \
	tests/lint/tests_run.awk
