# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/system/lib.sh tests/system/campaign/lib.sh tests/system/campaign/probe.rules \
	tests/system/campaign/platforms.cfg tests/system/campaign/nodes.csv
SCRIPT_TESTS += tests/system/clients.sh
SCRIPT_TESTS += tests/system/garbage.sh
SCRIPT_TESTS += tests/system/orders.sh
SCRIPT_TESTS += tests/system/quarantine.sh
SCRIPT_TESTS += tests/system/repeats.sh
SCRIPT_TESTS += tests/system/restart_loop.sh
SCRIPT_TESTS += tests/system/self.sh
SCRIPT_TESTS += tests/system/start.sh
SCRIPT_TESTS += tests/system/voicemail.sh
SLOW_TESTS += tests/system/disk_broken.sh
SLOW_TESTS += tests/system/disk_full.sh
SLOW_TESTS += tests/system/backup.sh
SLOW_TESTS += tests/system/database.sh
SLOW_TESTS += tests/system/database_refused.sh
SLOW_TESTS += tests/system/real_alarms.sh
SLOW_TESTS += tests/system/reload.sh
SLOW_TESTS += tests/system/campaign.sh
SLOW_TESTS += tests/system/campaign_cuts.sh
SLOW_TESTS += tests/system/campaign_faults.sh
SLOW_TESTS += tests/system/july.sh
SLOW_TESTS += tests/system/restart.sh
SLOW_TESTS += tests/system/fault_points.sh
SLOW_TESTS += tests/system/workers.sh
SLOW_TESTS += tests/system/clock_jumps.sh
SLOW_TESTS += tests/system/damage.sh
