#include "app/mail_sql.h"

enum result
mail_sql_add(struct request *r, const struct mail *m, const char *id)
{
	static const struct query q = {
		"mail.add",
		"INSERT INTO mail (id, once, person, mail_to, subject, body,"
		" record, record_id, queued_at, due_at, tries)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 0)"
		" ON CONFLICT (once) DO NOTHING"
	};

	return db_exec(r->db, &q, ARGS(v_text(id), v_text(m->once),
	    v_text(m->person), v_text(m->to), v_text(m->subject),
	    v_text(m->body), v_text(m->record), v_text(m->record_id),
	    v_text(r->now)));
}

enum result
mail_sql_person(struct request *r, const char *person, const char **sealed)
{
	static const struct query q = {
		"mail.person",
		"SELECT w.mail FROM person_mail w JOIN person p"
		" ON p.id = w.person WHERE p.id = $1 AND w.notices = 1"
		" AND w.mail IS NOT NULL AND (p.left_on IS NULL"
		" OR p.left_on > $2)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(person), v_text(r->today)), &rows);

	if (!rc && !rows.nrows)
		return MISSING;
	if (!rc)
		*sealed = rows.cells[0];
	return rc;
}

enum result
mail_sql_wish(struct request *r, const char *person, const char **sealed,
    bool *notices)
{
	static const struct query q = {
		"mail.wish",
		"SELECT mail, notices FROM person_mail WHERE person = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(person)),
	    &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	*sealed = rows.cells[0];
	*notices = *rows.cells[1] == '1';
	return OK;
}

enum result
mail_sql_wish_set(struct request *r, const char *person, const char *sealed,
    bool notices)
{
	static const struct query q = {
		"mail.wish_set",
		"INSERT INTO person_mail (person, mail, notices, changed_at)"
		" VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO UPDATE SET"
		" mail = excluded.mail, notices = excluded.notices,"
		" changed_at = excluded.changed_at"
	};

	return db_exec(r->db, &q, ARGS(v_text(person), v_text(sealed),
	    v_int(notices), v_text(r->now)));
}

/* One that is under way has no reason yet. */
enum result
mail_sql_stopped(struct request *r, const char *id, const char **person,
    const char **sealed)
{
	static const struct query q = {
		"mail.stopped",
		"SELECT person, mail_to FROM mail WHERE id = $1"
		" AND sent_at IS NULL AND reason IS NOT NULL"
		" AND body IS NOT NULL"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return CONFLICT;
	*person = rows.cells[0];
	*sealed = rows.cells[1];
	return OK;
}

enum result
mail_sql_retry(struct request *r, const char *id, const char *sealed)
{
	static const struct query q = {
		"mail.retry",
		"UPDATE mail SET due_at = $2, queued_at = $2, tries = 0,"
		" given_up_at = NULL, mail_to = $3 WHERE id = $1"
		" AND sent_at IS NULL AND reason IS NOT NULL"
		" AND body IS NOT NULL RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(r->now),
	    v_text(sealed)));
}

enum result
mail_hold(struct request *r)
{
	static const struct query q = {
		"mail.hold",
		"UPDATE mail SET due_at = NULL, given_up_at = $1,"
		" reason = 'restored' WHERE due_at IS NOT NULL"
	};

	return db_exec(r->db, &q, ARGS(v_text(r->now)));
}
