#include "app/verify_sql.h"

#include <stdlib.h>

#include "app/verify_part.h"

void
verify_sql_begin(struct verify *v)
{
	if (db_is_sqlite(v->db)) {
		db_snapshot(v->db);
		return;
	}
	/* As a script: to prepare a statement another may be let go first, which
	 * counts as a query, and then it is too late. */
	db_begin(v->db);
	(void)!db_script(v->db, "SET TRANSACTION ISOLATION LEVEL REPEATABLE"
	    " READ, READ ONLY");
}

void
verify_sql_end(struct verify *v)
{
	if (db_is_sqlite(v->db))
		db_unsnapshot(v->db);
	else
		db_rollback(v->db);
}

enum result
verify_sql_head(struct verify *v, struct verify_head *out)
{
	static const struct query q = {
		"verify.head", "SELECT seq, seal FROM audit_head WHERE one = 1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(v->db, v->mem, &q, NO_ARGS, &rows);

	if (rc || !rows.nrows)
		return rc;
	out->there = true;
	out->seq = strtoll(rows.cells[0], NULL, 10);
	out->seal = rows.cells[1];
	return OK;
}

enum result
verify_sql_rows(struct verify *v, verify_row *each, void *ctx)
{
	static const struct query q = {
		"verify.rows",
		"SELECT seq, at, request, person, login, agency, verb, record,"
		" record_id, path, classes, consent, children, what, seal"
		" FROM audit ORDER BY seq"
	};

	return db_each(v->db, &q, NO_ARGS, each, ctx);
}

enum result
verify_sql_seen(struct verify *v, verify_row *each, void *ctx)
{
	static const struct query q = {
		"verify.seen", "SELECT child, seq FROM audit_seen"
	};

	return db_each(v->db, &q, NO_ARGS, each, ctx);
}

static enum result
say_extra(void *ctx, const char *const *cells, size_t n)
{
	(void)n;
	verify_fault(ctx, "audit_seen: audit row %s is listed for child %s, but"
	    " is not about that child", cells[1], cells[0]);
	return OK;
}

static enum result
say_number(void *ctx, const char *const *cells, size_t n)
{
	(void)n;
	verify_fault(ctx, "audit_seen: audit row %s is listed for %s children,"
	    " but is about %s", cells[0], cells[1], cells[2]);
	return OK;
}

void
verify_sql_seen_faults(struct verify *v)
{
	static const struct query extra = {
		"verify.seen_extra",
		"SELECT s.child, s.seq FROM audit_seen s LEFT JOIN audit a"
		" ON a.seq = s.seq WHERE a.children IS NULL OR"
		" ' ' || a.children || ' ' NOT LIKE '% ' || s.child || ' %'"
		" ORDER BY s.seq, s.child"
	};
	static const struct query number = {
		"verify.seen_number",
		"SELECT a.seq, coalesce(s.n, 0), length(a.children)"
		" - length(replace(a.children, ' ', '')) + 1 FROM audit a"
		" LEFT JOIN (SELECT seq, count(*) AS n FROM audit_seen"
		" GROUP BY seq) s ON s.seq = a.seq WHERE a.children <> ''"
		" AND coalesce(s.n, 0) <> length(a.children)"
		" - length(replace(a.children, ' ', '')) + 1 ORDER BY a.seq"
	};

	if (db_each(v->db, &extra, NO_ARGS, say_extra, v) ||
	    db_each(v->db, &number, NO_ARGS, say_number, v))
		verify_fault(v, "audit_seen: cannot be read to the end");
}
