#include "features/family/family_sql.h"

enum { MAX_PROPOSALS = 50 };

enum result
family_sql_proposals(struct request *r, const char *child, struct rows *out)
{
	struct query q = { "family.proposals", arena_fmt(r->mem,
	    "SELECT %s FROM family_proposal WHERE child = $1"
	    " ORDER BY proposed_on DESC, id DESC LIMIT $2",
	    record_columns(r->mem, &family_proposal_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_int(MAX_PROPOSALS)), out);
}

enum result
family_sql_open(struct request *r, const struct due_ask *ask,
    struct rows *out)
{
	struct query q = { "family.open", arena_fmt(r->mem,
	    "SELECT %s FROM family_proposal t WHERE t.state = 'open'"
	    " AND ($1 = '' OR t.child = $1) ORDER BY t.proposed_on, t.id"
	    " LIMIT %d", record_columns(r->mem, &family_proposal_record, "t."),
	    DUE_MAX_EACH) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(ask->child ?
	    ask->child : "")), out);
}

enum result
family_sql_demo(struct request *r, struct rows *out)
{
	static const struct query q = {
		"family.demo",
		"SELECT child FROM family_member ORDER BY id LIMIT 1"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
