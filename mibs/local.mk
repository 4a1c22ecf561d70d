# SPDX-License-Identifier: Apache-2.0
# The names file is made by the program that was just built. Net-SNMP's parser keeps what it
# read until the process ends, which is no leak worth a word.
mib_modules = \
	mibs/IF-MIB.txt \
	mibs/SNMPv2-CONF.txt \
	mibs/SNMPv2-MIB.txt \
	mibs/SNMPv2-SMI.txt \
	mibs/SNMPv2-TC.txt \
	mibs/SUBSCRIBER-DATABASE-MIB.txt \
	mibs/VENDOR-STYLES-MIB.txt \
	mibs/VOICEMAIL-MIB.txt
pkgdata_DATA += mibs/correlator.names
CLEANFILES += mibs/correlator.names mibs/correlator.names.new
EXTRA_DIST += $(mib_modules)

mibs/correlator.names: $(mib_modules) correlator/correlator$(EXEEXT)
	$(AM_V_at)$(MKDIR_P) mibs
	$(AM_V_GEN)ASAN_OPTIONS=detect_leaks=0 correlator/correlator$(EXEEXT) mibs \
		--output $@ $(srcdir)/mibs
