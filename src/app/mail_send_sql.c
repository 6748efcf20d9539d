#include "app/mail_sql.h"
#include "base/text.h"

/* What the sender asks. Each write is a transaction of its own. */

enum result
mail_sql_due(struct request *r, int64_t limit, struct mail_row **out, size_t *n)
{
	static const struct query q = {
		"mail.due",
		"SELECT id, due_at, queued_at, mail_to, subject, body, tries"
		" FROM mail WHERE due_at <= $1 ORDER BY tries, due_at, id"
		" LIMIT $2"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(r->now), v_int(limit)), &rows);

	*n = rc ? 0 : rows.nrows;
	*out = arena_array(r->mem, *n, sizeof(**out));
	for (size_t i = 0; i < *n; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		(*out)[i] = (struct mail_row){ .id = c[0], .due_at = c[1],
			.queued_at = c[2], .to = c[3], .subject = c[4],
			.body = c[5] };
		text_number(c[6], &(*out)[i].tries);
	}
	return rc;
}

/* Its reason is gone while it is under way: mail_sql_hurry leaves it alone. */
enum result
mail_sql_take(struct request *r, struct mail_row *row, const char *until)
{
	static const struct query q = {
		"mail.take",
		"UPDATE mail SET due_at = $3, tries = tries + 1, reason = NULL"
		" WHERE id = $1 AND due_at = $2 RETURNING id"
	};

	row->tries++;
	db_begin(r->db);
	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(row->id),
	    v_text(row->due_at), v_text(until)));
	return db_commit(r->db);
}

enum result
mail_sql_sent(struct request *r, const char *id)
{
	static const struct query q = {
		"mail.sent",
		"UPDATE mail SET sent_at = $2, due_at = NULL, reason = NULL,"
		" given_up_at = NULL, mail_to = NULL, subject = NULL,"
		" body = NULL WHERE id = $1 AND sent_at IS NULL"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(id), v_text(r->now)));
	return db_commit(r->db);
}

enum result
mail_sql_later(struct request *r, const char *id, const char *due,
    const char *reason)
{
	static const struct query q = {
		"mail.later",
		"UPDATE mail SET due_at = $2, reason = $3 WHERE id = $1"
		" AND due_at IS NOT NULL"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(id), v_text(due),
	    v_text(reason)));
	return db_commit(r->db);
}

enum result
mail_sql_give_up(struct request *r, const char *id, const char *reason)
{
	static const struct query q = {
		"mail.give_up",
		"UPDATE mail SET due_at = NULL, given_up_at = $2, reason = $3"
		" WHERE id = $1 AND due_at IS NOT NULL"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(id), v_text(r->now),
	    v_text(reason)));
	return db_commit(r->db);
}

enum result
mail_sql_postpone(struct request *r, const char *until, const char *reason)
{
	static const struct query q = {
		"mail.postpone",
		"UPDATE mail SET due_at = $2, reason = $3 WHERE due_at <= $1"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(r->now), v_text(until),
	    v_text(reason)));
	return db_commit(r->db);
}

enum result
mail_sql_hurry(struct request *r)
{
	static const struct query q = {
		"mail.hurry",
		"UPDATE mail SET due_at = $1 WHERE due_at > $1"
		" AND reason LIKE 'server %'"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(r->now)));
	return db_commit(r->db);
}

enum result
mail_sql_forget(struct request *r, const char *before)
{
	static const struct query q = {
		"mail.forget",
		"UPDATE mail SET mail_to = NULL, subject = NULL, body = NULL"
		" WHERE given_up_at < $1 AND body IS NOT NULL"
	};

	db_begin(r->db);
	(void)db_exec(r->db, &q, ARGS(v_text(before)));
	return db_commit(r->db);
}
