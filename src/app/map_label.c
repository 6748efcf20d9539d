#include "app/map_land.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Words are wide and low: they stand on the line across the land on which they
 * have clearly more room than nearer the middle.
 */
enum { LINES = 24, MAX_CUTS = 4096 };

struct scan {
	const struct land *land;
	const char *region, *town;
	double *cuts;
	size_t ncuts;
};

static bool
belongs(const struct scan *s, const struct land_area *a)
{
	return s->town ? strcmp(a->town->code, s->town) == 0 :
	    strcmp(a->region, s->region) == 0;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
cut_ring(struct scan *s, const struct outline_ring *ring, double y)
{
	for (size_t i = 0; i < ring->n; i++) {
		struct spot_at p = ring->at[i], q = ring->at[(i + 1) % ring->n];

		if ((p.y <= y) != (q.y <= y) && s->ncuts < MAX_CUTS)
			s->cuts[s->ncuts++] = p.x + (y - p.y) / (q.y - p.y) *
			    (q.x - p.x);
	}
}

/* Gaps as narrow as those along a border are none. */
static void
widest(struct scan *s, double y, struct spot_at *at, double *width)
{
	enum { GAP = 2 };
	double start;

	qsort(s->cuts, s->ncuts, sizeof(*s->cuts), by_size);
	start = s->ncuts ? s->cuts[0] : 0;
	for (size_t i = 1; i < s->ncuts; i += 2) {
		double end = s->cuts[i];

		if (i + 1 < s->ncuts && s->cuts[i + 1] - end < GAP)
			continue;
		if (end - start > *width * 1.05) {
			*width = end - start;
			*at = (struct spot_at){ (start + end) / 2, y };
		}
		start = i + 1 < s->ncuts ? s->cuts[i + 1] : end;
	}
}

static void
cut_across(struct scan *s, double y, struct spot_at *at, double *width)
{
	s->ncuts = 0;
	for (size_t i = 0; i < s->land->n; i++) {
		const struct land_area *a = &s->land->areas[i];
		size_t first = s->ncuts;

		for (size_t k = 0; k < a->nrings && belongs(s, a); k++)
			cut_ring(s, &a->rings[k], y);
		if ((s->ncuts - first) % 2)
			s->ncuts--;
	}
	widest(s, y, at, width);
}

bool
land_label(const struct land *land, const char *region, const char *town,
    struct spot_at *at, double *width)
{
	struct scan s = { land, region, town, NULL, 0 };
	double top = INFINITY, bottom = -INFINITY;
	int lines;

	s.cuts = arena_array(land->mem, MAX_CUTS, sizeof(*s.cuts));
	for (size_t i = 0; i < land->n; i++) {
		if (!belongs(&s, &land->areas[i]))
			continue;
		top = fmin(top, land->areas[i].min.y);
		bottom = fmax(bottom, land->areas[i].max.y);
	}
	*width = 0;
	if (!(top < bottom))
		return false;
	/* From the middle outwards; not at the very edge, where a line under
	 * the name would fall off. Tiles are crossed in their middle. */
	lines = land->tiles ? (int)lround((bottom - top) / land->tile) : LINES;
	for (int i = 0; i < (land->tiles ? lines : LINES - 6); i++) {
		int line = lines / 2 + (i % 2 ? -(i + 1) / 2 : i / 2);

		cut_across(&s, top + (bottom - top) * (line + 0.5) / lines, at,
		    width);
	}
	return *width > 0;
}
