# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/system/lib.sh
SCRIPT_TESTS += tests/system/garbage.sh tests/system/voicemail.sh
SLOW_TESTS += tests/system/restart.sh tests/system/fault_points.sh
