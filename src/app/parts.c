#include "app/parts.h"

#include <string.h>

#include "app/site.h"

enum { MAX_PARTS = 60 };

/* What was found out about one child in this request. */
struct parts {
	const char *child;
	const struct record *records[MAX_PARTS];
	bool any[MAX_PARTS];
	size_t n;
};

static void
add(struct parts *p, const struct record *rec)
{
	if (rec && rec->child && strcmp(rec->child, "id") != 0 &&
	    p->n < MAX_PARTS)
		p->records[p->n++] = rec;
}

static void
find_records(const struct site *site, struct parts *p)
{
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->nrecords; k++)
			add(p, f->records[k]);
		add(p, f->unlisted);
	}
}

static enum result
ask(struct request *r, struct parts *p)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "parts.any" };
	struct rows rows = { 0 };
	enum result rc;

	for (size_t i = 0; i < p->n; i++) {
		buffer_add(&sql, i ? ", " : "SELECT ");
		buffer_add(&sql, "(SELECT 1 FROM ");
		buffer_add(&sql, p->records[i]->name);
		buffer_add(&sql, " WHERE ");
		buffer_add(&sql, p->records[i]->child);
		buffer_add(&sql, " = $1 LIMIT 1)");
	}
	q.sql = sql.s;
	rc = db_rows(r->db, r->mem, &q, ARGS(v_text(p->child)), &rows);
	for (size_t i = 0; !rc && i < p->n; i++)
		p->any[i] = rows.cells[i] != NULL;
	return rc;
}

static struct parts *
parts_of(struct request *r, const char *child)
{
	struct parts *p = r->parts;

	if (p && strcmp(p->child, child) == 0)
		return p;
	p = arena_take(r->mem, sizeof(*p));
	p->child = child;
	find_records(r->site, p);
	if (!p->n || ask(r, p))
		return NULL;
	r->parts = p;
	return p;
}

bool
parts_any(struct request *r, const struct record *rec, const char *child)
{
	const struct parts *p;

	if (!child || strcmp(r->method, "GET") != 0)
		return true;
	p = parts_of(r, child);
	for (size_t i = 0; p && i < p->n; i++) {
		if (p->records[i] == rec)
			return p->any[i];
	}
	return true;
}
