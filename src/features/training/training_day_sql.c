#include "features/training/training_day_sql.h"

#include "features/coordinator/coordinator.h"
#include "features/training/training_private.h"

enum { MAX_REGISTER = 5000 };

enum result
training_sql_coordinators(struct request *r, struct rows *out)
{
	struct query q = { "training.coordinators", arena_fmt(r->mem,
	    "SELECT %s FROM coordinator ORDER BY kana, id LIMIT $1",
	    record_columns(r->mem, &coordinator_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_REGISTER)), out);
}
