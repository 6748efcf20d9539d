#include "features/questionnaire/questionnaire_sql.h"

#include <stdlib.h>

enum { MAX_LISTED = 500, MAX_ABOUTS = 200, MAX_ANSWERS = 50000 };

enum result
questionnaire_sql_all(struct request *r, struct rows *out)
{
	struct query q = { "questionnaire.all", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM questionnaire_answer a WHERE"
	    " a.questionnaire = q.id AND a.phase = 'before') AS before_n,"
	    " (SELECT count(*) FROM questionnaire_answer a WHERE"
	    " a.questionnaire = q.id AND a.phase = 'after') AS after_n"
	    " FROM questionnaire q ORDER BY q.closes_on DESC, q.id DESC"
	    " LIMIT $1", record_columns(r->mem, &questionnaire_record, "q.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_LISTED)), out);
}

enum result
questionnaire_sql_by_address(struct request *r, const char *address,
    struct rows *out)
{
	static const struct query q = { "questionnaire.by_address",
		"SELECT id, closes_on FROM questionnaire WHERE address = $1" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(address)), out);
}

enum result
questionnaire_sql_questions(struct request *r, const char *questionnaire,
    struct rows *out)
{
	struct query q = { "questionnaire.questions", arena_fmt(r->mem,
	    "SELECT %s FROM questionnaire_question WHERE questionnaire = $1"
	    " ORDER BY position, code LIMIT $2",
	    record_columns(r->mem, &questionnaire_question_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(questionnaire),
	    v_int(QUESTIONNAIRE_QUESTIONS)), out);
}

static enum result
count_phase(struct request *r, const char *questionnaire, const char *phase,
    int64_t *n)
{
	static const struct query q = { "questionnaire.count",
		"SELECT count(*) FROM questionnaire_answer WHERE questionnaire"
		" = $1 AND phase = $2" };

	return db_number(r->db, r->mem, &q, ARGS(v_text(questionnaire),
	    v_text(phase)), n);
}

enum result
questionnaire_sql_numbers(struct request *r, const char *questionnaire,
    int64_t *before, int64_t *after)
{
	enum result rc = count_phase(r, questionnaire, "before", before);

	return rc ? rc : count_phase(r, questionnaire, "after", after);
}

enum result
questionnaire_sql_answers(struct request *r, const char *questionnaire,
    struct rows *out)
{
	static const struct query q = { "questionnaire.answers",
		"SELECT id, phase, on_day, pair, nth, way, answers FROM"
		" questionnaire_answer WHERE questionnaire = $1 ORDER BY id"
		" LIMIT $2" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(questionnaire),
	    v_int(MAX_ANSWERS)), out);
}

enum result
questionnaire_sql_known(struct request *r, struct rows *out)
{
	static const struct query q = { "questionnaire.known",
		"SELECT id FROM questionnaire_answer WHERE way = 'public'" };

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
questionnaire_sql_add(struct request *r, const char *questionnaire,
    const struct questionnaire_answer *a)
{
	static const struct query q = { "questionnaire.answer",
		"INSERT INTO questionnaire_answer (id, questionnaire, phase,"
		" on_day, pair, nth, way, answers) VALUES ($1, $2, $3, $4, $5,"
		" $6, $7, $8) ON CONFLICT (id) DO NOTHING" };

	return db_exec(r->db, &q, ARGS(v_text(a->id), v_text(questionnaire),
	    v_text(a->phase), v_text(a->on_day), v_text(a->pair),
	    v_int(a->nth), v_text(a->way), v_text(a->answers)));
}

enum result
questionnaire_sql_remove(struct request *r,
    const struct questionnaire_question *question)
{
	static const struct query q = { "questionnaire.remove",
		"DELETE FROM questionnaire_question WHERE id = $1"
		" AND version = $2 RETURNING id" };

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(question->id),
	    v_int(question->version)));
}

enum result
questionnaire_sql_secret(struct request *r, const char *id,
    const char **stored)
{
	static const struct query q = { "questionnaire.secret",
		"SELECT secret FROM questionnaire WHERE id = $1" };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	*stored = rc || !rows.nrows ? NULL : rows.cells[0];
	return rc;
}

enum result
questionnaire_sql_set_secret(struct request *r, const char *id,
    const char *stored)
{
	static const struct query q = { "questionnaire.set_secret",
		"UPDATE questionnaire SET secret = $2 WHERE id = $1"
		" RETURNING id" };

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(id),
	    v_text(stored)));
}

enum result
questionnaire_sql_to_forget(struct request *r, const char *before,
    struct rows *out)
{
	static const struct query q = { "questionnaire.to_forget",
		"SELECT id FROM questionnaire WHERE closes_on < $1"
		" AND secret IS NOT NULL" };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(before)), out);
}

enum result
questionnaire_sql_abouts(struct request *r, struct rows *out)
{
	static const struct query q = { "questionnaire.abouts",
		"SELECT id, title, 0 AS number, '' AS on_day, '' AS theme"
		" FROM training UNION ALL SELECT s.id, t.title, s.number,"
		" s.on_day, s.theme FROM training_session s JOIN training t"
		" ON t.id = s.training ORDER BY 4 DESC, 2, 1 LIMIT $1" };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_ABOUTS)), out);
}

enum result
questionnaire_sql_last(struct request *r, const char *without,
    const char **id)
{
	static const struct query q = { "questionnaire.last",
		"SELECT q.id FROM questionnaire q WHERE q.id <> $1 AND EXISTS"
		" (SELECT 1 FROM questionnaire_question k WHERE"
		" k.questionnaire = q.id) ORDER BY q.opens_on DESC, q.id DESC"
		" LIMIT 1" };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(without)),
	    &rows);

	*id = rc || !rows.nrows ? NULL : rows.cells[0];
	return rc ? rc : rows.nrows ? OK : MISSING;
}
