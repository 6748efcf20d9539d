#include <math.h>
#include <string.h>

#include "app/map_draw.h"

/* Hues for regions side by side: light enough for black words. */
static const char *const hues[] = { "#9db7f9", "#c2e5d1", "#ffe380",
	"#c8f8ff", "#ffc199", "#e3c4fc", "#ffd1dc", "#dde5b0" };

/* Few to many: lighter to darker, and hatched closer and closer. */
static const struct {
	const char *paper, *line;
	int step;			/* between the lines; 0: none */
} shades[MAP_MAX_SHADES] = {
	{ "#ffffff", NULL, 0 }, { "#d9e6ff", NULL, 0 },
	{ "#c5d7fb", "#5c7fd6", 16 }, { "#9db7f9", "#264af4", 8 },
	{ "#4979f5", NULL, 0 },
};

void
drawing_shades(struct drawing *d)
{
	if (!d->view->nshades)
		return;
	buffer_add(&d->b, "<defs>");
	for (size_t i = 0; i < d->view->nshades && i < COUNT(shades); i++) {
		int n = shades[i].step;

		if (!n)
			continue;
		buffer_fmt(&d->b, "<pattern id=\"map-%x-s%zu\" width=\"%d\" "
		    "height=\"%d\" patternUnits=\"userSpaceOnUse\" "
		    "patternTransform=\"rotate(45)\"><path fill=\"%s\" "
		    "d=\"M0 0h%dv%dh-%dz\"/><path stroke=\"%s\" "
		    "stroke-width=\"3\" d=\"M0 0v%d\"/></pattern>", d->id, i, n,
		    n, shades[i].paper, n, n, n, shades[i].line, n);
	}
	buffer_add(&d->b, "</defs>\n");
}

static size_t
place_of_region(const struct drawing *d, const char *region)
{
	size_t n;
	const struct code *c = codes_list(d->r->codes, "region", &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(c[i].code, region) == 0)
			return i;
	}
	return n;
}

void
drawing_fill(struct drawing *d, const struct map_area *a, const char *region)
{
	size_t i;

	if (!a)
		buffer_add(&d->b, MAP_PALE);
	else if (a->shade && a->shade <= d->view->nshades &&
	    a->shade <= COUNT(shades)) {
		i = a->shade - 1;
		if (shades[i].step)
			buffer_fmt(&d->b, "url(#map-%x-s%zu)", d->id, i);
		else
			buffer_add(&d->b, shades[i].paper);
	} else if (d->view->nshades)
		buffer_add(&d->b, MAP_PALE);
	else
		buffer_add(&d->b, hues[place_of_region(d, region) % COUNT(hues)]);
}

static void
step(struct buffer *b, long x, long y)
{
	buffer_int(b, x);
	buffer_add(b, y < 0 ? "" : " ");
	buffer_int(b, y);
}

/* Whole units, each step from the one before: half the bytes. */
static void
draw_ring(struct buffer *b, const struct outline_ring *ring)
{
	long x = 0, y = 0;
	bool lines = false;

	for (size_t i = 0; i < ring->n; i++) {
		long to_x = lround(ring->at[i].x), to_y = lround(ring->at[i].y);

		if (i && to_x == x && to_y == y)
			continue;
		if (!i)
			buffer_add(b, "M");
		else if (!lines)
			buffer_add(b, "l");
		else if (to_x >= x)
			buffer_add(b, " ");
		step(b, i ? to_x - x : to_x, i ? to_y - y : to_y);
		lines |= i > 0;
		x = to_x;
		y = to_y;
	}
	buffer_add(b, "z");
}

static bool
in_view(const struct drawing *d, const struct land_area *a)
{
	return a->max.x >= 0 && a->min.x <= MAP_WIDTH && a->max.y >= 0 &&
	    a->min.y <= d->land.height;
}

static void
draw_path(struct drawing *d, const struct land_area *a)
{
	if (!in_view(d, a))
		return;
	buffer_fmt(&d->b, "<path id=\"map-%x-%s\" fill-rule=\"evenodd\" d=\"",
	    d->id, a->town->code);
	for (size_t i = 0; i < a->nrings; i++)
		draw_ring(&d->b, &a->rings[i]);
	buffer_add(&d->b, "\"/>");
}

void
drawing_land(struct drawing *d)
{
	for (size_t i = 0; i < d->land.n; i++) {
		const struct land_area *a = &d->land.areas[i];

		if (!in_view(d, a))
			continue;
		buffer_add(&d->b, "<path fill-rule=\"evenodd\" d=\"");
		for (size_t k = 0; k < a->nrings; k++)
			draw_ring(&d->b, &a->rings[k]);
		buffer_add(&d->b, "\"/>\n");
	}
}

/* Opens what is around an area: a link with its name in words, or a group. */
static void
open_area(struct drawing *d, const struct map_area *a, const char *name,
    const char *region)
{
	if (a && a->url) {
		buffer_add(&d->b, "<a href=\"");
		buffer_html(&d->b, a->url);
		buffer_add(&d->b, "\" aria-label=\"");
		buffer_html(&d->b, name);
		if (a->number) {
			buffer_add(&d->b, " ");
			buffer_html(&d->b, a->number);
		}
		buffer_add(&d->b, "\" fill=\"");
	} else {
		buffer_add(&d->b, "<g fill=\"");
	}
	drawing_fill(d, a, region);
	buffer_add(&d->b, "\" stroke=\"#ffffff\">");
	if (a) {
		buffer_add(&d->b, "<title>");
		buffer_html(&d->b, name);
		if (a->number) {
			buffer_add(&d->b, " ");
			buffer_html(&d->b, a->number);
		}
		buffer_add(&d->b, "</title>");
	}
}

static void
close_area(struct drawing *d, const struct map_area *a)
{
	buffer_add(&d->b, a && a->url ? "</a>\n" : "</g>\n");
}

static void
draw_town(struct drawing *d, const struct land_area *a)
{
	const struct map_area *said = drawing_area(d, a->town->code);

	if (!in_view(d, a))
		return;
	open_area(d, said, a->town->name, a->region);
	draw_path(d, a);
	close_area(d, said);
}

/* A dark line around each municipality lies under its region; what of it lies
 * outside shows, and tells regions apart where colours do not. */
static void
draw_border(struct drawing *d, const char *region)
{
	buffer_add(&d->b, "<g fill=\"none\" stroke=\"" MAP_INK
	    "\" stroke-width=\"4\">");
	for (size_t i = 0; i < d->land.n; i++) {
		const struct land_area *a = &d->land.areas[i];

		if (in_view(d, a) && strcmp(a->region, region) == 0)
			buffer_fmt(&d->b, "<use href=\"#map-%x-%s\"/>", d->id,
			    a->town->code);
	}
	buffer_add(&d->b, "</g>\n");
}

static void
draw_region(struct drawing *d, const struct code *region)
{
	const struct map_area *said = d->view->by_region ?
	    drawing_area(d, region->code) : NULL;

	draw_border(d, region->code);
	if (d->view->by_region)
		open_area(d, said, region->label, region->code);
	for (size_t i = 0; i < d->land.n; i++) {
		const struct land_area *a = &d->land.areas[i];

		if (strcmp(a->region, region->code) != 0)
			continue;
		if (d->view->by_region)
			draw_path(d, a);
		else
			draw_town(d, a);
	}
	if (d->view->by_region)
		close_area(d, said);
}

void
drawing_areas(struct drawing *d)
{
	size_t n;
	const struct code *c = codes_list(d->r->codes, "region", &n);

	buffer_add(&d->b, "<g stroke-linejoin=\"round\">\n");
	for (size_t i = 0; i < n; i++)
		draw_region(d, &c[i]);
	buffer_add(&d->b, "</g>\n");
}
