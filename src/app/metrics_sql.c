#include "app/metrics_sql.h"

#include "app/session.h"

static enum result
size_of(struct request *r, int64_t *bytes)
{
	static const struct query sqlite = {
		"metrics.size",
		"SELECT c.page_count * s.page_size FROM pragma_page_count() c,"
		" pragma_page_size() s"
	};
	static const struct query pg = {
		"metrics.size", "SELECT pg_database_size(current_database())"
	};

	return db_number(r->db, r->mem, db_is_sqlite(r->db) ? &sqlite : &pg,
	    NO_ARGS, bytes);
}

static enum result
text_of(struct request *r, const struct query *q, const char **out)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, q, NO_ARGS, &rows);

	*out = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
metrics_sql_totals(struct request *r, struct metrics_totals *out)
{
	static const struct query migration = {
		"metrics.migration", "SELECT max(name) FROM migration"
	};
	static const struct query since = {
		"metrics.mail_since",
		"SELECT min(queued_at) FROM mail WHERE due_at IS NOT NULL"
	};
	static const struct query counts[] = {
		{ "metrics.mail_waiting",
		  "SELECT count(*) FROM mail WHERE due_at IS NOT NULL" },
		{ "metrics.mail_given_up",
		  "SELECT count(*) FROM mail WHERE given_up_at IS NOT NULL"
		  " AND body IS NOT NULL" },
		{ "metrics.log_rows", "SELECT seq FROM audit_head" },
	};
	int64_t *const to[COUNT(counts)] = { &out->mail_waiting,
		&out->mail_given_up, &out->log_rows };
	enum result rc = size_of(r, &out->bytes);

	for (size_t i = 0; !rc && i < COUNT(counts); i++)
		rc = db_number(r->db, r->mem, &counts[i], NO_ARGS, to[i]);
	if (!rc)
		rc = session_count(r, &out->sessions);
	if (!rc)
		rc = text_of(r, &migration, &out->migration);
	return rc ? rc : text_of(r, &since, &out->mail_since);
}
