#include "features/guest/guest_sql.h"

#include "base/crypto.h"

#define HOLDS " AND revoked_at IS NULL AND ends_at > "

enum result
guest_sql_add(struct request *r, const char *kind, const char *record_id,
    const char *hash, const char *ends_at)
{
	static const struct query q = {
		"guest.add",
		"INSERT INTO guest_link (id, hash, kind, record_id, made_by,"
		" made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
	};

	return db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(hash), v_text(kind), v_text(record_id), v_text(r->who->id),
	    v_text(r->now), v_text(ends_at)));
}

enum result
guest_sql_revoke(struct request *r, const char *kind, const char *record_id)
{
	static const struct query q = {
		"guest.revoke",
		"UPDATE guest_link SET revoked_at = $3 WHERE kind = $1"
		" AND record_id = $2" HOLDS "$3"
	};

	return db_exec(r->db, &q, ARGS(v_text(kind), v_text(record_id),
	    v_text(r->now)));
}

enum result
guest_sql_bind(struct request *r, const char *id, const char *bound)
{
	static const struct query q = {
		"guest.bind",
		"UPDATE guest_link SET bound = $2, bound_at = $3 WHERE id = $1"
		" AND bound IS NULL" HOLDS "$3 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(bound),
	    v_text(r->now)));
}

enum result
guest_sql_by_link(struct request *r, const char *hash, struct rows *out)
{
	static const struct query q = {
		"guest.by_link",
		"SELECT id, kind, bound FROM guest_link WHERE hash = $1"
		HOLDS "$2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(hash), v_text(r->now)),
	    out);
}

enum result
guest_sql_by_cookie(struct request *r, const char *kind, const char *bound,
    struct rows *out)
{
	static const struct query q = {
		"guest.by_cookie",
		"SELECT id, kind, record_id, ends_at FROM guest_link"
		" WHERE bound = $1 AND kind = $2" HOLDS "$3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(bound), v_text(kind),
	    v_text(r->now)), out);
}
