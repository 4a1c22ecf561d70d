# SPDX-License-Identifier: Apache-2.0
# Scenarios are run by tests/scenario/all.sh.
nobase_dist_pkgdata_DATA += rules/voicemail/voicemail.rules
EXTRA_DIST += rules/voicemail/outage.scn rules/voicemail/no_data.scn \
	rules/voicemail/neighbours_alone.scn
nobase_dist_pkgdata_DATA += rules/correlator/correlator.rules
EXTRA_DIST += rules/correlator/disk.scn rules/correlator/output.scn rules/correlator/pairs.scn rules/correlator/outputs.conf
nobase_dist_pkgdata_DATA += rules/subscriber-database/subscriber-database.rules
EXTRA_DIST += rules/subscriber-database/outage.scn rules/subscriber-database/others_alone.scn \
	rules/subscriber-database/one_machine.scn
nobase_dist_pkgdata_DATA += rules/syslog-alarms/syslog-alarms.rules \
	rules/syslog-alarms/notifications.rules
EXTRA_DIST += rules/syslog-alarms/severities.scn rules/syslog-alarms/notifications.scn
nobase_dist_pkgdata_DATA += rules/vendor-styles/radio.rules \
	rules/vendor-styles/power.rules rules/vendor-styles/ems.rules \
	rules/vendor-styles/ems-alarms.csv rules/vendor-styles/ems-severities.csv
EXTRA_DIST += rules/vendor-styles/pairs.scn rules/vendor-styles/state.scn \
	rules/vendor-styles/generic.scn
