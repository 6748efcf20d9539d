#include "base/crypto.h"
#include "features/account/account_throttle.h"

static enum result
first_cell(struct request *r, const struct query *q, const struct value *args,
    size_t n, const char **cell)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, q, args, n, &rows);

	*cell = rc || !rows.nrows ? NULL : rows.cells[0];
	return rc;
}

enum result
account_sql_failure_here(struct request *r, const char *login_hash,
    const char *since, int nth, const char **at)
{
	static const struct query q = {
		"throttle.failure_here",
		"SELECT at FROM failed_sign_in WHERE login_hash = $1"
		" AND address = $2 AND at > $3"
		" ORDER BY at DESC LIMIT 1 OFFSET $4"
	};

	return first_cell(r, &q, ARGS(v_text(login_hash), v_text(r->address),
	    v_text(since), v_int(nth - 1)), at);
}

enum result
account_sql_failure(struct request *r, const char *login_hash,
    const char *since, int nth, const char **at)
{
	static const struct query q = {
		"throttle.failure",
		"SELECT at FROM failed_sign_in WHERE login_hash = $1"
		" AND at > $2 ORDER BY at DESC LIMIT 1 OFFSET $3"
	};

	return first_cell(r, &q, ARGS(v_text(login_hash), v_text(since),
	    v_int(nth - 1)), at);
}

enum result
account_sql_address_failure(struct request *r, const char *since, int nth,
    const char **at)
{
	static const struct query q = {
		"throttle.address_failure",
		"SELECT at FROM failed_sign_in WHERE address = $1 AND at > $2"
		" ORDER BY at DESC LIMIT 1 OFFSET $3"
	};

	return first_cell(r, &q, ARGS(v_text(r->address), v_text(since),
	    v_int(nth - 1)), at);
}

enum result
account_sql_fail(struct request *r, const char *login_hash)
{
	static const struct query q = {
		"throttle.fail",
		"INSERT INTO failed_sign_in (id, at, login_hash, address)"
		" VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(r->now), v_text(login_hash), v_text(r->address)));
}

enum result
account_sql_forgive(struct request *r, const char *login_hash)
{
	static const struct query q = {
		"throttle.forgive",
		"DELETE FROM failed_sign_in"
		" WHERE login_hash = $1 AND address = $2"
	};

	return db_exec(r->db, &q, ARGS(v_text(login_hash), v_text(r->address)));
}

enum result
account_sql_forget(struct request *r, const char *before)
{
	static const struct query q = {
		"throttle.forget", "DELETE FROM failed_sign_in WHERE at < $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(before)));
}

enum result
account_sql_known(struct request *r, const char *hash, const char *since,
    bool *known)
{
	static const struct query q = {
		"throttle.known",
		"SELECT count(*) FROM known_address WHERE hash = $1"
		" AND seen_at > $2"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q,
	    ARGS(v_text(hash), v_text(since)), &n);

	*known = n > 0;
	return rc;
}

enum result
account_sql_know(struct request *r, const char *hash, const char *person,
    const char *forget_before)
{
	static const struct query sweep = {
		"throttle.sweep", "DELETE FROM known_address WHERE seen_at <= $1"
	};
	static const struct query know = {
		"throttle.know",
		"INSERT INTO known_address (hash, person, seen_at)"
		" VALUES ($1, $2, $3)"
		" ON CONFLICT (hash) DO UPDATE SET person = excluded.person,"
		" seen_at = excluded.seen_at"
	};

	(void)db_exec(r->db, &sweep, ARGS(v_text(forget_before)));
	return db_exec(r->db, &know,
	    ARGS(v_text(hash), v_text(person), v_text(r->now)));
}

enum result
account_sql_know_no_more(struct request *r, const char *person)
{
	static const struct query q = {
		"throttle.know_no_more",
		"DELETE FROM known_address WHERE person = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(person)));
}
