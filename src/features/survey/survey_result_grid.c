#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "features/survey/survey_result_page.h"

/* Tables of counted answers: one question beside earlier waves, one by another,
 * and figures of numbers. */

const char *
survey_percent(struct arena *mem, int64_t tenths)
{
	return arena_fmt(mem, "%" PRId64 ".%" PRId64 "%%", tenths / 10,
	    tenths % 10);
}

const char *
survey_answers_url(struct request *r, const struct survey_wave *w,
    const struct survey_axis *a, size_t class_a, const struct survey_axis *b,
    size_t class_b)
{
	const char *url = arena_fmt(r->mem, "/surveys/%s/answers?a=%s&ac=%zu",
	    w->survey.id, a->code, class_a);

	return b ? arena_fmt(r->mem, "%s&b=%s&bc=%zu", url, b->code,
	    class_b) : url;
}

static const char *
number(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%" PRId64, n);
}

/* A number that leads to what it counts; nothing leads nowhere. */
static struct survey_cell
opening(struct request *r, int64_t n, const char *url)
{
	return (struct survey_cell){ number(r, n), n ? url : NULL };
}

/* Halves and tenths: one digit behind the point. */
static const char *
tenths(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%" PRId64 ".%" PRId64, n / 10, n % 10);
}

static struct survey_cell *
put_line(struct request *r, struct survey_grid *g, const char *label)
{
	struct survey_cell *cells = arena_array(r->mem, g->ncolumns + 1,
	    sizeof(*cells));

	g->lines[g->nlines++] = (struct survey_line){ .label = label,
		.cells = { cells, g->ncolumns } };
	return cells;
}

static void
note(struct survey_grid *g, const char *text)
{
	size_t n = 0;

	while (g->notes[n])
		n++;
	if (n + 1 < COUNT(g->notes))
		g->notes[n] = text;
}

static void
begin(struct request *r, struct survey_grid *g, size_t ncolumns, size_t nlines)
{
	g->columns = arena_array(r->mem, ncolumns + 1, sizeof(*g->columns));
	g->lines = arena_array(r->mem, nlines + 1, sizeof(*g->lines));
	g->ncolumns = ncolumns;
}

/* Short enough for the head of a column. */
static const char *
wave_name(struct request *r, const struct survey_wave *w)
{
	return arena_fmt(r->mem, "%sの調査", date_era(r->mem,
	    w->survey.base_on));
}

/* The question in an earlier wave; w->n: it was not asked like this. */
static size_t
same_in(const struct survey_wave *w, const struct survey_question *q)
{
	size_t i = survey_wave_find(w, q->code);

	return i < w->n && strcmp(w->questions[i].kind, q->kind) == 0 ? i :
	    w->n;
}

/* What one must know before laying two years side by side. */
static void
note_change(struct request *r, struct survey_grid *g,
    const struct survey_wave *w, const struct survey_question *now, size_t i)
{
	const struct survey_question *then = &w->questions[i];
	struct survey_choice *was, *is;
	size_t nwas = survey_choices(r->mem, then->choices, &was);
	size_t nis = survey_choices(r->mem, now->choices, &is);
	bool same = nwas == nis;

	if (strcmp(then->asks, now->asks) != 0)
		note(g, arena_fmt(r->mem, "「%s」では設問の文が違います：「%s」",
		    w->survey.title, then->asks));
	for (size_t k = 0; same && k < nis; k++)
		same = strcmp(was[k].code, is[k].code) == 0 &&
		    strcmp(was[k].label, is[k].label) == 0;
	if (!same && !survey_is(now, SURVEY_TABLE))
		note(g, arena_fmt(r->mem, "「%s」では選択肢が違います。",
		    w->survey.title));
}

/* Counts of one wave into two cells of each line, the last one being those that
 * were asked; classes are known by their codes. */
static void
fill_wave(struct request *r, const struct survey_wave *w,
    const struct survey_axis *now, size_t question,
    struct survey_cell *const *lines)
{
	int64_t counts[SURVEY_CLASSES_MAX], asked;
	struct survey_axis a;

	survey_axis_of(r->mem, w, question, &a);
	asked = survey_axis_counts(&a, w->ncases, counts);
	for (size_t k = 0; k < now->n; k++) {
		size_t i = 0;

		while (i < a.n && strcmp(a.codes[i], now->codes[k]) != 0)
			i++;
		lines[k][0].text = lines[k][1].text = "―";
		if (i == a.n)
			continue;
		lines[k][0] = opening(r, counts[i], survey_answers_url(r, w,
		    &a, i, NULL, 0));
		lines[k][1].text = survey_percent(r->mem, survey_share(
		    counts[i], asked));
	}
	lines[now->n][0] = opening(r, asked, survey_answers_url(r, w, &a,
	    SURVEY_ASKED, NULL, 0));
}

static void
plain_of_classes(struct request *r, const struct survey_waves *all, size_t q,
    const size_t *at, struct survey_grid *g)
{
	struct survey_cell *lines[SURVEY_CLASSES_MAX + 1];
	struct survey_axis a;

	survey_axis_of(r->mem, &all->at[0], q, &a);
	begin(r, g, 2 * all->n, a.n + 1);
	g->ncolumns = 0;
	for (size_t i = 0; i < all->n; i++) {
		if (at[i] == all->at[i].n)
			continue;
		g->columns[g->ncolumns++] = i ? wave_name(r,
		    &all->at[i]) : "数";
		g->columns[g->ncolumns++] = "割合";
	}
	for (size_t k = 0; k <= a.n; k++)
		lines[k] = put_line(r, g, k < a.n ? a.labels[k] :
		    "聞いた所");
	g->lines[a.n].sum = true;
	for (size_t i = 0; i < all->n; i++) {
		if (at[i] == all->at[i].n)
			continue;
		fill_wave(r, &all->at[i], &a, at[i], lines);
		for (size_t k = 0; k <= a.n; k++)
			lines[k] += 2;
	}
	if (a.multiple)
		note(g, "いくつでも選べるので、合わせると聞いた所の数より多くなります。");
}

enum { FIGURES = 7 };

/* A column of figures: of one class of `by`, or of all when it is NULL. */
struct column {
	const struct survey_wave *w;
	size_t question;
	const struct survey_axis *by;
	size_t class;
};

static int64_t
asked_in(const struct column *c)
{
	const struct survey_wave *w = c->w;
	int64_t n = 0;

	for (size_t i = 0; i < w->ncases; i++)
		n += w->shown[i * w->n + c->question] &&
		    (!c->by || survey_axis_holds(c->by, i, c->class));
	return n;
}

static void
put_figures(struct request *r, const struct column *c,
    struct survey_cell *const *lines)
{
	struct survey_figures f;
	struct survey_axis a;

	survey_figures(r->mem, c->w, c->question, c->by, c->class, &f);
	survey_axis_of(r->mem, c->w, c->question, &a);
	lines[0][0] = opening(r, f.n, survey_answers_url(r, c->w, &a,
	    SURVEY_ANSWERED, c->by, c->class));
	lines[1][0] = opening(r, asked_in(c) - f.n, survey_answers_url(r,
	    c->w, &a, a.none, c->by, c->class));
	for (size_t k = 2; k < FIGURES; k++)
		lines[k][0].text = "―";
	if (!f.n)
		return;
	lines[2][0].text = number(r, f.sum);
	lines[3][0].text = tenths(r, f.ten_times_mean);
	lines[4][0].text = tenths(r, f.twice_median * 5);
	lines[5][0].text = number(r, f.min);
	lines[6][0].text = number(r, f.max);
}

/* Turned: a figure is a row, what they are of is a column. */
static void
put_columns(struct request *r, struct survey_grid *g,
    const struct column *columns)
{
	static const char *const names[FIGURES] = { "答えた所", "無回答", "合計",
		"平均", "中央値", "最小", "最大" };
	struct survey_cell *lines[FIGURES];

	for (size_t k = 0; k < FIGURES; k++)
		lines[k] = put_line(r, g, names[k]);
	for (size_t i = 0; i < g->ncolumns; i++) {
		put_figures(r, &columns[i], lines);
		for (size_t k = 0; k < FIGURES; k++)
			lines[k]++;
	}
}

static void
plain_of_figures(struct request *r, const struct survey_waves *all,
    const size_t *at, struct survey_grid *g)
{
	struct column columns[SURVEY_WAVES_MAX];

	begin(r, g, all->n, FIGURES);
	g->ncolumns = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct survey_wave *w = &all->at[i];

		if (at[i] == w->n)
			continue;
		columns[g->ncolumns] = (struct column){ w, at[i], NULL, 0 };
		g->columns[g->ncolumns++] = i ? wave_name(r, w) : "今回";
	}
	put_columns(r, g, columns);
}

void
survey_grid_plain(struct request *r, const struct survey_waves *all, size_t q,
    struct survey_grid *g)
{
	const struct survey_question *now = &all->at[0].questions[q];
	size_t at[SURVEY_WAVES_MAX] = { q };

	*g = (struct survey_grid){ .caption = now->asks };
	for (size_t i = 1; i < all->n; i++)
		at[i] = same_in(&all->at[i], now);
	if (survey_is(now, SURVEY_NUMBER))
		plain_of_figures(r, all, at, g);
	else
		plain_of_classes(r, all, q, at, g);
	for (size_t i = 1; i < all->n; i++) {
		if (at[i] < all->at[i].n)
			note_change(r, g, &all->at[i], now, at[i]);
	}
}

void
survey_grid_figures(struct request *r, const struct survey_wave *w, size_t q,
    const struct survey_axis *columns, struct survey_grid *g)
{
	struct column all[SURVEY_CLASSES_MAX + 1];

	*g = (struct survey_grid){ .caption = arena_fmt(r->mem, "%s（%s）",
	    w->questions[q].asks, columns->title) };
	begin(r, g, columns->n + 1, FIGURES);
	for (size_t i = 0; i <= columns->n; i++) {
		bool of_all = i == columns->n;

		all[i] = (struct column){ w, q, of_all ? NULL : columns, i };
		g->columns[i] = of_all ? "計" : columns->labels[i];
	}
	put_columns(r, g, all);
}

/* "12 (34%)", without tenths for want of room; nothing is 0 alone. */
static struct survey_cell
cross_cell(struct request *r, int64_t n, int64_t whole, const char *url)
{
	if (!n)
		return opening(r, n, NULL);
	return (struct survey_cell){ arena_fmt(r->mem, "%" PRId64
	    "（%" PRId64 "%%）", n, (survey_share(n, whole) + 5) / 10), url };
}

void
survey_grid_cross(struct request *r, const struct survey_wave *w,
    const struct survey_axis *rows, const struct survey_axis *columns,
    struct survey_grid *g)
{
	struct survey_cross x;
	struct survey_cell *cells;
	size_t n = columns->n;

	survey_cross(r->mem, rows, columns, w->ncases, &x);
	*g = (struct survey_grid){ .caption = arena_fmt(r->mem, "%s × %s",
	    rows->title, columns->title) };
	begin(r, g, n + 1, rows->n + 1);
	for (size_t i = 0; i < n; i++)
		g->columns[i] = columns->labels[i];
	g->columns[n] = "計";
	for (size_t k = 0; k < rows->n; k++) {
		cells = put_line(r, g, rows->labels[k]);
		for (size_t i = 0; i < n; i++)
			cells[i] = cross_cell(r, x.counts[k * n + i],
			    x.columns[i], survey_answers_url(r, w, rows, k,
			    columns, i));
		cells[n] = cross_cell(r, x.rows[k], x.total, survey_answers_url(r,
		    w, rows, k, columns, SURVEY_ASKED));
	}
	cells = put_line(r, g, "計");
	g->lines[rows->n].sum = true;
	for (size_t i = 0; i < n; i++)
		cells[i] = opening(r, x.columns[i], survey_answers_url(r, w,
		    rows, SURVEY_ASKED, columns, i));
	cells[n] = opening(r, x.total, survey_answers_url(r, w, rows,
	    SURVEY_ASKED, columns, SURVEY_ASKED));
	if (rows->multiple || columns->multiple)
		note(g, "いくつでも選べる設問では、合わせると計より多くなります。");
}
