#ifndef DIRECTORY_MAP_H
#define DIRECTORY_MAP_H

#include "app/map.h"
#include "features/directory/directory_page.h"

/* The directory on a map, and the pin of a place. */
struct map_found {
	struct service service;
	struct place place;
};

/* What the address of a list asks for. */
struct wish directory_wish(const struct request *);
/* What the list shows for the same wish, in its order; no more than
 * DIRECTORY_MAP_MOST. */
enum { DIRECTORY_MAP_MOST = 5000 };
enum result directory_map_find(struct request *, const struct wish *,
    struct map_found **, size_t *n) MUST_CHECK;

/* The map of what a list shows, or the list again: "/services/map" and "/services"
 * are to be `path`. */
const char *directory_wish_url(struct request *, const char *path,
    const struct wish *);

extern const struct template directory_map_page, directory_pin_page;

enum result directory_map_get(struct request *);
enum result directory_pin_get(struct request *);
enum result directory_pin_picture_get(struct request *);
enum result directory_pin_post(struct request *);

#endif
