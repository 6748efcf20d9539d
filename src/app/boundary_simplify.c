#include <math.h>
#include <string.h>

#include "app/boundary.h"

/*
 * Which points stay is decided for a point, not for a ring: so both sides of a
 * border leave the same ones away. Where three borders meet, and where one
 * meets the coast, the point stays. Between those, the way of Douglas and
 * Peucker: the point farthest from the straight line stays when it is far.
 */
struct vertex {
	struct geo at;
	uint32_t beside[2];		/* 1 + number of a vertex; 0: none yet */
	bool meets, kept;		/* three or more beside it */
};

/* A table that finds a number by a key; 0 is no number. */
struct finder {
	uint64_t *keys;
	uint32_t *numbers;
	size_t mask;
};

struct net {
	struct arena *mem;
	struct finder vertices, edges;
	struct vertex *v;
	size_t nv;
	double squeeze, tolerance;	/* of a degree of lng; in 1/100000 degree */
	uint32_t *stack;
	bool *touch;
	size_t n;
};

static struct finder
finder_new(struct arena *mem, size_t most)
{
	size_t size = 16;

	while (size < most * 2)
		size *= 2;
	return (struct finder){ arena_array(mem, size, sizeof(uint64_t)),
		arena_array(mem, size, sizeof(uint32_t)), size - 1 };
}

/* The place of a key, free when its number is 0. */
static size_t
finder_place(struct finder *f, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (size_t)(h >> 20) & f->mask;

	while (f->numbers[i] && f->keys[i] != key)
		i = (i + 1) & f->mask;
	f->keys[i] = key;
	return i;
}

static uint32_t
vertex_of(struct net *net, struct geo at)
{
	uint64_t key = (uint64_t)(uint32_t)at.lat << 32 | (uint32_t)at.lng;
	size_t i = finder_place(&net->vertices, key);

	if (!net->vertices.numbers[i]) {
		net->v[net->nv] = (struct vertex){ .at = at };
		net->vertices.numbers[i] = (uint32_t)++net->nv;
	}
	return net->vertices.numbers[i] - 1;
}

static void
stand_beside(struct vertex *v, uint32_t other)
{
	for (size_t i = 0; i < 2; i++) {
		if (!v->beside[i])
			v->beside[i] = other + 1;
		if (v->beside[i] == other + 1)
			return;
	}
	v->meets = true;
}

/* The second territory with an edge touches the first. */
static void
share_edge(struct net *net, uint32_t a, uint32_t b, size_t territory)
{
	uint64_t key = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	size_t i = finder_place(&net->edges, key);
	size_t other = net->edges.numbers[i];

	if (!other)
		net->edges.numbers[i] = (uint32_t)territory + 1;
	else if (--other != territory)
		net->touch[other * net->n + territory] =
		    net->touch[territory * net->n + other] = true;
}

static void
add_ring(struct net *net, const struct ring *ring, size_t territory)
{
	uint32_t last = vertex_of(net, ring->at[ring->n - 1]);

	for (size_t i = 0; i < ring->n; i++) {
		uint32_t now = vertex_of(net, ring->at[i]);

		stand_beside(&net->v[last], now);
		stand_beside(&net->v[now], last);
		share_edge(net, last, now, territory);
		last = now;
	}
}

/* Square of the distance of p from the line a-b, or from a when they are one. */
static double
off_line(const struct net *net, struct geo a, struct geo b, struct geo p)
{
	double x = (double)(b.lng - a.lng) * net->squeeze;
	double y = (double)(b.lat - a.lat);
	double px = (double)(p.lng - a.lng) * net->squeeze;
	double py = (double)(p.lat - a.lat);
	double along = x * x + y * y > 0 ?
	    fmin(1, fmax(0, (px * x + py * y) / (x * x + y * y))) : 0;

	px -= along * x;
	py -= along * y;
	return px * px + py * py;
}

/* Between two points that stay, from ring place `from` on, `n` places. */
static void
thin_stretch(struct net *net, const uint32_t *v, size_t ring, size_t from,
    size_t n)
{
	uint32_t *stack = net->stack;
	size_t top = 0;

	stack[top++] = 0;
	stack[top++] = (uint32_t)n;
	while (top) {
		size_t b = stack[--top], a = stack[--top], far = 0;
		double most = net->tolerance * net->tolerance;

		for (size_t i = a + 1; i < b; i++) {
			double off = off_line(net, net->v[v[(from + a) % ring]].at,
			    net->v[v[(from + b) % ring]].at,
			    net->v[v[(from + i) % ring]].at);

			if (off > most) {
				most = off;
				far = i;
			}
		}
		if (!far)
			continue;
		net->v[v[(from + far) % ring]].kept = true;
		stack[top++] = (uint32_t)a;
		stack[top++] = (uint32_t)far;
		stack[top++] = (uint32_t)far;
		stack[top++] = (uint32_t)b;
	}
}

/* The same point whichever ring is asked: the southernmost, then westernmost. */
static size_t
corner_of(const struct net *net, const uint32_t *v, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++) {
		struct geo p = net->v[v[i]].at, q = net->v[v[best]].at;

		if (p.lat < q.lat || (p.lat == q.lat && p.lng < q.lng))
			best = i;
	}
	return best;
}

static void
thin_ring(struct net *net, const struct ring *ring)
{
	uint32_t *v = arena_array(net->mem, ring->n, sizeof(*v));
	size_t first = ring->n, start, next;

	for (size_t i = ring->n; i-- > 0;) {
		v[i] = vertex_of(net, ring->at[i]);
		if (net->v[v[i]].meets)
			first = i;
	}
	if (first == ring->n)
		first = corner_of(net, v, ring->n);
	net->v[v[first]].kept = true;
	for (start = 0; start < ring->n; start = next) {
		for (next = start + 1; next < ring->n &&
		    !net->v[v[(first + next) % ring->n]].meets; next++)
			;
		net->v[v[(first + next) % ring->n]].kept = true;
		thin_stretch(net, v, ring->n, first + start, next - start);
	}
}

/* Twice the area inside, in square 1/100000 degrees; below 0 when it runs
 * clockwise. */
static double
ring_area(const struct ring *ring)
{
	double sum = 0;

	for (size_t i = 0; i < ring->n; i++) {
		struct geo p = ring->at[i], q = ring->at[(i + 1) % ring->n];

		sum += (double)p.lng * (double)q.lat -
		    (double)q.lng * (double)p.lat;
	}
	return sum;
}

static struct ring
kept_of(struct net *net, const struct ring *ring)
{
	struct geo *at = arena_array(net->mem, ring->n, sizeof(*at));
	size_t n = 0;

	for (size_t i = 0; i < ring->n; i++) {
		if (net->v[vertex_of(net, ring->at[i])].kept)
			at[n++] = ring->at[i];
	}
	return (struct ring){ at, n };
}

/* The largest stays whatever it has become: if need be as it was. */
static size_t
keep_rings(struct net *net, struct territory *t)
{
	size_t kept = 0, points = 0, largest = 0;
	double seen = net->tolerance * net->tolerance * 8;

	for (size_t i = 1; i < t->nrings; i++) {
		if (fabs(ring_area(&t->rings[i])) >
		    fabs(ring_area(&t->rings[largest])))
			largest = i;
	}
	for (size_t i = 0; i < t->nrings; i++) {
		struct ring r = kept_of(net, &t->rings[i]);

		if (i == largest && r.n < 3)
			r = t->rings[i];
		if (i != largest && (r.n < 3 || fabs(ring_area(&r)) < seen))
			continue;
		t->rings[kept++] = r;
		points += r.n;
	}
	t->nrings = kept;
	return points;
}

static void
measure(struct net *net, const struct territory *t, double pixels)
{
	struct geo min = t->rings->at[0], max = min;
	double width, height;

	for (size_t i = 0; i < net->n; i++)
		for (size_t k = 0; k < t[i].nrings; k++)
			for (size_t j = 0; j < t[i].rings[k].n; j++) {
				struct geo p = t[i].rings[k].at[j];

				min.lat = p.lat < min.lat ? p.lat : min.lat;
				min.lng = p.lng < min.lng ? p.lng : min.lng;
				max.lat = p.lat > max.lat ? p.lat : max.lat;
				max.lng = p.lng > max.lng ? p.lng : max.lng;
			}
	net->squeeze = cos((double)(min.lat + max.lat) / 2 / GEO_DEGREE *
	    3.14159265358979 / 180);
	width = (double)(max.lng - min.lng) * net->squeeze;
	height = (double)(max.lat - min.lat);
	net->tolerance = fmax(width, height) / pixels / 2;
}

size_t
boundary_simplify(struct arena *mem, struct territory *t, size_t n,
    double pixels, bool *touch)
{
	struct net net = { .mem = mem, .touch = touch, .n = n };
	size_t points = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].nrings; k++)
			points += t[i].rings[k].n;
	net.vertices = finder_new(mem, points);
	net.edges = finder_new(mem, points);
	net.v = arena_array(mem, points + 1, sizeof(*net.v));
	net.stack = arena_array(mem, points * 2 + 8, sizeof(*net.stack));
	measure(&net, t, pixels);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].nrings; k++)
			add_ring(&net, &t[i].rings[k], i);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].nrings; k++)
			thin_ring(&net, &t[i].rings[k]);
	for (size_t i = 0; i < n; i++)
		kept += keep_rings(&net, &t[i]);
	return kept;
}
