#ifndef APP_MAP_LAND_H
#define APP_MAP_LAND_H

#include "app/codes.h"
#include "app/map.h"

/*
 * The inside of a map: the land in the measure of one drawing. Only map*.c need
 * this. Units are those of the viewBox, y downwards.
 */
enum { MAP_WIDTH = 800, MAP_MARGIN = 12, MAP_MAX_HEIGHT = 960 };

struct spot_at {
	double x, y;
};

struct outline_ring {
	const struct spot_at *at;
	size_t n;
};

struct land_area {
	const struct municipality *town;
	const char *region;		/* code */
	const struct outline_ring *rings;
	size_t nrings;
	struct spot_at min, max;
};

struct land {
	struct arena *mem;
	bool tiles;			/* no outlines were imported */
	struct land_area *areas;	/* in order of municipality */
	size_t n;
	int height;
	double tile;			/* its side in the drawing */
	/* From degrees, or places of tiles, to the drawing. */
	double left, top, scale, squeeze;
};

/* `region` NULL: the whole prefecture fills the drawing. */
enum result land_load(struct request *, const char *region, struct land *)
    MUST_CHECK;
/* `north_west` is the corner of the drawing; `scale` units in 1/100000 degree of
 * latitude, those of longitude `squeeze` times as many. With tiles there is no
 * land, but land_at holds. */
enum result land_load_around(struct request *, struct geo north_west,
    double scale, double squeeze, struct land *) MUST_CHECK;
struct spot_at land_at(const struct land *, struct geo);
/* The area of a municipality, or NULL. */
const struct land_area *land_find(const struct land *, const char *code);
/*
 * Where words stand best: the middle of the widest stretch inside the areas of
 * `region`, or inside the one of `town`; `width` of it. False: no such area.
 */
bool	land_label(const struct land *, const char *region, const char *town,
    struct spot_at *, double *width);
/* Whether a place falls inside the drawing. */
bool	land_shows(const struct land *, struct spot_at);

#endif
