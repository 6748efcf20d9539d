#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/concern/concern.h"
#include "features/survey/survey_result_page.h"
#include "features/survey/survey_result_sql.h"

/* What was written by hand: read, one answer after the other, and made a card
 * of the concerns board, once. */

enum { SAYS_MAX = 400 };

struct line {
	const char *id, *text, *name, *region, *recipient, *sent, *read, *card;
	const struct html *hidden;
	bool unread, may_write, newer;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, text),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, region),
	SLOT_TEXT(line, recipient),
	SLOT_TEXT(line, sent),
	SLOT_TEXT(line, read),
	SLOT_TEXT(line, card),
	SLOT_HTML(line, hidden),
	SLOT_FLAG(line, unread),
	SLOT_FLAG(line, may_write),
};

struct texts_page {
	const char *at, *title, *asks;
	const struct html *faults, *questions, *which, *count, *nav;
	struct html_list lines;
};

static const struct slot slots[] = {
	SLOT_TEXT(texts_page, at),
	SLOT_TEXT(texts_page, title),
	SLOT_TEXT(texts_page, asks),
	SLOT_HTML(texts_page, faults),
	SLOT_HTML(texts_page, questions),
	SLOT_HTML(texts_page, which),
	SLOT_HTML(texts_page, count),
	SLOT_HTML(texts_page, nav),
	SLOT_LIST(texts_page, lines, line_slots, struct line),
};

TEMPLATE(survey_texts_page, "src/features/survey/survey_texts.html", slots);

struct text_page {
	const char *at, *texts, *asks, *text, *name, *region, *recipient,
	    *sent, *read, *card;
	const struct html *faults, *hidden, *says;
	bool newer, may_write;
};

static const struct slot text_slots[] = {
	SLOT_TEXT(text_page, at),
	SLOT_TEXT(text_page, texts),
	SLOT_TEXT(text_page, asks),
	SLOT_TEXT(text_page, text),
	SLOT_TEXT(text_page, name),
	SLOT_TEXT(text_page, region),
	SLOT_TEXT(text_page, recipient),
	SLOT_TEXT(text_page, sent),
	SLOT_TEXT(text_page, read),
	SLOT_TEXT(text_page, card),
	SLOT_HTML(text_page, faults),
	SLOT_HTML(text_page, hidden),
	SLOT_HTML(text_page, says),
	SLOT_FLAG(text_page, newer),
	SLOT_FLAG(text_page, may_write),
};

TEMPLATE(survey_text_page, "src/features/survey/survey_text.html", text_slots);

static struct line
line_of(struct request *r, const struct rows *rows, size_t i,
    const struct survey_answer *a, const struct survey_question *q)
{
	const char *region = rows_cell(rows, i, "region");
	const char *read = rows_cell(rows, i, "read_on");
	const char *card = rows_cell(rows, i, "card");

	return (struct line){ .id = a->id,
		.text = survey_value_shown(r, q, a->text),
		.name = rows_cell(rows, i, "name"),
		.region = region ? codes_label_short(r->codes, "region",
		    region) : NULL,
		.recipient = arena_fmt(r->mem, "/survey-recipients/%s",
		    rows_cell(rows, i, "recipient")),
		.sent = date_instant_label(r->mem, rows_cell(rows, i,
		    "sent_at")),
		.read = read ? date_long(r->mem, read) : NULL,
		.card = card ? arena_fmt(r->mem, "/concern-cards/%s", card) :
		    NULL,
		.hidden = form_hidden_own(r), .unread = !read,
		.may_write = request_may(r, CHILD_WRITE) };
}

static enum result
fill_lines(struct request *r, const struct survey_question *q, bool unread,
    struct texts_page *p)
{
	struct survey_texts_ask ask = { q->id, unread };
	struct rows rows = { 0 };
	struct line *lines;
	struct pager pager;
	int64_t total;
	size_t n = 0;
	enum result rc = survey_sql_texts_count(r, &ask, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = survey_sql_texts(r, &ask, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct survey_answer a;

		if (record_load(r, &survey_answer_record, &rows, i, &a))
			lines[n++] = line_of(r, &rows, i, &a, q);
	}
	p->lines = (struct html_list){ lines, n };
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return rc;
}

static bool
is_written(const struct survey_question *q)
{
	return survey_is(q, SURVEY_TEXT) || survey_is(q, SURVEY_TABLE);
}

/* The question of the address, or the first that is written freely, or for the
 * directory; NULL: none is. */
static const struct survey_question *
question_asked(struct request *r, const struct survey_question *all, size_t n)
{
	const char *code = request_query(r, "question");
	const struct survey_question *first = NULL, *open = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!is_written(&all[i]))
			continue;
		if (code && strcmp(all[i].code, code) == 0)
			return &all[i];
		first = first ? first : &all[i];
		if (!open && (!all[i].fills || !*all[i].fills))
			open = &all[i];
	}
	return open ? open : first;
}

static const struct html *
questions_of(struct request *r, const struct survey_question *all, size_t n,
    const struct survey_question *chosen)
{
	struct choice *choices = arena_array(r->mem, n + 1, sizeof(*choices));
	size_t nc = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_written(&all[i]))
			choices[nc++] = (struct choice){ all[i].code,
				all[i].asks };
	}
	return form_choices(r, choices, nc, chosen ? chosen->code : "", NULL);
}

/* GET /surveys/ID/texts?question=CODE&unread=1 */
enum result
survey_texts_get(struct request *r)
{
	static const struct choice which[] = { { "1", "まだ読んでいないもの" } };
	const char *only = request_query(r, "unread");
	bool unread = only && strcmp(only, "1") == 0;
	struct texts_page p = { 0 };
	struct survey s;
	struct survey_question *all;
	const struct survey_question *q;
	size_t n;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_questions(r, s.id, &all, &n);
	if (rc)
		return rc;
	q = question_asked(r, all, n);
	p.at = arena_fmt(r->mem, "/surveys/%s", s.id);
	p.title = s.title;
	p.asks = q ? q->asks : NULL;
	p.faults = form_faults(r);
	p.questions = questions_of(r, all, n, q);
	p.which = form_choices(r, which, 1, unread ? "1" : "", "すべて");
	if (q)
		rc = fill_lines(r, q, unread, &p);
	if (rc)
		return rc;
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, p.at }, { "結果", arena_fmt(r->mem,
		    "%s/results", p.at) }, { "書かれたこと", NULL } };
		struct page page = { "書かれたこと", "/surveys", crumbs,
		    COUNT(crumbs), false };

		return page_show(r, &page, &survey_texts_page, &p);
	}
}

/* One written answer that was sent, with its question and its row. */
struct written {
	struct survey_answer answer;
	struct survey_question question;
	struct line line;
	const char *region;		/* code */
};

/* The answer of the address, for the centre; MISSING, DENIED. */
static enum result
open_written(struct request *r, struct written *w)
{
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (!rc)
		rc = survey_sql_text(r, r->arg[0], &rows);
	if (!rc && (!rows.nrows || !record_load(r, &survey_answer_record,
	    &rows, 0, &w->answer)))
		rc = MISSING;
	if (!rc)
		rc = record_get(r, &survey_question_record,
		    w->answer.question, &w->question);
	if (rc)
		return rc;
	w->line = line_of(r, &rows, 0, &w->answer, &w->question);
	w->line.newer = strcmp(rows_cell(&rows, 0, "newer"), "0") != 0;
	w->region = rows_cell(&rows, 0, "region");
	return OK;
}

static const char *
texts_url(struct request *r, const struct written *w)
{
	return arena_fmt(r->mem, "/surveys/%s/texts?question=%s",
	    w->question.survey, w->question.code);
}

static enum result
show(struct request *r, const struct written *w,
    const struct concern_card *card)
{
	struct text_page p = {
		.at = arena_fmt(r->mem, "/survey-answers/%s", w->answer.id),
		.texts = texts_url(r, w), .asks = w->question.asks,
		.text = w->line.text, .name = w->line.name,
		.region = w->line.region, .recipient = w->line.recipient,
		.sent = w->line.sent, .read = w->line.read,
		.card = w->line.card, .newer = w->line.newer,
		.may_write = w->line.may_write,
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.says = form_field(r, record_field(&concern_card_record,
		    "says"), card) };
	struct crumb crumbs[] = { { "調査", "/surveys" },
	    { "書かれたこと", p.texts }, { w->line.name, NULL } };
	struct page page = { "書かれたこと", "/surveys", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &survey_text_page, &p);
}

/* GET /survey-answers/ID */
enum result
survey_text_get(struct request *r)
{
	struct written w;
	struct concern_card card = { 0 };
	enum result rc = open_written(r, &w);

	if (rc)
		return rc;
	card.says = text_cut(r->mem, w.line.text, SAYS_MAX - 1);
	return show(r, &w, &card);
}

/* POST /survey-answers/ID/read */
enum result
survey_text_read_post(struct request *r)
{
	struct written w;
	const char *see;
	enum result rc = open_written(r, &w);

	if (rc)
		return rc;
	see = request_saying(r, texts_url(r, &w), "changed");
	deed_begin(r);
	rc = survey_sql_text_read(r, w.answer.id);
	if (!rc)
		rc = audit_note_plain(r, "read", survey_answer_record.name,
		    w.answer.id, w.question.code);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /survey-answers/ID/card says=... */
enum result
survey_text_card_post(struct request *r)
{
	const struct field *says = record_field(&concern_card_record, "says");
	const char *typed = request_form(r, "says"), *fault, *see;
	struct written w;
	struct concern_card card = { 0 };
	enum result rc = open_written(r, &w);

	if (rc)
		return rc;
	fault = field_read(r, says, typed ? typed : "", r->today, false,
	    &card);
	if (w.line.card)
		request_fault(r, "", "この答えは、もう課題カードになっています。");
	else if (fault || text_blank(card.says))
		request_fault(r, "says", fault ? fault : "required");
	if (r->nfaults) {
		rc = show(r, &w, &card);
		return rc ? rc : INVALID;
	}
	see = request_saying(r, texts_url(r, &w), "added");
	deed_begin(r);
	concern_put(r, "survey_answer", w.answer.id, card.says, w.region,
	    NULL);
	return request_see(r, deed_commit(r, see), see);
}
