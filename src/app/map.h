#ifndef APP_MAP_H
#define APP_MAP_H

#include "app/request.h"
#include "base/geo.h"

/*
 * The prefecture as a picture: SVG drawn here, nothing to run, links that the
 * keyboard reaches in the order of the lists, names and numbers in words, told
 * apart in black and white too. From imported outlines, else from the tiles of
 * the pack. It knows nothing of what it shows; the list beside it, which is the
 * main thing, is the page's work and shows the same set.
 */
enum map_precision { MAP_EXACT, MAP_KOAZA, MAP_OAZA, MAP_CITY, MAP_MANUAL };

/* Of "exact", "koaza", "oaza", "city", "manual"; all else is "city". */
enum map_precision map_precision_read(const char *);
/* 「正確な位置」, as the legend calls it. */
const char *map_precision_label(enum map_precision);

/* What a page says of one municipality, or of one region. */
struct map_area {
	const char *code;
	size_t shade;			/* place in map_view.shades, from 1; 0: plain */
	const char *url;		/* NULL: no link */
	const char *number;		/* drawn under the name, 「21人」; or NULL */
};

struct map_pin {
	const char *municipality;
	struct geo at;			/* not known: drawn in the municipality */
	enum map_precision precision;
	const char *label, *url;
	const char *number;		/* its number in the list, short; or NULL */
};

struct map_view {
	const char *title;		/* 「圏域ごとの実人数」 */
	bool by_region;			/* areas are regions */
	const char *region;		/* only this one, large; NULL: all */
	const struct map_area *areas;
	size_t nareas;
	/* What the shades are called, few first; none: a colour a region. */
	const char *const *shades;
	size_t nshades;
	const struct map_pin *pins;
	size_t npins;
};

enum { MAP_MAX_SHADES = 5 };

/* The picture with its legend and source. */
enum result map_draw(struct request *, const struct map_view *,
    const struct html **) MUST_CHECK;
/*
 * Shades for counts: none, and up to four bands of even width with round
 * bounds. Sets the shade of each; gives the names, with the unit.
 */
const char *const *map_shades(struct arena *, struct map_area *,
    const int64_t *counts, size_t n, const char *unit, size_t *nshades);

#endif
