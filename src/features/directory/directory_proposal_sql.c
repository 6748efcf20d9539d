#include "base/crypto.h"
#include "base/text.h"
#include "features/directory/directory_sql.h"

/* What a weaker source says, until somebody decides. */

enum result
directory_sql_refused(struct request *r, const char *id,
    const struct claim *c, const char *since, bool *out)
{
	static const struct query q = {
		"directory.refused",
		"SELECT count(*) AS n FROM directory_proposal"
		" WHERE record_id = $1 AND field = $2 AND value = $3"
		" AND COALESCE(terms, '') = $4 AND decision = 'refused'"
		" AND decided_at >= $5"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(id),
	    v_text(c->field), v_text(c->value), v_text(c->terms ? c->terms :
	    ""), v_text(since)), &n);

	*out = n > 0;
	return rc;
}

enum result
directory_sql_withdraw(struct request *r, const char *id, const char *field)
{
	static const struct query q = {
		"directory.withdraw",
		"UPDATE directory_proposal SET decided_at = $3,"
		" decided_by = $4, decision = 'withdrawn'"
		" WHERE record_id = $1 AND field = $2 AND decided_at IS NULL"
	};

	return db_exec(r->db, &q, ARGS(v_text(id), v_text(field),
	    v_text(r->now), v_text(r->who ? r->who->login : "-")));
}

enum result
directory_sql_propose(struct request *r, const struct record *rec,
    const char *id, const struct origin *from, const struct claim *c)
{
	static const struct query q = {
		"directory.propose",
		"INSERT INTO directory_proposal (id, record, record_id, field,"
		" value, terms, source, confirmed_on, told_by, at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (record_id, field) WHERE decided_at IS NULL"
		" DO UPDATE SET value = excluded.value, terms = excluded.terms,"
		" source = excluded.source,"
		" confirmed_on = excluded.confirmed_on,"
		" told_by = excluded.told_by, at = excluded.at"
	};

	return db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(rec->name), v_text(id), v_text(c->field), v_text(c->value),
	    v_text(c->terms), v_text(source_code(from->source)),
	    v_text(from->confirmed_on), v_text(from->told_by),
	    v_text(r->now)));
}

enum result
directory_sql_reopen(struct request *r, const char *service)
{
	static const struct query q = {
		"directory.reopen",
		"UPDATE directory_proposal SET decided_at = $2,"
		" decided_by = $3, decision = 'withdrawn'"
		" WHERE record_id = $1 AND field = 'status'"
		" AND value = 'closed' AND decided_at IS NULL"
	};

	return db_exec(r->db, &q, ARGS(v_text(service), v_text(r->now),
	    v_text(r->who ? r->who->login : "-")));
}

#define PROPOSAL "SELECT o.id, o.record, o.record_id, o.field, o.value," \
	" o.terms, o.source, o.confirmed_on, o.told_by," \
	" v.value AS old_value, v.terms AS old_terms, s.kind," \
	" COALESCE(s.name, p.name, l.name) AS name" \
	" FROM directory_proposal o" \
	" LEFT JOIN directory_value v ON v.record_id = o.record_id" \
	" AND v.field = o.field" \
	" LEFT JOIN service s ON s.id = o.record_id" \
	" LEFT JOIN place p ON p.id = COALESCE(s.place, o.record_id)" \
	" LEFT JOIN provider l ON l.id = o.record_id" \
	" WHERE o.decided_at IS NULL"

enum result
directory_sql_proposals(struct request *r, int64_t limit, int64_t offset,
    struct rows *out)
{
	static const struct query q = {
		"directory.proposals",
		PROPOSAL " ORDER BY o.at DESC, o.id LIMIT $1 OFFSET $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(limit), v_int(offset)),
	    out);
}

enum result
directory_sql_proposals_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"directory.proposals_count",
		"SELECT count(*) AS n FROM directory_proposal"
		" WHERE decided_at IS NULL"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
directory_sql_proposals_waiting(struct request *r, int64_t *n,
    const char **since)
{
	static const struct query q = {
		"directory.proposals_waiting",
		"SELECT count(*), min(at) FROM directory_proposal"
		" WHERE decided_at IS NULL"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	if (rc)
		return rc;
	*since = rows.cells[1];
	return text_number(rows.cells[0], n) ? OK : BROKEN;
}

enum result
directory_sql_proposal(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"directory.proposal", PROPOSAL " AND o.id = $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}

enum result
directory_sql_decide(struct request *r, const char *id, const char *decision)
{
	static const struct query q = {
		"directory.decide",
		"UPDATE directory_proposal SET decided_at = $2,"
		" decided_by = $3, decision = $4"
		" WHERE id = $1 AND decided_at IS NULL RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(r->now),
	    v_text(r->who ? r->who->login : "-"), v_text(decision)));
}
