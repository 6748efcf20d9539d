#ifndef APP_CHART_H
#define APP_CHART_H

#include "app/request.h"

/*
 * Charts drawn as SVG: vectors in print, nothing to run, a sentence in <title>
 * for those who do not see them. The table beside a chart is the page's work.
 * Text is black or white by contrast; ordered parts share one blue ramp with
 * grey for 不明; numbers stand inside a part only from 7 %.
 */
struct chart_part {
	const char *label;
	int64_t count;
	bool unknown;			/* drawn grey */
	const char *url;		/* opens its records; may be NULL */
};

struct chart {
	const char *title;
	const char *unit;		/* 人, 件, 回 */
	const struct chart_part *parts;
	size_t n;
	int64_t total;			/* printed in the middle of a ring */
};

/* One year of at most seven parts, in order. With its legend. */
const struct html *chart_ring(struct request *, const struct chart *);
/* Many classes: horizontal bars, in the order given. */
const struct html *chart_bars(struct request *, const struct chart *);

struct chart_row {
	const char *label;		/* R6 */
	const int64_t *counts;		/* [nparts] */
	int64_t total;
	bool part_year;			/* hollow, not joined to the line */
};

/* 100 % stacked bars, a row a year; parts named once. */
const struct html *chart_stack(struct request *, const struct chart *,
    const struct chart_row *, size_t n);
/* Lines over years, labelled at their ends; second line dashed. Parts are the
 * lines, rows the years. */
const struct html *chart_lines(struct request *, const struct chart *,
    const struct chart_row *, size_t n);

#endif
