#include "features/survey/survey_sql.h"

#include "features/survey/survey_rule.h"

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
