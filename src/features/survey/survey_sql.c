#include "features/survey/survey_sql.h"

#include "app/deed.h"
#include "features/survey/survey_rule.h"

enum { MAX_REGIONS = 50, MAX_AT_ONCE = 2000,
	MAX_CALLS = 20000 };

enum result
survey_sql_questions(struct request *r, const char *survey, struct rows *out)
{
	struct query q = { "survey.questions", arena_fmt(r->mem,
	    "SELECT %s FROM survey_question WHERE survey = $1"
	    " ORDER BY place, id LIMIT $2",
	    record_columns(r->mem, &survey_question_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(SURVEY_QUESTIONS_MAX)), out);
}

#define SENT "(SELECT max(p.sent_at) FROM survey_reply p" \
    " WHERE p.recipient = c.id)"
#define BEGUN "(SELECT max(p.begun_at) FROM survey_reply p" \
    " WHERE p.recipient = c.id AND p.sent_at IS NULL)"
#define FITTING " FROM survey_recipient c WHERE c.survey = $1" \
    " AND ($2 = '' OR ($2 = 'sent' AND " SENT " IS NOT NULL)" \
    " OR ($2 = 'begun' AND " SENT " IS NULL AND " BEGUN " IS NOT NULL)" \
    " OR ($2 = 'none' AND " SENT " IS NULL))" \
    " AND ($3 = '' OR c.region = $3 OR ($3 = 'unknown' AND c.region IS NULL))"

enum result
survey_sql_recipients(struct request *r, const char *survey,
    const struct survey_wish *w, int64_t limit, int64_t offset,
    struct rows *out)
{
	struct query q = { "survey.recipients", arena_fmt(r->mem,
	    "SELECT %s, " SENT " AS sent_at, " BEGUN " AS begun_at" FITTING
	    " ORDER BY c.region, c.name, c.id LIMIT $4 OFFSET $5",
	    record_columns(r->mem, &survey_recipient_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_text(w->state), v_text(w->region), v_int(limit),
	    v_int(offset)), out);
}

enum result
survey_sql_calls(struct request *r, const char *survey,
    const struct survey_wish *w, struct rows *out)
{
	static const struct query q = { "survey.calls",
		"SELECT x.*, COALESCE(s.kind, '') AS service_kind,"
		" COALESCE(a.kind, '') AS agency_kind,"
		" COALESCE(s.municipality, a.municipality) AS municipality,"
		" COALESCE(s.phone, p.phone, a.phone) AS phone"
		" FROM (SELECT c.id, c.agency, c.service, c.region, c.name,"
		" c.mail, c.asked_on, c.mailed_on, " SENT " AS sent_at, " BEGUN
		" AS begun_at" FITTING ") x"
		" LEFT JOIN service s ON s.id = x.service"
		" LEFT JOIN place p ON p.id = s.place"
		" LEFT JOIN agency a ON a.id = x.agency"
		" ORDER BY x.region, x.name, x.id LIMIT $4" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_text(w->state), v_text(w->region), v_int(MAX_CALLS)), out);
}

enum result
survey_sql_wished_count(struct request *r, const char *survey,
    const struct survey_wish *w, int64_t *out)
{
	static const struct query q = { "survey.recipients_count",
		"SELECT count(*)" FITTING };

	return db_number(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_text(w->state), v_text(w->region)), out);
}

enum result
survey_sql_recipients_count(struct request *r, const char *survey,
    const char *state, int64_t *out)
{
	return survey_sql_wished_count(r, survey,
	    &(struct survey_wish){ state, "" }, out);
}

#define TO_MAIL "SELECT c.id, c.mail, c.mailed_on, s.title, s.due_on" \
    " FROM survey_recipient c JOIN survey s ON s.id = c.survey" \
    " WHERE c.mail IS NOT NULL AND c.mail <> '' AND " SENT " IS NULL"

enum result
survey_sql_to_mail(struct request *r, const char *survey, int64_t limit,
    struct rows *out)
{
	static const struct query q = { "survey.to_mail",
		TO_MAIL " AND c.survey = $1"
		" AND (c.mailed_on IS NULL OR c.mailed_on < $2)"
		" ORDER BY c.id LIMIT $3" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_text(r->today), v_int(limit)), out);
}

/* The last day set that has come; "" before the first. */
#define STEP "CASE WHEN s.remind_again_on <= $1 THEN s.remind_again_on" \
    " WHEN s.remind_on <= $1 THEN s.remind_on ELSE '' END"

enum result
survey_sql_to_remind(struct request *r, int64_t limit, struct rows *out)
{
	static const struct query q = { "survey.to_remind",
		TO_MAIL " AND s.state = 'open' AND c.asked_on < " STEP
		" AND (c.mailed_on IS NULL OR c.mailed_on < " STEP ")"
		" ORDER BY c.id LIMIT $2" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(limit)), out);
}

enum result
survey_sql_mailed(struct request *r, const char *recipient)
{
	static const struct query q = {
		"survey.mailed",
		"UPDATE survey_recipient SET version = version + 1,"
		" changed = $2, mailed_on = $3 WHERE id = $1 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(recipient),
	    v_int(deed_changed(r, survey_recipient_record.name)),
	    v_text(r->today)));
}

enum result
survey_sql_regions(struct request *r, const char *survey, struct rows *out)
{
	static const struct query q = {
		"survey.regions",
		"SELECT region, count(*) AS asked, sum(sent) AS sent,"
		" sum(begun) AS begun FROM (SELECT c.region AS region,"
		" CASE WHEN " SENT " IS NULL THEN 0 ELSE 1 END AS sent,"
		" CASE WHEN " SENT " IS NULL AND " BEGUN " IS NOT NULL"
		" THEN 1 ELSE 0 END AS begun FROM survey_recipient c"
		" WHERE c.survey = $1) x GROUP BY region ORDER BY region"
		" LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(MAX_REGIONS)), out);
}

enum result
survey_sql_services(struct request *r, const char *survey, const char *kind,
    struct rows *out)
{
	static const struct query q = {
		"survey.services",
		"SELECT s.id, COALESCE(s.name, p.name) AS name,"
		" s.municipality, COALESCE(s.mail, p.mail) AS mail"
		" FROM service s JOIN place p ON p.id = s.place"
		" WHERE s.kind = $2 AND s.status = 'active' AND NOT EXISTS"
		" (SELECT 1 FROM survey_recipient c WHERE c.survey = $1"
		" AND c.service = s.id) ORDER BY s.kana, s.id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey), v_text(kind),
	    v_int(MAX_AT_ONCE)), out);
}

enum result
survey_sql_agencies(struct request *r, const char *survey, const char *kind,
    struct rows *out)
{
	static const struct query q = {
		"survey.agencies",
		"SELECT a.id, a.name, a.municipality, a.mail FROM agency a"
		" WHERE a.kind = $2 AND NOT EXISTS (SELECT 1"
		" FROM survey_recipient c WHERE c.survey = $1"
		" AND c.agency = a.id) ORDER BY a.id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey), v_text(kind),
	    v_int(MAX_AT_ONCE)), out);
}
