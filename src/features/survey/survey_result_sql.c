#include "features/survey/survey_result_sql.h"

#include "features/survey/survey_rule.h"

enum { MAX_ACCEPTED = 2000 };

#define LAST "p.sent_at IS NOT NULL AND NOT EXISTS" \
    " (SELECT 1 FROM survey_reply l WHERE l.recipient = p.recipient" \
    " AND l.number > p.number AND l.sent_at IS NOT NULL)"

enum result
survey_sql_cases(struct request *r, const char *survey, struct rows *out)
{
	static const struct query q = {
		"survey.cases",
		"SELECT c.id AS recipient, c.name AS name, c.region AS region,"
		" s.kind AS service_kind, a.kind AS agency_kind,"
		" p.id AS reply, p.channel AS channel, p.sent_at AS sent_at"
		" FROM survey_recipient c JOIN survey_reply p"
		" ON p.recipient = c.id LEFT JOIN service s ON s.id = c.service"
		" LEFT JOIN agency a ON a.id = c.agency WHERE c.survey = $1"
		" AND " LAST " ORDER BY c.region, c.name, c.id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(SURVEY_CASES_MAX)), out);
}

enum result
survey_sql_values(struct request *r, const char *survey, struct rows *out)
{
	static const struct query q = {
		"survey.values",
		"SELECT a.reply AS reply, a.question AS question,"
		" a.value AS value FROM survey_recipient c"
		" JOIN survey_reply p ON p.recipient = c.id"
		" JOIN survey_answer a ON a.reply = p.id WHERE c.survey = $1"
		" AND " LAST " LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(SURVEY_VALUES_MAX)), out);
}

#define TEXTS " FROM survey_answer a JOIN survey_reply p ON p.id = a.reply" \
    " JOIN survey_recipient c ON c.id = p.recipient" \
    " LEFT JOIN survey_text_read t ON t.answer = a.id"
#define TEXT_COLUMNS ", c.name AS name, c.region AS region," \
    " c.id AS recipient, p.sent_at AS sent_at, t.read_on AS read_on," \
    " (SELECT max(k.id) FROM concern_card k" \
    " WHERE k.source = 'survey_answer' AND k.source_id = a.id) AS card"
#define WRITTEN TEXTS " WHERE a.question = $1 AND a.text IS NOT NULL" \
    " AND ($2 = 0 OR t.answer IS NULL) AND " LAST

enum result
survey_sql_texts(struct request *r, const struct survey_texts_ask *ask,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct query q = { "survey.texts", arena_fmt(r->mem,
	    "SELECT %s" TEXT_COLUMNS WRITTEN
	    " ORDER BY p.sent_at DESC, a.id LIMIT $3 OFFSET $4",
	    record_columns(r->mem, &survey_answer_record, "a.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(ask->question),
	    v_int(ask->unread), v_int(limit), v_int(offset)), out);
}

enum result
survey_sql_texts_count(struct request *r, const struct survey_texts_ask *ask,
    int64_t *out)
{
	static const struct query q = { "survey.texts_count",
		"SELECT count(*)" WRITTEN };

	return db_number(r->db, r->mem, &q, ARGS(v_text(ask->question),
	    v_int(ask->unread)), out);
}

enum result
survey_sql_text(struct request *r, const char *answer, struct rows *out)
{
	struct query q = { "survey.text", arena_fmt(r->mem,
	    "SELECT %s" TEXT_COLUMNS ", (SELECT count(*) FROM survey_reply l"
	    " WHERE l.recipient = p.recipient AND l.number > p.number"
	    " AND l.sent_at IS NOT NULL) AS newer" TEXTS " WHERE a.id = $1"
	    " AND a.text IS NOT NULL AND p.sent_at IS NOT NULL",
	    record_columns(r->mem, &survey_answer_record, "a.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(answer)), out);
}

enum result
survey_sql_texts_of(struct request *r, const char *survey, struct rows *out)
{
	struct query q = { "survey.texts_of", arena_fmt(r->mem,
	    "SELECT %s FROM survey_recipient c JOIN survey_reply p"
	    " ON p.recipient = c.id JOIN survey_answer a ON a.reply = p.id"
	    " WHERE c.survey = $1 AND a.text IS NOT NULL AND " LAST
	    " LIMIT $2", record_columns(r->mem, &survey_answer_record, "a.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(SURVEY_VALUES_MAX)), out);
}

enum result
survey_sql_text_read(struct request *r, const char *answer)
{
	static const struct query q = {
		"survey.text_read",
		"INSERT INTO survey_text_read (answer, read_by, read_on)"
		" VALUES ($1, $2, $3) ON CONFLICT (answer) DO NOTHING"
		" RETURNING answer"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(answer),
	    v_text(r->who->id), v_text(r->today)));
}

enum result
survey_sql_accepted(struct request *r, const char *survey, struct rows *out)
{
	static const struct query q = {
		"survey.accepted",
		"SELECT c.name AS name, q.asks AS asks, q.code AS code,"
		" a.id AS answer, a.value AS value, a.text AS text,"
		" d.decided_on AS decided_on FROM survey_recipient c"
		" JOIN survey_reply p ON p.recipient = c.id"
		" JOIN survey_decision d ON d.reply = p.id"
		" JOIN survey_question q ON q.id = d.question"
		" LEFT JOIN survey_answer a ON a.reply = p.id"
		" AND a.question = q.id WHERE c.survey = $1"
		" AND d.decision = 'accepted'"
		" ORDER BY d.decided_on, c.name, q.place LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(survey),
	    v_int(MAX_ACCEPTED)), out);
}
