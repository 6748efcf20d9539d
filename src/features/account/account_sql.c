#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"

#include "app/session.h"

enum result
account_sql_add(struct request *r, struct account *a, const char *hash)
{
	static const struct query q = {
		"account.add",
		"INSERT INTO person (id, version, changed, login, name, role,"
		" password_hash, agency) VALUES ($1, 1, $2, $3, $4, $5, $6, $7)"
	};

	a->id = crypto_uuid(r->mem);
	a->version = 1;
	return db_exec(r->db, &q, ARGS(v_text(a->id),
	    v_int(deed_changed(r, account_record.name)), v_text(a->login),
	    v_text(a->name), v_text(a->role), v_text(hash), v_text(a->agency)));
}

enum result
account_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"account.count", "SELECT count(*) FROM person"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
account_sql_by_login(struct request *r, const char *login, struct account *a,
    const char **hash)
{
	static const struct query q = {
		"account.by_login",
		"SELECT id, version, login, name, role, left_on, password_hash"
		" FROM person WHERE login = $1"
		" AND (left_on IS NULL OR left_on > $2)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(login), v_text(r->today)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	if (!record_load(r, &account_record, &rows, 0, a))
		return MISSING;
	*hash = rows_cell(&rows, 0, "password_hash");
	return OK;
}

enum result
account_sql_hash(struct request *r, const char *id, const char **hash)
{
	static const struct query q = {
		"account.hash", "SELECT password_hash FROM person WHERE id = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	*hash = rows.cells[0];
	return OK;
}

enum result
account_sql_set_password(struct request *r, const char *id, const char *hash)
{
	static const struct query q = {
		"account.set_password",
		"UPDATE person SET password_hash = $2 WHERE id = $1 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(hash)));
}

enum result
account_sql_is_taken(struct request *r, const char *login, int64_t *n)
{
	static const struct query q = {
		"account.is_taken",
		"SELECT count(*) FROM person WHERE login = $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(login)), n);
}

enum result
account_sql_list(struct request *r, struct rows *rows)
{
	static const struct query q = {
		"account.list",
		"SELECT id, version, login, name, role, left_on,"
		" CASE WHEN password_hash = $1 THEN 1 ELSE 0 END AS invited,"
		" (SELECT count(*) FROM person_factor f WHERE f.person = person.id"
		" AND f.session IS NULL) AS has_factor FROM person"
		" ORDER BY CASE WHEN left_on IS NULL THEN 0 ELSE 1 END, login"
	};

	return db_rows(r->db, r->mem, &q,
	    ARGS(v_text(account_nobodys_password)), rows);
}

enum result
account_sql_administrators(struct request *r, int64_t *n)
{
	static const struct query q = {
		"account.administrators",
		"SELECT count(*) FROM person WHERE ',' || role || ','"
		" LIKE '%,administrator,%'"
		" AND (left_on IS NULL OR left_on > $1)"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(r->today)), n);
}

enum result
account_sql_add_token(struct request *r, const struct token *t,
    const char *hash)
{
	static const struct query q = {
		"account.add_token",
		"INSERT INTO api_token (id, hash, label, writes, made_by, made_at)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
	};

	return db_exec(r->db, &q, ARGS(v_text(t->id), v_text(hash),
	    v_text(t->label), v_int(t->writes), v_text(r->who->id),
	    v_text(r->now)));
}

enum result
account_sql_revoke_token(struct request *r, const char *id)
{
	static const struct query q = {
		"account.revoke_token",
		"UPDATE api_token SET revoked_at = $2"
		" WHERE id = $1 AND revoked_at IS NULL RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(r->now)));
}

enum result
account_revoke_tokens(struct request *r, const char *person)
{
	static const struct query q = {
		"account.revoke_tokens",
		"UPDATE api_token SET revoked_at = $2"
		" WHERE made_by = $1 AND revoked_at IS NULL RETURNING id"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(person), v_text(r->now)), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		audit_note_plain(r, "revoke", "api_token",
		    rows_cell(&rows, i, "id"), "revoked_at");
	return rc;
}

enum result
account_sql_tokens(struct request *r, struct rows *rows)
{
	static const struct query q = {
		"account.tokens",
		"SELECT t.id, t.label, t.writes, p.name AS maker, t.made_at,"
		" t.revoked_at FROM api_token t JOIN person p ON p.id = t.made_by"
		" ORDER BY CASE WHEN t.revoked_at IS NULL THEN 0 ELSE 1 END,"
		" t.made_at DESC, t.id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, rows);
}

enum result
account_sql_bodies(struct request *r, struct rows *out)
{
	static const struct query q = {
		"account.bodies",
		"SELECT a.id, a.name FROM agency a WHERE EXISTS (SELECT 1"
		" FROM charge_body b WHERE b.agency = a.id)"
		" ORDER BY a.name, a.id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
account_sql_demo_agency(struct request *r, const char *kind, const char **id)
{
	static const struct query q = {
		"account.demo_agency",
		"SELECT id FROM agency WHERE kind = $1 ORDER BY number LIMIT 1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(kind)), &rows);

	if (!rc && !rows.nrows)
		return MISSING;
	if (!rc)
		*id = rows.cells[0];
	return rc;
}

enum result
account_person(struct request *r, const char *id, struct person *out)
{
	static const struct query q = {
		"account.person",
		"SELECT p.id, p.login, p.name, p.role, p.agency, a.kind,"
		" a.municipality, p.body FROM person p LEFT JOIN agency a ON a.id = p.agency"
		" WHERE p.id = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);
	const char *const *c = rows.cells;

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	*out = (struct person){ .id = c[0], .login = c[1], .name = c[2],
	    .role = c[3], .agency = c[4], .agency_kind = c[5],
	    .agency_place = c[6], .body = c[7] };
	out->rights = session_rights_of(out);
	return OK;
}

enum result
account_people(struct request *r, struct rows *out)
{
	static const struct query q = {
		"account.people",
		"SELECT p.id, p.name, p.role, p.agency, a.name AS agency_name"
		" FROM person p LEFT JOIN agency a ON a.id = p.agency"
		" WHERE p.left_on IS NULL OR p.left_on > $1"
		" ORDER BY CASE WHEN p.agency IS NULL THEN 0 ELSE 1 END, a.name,"
		" p.name, p.id LIMIT 5000"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today)), out);
}
