# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/system/lib.sh
dist_check_SCRIPTS = tests/system/garbage.sh tests/system/voicemail.sh tests/system/restart.sh \
	tests/system/fault_points.sh
TESTS += tests/system/garbage.sh tests/system/voicemail.sh
SLOW_TESTS += tests/system/restart.sh tests/system/fault_points.sh
