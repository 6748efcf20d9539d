#include "features/auditlog/auditlog_sql.h"

#include <string.h>

#include "base/text.h"

/* The members of an audit_row that are shown, in this order. */
#define COLUMNS \
    "a.at, a.person, a.login, a.agency, a.verb, a.record, a.record_id," \
    " a.path, a.classes, a.consent, a.children, a.what"

struct walk {
	auditlog_each *each;
	void *ctx;
};

static struct audit_row
row_of(const char *const *c)
{
	return (struct audit_row){ .at = c[0], .person = c[1], .login = c[2],
		.agency = c[3], .verb = c[4], .record = c[5],
		.record_id = c[6], .path = c[7], .classes = c[8],
		.consent = c[9], .children = c[10], .what = c[11] };
}

static enum result
pass_on(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	struct audit_row row = row_of(c);

	(void)ncols;
	return w->each(w->ctx, &row);
}

static enum result
pass_looker_on(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	struct audit_row row = { .at = c[0], .person = c[1], .login = c[2],
		.agency = c[3], .path = c[4] };

	(void)ncols;
	return w->each(w->ctx, &row);
}

/* By audit_seen: what is hidden of the instant keeps a database that knows the
 * limits no better than "some" from going through everybody's rows of then. */
enum result
auditlog_sql_of_child(struct request *r, const char *child, const char *from,
    const char *to, auditlog_each *each, void *ctx)
{
	static const struct query q = {
		"auditlog.of_child",
		"SELECT " COLUMNS " FROM audit_seen s"
		" JOIN audit a ON a.seq = s.seq WHERE s.child IN"
		" (SELECT $1 UNION ALL SELECT id FROM child WHERE"
		" merged_into = $1) AND a.at || '' >= $2 AND a.at || '' < $3"
		" ORDER BY s.seq DESC"
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
		"SELECT a.at, a.person, a.login, a.agency, a.path"
		" FROM audit_seen s"
		" JOIN audit a ON a.seq = s.seq WHERE s.child = $1"
		" AND a.verb <> 'list' ORDER BY s.seq DESC LIMIT $2"
	};
	struct walk w = { each, ctx };

	return db_each(r->db, &q, ARGS(v_text(child), v_int(limit)),
	    pass_looker_on, &w);
}

enum { MAX_CONDITIONS = 9 };

/* Conditions and their arguments, as far as something was chosen. */
struct narrowed {
	struct buffer sql;
	struct value args[MAX_CONDITIONS + 2];
	size_t n;
};

static void
narrow(struct narrowed *w, const char *condition, const char *value)
{
	if (!value || !*value)
		return;
	w->args[w->n++] = v_text(value);
	buffer_fmt(&w->sql, " AND %s $%zu", condition, w->n);
}

static void
narrow_to_place(struct narrowed *w, const struct auditlog_filter *f)
{
	if (f->upto) {
		w->args[w->n++] = v_int(f->upto);
		buffer_fmt(&w->sql, " AND a.seq <= $%zu", w->n);
	}
	if (f->behind_at) {
		w->args[w->n++] = v_text(f->behind_at);
		w->args[w->n++] = v_int(f->behind_seq);
		buffer_fmt(&w->sql, " AND (a.at, a.seq) < ($%zu, $%zu)",
		    w->n - 1, w->n);
	}
}

/* As the index audit_rare has it: word for word, or it is not used. */
#define RARE " AND a.verb NOT IN ('view', 'list', 'add', 'change')"

static bool
is_rare(const char *verb)
{
	static const char *const common[] = { "view", "list", "add", "change" };

	for (size_t i = 0; verb && i < COUNT(common); i++) {
		if (strcmp(verb, common[i]) == 0)
			return false;
	}
	return verb && *verb;
}

/* The rows of one child as a table like audit, with nothing left by which they
 * could be looked for among all others. */
#define OF_CHILD " FROM (SELECT b.seq, b.at || '' AS at," \
    " b.person || '' AS person, b.login, b.agency, b.verb || '' AS verb," \
    " b.record, b.record_id, b.path, b.classes, b.consent, b.children," \
    " b.what FROM audit_seen s JOIN audit b ON b.seq = s.seq" \
    " WHERE s.child IN (SELECT id FROM child WHERE id LIKE $1)) a"

static struct narrowed
narrowed_to(struct request *r, const struct auditlog_filter *f,
    const char *select)
{
	struct narrowed w = { .sql = buffer_new(r->mem) };

	buffer_add(&w.sql, select);
	if (f->child)
		w.args[w.n++] = v_text(arena_fmt(r->mem, "%%%s", f->child));
	buffer_add(&w.sql, f->child ? OF_CHILD : " FROM audit a");
	buffer_add(&w.sql, " WHERE 1 = 1");
	narrow(&w, "a.at >=", f->from);
	narrow(&w, "a.at <", f->to);
	narrow(&w, "a.person =", f->person);
	narrow(&w, "a.verb =", f->verb);
	buffer_add(&w.sql, is_rare(f->verb) ? RARE : "");
	narrow(&w, "a.record =", f->record);
	narrow_to_place(&w, f);
	return w;
}

enum result
auditlog_sql_count(struct request *r, const struct auditlog_filter *f,
    int64_t most, int64_t *n)
{
	struct narrowed w = narrowed_to(r, f,
	    "SELECT count(*) AS n FROM (SELECT 1 AS one");
	struct query q = { .name = "auditlog.count" };

	w.args[w.n++] = v_int(most);
	buffer_fmt(&w.sql, " LIMIT $%zu) AS found", w.n);
	q.sql = w.sql.s;
	return db_number(r->db, r->mem, &q, w.args, w.n, n);
}

enum result
auditlog_sql_list(struct request *r, const struct auditlog_filter *f,
    int64_t offset, int64_t limit, struct rows *out)
{
	struct narrowed w = narrowed_to(r, f, "SELECT " COLUMNS ", a.seq");
	struct query q = { .name = "auditlog.list" };

	w.args[w.n++] = v_int(limit);
	w.args[w.n++] = v_int(offset);
	buffer_fmt(&w.sql, " ORDER BY a.at DESC, a.seq DESC"
	    " LIMIT $%zu OFFSET $%zu", w.n - 1, w.n);
	q.sql = w.sql.s;
	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
auditlog_sql_last(struct request *r, int64_t *seq)
{
	static const struct query q = {
		"auditlog.last", "SELECT max(seq) AS seq FROM audit"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, seq);
}

struct audit_row
auditlog_sql_row(const struct rows *rows, size_t i)
{
	return row_of(rows->cells + i * rows->ncols);
}

int64_t
auditlog_sql_seq(const struct rows *rows, size_t i)
{
	int64_t seq = 0;

	(void)text_number(rows->cells[i * rows->ncols + rows->ncols - 1], &seq);
	return seq;
}
