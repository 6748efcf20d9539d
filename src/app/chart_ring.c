#include "app/chart_draw.h"

#include <math.h>

/* A ring: shares of one whole, the total in its middle. */

enum { SIZE = 220, MIDDLE = 110, OUTER = 106, INNER = 58, NUMBER_FONT = 15 };

static const double turn = 6.283185307179586;
/* Below this share a number would not fit inside its part. */
static const double smallest_share = 0.07;

struct slice {
	double from, share;		/* of the whole turn, from the top */
};

static double
x_at(double share, double radius)
{
	return MIDDLE + radius * sin(share * turn);
}

static double
y_at(double share, double radius)
{
	return MIDDLE - radius * cos(share * turn);
}

/* A circle of one part has no edges to start an arc from. */
static void
put_whole(struct canvas *c, const char *colour)
{
	buffer_fmt(&c->b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"none\" "
	    "stroke=\"%s\" stroke-width=\"%d\"/>", MIDDLE, MIDDLE,
	    (OUTER + INNER) / 2, colour, OUTER - INNER);
}

static void
put_slice(struct canvas *c, const struct slice *s, const char *colour)
{
	double to = s->from + s->share;
	int large = s->share > 0.5;

	if (s->share > 0.99999) {
		put_whole(c, colour);
		return;
	}
	buffer_fmt(&c->b, "<path fill=\"%s\" stroke=\"#ffffff\" "
	    "stroke-width=\"2\" d=\"M%.2f %.2fA%d %d 0 %d 1 %.2f %.2f", colour,
	    x_at(s->from, OUTER), y_at(s->from, OUTER), OUTER, OUTER, large,
	    x_at(to, OUTER), y_at(to, OUTER));
	buffer_fmt(&c->b, "L%.2f %.2fA%d %d 0 %d 0 %.2f %.2fZ\"/>",
	    x_at(to, INNER), y_at(to, INNER), INNER, INNER, large,
	    x_at(s->from, INNER), y_at(s->from, INNER));
}

static void
put_number(struct canvas *c, const struct slice *s, const char *colour,
    int64_t count)
{
	double radius = (OUTER + INNER) / 2.0, at = s->from + s->share / 2;
	struct mark m = { x_at(at, radius), y_at(at, radius), "middle",
		chart_ink(colour), NUMBER_FONT, true, false };
	double room = s->share * turn * radius;

	if (s->share >= smallest_share &&
	    room > chart_digits(count) * NUMBER_FONT * 0.62)
		canvas_number(c, &m, count);
}

static void
put_slices(struct canvas *c, int64_t whole)
{
	double from = 0;

	for (size_t i = 0; i < c->chart->n; i++) {
		const struct chart_part *part = &c->chart->parts[i];
		struct slice s = { from, (double)part->count / (double)whole };

		if (part->count <= 0)
			continue;
		canvas_part(c, part);
		put_slice(c, &s, chart_colour(c->chart, i));
		put_number(c, &s, chart_colour(c->chart, i), part->count);
		canvas_part_end(c, part);
		from += s.share;
	}
}

static void
put_total(struct canvas *c)
{
	struct mark above = { MIDDLE, MIDDLE - 15, "middle", CHART_SUB,
		CHART_FONT, false, false };
	struct mark total = { MIDDLE, MIDDLE + 9, "middle", CHART_INK, 24, true,
		false };
	const struct chart *chart = c->chart;

	canvas_text(c, &above, "合計");
	canvas_text(c, &total, arena_fmt(c->b.mem, "%lld%s",
	    (long long)chart->total, chart->unit));
}

static void
put_nothing(struct canvas *c)
{
	struct mark m = { MIDDLE, MIDDLE, "middle", CHART_SUB, CHART_FONT,
		false, false };

	buffer_fmt(&c->b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"none\" "
	    "stroke=\"%s\"/><circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"none\" "
	    "stroke=\"%s\"/>", MIDDLE, MIDDLE, OUTER, CHART_LINE, MIDDLE,
	    MIDDLE, INNER, CHART_LINE);
	canvas_text(c, &m, "記録がありません");
}

const struct html *
chart_ring(struct request *r, const struct chart *chart)
{
	struct canvas c = { buffer_new(r->mem), chart, "ring", SIZE, SIZE };
	int64_t sum = chart_sum(chart->parts, chart->n);

	canvas_open(&c, chart_sentence(r->mem, chart), chart_linked(chart) &&
	    sum);
	/* What no part covers stays open: the ring does not hide a gap. */
	if (sum) {
		put_slices(&c, sum > chart->total ? sum : chart->total);
		put_total(&c);
	} else {
		put_nothing(&c);
	}
	canvas_close(&c);
	canvas_keys(&c, true);
	return canvas_done(&c);
}
