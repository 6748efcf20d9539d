#ifndef BASE_SHAPE_H
#define BASE_SHAPE_H

#include "base/geo.h"

/*
 * Outlines out of a file: a GeoJSON FeatureCollection, or a TopoJSON Topology
 * (quantised or not), in degrees, lng before lat as both have it. Polygons and
 * multipolygons; the rings of all of them, holes too, come in one list.
 */
enum { SHAPE_MAX_BYTES = 48 << 20, SHAPE_MAX_POINTS = 2000000,
	SHAPE_MAX_FEATURES = 100000 };

struct ring {
	const struct geo *at;		/* the first is not said again at the end */
	size_t n;			/* 3 or more */
};

/* One feature of the file; several may have one name. */
struct shape {
	const char *name;		/* of the property; NULL: none or null */
	const struct ring *rings;
	size_t nrings;
};

struct shapes {
	const struct shape *at;
	size_t n, npoints;
};

/*
 * INVALID, with *why: "shape_broken" (not JSON, a ring without end, a number
 * that is none), "shape_kind" (neither of the two formats, a point or line),
 * "shape_place" (outside the degrees there are), "shape_large".
 * `property` is the name of the property whose value is the shape's name; a
 * whole number comes as its digits.
 */
enum result shapes_read(struct arena *, const char *bytes, size_t n,
    const char *property, struct shapes *, const char **why) MUST_CHECK;

#endif
