#ifndef BASE_GEO_H
#define BASE_GEO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * A place on earth in 1/100000 degree, about a metre: whole numbers, which both
 * engines keep alike. 0,0 lies in the sea off Africa and means: not known.
 */
enum { GEO_DEGREE = 100000 };

struct geo {
	int64_t lat, lng;
};

static inline bool
geo_known(struct geo p)
{
	return p.lat || p.lng;
}

/* As the crow flies. */
double	geo_km(struct geo, struct geo);
/* "40.8123" as a person or a file writes it: digits, at most one point, a
 * sign. False: anything else, or more than 180 degrees. */
bool	geo_read(const char *, int64_t *);
/* The same, as a text: "40.8123". */
const char *geo_text(struct arena *, int64_t);

#endif
