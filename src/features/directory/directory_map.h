#ifndef DIRECTORY_MAP_H
#define DIRECTORY_MAP_H

#include "app/map.h"
#include "features/directory/directory_private.h"

/* The directory on a map, and the pin of a place. */
struct map_wish {		/* NULL: any */
	const char *region, *municipality, *kind, *criterion, *q;
};

struct map_found {
	struct service service;
	struct place place;
};

/* Services that are not closed, as far as the person may see them, in the order
 * of the list; no more than DIRECTORY_MAP_MOST. */
enum { DIRECTORY_MAP_MOST = 5000 };
enum result directory_map_find(struct request *, const struct map_wish *,
    struct map_found **, size_t *n) MUST_CHECK;

extern const struct template directory_map_page, directory_pin_page;

enum result directory_map_get(struct request *);
enum result directory_pin_get(struct request *);
enum result directory_pin_picture_get(struct request *);
enum result directory_pin_post(struct request *);

#endif
