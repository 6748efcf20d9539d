#include "features/statistics/statistics.h"

enum { PLACE_GAP = 1 << 20, PLACE_SUM };

static struct report_line
line_like(const struct report_table *t, size_t group, size_t position)
{
	return (struct report_line){ .table = t->name, .title = t->title,
	    .unit = t->unit, .group = group,
	    .place = (uint64_t)group << 32 | position };
}

static size_t
table_lines(const struct report_table *t, size_t group,
    struct report_line *out)
{
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		out[n] = line_like(t, group, t->rows[i].position);
		out[n].code = t->rows[i].code;
		out[n].label = t->rows[i].label;
		out[n].hidden = t->rows[i].hidden;
		out[n++].count = t->rows[i].count;
	}
	if (t->kind == REPORT_SINGLE && t->gap) {
		out[n] = line_like(t, group, PLACE_GAP);
		out[n].code = "gap";
		out[n].label = "記入なし";
		out[n].hidden = t->gap_hidden;
		out[n++].count = t->gap;
	}
	out[n] = line_like(t, group, PLACE_SUM);
	out[n].code = "all";
	out[n].label = "合計";
	out[n].sum = true;
	out[n].hidden = t->total_hidden;
	out[n++].count = t->total;
	return n;
}

static struct report_line
number_line(const char *table, const char *title, int64_t count,
    const char *unit, size_t group)
{
	return (struct report_line){ .table = table, .title = title,
	    .code = "all", .label = title, .unit = unit, .count = count,
	    .sum = true, .group = group, .place = (uint64_t)group << 32 };
}

const char *
report_number(struct arena *mem, const struct report_line *line)
{
	return line->hidden ? REPORT_HIDDEN :
	    arena_fmt(mem, "%lld", (long long)line->count);
}

struct report_lines
report_lines_of(struct arena *mem, const struct report *report)
{
	size_t room = 2;
	struct report_lines lines;

	for (size_t i = 0; i < REPORT_TABLES; i++)
		room += report->tables[i].nrows + 2;
	lines = (struct report_lines){ arena_array(mem, room,
	    sizeof(*lines.at)), 2 };
	lines.at[0] = number_line("persons", "実人数", report->persons, "人", 0);
	lines.at[1] = number_line("total", "延回数", report->total, "回", 1);
	lines.at[0].hidden = report->persons_hidden;
	lines.at[1].hidden = report->total_hidden;
	for (size_t i = 0; i < REPORT_TABLES; i++)
		lines.n += table_lines(&report->tables[i], i + 2,
		    lines.at + lines.n);
	return lines;
}

/* The first line any report has not yet given, by place. */
static const struct report_line *
next_line(const struct report_lines *years, const size_t *at, size_t n)
{
	const struct report_line *next = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct report_line *line = &years[i].at[at[i]];

		if (at[i] < years[i].n && (!next || line->place < next->place))
			next = line;
	}
	return next;
}

static struct report_side
side_of(struct arena *mem, const struct report_line *like,
    const struct report_lines *years, size_t *at, size_t n)
{
	struct report_side side = { like,
	    arena_array(mem, n, sizeof(*side.of)) };

	for (size_t i = 0; i < n; i++) {
		if (at[i] < years[i].n &&
		    years[i].at[at[i]].place == like->place)
			side.of[i] = &years[i].at[at[i]++];
	}
	return side;
}

struct report_sides
report_sides_of(struct arena *mem, const struct report *reports, size_t n)
{
	struct report_lines *years = arena_array(mem, n, sizeof(*years));
	size_t *at = arena_array(mem, n, sizeof(*at)), room = 0;
	const struct report_line *like;
	struct report_sides sides;

	for (size_t i = 0; i < n; i++) {
		years[i] = report_lines_of(mem, &reports[i]);
		room += years[i].n;
	}
	sides = (struct report_sides){ arena_array(mem, room,
	    sizeof(*sides.at)), 0 };
	while ((like = next_line(years, at, n)))
		sides.at[sides.n++] = side_of(mem, like, years, at, n);
	return sides;
}
