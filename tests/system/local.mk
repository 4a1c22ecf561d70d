# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/system/lib.sh
SCRIPT_TESTS += tests/system/clients.sh tests/system/garbage.sh tests/system/repeats.sh tests/system/start.sh \
	tests/system/voicemail.sh
SLOW_TESTS += tests/system/restart.sh tests/system/fault_points.sh
