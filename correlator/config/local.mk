# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/config/libconfig.a
correlator_config_libconfig_a_CPPFLAGS = $(AM_CPPFLAGS) $(CONFIG_CFLAGS) $(CRYPTO_CFLAGS) \
	$(CURL_CFLAGS)
correlator_config_libconfig_a_SOURCES = \
	correlator/config/configfile.c correlator/config/configfile.h \
	correlator/config/csv.c correlator/config/csv.h \
	correlator/config/digest.c correlator/config/digest.h \
	correlator/config/endpoints.c correlator/config/endpoints.h \
	correlator/config/examples.c correlator/config/examples.h \
	correlator/config/fill.c correlator/config/fill.h \
	correlator/config/ids.c correlator/config/ids.h \
	correlator/config/inventory_files.h \
	correlator/config/inventory_links.c \
	correlator/config/inventory_nodes.c \
	correlator/config/inventory_platforms.c \
	correlator/config/knowledge.c correlator/config/knowledge.h \
	correlator/config/reader.c correlator/config/reader.h \
	correlator/config/routes.c correlator/config/routes.h \
	correlator/config/rulefiles.c correlator/config/rulefiles.h \
	correlator/config/rules.c correlator/config/rules.h \
	correlator/config/rules_alarms.c \
	correlator/config/rules_events.c \
	correlator/config/rules_faults.c \
	correlator/config/rules_tables.c \
	correlator/config/scan.c correlator/config/scan.h \
	correlator/config/set.c correlator/config/set.h \
	correlator/config/set_changes.c correlator/config/set_changes.h \
	correlator/config/settings.c correlator/config/settings.h \
	correlator/config/sheet.c correlator/config/sheet.h \
	correlator/config/slip.c correlator/config/slip.h \
	correlator/config/snmp.c correlator/config/snmp.h \
	correlator/config/sources.c correlator/config/sources.h \
	correlator/config/tokens.c correlator/config/tokens.h \
	correlator/config/trap_words.c
