#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/bundle/bundle.h"
#include "features/questionnaire/questionnaire_sql.h"

/* One questionnaire: its questions, and handing it out until it is closed. */

struct line {
	const char *url, *says, *kind, *options, *asked;
	int64_t position;
	bool required;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, says),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, options),
	SLOT_TEXT(line, asked),
	SLOT_NUMBER(line, position),
	SLOT_FLAG(line, required),
};

struct show {
	const char *at, *id, *title, *state, *about, *about_url, *days, *url,
	    *intro;
	int64_t before, after;
	const struct html *faults, *hidden;
	bool may_write, may_change, is_draft, is_open, is_closed, untouched;
	struct html_list questions;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, about),
	SLOT_TEXT(show, about_url),
	SLOT_TEXT(show, days),
	SLOT_TEXT(show, url),
	SLOT_TEXT(show, intro),
	SLOT_NUMBER(show, before),
	SLOT_NUMBER(show, after),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, may_change),
	SLOT_FLAG(show, is_draft),
	SLOT_FLAG(show, is_open),
	SLOT_FLAG(show, is_closed),
	SLOT_FLAG(show, untouched),
	SLOT_LIST(show, questions, line_slots, struct line),
};

TEMPLATE(questionnaire_show_page, "src/features/questionnaire/show.html",
    show_slots);

static struct html_list
lines_of(struct request *r, const struct questionnaire_all *all)
{
	struct line *lines = arena_array(r->mem, all->n + 1, sizeof(*lines));

	for (size_t i = 0; i < all->n; i++) {
		const struct questionnaire_question *q = &all->questions[i];

		lines[i] = (struct line){
			.url = arena_fmt(r->mem,
			    "/questionnaire-questions/%s/edit", q->id),
			.says = q->says,
			.kind = codes_label_short(r->codes,
			    "questionnaire_kind", q->kind),
			.options = q->options, .position = q->position,
			.asked = codes_label_short(r->codes,
			    "questionnaire_asked", q->asked),
			.required = q->required &&
			    strcmp(q->required, "1") == 0,
		};
	}
	return (struct html_list){ lines, all->n };
}

static enum result
show(struct request *r, const struct questionnaire_all *all)
{
	const struct questionnaire *q = &all->it;
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" }, { q->title, NULL } };
	struct page page = { q->title, "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct show p = {
		.at = arena_fmt(r->mem, "/questionnaires/%s", q->id),
		.id = q->id, .title = q->title, .intro = q->intro,
		.state = codes_label(r->codes, "questionnaire_state",
		    q->state),
		.days = arena_fmt(r->mem, "%s〜%s", date_long(r->mem,
		    q->opens_on), date_long(r->mem, q->closes_on)),
		.url = questionnaire_url(r, q),
		.before = all->before, .after = all->after,
		.faults = form_faults(r), .hidden = form_hidden(r, q->version),
		.may_write = request_may(r, CHILD_WRITE),
		.is_draft = questionnaire_is(q, "draft"),
		.is_open = questionnaire_is(q, "open"),
		.is_closed = questionnaire_is(q, "closed"),
		.untouched = !all->before && !all->after,
		.questions = lines_of(r, all),
	};
	enum result rc = questionnaire_of(r, q, &p.about, &p.about_url);

	p.may_change = p.may_write && questionnaire_changes(all);
	return rc ? rc : page_show(r, &page, &questionnaire_show_page, &p);
}

/* GET /questionnaires/ID */
enum result
questionnaire_show_get(struct request *r)
{
	struct questionnaire_all all;
	enum result rc = questionnaire_open(r, r->arg[0], &all);

	return rc ? rc : show(r, &all);
}

/* Its page with the faults, and rc. */
static enum result
questionnaire_again(struct request *r, const struct questionnaire_all *all,
    enum result rc)
{
	enum result shown = show(r, all);

	return shown ? shown : rc;
}

/* NULL: it may go there. */
static const char *
refusal(const struct questionnaire_all *all, const char *to)
{
	const struct questionnaire *q = &all->it;

	if (strcmp(to, "open") == 0)
		return all->n ? NULL : "先に質問を作ってください。";
	if (strcmp(to, "closed") == 0)
		return questionnaire_is(q, "open") ? NULL :
		    "配っているものだけをしめ切れます。";
	if (strcmp(to, "draft") == 0)
		return all->before || all->after ?
		    "もう回答があるので、質問は変えられません。写しを作ってください。" : NULL;
	return "一覧にあるものから選んでください。";
}

/* POST /questionnaires/ID/state */
enum result
questionnaire_state_post(struct request *r)
{
	struct questionnaire_all all;
	struct questionnaire old;
	const char *to, *no, *see;
	enum result rc = questionnaire_open(r, r->arg[0], &all);

	if (rc)
		return rc;
	to = request_form(r, "to");
	no = refusal(&all, to ? to : "");
	if (no) {
		request_fault(r, "", no);
		return questionnaire_again(r, &all, INVALID);
	}
	old = all.it;
	all.it.state = to;
	form_version(r, &all.it);
	see = request_saying(r, arena_fmt(r->mem, "/questionnaires/%s",
	    old.id), "changed");
	deed_begin(r);
	(void)record_change(r, &questionnaire_record, &old, &all.it);
	rc = deed_commit(r, see);
	if (!rc)
		bundle_renew(r);
	return request_see(r, rc, see);
}

/* Inside a deed: the questions of one into another, with their codes. */
static enum result
questionnaire_copy(struct request *r, const char *from, const char *to)
{
	struct rows rows = { 0 };
	enum result rc = questionnaire_sql_questions(r, from, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct questionnaire_question q;

		if (!record_load(r, &questionnaire_question_record, &rows, i,
		    &q))
			continue;
		q.questionnaire = to;
		rc = record_add(r, &questionnaire_question_record, &q);
	}
	return rc;
}

/* POST /questionnaires/ID/copy: the questions of the one before, with their
 * codes, so that the two can be held side by side. */
enum result
questionnaire_copy_post(struct request *r)
{
	struct questionnaire_all all;
	const char *last, *see;
	enum result rc = questionnaire_open(r, r->arg[0], &all);

	if (rc)
		return rc;
	if (!questionnaire_changes(&all) || all.n)
		return CONFLICT;
	rc = questionnaire_sql_last(r, all.it.id, &last);
	if (rc == MISSING) {
		request_fault(r, "", "質問のあるアンケートが、まだほかにありません。");
		return questionnaire_again(r, &all, INVALID);
	}
	if (rc)
		return rc;
	see = request_saying(r, arena_fmt(r->mem, "/questionnaires/%s",
	    all.it.id), "added");
	deed_begin(r);
	(void)questionnaire_copy(r, last, all.it.id);
	return request_see(r, deed_commit(r, see), see);
}
