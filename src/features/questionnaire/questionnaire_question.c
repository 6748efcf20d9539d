#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "features/questionnaire/questionnaire_sql.h"

/* One question: made, put right and taken out while nobody has answered. */

enum { STEP = 10 };

struct question_page {
	const char *heading, *action, *button, *back, *removal;
	const struct html *faults, *hidden, *hidden_removal, *fields;
};

static const struct slot slots[] = {
	SLOT_TEXT(question_page, heading),
	SLOT_TEXT(question_page, action),
	SLOT_TEXT(question_page, button),
	SLOT_TEXT(question_page, back),
	SLOT_TEXT(question_page, removal),
	SLOT_HTML(question_page, faults),
	SLOT_HTML(question_page, hidden),
	SLOT_HTML(question_page, hidden_removal),
	SLOT_HTML(question_page, fields),
};

TEMPLATE(questionnaire_question_page,
    "src/features/questionnaire/question.html", slots);

static const char *
page_of(struct request *r, const struct questionnaire_all *all)
{
	return arena_fmt(r->mem, "/questionnaires/%s", all->it.id);
}

static enum result
show(struct request *r, const struct questionnaire_all *all,
    const struct questionnaire_question *q)
{
	const char *back = page_of(r, all);
	const char *heading = q->id ? "質問を直す" : "質問を加える";
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { all->it.title, back }, { heading, NULL } };
	struct page page = { heading, "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct question_page p = {
		.heading = heading, .back = back,
		.action = q->id ? arena_fmt(r->mem,
		    "/questionnaire-questions/%s", q->id) : arena_fmt(r->mem,
		    "/questionnaire-questions?questionnaire=%s", all->it.id),
		.button = q->id ? "直す" : "加える",
		.removal = q->id ? arena_fmt(r->mem,
		    "/questionnaire-questions/%s/removal", q->id) : NULL,
		.faults = form_faults(r),
		.hidden = form_hidden(r, q->version),
		.hidden_removal = form_hidden(r, q->version),
		.fields = form_record(r, &questionnaire_question_record, q),
	};

	return page_show(r, &page, &questionnaire_question_page, &p);
}

/* The questionnaire it belongs to, as long as questions may change: CONFLICT. */
static enum result
open_changing(struct request *r, const char *id,
    struct questionnaire_all *all)
{
	enum result rc = questionnaire_open(r, id ? id : "", all);

	return rc ? rc : questionnaire_changes(all) ? OK : CONFLICT;
}

static enum result
load(struct request *r, struct questionnaire_all *all,
    struct questionnaire_question *q)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &questionnaire_question_record, r->arg[0],
		    q);
	return rc ? rc : open_changing(r, q->questionnaire, all);
}

/* GET /questionnaire-questions/new?questionnaire=ID */
enum result
questionnaire_question_new_get(struct request *r)
{
	struct questionnaire_question q = { .kind = "scale", .asked = "both",
		.options = "分からない\n少し分かる\n分かる" };
	struct questionnaire_all all;
	enum result rc = open_changing(r, request_query(r, "questionnaire"),
	    &all);

	if (rc)
		return rc;
	q.position = STEP + (all.n ? all.questions[all.n - 1].position : 0);
	return show(r, &all, &q);
}

/* The lowest number that no question of it has: q1, q2, ... */
static const char *
code_of(struct request *r, const struct questionnaire_all *all)
{
	for (int k = 1;; k++) {
		const char *code = arena_fmt(r->mem, "q%d", k);
		bool taken = false;

		for (size_t i = 0; i < all->n; i++)
			taken |= strcmp(all->questions[i].code, code) == 0;
		if (!taken)
			return code;
	}
}

/* POST /questionnaire-questions?questionnaire=ID */
enum result
questionnaire_question_post(struct request *r)
{
	struct questionnaire_question q = { 0 };
	struct questionnaire_all all;
	const char *see;
	enum result rc = open_changing(r, request_query(r, "questionnaire"),
	    &all);

	if (rc)
		return rc;
	if (all.n >= QUESTIONNAIRE_QUESTIONS)
		request_fault(r, "says", arena_fmt(r->mem,
		    "質問は%d個までです。", QUESTIONNAIRE_QUESTIONS));
	rc = record_read(r, &questionnaire_question_record, &q);
	if (rc || r->nfaults) {
		rc = show(r, &all, &q);
		return rc ? rc : INVALID;
	}
	q.questionnaire = all.it.id;
	q.code = code_of(r, &all);
	see = request_saying(r, page_of(r, &all), "added");
	deed_begin(r);
	(void)record_add(r, &questionnaire_question_record, &q);
	return request_see(r, deed_commit(r, see), see);
}

enum result
questionnaire_question_edit_get(struct request *r)
{
	struct questionnaire_question q = { 0 };
	struct questionnaire_all all;
	enum result rc = load(r, &all, &q);

	return rc ? rc : show(r, &all, &q);
}

/* POST /questionnaire-questions/ID */
enum result
questionnaire_question_change_post(struct request *r)
{
	struct questionnaire_question old = { 0 }, q;
	struct questionnaire_all all;
	const char *see;
	enum result rc = load(r, &all, &old);

	if (rc)
		return rc;
	q = old;
	rc = record_read(r, &questionnaire_question_record, &q);
	if (rc) {
		enum result shown = show(r, &all, &q);

		return shown ? shown : rc;
	}
	see = request_saying(r, page_of(r, &all), "changed");
	deed_begin(r);
	(void)record_change(r, &questionnaire_question_record, &old, &q);
	return request_see(r, deed_commit(r, see), see);
}

enum result
questionnaire_question_removal_post(struct request *r)
{
	struct questionnaire_question q = { 0 };
	struct questionnaire_all all;
	const char *see;
	enum result rc = load(r, &all, &q);

	if (rc)
		return rc;
	form_version(r, &q);
	see = request_saying(r, page_of(r, &all), "changed");
	deed_begin(r);
	(void)questionnaire_sql_remove(r, &q);
	(void)audit_note(r, "delete", &questionnaire_question_record, &q);
	return request_see(r, deed_commit(r, see), see);
}
