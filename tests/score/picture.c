/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Precision and recall against loss and overlap, ours and the naive groupings', as SVG.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "score/show.h"

enum {
	WIDTH = 320,
	HEIGHT = 200,
	LEFT = 56,
	TOP = 48,
	APART = 400,
	DOWN = 290,
	POINTS_MAXIMUM = 32
};

struct point {
	int64_t x; /* of a thousand */
	const struct score *score;
};

static const struct {
	enum grouping grouping;
	const char *name, *colour;
} lines[] = {
	{GROUP_OURS, "correlator", "#1565c0"},
	{GROUP_NODE, "by node", "#ef6c00"},
	{GROUP_PLATFORM, "by platform", "#2e7d32"},
	{GROUP_TYPE, "by alarm type", "#8e24aa"},
};

static int by_x(const void *left, const void *right)
{
	const struct point *a = left, *b = right;

	return a->x < b->x ? -1 : a->x > b->x;
}

static size_t points_of(
	const struct parts *parts, const char *kind, struct point points[POINTS_MAXIMUM])
{
	size_t count = 0;

	for (size_t i = 0; i < parts->count && count < POINTS_MAXIMUM; i++)
		if (strcmp(parts->items[i]->kind, kind) == 0)
			points[count++] =
				(struct point){strtoll(parts->items[i]->name, NULL, 10),
					&parts->items[i]->score};
	qsort(points, count, sizeof(*points), by_x);
	return count;
}

/* Of a thousand. */
static size_t value_of(const struct score *score, enum grouping grouping, bool recall)
{
	const struct measure *is = &score->by[grouping];
	size_t of = recall ? is->messages : is->grouped;

	return of ? (recall ? is->found : is->right) * 1000 / of : 0;
}

static void put_axes(FILE *to, int left, int top, const char *title, int64_t most)
{
	fprintf(to, "<text x=\"%d\" y=\"%d\" class=\"title\">%s</text>\n", left, top - 12,
		title);
	for (int i = 0; i <= 4; i++) {
		int y = top + HEIGHT - i * HEIGHT / 4;

		fprintf(to,
			"<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"grid\"/>"
			"<text x=\"%d\" y=\"%d\" class=\"left\">%d %%</text>\n",
			left, y, left + WIDTH, y, left - 6, y + 4, i * 25);
	}
	fprintf(to,
		"<text x=\"%d\" y=\"%d\">0 %%</text><text x=\"%d\" y=\"%d\" "
		"class=\"left\">%" PRId64 ".%" PRId64 " %%</text>\n",
		left, top + HEIGHT + 18, left + WIDTH, top + HEIGHT + 18, most / 10, most % 10);
}

static void put_lines(FILE *to, int left, int top, const struct point *points, size_t count,
	bool recall, int64_t most)
{
	for (size_t l = 0; l < sizeof(lines) / sizeof(lines[0]); l++) {
		fprintf(to,
			"<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"",
			lines[l].colour);
		for (size_t i = 0; i < count; i++)
			fprintf(to, "%" PRId64 ",%zu ", left + points[i].x * WIDTH / most,
				(size_t)(top + HEIGHT) -
					value_of(points[i].score, lines[l].grouping, recall) *
						HEIGHT / 1000);
		fprintf(to, "\"/>\n");
	}
}

static void put_chart(FILE *to, const struct parts *parts, int place, const char *kind,
	bool recall, const char *title)
{
	struct point points[POINTS_MAXIMUM];
	size_t count = points_of(parts, kind, points);
	int64_t most = count && points[count - 1].x ? points[count - 1].x : 1;
	int left = LEFT + place % 2 * APART, top = TOP + place / 2 * DOWN;

	put_axes(to, left, top, title, most);
	put_lines(to, left, top, points, count, recall, most);
}

static void put_legend(FILE *to)
{
	for (size_t l = 0; l < sizeof(lines) / sizeof(lines[0]); l++)
		fprintf(to,
			"<rect x=\"%zu\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>"
			"<text x=\"%zu\" y=\"%d\">%s</text>\n",
			LEFT + l * 150, TOP + 2 * DOWN - 24, lines[l].colour,
			LEFT + l * 150 + 20, TOP + 2 * DOWN - 18, lines[l].name);
}

bool show_picture(const struct parts *parts, const char *path, struct error *error)
{
	FILE *to = fopen(path, "we");

	if (!to)
		return error_set(error, "cannot write %s: %s", path, strerror(errno));
	fprintf(to,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 620\" "
		"font-family=\"sans-serif\" font-size=\"12\">\n<style>.title{font-size:14px;"
		"font-weight:bold}.left{text-anchor:end}.grid{stroke:#ccc}</style>\n"
		"<rect width=\"800\" height=\"620\" fill=\"#fff\"/>\n");
	put_chart(to, parts, 0, "lost", false, "precision, by datagrams lost");
	put_chart(to, parts, 1, "lost", true, "recall, by datagrams lost");
	put_chart(to, parts, 2, "overlap", false, "precision, by faults with another beside");
	put_chart(to, parts, 3, "overlap", true, "recall, by faults with another beside");
	put_legend(to);
	fprintf(to, "</svg>\n");
	return !(ferror(to) | fclose(to)) || error_set(error, "cannot write %s", path);
}
