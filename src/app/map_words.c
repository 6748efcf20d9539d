#include <math.h>
#include <string.h>

#include "app/map_draw.h"
#include "base/text.h"

/* Names on the land, numbers beneath them, and what stands under the picture. */
enum { LARGE = 26, SMALL = 11 };

struct words {
	struct spot_at at;		/* the middle of all lines */
	int size;
	const char *name, *more, *number;	/* more: the name's second line */
};

static void
line(struct drawing *d, const struct words *w, double y, const char *text,
    bool strong)
{
	buffer_fmt(&d->b, "<text x=\"%.0f\" y=\"%.0f\" font-size=\"%d\"%s>",
	    w->at.x, y, w->size, strong ? " font-weight=\"700\"" : "");
	buffer_html(&d->b, text);
	buffer_add(&d->b, "</text>");
}

static void
draw_words(struct drawing *d, const struct words *w)
{
	const char *const lines[] = { w->name, w->more, w->number };
	double leading = w->size * 1.1;
	double y = w->at.y + w->size * 0.36 - leading *
	    ((w->more != NULL) + (w->number != NULL)) / 2;

	for (size_t i = 0; i < COUNT(lines); i++) {
		if (!lines[i])
			continue;
		line(d, w, y, lines[i], i < 2);
		y += leading;
	}
}

/* 青森市 is 青森 on a map. */
static const char *
short_name(struct arena *mem, const char *name)
{
	static const char *const kinds[] = { "市", "町", "村", "区" };
	size_t n = strlen(name);

	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t k = strlen(kinds[i]);

		if (n > 2 * k && strcmp(name + n - k, kinds[i]) == 0)
			return arena_bytes(mem, name, n - k);
	}
	return name;
}

/* Characters of three bytes are as wide as they are high. */
static size_t
wide(const char *s)
{
	return strlen(s) / 3 + (strlen(s) % 3 != 0);
}

/* As large as there is room for; two lines where one would be too small. */
static bool
fit(struct drawing *d, struct words *w, double width)
{
	size_t n = wide(w->name);

	w->size = (int)fmin(LARGE, width / (double)n);
	if (w->size < 22 && n >= 3) {
		const char *name = w->name;
		size_t half = (n + 1) / 2 * 3;

		w->name = arena_bytes(d->r->mem, name, half);
		w->more = name + half;
		w->size = (int)fmin(LARGE, width * 2 / (double)(n + n % 2));
	}
	return w->size >= SMALL;
}

static void
name_region(struct drawing *d, const struct code *region)
{
	const struct map_area *a = drawing_area(d, region->code);
	struct words w = { .name = region->label_short, .size = LARGE,
		.number = a ? a->number : NULL };
	double width;

	if (a && land_label(&d->land, region->code, NULL, &w.at, &width) &&
	    land_shows(&d->land, w.at))
		draw_words(d, &w);
}

static void
name_town(struct drawing *d, const struct land_area *area)
{
	const struct map_area *a = drawing_area(d, area->town->code);
	struct words w = { .name = short_name(d->r->mem, area->town->name),
		.number = a ? a->number : NULL };
	double width;

	if (a && land_label(&d->land, NULL, area->town->code, &w.at, &width) &&
	    land_shows(&d->land, w.at) && fit(d, &w, width * 0.92))
		draw_words(d, &w);
}

/* Above all areas, and in nobody's way. */
void
drawing_labels(struct drawing *d)
{
	size_t n;
	const struct code *c = codes_list(d->r->codes, "region", &n);

	buffer_add(&d->b, "<g aria-hidden=\"true\" pointer-events=\"none\" "
	    "text-anchor=\"middle\" fill=\"" MAP_INK "\" stroke=\"#ffffff\" "
	    "stroke-width=\"4\" paint-order=\"stroke\">\n");
	for (size_t i = 0; i < n && d->view->by_region; i++)
		name_region(d, &c[i]);
	for (size_t i = 0; i < d->land.n && !d->view->by_region; i++)
		name_town(d, &d->land.areas[i]);
	buffer_add(&d->b, "</g>\n");
}

static void
key(struct drawing *d, const char *label)
{
	buffer_add(&d->b, "</svg><span>");
	buffer_html(&d->b, label);
	buffer_add(&d->b, "</span></li>\n");
}

static void
open_key(struct drawing *d)
{
	buffer_add(&d->b, "<li><svg width=\"24\" height=\"24\" "
	    "viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
}

static void
shade_keys(struct drawing *d)
{
	for (size_t i = 0; i < d->view->nshades; i++) {
		struct map_area a = { .shade = i + 1 };

		open_key(d);
		buffer_add(&d->b, "<path d=\"M1 4h22v16h-22z\" stroke=\""
		    MAP_INK "\" fill=\"");
		drawing_fill(d, &a, "");
		buffer_add(&d->b, "\"/>");
		key(d, d->view->shades[i]);
	}
}

static void
pin_keys(struct drawing *d)
{
	for (size_t i = 0; i < COUNT(d->drawn); i++) {
		if (!d->drawn[i])
			continue;
		open_key(d);
		drawing_mark(&d->b, (enum map_precision)i, 12, 12, 9);
		key(d, map_precision_label((enum map_precision)i));
	}
	if (d->clusters) {
		open_key(d);
		buffer_add(&d->b, "<path d=\"M2 4h20v16h-20z\" fill=\"" MAP_INK
		    "\"/>");
		key(d, "近くのものをまとめた数");
	}
}

void
drawing_legend(struct drawing *d)
{
	size_t before;

	buffer_add(&d->b, "<ul class=\"keys\">\n");
	before = d->b.len;
	shade_keys(d);
	pin_keys(d);
	if (d->b.len == before)
		d->b.len -= strlen("<ul class=\"keys\">\n");
	else
		buffer_add(&d->b, "</ul>\n");
	d->b.s[d->b.len] = '\0';
	if (d->nowhere)
		buffer_fmt(&d->b, "<p class=\"note\">場所がわからず、地図にないもの"
		    "が%zu件あります。一覧にはあります。</p>\n", d->nowhere);
	buffer_add(&d->b, d->land.tiles ? "<p class=\"note\">市町村をますで表した"
	    "図です。形と広さは実際と違います。</p>\n" :
	    "<p class=\"note\">境界：「国土数値情報（行政区域データ）」"
	    "（国土交通省）を加工して作成</p>\n");
}
