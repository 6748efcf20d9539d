#include "features/training/training_told.h"

enum { MOST_TOLD = 5000 };

static const struct {
	const char *notice, *where;
} asked[] = {
	[TRAINING_REMINDER] = { "reminder", "a.state IN ('applied', 'accepted')"
	    " AND s.remind_days IS NOT NULL" },
	[TRAINING_STILL_WAITING] = { "still_waiting", "a.state = 'waiting'" },
	[TRAINING_MATERIALS] = { "materials", "a.state IN ('accepted',"
	    " 'attended') AND EXISTS (SELECT 1 FROM training_material m"
	    " WHERE m.session = s.id AND m.removed_on IS NULL)" },
};

enum result
training_sql_untold(struct request *r, enum training_notice n,
    const char *from, const char *to, struct rows *out)
{
	struct query q = { "training.untold", arena_fmt(r->mem,
	    "SELECT %s FROM training_applicant a"
	    " JOIN training_session s ON s.id = a.session"
	    " WHERE s.on_day BETWEEN $1 AND $2 AND a.mail IS NOT NULL AND %s"
	    " AND NOT EXISTS (SELECT 1 FROM training_told t"
	    " WHERE t.applicant = a.id AND t.notice = $3)"
	    " ORDER BY a.session, a.id LIMIT $4",
	    record_columns(r->mem, &training_applicant_record, "a."),
	    asked[n].where) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(from), v_text(to),
	    v_text(asked[n].notice), v_int(MOST_TOLD)), out);
}

enum result
training_sql_told(struct request *r, enum training_notice n,
    const char *applicant)
{
	static const struct query q = {
		"training.told",
		"INSERT INTO training_told (applicant, notice, on_day)"
		" VALUES ($1, $2, $3)"
	};

	return db_exec(r->db, &q, ARGS(v_text(applicant),
	    v_text(asked[n].notice), v_text(r->today)));
}
