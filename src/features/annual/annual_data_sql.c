#include "base/date.h"
#include "features/annual/annual_sql.h"
#include "features/concern/concern.h"

/* What took place in a fiscal year, for the tables of its report. */
enum { MOST_LINES = 1000 };

static enum result
of_year(struct request *r, const struct query *q, int year, struct rows *out)
{
	return db_rows(r->db, r->mem, q, ARGS(v_text(date_fiscal_start(r->mem,
	    year)), v_text(date_fiscal_end(r->mem, year)), v_int(MOST_LINES)),
	    out);
}

enum result
annual_sql_trainings(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"annual.trainings",
		"SELECT t.title, s.number, s.on_day, s.place, s.theme,"
		" CASE WHEN s.online_url IS NULL THEN '' ELSE '1' END AS online,"
		" coalesce(s.headcount, (SELECT count(*)"
		" FROM training_applicant a WHERE a.session = s.id"
		" AND a.state = 'attended')) AS came"
		" FROM training_session s JOIN training t ON t.id = s.training"
		" WHERE s.on_day >= $1 AND s.on_day <= $2"
		" ORDER BY t.title, t.id, s.on_day, s.number LIMIT $3"
	};

	return of_year(r, &q, year, out);
}

enum result
annual_sql_dispatches(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"annual.dispatches",
		"SELECT kind, count(*) AS n FROM dispatch WHERE carried_on >= $1"
		" AND carried_on <= $2 GROUP BY kind ORDER BY kind LIMIT $3"
	};

	return of_year(r, &q, year, out);
}

enum result
annual_sql_meetings(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"annual.meetings",
		"SELECT kind, count(*) AS n FROM meeting WHERE on_day >= $1"
		" AND on_day <= $2 AND state IN ('held', 'closed') AND child IS NULL"
		" GROUP BY kind ORDER BY kind LIMIT $3"
	};

	return of_year(r, &q, year, out);
}

enum result
annual_sql_surveys(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"annual.surveys",
		"SELECT s.title, s.base_on, (SELECT count(*)"
		" FROM survey_recipient c WHERE c.survey = s.id) AS asked,"
		" (SELECT count(*) FROM survey_recipient c WHERE c.survey = s.id"
		" AND EXISTS (SELECT 1 FROM survey_reply p WHERE p.recipient ="
		" c.id AND p.sent_at IS NOT NULL)) AS answered FROM survey s"
		" WHERE s.base_on >= $1 AND s.base_on <= $2"
		" AND s.state <> 'draft' ORDER BY s.base_on, s.id LIMIT $3"
	};

	return of_year(r, &q, year, out);
}

enum result
annual_sql_exchanges(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"annual.exchanges",
		"SELECT e.on_day, e.kind, e.title, v.families FROM exchange e"
		" JOIN exchange_report v ON v.exchange = e.id"
		" WHERE e.on_day >= $1 AND e.on_day <= $2"
		" AND e.cancelled_on IS NULL ORDER BY e.on_day, e.id LIMIT $3"
	};

	return of_year(r, &q, year, out);
}

enum result
annual_sql_concerns(struct request *r, int year, struct rows *out)
{
	struct query q = { "annual.concerns", arena_fmt(r->mem,
	    "SELECT %s FROM concern_year y JOIN concern c ON c.id = y.concern"
	    " WHERE y.year = $1 AND c.merged IS NULL"
	    " ORDER BY c.began_year, c.id LIMIT $2",
	    record_columns(r->mem, &concern_year_record, "y.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year), v_int(MOST_LINES)),
	    out);
}
