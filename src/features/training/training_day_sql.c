#include "features/training/training_day_sql.h"

#include "features/coordinator/coordinator.h"
#include "features/training/training_day.h"

enum { MAX_REGISTER = 5000, MAX_UNMATCHED = 500 };

enum result
training_sql_coordinators(struct request *r, struct rows *out)
{
	struct query q = { "training.coordinators", arena_fmt(r->mem,
	    "SELECT %s FROM coordinator ORDER BY kana, id LIMIT $1",
	    record_columns(r->mem, &coordinator_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_REGISTER)), out);
}

enum result
training_sql_door(struct request *r, const char *digest, struct rows *out)
{
	struct query q = { "training.door", arena_fmt(r->mem,
	    "SELECT %s FROM training_door WHERE digest = $1",
	    record_columns(r->mem, &training_door_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(digest)), out);
}

enum result
training_sql_door_of(struct request *r, const char *session,
    const char *on_day, struct rows *out)
{
	struct query q = { "training.door_of", arena_fmt(r->mem,
	    "SELECT %s FROM training_door WHERE session = $1"
	    " AND on_day = $2",
	    record_columns(r->mem, &training_door_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(session),
	    v_text(on_day)), out);
}

enum result
training_sql_unmatched(struct request *r, const char *session,
    struct rows *out)
{
	struct query q = { "training.unmatched", arena_fmt(r->mem,
	    "SELECT %s FROM training_sign_in WHERE session = $1"
	    " AND done_on IS NULL ORDER BY at, id LIMIT $2",
	    record_columns(r->mem, &training_sign_in_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(session),
	    v_int(MAX_UNMATCHED)), out);
}
