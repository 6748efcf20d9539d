#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "features/directory/directory.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* One recipient: what was answered, and where it says other than the directory.
 * A person decides field by field; only then it is offered, as a survey's. */

struct line {
	const char *id, *asks, *known, *value, *decision;
	const struct html *hidden;
	bool open;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, asks),
	SLOT_TEXT(line, known),
	SLOT_TEXT(line, value),
	SLOT_TEXT(line, decision),
	SLOT_HTML(line, hidden),
	SLOT_FLAG(line, open),
};

struct reply_line {
	const char *number, *state, *channel;
};

static const struct slot reply_slots[] = {
	SLOT_TEXT(reply_line, number),
	SLOT_TEXT(reply_line, state),
	SLOT_TEXT(reply_line, channel),
};

struct show {
	const char *at, *name, *title, *up, *sent, *number, *link, *service,
	    *mail, *mail_fault, *mailed;
	const struct html *faults, *hidden, *hidden_mail;
	struct html_list answers, differs, replies;
	bool may_write, is_open;
};

static const struct slot slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, up),
	SLOT_TEXT(show, sent),
	SLOT_TEXT(show, number),
	SLOT_TEXT(show, link),
	SLOT_TEXT(show, service),
	SLOT_TEXT(show, mail),
	SLOT_TEXT(show, mail_fault),
	SLOT_TEXT(show, mailed),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, hidden_mail),
	SLOT_LIST(show, answers, line_slots, struct line),
	SLOT_LIST(show, differs, line_slots, struct line),
	SLOT_LIST(show, replies, reply_slots, struct reply_line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_open),
};

TEMPLATE(survey_recipient_page, "src/features/survey/recipient.html", slots);

static const char *
decision_of(const struct rows *rows, const char *question)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		if (strcmp(rows_cell(rows, i, "question"), question) == 0)
			return rows_cell(rows, i, "decision");
	}
	return NULL;
}

static struct line
line_of(struct request *r, const struct sheet *s, size_t i,
    const char *decision)
{
	const struct survey_question *q = &s->questions[i];

	return (struct line){ .id = q->id, .asks = q->asks,
		.known = survey_value_shown(r, q, s->known[i]),
		.value = survey_value_shown(r, q, s->values[i]),
		.decision = !decision ? NULL : strcmp(decision, "accepted") ?
		    "直さなかった" : "台帳に入れた",
		.open = !decision && directory_reach(r) == REACH_CENTRE &&
		    request_may(r, CHILD_WRITE),
		.hidden = form_hidden_own(r) };
}

/* Whether answer i may go to the directory: sent, about a field of a service. */
static bool
speaks_of_directory(const struct sheet *s, size_t i)
{
	return s->recipient.service && s->last.sent_at && s->shown[i] &&
	    s->questions[i].fills && *s->questions[i].fills;
}

/* Said, about the directory, and other than that. */
static bool
is_other(const struct sheet *s, size_t i)
{
	return speaks_of_directory(s, i) && survey_differs(&s->questions[i],
	    s->values[i], s->known[i]) >= SURVEY_NEW;
}

enum result
survey_undecided(struct request *r, const struct sheet *s, bool **open)
{
	struct rows rows = { 0 };
	enum result rc = s->last.id ? survey_sql_decisions(r, s->last.id,
	    &rows) : OK;

	*open = arena_array(r->mem, s->n + 1, sizeof(**open));
	for (size_t i = 0; !rc && i < s->n; i++)
		(*open)[i] = is_other(s, i) &&
		    !decision_of(&rows, s->questions[i].id);
	return rc;
}

static enum result
fill(struct request *r, struct sheet *s, struct show *p)
{
	struct line *answers = arena_array(r->mem, s->n + 1, sizeof(*answers));
	struct line *differs = arena_array(r->mem, s->n + 1, sizeof(*differs));
	struct rows rows = { 0 };
	size_t n = 0, nd = 0;
	enum result rc = s->last.id ? survey_sql_decisions(r, s->last.id,
	    &rows) : OK;

	for (size_t i = 0; !rc && i < s->n; i++) {
		const char *decision = decision_of(&rows, s->questions[i].id);

		if (s->last.sent_at && s->shown[i] && s->values[i] &&
		    !survey_is(&s->questions[i], SURVEY_SECTION))
			answers[n++] = line_of(r, s, i, NULL);
		if (is_other(s, i) || (speaks_of_directory(s, i) && decision))
			differs[nd++] = line_of(r, s, i, decision);
	}
	p->answers = (struct html_list){ answers, n };
	p->differs = (struct html_list){ differs, nd };
	return rc;
}

/* All there are, the last first. */
static enum result
fill_replies(struct request *r, const struct sheet *s, struct show *p)
{
	struct rows rows = { 0 };
	struct reply_line *all;
	enum result rc = survey_sql_replies(r, s->recipient.id, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *sent = rows_cell(&rows, i, "sent_at");

		all[i] = (struct reply_line){ rows_cell(&rows, i, "number"),
			sent ? date_instant_label(r->mem, sent) : "途中まで",
			codes_label(r->codes, "survey_channel",
			rows_cell(&rows, i, "channel")) };
	}
	p->replies = (struct html_list){ all, rows.nrows };
	return rc;
}

/* What was typed, while it is refused. */
static void
fill_mail(struct request *r, const struct sheet *s, struct show *p)
{
	const char *typed = request_form(r, "mail");

	p->mail_fault = request_fault_of(r, "mail");
	p->mail = p->mail_fault && typed ? typed : s->recipient.mail;
	p->mailed = s->recipient.mailed_on ? date_long(r->mem,
	    s->recipient.mailed_on) : NULL;
	p->hidden_mail = form_hidden(r, s->recipient.version);
}

enum result
survey_recipient_show(struct request *r, struct sheet *s, const char *link)
{
	const char *up = arena_fmt(r->mem, "/surveys/%s", s->survey.id);
	struct crumb crumbs[] = { { "調査", "/surveys" },
	    { s->survey.title, up }, { s->recipient.name, NULL } };
	struct page page = { s->recipient.name, "/surveys", crumbs,
	    COUNT(crumbs), false };
	struct show p = {
		.at = arena_fmt(r->mem, "/survey-recipients/%s",
		    s->recipient.id),
		.name = s->recipient.name, .title = s->survey.title,
		.up = arena_fmt(r->mem, "%s/recipients", up), .link = link,
		.sent = s->last.sent_at ? date_instant_label(r->mem,
		    s->last.sent_at) : NULL,
		.number = arena_fmt(r->mem, "%lld", (long long)s->last.number),
		.service = s->recipient.service ? arena_fmt(r->mem,
		    "/services/%s", s->recipient.service) : NULL,
		.faults = form_faults(r), .hidden = form_hidden_own(r),
		.may_write = request_may(r, CHILD_WRITE),
		.is_open = survey_state_is(&s->survey, "open"),
	};
	enum result rc = fill(r, s, &p);

	if (!rc)
		rc = fill_replies(r, s, &p);
	fill_mail(r, s, &p);
	return rc ? rc : page_show(r, &page, &survey_recipient_page, &p);
}

/* Inside a deed: with the day it was answered as the day of confirming. What is
 * known from a better source gives way all the same, since a person has seen
 * both: it is the centre's word then, of today. */
static enum result
offer(struct request *r, const struct sheet *s, size_t i)
{
	const char *fills = s->questions[i].fills;
	bool of_place = strncmp(fills, "place.", 6) == 0;
	const struct record *rec = of_place ? &place_record : &service_record;
	struct origin said = { SOURCE_SURVEY, date_of_instant(r->mem,
	    s->last.sent_at), s->survey.title };
	struct origin decided = { SOURCE_HAND, r->today, arena_fmt(r->mem,
	    "%sの回答を確認", s->survey.title) };
	struct claim c = { .field = of_place ? fills + 6 : fills,
		.value = s->values[i] };
	struct service service;
	const char *id;
	enum result rc = record_get(r, &service_record, s->recipient.service,
	    &service);

	if (rc)
		return rc;
	id = of_place ? service.place : service.id;
	rc = directory_offer(r, rec, id, 0, &said, &c, 1);
	if (rc || c.became == OFFER_CHANGED)
		return rc;
	return directory_offer(r, rec, id, 0, &decided, &c, 1);
}

/* POST /survey-recipients/ID/decisions question=ID decision=accepted|refused */
enum result
survey_decision_post(struct request *r)
{
	const char *question = request_form(r, "question");
	const char *decision = request_form(r, "decision"), *see, *says;
	struct sheet s;
	size_t i = 0;
	bool yes = decision && strcmp(decision, "accepted") == 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = survey_sheet_load(r, r->arg[0], &s);
	if (!rc)
		rc = survey_sheet_sent(r, &s);
	if (rc)
		return rc;
	while (question && i < s.n && strcmp(s.questions[i].id, question) != 0)
		i++;
	if (!question || i == s.n || !speaks_of_directory(&s, i) ||
	    !decision || (!yes && strcmp(decision, "refused") != 0)) {
		request_fault(r, "",
		    "この答えは決められません。ページを開き直してください。");
		rc = survey_recipient_show(r, &s, NULL);
		return rc ? rc : INVALID;
	}
	says = yes ? survey_fill_refused(r, &s.questions[i], s.values[i] ?
	    s.values[i] : "") : NULL;
	if (says) {
		request_fault(r, "", says);
		rc = survey_recipient_show(r, &s, NULL);
		return rc ? rc : INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/survey-recipients/%s",
	    s.recipient.id), "decided");
	deed_begin(r);
	rc = survey_sql_decide(r, s.last.id, question, decision);
	if (!rc && yes)
		rc = offer(r, &s, i);
	if (!rc)
		rc = audit_note_plain(r, "decide", survey_reply_record.name,
		    s.last.id, s.questions[i].code);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
