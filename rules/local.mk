# SPDX-License-Identifier: Apache-2.0
nobase_dist_pkgdata_DATA += rules/voicemail/voicemail.rules
TESTS += rules/voicemail/outage.scn rules/voicemail/no_data.scn rules/voicemail/neighbours_alone.scn
EXTRA_DIST += rules/voicemail/outage.scn rules/voicemail/no_data.scn \
	rules/voicemail/neighbours_alone.scn
nobase_dist_pkgdata_DATA += rules/correlator/correlator.rules
TESTS += rules/correlator/disk.scn rules/correlator/output.scn rules/correlator/pairs.scn
EXTRA_DIST += rules/correlator/disk.scn rules/correlator/output.scn rules/correlator/pairs.scn rules/correlator/outputs.conf
nobase_dist_pkgdata_DATA += rules/subscriber-database/subscriber-database.rules
july_scenarios = rules/subscriber-database/outage.scn rules/subscriber-database/others_alone.scn \
	rules/subscriber-database/one_machine.scn
TESTS += $(july_scenarios)
EXTRA_DIST += $(july_scenarios)
nobase_dist_pkgdata_DATA += rules/syslog-alarms/syslog-alarms.rules
TESTS += rules/syslog-alarms/severities.scn
EXTRA_DIST += rules/syslog-alarms/severities.scn
nobase_dist_pkgdata_DATA += rules/vendor-styles/radio.rules \
	rules/vendor-styles/power.rules rules/vendor-styles/ems.rules \
	rules/vendor-styles/ems-alarms.csv rules/vendor-styles/ems-severities.csv
vendor_scenarios = rules/vendor-styles/pairs.scn rules/vendor-styles/state.scn \
	rules/vendor-styles/generic.scn
TESTS += $(vendor_scenarios)
EXTRA_DIST += $(vendor_scenarios)
