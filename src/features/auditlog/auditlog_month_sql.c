#include "features/auditlog/auditlog_month_sql.h"

#include "features/team/team.h"

enum { MAX_GLASS = 2000 };

struct walk {
	auditlog_each *each;
	void *ctx;
};

static enum result
pass_on(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	struct audit_row row = { .at = c[0], .person = c[1], .login = c[2],
		.verb = c[3], .record = c[4], .record_id = c[5], .path = c[6],
		.children = c[7], .what = c[8] };

	(void)ncols;
	return w->each(w->ctx, &row);
}

enum result
month_sql_rows(struct request *r, const char *from, const char *to,
    auditlog_each *each, void *ctx)
{
	static const struct query q = {
		"month.rows",
		"SELECT at, person, login, verb, record, record_id, path, children,"
		" what FROM audit WHERE at >= $1 AND at < $2 ORDER BY at, seq"
	};
	struct walk w = { each, ctx };

	return db_each(r->db, &q, ARGS(v_text(from), v_text(to)), pass_on,
	    &w);
}

enum result
month_sql_glass(struct request *r, const char *from, const char *to,
    struct rows *out)
{
	struct query q = { "month.glass", arena_fmt(r->mem, "SELECT %s"
	    " FROM glass WHERE opened_at >= $1 AND opened_at < $2"
	    " ORDER BY opened_at, id LIMIT $3", record_columns(r->mem,
	    &glass_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(from), v_text(to),
	    v_int(MAX_GLASS)), out);
}

enum result
month_sql_grant(struct request *r, const char *id, struct rows *out)
{
	struct query q = { "month.grant", arena_fmt(r->mem, "SELECT %s"
	    " FROM named_grant WHERE id = $1", record_columns(r->mem,
	    &named_grant_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}
