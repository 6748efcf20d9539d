#include "app/map_land.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rings are kept in 1/10000 degree; a tile is a thousand wide. */
enum { KEPT_DEGREE = 10, TILE = 1000 };

struct raw_ring {
	struct geo *at;
	size_t n;
};

struct raw {
	struct raw_ring *rings;
	size_t n;
};

static size_t
count_of(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

/* "lat,lng lat,lng;lat,lng ..." */
static struct raw
parse(struct arena *mem, const char *s)
{
	struct raw raw = { arena_array(mem, count_of(s, ';') + 1,
	    sizeof(*raw.rings)), 0 };
	size_t room = count_of(s, ',');
	struct geo *at = arena_array(mem, room + 1, sizeof(*at));
	size_t begin = 0, n = 0;

	while (*s && n < room) {
		char *end;

		at[n].lat = strtoll(s, &end, 10) * KEPT_DEGREE;
		if (*end != ',')
			break;
		at[n++].lng = strtoll(end + 1, &end, 10) * KEPT_DEGREE;
		if (*end != ' ') {
			raw.rings[raw.n++] = (struct raw_ring){ at + begin,
				n - begin };
			begin = n;
		}
		s = *end ? end + 1 : end;
	}
	return raw;
}

static struct raw
tile_of(struct arena *mem, const struct municipality *town)
{
	struct geo *at = arena_array(mem, 4, sizeof(*at));
	struct raw_ring *ring = arena_take(mem, sizeof(*ring));
	int64_t west = town->tile_x * TILE;
	int64_t east = west + TILE;
	int64_t north = -town->tile_y * TILE;
	int64_t south = north - TILE;

	at[0] = (struct geo){ north, west };
	at[1] = (struct geo){ north, east };
	at[2] = (struct geo){ south, east };
	at[3] = (struct geo){ south, west };
	*ring = (struct raw_ring){ at, 4 };
	return (struct raw){ ring, 1 };
}

struct spot_at
land_at(const struct land *land, struct geo p)
{
	return (struct spot_at){
		((double)p.lng - land->left) * land->squeeze * land->scale,
		(land->top - (double)p.lat) * land->scale };
}

/* The frame around the areas that are to fill the drawing. */
static void
set_frame(struct land *land, const struct raw *raw, const char *region)
{
	double west = INFINITY, east = -INFINITY, south = INFINITY,
	    north = -INFINITY, width;

	for (size_t i = 0; i < land->n; i++) {
		if (region && strcmp(land->areas[i].region, region) != 0)
			continue;
		for (size_t k = 0; k < raw[i].n; k++)
			for (size_t j = 0; j < raw[i].rings[k].n; j++) {
				struct geo p = raw[i].rings[k].at[j];

				west = fmin(west, (double)p.lng);
				east = fmax(east, (double)p.lng);
				south = fmin(south, (double)p.lat);
				north = fmax(north, (double)p.lat);
			}
	}
	if (!(west < east && south < north))
		west = south = 0, east = north = 1;
	land->squeeze = land->tiles ? 1 : cos((south + north) / 2 / GEO_DEGREE *
	    3.14159265358979 / 180);
	width = (east - west) * land->squeeze;
	land->scale = fmin((MAP_WIDTH - 2 * MAP_MARGIN) / width,
	    (MAP_MAX_HEIGHT - 2 * MAP_MARGIN) / (north - south));
	land->tile = TILE * land->scale;
	land->left = (west + east) / 2 -
	    MAP_WIDTH / 2 / land->squeeze / land->scale;
	land->top = north + MAP_MARGIN / land->scale;
	land->height = (int)ceil((north - south) * land->scale) + 2 * MAP_MARGIN;
}

static void
draw_area(struct land *land, struct land_area *a, const struct raw *raw)
{
	struct outline_ring *rings = arena_array(land->mem, raw->n + 1,
	    sizeof(*rings));

	a->min = (struct spot_at){ INFINITY, INFINITY };
	a->max = (struct spot_at){ -INFINITY, -INFINITY };
	for (size_t k = 0; k < raw->n; k++) {
		struct spot_at *at = arena_array(land->mem, raw->rings[k].n,
		    sizeof(*at));

		for (size_t j = 0; j < raw->rings[k].n; j++) {
			at[j] = land_at(land, raw->rings[k].at[j]);
			a->min.x = fmin(a->min.x, at[j].x);
			a->min.y = fmin(a->min.y, at[j].y);
			a->max.x = fmax(a->max.x, at[j].x);
			a->max.y = fmax(a->max.y, at[j].y);
		}
		rings[k] = (struct outline_ring){ at, raw->rings[k].n };
	}
	a->rings = rings;
	a->nrings = raw->n;
}

/* Every municipality has its outline, or all are tiles. */
static enum result
load_raw(struct request *r, struct land *land, struct raw *raw)
{
	static const struct query q = {
		"map.outlines", "SELECT municipality, rings FROM outline"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);
	size_t found = 0;

	for (size_t i = 0; i < rows.nrows; i++) {
		const struct land_area *a = land_find(land, rows.cells[i * 2]);

		if (!a)
			continue;
		raw[a - land->areas] = parse(r->mem, rows.cells[i * 2 + 1]);
		found++;
	}
	land->tiles = found < land->n;
	for (size_t i = 0; i < land->n && land->tiles; i++)
		raw[i] = tile_of(r->mem, land->areas[i].town);
	return rc;
}

static enum result
load(struct request *r, struct land *land, struct raw **raw)
{
	const struct municipality *towns;

	*land = (struct land){ .mem = r->mem };
	towns = codes_municipalities(r->codes, &land->n);
	land->areas = arena_array(r->mem, land->n + 1, sizeof(*land->areas));
	*raw = arena_array(r->mem, land->n + 1, sizeof(**raw));
	for (size_t i = 0; i < land->n; i++) {
		land->areas[i].town = &towns[i];
		land->areas[i].region = codes_region(r->codes, towns[i].code,
		    r->today);
	}
	return load_raw(r, land, *raw);
}

enum result
land_load(struct request *r, const char *region, struct land *land)
{
	struct raw *raw;
	enum result rc = load(r, land, &raw);

	if (rc)
		return rc;
	set_frame(land, raw, region);
	for (size_t i = 0; i < land->n; i++)
		draw_area(land, &land->areas[i], &raw[i]);
	return OK;
}

enum result
land_load_around(struct request *r, struct geo north_west, double scale,
    double squeeze, struct land *land)
{
	struct raw *raw;
	enum result rc = load(r, land, &raw);

	if (rc)
		return rc;
	land->left = (double)north_west.lng;
	land->top = (double)north_west.lat;
	land->scale = scale;
	land->squeeze = squeeze;
	for (size_t i = 0; i < land->n && !land->tiles; i++)
		draw_area(land, &land->areas[i], &raw[i]);
	return OK;
}

const struct land_area *
land_find(const struct land *land, const char *code)
{
	for (size_t i = 0; code && i < land->n; i++) {
		if (strcmp(land->areas[i].town->code, code) == 0)
			return &land->areas[i];
	}
	return NULL;
}

bool
land_shows(const struct land *land, struct spot_at p)
{
	return p.x >= 0 && p.x <= MAP_WIDTH && p.y >= 0 && p.y <= land->height;
}
