#include "features/auditlog/auditlog_sql.h"

/* The members of an audit_row that are shown, in this order. */
#define COLUMNS \
    "a.at, a.person, a.login, a.agency, a.verb, a.record, a.record_id," \
    " a.path, a.classes, a.consent, a.children, a.what"

struct walk {
	auditlog_each *each;
	void *ctx;
};

static enum result
pass_on(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	struct audit_row row = { .at = c[0], .person = c[1], .login = c[2],
		.agency = c[3], .verb = c[4], .record = c[5],
		.record_id = c[6], .path = c[7], .classes = c[8],
		.consent = c[9], .children = c[10], .what = c[11] };

	(void)ncols;
	return w->each(w->ctx, &row);
}

enum result
auditlog_sql_of_child(struct request *r, const char *child, const char *from,
    const char *to, auditlog_each *each, void *ctx)
{
	static const struct query q = {
		"auditlog.of_child",
		"SELECT " COLUMNS " FROM audit_seen s"
		" JOIN audit a ON a.seq = s.seq WHERE s.child = $1"
		" AND a.at >= $2 AND a.at < $3 ORDER BY s.seq DESC"
	};
	struct walk w = { each, ctx };

	return db_each(r->db, &q, ARGS(v_text(child), v_text(from),
	    v_text(to)), pass_on, &w);
}

enum result
auditlog_sql_latest(struct request *r, const char *child, int64_t limit,
    auditlog_each *each, void *ctx)
{
	static const struct query q = {
		"auditlog.latest",
		"SELECT " COLUMNS " FROM audit_seen s"
		" JOIN audit a ON a.seq = s.seq WHERE s.child = $1"
		" AND a.verb <> 'list' ORDER BY s.seq DESC LIMIT $2"
	};
	struct walk w = { each, ctx };

	return db_each(r->db, &q, ARGS(v_text(child), v_int(limit)), pass_on,
	    &w);
}
