#ifndef STATISTICS_LINES_H
#define STATISTICS_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * The report as a list, the same for page, CSV, sheet and text: persons, total,
 * and every table with its rows, its gap ("gap") when there is one and its sum
 * ("all"). Lines are in the order of `place`. Part of the face of statistics.
 */
struct report;

struct report_line {
	const char *table, *title, *code, *label, *unit;
	int64_t count;
	bool sum, hidden;
	size_t group;		/* 0 persons, 1 total, then the tables */
	uint64_t place;		/* the same for one class of all years */
};

struct report_lines {
	struct report_line *at;
	size_t n;
};

/* 1234, or REPORT_HIDDEN. */
const char *report_number(struct arena *, const struct report_line *);
struct report_lines report_lines_of(struct arena *, const struct report *);

/* One class and its lines in n reports side by side. */
struct report_side {
	const struct report_line *like;
	const struct report_line **of;	/* [n]; NULL: not a class then */
};

struct report_sides {
	struct report_side *at;
	size_t n;
};

struct report_sides report_sides_of(struct arena *, const struct report *,
    size_t n);

#endif
