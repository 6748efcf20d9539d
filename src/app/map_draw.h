#ifndef APP_MAP_DRAW_H
#define APP_MAP_DRAW_H

#include "app/map_land.h"

/*
 * What the parts of a drawing share. Only map*.c need this. Everything is a
 * presentation attribute: no style, and the same in a picture of its own.
 */
#define MAP_INK	 "#1a1a1a"
#define MAP_KEY	 "#0017c1"
#define MAP_PALE "#f2f2f2"

struct drawing {
	struct request *r;
	const struct map_view *view;
	struct land land;
	struct buffer b;
	unsigned id;			/* begins the ids of this picture */
	bool drawn[MAP_MANUAL + 1];	/* kinds of pins there are */
	bool clusters;
	size_t nowhere;			/* pins that have no place */
};

/* What the page says of an area of that code, or NULL. */
const struct map_area *drawing_area(const struct drawing *, const char *code);
/* The fill of an area: of its shade, its region, or pale. */
void	drawing_fill(struct drawing *, const struct map_area *,
    const char *region);
/* Patterns that shades are filled with. */
void	drawing_shades(struct drawing *);
void	drawing_areas(struct drawing *);
/* The land alone, without names or links. */
void	drawing_land(struct drawing *);
void	drawing_labels(struct drawing *);
void	drawing_pins(struct drawing *);
/* The list beneath, what has no place, and where the outlines are from. */
void	drawing_legend(struct drawing *);
/* `<circle>` or the like of a kind of pin, its middle at x, y. */
void	drawing_mark(struct buffer *, enum map_precision, double x, double y,
    double size);

#endif
