#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/guest/guest.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/*
 * Behind the link of an invitation: what the meeting is, and the answer. Of a
 * child's meeting an agency sees this much only while a consent to it stands,
 * her name by the class of names, the minutes by that of what is talked about;
 * of the family, who may read their mail with them, neither.
 */
struct guest_page {
	const char *title, *name, *until, *child, *when, *where, *online_url;
	const char *part, *agenda, *minutes, *answer, *answer_fault;
	const struct html *faults, *hidden, *online, *comment;
	bool shut, done, cancelled, open, yes, no;
};

static const struct slot slots[] = {
	SLOT_TEXT(guest_page, title),
	SLOT_TEXT(guest_page, name),
	SLOT_TEXT(guest_page, until),
	SLOT_TEXT(guest_page, child),
	SLOT_TEXT(guest_page, when),
	SLOT_TEXT(guest_page, where),
	SLOT_TEXT(guest_page, online_url),
	SLOT_TEXT(guest_page, part),
	SLOT_TEXT(guest_page, agenda),
	SLOT_TEXT(guest_page, minutes),
	SLOT_TEXT(guest_page, answer),
	SLOT_TEXT(guest_page, answer_fault),
	SLOT_HTML(guest_page, faults),
	SLOT_HTML(guest_page, hidden),
	SLOT_HTML(guest_page, online),
	SLOT_HTML(guest_page, comment),
	SLOT_FLAG(guest_page, shut),
	SLOT_FLAG(guest_page, done),
	SLOT_FLAG(guest_page, cancelled),
	SLOT_FLAG(guest_page, open),
	SLOT_FLAG(guest_page, yes),
	SLOT_FLAG(guest_page, no),
};

TEMPLATE(meeting_guest_page, "src/features/meeting/guest.html", slots);

/* OK: the agency may have that class; family may have none. */
static enum result
may_have(struct request *r, const struct meeting *m,
    const struct meeting_participant *p, const char *class)
{
	return meeting_shares(r, m->child, p->agency, class);
}

/* Whether the page may tell anything at all today. */
static enum result
is_shut(struct request *r, const struct meeting *m,
    const struct meeting_participant *p, bool *shut)
{
	enum result rc = OK;

	if (m->child && strcmp(p->side, "agency") == 0)
		rc = may_have(r, m, p, NULL);
	*shut = rc == MISSING;
	return rc == MISSING ? OK : rc;
}

/* A line of the child's own row; the link has no path to her. */
static void
fill_more(struct request *r, const struct guest *link, const struct meeting *m,
    const struct meeting_participant *p, struct guest_page *g)
{
	unsigned told = m->agenda ? CLASS_CARE : 0;

	if (m->child && !may_have(r, m, p, "identity")) {
		g->child = meeting_sql_child_name(r, m->child);
		told |= CLASS_IDENTITY;
	}
	if (!meeting_is(m, "planned") && !may_have(r, m, p, "clinical") &&
	    p->agency) {
		g->minutes = m->minutes;
		told |= CLASS_CLINICAL;
	}
	if (m->child)
		guest_told(r, link, p->agency, m->child, told);
}

static enum result
show(struct request *r, const struct guest *link, const struct meeting *m,
    const struct meeting_participant *p)
{
	struct page page = { .title = "会議への招待" };
	struct guest_page g = { .title = "会議への招待" };
	enum result rc = is_shut(r, m, p, &g.shut);

	if (rc || g.shut)
		return rc ? rc : page_show(r, &page, &meeting_guest_page, &g);
	g.title = meeting_title(r, m);
	g.name = p->name;
	g.until = date_instant_label(r->mem, link->ends_at);
	g.when = meeting_when(r, m);
	g.where = meeting_where(r, m);
	g.online_url = m->online_url;
	g.online = html_lines(r->mem, m->online_url ? m->online_url : "");
	g.part = p->part;
	g.agenda = m->agenda;
	g.answer = codes_label(r->codes, "meeting_answer", p->answer);
	g.answer_fault = request_fault_of(r, "answer");
	g.faults = form_faults(r);
	g.hidden = form_hidden(r, 0);
	g.comment = form_field(r, record_field(&meeting_participant_record,
	    "comment"), p);
	g.done = request_query(r, "answered") != NULL;
	g.cancelled = meeting_is(m, "cancelled");
	g.open = meeting_is(m, "planned");
	g.yes = strcmp(p->answer, "yes") == 0;
	g.no = strcmp(p->answer, "no") == 0;
	fill_more(r, link, m, p, &g);
	return page_show(r, &page, &meeting_guest_page, &g);
}

/* By the cookie: which invitation, of which meeting. */
static enum result
load(struct request *r, struct guest *link, struct meeting *m,
    struct meeting_participant *p)
{
	enum result rc = guest_of(r, &guest_meeting, link);

	return rc ? rc : meeting_sql_invitation(r, link->record_id, m, p);
}

enum result
meeting_guest_get(struct request *r)
{
	struct guest link;
	struct meeting m;
	struct meeting_participant p;
	enum result rc = load(r, &link, &m, &p);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return show(r, &link, &m, &p);
}

static void
read_answer(struct request *r, struct meeting_participant *p)
{
	const struct field *f = record_field(&meeting_participant_record,
	    "comment");
	const char *answer = request_form(r, "answer");
	const char *comment = request_form(r, "comment");

	r->reading = &meeting_participant_record;
	if (!answer || (strcmp(answer, "yes") != 0 &&
	    strcmp(answer, "no") != 0))
		request_fault(r, "answer", "choose");
	else
		p->answer = answer;
	p->comment = comment && *comment ? comment : NULL;
	if (p->comment && text_length(p->comment) > (size_t)f->max)
		request_fault(r, "comment", "長すぎます。1,000文字までです。");
	p->answered_on = r->today;
}

enum result
meeting_guest_post(struct request *r)
{
	struct guest link;
	struct meeting m;
	struct meeting_participant p;
	bool shut = true;
	enum result rc = load(r, &link, &m, &p), shown;

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	rc = is_shut(r, &m, &p, &shut);
	if (rc)
		return rc;
	if (!shut && meeting_is(&m, "planned"))
		read_answer(r, &p);
	else
		rc = shut ? DENIED : CONFLICT;
	if (rc || r->nfaults) {
		shown = show(r, &link, &m, &p);
		return shown ? shown : rc ? rc : INVALID;
	}
	guest_speaks(r, &link, p.agency);
	deed_begin(r);
	(void)meeting_sql_answer(r, &p);
	rc = deed_commit(r, "/links/meeting?answered=1");
	guest_leaves(r);
	return request_see(r, rc, "/links/meeting?answered=1");
}
