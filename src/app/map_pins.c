#include <math.h>
#include <string.h>

#include "app/map_draw.h"

/*
 * Pins that would cover one another are one mark with their number: those in
 * tiles by municipality, since a tile has no places inside.
 */
enum { NEAR = 34, SIZE = 15, NAMED = 5, MAX_PINS = 5000 };

struct heap {
	struct spot_at at;
	const char *municipality;	/* of all of them; NULL: of several */
	const struct map_pin **pins;
	size_t n, room;
};

struct heaps {
	struct heap *at;
	size_t n;
};

void
drawing_mark(struct buffer *b, enum map_precision precision, double x, double y,
    double size)
{
	static const char *const look[] = {
		[MAP_EXACT] = "fill=\"" MAP_KEY "\" stroke=\"#ffffff\"",
		[MAP_KOAZA] = "fill=\"#ffffff\" stroke=\"" MAP_KEY "\"",
		[MAP_OAZA] = "fill=\"#ffffff\" stroke=\"" MAP_KEY "\"",
		[MAP_CITY] = "fill=\"#ffffff\" stroke=\"" MAP_KEY
		    "\" stroke-dasharray=\"4 3\"",
		[MAP_MANUAL] = "fill=\"" MAP_KEY "\" stroke=\"#ffffff\"",
	};

	if (precision == MAP_MANUAL)
		buffer_fmt(b, "<path d=\"M%.0f %.0fl%.0f %.0fl-%.0f %.0fl-%.0f"
		    " -%.0fz\"", x, y - size * 1.2, size * 1.2, size * 1.2,
		    size * 1.2, size * 1.2, size * 1.2, size * 1.2);
	else
		buffer_fmt(b, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"%.0f\"", x, y,
		    precision == MAP_KOAZA ? size - 2 : size);
	buffer_fmt(b, " %s stroke-width=\"%s\"/>", look[precision],
	    precision == MAP_KOAZA ? "5" : "2.5");
}

/* False: neither a place nor a municipality of ours. */
static bool
place(const struct drawing *d, const struct map_pin *pin, struct spot_at *at)
{
	const struct land_area *a = land_find(&d->land, pin->municipality);
	double width;

	if (!d->land.tiles && geo_known(pin->at)) {
		*at = land_at(&d->land, pin->at);
		return true;
	}
	if (!a)
		return false;
	if (!d->land.tiles && geo_known(a->town->at)) {
		*at = land_at(&d->land, a->town->at);
		return true;
	}
	if (!land_label(&d->land, NULL, a->town->code, at, &width))
		return false;
	/* Beside the name. */
	at->x = a->max.x - SIZE;
	at->y = a->max.y - SIZE;
	return true;
}

static bool
same_town(const struct heap *h, const struct map_pin *pin)
{
	return h->municipality && pin->municipality &&
	    strcmp(h->municipality, pin->municipality) == 0;
}

static struct heap *
near_one(struct heaps *heaps, const struct drawing *d,
    const struct map_pin *pin, struct spot_at at)
{
	for (size_t i = 0; i < heaps->n; i++) {
		struct heap *h = &heaps->at[i];

		if (d->land.tiles ? same_town(h, pin) :
		    hypot(h->at.x - at.x, h->at.y - at.y) < NEAR)
			return h;
	}
	return NULL;
}

static void
put(struct arena *mem, struct heap *h, const struct map_pin *pin)
{
	if (h->n == h->room) {
		const struct map_pin **more = arena_array(mem, h->room * 2 + 4,
		    sizeof(*more));

		if (h->n)
			memcpy(more, h->pins, h->n * sizeof(*more));
		h->pins = more;
		h->room = h->room * 2 + 4;
	}
	if (!same_town(h, pin))
		h->municipality = h->n ? NULL : pin->municipality;
	h->pins[h->n++] = pin;
}

static void
heap_up(struct drawing *d, struct heaps *heaps)
{
	for (size_t i = 0; i < d->view->npins && i < MAX_PINS; i++) {
		const struct map_pin *pin = &d->view->pins[i];
		struct spot_at at;
		struct heap *h;

		if (!place(d, pin, &at) || !land_shows(&d->land, at)) {
			d->nowhere++;
			continue;
		}
		h = near_one(heaps, d, pin, at);
		if (!h) {
			h = &heaps->at[heaps->n++];
			*h = (struct heap){ .at = at };
		}
		put(d->r->mem, h, pin);
	}
}

static void
words_of_pin(struct drawing *d, const struct map_pin *pin)
{
	if (pin->number) {
		buffer_html(&d->b, pin->number);
		buffer_add(&d->b, " ");
	}
	buffer_html(&d->b, pin->label);
	buffer_add(&d->b, "（");
	buffer_html(&d->b, map_precision_label(pin->precision));
	buffer_add(&d->b, "）");
}

/* 「八戸市 12件: A、B ほか」 */
static void
words_of_heap(struct drawing *d, const struct heap *h)
{
	const struct municipality *m = codes_municipality(d->r->codes,
	    h->municipality);

	if (m) {
		buffer_html(&d->b, m->name);
		buffer_add(&d->b, " ");
	}
	buffer_fmt(&d->b, "%zu件: ", h->n);
	for (size_t i = 0; i < h->n && i < NAMED; i++) {
		buffer_add(&d->b, i ? "、" : "");
		buffer_html(&d->b, h->pins[i]->label);
	}
	buffer_add(&d->b, h->n > NAMED ? " ほか" : "");
}

/* Where many lead: to the list of their municipality or region, else to the
 * first of them. */
static const char *
url_of(const struct drawing *d, const struct heap *h)
{
	const struct land_area *a = land_find(&d->land, h->municipality);
	const struct map_area *said = !a || h->n == 1 ? NULL :
	    drawing_area(d, d->view->by_region ? a->region : a->town->code);

	return said && said->url ? said->url : h->pins[0]->url;
}

static void
draw_text(struct drawing *d, const struct heap *h, const char *text,
    const char *fill)
{
	buffer_fmt(&d->b, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\" "
	    "font-size=\"15\" font-weight=\"700\" fill=\"%s\">", h->at.x,
	    h->at.y + 5.4, fill);
	buffer_html(&d->b, text);
	buffer_add(&d->b, "</text>");
}

static void
draw_one(struct drawing *d, const struct heap *h)
{
	const struct map_pin *pin = h->pins[0];
	bool dark = pin->precision == MAP_EXACT ||
	    pin->precision == MAP_MANUAL;

	drawing_mark(&d->b, pin->precision, h->at.x, h->at.y, SIZE);
	if (pin->number)
		draw_text(d, h, pin->number, dark ? "#ffffff" : MAP_KEY);
	d->drawn[pin->precision] = true;
}

static void
draw_many(struct drawing *d, const struct heap *h)
{
	const char *n = arena_fmt(d->r->mem, "%zu", h->n);
	double half = SIZE + (h->n > 99 ? 5 : 0);

	buffer_fmt(&d->b, "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" "
	    "height=\"%d\" rx=\"4\" fill=\"" MAP_INK "\" stroke=\"#ffffff\" "
	    "stroke-width=\"2\"/>", h->at.x - half, h->at.y - SIZE + 2,
	    half * 2, SIZE * 2 - 4);
	draw_text(d, h, n, "#ffffff");
	d->clusters = true;
}

static void
draw_heap(struct drawing *d, const struct heap *h)
{
	const char *url = url_of(d, h);
	size_t from, n;

	buffer_add(&d->b, url ? "<a href=\"" : "<g role=\"img\"");
	buffer_html(&d->b, url ? url : "");
	buffer_add(&d->b, url ? "\" aria-label=\"" : " aria-label=\"");
	from = d->b.len;
	if (h->n == 1)
		words_of_pin(d, h->pins[0]);
	else
		words_of_heap(d, h);
	n = d->b.len - from;
	buffer_add(&d->b, "\"><title>");
	buffer_add(&d->b, arena_bytes(d->r->mem, d->b.s + from, n));
	buffer_add(&d->b, "</title>");
	if (h->n == 1)
		draw_one(d, h);
	else
		draw_many(d, h);
	buffer_add(&d->b, url ? "</a>\n" : "</g>\n");
}

void
drawing_pins(struct drawing *d)
{
	struct heaps heaps = { arena_array(d->r->mem, d->view->npins + 1,
	    sizeof(struct heap)), 0 };

	if (!d->view->npins)
		return;
	heap_up(d, &heaps);
	buffer_add(&d->b, "<g>\n");
	for (size_t i = 0; i < heaps.n; i++)
		draw_heap(d, &heaps.at[i]);
	buffer_add(&d->b, "</g>\n");
}
