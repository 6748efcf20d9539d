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
family_sql_plans(struct request *r, const char *child, struct rows *out)
{
	struct query q = { "family.plans", arena_fmt(r->mem,
	    "SELECT %s FROM plan WHERE child = $1 AND state IN ('signed',"
	    " 'shared', 'drilled') ORDER BY place",
	    record_columns(r->mem, &plan_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}
