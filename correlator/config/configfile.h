/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One libconfig file, read and parsed, with the files it includes. What libconfig takes
 * without a word although it changes its meaning is an error here: integers that do not fit,
 * and escapes that leave control bytes behind.
 */
#ifndef CONFIG_CONFIGFILE_H
#define CONFIG_CONFIGFILE_H

#include <libconfig.h>

#include "config/sources.h"

struct configfile;

/* Reads `path` into `sources`; `from` is the place that names it (line 0: the user). Paths
 * that origins point to go into `arena`. NULL after reporting that it cannot be read or
 * parsed; lesser problems are reported and the file is given all the same. */
struct configfile *configfile_open(struct sources *sources, struct arena *arena,
	const char *path, struct origin from, struct report *report);
void configfile_close(struct configfile *file);

const config_setting_t *configfile_root(const struct configfile *file);
const char *configfile_path(const struct configfile *file);
/* Where a file that it names is on disk (sources_place()). */
const char *configfile_place(const struct configfile *file, const char *path);
/* Reads a file that a setting names as seen from the file it stands in; the path as seen by the
 * user is given in `path`. NULL after reporting. */
const struct source *configfile_read(const struct configfile *file,
	const config_setting_t *setting, const char *name, const char **path,
	struct report *report);
/* Where a setting stands; the string lives in the arena. */
struct origin configfile_origin(const struct configfile *file, const config_setting_t *setting);
/* Whether something on the setting's line was reported already: what libconfig made of its
 * value then says nothing. */
bool configfile_reported(const struct configfile *file, const config_setting_t *setting);

#endif
