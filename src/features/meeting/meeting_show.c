#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"
#include "features/task/task.h"

/* One meeting: the plan, who is invited, what was said and what follows. */
struct seat {
	const char *id, *name, *agency, *part, *answer, *comment, *attended;
	const struct html *hidden;
	bool unshared, open, invited;
};

struct decided {
	const char *url, *title, *owner, *due, *state;
};

struct show {
	const char *title, *kind, *state, *when, *where, *online_url, *person;
	const char *child, *child_url, *previous_url, *next_url, *agenda;
	const char *minutes, *roles, *write_url, *edit_url, *minutes_url;
	const char *invite_url, *consent_url, *agency_fault, *decide_url;
	const char *owner_fault, *letter_url, *closing_url, *cancel_url;
	const char *make_next, *link, *link_for, *own;
	const struct html *faults, *hidden, *online, *invite_hidden, *side;
	const struct html *accounts, *name_field, *agencies, *rest, *what, *by;
	const struct html *decide_hidden, *owners, *next_hidden, *own_hidden,
	    *panels;
	struct html_list role_rows, people, tasks;
	bool may_write, mailed, invite_open, decide_open;
};

static const struct slot seat_slots[] = {
	SLOT_TEXT(seat, id),
	SLOT_TEXT(seat, name),
	SLOT_TEXT(seat, agency),
	SLOT_TEXT(seat, part),
	SLOT_TEXT(seat, answer),
	SLOT_TEXT(seat, comment),
	SLOT_TEXT(seat, attended),
	SLOT_HTML(seat, hidden),
	SLOT_FLAG(seat, unshared),
	SLOT_FLAG(seat, open),
	SLOT_FLAG(seat, invited),
};

static const struct slot decided_slots[] = {
	SLOT_TEXT(decided, url),
	SLOT_TEXT(decided, title),
	SLOT_TEXT(decided, owner),
	SLOT_TEXT(decided, due),
	SLOT_TEXT(decided, state),
};

static const struct slot role_slots[] = {
	SLOT_TEXT(meeting_role, who),
	SLOT_TEXT(meeting_role, what),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, when),
	SLOT_TEXT(show, where),
	SLOT_TEXT(show, online_url),
	SLOT_TEXT(show, person),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_url),
	SLOT_TEXT(show, previous_url),
	SLOT_TEXT(show, next_url),
	SLOT_TEXT(show, agenda),
	SLOT_TEXT(show, minutes),
	SLOT_TEXT(show, roles),
	SLOT_TEXT(show, write_url),
	SLOT_TEXT(show, edit_url),
	SLOT_TEXT(show, minutes_url),
	SLOT_TEXT(show, invite_url),
	SLOT_TEXT(show, consent_url),
	SLOT_TEXT(show, agency_fault),
	SLOT_TEXT(show, decide_url),
	SLOT_TEXT(show, owner_fault),
	SLOT_TEXT(show, letter_url),
	SLOT_TEXT(show, closing_url),
	SLOT_TEXT(show, cancel_url),
	SLOT_TEXT(show, make_next),
	SLOT_TEXT(show, link),
	SLOT_TEXT(show, link_for),
	SLOT_TEXT(show, own),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, online),
	SLOT_HTML(show, invite_hidden),
	SLOT_HTML(show, side),
	SLOT_HTML(show, accounts),
	SLOT_HTML(show, name_field),
	SLOT_HTML(show, agencies),
	SLOT_HTML(show, rest),
	SLOT_HTML(show, what),
	SLOT_HTML(show, by),
	SLOT_HTML(show, decide_hidden),
	SLOT_HTML(show, owners),
	SLOT_HTML(show, next_hidden),
	SLOT_HTML(show, own_hidden),
	SLOT_HTML(show, panels),
	SLOT_LIST(show, role_rows, role_slots, struct meeting_role),
	SLOT_LIST(show, people, seat_slots, struct seat),
	SLOT_LIST(show, tasks, decided_slots, struct decided),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, mailed),
	SLOT_FLAG(show, invite_open),
	SLOT_FLAG(show, decide_open),
};

TEMPLATE(meeting_show_page, "src/features/meeting/show.html", show_slots);

static const char *
url(struct request *r, const struct meeting *m, const char *rest)
{
	return arena_fmt(r->mem, "/meetings/%s%s", m->id, rest);
}

/* Who comes, what they answered; and the form of one's own answer. */
static enum result
fill_people(struct request *r, const struct meeting *m, struct show *p)
{
	struct meeting_people people;
	struct seat *seats;
	enum result rc = meeting_people_of(r, m->id, &people);

	if (rc)
		return rc;
	seats = arena_array(r->mem, people.n + 1, sizeof(*seats));
	for (size_t i = 0; i < people.n; i++) {
		struct meeting_participant *who = &people.all[i];
		bool mine = who->person && r->who->id &&
		    strcmp(who->person, r->who->id) == 0;

		seats[i] = (struct seat){ who->id, who->name,
		    people.agencies[i] ? people.agencies[i] : codes_label(
		    r->codes, "meeting_side", who->side), who->part,
		    codes_label(r->codes, "meeting_answer", who->answer),
		    who->comment, NULL, form_hidden(r, who->version),
		    .open = meeting_is(m, "planned"),
		    .invited = who->invited_on != NULL };
		if (who->attended)
			seats[i].attended = strcmp(who->attended, "1") == 0 ?
			    "出席" : "欠席";
		if (who->agency && m->child)
			seats[i].unshared = meeting_shares(r, m->child,
			    who->agency, NULL) != OK;
		if (mine && meeting_is(m, "planned") &&
		    strcmp(who->answer, "pending") == 0) {
			p->own = who->id;
			p->own_hidden = seats[i].hidden;
		}
	}
	p->people = (struct html_list){ seats, people.n };
	return OK;
}

static enum result
fill_tasks(struct request *r, const struct meeting *m, struct show *p)
{
	struct rows rows = { 0 };
	struct decided *all;
	size_t n = 0;
	enum result rc = task_of(r, meeting_record.name, m->id, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct task t;

		if (!record_load(r, &task_record, &rows, i, &t))
			continue;
		all[n++] = (struct decided){ arena_fmt(r->mem, "/tasks/%s",
		    t.id), t.title ? t.title : "頼まれたこと", rows_cell(&rows,
		    i, "owner_name"), date_short(r->mem, t.due_on),
		    t.done_on ? "済み" : "これから" };
	}
	p->tasks = (struct html_list){ all, n };
	return OK;
}

static const struct html *
field(struct request *r, const struct record *rec, const char *name,
    const void *obj)
{
	return form_field(r, record_field(rec, name), obj);
}

static enum result
fill_invite(struct request *r, const struct meeting *m,
    const struct meeting_typed *typed, struct show *p)
{
	static const struct meeting_participant none = { .side = "agency" };
	const struct meeting_participant *who = typed->participant ?
	    typed->participant : &none;
	const struct record *rec = &meeting_participant_record;
	const struct html *rest[] = { field(r, rec, "mail", who),
	    field(r, rec, "part", who) };
	struct rows rows = { 0 };
	struct choice *all;
	enum result rc = meeting_sql_agencies(r, m->child, &rows);

	if (!rc)
		rc = account_choices(r, who->person, &p->accounts);
	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = (struct choice){ rows_cell(&rows, i, "id"),
		    rows_cell(&rows, i, "name") };
	rc = agency_input(r, &(struct agency_input){ .name = "agency",
	    .chosen = who->agency, .asked = true, .list = form_choices(r, all,
	    rows.nrows, who->agency, "選んでください") }, &p->agencies);
	if (rc)
		return rc;
	p->agency_fault = request_fault_of(r, "agency");
	p->side = field(r, rec, "side", who);
	p->name_field = field(r, rec, "name", who);
	p->rest = html_join(r->mem, rest, COUNT(rest));
	p->invite_url = url(r, m, "/participants");
	p->invite_hidden = form_hidden_own(r);
	p->invite_open = typed->participant != NULL;
	p->consent_url = typed->consent;
	return OK;
}

static enum result
fill_decide(struct request *r, const struct meeting *m,
    const struct meeting_typed *typed, struct show *p)
{
	struct task t = { .title = typed->task ? typed->task->title : NULL,
	    .due_on = typed->task ? typed->task->due_on : NULL };

	p->what = field(r, &task_record, "title", &t);
	p->by = field(r, &task_record, "due_on", &t);
	p->owner_fault = request_fault_of(r, "owner");
	p->decide_url = url(r, m, "/decisions");
	p->decide_hidden = form_hidden_own(r);
	p->decide_open = typed->task != NULL;
	return account_choices(r, typed->task ? typed->task->owner : NULL,
	    &p->owners);
}

/* What can be done with it now, by whoever writes about children. */
static enum result
fill_deeds(struct request *r, const struct meeting *m,
    const struct meeting_typed *typed, struct show *p)
{
	bool planned = meeting_is(m, "planned"), held = meeting_is(m, "held");
	bool over = held || meeting_is(m, "closed");
	enum result rc = OK;

	if (over && access_is_centre(r))
		p->letter_url = url(r, m, "/letter");
	if (!p->may_write)
		return OK;
	if (planned)
		p->edit_url = url(r, m, "/edit");
	if ((planned && strcmp(m->on_day, r->today) <= 0) || held)
		p->write_url = url(r, m, "/minutes/edit");
	if (held)
		p->closing_url = url(r, m, "/closing");
	if (planned)
		p->cancel_url = url(r, m, "/cancellation");
	if (over && !p->next_url && m->yearly && strcmp(m->yearly, "1") == 0)
		p->make_next = url(r, m, "/next");
	p->next_hidden = form_hidden_own(r);
	if (planned)
		rc = fill_invite(r, m, typed, p);
	if (!rc && (planned || held))
		rc = fill_decide(r, m, typed, p);
	return rc;
}

static enum result
fill(struct request *r, const struct meeting *m, struct show *p)
{
	struct meeting_role *roles = arena_array(r->mem, MEETING_MAX_ROLES,
	    sizeof(*roles));
	const char *name = m->child ? child_name(r, m->child) : NULL;
	const char *next;
	enum result rc = meeting_sql_next(r, m->id, &next);

	if (rc && rc != MISSING)
		return rc;
	if (!rc)
		p->next_url = arena_fmt(r->mem, "/meetings/%s", next);
	if (m->previous)
		p->previous_url = arena_fmt(r->mem, "/meetings/%s",
		    m->previous);
	if (name) {
		p->child = arena_fmt(r->mem, "%sさん", name);
		p->child_url = arena_fmt(r->mem, "/children/%s", m->child);
	}
	p->person = field_shown(r, record_field(&meeting_record, "person"), m);
	p->role_rows = (struct html_list){ roles, meeting_roles(r, m->roles,
	    roles) };
	return OK;
}

enum result
meeting_show(struct request *r, const struct meeting *m,
    const struct meeting_typed *typed)
{
	struct show p = {
		.title = meeting_title(r, m),
		.kind = codes_label(r->codes, "meeting_kind", m->kind),
		.state = codes_label(r->codes, "meeting_state", m->state),
		.when = meeting_when(r, m),
		.where = meeting_where(r, m),
		.online_url = m->online_url,
		.online = html_lines(r->mem, m->online_url ? m->online_url :
		    ""),
		.agenda = m->agenda,
		.minutes = m->minutes,
		.roles = m->roles,
		.minutes_url = url(r, m, "/minutes"),
		.link = typed->link,
		.link_for = typed->link_for,
		.mailed = typed->mailed,
		.faults = form_faults(r),
		.hidden = form_hidden(r, m->version),
		.may_write = request_may(r, CHILD_WRITE),
	};
	struct crumb crumbs[] = { { "会議", "/meetings" }, { p.title, NULL } };
	struct page page = { p.title, "/meetings", crumbs, COUNT(crumbs),
	    false };
	enum result rc = fill(r, m, &p);

	if (!rc)
		rc = fill_people(r, m, &p);
	if (!rc)
		rc = fill_tasks(r, m, &p);
	if (!rc)
		rc = fill_deeds(r, m, typed, &p);
	if (!rc)
		rc = panels_of(r, &meeting_record, m->child, m->id, &p.panels);
	return rc ? rc : page_show(r, &page, &meeting_show_page, &p);
}

enum result
meeting_show_get(struct request *r)
{
	struct meeting m;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	return rc ? rc : meeting_show(r, &m, &(struct meeting_typed){ 0 });
}
