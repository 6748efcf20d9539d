#include "app/chart_draw.h"

/* Shares of several years one below the other, each year as long as 100 %. */

enum { WIDTH = 380, LABELS = 96, SPACE = 8, ROW = 34, BAR = 24 };

struct stack {
	const struct chart_row *row;
	struct label *labels;
	size_t n;
	int left, right;
};

static int64_t
row_sum(const struct chart_row *row, size_t nparts)
{
	int64_t sum = 0;

	for (size_t i = 0; i < nparts; i++)
		sum += row->counts[i] > 0 ? row->counts[i] : 0;
	return sum;
}

static const char *
total_of(struct arena *mem, const struct chart *chart,
    const struct chart_row *row)
{
	return arena_fmt(mem, "%lld%s", (long long)row->total, chart->unit);
}

static struct stack
measure(struct arena *mem, const struct chart *chart,
    const struct chart_row *row, size_t n)
{
	struct stack all = { row, arena_array(mem, n + 1,
	    sizeof(*all.labels)), n, 0, WIDTH };
	int widest = 0;

	for (size_t i = 0; i < n; i++) {
		struct label total = label_of(mem, total_of(mem, chart,
		    &row[i]), WIDTH);

		all.labels[i] = label_of(mem, row[i].label, LABELS);
		if (all.labels[i].width > all.left)
			all.left = all.labels[i].width;
		if (total.width > widest)
			widest = total.width;
	}
	/* Paper may have a wider face than the screen: a fifth to spare. */
	all.left = (all.left > LABELS ? LABELS : all.left) * 6 / 5 + SPACE;
	all.right = WIDTH - SPACE - widest * 6 / 5;
	return all;
}

static void
put_parts(struct canvas *c, const struct stack *all, const struct chart_row *row,
    double middle)
{
	int64_t sum = row_sum(row, c->chart->n);
	double whole = (double)(sum > row->total ? sum : row->total);
	double x = all->left;

	for (size_t i = 0; i < c->chart->n && sum; i++) {
		const char *colour = chart_colour(c->chart, i);
		double share = (double)row->counts[i] / whole;
		double width = share * (all->right - all->left);
		struct mark m = { x + width / 2, middle, "middle",
			chart_ink(colour), CHART_FONT, false, false };

		if (row->counts[i] <= 0)
			continue;
		buffer_fmt(&c->b, "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" "
		    "height=\"%d\" fill=\"%s\" stroke=\"#ffffff\"/>", x,
		    middle - BAR / 2.0, width, BAR, colour);
		if (share >= 0.07 && width > chart_digits(row->counts[i]) * 8)
			canvas_number(c, &m, row->counts[i]);
		x += width;
	}
}

static void
put_row(struct canvas *c, const struct stack *all, size_t i, double middle)
{
	const struct chart_row *row = &all->row[i];
	struct mark label = { all->left - SPACE, middle, "end", CHART_INK,
		CHART_FONT, false, false };
	struct mark total = { all->right + SPACE, middle, "start", CHART_INK,
		CHART_FONT, true, false };
	struct mark none = { all->left, middle, "start", CHART_SUB, CHART_FONT,
		false, false };

	canvas_label(c, &label, &all->labels[i], LABELS);
	if (row_sum(row, c->chart->n))
		put_parts(c, all, row, middle);
	else
		canvas_text(c, &none, "記録がありません");
	canvas_text(c, &total, total_of(c->b.mem, c->chart, row));
	buffer_add(&c->b, "\n");
}

/* For each year its largest part and the share it has. */
static const char *
sentence(struct arena *mem, const struct chart *chart,
    const struct chart_row *row, size_t n)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++) {
		struct chart_part *parts = arena_array(mem, chart->n + 1,
		    sizeof(*parts));
		struct chart year = { row[i].label, chart->unit, parts,
			chart->n, row[i].total };

		for (size_t k = 0; k < chart->n; k++) {
			parts[k] = chart->parts[k];
			parts[k].count = row[i].counts[k];
		}
		buffer_add(&b, chart_sentence(mem, &year));
	}
	return arena_fmt(mem, "%s。%s", chart->title, b.s);
}

const struct html *
chart_stack(struct request *r, const struct chart *chart,
    const struct chart_row *row, size_t n)
{
	struct canvas c = { buffer_new(r->mem), chart, "stack", WIDTH,
		(int)n * ROW + 4 };
	struct stack all = measure(r->mem, chart, row, n);

	canvas_open(&c, sentence(r->mem, chart, row, n), false);
	for (size_t i = 0; i < n; i++)
		put_row(&c, &all, i, 2 + ROW * ((double)i + 0.5));
	canvas_close(&c);
	canvas_keys(&c, false);
	return canvas_done(&c);
}
