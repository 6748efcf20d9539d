#include <string.h>

#include "app/pack_sheet.h"
#include "base/geo.h"

/*
 * Where things are: neighbours.csv, pairs of municipalities that touch, and the
 * coordinates in municipalities.csv.
 */
enum { N_A, N_B };
static const char *const columns[] = { "a", "b" };

bool
pack_map_open(struct request *r, const char *folder, struct pack_sheet *s)
{
	*s = (struct pack_sheet)PACK_SHEET("neighbours.csv", columns);
	return pack_open(r, folder, s);
}

static bool
between(int64_t n, int64_t from, int64_t to)
{
	return n >= from * GEO_DEGREE && n <= to * GEO_DEGREE;
}

bool
pack_map_point(const char *lat, const char *lng, struct geo *out)
{
	*out = (struct geo){ 0, 0 };
	if (!*lat && !*lng)
		return true;
	return geo_read(lat, &out->lat) && geo_read(lng, &out->lng) &&
	    between(out->lat, 20, 46) && between(out->lng, 122, 154);
}

void
pack_map_check(struct request *r, const struct pack_sheet *s,
    const struct text_map *towns)
{
	struct text_map *seen = text_map_new(r->mem, s->table.nrows);

	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *a = pack_text(s, i, N_A), *b = pack_text(s, i, N_B);
		const char *pair = arena_fmt(r->mem, "%s:%s", a, b);

		if (!text_map_get(towns, a) || !text_map_get(towns, b))
			pack_fault(r, s, i, "no such municipality");
		else if (strcmp(a, b) >= 0)
			pack_fault(r, s, i, "a comes before b");
		if (text_map_get(seen, pair))
			pack_fault(r, s, i, "this pair stands twice");
		text_map_put(seen, pair, pair);
	}
}

void
pack_map_write(struct request *r, const struct pack_sheet *s)
{
	static const struct query clear = {
		"pack.neighbours", "DELETE FROM neighbour WHERE source = 'pack'"
	};
	static const struct query q = {
		"pack.neighbour",
		"INSERT INTO neighbour (a, b, source) VALUES ($1, $2, 'pack')"
	};

	(void)db_exec(r->db, &clear, NO_ARGS);
	for (size_t i = 1; i < s->table.nrows; i++)
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, N_A)),
		    v_text(pack_text(s, i, N_B))));
}
