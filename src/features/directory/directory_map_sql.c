#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/record_page.h"
#include "app/text_map.h"
#include "base/text.h"
#include "features/directory/directory_map.h"

/*
 * What fits is asked of what the person may see, not of the rows: a field that
 * is hidden from them must not be found by asking.
 */
struct asking {
	struct request *r;
	const struct map_wish *wish;
	const char *key;		/* of the name asked for, or NULL */
	int slot;			/* of the criterion asked for */
	enum reach reach;
	struct text_map *places;	/* id -> struct place */
};

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

static enum result
load_services(struct request *r, const char *kind, struct rows *rows)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "directory.map" };
	struct value *args = arena_array(r->mem, 2, sizeof(*args));
	size_t n = 2;
	enum result rc;

	args[0] = v_int(DIRECTORY_MAP_MOST);
	args[1] = v_text(kind ? kind : "");
	buffer_fmt(&sql, "SELECT %s, s.answers FROM service s"
	    " WHERE s.status <> 'closed' AND ($2 = '' OR s.kind = $2)",
	    record_columns(r->mem, &service_record, "s."));
	rc = record_filter(r, &service_record, "s.", &sql, &args, &n);
	buffer_add(&sql, " ORDER BY s.kana, s.id LIMIT $1");
	q.sql = sql.s;
	return rc ? rc : db_rows(r->db, r->mem, &q, args, n, rows);
}

static bool
holds(const struct asking *a, const char *text)
{
	return text && strstr(text_key_loose(a->r->mem, text), a->key);
}

static bool
takes(const struct asking *a, const char *answers)
{
	enum answered answer = directory_answer(answers ? answers : "", a->slot,
	    a->reach);

	return answer == ANSWER_YES || answer == ANSWER_TERMS;
}

static bool
fits(const struct asking *a, const struct map_found *f, const char *answers)
{
	const struct map_wish *w = a->wish;
	const char *town = f->place.municipality;

	if (w->municipality && (!town || strcmp(town, w->municipality) != 0))
		return false;
	if (w->region && strcmp(codes_region(a->r->codes, town, a->r->today),
	    w->region) != 0)
		return false;
	if (w->criterion && !takes(a, answers))
		return false;
	return !a->key || holds(a, f->place.name) || holds(a, f->place.kana) ||
	    holds(a, f->service.name);
}

static enum result
prepare(struct asking *a)
{
	struct directory_slots *slots;
	enum result rc = directory_slots(a->r, &slots);

	if (rc)
		return rc;
	a->slot = a->wish->criterion ?
	    directory_slot(slots, a->wish->criterion) : NO_SLOT;
	a->reach = directory_reach(a->r);
	a->key = a->wish->q ? text_key_loose(a->r->mem, a->wish->q) :
	    NULL;
	return load_places(a->r, &a->places);
}

enum result
directory_map_find(struct request *r, const struct map_wish *wish,
    struct map_found **out, size_t *n)
{
	struct asking a = { .r = r, .wish = wish };
	struct rows rows = { 0 };
	enum result rc = prepare(&a);

	*n = 0;
	if (!rc)
		rc = load_services(r, wish->kind, &rows);
	if (rc)
		return rc;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct map_found *f = &(*out)[*n];
		const struct place *p;

		if (!record_load(r, &service_record, &rows, i, &f->service))
			continue;
		p = text_map_get(a.places, f->service.place);
		if (!p)
			continue;
		f->place = *p;
		*n += fits(&a, f, rows_cell(&rows, i, "answers"));
	}
	return OK;
}
