#include "features/training/training_sql.h"

#include "features/training/training_private.h"

enum result
training_sql_list(struct request *r, int64_t year, int64_t limit,
    int64_t offset, struct rows *out)
{
	struct query q = { "training.list", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM training_session s"
	    " WHERE s.training = t.id) AS sessions FROM training t"
	    " WHERE $1 = 0 OR t.year = $1"
	    " ORDER BY t.year DESC, t.title, t.id LIMIT $2 OFFSET $3",
	    record_columns(r->mem, &training_record, "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year),
	    v_int(limit), v_int(offset)), out);
}

enum result
training_sql_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"training.count",
		"SELECT count(*) FROM training"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
training_sql_sessions(struct request *r, const char *training,
    struct rows *out)
{
	struct query q = { "training.sessions", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM training_applicant a"
	    " WHERE a.session = s.id AND a.state = 'attended') AS ticked,"
	    " (SELECT count(*) FROM training_applicant a"
	    " WHERE a.session = s.id AND a.state IN ('applied', 'accepted',"
	    " 'attended')) AS seated,"
	    " (SELECT count(*) FROM training_applicant a"
	    " WHERE a.session = s.id AND a.state = 'waiting') AS waiting"
	    " FROM training_session s WHERE s.training = $1"
	    " ORDER BY s.number LIMIT $2",
	    record_columns(r->mem, &training_session_record, "s.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(training),
	    v_int(TRAINING_MAX_SESSIONS)), out);
}

enum result
training_sql_next(struct request *r, const char *training, int64_t *out)
{
	static const struct query q = {
		"training.next",
		"SELECT coalesce(max(number), 0) + 1 FROM training_session"
		" WHERE training = $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(training)), out);
}

enum result
training_sql_applicants(struct request *r, const char *session,
    struct rows *out)
{
	struct query q = { "training.applicants", arena_fmt(r->mem,
	    "SELECT %s FROM training_applicant WHERE session = $1"
	    " ORDER BY id LIMIT $2",
	    record_columns(r->mem, &training_applicant_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(session),
	    v_int(TRAINING_MAX_APPLICANTS)), out);
}

enum result
training_sql_attended(struct request *r, const char *training,
    struct rows *out)
{
	struct query q = { "training.attended", arena_fmt(r->mem,
	    "SELECT %s FROM training_applicant a"
	    " JOIN training_session s ON s.id = a.session"
	    " WHERE s.training = $1 AND a.state = 'attended'"
	    " ORDER BY s.number, a.id LIMIT $2",
	    record_columns(r->mem, &training_applicant_record, "a.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(training),
	    v_int((int64_t)TRAINING_MAX_APPLICANTS * 10)), out);
}

enum result
training_sql_seated(struct request *r, const char *session, int64_t *out)
{
	static const struct query q = {
		"training.seated",
		"SELECT count(*) FROM training_applicant WHERE session = $1"
		" AND state IN ('applied', 'accepted', 'attended')"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(session)), out);
}

enum result
training_sql_first_waiting(struct request *r, const char *session,
    struct rows *out)
{
	struct query q = { "training.first_waiting", arena_fmt(r->mem,
	    "SELECT %s FROM training_applicant WHERE session = $1"
	    " AND state = 'waiting' ORDER BY id LIMIT 1",
	    record_columns(r->mem, &training_applicant_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(session)), out);
}

enum result
training_sql_announced(struct request *r, struct rows *out)
{
	struct query q = { "training.announced", arena_fmt(r->mem,
	    "SELECT %s FROM training_session WHERE announced = '1'"
	    " AND on_day >= $1 ORDER BY on_day, id LIMIT $2",
	    record_columns(r->mem, &training_session_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(TRAINING_MAX_SESSIONS)), out);
}

enum result
training_sql_with_room(struct request *r, struct rows *out)
{
	struct query q = { "training.with_room", arena_fmt(r->mem,
	    "SELECT %s FROM training_session s WHERE s.on_day >= $1"
	    " AND EXISTS (SELECT 1 FROM training_applicant a"
	    " WHERE a.session = s.id AND a.state = 'waiting')"
	    " AND (s.capacity IS NULL OR s.capacity > (SELECT count(*)"
	    " FROM training_applicant a WHERE a.session = s.id AND a.state IN"
	    " ('applied', 'accepted', 'attended'))) ORDER BY s.id LIMIT $2",
	    record_columns(r->mem, &training_session_record, "s.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(TRAINING_MAX_SESSIONS)), out);
}

enum result
training_sql_place_in_line(struct request *r,
    const struct training_applicant *a, int64_t *out)
{
	static const struct query q = {
		"training.place_in_line",
		"SELECT count(*) FROM training_applicant WHERE session = $1"
		" AND state = 'waiting' AND id <= $2"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(a->session),
	    v_text(a->id)), out);
}

enum result
training_sql_certificates(struct request *r, const char *training,
    struct rows *out)
{
	struct query q = { "training.certificates", arena_fmt(r->mem,
	    "SELECT %s FROM training_certificate WHERE training = $1"
	    " ORDER BY number LIMIT $2",
	    record_columns(r->mem, &training_certificate_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(training),
	    v_int(TRAINING_MAX_APPLICANTS)), out);
}
