#include "app/chart_draw.h"

#include <string.h>

/*
 * An id that differs between the pictures of a page and stays the same when
 * the page is drawn again: a hash (FNV-1a) of what the picture says.
 */
static uint64_t
hash_text(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

static uint64_t
hash_of(const struct canvas *c, const char *says)
{
	uint64_t h = hash_text(UINT64_C(14695981039346656037), c->kind);

	h = hash_text(h, says);
	for (size_t i = 0; i < c->chart->n; i++) {
		h = hash_text(h, c->chart->parts[i].label);
		h = (h ^ (uint64_t)c->chart->parts[i].count) *
		    UINT64_C(1099511628211);
	}
	return h;
}

void
canvas_open(struct canvas *c, const char *says, bool linked)
{
	unsigned long long id = hash_of(c, says);

	buffer_fmt(&c->b, "<div class=\"chart-box\">\n<svg class=\"chart "
	    "chart--%s\" role=\"%s\" aria-labelledby=\"chart-%llx\" "
	    "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
	    "<title id=\"chart-%llx\">", c->kind, linked ? "group" : "img", id,
	    c->width, c->height, c->width, c->height, id);
	buffer_html(&c->b, says);
	buffer_add(&c->b, "</title>\n");
}

void
canvas_close(struct canvas *c)
{
	buffer_add(&c->b, "</svg>\n");
}

void
canvas_keys(struct canvas *c, bool numbers)
{
	const struct chart *chart = c->chart;

	buffer_add(&c->b, "<ul class=\"keys\">\n");
	for (size_t i = 0; i < chart->n; i++) {
		buffer_fmt(&c->b, "<li><svg width=\"14\" height=\"14\" "
		    "aria-hidden=\"true\"><rect width=\"14\" height=\"14\" "
		    "fill=\"%s\"/></svg><span>", chart_colour(chart, i));
		buffer_html(&c->b, chart->parts[i].label);
		buffer_add(&c->b, "</span>");
		if (numbers) {
			buffer_fmt(&c->b, "<b>%lld",
			    (long long)chart->parts[i].count);
			buffer_html(&c->b, chart->unit);
			buffer_add(&c->b, "</b>");
		}
		buffer_add(&c->b, "</li>\n");
	}
	buffer_add(&c->b, "</ul>\n");
}

const struct html *
canvas_done(struct canvas *c)
{
	buffer_add(&c->b, "</div>\n");
	return html_from(c->b.mem, &c->b);
}

void
canvas_part(struct canvas *c, const struct chart_part *part)
{
	if (!part->url)
		return;
	buffer_add(&c->b, "<a href=\"");
	buffer_html(&c->b, part->url);
	buffer_add(&c->b, "\" aria-label=\"");
	buffer_html(&c->b, part->label);
	buffer_fmt(&c->b, " %lld", (long long)part->count);
	buffer_html(&c->b, c->chart->unit);
	buffer_add(&c->b, "\">");
}

void
canvas_part_end(struct canvas *c, const struct chart_part *part)
{
	buffer_add(&c->b, part->url ? "</a>\n" : "\n");
}

/* The line's middle is a third of its size above the base. */
static void
text_open(struct canvas *c, const struct mark *m, double y, int squeeze)
{
	buffer_fmt(&c->b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" "
	    "font-size=\"%d\" fill=\"%s\"", m->x, y + m->size * 0.36, m->anchor,
	    m->size, m->fill);
	if (m->strong)
		buffer_add(&c->b, " font-weight=\"700\"");
	if (m->halo)
		buffer_add(&c->b, " stroke=\"#ffffff\" stroke-width=\"3\""
		    " paint-order=\"stroke\"");
	if (squeeze)
		buffer_fmt(&c->b, " textLength=\"%d\""
		    " lengthAdjust=\"spacingAndGlyphs\"", squeeze);
	buffer_add(&c->b, ">");
}

void
canvas_text(struct canvas *c, const struct mark *m, const char *text)
{
	text_open(c, m, m->y, 0);
	buffer_html(&c->b, text);
	buffer_add(&c->b, "</text>");
}

void
canvas_number(struct canvas *c, const struct mark *m, int64_t n)
{
	text_open(c, m, m->y, 0);
	buffer_int(&c->b, n);
	buffer_add(&c->b, "</text>");
}

void
canvas_label(struct canvas *c, const struct mark *m, const struct label *l,
    int width)
{
	double y = m->y - (double)(l->n - 1) * CHART_LEADING / 2.0;
	int squeeze = l->width > width ? width : 0;

	for (size_t i = 0; i < l->n; i++) {
		text_open(c, m, y + (double)i * CHART_LEADING, squeeze);
		buffer_html(&c->b, l->line[i]);
		buffer_add(&c->b, "</text>");
	}
}
