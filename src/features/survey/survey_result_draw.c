#include <string.h>

#include "features/survey/survey_result_page.h"

/* A grid as a table of a page, and the pictures beside it. */

enum { MOST_PARTS = 7, MOST_BARS = 25 };

struct label {
	const char *label;
};

static const struct slot label_slots[] = { SLOT_TEXT(label, label) };

static const struct slot cell_slots[] = {
	SLOT_TEXT(survey_cell, text),
	SLOT_TEXT(survey_cell, url),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(survey_line, label),
	SLOT_LIST(survey_line, cells, cell_slots, struct survey_cell),
	SLOT_FLAG(survey_line, sum),
};

struct drawn {
	const char *caption;
	struct html_list columns, lines, notes;
	bool hidden;
};

static const struct slot slots[] = {
	SLOT_TEXT(drawn, caption),
	SLOT_LIST(drawn, columns, label_slots, struct label),
	SLOT_LIST(drawn, lines, line_slots, struct survey_line),
	SLOT_LIST(drawn, notes, label_slots, struct label),
	SLOT_FLAG(drawn, hidden),
};

TEMPLATE(survey_grid_part, "src/features/survey/survey_grid.html", slots);

static struct html_list
labels_of(struct request *r, const char *const *texts, size_t n)
{
	struct label *all = arena_array(r->mem, n + 1, sizeof(*all));

	for (size_t i = 0; i < n; i++)
		all[i].label = texts[i];
	return (struct html_list){ all, n };
}

const struct html *
survey_grid_html(struct request *r, const struct survey_grid *g, bool caption)
{
	struct drawn d = { .caption = g->caption, .hidden = !caption,
		.columns = labels_of(r, g->columns, g->ncolumns),
		.lines = { g->lines, g->nlines } };
	size_t n = 0;

	while (g->notes[n])
		n++;
	d.notes = labels_of(r, g->notes, n);
	return html_part(r, &survey_grid_part, &d);
}

static struct chart_part *
parts_of(struct request *r, const struct survey_wave *w,
    const struct survey_axis *a)
{
	struct chart_part *parts = arena_array(r->mem, a->n + 1,
	    sizeof(*parts));

	for (size_t i = 0; i < a->n; i++)
		parts[i] = (struct chart_part){ .label = a->labels[i],
			.unknown = i == a->none,
			.url = survey_answers_url(r, w, a, i, NULL, 0) };
	return parts;
}

const struct html *
survey_chart_bars(struct request *r, const struct survey_wave *w,
    const struct survey_axis *a)
{
	int64_t counts[SURVEY_CLASSES_MAX];
	struct chart_part *parts = parts_of(r, w, a);
	struct chart chart = { .title = a->title, .unit = "か所",
		.parts = parts, .n = a->n,
		.total = survey_axis_counts(a, w->ncases, counts) };

	for (size_t i = 0; i < a->n; i++)
		parts[i].count = counts[i];
	return chart.total && a->n > 1 && a->n <= MOST_BARS ?
	    chart_bars(r, &chart) : NULL;
}

const struct html *
survey_chart_stack(struct request *r, const struct survey_wave *w,
    const struct survey_axis *rows, const struct survey_axis *columns)
{
	struct chart chart = { .title = arena_fmt(r->mem, "%s（%sごとの割合）",
	    rows->title, columns->title), .unit = "か所",
	    .parts = parts_of(r, w, rows), .n = rows->n };
	struct chart_row *bars = arena_array(r->mem, columns->n + 1,
	    sizeof(*bars));
	struct survey_cross x;
	size_t n = 0;

	survey_cross(r->mem, rows, columns, w->ncases, &x);
	for (size_t c = 0; c < columns->n; c++) {
		int64_t *counts = arena_array(r->mem, rows->n + 1,
		    sizeof(*counts));

		for (size_t k = 0; k < rows->n; k++)
			counts[k] = x.counts[k * columns->n + c];
		if (x.columns[c])
			bars[n++] = (struct chart_row){ columns->labels[c],
				counts, x.columns[c], false };
	}
	return n && !rows->multiple && rows->n <= MOST_PARTS &&
	    n <= MOST_BARS ? chart_stack(r, &chart, bars, n) : NULL;
}
