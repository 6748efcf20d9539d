#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/sealed.h"
#include "base/crypto.h"
#include "features/questionnaire/questionnaire_sql.h"
#include "features/training/training.h"

/* What holds for questionnaires and their questions; the key of the pairs. */

enum { SECRET_BYTES = 32, ADDRESS_LENGTH = 10 };

bool
questionnaire_is(const struct questionnaire *q, const char *state)
{
	return strcmp(q->state, state) == 0;
}

bool
questionnaire_phase_is(const char *s)
{
	return s && (strcmp(s, "before") == 0 || strcmp(s, "after") == 0);
}

bool
questionnaire_changes(const struct questionnaire_all *all)
{
	return questionnaire_is(&all->it, "draft") && !all->before &&
	    !all->after;
}

void
questionnaire_check(struct request *r, const void *obj)
{
	const struct questionnaire *q = obj;

	if (q->opens_on && q->closes_on && !r->nfaults &&
	    strcmp(q->closes_on, q->opens_on) < 0)
		request_fault(r, "closes_on",
		    "受け付けを始める日より後にしてください。");
}

void
questionnaire_question_check(struct request *r, const void *obj)
{
	const struct questionnaire_question *q = obj;
	bool picks = q->kind && strcmp(q->kind, "text") != 0 &&
	    strcmp(q->kind, "number") != 0;
	size_t n;

	(void)questionnaire_options(r, q, &n);
	if (picks && n < 2)
		request_fault(r, "options",
		    "選択肢を2つ以上、1行に1つずつ書いてください。");
}

enum result
questionnaire_open(struct request *r, const char *id,
    struct questionnaire_all *all)
{
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	*all = (struct questionnaire_all){ 0 };
	if (!rc)
		rc = record_get(r, &questionnaire_record, id, &all->it);
	if (!rc)
		rc = questionnaire_sql_questions(r, id, &rows);
	if (!rc)
		rc = questionnaire_sql_numbers(r, id, &all->before,
		    &all->after);
	if (rc)
		return rc;
	all->questions = arena_array(r->mem, rows.nrows + 1,
	    sizeof(*all->questions));
	for (size_t i = 0; i < rows.nrows; i++) {
		if (record_load(r, &questionnaire_question_record, &rows, i,
		    &all->questions[all->n]))
			all->n++;
	}
	return OK;
}

const char *
questionnaire_url(struct request *r, const struct questionnaire *q)
{
	const char *site = codes_setting(r->codes, "public_url");

	return *site ? arena_fmt(r->mem, "%s/questionnaires/%s", site,
	    q->address) : NULL;
}

enum result
questionnaire_of(struct request *r, const struct questionnaire *q,
    const char **label, const char **url)
{
	struct training_session s;
	struct training t;
	enum result rc;

	*label = *url = NULL;
	if (q->session) {
		rc = record_get(r, &training_session_record, q->session, &s);
		if (rc)
			return rc;
		*label = training_session_record.title(r, &s);
		*url = arena_fmt(r->mem, "/training-sessions/%s", s.id);
		return OK;
	}
	if (!q->training)
		return OK;
	rc = record_get(r, &training_record, q->training, &t);
	if (rc)
		return rc;
	*label = t.title;
	*url = arena_fmt(r->mem, "/trainings/%s", t.id);
	return OK;
}

enum result
questionnaire_begin(struct request *r, struct questionnaire *q)
{
	enum result rc;

	q->address = arena_bytes(r->mem, crypto_chance(r->mem),
	    ADDRESS_LENGTH);
	rc = record_add(r, &questionnaire_record, q);
	return rc ? rc : questionnaire_sql_set_secret(r, q->id,
	    sealed_close(r, "questionnaire", q->id, "secret",
	    crypto_token(r->mem, SECRET_BYTES)));
}

const char *
questionnaire_pair(struct request *r, const char *id, const char *words)
{
	const char *stored, *secret;

	if (!words || !*words)
		return NULL;
	if (questionnaire_sql_secret(r, id, &stored)) {
		r->damaged = true;
		return NULL;
	}
	secret = stored ? sealed_open(r, "questionnaire", id, "secret",
	    stored) : NULL;
	return secret ? crypto_hmac(r->mem, secret, words) : NULL;
}
