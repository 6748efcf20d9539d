#include "app/owned.h"

#include "app/site.h"

/* One query a kind, or one text for all of them: what is open of a person. */
enum { MAX_LEFT = 200 };

const struct owned *const *
owned_all(struct request *r, size_t *n)
{
	const struct owned **all;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; i < r->site->nfeatures; i++)
		room += r->site->features[i]->nowned;
	all = arena_array(r->mem, room + 1, sizeof(*all));
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nowned; k++)
			all[(*n)++] = f->owned[k];
	}
	return all;
}

static const char *
from(struct request *r, const struct owned *o)
{
	return arena_fmt(r->mem, " FROM %s t%s%s", o->record->name,
	    o->join ? " " : "", o->join ? o->join : "");
}

/* $1 is the person, $2 today. */
static const char *
theirs(struct request *r, const struct owned *o)
{
	return arena_fmt(r->mem, "%s WHERE %s = $1 AND $2 = $2 AND (%s)",
	    from(r, o), o->owner, o->open);
}

static bool
goes_on(const struct owned *o)
{
	return o->way != OWNED_ENDS && o->way != OWNED_TOLD;
}

enum result
owned_count(struct request *r, const struct owned *o, const char *person,
    int64_t *n)
{
	struct query q = { arena_fmt(r->mem, "owned.count:%s", o->kind),
	    arena_fmt(r->mem, "SELECT count(*)%s", theirs(r, o)) };

	return db_number(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), n);
}

enum result
owned_count_all(struct request *r, const char *person, int64_t *n)
{
	size_t nall;
	const struct owned *const *all = owned_all(r, &nall);

	*n = 0;
	for (size_t i = 0; i < nall; i++) {
		int64_t some = 0;
		enum result rc = goes_on(all[i]) ?
		    owned_count(r, all[i], person, &some) : OK;

		if (rc)
			return rc;
		*n += some;
	}
	return OK;
}

enum result
owned_rows(struct request *r, const struct owned *o, const char *person,
    struct rows *out)
{
	struct query q = { arena_fmt(r->mem, "owned.rows:%s", o->kind),
	    arena_fmt(r->mem, "SELECT %s%s ORDER BY t.id",
	    record_columns(r->mem, o->record, "t."), theirs(r, o)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), out);
}

enum result
owned_children(struct request *r, const char *person, struct rows *out)
{
	struct query q = { .name = "owned.children" };
	struct buffer sql = buffer_new(r->mem);
	size_t n;
	const struct owned *const *all = owned_all(r, &n);
	bool any = false;

	buffer_add(&sql, "SELECT w.kind, w.child, count(*) AS n FROM (");
	for (size_t i = 0; i < n; i++) {
		if (!goes_on(all[i]) || !all[i]->record->child)
			continue;
		buffer_fmt(&sql, "%sSELECT %zu AS place, '%s' AS kind,"
		    " t.%s AS child%s", any ? " UNION ALL " : "", i,
		    all[i]->kind, all[i]->record->child, theirs(r, all[i]));
		any = true;
	}
	buffer_add(&sql, ") w JOIN child k ON k.id = w.child"
	    " GROUP BY w.place, w.kind, w.child, k.number"
	    " ORDER BY k.number, w.child, w.place");
	q.sql = sql.s;
	*out = (struct rows){ 0 };
	return any ? db_rows(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), out) : OK;
}

enum result
owned_left_behind(struct request *r, struct rows *out)
{
	struct query q = { .name = "owned.left_behind" };
	struct buffer sql = buffer_new(r->mem);
	size_t n;
	const struct owned *const *all = owned_all(r, &n);
	bool any = false;

	buffer_add(&sql, "SELECT p.id AS person, p.name, p.left_on,"
	    " count(*) AS n FROM (");
	for (size_t i = 0; i < n; i++) {
		if (!goes_on(all[i]))
			continue;
		buffer_fmt(&sql, "%sSELECT %s AS owner%s WHERE (%s)"
		    " AND %s IN (SELECT l.id FROM person l"
		    " WHERE l.left_on IS NOT NULL AND l.left_on <= $2)",
		    any ? " UNION ALL " : "", all[i]->owner, from(r, all[i]),
		    all[i]->open, all[i]->owner);
		any = true;
	}
	buffer_add(&sql, ") w JOIN person p ON p.id = w.owner"
	    " GROUP BY p.id, p.name, p.left_on"
	    " ORDER BY p.left_on, p.id LIMIT $1");
	q.sql = sql.s;
	*out = (struct rows){ 0 };
	return any ? db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_LEFT),
	    v_text(r->today)), out) : OK;
}
