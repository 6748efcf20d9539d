#include "app/distance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"

/*
 * n municipalities are few: a table of n * n edges, and the nearest ways from
 * one of them (Dijkstra) when it is asked for the first time.
 */
enum { MAX_TOWNS = 400, MAX_PERCENT = 1000, MAX_SPEED = 200 };

struct distances {
	struct arena *mem;
	const struct codes *codes;
	const struct municipality *towns;
	size_t n;
	double *edges;			/* [n * n] km; 0: they do not touch */
	int64_t *minutes;		/* [n * n] of the table; 0: not in it */
	double **around;		/* [n] -> [n] km, or NULL: not yet asked */
	double detour, speed;		/* a factor, km an hour */
};

/* A number of the pack, or what stands in for one that makes no sense. */
static double
setting(const struct request *r, const char *name, long most, double standby)
{
	long n = strtol(codes_setting(r->codes, name), NULL, 10);

	return n >= 1 && n <= most ? (double)n : standby;
}

/* "12-01/03-31" goes over the new year. */
static bool
in_winter(const struct request *r)
{
	const char *days = codes_setting(r->codes, "travel_winter");
	const char *today = r->today + 5;

	if (strlen(days) != 11 || days[5] != '/')
		return false;
	if (strncmp(days, days + 6, 5) <= 0)
		return strncmp(today, days, 5) >= 0 &&
		    strncmp(today, days + 6, 5) <= 0;
	return strncmp(today, days, 5) >= 0 || strncmp(today, days + 6, 5) <= 0;
}

/* n: no such municipality. */
static size_t
place_of(const struct distances *d, const char *code)
{
	const struct municipality *m = codes_municipality(d->codes, code);
	size_t i = m ? (size_t)(m - d->towns) : d->n;

	return i < d->n ? i : d->n;
}

static void
add_edge(struct distances *d, const char *from, const char *to)
{
	size_t a = place_of(d, from), b = place_of(d, to);

	if (a == d->n || b == d->n || !geo_known(d->towns[a].at) ||
	    !geo_known(d->towns[b].at))
		return;
	d->edges[a * d->n + b] = d->edges[b * d->n + a] =
	    fmax(geo_km(d->towns[a].at, d->towns[b].at), 0.001);
}

static enum result
load_edges(struct request *r, struct distances *d)
{
	static const struct query q = {
		"distance.neighbours",
		"SELECT a, b FROM neighbour WHERE source ="
		" (SELECT min(source) FROM neighbour)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add_edge(d, rows.cells[i * 2], rows.cells[i * 2 + 1]);
	return rc;
}

static enum result
load_minutes(struct request *r, struct distances *d)
{
	static const struct query q = {
		"distance.travel", "SELECT a, b, minutes FROM travel"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * 3;
		size_t a = place_of(d, c[0]), b = place_of(d, c[1]);

		if (a < d->n && b < d->n)
			d->minutes[a * d->n + b] = d->minutes[b * d->n + a] =
			    strtoll(c[2], NULL, 10);
	}
	return rc;
}

enum result
distances_load(struct request *r, struct distances **out)
{
	struct distances *d = arena_take(r->mem, sizeof(*d));
	enum result rc;

	d->mem = r->mem;
	d->codes = r->codes;
	d->towns = codes_municipalities(r->codes, &d->n);
	if (d->n > MAX_TOWNS)
		d->n = MAX_TOWNS;
	d->edges = arena_array(r->mem, d->n * d->n + 1, sizeof(*d->edges));
	d->minutes = arena_array(r->mem, d->n * d->n + 1, sizeof(*d->minutes));
	d->around = arena_array(r->mem, d->n + 1, sizeof(*d->around));
	d->detour = setting(r, "travel_detour", MAX_PERCENT, 130) / 100;
	d->speed = in_winter(r) ?
	    setting(r, "travel_speed_winter", MAX_SPEED, 30) :
	    setting(r, "travel_speed", MAX_SPEED, 40);
	rc = load_edges(r, d);
	if (!rc)
		rc = load_minutes(r, d);
	*out = d;
	return rc;
}

/* The nearest that is not settled; n: the rest cannot be reached. */
static size_t
nearest(const struct distances *d, const double *km, const bool *settled)
{
	size_t best = d->n;

	for (size_t i = 0; i < d->n; i++) {
		if (!settled[i] && km[i] < INFINITY &&
		    (best == d->n || km[i] < km[best]))
			best = i;
	}
	return best;
}

static const double *
ways_from(struct distances *d, size_t from)
{
	bool settled[MAX_TOWNS] = { false };
	double *km = d->around[from];

	if (km)
		return km;
	km = d->around[from] = arena_array(d->mem, d->n, sizeof(*km));
	for (size_t i = 0; i < d->n; i++)
		km[i] = i == from ? 0 : INFINITY;
	for (size_t at = from; at < d->n; at = nearest(d, km, settled)) {
		settled[at] = true;
		for (size_t i = 0; i < d->n; i++) {
			double edge = d->edges[at * d->n + i];

			if (edge > 0 && km[at] + edge < km[i])
				km[i] = km[at] + edge;
		}
	}
	return km;
}

double
distance_around(struct distances *d, const char *from, const char *to)
{
	size_t a = place_of(d, from), b = place_of(d, to);
	double straight, around;

	if (a == d->n || b == d->n || !geo_known(d->towns[a].at) ||
	    !geo_known(d->towns[b].at))
		return -1;
	straight = geo_km(d->towns[a].at, d->towns[b].at);
	/* From the lower one: sums in another order differ in the last bit. */
	around = ways_from(d, a < b ? a : b)[a < b ? b : a];
	return around < INFINITY ? fmax(straight, around) : straight;
}

static struct geo
point_of(const struct distances *d, const struct spot *s, size_t i)
{
	const struct geo nowhere = { 0, 0 };

	if (geo_known(s->at))
		return s->at;
	return i < d->n ? d->towns[i].at : nowhere;
}

static bool
estimate(struct distances *d, const struct spot *s, const struct spot *q,
    struct distance *out)
{
	size_t a = place_of(d, s->municipality), b = place_of(d, q->municipality);
	struct geo from = point_of(d, s, a), to = point_of(d, q, b);
	bool near = a == d->n || b == d->n || a == b ||
	    d->edges[a * d->n + b] > 0;

	if (!geo_known(from) || !geo_known(to))
		return false;
	out->km = geo_km(from, to);
	if (!near)
		out->km = fmax(out->km, distance_around(d, s->municipality,
		    q->municipality));
	out->km *= d->detour;
	out->minutes = (int64_t)ceil(out->km / d->speed * 60);
	return true;
}

bool
distance_between(struct distances *d, const struct spot *s,
    const struct spot *q, struct distance *out)
{
	size_t a = place_of(d, s->municipality), b = place_of(d, q->municipality);
	bool known;

	*out = (struct distance){ .km = -1 };
	known = estimate(d, s, q, out);
	if (a < d->n && b < d->n && d->minutes[a * d->n + b]) {
		out->minutes = d->minutes[a * d->n + b];
		out->by_table = known = true;
	}
	return known;
}

int64_t
distance_minutes(const struct distance *d)
{
	if (d->by_table)
		return d->minutes;
	return d->minutes < 5 ? 5 : (d->minutes + 4) / 5 * 5;
}

const char *
distance_words(struct arena *mem, const struct distance *d)
{
	return arena_fmt(mem, "目安 約%lld分（%s）",
	    (long long)distance_minutes(d), d->by_table ? "センターの所要時間表" : "道路状況を含まない推計");
}
