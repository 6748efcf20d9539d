#include "app/map_draw.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *word, *label;
} precisions[] = {
	[MAP_EXACT] = { "exact", "正確な位置" },
	[MAP_KOAZA] = { "koaza", "字（あざ）の中ほど" },
	[MAP_OAZA] = { "oaza", "町・大字の中ほど" },
	[MAP_CITY] = { "city", "市町村の中ほど" },
	[MAP_MANUAL] = { "manual", "職員が置いた位置" },
};

enum map_precision
map_precision_read(const char *word)
{
	for (size_t i = 0; word && i < COUNT(precisions); i++) {
		if (strcmp(precisions[i].word, word) == 0)
			return (enum map_precision)i;
	}
	return MAP_CITY;
}

const char *
map_precision_label(enum map_precision p)
{
	return precisions[p].label;
}

const struct map_area *
drawing_area(const struct drawing *d, const char *code)
{
	for (size_t i = 0; i < d->view->nareas; i++) {
		if (strcmp(d->view->areas[i].code, code) == 0)
			return &d->view->areas[i];
	}
	return NULL;
}

static bool
is_link(const struct map_view *v)
{
	bool link = false;

	for (size_t i = 0; i < v->nareas; i++)
		link |= v->areas[i].url != NULL;
	for (size_t i = 0; i < v->npins; i++)
		link |= v->pins[i].url != NULL;
	return link;
}

static unsigned
id_of(const struct map_view *v)
{
	unsigned h = 2166136261u;
	const char *texts[] = { v->title, v->region ? v->region : "" };

	for (size_t i = 0; i < COUNT(texts); i++)
		for (const char *s = texts[i]; *s; s++)
			h = (h ^ (unsigned char)*s) * 16777619u;
	return h & 0xffff;
}

/* The pale land around what is shown, then what is shown. */
static void
draw_picture(struct drawing *d)
{
	buffer_fmt(&d->b, "<svg class=\"map\" role=\"%s\" aria-labelledby="
	    "\"map-%x\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
	    "<title id=\"map-%x\">", is_link(d->view) ? "group" : "img", d->id,
	    MAP_WIDTH, d->land.height, MAP_WIDTH, d->land.height, d->id);
	buffer_html(&d->b, d->view->title);
	buffer_add(&d->b, "</title>\n");
	drawing_shades(d);
	drawing_areas(d);
	drawing_labels(d);
	drawing_pins(d);
	buffer_add(&d->b, "</svg>\n");
}

enum result
map_draw(struct request *r, const struct map_view *view,
    const struct html **out)
{
	struct drawing d = { .r = r, .view = view, .id = id_of(view),
	    .b = buffer_new(r->mem) };
	enum result rc = land_load(r, view->region, &d.land);

	*out = NULL;
	if (rc)
		return rc;
	buffer_add(&d.b, "<div class=\"map-box\">\n");
	draw_picture(&d);
	drawing_legend(&d);
	buffer_add(&d.b, "</div>\n");
	*out = html_from(r->mem, &d.b);
	return OK;
}
