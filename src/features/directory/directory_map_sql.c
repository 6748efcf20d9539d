#include <string.h>

#include "app/codes.h"
#include "app/record_page.h"
#include "app/text_map.h"
#include "features/directory/directory_map.h"

static enum result
load_places(struct request *r, struct text_map **out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "directory.map_places" };
	struct rows rows = { 0 };
	struct value *args = NULL;
	size_t n = 0;
	enum result rc;

	buffer_fmt(&sql, "SELECT %s FROM place p WHERE 1 = 1",
	    record_columns(r->mem, &place_record, "p."));
	rc = record_filter(r, &place_record, "p.", &sql, &args, &n);
	q.sql = sql.s;
	if (!rc)
		rc = db_rows(r->db, r->mem, &q, args, n, &rows);
	*out = text_map_new(r->mem, rows.nrows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct place *p = arena_take(r->mem, sizeof(*p));

		if (record_load(r, &place_record, &rows, i, p))
			text_map_put(*out, p->id, p);
	}
	return rc;
}

/* Asked again of what the person may see of the place, not of the row: a field
 * that is hidden from them must not be found by asking. */
static bool
fits(struct request *r, const struct wish *w, const struct place *p)
{
	if (w->municipality && (!p->municipality ||
	    strcmp(p->municipality, w->municipality) != 0))
		return false;
	return !w->region || strcmp(codes_region(r->codes, p->municipality,
	    r->today), w->region) == 0;
}

enum result
directory_map_find(struct request *r, const struct wish *wish,
    struct map_found **out, size_t *n)
{
	struct text_map *places;
	struct rows rows = { 0 };
	enum result rc = load_places(r, &places);

	*n = 0;
	if (!rc)
		rc = directory_sql_list(r, wish, DIRECTORY_MAP_MOST, 0, &rows);
	if (rc)
		return rc;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct map_found *f = &(*out)[*n];
		const struct place *p;

		if (!record_load(r, &service_record, &rows, i, &f->service))
			continue;
		p = text_map_get(places, f->service.place);
		if (!p || !fits(r, wish, p))
			continue;
		f->place = *p;
		(*n)++;
	}
	return OK;
}
