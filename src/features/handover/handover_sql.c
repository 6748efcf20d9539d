#include "features/handover/handover_sql.h"

#include "app/draft.h"
#include "base/instant.h"

enum result
handover_sql_drafts(struct request *r, const char *person, int64_t *n)
{
	static const struct query q = {
		"handover.drafts",
		"SELECT count(*) FROM draft WHERE person = $1 AND at >= $2"
	};
	const char *oldest = instant_add(r->mem, r->now,
	    -DRAFT_DAYS * INT64_C(86400));

	return db_number(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(oldest)), n);
}

enum result
handover_sql_colleagues(struct request *r, const struct account *a,
    struct rows *out)
{
	static const struct query q = {
		"handover.colleagues",
		"SELECT id, version, login, name, role, agency, left_on FROM person"
		" WHERE id <> $1 AND COALESCE(agency, '') = $2"
		" AND (left_on IS NULL OR left_on > $3) ORDER BY name, id"
		" LIMIT 5000"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_asked(a->agency), v_text(r->today)), out);
}
