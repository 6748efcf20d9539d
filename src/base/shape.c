#include "base/shape_read.h"

#include <math.h>
#include <string.h>

enum result
shape_fault(struct shape_read *s, const char *why)
{
	if (!s->why)
		s->why = why;
	return INVALID;
}

enum result
shape_point(struct shape_read *s, double lng, double lat, struct geo *out)
{
	if (!(fabs(lng) <= 180) || !(fabs(lat) <= 90))
		return shape_fault(s, "shape_place");
	if (++s->npoints > SHAPE_MAX_POINTS)
		return shape_fault(s, "shape_large");
	*out = (struct geo){ llround(lat * GEO_DEGREE),
		llround(lng * GEO_DEGREE) };
	return OK;
}

static bool
same(struct geo p, struct geo q)
{
	return p.lat == q.lat && p.lng == q.lng;
}

enum result
shape_ring(struct shape_read *s, struct geo *at, size_t n)
{
	size_t kept = 0;

	if (n < 4 || !same(at[0], at[n - 1]))
		return shape_fault(s, "shape_broken");
	for (size_t i = 0; i + 1 < n; i++) {
		if (!kept || !same(at[i], at[kept - 1]))
			at[kept++] = at[i];
	}
	while (kept > 1 && same(at[kept - 1], at[0]))
		kept--;
	if (kept < 3)
		return OK;	/* a rock smaller than the grid */
	if (s->nrings == s->room) {
		struct ring *more = arena_array(s->mem, s->room * 2 + 8,
		    sizeof(*more));

		if (s->nrings)
			memcpy(more, s->rings, s->nrings * sizeof(*more));
		s->rings = more;
		s->room = s->room * 2 + 8;
	}
	s->rings[s->nrings++] = (struct ring){ at, kept };
	return OK;
}

static const char *
name_of(struct shape_read *s, const json_t *properties)
{
	const json_t *v = json_object_get(properties, s->property);

	if (json_is_string(v))
		return arena_text(s->mem, json_string_value(v));
	if (json_is_integer(v))
		return arena_fmt(s->mem, "%lld",
		    (long long)json_integer_value(v));
	return NULL;
}

typedef enum result ring_reader(struct shape_read *, const json_t *);

static enum result
read_rings(struct shape_read *s, const json_t *polygon, ring_reader *read)
{
	enum result rc = json_is_array(polygon) ? OK :
	    shape_fault(s, "shape_broken");

	for (size_t i = 0; !rc && i < json_array_size(polygon); i++)
		rc = read(s, json_array_get(polygon, i));
	return rc;
}

static enum result
read_polygons(struct shape_read *s, const json_t *all, ring_reader *read)
{
	enum result rc = json_is_array(all) ? OK :
	    shape_fault(s, "shape_broken");

	for (size_t i = 0; !rc && i < json_array_size(all); i++)
		rc = read_rings(s, json_array_get(all, i), read);
	return rc;
}

enum result
shape_feature(struct shape_read *s, const json_t *properties,
    const json_t *geometry, const char *key, ring_reader *read)
{
	const char *type = json_string_value(json_object_get(geometry, "type"));
	const json_t *parts = json_object_get(geometry, key);
	enum result rc;

	s->rings = NULL;
	s->nrings = s->room = 0;
	if (!geometry || json_is_null(geometry) || !type)
		return OK;
	if (strcmp(type, "Polygon") == 0)
		rc = read_rings(s, parts, read);
	else if (strcmp(type, "MultiPolygon") == 0)
		rc = read_polygons(s, parts, read);
	else
		rc = shape_fault(s, "shape_kind");
	if (rc || !s->nrings)
		return rc;
	if (s->nshapes == s->max)
		return shape_fault(s, "shape_large");
	s->shapes[s->nshapes++] = (struct shape){ name_of(s, properties),
		s->rings, s->nrings };
	return OK;
}

static enum result
read_coordinates(struct shape_read *s, const json_t *ring)
{
	size_t n = json_array_size(ring);
	struct geo *at = arena_array(s->mem, n + 1, sizeof(*at));

	for (size_t i = 0; i < n; i++) {
		const json_t *p = json_array_get(ring, i);
		const json_t *lng = json_array_get(p, 0);
		const json_t *lat = json_array_get(p, 1);

		if (!json_is_number(lng) || !json_is_number(lat))
			return shape_fault(s, "shape_broken");
		if (shape_point(s, json_number_value(lng),
		    json_number_value(lat), &at[i]))
			return INVALID;
	}
	return shape_ring(s, at, n);
}

static enum result
read_features(struct shape_read *s, const json_t *root)
{
	const json_t *all = json_object_get(root, "features");
	enum result rc = json_is_array(all) ? OK :
	    shape_fault(s, "shape_kind");

	s->max = json_array_size(all);
	if (s->max > SHAPE_MAX_FEATURES)
		return shape_fault(s, "shape_large");
	s->shapes = arena_array(s->mem, s->max + 1, sizeof(*s->shapes));
	for (size_t i = 0; !rc && i < s->max; i++) {
		const json_t *f = json_array_get(all, i);

		rc = shape_feature(s, json_object_get(f, "properties"),
		    json_object_get(f, "geometry"), "coordinates",
		    read_coordinates);
	}
	return rc;
}

static enum result
read_root(struct shape_read *s, const json_t *root)
{
	const char *type = json_string_value(json_object_get(root, "type"));

	if (type && strcmp(type, "FeatureCollection") == 0)
		return read_features(s, root);
	if (type && strcmp(type, "Topology") == 0)
		return shape_topology(s, root);
	return shape_fault(s, "shape_kind");
}

enum result
shapes_read(struct arena *mem, const char *bytes, size_t n,
    const char *property, struct shapes *out, const char **why)
{
	struct shape_read s = { .mem = mem, .property = property };
	json_error_t e;
	json_t *root;
	enum result rc;

	*out = (struct shapes){ 0 };
	*why = "shape_large";
	if (n > SHAPE_MAX_BYTES)
		return INVALID;
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	root = json_loadb(bytes, n, 0, &e);
	*why = "shape_broken";
	if (!root)
		return INVALID;
	rc = read_root(&s, root);
	json_decref(root);
	*why = s.why;
	*out = (struct shapes){ s.shapes, s.nshapes, s.npoints };
	return rc;
}
