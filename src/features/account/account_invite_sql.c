#include "features/account/account_invite.h"

enum result
account_sql_invite(struct request *r, const char *hash, const char *person,
    const char *ends_at)
{
	static const struct query withdraw = {
		"invite.withdraw",
		"DELETE FROM invitation WHERE person = $1 AND used_at IS NULL"
	};
	static const struct query add = {
		"invite.add",
		"INSERT INTO invitation (hash, person, made_by, made_at, ends_at)"
		" VALUES ($1, $2, $3, $4, $5)"
	};

	/* The command line is no row: then they have it from themselves. */
	const char *made_by = r->who->id ? r->who->id : person;

	(void)db_exec(r->db, &withdraw, ARGS(v_text(person)));
	return db_exec(r->db, &add, ARGS(v_text(hash), v_text(person),
	    v_text(made_by), v_text(r->now), v_text(ends_at)));
}

enum result
account_sql_invited(struct request *r, const char *hash, struct account *a)
{
	static const struct query q = {
		"invite.person",
		"SELECT p.id, p.version, p.login, p.name, p.role, p.left_on"
		" FROM invitation i JOIN person p ON p.id = i.person"
		" WHERE i.hash = $1 AND i.used_at IS NULL AND i.ends_at > $2"
		" AND (p.left_on IS NULL OR p.left_on > $3)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(hash), v_text(r->now), v_text(r->today)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	if (!record_load(r, &account_record, &rows, 0, a))
		return MISSING;
	return OK;
}

enum result
account_sql_invite_use(struct request *r, const char *hash)
{
	static const struct query q = {
		"invite.use",
		"UPDATE invitation SET used_at = $2 WHERE hash = $1"
		" AND used_at IS NULL AND ends_at > $2 RETURNING hash"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(hash), v_text(r->now)));
}
