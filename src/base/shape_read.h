#ifndef BASE_SHAPE_READ_H
#define BASE_SHAPE_READ_H

#include <jansson.h>

#include "base/shape.h"

/* What both formats share. Only shape*.c need this. */
struct shape_read {
	struct arena *mem;
	const char *property, *why;	/* why: NULL while all is well */
	struct shape *shapes;
	size_t nshapes, max, npoints;
	struct ring *rings;		/* of the shape being read */
	size_t nrings, room;
	/* TopoJSON only. */
	const json_t *topology;
	struct ring *arcs;
	size_t narcs;
};

/* Gives INVALID, keeping the first reason. */
enum result shape_fault(struct shape_read *, const char *why);
/* A pair of degrees. */
enum result shape_point(struct shape_read *, double lng, double lat,
    struct geo *);
/* Takes the point at the end away when it is the first one again. */
enum result shape_ring(struct shape_read *, struct geo *, size_t n);
/* A feature whose geometry's rings `read` adds. */
enum result shape_feature(struct shape_read *, const json_t *properties,
    const json_t *geometry, const char *key,
    enum result (*read)(struct shape_read *, const json_t *ring));
enum result shape_topology(struct shape_read *, const json_t *root);

#endif
