#include "features/coordinator/coordinator_sql.h"

enum { MAX_OF_CHILD = 200 };

enum result
supporter_sql_of_child(struct request *r, const char *child, bool all,
    struct rows *out)
{
	struct query q = { all ? "supporter.all" : "supporter.today",
	    arena_fmt(r->mem, "SELECT %s, a.name AS agency_name,"
	    " a.phone AS agency_phone FROM supporter s"
	    " LEFT JOIN agency a ON a.id = s.agency"
	    " LEFT JOIN code k ON k.list = 'supporter_part' AND k.code = s.part"
	    " WHERE s.child = $1%s"
	    " ORDER BY CASE WHEN s.to_on < $2 THEN 1 ELSE 0 END,"
	    " k.position, s.from_on, s.id LIMIT $3",
	    record_columns(r->mem, &supporter_record, "s."), all ? "" :
	    " AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)") };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(r->today), v_int(MAX_OF_CHILD)), out);
}
