#ifndef APP_MAP_CLOSE_H
#define APP_MAP_CLOSE_H

#include "app/map.h"

/*
 * The land near one place, as a picture that a form can be sent with: an
 * <input type="image"> tells where it was clicked, without script. A file of
 * its own (image/svg+xml), always of one size, so that a pixel is a place.
 */
enum { MAP_CLOSE_WIDTH = 600, MAP_CLOSE_HEIGHT = 450, MAP_CLOSE_ZOOMS = 4 };

struct map_close {
	struct geo middle;
	int zoom;			/* 0 to 3: 160, 40, 10, 2.5 km across */
	struct geo pin;			/* where it stands now; may be unknown */
	const struct map_pin *others;	/* faint, to find one's way by */
	size_t nothers;
};

/* The place under a pixel. */
struct geo map_close_at(const struct map_close *, int64_t x, int64_t y);
/* The picture into the answer. */
enum result map_close_show(struct request *, const struct map_close *)
    MUST_CHECK;

#endif
