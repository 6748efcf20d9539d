#include "public/public_sql.h"

/* What is handed out before and after a training. */

enum result
public_sql_questionnaire(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.questionnaire",
		"SELECT id, title, intro, opens_on, closes_on"
		" FROM pub_questionnaire WHERE id = $1"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}

enum result
public_sql_questions(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.questions",
		"SELECT code, asked, kind, says, options, required"
		" FROM pub_question WHERE questionnaire = $1"
		" ORDER BY position, code LIMIT 30"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}
