#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_work.h"

/* What the directory has, read once instead of asked row by row. */

const char *
open_service_key(struct open_work *w, const char *number, const char *kind)
{
	const struct code *c = codes_find(w->r->codes, "service_kind", kind);

	if (c && c->min > 0)
		return arena_fmt(w->r->mem, "%s|%d", number, (int)c->min);
	return arena_fmt(w->r->mem, "%s|%s", number, kind);
}

const char *
open_place_key(struct open_work *w, const char *name,
    const char *municipality)
{
	return arena_fmt(w->r->mem, "%s|%s", municipality ? municipality : "",
	    text_key_loose(w->r->mem, name));
}

static const char *
kept(struct open_work *w, const char *cell)
{
	return cell ? arena_text(w->r->mem, cell) : NULL;
}

static enum result
keep_service(void *ctx, const char *const *cells, size_t ncols)
{
	struct open_work *w = ctx;
	const char *key = open_service_key(w, cells[0], cells[1]);
	struct open_there *t;

	(void)ncols;
	if (text_map_get(w->services, key))
		return OK;
	t = arena_take(w->r->mem, sizeof(*t));
	t->id = kept(w, cells[2]);
	t->place = kept(w, cells[3]);
	text_map_put(w->services, key, t);
	return OK;
}

static enum result
keep_place(void *ctx, const char *const *cells, size_t ncols)
{
	struct open_work *w = ctx;
	const char *key = open_place_key(w, cells[1], cells[2]);
	struct open_there *t = arena_take(w->r->mem, sizeof(*t));

	(void)ncols;
	t->id = kept(w, cells[0]);
	t->address = cells[3] ? text_key(w->r->mem, cells[3]) : "";
	t->next = (struct open_there *)(uintptr_t)text_map_get(w->places, key);
	text_map_put(w->places, key, t);
	return OK;
}

static enum result
keep_provider(void *ctx, const char *const *cells, size_t ncols)
{
	struct open_work *w = ctx;
	struct open_there *t = arena_take(w->r->mem, sizeof(*t));

	(void)ncols;
	t->id = kept(w, cells[0]);
	if (cells[2])
		text_map_put(w->providers, kept(w, cells[2]), t);
	text_map_put(w->providers, kept(w, cells[1]), t);
	return OK;
}

enum result
open_sql_there(struct open_work *w)
{
	static const struct query services = {
		"opendata.services",
		"SELECT s.number, s.kind, s.id, s.place FROM service s"
		" WHERE s.number IS NOT NULL ORDER BY"
		" CASE s.status WHEN 'closed' THEN 1 ELSE 0 END, s.id"
	};
	static const struct query places = {
		"opendata.places",
		"SELECT id, name, municipality, address FROM place"
		" ORDER BY id DESC"
	};
	static const struct query providers = {
		"opendata.providers",
		"SELECT id, name, number FROM provider ORDER BY id DESC"
	};
	struct request *r = w->r;
	enum result rc;

	w->services = text_map_new(r->mem, 1024);
	w->places = text_map_new(r->mem, 1024);
	w->providers = text_map_new(r->mem, 1024);
	rc = db_each(r->db, &services, NO_ARGS, keep_service, w);
	if (!rc)
		rc = db_each(r->db, &places, NO_ARGS, keep_place, w);
	if (!rc)
		rc = db_each(r->db, &providers, NO_ARGS, keep_provider, w);
	return rc;
}
