#include "features/survey/survey_result.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The counting of what is sorted already; the sorting is survey_result_axis.c. */

int64_t
survey_axis_counts(const struct survey_axis *axis, size_t ncases,
    int64_t *counts)
{
	int64_t asked = 0;

	memset(counts, 0, axis->n * sizeof(*counts));
	for (size_t i = 0; i < ncases; i++) {
		asked += axis->masks[i] != 0;
		for (size_t k = 0; k < axis->n; k++)
			counts[k] += survey_axis_holds(axis, i, k);
	}
	return asked;
}

void
survey_cross(struct arena *mem, const struct survey_axis *rows,
    const struct survey_axis *columns, size_t ncases, struct survey_cross *x)
{
	*x = (struct survey_cross){
		.counts = arena_array(mem, rows->n * columns->n + 1,
		    sizeof(*x->counts)),
		.rows = arena_array(mem, rows->n + 1, sizeof(*x->rows)),
		.columns = arena_array(mem, columns->n + 1,
		    sizeof(*x->columns)),
	};
	for (size_t i = 0; i < ncases; i++) {
		if (!rows->masks[i] || !columns->masks[i])
			continue;
		x->total++;
		for (size_t c = 0; c < columns->n; c++)
			x->columns[c] += survey_axis_holds(columns, i, c);
		for (size_t k = 0; k < rows->n; k++) {
			if (!survey_axis_holds(rows, i, k))
				continue;
			x->rows[k]++;
			for (size_t c = 0; c < columns->n; c++)
				x->counts[k * columns->n + c] +=
				    survey_axis_holds(columns, i, c);
		}
	}
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void
survey_figures(struct arena *mem, const struct survey_wave *w,
    size_t question, const struct survey_axis *by, size_t class,
    struct survey_figures *f)
{
	int64_t *all = arena_array(mem, w->ncases + 1, sizeof(*all)), number;
	size_t n = 0;

	*f = (struct survey_figures){ 0 };
	for (size_t i = 0; i < w->ncases; i++) {
		size_t at = i * w->n + question;

		if ((!by || survey_axis_holds(by, i, class)) && w->shown[at] &&
		    w->values[at] && text_number(w->values[at], &number)) {
			all[n++] = number;
			f->sum += number;
		}
	}
	if (!n)
		return;
	qsort(all, n, sizeof(*all), by_size);
	f->n = (int64_t)n;
	f->min = all[0];
	f->max = all[n - 1];
	f->twice_median = all[(n - 1) / 2] + all[n / 2];
	f->ten_times_mean = (f->sum * 20 + f->n) / (f->n * 2);
}

int64_t
survey_share(int64_t part, int64_t whole)
{
	return whole ? (part * 2000 + whole) / (whole * 2) : 0;
}

size_t
survey_wave_find(const struct survey_wave *w, const char *code)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->questions[i].code, code) == 0)
			return i;
	}
	return w->n;
}
