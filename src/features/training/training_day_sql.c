#include "features/training/training_day_sql.h"

#include "features/coordinator/coordinator.h"
#include "features/training/training_day.h"

enum { MAX_REGISTER = 5000, MAX_UNMATCHED = 500,
	MAX_EVERYBODY = 50000 };

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

enum result
training_sql_everybody(struct request *r, struct rows *out)
{
	struct query q = { "training.everybody", arena_fmt(r->mem,
	    "SELECT %s, s.number AS session_number, s.theme AS session_theme,"
	    " s.on_day AS session_day, t.id AS course, t.title AS"
	    " course_title, c.id AS certificate, c.number AS"
	    " certificate_number, c.on_day AS certificate_day,"
	    " c.revoked_on AS revoked FROM training_applicant a"
	    " JOIN training_session s ON s.id = a.session"
	    " JOIN training t ON t.id = s.training"
	    " LEFT JOIN training_certificate c ON c.applicant = a.id"
	    " WHERE a.state <> 'cancelled'"
	    " ORDER BY s.on_day DESC, a.id LIMIT $1",
	    record_columns(r->mem, &training_applicant_record, "a.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_EVERYBODY)), out);
}

enum result
training_sql_came(struct request *r, int64_t year, const char *training,
    struct rows *out)
{
	struct query q = { "training.came", arena_fmt(r->mem,
	    "SELECT %s FROM training_applicant a"
	    " JOIN training_session s ON s.id = a.session"
	    " JOIN training t ON t.id = s.training"
	    " WHERE a.state = 'attended' AND (%s)"
	    " ORDER BY s.on_day, a.id LIMIT $2",
	    record_columns(r->mem, &training_applicant_record, "a."),
	    training ? "t.id = $1" : "t.year = $1") };

	return db_rows(r->db, r->mem, &q, ARGS(training ? v_text(training) :
	    v_int(year), v_int(MAX_EVERYBODY)), out);
}
