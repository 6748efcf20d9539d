#include <string.h>

#include "app/deed.h"
#include "base/crypto.h"
#include "features/survey/survey_rule.h"
#include "features/survey/survey_sql.h"

/* Replies and their answers. Whoever comes by a link has no rights of their
 * own, so these are written here and noted by the caller. */

enum { MAX_REPLIES = 100 };

enum result
survey_sql_replies(struct request *r, const char *recipient, struct rows *out)
{
	struct query q = { "survey.replies", arena_fmt(r->mem,
	    "SELECT %s FROM survey_reply WHERE recipient = $1"
	    " ORDER BY number DESC LIMIT $2",
	    record_columns(r->mem, &survey_reply_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(recipient),
	    v_int(MAX_REPLIES)), out);
}

enum result
survey_sql_answers(struct request *r, const char *reply, struct rows *out)
{
	static const struct query q = {
		"survey.answers",
		"SELECT id, question, value, text FROM survey_answer"
		" WHERE reply = $1 ORDER BY id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(reply),
	    v_int(SURVEY_QUESTIONS_MAX)), out);
}

enum result
survey_sql_reply_add(struct request *r, struct survey_reply *p)
{
	static const struct query q = {
		"survey.reply_add",
		"INSERT INTO survey_reply (id, version, changed, recipient,"
		" number, channel, begun_at) VALUES ($1, 1, $2, $3, $4, $5, $6)"
	};

	p->id = crypto_uuid(r->mem);
	p->version = 1;
	p->begun_at = r->now;
	return db_exec(r->db, &q, ARGS(v_text(p->id), v_int(deed_changed(r,
	    survey_reply_record.name)), v_text(p->recipient),
	    v_int(p->number), v_text(p->channel), v_text(p->begun_at)));
}

enum result
survey_sql_reply_channel(struct request *r, const char *reply,
    const char *channel)
{
	static const struct query q = {
		"survey.reply_channel",
		"UPDATE survey_reply SET version = version + 1, changed = $2,"
		" channel = $3 WHERE id = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(reply), v_int(deed_changed(r,
	    survey_reply_record.name)), v_text(channel)));
}

enum result
survey_sql_reply_send(struct request *r, const char *reply)
{
	static const struct query q = {
		"survey.reply_send",
		"UPDATE survey_reply SET version = version + 1, changed = $2,"
		" sent_at = $3 WHERE id = $1 AND sent_at IS NULL RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(reply),
	    v_int(deed_changed(r, survey_reply_record.name)),
	    v_text(r->now)));
}

/* Written by hand, so sealed; the others are counted. */
static bool
is_written(const struct survey_question *q)
{
	return survey_is(q, SURVEY_TEXT) || survey_is(q, SURVEY_TABLE);
}

enum result
survey_sql_answer_set(struct request *r, const char *reply,
    const struct survey_question *q, const char *value)
{
	static const struct query none = { "survey.answer_drop",
		"DELETE FROM survey_answer WHERE reply = $1 AND question = $2" };
	static const struct query add = {
		"survey.answer_add",
		"INSERT INTO survey_answer (id, version, changed, reply,"
		" question, value, text) VALUES ($1, 1, $2, $3, $4, $5, $6)"
	};
	const char *id = crypto_uuid(r->mem);
	enum result rc = db_exec(r->db, &none, ARGS(v_text(reply),
	    v_text(q->id)));

	if (rc || !value || !*value)
		return rc;
	return db_exec(r->db, &add, ARGS(v_text(id), v_int(deed_changed(r,
	    survey_answer_record.name)), v_text(reply), v_text(q->id),
	    v_text(is_written(q) ? NULL : value),
	    v_text(is_written(q) ? record_close_cell(r, r->mem,
	    &survey_answer_record, record_field(&survey_answer_record,
	    "text"), id, value) : NULL)));
}

enum result
survey_sql_decisions(struct request *r, const char *reply, struct rows *out)
{
	static const struct query q = {
		"survey.decisions",
		"SELECT question, decision, decided_on FROM survey_decision"
		" WHERE reply = $1 ORDER BY question LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(reply),
	    v_int(SURVEY_QUESTIONS_MAX)), out);
}

enum result
survey_sql_decide(struct request *r, const char *reply, const char *question,
    const char *decision)
{
	static const struct query q = {
		"survey.decide",
		"INSERT INTO survey_decision (reply, question, decision,"
		" decided_by, decided_on) VALUES ($1, $2, $3, $4, $5)"
		" ON CONFLICT (reply, question) DO NOTHING RETURNING reply"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(reply),
	    v_text(question), v_text(decision), v_text(r->who->id),
	    v_text(r->today)));
}
