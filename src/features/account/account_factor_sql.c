#include "app/sealed.h"
#include "base/crypto.h"
#include "base/text.h"
#include "features/account/account_factor.h"

/*
 * The only two places where a secret goes into the database and comes out of
 * it. `id` is that of its row.
 */
static const char *
secret_write(struct request *r, const char *id, const char *secret)
{
	return sealed_close(r, "person_factor", id, "secret", secret);
}

static enum result
secret_read(struct request *r, const char *id, const char *stored,
    const char **secret)
{
	*secret = sealed_open(r, "person_factor", id, "secret", stored);
	return *secret ? OK : BROKEN;
}

static enum result
one(struct request *r, const struct query *q, const char *arg,
    struct factor *f)
{
	struct rows rows = { 0 };
	int64_t step = 0;
	enum result rc = db_rows(r->db, r->mem, q, ARGS(v_text(arg)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	if (!text_number(rows_cell(&rows, 0, "last_step"), &step))
		return BROKEN;
	*f = (struct factor){ .id = rows_cell(&rows, 0, "id"),
	    .confirmed_at = rows_cell(&rows, 0, "confirmed_at"),
	    .last_step = step };
	return secret_read(r, f->id, rows_cell(&rows, 0, "secret"),
	    &f->secret);
}

enum result
account_sql_factor(struct request *r, const char *person, struct factor *f)
{
	static const struct query q = {
		"factor.get",
		"SELECT id, secret, confirmed_at, last_step FROM person_factor"
		" WHERE person = $1 AND session IS NULL"
	};

	return one(r, &q, person, f);
}

enum result
account_sql_factor_passed(struct request *r, bool *passed)
{
	static const struct query q = {
		"factor.passed",
		"SELECT count(*) FROM session WHERE hash = $1"
		" AND factor_at IS NOT NULL"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q,
	    ARGS(v_text(r->who->session)), &n);

	*passed = n > 0;
	return rc;
}

enum result
account_sql_factor_offered(struct request *r, struct factor *f)
{
	static const struct query q = {
		"factor.offered",
		"SELECT id, secret, confirmed_at, last_step FROM person_factor"
		" WHERE session = $1"
	};

	return r->who->session ? one(r, &q, r->who->session, f) : MISSING;
}

enum result
account_sql_factor_withdraw(struct request *r)
{
	static const struct query q = {
		"factor.withdraw", "DELETE FROM person_factor WHERE session = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(r->who->session)));
}

enum result
account_sql_factor_offer(struct request *r, const char *secret)
{
	static const struct query q = {
		"factor.offer",
		"INSERT INTO person_factor (id, person, secret, session, last_step)"
		" VALUES ($1, $2, $3, $4, 0)"
	};
	const char *id = crypto_uuid(r->mem);

	(void)account_sql_factor_withdraw(r);
	return db_exec(r->db, &q, ARGS(v_text(id), v_text(r->who->id),
	    v_text(secret_write(r, id, secret)), v_text(r->who->session)));
}

enum result
account_sql_factor_confirm(struct request *r, int64_t step)
{
	static const struct query replace = {
		"factor.replace",
		"DELETE FROM person_factor WHERE person = $1 AND session IS NULL"
		" AND EXISTS (SELECT 1 FROM session s WHERE s.hash = $2"
		" AND s.factor_at IS NOT NULL)"
	};
	static const struct query confirm = {
		"factor.confirm",
		"UPDATE person_factor SET session = NULL, confirmed_at = $2,"
		" last_step = $3 WHERE session = $1 AND NOT EXISTS (SELECT 1"
		" FROM person_factor f WHERE f.person = person_factor.person"
		" AND f.session IS NULL) RETURNING id"
	};

	(void)db_exec(r->db, &replace,
	    ARGS(v_text(r->who->id), v_text(r->who->session)));
	return db_exec_one(r->db, r->mem, &confirm,
	    ARGS(v_text(r->who->session), v_text(r->now), v_int(step)));
}

enum result
account_sql_factor_use(struct request *r, const char *person, int64_t step)
{
	static const struct query q = {
		"factor.use",
		"UPDATE person_factor SET last_step = $2 WHERE person = $1"
		" AND session IS NULL AND last_step < $2 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q,
	    ARGS(v_text(person), v_int(step)));
}

enum result
account_sql_factor_remove(struct request *r, const char *person)
{
	static const struct query codes = {
		"factor.remove_codes", "DELETE FROM recovery_code WHERE person = $1"
	};
	static const struct query factor = {
		"factor.remove", "DELETE FROM person_factor WHERE person = $1"
	};

	(void)db_exec(r->db, &codes, ARGS(v_text(person)));
	return db_exec(r->db, &factor, ARGS(v_text(person)));
}

enum result
account_sql_recovery_set(struct request *r, const char *person,
    const char *const *hashes, size_t n)
{
	static const struct query clear = {
		"recovery.clear", "DELETE FROM recovery_code WHERE person = $1"
	};
	static const struct query add = {
		"recovery.add",
		"INSERT INTO recovery_code (hash, person) VALUES ($1, $2)"
	};
	enum result rc = db_exec(r->db, &clear, ARGS(v_text(person)));

	for (size_t i = 0; !rc && i < n; i++)
		rc = db_exec(r->db, &add,
		    ARGS(v_text(hashes[i]), v_text(person)));
	return rc;
}

enum result
account_sql_recovery_use(struct request *r, const char *person,
    const char *hash)
{
	static const struct query q = {
		"recovery.use",
		"UPDATE recovery_code SET used_at = $3 WHERE hash = $2"
		" AND person = $1 AND used_at IS NULL RETURNING hash"
	};

	return db_exec_one(r->db, r->mem, &q,
	    ARGS(v_text(person), v_text(hash), v_text(r->now)));
}

enum result
account_sql_recovery_left(struct request *r, const char *person, int64_t *n)
{
	static const struct query q = {
		"recovery.left",
		"SELECT count(*) FROM recovery_code WHERE person = $1"
		" AND used_at IS NULL"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(person)), n);
}
