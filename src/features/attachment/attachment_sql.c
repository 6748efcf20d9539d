#include "features/attachment/attachment_sql.h"

enum { MAX_OF_CHILD = 1000 };

/* The columns and joins of every row; the caller's condition follows. */
static const char *
select_rows(struct request *r, const char *where)
{
	return arena_fmt(r->mem, "SELECT %s, p.name AS adder, q.name AS remover,"
	    " c.recipient FROM attachment a"
	    " LEFT JOIN person p ON p.id = a.added_by"
	    " LEFT JOIN person q ON q.id = a.removed_by"
	    " LEFT JOIN consent c ON a.of_record = 'consent'"
	    " AND c.id = a.of_id WHERE %s",
	    record_columns(r->mem, &attachment_record, "a."), where);
}

enum result
attachment_sql_get(struct request *r, const char *id, struct rows *out)
{
	struct query q = { "attachment.get", select_rows(r, "a.id = $1") };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}

enum result
attachment_sql_of_child(struct request *r, const char *child,
    const char *of_id, struct rows *out)
{
	struct query all = { "attachment.of_child", select_rows(r,
	    "a.child = $1 ORDER BY a.added_on DESC, a.id DESC LIMIT $2") };
	struct query some = { "attachment.of_record", select_rows(r,
	    "a.child = $1 AND a.of_id = $3"
	    " ORDER BY a.added_on DESC, a.id DESC LIMIT $2") };

	if (of_id)
		return db_rows(r->db, r->mem, &some, ARGS(v_text(child),
		    v_int(MAX_OF_CHILD), v_text(of_id)), out);
	return db_rows(r->db, r->mem, &all, ARGS(v_text(child),
	    v_int(MAX_OF_CHILD)), out);
}

enum result
attachment_sql_add_body(struct request *r, const char *id, const char *body)
{
	static const struct query q = {
		"attachment.add_body",
		"INSERT INTO attachment_body (attachment, body)"
		" VALUES ($1, $2)"
	};

	return db_exec(r->db, &q, ARGS(v_text(id), v_text(body)));
}

enum result
attachment_sql_body(struct request *r, const char *id, const char **body)
{
	static const struct query q = {
		"attachment.body",
		"SELECT body FROM attachment_body WHERE attachment = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (!rc && !rows.nrows)
		rc = MISSING;
	if (!rc)
		*body = rows.cells[0];
	return rc;
}

enum result
attachment_sql_demo_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"attachment.demo_children",
		"SELECT c.id, (SELECT min(k.id) FROM consent k"
		" WHERE k.child = c.id) AS consent"
		" FROM child c ORDER BY c.number LIMIT 12"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
