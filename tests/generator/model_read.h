/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the parts of the model's reader share.
 */
#ifndef TESTS_GENERATOR_MODEL_READ_H
#define TESTS_GENERATOR_MODEL_READ_H

#include "config/fill.h"
#include "generator/model.h"

/* Calls `read` for every entry of a list that may be missing; `into` is an array of so many
 * elements of that size, which it makes. */
typedef void entry_reader(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element);
size_t model_entries(const struct reader *reader, const config_setting_t *list,
	struct model *model, size_t size, entry_reader *read, void **into);

/* "5s" or [ "5s", "1m" ]; what is missing stays as it is. */
void model_span(
	const struct reader *reader, const config_setting_t *setting, struct span *span);
/* The place of a word in a list that NULL ends; reports an unknown one and returns 0. */
size_t model_word(const struct reader *reader, const config_setting_t *group,
	const char *const *words, const char *word);

const struct platform_model *model_platform(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const char *id);
const struct service_model *model_service(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const char *id);
/* All platforms of a list of ids. */
const struct platform_model **model_platforms(const struct reader *reader,
	const config_setting_t *group, const struct model *model,
	const struct string_list *ids);

/* The lists of symptoms, noises, faults, in this order. */
void model_read_symptoms(
	const struct reader *reader, const config_setting_t *root, struct model *model);
void model_read_noises(
	const struct reader *reader, const config_setting_t *root, struct model *model);
void model_read_faults(
	const struct reader *reader, const config_setting_t *root, struct model *model);

#endif
