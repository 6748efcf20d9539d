#include <string.h>

#include "features/bundle/bundle_private.h"

const struct query bundle_sql_about = { "bundle.about",
	"INSERT INTO about (key, value) VALUES ($1, $2)" };
const struct query bundle_sql_mark = { "bundle.mark",
	"INSERT INTO mark (id, record, digest, modified_at)"
	" VALUES ($1, $2, $3, $4)" };
/* The floor asks whether the code lists moved: in a bundle they never do. */
const struct query bundle_sql_counter = { "bundle.counter",
	"INSERT INTO change_counter (name, value) VALUES ($1, $2)" };

static bool
is_veiled(const struct allowed_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->columns[i].as == AS_TEXT ||
		    t->columns[i].as == AS_NUMBER)
			return true;
	}
	return false;
}

static const char *
asked_for(const struct allowed *c)
{
	return c->as == AS_MADE ? "NULL" : c->from ? c->from : c->column;
}

static struct query
query_of(struct request *r, const struct allowed_table *t)
{
	struct buffer sql = buffer_new(r->mem);

	buffer_add(&sql, "SELECT ");
	for (size_t i = 0; i < t->n; i++)
		buffer_fmt(&sql, "%s%s", i ? ", " : "",
		    asked_for(&t->columns[i]));
	if (is_veiled(t))
		buffer_add(&sql, ", centre_fields, supporter_fields");
	buffer_fmt(&sql, " FROM %s WHERE %s", t->from, t->where);
	if (t->order)
		buffer_fmt(&sql, " ORDER BY %s", t->order);
	return (struct query){ arena_fmt(r->mem, "bundle.%s", t->from), sql.s };
}

static size_t
nargs_of(const struct allowed_table *t)
{
	return strstr(t->where, "$1") ? 1 : 0;
}

enum result
bundle_sql_rows(struct request *r, const struct allowed_table *t,
    struct rows *out)
{
	struct query q = query_of(r, t);
	const struct value today = v_text(r->today);

	return db_rows(r->db, r->mem, &q, &today, nargs_of(t), out);
}

enum result
bundle_sql_each(struct request *r, const struct allowed_table *t,
    enum result (*each)(void *ctx, const char *const *cells, size_t n),
    void *ctx)
{
	struct query *q = arena_take(r->mem, sizeof(*q));
	const struct value today = v_text(r->today);

	*q = query_of(r, t);
	return db_each(r->db, q, &today, nargs_of(t), each, ctx);
}

const struct query *
bundle_sql_insert(struct arena *mem, const struct allowed_table *t,
    size_t nrows)
{
	struct buffer sql = buffer_new(mem);
	struct query *q = arena_take(mem, sizeof(*q));

	buffer_fmt(&sql, "INSERT INTO %s (", t->table);
	for (size_t i = 0; i < t->n; i++)
		buffer_fmt(&sql, "%s%s", i ? ", " : "", t->columns[i].column);
	buffer_add(&sql, ") VALUES (");
	for (size_t i = 0; i < t->n * nrows; i++)
		buffer_fmt(&sql, "%s$%zu",
		    !i         ? ""
		    : i % t->n ? ", "
			       : "), (",
		    i + 1);
	buffer_add(&sql, ")");
	*q = (struct query){ arena_fmt(mem, "bundle.%s", t->table), sql.s };
	return q;
}

/* What a record of the bundle before was called, for those that are gone. */
enum result
bundle_sql_labels(struct request *r, struct db *db, struct text_map **out)
{
	static const struct query q = { "bundle.labels",
		"SELECT id, name FROM pub_organization"
		" UNION ALL SELECT id, name FROM pub_location"
		" UNION ALL SELECT s.id, COALESCE(s.name, l.name) || '　' || "
		" COALESCE(c.label, s.kind) FROM pub_service s"
		" JOIN pub_location l ON l.id = s.location"
		" LEFT JOIN code c ON c.list = 'service_kind' AND c.code = s.kind"
		" UNION ALL SELECT m.id, COALESCE(s.name, l.name) || '　' ||"
		" m.label FROM pub_room m JOIN pub_service s ON s.id = m.service"
		" JOIN pub_location l ON l.id = s.location" };
	struct rows rows = { 0 };
	enum result rc = db_rows(db, r->mem, &q, NO_ARGS, &rows);

	*out = text_map_new(r->mem, rows.nrows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		if (c[1])
			text_map_put(*out, c[0], c[1]);
	}
	return rc;
}

enum result
bundle_sql_marks(struct request *r, struct db *db, struct marks *m)
{
	static const struct query made = { "bundle.made_at",
		"SELECT value FROM about WHERE key = 'made_at'" };
	static const struct query q = { "bundle.marks",
		"SELECT id, record, digest, modified_at FROM mark" };
	struct rows about = { 0 }, rows = { 0 };
	enum result rc = db_rows(db, r->mem, &made, NO_ARGS, &about);

	if (!rc)
		rc = db_rows(db, r->mem, &q, NO_ARGS, &rows);
	m->at = arena_array(r->mem, rows.nrows + 1, sizeof(*m->at));
	m->by_id = text_map_new(r->mem, rows.nrows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		m->at[i] = (struct mark){ c[0], c[1], c[2], c[3], false };
		text_map_put(m->by_id, c[0], &m->at[i]);
	}
	if (!rc && about.nrows) {
		m->made_at = about.cells[0];
		m->n = rows.nrows;
	}
	return rc;
}
