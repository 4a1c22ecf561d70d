/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * From what is down to customers, with the formula in words and numbers.
 */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "correlate/alarm.h"
#include "correlate/impact_parts.h"

static int64_t carried(const struct platform *platform, const struct service *service)
{
	for (size_t i = 0; platform && i < platform->service_count; i++)
		if (platform->services[i].service == service)
			return platform->services[i].customers;
	return UNKNOWN_CUSTOMERS;
}

static int64_t limited(int64_t value, int64_t cap)
{
	return cap >= 0 && value > cap ? cap : value;
}

/* "800000" as "800,000". */
static void print_grouped(struct text *out, int64_t number)
{
	char digits[32];
	int length = snprintf(digits, sizeof(digits), "%" PRId64, number);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text_byte(out, ',');
		text_byte(out, digits[i]);
	}
}

/* One platform's term of the formula: " + 800,000 on voicemail x 1 (whole platform)". */
static void print_term(struct text *formula, const struct part *part, int64_t customers,
	bool whole, int64_t beyond, bool first)
{
	if (!formula)
		return;
	text_string(formula, first ? "" : " + ");
	print_grouped(formula, customers);
	text_printf(formula, " on %s x ", part->platform);
	if (whole)
		text_string(formula, "1 (whole platform)");
	else
		text_printf(formula, "%" PRId64 "/%" PRId64 " (%zu down, %" PRId64 " spare)",
			beyond, part->known->units, part->down, part->known->spare);
}

/* Customers of one service, summed over the platforms on which it is affected. */
static struct customers measure_service(const struct impact *impact,
	const struct service *service, const struct alarm *root, struct text *formula)
{
	struct customers sum = {0, 0, 0};
	bool any = false;

	for (struct link *link = impact->parts.first; link; link = link->next) {
		const struct part *part = CONTAINER(link, struct part, link);
		int64_t customers = carried(part->known, service), beyond, low;
		bool whole = root && root->fault->scope == SCOPE_PLATFORM &&
			     strcmp(root->platform, part->platform) == 0;

		if (customers < 0 || !part_service(part, service->id))
			continue;
		beyond = limited((int64_t)part->down - part->known->spare, part->known->units);
		beyond = beyond < 0 ? 0 : beyond;
		low = part->known->units > 0 ? customers * beyond / part->known->units : 0;
		sum.low += low;
		sum.best += whole ? customers : low;
		sum.high += customers;
		print_term(formula, part, customers, whole, beyond, !any);
		any = true;
	}
	if (!any)
		return (struct customers){-1, -1, -1};
	sum.low = limited(sum.low, service->users);
	sum.best = limited(sum.best, service->users);
	sum.high = limited(sum.high, service->users);
	return sum;
}

static void print_service(
	struct text *formula, const struct service *service, struct customers sum)
{
	if (!formula)
		return;
	if (sum.best < 0) {
		text_printf(formula, "customers unknown");
	} else {
		text_string(formula, " = ");
		print_grouped(formula, sum.best);
	}
	text_printf(formula, " for %s", service->id);
}

static bool same_population(const struct service *a, const struct service *b)
{
	return strcmp(a->population, b->population) == 0;
}

static int64_t higher(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The services of one population count the same people: the maximum over them. */
static struct customers measure_population(const struct impact *impact,
	const struct inventory *inventory, size_t first, const struct alarm *root,
	struct text *formula)
{
	struct customers most = {-1, -1, -1};

	for (size_t i = first; i < inventory->service_count; i++) {
		const struct service *service = inventory->services[i];
		struct customers sum;

		if (!same_population(service, inventory->services[first]) ||
			!impact_affects(impact, service->id))
			continue;
		if (formula && formula->length)
			text_string(formula, "; ");
		sum = measure_service(impact, service, root, formula);
		print_service(formula, service, sum);
		most.low = higher(most.low, sum.low);
		most.best = higher(most.best, sum.best);
		most.high = higher(most.high, sum.high);
	}
	return most;
}

static bool first_of_population(const struct inventory *inventory, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (same_population(inventory->services[i], inventory->services[index]))
			return false;
	return true;
}

static void print_percent(
	struct text *formula, int64_t customers, const struct inventory *inventory)
{
	int64_t hundredths;

	if (!formula || customers < 0 || inventory->base <= 0)
		return;
	hundredths = customers * 10000 / inventory->base;
	text_string(formula, "; ");
	print_grouped(formula, customers);
	text_string(formula, " of ");
	print_grouped(formula, inventory->base);
	text_printf(
		formula, " = %" PRId64 ".%02" PRId64 " %%", hundredths / 100, hundredths % 100);
}

struct customers impact_measure(const struct impact *impact, const struct inventory *inventory,
	const struct alarm *root, struct text *formula)
{
	struct customers total = {-1, -1, -1};

	for (size_t i = 0; i < inventory->service_count; i++) {
		struct customers part;

		if (!first_of_population(inventory, i))
			continue;
		part = measure_population(impact, inventory, i, root, formula);
		if (part.best < 0)
			continue;
		total.low = higher(total.low, 0) + part.low;
		total.best = higher(total.best, 0) + part.best;
		total.high = higher(total.high, 0) + part.high;
	}
	total.low = limited(total.low, inventory->base);
	total.best = limited(total.best, inventory->base);
	total.high = limited(total.high, inventory->base);
	print_percent(formula, total.best, inventory);
	return total;
}
