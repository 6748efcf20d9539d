#include "base/shape_read.h"

#include <string.h>

/*
 * TopoJSON: borders are arcs that two polygons share, named by number; ~number
 * is the same arc from its other end. Quantised arcs are steps on a grid.
 */
struct grid {
	double scale[2], from[2];
	bool steps;
};

static bool
read_two(const json_t *v, double *out)
{
	for (size_t i = 0; i < 2; i++) {
		const json_t *n = json_array_get(v, i);

		if (!json_is_number(n))
			return false;
		out[i] = json_number_value(n);
	}
	return true;
}

static enum result
read_grid(struct shape_read *s, struct grid *g)
{
	const json_t *t = json_object_get(s->topology, "transform");

	*g = (struct grid){ { 1, 1 }, { 0, 0 }, t != NULL };
	if (t && (!read_two(json_object_get(t, "scale"), g->scale) ||
	    !read_two(json_object_get(t, "translate"), g->from)))
		return shape_fault(s, "shape_broken");
	return OK;
}

static enum result
read_arc(struct shape_read *s, const struct grid *g, const json_t *arc,
    struct ring *out)
{
	size_t n = json_array_size(arc);
	struct geo *at = arena_array(s->mem, n + 1, sizeof(*at));
	double sum[2] = { 0, 0 }, v[2];

	for (size_t i = 0; i < n; i++) {
		if (!read_two(json_array_get(arc, i), v))
			return shape_fault(s, "shape_broken");
		for (size_t k = 0; k < 2; k++)
			sum[k] = g->steps ? sum[k] + v[k] : v[k];
		if (shape_point(s, sum[0] * g->scale[0] + g->from[0],
		    sum[1] * g->scale[1] + g->from[1], &at[i]))
			return INVALID;
	}
	*out = (struct ring){ at, n };
	return n < 2 ? shape_fault(s, "shape_broken") : OK;
}

static enum result
read_arcs(struct shape_read *s)
{
	const json_t *all = json_object_get(s->topology, "arcs");
	struct grid g;
	enum result rc = read_grid(s, &g);

	s->narcs = json_array_size(all);
	if (s->narcs > SHAPE_MAX_FEATURES)
		return shape_fault(s, "shape_large");
	s->arcs = arena_array(s->mem, s->narcs + 1, sizeof(*s->arcs));
	for (size_t i = 0; !rc && i < s->narcs; i++)
		rc = read_arc(s, &g, json_array_get(all, i), &s->arcs[i]);
	return rc;
}

/* The arc that a ring names; NULL: there is none. */
static const struct ring *
arc_named(struct shape_read *s, const json_t *number, bool *back)
{
	json_int_t n = json_integer_value(number);

	*back = n < 0;
	if (n < 0)
		n = ~n;
	if (!json_is_integer(number) || n >= (json_int_t)s->narcs) {
		(void)shape_fault(s, "shape_broken");
		return NULL;
	}
	return &s->arcs[n];
}

/* Where one arc ends the next begins: that point is taken once. */
static size_t
append(struct geo *at, size_t n, const struct ring *arc, bool back)
{
	for (size_t i = n ? 1 : 0; i < arc->n; i++)
		at[n++] = arc->at[back ? arc->n - 1 - i : i];
	return n;
}

static enum result
read_ring(struct shape_read *s, const json_t *names)
{
	size_t room = 1, n = 0;
	struct geo *at;
	bool back;

	for (size_t i = 0; i < json_array_size(names); i++) {
		const struct ring *a = arc_named(s, json_array_get(names, i),
		    &back);

		if (!a)
			return INVALID;
		room += a->n;
		s->npoints += a->n;
	}
	if (s->npoints > SHAPE_MAX_POINTS)
		return shape_fault(s, "shape_large");
	at = arena_array(s->mem, room, sizeof(*at));
	for (size_t i = 0; i < json_array_size(names); i++) {
		const struct ring *a = arc_named(s, json_array_get(names, i),
		    &back);

		n = append(at, n, a, back);
	}
	return shape_ring(s, at, n);
}

/* All geometries of the first object: a file of boundaries has one. */
enum result
shape_topology(struct shape_read *s, const json_t *root)
{
	void *first = json_object_iter(json_object_get(root, "objects"));
	const json_t *all = json_object_get(first ?
	    json_object_iter_value(first) : NULL, "geometries");
	enum result rc;

	s->topology = root;
	if (!json_is_array(all) || json_array_size(all) > SHAPE_MAX_FEATURES)
		return shape_fault(s, "shape_kind");
	s->max = json_array_size(all);
	s->shapes = arena_array(s->mem, s->max + 1, sizeof(*s->shapes));
	rc = read_arcs(s);
	for (size_t i = 0; !rc && i < s->max; i++) {
		const json_t *g = json_array_get(all, i);

		rc = shape_feature(s, json_object_get(g, "properties"), g,
		    "arcs", read_ring);
	}
	return rc;
}
