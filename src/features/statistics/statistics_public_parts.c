#include "features/statistics/statistics_public.h"

#include <string.h>

#include "base/date.h"

/*
 * A period of which several parts were told, side by side: the year less its
 * first three quarters is the last one. Contacts and activities only: a child
 * counts in each part it was met in.
 */
struct tiles {
	const struct report *whole;
	const struct report *parts[REPORT_MOST_EARLIER + 1];
	size_t n;
	bool all;			/* no day of the whole is left */
};

static bool
is_part(const struct report *part, const struct report *whole)
{
	return part != whole && part->restated == whole->restated &&
	    strcmp(part->from, whole->from) >= 0 &&
	    strcmp(part->to, whole->to) <= 0 &&
	    (strcmp(part->from, whole->from) != 0 ||
	    strcmp(part->to, whole->to) != 0);
}

/* After `last`, the part that ends first. */
static const struct report *
next_part(const struct report *const *reports, size_t n,
    const struct report *whole, const char *last)
{
	const struct report *next = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct report *part = reports[i];

		if (!is_part(part, whole) || strcmp(part->from, last) <= 0)
			continue;
		if (!next || strcmp(part->to, next->to) < 0)
			next = part;
	}
	return next;
}

static struct tiles
tiles_of(const struct report *const *reports, size_t n,
    const struct report *whole)
{
	struct tiles tiles = { .whole = whole };
	const struct report *part;
	const char *last = "";
	int days = 0;

	while (tiles.n < COUNT(tiles.parts) &&
	    (part = next_part(reports, n, whole, last))) {
		tiles.parts[tiles.n++] = part;
		last = part->to;
		days += date_days_between(part->from, part->to) + 1;
	}
	tiles.all = days == date_days_between(whole->from, whole->to) + 1;
	return tiles;
}

static const struct public_slot *
slot_of(const struct public_model *m, const struct report *report,
    const struct report_line *line, size_t group)
{
	const struct public_slot like = { report->from, report->to,
	    strcmp(line->code, "all") == 0 && group > 1 ?
	    public_total_table(group - 2) : line->table, line->code,
	    line->count, 0 };

	return public_model_find(m, &like);
}

static const struct report_line *
line_like(const struct report_lines *lines, const struct report_line *like)
{
	for (size_t i = 0; i < lines->n; i++) {
		if (lines->at[i].group == like->group &&
		    strcmp(lines->at[i].code, like->code) == 0)
			return &lines->at[i];
	}
	return NULL;
}

/* whole = parts + what is between them. */
static void
put_tiles(struct public_model *m, const struct tiles *tiles,
    const struct report_lines *lines, const struct report_line *line)
{
	const struct public_slot *whole = slot_of(m, tiles->whole, line,
	    line->group);
	size_t cells[REPORT_MOST_EARLIER + 2], n = 0;
	int64_t left = line->count;

	for (size_t i = 0; whole && i < tiles->n; i++) {
		const struct report_line *of = line_like(&lines[i], line);
		const struct public_slot *part = of ? slot_of(m,
		    tiles->parts[i], of, of->group) : NULL;

		if (!part)
			return;
		cells[n++] = part->cell;
		left -= part->value;
	}
	if (!whole || left < 0 || (tiles->all && left))
		return;
	if (!tiles->all)
		cells[n++] = disclosure_add(m->d, arena_fmt(m->r->mem,
		    "%sの残り", m->d->cells[whole->cell].name), left,
		    DISCLOSURE_UNTOLD);
	disclosure_sum(m->d, arena_fmt(m->r->mem, "%sとその部分の差",
	    tiles->whole->period), whole->cell, cells, n);
}

static bool
counts_children(const struct report_line *line)
{
	return line->group == 0 || (line->group > 1 &&
	    measures[line->group - 2].subject == SUBJECT_CHILD);
}

void
public_model_parts(struct public_model *m,
    const struct report *const *reports, size_t n,
    const struct report *whole)
{
	struct report_lines of[REPORT_MOST_EARLIER + 1], lines;
	struct tiles tiles = tiles_of(reports, n, whole);

	if (tiles.n < 2)
		return;
	for (size_t i = 0; i < tiles.n; i++)
		of[i] = report_lines_of(m->r->mem, tiles.parts[i]);
	lines = report_lines_of(m->r->mem, whole);
	for (size_t i = 0; i < lines.n; i++) {
		if (!counts_children(&lines.at[i]))
			put_tiles(m, &tiles, of, &lines.at[i]);
	}
}
