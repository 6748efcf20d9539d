#include "app/map_close.h"

#include <math.h>
#include <string.h>

#include "app/map_draw.h"

#define KM_A_DEGREE 111.19

static double
km_across(const struct map_close *v)
{
	static const double km[MAP_CLOSE_ZOOMS] = { 160, 40, 10, 2.5 };

	return km[v->zoom < 0 || v->zoom >= MAP_CLOSE_ZOOMS ? 0 : v->zoom];
}

/* Of a pixel, in 1/100000 degree of latitude. */
static double
grain(const struct map_close *v)
{
	return km_across(v) / KM_A_DEGREE * GEO_DEGREE / MAP_CLOSE_WIDTH;
}

static double
squeeze(const struct map_close *v)
{
	return cos((double)v->middle.lat / GEO_DEGREE * 3.14159265358979 / 180);
}

struct geo
map_close_at(const struct map_close *v, int64_t x, int64_t y)
{
	double east = (double)(x - MAP_CLOSE_WIDTH / 2) * grain(v) / squeeze(v);
	double north = (double)(MAP_CLOSE_HEIGHT / 2 - y) * grain(v);

	return (struct geo){ v->middle.lat + llround(north),
		v->middle.lng + llround(east) };
}

static bool
inside(struct spot_at p)
{
	return p.x >= 0 && p.x <= MAP_CLOSE_WIDTH && p.y >= 0 &&
	    p.y <= MAP_CLOSE_HEIGHT;
}

static void
word(struct buffer *b, struct spot_at p, int size, const char *text)
{
	buffer_fmt(b, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\" "
	    "font-size=\"%d\" fill=\"" MAP_INK "\" stroke=\"#ffffff\" "
	    "stroke-width=\"3\" paint-order=\"stroke\">", p.x, p.y, size);
	buffer_html(b, text);
	buffer_add(b, "</text>");
}

/* Where most people of a municipality live, with its name. */
static void
draw_towns(struct drawing *d)
{
	for (size_t i = 0; i < d->land.n; i++) {
		const struct municipality *m = d->land.areas[i].town;
		struct spot_at p = land_at(&d->land, m->at);

		if (!geo_known(m->at) || !inside(p))
			continue;
		buffer_fmt(&d->b, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"3\" "
		    "fill=\"" MAP_INK "\"/>", p.x, p.y);
		p.y -= 8;
		word(&d->b, p, 15, m->name);
	}
}

static void
draw_others(struct drawing *d, const struct map_close *v)
{
	for (size_t i = 0; i < v->nothers; i++) {
		struct spot_at p = land_at(&d->land, v->others[i].at);

		if (!geo_known(v->others[i].at) || !inside(p))
			continue;
		buffer_fmt(&d->b, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"5\" "
		    "fill=\"#ffffff\" stroke=\"" MAP_INK
		    "\" stroke-width=\"2\"/>", p.x, p.y);
		p.y += 20;
		word(&d->b, p, 12, v->others[i].label);
	}
}

/* A fifth of the width, in round numbers at every zoom. */
static void
draw_scale(struct drawing *d, const struct map_close *v)
{
	double km = km_across(v) / 5;
	struct spot_at p = { 20 + MAP_CLOSE_WIDTH / 10.0,
		MAP_CLOSE_HEIGHT - 24 };

	buffer_fmt(&d->b, "<path d=\"M20 %dv8h%dv-8\" fill=\"none\" stroke=\""
	    MAP_INK "\" stroke-width=\"2\"/>", MAP_CLOSE_HEIGHT - 22,
	    MAP_CLOSE_WIDTH / 5);
	word(&d->b, p, 14, km < 1 ? arena_fmt(d->r->mem, "%.0fm", km * 1000) :
	    arena_fmt(d->r->mem, "%.0fkm", km));
}

static void
draw_pin(struct drawing *d, const struct map_close *v)
{
	struct spot_at p = land_at(&d->land, v->pin);

	if (!geo_known(v->pin) || !inside(p))
		return;
	buffer_fmt(&d->b, "<path d=\"M%.0f 0v%dM0 %.0fh%d\" stroke=\"" MAP_KEY
	    "\" stroke-dasharray=\"2 6\"/>", p.x, MAP_CLOSE_HEIGHT, p.y,
	    MAP_CLOSE_WIDTH);
	drawing_mark(&d->b, MAP_MANUAL, p.x, p.y, 10);
}

static void
draw_all(struct drawing *d, const struct map_close *v)
{
	buffer_fmt(&d->b, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
	    "font-family=\"'Noto Sans JP', 'BIZ UDPGothic', sans-serif\">"
	    "<path fill=\"#e8f4ff\" d=\"M0 0h%dv%dh-%dz\"/>\n",
	    MAP_CLOSE_WIDTH, MAP_CLOSE_HEIGHT, MAP_CLOSE_WIDTH,
	    MAP_CLOSE_HEIGHT, MAP_CLOSE_WIDTH, MAP_CLOSE_HEIGHT,
	    MAP_CLOSE_WIDTH);
	if (!d->land.tiles) {
		buffer_add(&d->b, "<g fill=\"#ffffff\" stroke=\"#808080\">");
		drawing_land(d);
		buffer_add(&d->b, "</g>\n");
	}
	draw_others(d, v);
	draw_towns(d);
	draw_scale(d, v);
	draw_pin(d, v);
	buffer_add(&d->b, "</svg>\n");
}

enum result
map_close_show(struct request *r, const struct map_close *v)
{
	struct drawing d = { .r = r, .b = buffer_new(r->mem) };
	enum result rc = land_load_around(r, map_close_at(v, 0, 0),
	    1 / grain(v), squeeze(v), &d.land);

	if (rc)
		return rc;
	d.land.height = MAP_CLOSE_HEIGHT;
	draw_all(&d, v);
	r->answer.type = "image/svg+xml";
	r->answer.body = d.b;
	return OK;
}
