#include "app/chart_draw.h"

/*
 * Lines over years. A line is told apart by its colour, its dashes and the
 * word at its end, so no legend is needed. A year that is not over, or was
 * asked for in part, is a hollow point that no line runs to.
 */
enum { WIDTH = 380, PLOT = 190, TOP = 22, LEFT = 44, INSET = 34, NEAR = 30,
	END_LABELS = 78, BETWEEN = 15 };

struct plot {
	const struct chart_row *row;
	size_t n;
	int64_t step, top;
	double left, right;		/* of the first and the last point */
	struct label *labels;
	int label_lines;
};

static const struct {
	const char *colour, *dash;
} looks[] = {
	{ "#0017c1", "" },
	{ "#ac3e00", " stroke-dasharray=\"5 4\"" },
	{ "#115a36", " stroke-dasharray=\"2 3\"" },
	{ "#5c10be", " stroke-dasharray=\"9 4 2 4\"" },
};

/* 1, 2 or 5 times a power of ten: at most five lines across. */
static int64_t
step_for(int64_t most)
{
	static const int64_t times[] = { 1, 2, 5 };
	int64_t power = 1;

	while (power * 25 < most)
		power *= 10;
	for (size_t i = 0; i < COUNT(times); i++) {
		if (times[i] * power * 5 >= most)
			return times[i] * power;
	}
	return power * 10;
}

static double
x_of(const struct plot *p, size_t i)
{
	if (p->n < 2)
		return (p->left + p->right) / 2;
	return p->left + (p->right - p->left) * (double)i / (double)(p->n - 1);
}

static double
y_of(const struct plot *p, int64_t count)
{
	return TOP + PLOT * (1 - (double)count / (double)p->top);
}

static struct plot
measure(struct arena *mem, const struct chart *chart,
    const struct chart_row *row, size_t n)
{
	struct plot p = { row, n, 1, 1, LEFT + INSET, 0, arena_array(mem, n + 1,
	    sizeof(*p.labels)), 1 };
	int64_t most = 0;
	int ends = 0, room;

	for (size_t k = 0; k < chart->n; k++) {
		struct label l = label_of(mem, chart->parts[k].label,
		    END_LABELS);

		ends = l.width > ends ? l.width : ends;
		for (size_t i = 0; i < n; i++)
			most = row[i].counts[k] > most ? row[i].counts[k] : most;
	}
	p.right = WIDTH - (ends > END_LABELS ? END_LABELS : ends) - 14;
	room = (int)((p.right - p.left) / (double)(n > 1 ? n - 1 : 1)) - 4;
	for (size_t i = 0; i < n; i++) {
		p.labels[i] = label_of(mem, row[i].label, room < 26 ? 26 : room);
		if ((int)p.labels[i].n > p.label_lines)
			p.label_lines = (int)p.labels[i].n;
	}
	p.step = step_for(most);
	p.top = most ? (most + p.step - 1) / p.step * p.step : p.step;
	return p;
}

static void
put_axis(struct canvas *c, const struct plot *p)
{
	for (int64_t v = 0; v <= p->top; v += p->step) {
		struct mark m = { LEFT - 8, y_of(p, v), "end", CHART_SUB,
			CHART_FONT - 1, false, false };

		buffer_fmt(&c->b, "<path d=\"M%d %.1fH%.1f\" stroke=\"%s\"/>",
		    LEFT, m.y, p->right + 6, v ? "#cccccc" : CHART_SUB);
		canvas_number(c, &m, v);
	}
	for (size_t i = 0; i < p->n; i++) {
		struct mark m = { x_of(p, i), TOP + PLOT + 16 +
			(double)(p->labels[i].n - 1) * CHART_LEADING / 2,
			"middle", CHART_INK, CHART_FONT, false, false };

		canvas_label(c, &m, &p->labels[i], p->labels[i].width);
	}
	buffer_add(&c->b, "\n");
}

static void
put_line(struct canvas *c, const struct plot *p, size_t k)
{
	const char *colour = looks[k % COUNT(looks)].colour;
	bool drawing = false;

	buffer_fmt(&c->b, "<path fill=\"none\" stroke=\"%s\" "
	    "stroke-width=\"2.5\"%s d=\"", colour,
	    looks[k % COUNT(looks)].dash);
	for (size_t i = 0; i < p->n; i++) {
		if (!p->row[i].part_year)
			buffer_fmt(&c->b, "%s%.1f %.1f", drawing ? "L" : "M",
			    x_of(p, i), y_of(p, p->row[i].counts[k]));
		drawing = !p->row[i].part_year;
	}
	buffer_add(&c->b, "\"/>");
	for (size_t i = 0; i < p->n; i++)
		buffer_fmt(&c->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" "
		    "fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>",
		    x_of(p, i), y_of(p, p->row[i].counts[k]),
		    p->row[i].part_year ? "#ffffff" : colour, colour);
}

/* Over the point, or under it when another line's point is close above. */
static void
put_numbers(struct canvas *c, const struct plot *p, size_t k)
{
	for (size_t i = 0; i < p->n; i++) {
		const int64_t *counts = p->row[i].counts;
		double y = y_of(p, counts[k]);
		struct mark m = { x_of(p, i), y - 14, "middle",
			looks[k % COUNT(looks)].colour, CHART_FONT, true, true };

		for (size_t o = 0; o < c->chart->n; o++) {
			double other = y_of(p, counts[o]);

			if (o != k && y - other < NEAR &&
			    (other < y || (counts[o] == counts[k] && o < k)))
				m.y = y + 15;
		}
		canvas_number(c, &m, counts[k]);
	}
	buffer_add(&c->b, "\n");
}

static void
put_ends(struct canvas *c, const struct plot *p)
{
	double *at = arena_array(c->b.mem, c->chart->n + 1, sizeof(*at));
	const int64_t *last = p->row[p->n - 1].counts;

	for (size_t k = 0; k < c->chart->n; k++) {
		struct label l = label_of(c->b.mem, c->chart->parts[k].label,
		    END_LABELS);
		struct mark m = { p->right + 12, y_of(p, last[k]), "start",
			looks[k % COUNT(looks)].colour, CHART_FONT, true, true };

		for (size_t o = 0; o < k; o++) {
			if (m.y - at[o] < BETWEEN && at[o] - m.y < BETWEEN)
				m.y = last[o] >= last[k] ? at[o] + BETWEEN :
				    at[o] - BETWEEN;
		}
		at[k] = m.y;
		canvas_label(c, &m, &l, END_LABELS);
	}
}

/* Every number once: "延回数は令和4年度167、令和5年度295。" */
static const char *
sentence(struct arena *mem, const struct chart *chart, const struct plot *p)
{
	struct buffer b = buffer_new(mem);

	buffer_fmt(&b, "%s。", chart->title);
	for (size_t k = 0; k < chart->n; k++) {
		buffer_fmt(&b, "%sは", chart->parts[k].label);
		for (size_t i = 0; i < p->n; i++)
			buffer_fmt(&b, "%s%s%lld%s%s", i ? "、" : "",
			    p->row[i].label, (long long)p->row[i].counts[k],
			    chart->unit, p->row[i].part_year ? "（途中）" : "");
		buffer_add(&b, "。");
	}
	return b.s;
}

const struct html *
chart_lines(struct request *r, const struct chart *chart,
    const struct chart_row *row, size_t n)
{
	struct plot p = measure(r->mem, chart, row, n);
	struct canvas c = { buffer_new(r->mem), chart, "lines", WIDTH,
		TOP + PLOT + 12 + p.label_lines * CHART_LEADING };

	canvas_open(&c, sentence(r->mem, chart, &p), false);
	put_axis(&c, &p);
	for (size_t k = 0; k < chart->n && n; k++)
		put_line(&c, &p, k);
	for (size_t k = 0; k < chart->n && n; k++)
		put_numbers(&c, &p, k);
	if (n)
		put_ends(&c, &p);
	canvas_close(&c);
	return canvas_done(&c);
}
