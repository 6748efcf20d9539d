#include "features/evacuation/evacuation_sql.h"

#include "app/record_page.h"

#define IN_FORCE	" p.state IN ('signed', 'shared', 'drilled')"

enum result
evacuation_sql_in_force(struct request *r, const char *child,
    const char *place, struct rows *out)
{
	struct query q = { "evacuation.in_force", arena_fmt(r->mem,
	    "SELECT %s FROM plan p WHERE p.child = $1 AND p.place = $2 AND"
	    IN_FORCE, record_columns(r->mem, &plan_record, "p.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child), v_text(place)),
	    out);
}
