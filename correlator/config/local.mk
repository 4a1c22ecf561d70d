# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/config/libconfig.a
correlator_config_libconfig_a_CPPFLAGS = $(AM_CPPFLAGS) $(CONFIG_CFLAGS) $(CRYPTO_CFLAGS) \
	$(CURL_CFLAGS)
correlator_config_libconfig_a_SOURCES = \
	correlator/config/configfile.c correlator/config/configfile.h \
	correlator/config/endpoints.c correlator/config/endpoints.h \
	correlator/config/fill.c correlator/config/fill.h \
	correlator/config/ids.c correlator/config/ids.h \
	correlator/config/reader.c correlator/config/reader.h \
	correlator/config/routes.c correlator/config/routes.h \
	correlator/config/scan.c correlator/config/scan.h \
	correlator/config/settings.c correlator/config/settings.h \
	correlator/config/slip.c correlator/config/slip.h \
	correlator/config/sources.c correlator/config/sources.h \
	correlator/config/tokens.c correlator/config/tokens.h
