#include "public/public_sql.h"

/* Sessions of trainings. */

enum { MAX_SESSIONS = 200 };

enum result
public_sql_trainings(struct request *r, const char *course, struct rows *out)
{
	static const struct query q = {
		"public.trainings",
		"SELECT * FROM pub_training WHERE on_day >= $1"
		" AND ($2 IS NULL OR course = $2)"
		" ORDER BY on_day, from_at, id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_text(course), v_int(MAX_SESSIONS)), out);
}

enum result
public_sql_training(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.training",
		"SELECT * FROM pub_training WHERE id = $1 AND on_day >= $2"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id),
	    v_text(r->today)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}
