#include "app/chart_draw.h"

/* Horizontal bars: label, bar, number; as many rows as there are classes. */

enum { WIDTH = 380, LABELS = 144, SPACE = 8, ROW = 26, BAR = 18 };

struct bars {
	struct label *labels;
	int left, right;		/* where bars begin, and may reach */
	int64_t most;
};

static struct bars
measure(struct arena *mem, const struct chart *chart)
{
	struct bars all = { arena_array(mem, chart->n + 1,
	    sizeof(*all.labels)), 0, 0, 0 };

	for (size_t i = 0; i < chart->n; i++) {
		all.labels[i] = label_of(mem, chart->parts[i].label, LABELS);
		if (all.labels[i].width > all.left)
			all.left = all.labels[i].width;
		if (chart->parts[i].count > all.most)
			all.most = chart->parts[i].count;
	}
	if (all.left > LABELS)
		all.left = LABELS;
	all.left += SPACE;
	all.right = WIDTH - SPACE - chart_digits(all.most) * 9;
	return all;
}

static int
row_height(const struct label *l)
{
	int needs = (int)l->n * CHART_LEADING + 6;

	return needs > ROW ? needs : ROW;
}

static void
put_bar(struct canvas *c, const struct bars *all, size_t i, int y)
{
	const struct chart_part *part = &c->chart->parts[i];
	int height = row_height(&all->labels[i]);
	double middle = y + height / 2.0, width = 0;
	struct mark label = { all->left - SPACE, middle, "end", CHART_INK,
		CHART_FONT, false, false };
	struct mark number = { 0, middle, "start", CHART_INK, CHART_FONT + 1,
		true, false };

	if (part->count > 0)
		width = (double)part->count / (double)all->most *
		    (all->right - all->left);
	number.x = all->left + width + 5;
	canvas_part(c, part);
	buffer_fmt(&c->b, "<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" "
	    "fill=\"none\" pointer-events=\"all\"/>", y, WIDTH, height);
	canvas_label(c, &label, &all->labels[i], LABELS);
	/* Label and number are words of their own, be both digits. */
	buffer_fmt(&c->b, "\n<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" "
	    "height=\"%d\" fill=\"%s\"/>", all->left, middle - BAR / 2.0, width,
	    BAR, part->unknown ? chart_colour(c->chart, i) : CHART_KEY);
	canvas_number(c, &number, part->count);
	canvas_part_end(c, part);
}

const struct html *
chart_bars(struct request *r, const struct chart *chart)
{
	struct canvas c = { buffer_new(r->mem), chart, "bars", WIDTH, 4 };
	struct bars all = measure(r->mem, chart);
	int y = 2;

	for (size_t i = 0; i < chart->n; i++)
		c.height += row_height(&all.labels[i]);
	canvas_open(&c, chart_sentence(r->mem, chart), chart_linked(chart));
	for (size_t i = 0; i < chart->n; i++) {
		put_bar(&c, &all, i, y);
		y += row_height(&all.labels[i]);
	}
	buffer_fmt(&c.b, "<path d=\"M%d 0V%d\" stroke=\"%s\"/>\n", all.left,
	    c.height, CHART_SUB);
	canvas_close(&c);
	return canvas_done(&c);
}
