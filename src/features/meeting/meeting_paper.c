#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/meeting/meeting_private.h"
#include "features/task/task.h"

/*
 * 会議録 as it is printed, and as plain text for an agency that was there: to
 * each no more than the family agreed to for it, by the consents of the day.
 */
struct came {
	const char *name, *agency, *part, *attended;
};

struct decided {
	const char *title, *owner, *due, *state;
};

struct paper {
	const char *title, *kind, *child, *when, *where, *person, *agenda;
	const char *minutes, *warning, *back;
	struct html_list people, tasks, roles;
};

static const struct slot came_slots[] = {
	SLOT_TEXT(came, name),
	SLOT_TEXT(came, agency),
	SLOT_TEXT(came, part),
	SLOT_TEXT(came, attended),
};

static const struct slot decided_slots[] = {
	SLOT_TEXT(decided, title),
	SLOT_TEXT(decided, owner),
	SLOT_TEXT(decided, due),
	SLOT_TEXT(decided, state),
};

static const struct slot role_slots[] = {
	SLOT_TEXT(meeting_role, who),
	SLOT_TEXT(meeting_role, what),
};

static const struct slot paper_slots[] = {
	SLOT_TEXT(paper, title),
	SLOT_TEXT(paper, kind),
	SLOT_TEXT(paper, child),
	SLOT_TEXT(paper, when),
	SLOT_TEXT(paper, where),
	SLOT_TEXT(paper, person),
	SLOT_TEXT(paper, agenda),
	SLOT_TEXT(paper, minutes),
	SLOT_TEXT(paper, warning),
	SLOT_TEXT(paper, back),
	SLOT_LIST(paper, people, came_slots, struct came),
	SLOT_LIST(paper, tasks, decided_slots, struct decided),
	SLOT_LIST(paper, roles, role_slots, struct meeting_role),
};

TEMPLATE(meeting_minutes_page, "src/features/meeting/minutes.html",
    paper_slots);

static const char *
coming(struct request *r, const struct meeting_participant *p)
{
	if (!p->attended)
		return codes_label(r->codes, "meeting_answer", p->answer);
	return strcmp(p->attended, "1") == 0 ? "出席" : "欠席";
}

static struct html_list
came_of(struct request *r, const struct meeting_people *people)
{
	struct came *all = arena_array(r->mem, people->n + 1, sizeof(*all));

	for (size_t i = 0; i < people->n; i++) {
		const struct meeting_participant *p = &people->all[i];

		all[i] = (struct came){ p->name, people->agencies[i] ?
		    people->agencies[i] : codes_label(r->codes,
		    "meeting_side", p->side), p->part, coming(r, p) };
	}
	return (struct html_list){ all, people->n };
}

static enum result
decided_of(struct request *r, const struct meeting *m, struct html_list *out)
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

		if (record_load(r, &task_record, &rows, i, &t))
			all[n++] = (struct decided){ t.title, rows_cell(&rows,
			    i, "owner_name"), date_short(r->mem, t.due_on),
			    t.done_on ? "済み" : "これから" };
	}
	*out = (struct html_list){ all, n };
	return OK;
}

/* The names of agencies of these that get nothing of the minutes today. */
static const char *
without_consent(struct request *r, const struct meeting *m,
    const struct meeting_people *people)
{
	struct buffer b = buffer_new(r->mem);
	const char *last = NULL;

	for (size_t i = 0; m->child && i < people->n; i++) {
		const char *agency = people->all[i].agency;

		/* Those of one agency stand side by side. */
		if (!agency || (last && strcmp(last, agency) == 0) ||
		    !meeting_shares(r, m->child, agency, "clinical"))
			continue;
		last = agency;
		buffer_fmt(&b, "%s%s", b.len ? "、" : "", people->agencies[i] ?
		    people->agencies[i] : "");
	}
	return b.len ? arena_fmt(r->mem, "有効な同意がないため、この会議録を渡せない"
	    "機関：%s", b.s) : NULL;
}

enum result
meeting_minutes_get(struct request *r)
{
	struct meeting_role *roles = arena_array(r->mem, MEETING_MAX_ROLES,
	    sizeof(*roles));
	struct meeting_people people;
	struct meeting m;
	struct paper p = { 0 };
	struct crumb crumbs[] = { { "会議", "/meetings" }, { NULL, NULL },
	    { "会議録", NULL } };
	struct page page = { "会議録", "/meetings", crumbs, COUNT(crumbs),
	    false };
	const char *name;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	if (!rc)
		rc = meeting_people_of(r, m.id, &people);
	if (!rc)
		rc = decided_of(r, &m, &p.tasks);
	if (rc)
		return rc;
	name = m.child ? child_name(r, m.child) : NULL;
	p.back = arena_fmt(r->mem, "/meetings/%s", m.id);
	p.title = crumbs[1].label = meeting_title(r, &m);
	crumbs[1].path = p.back;
	p.kind = codes_label(r->codes, "meeting_kind", m.kind);
	p.child = name ? arena_fmt(r->mem, "%sさん", name) : NULL;
	p.when = meeting_when(r, &m);
	p.where = meeting_where(r, &m);
	p.person = field_shown(r, record_field(&meeting_record, "person"), &m);
	p.agenda = m.agenda;
	p.minutes = m.minutes;
	p.people = came_of(r, &people);
	p.roles = (struct html_list){ roles, meeting_roles(r, m.roles,
	    roles) };
	p.warning = access_is_centre(r) ? without_consent(r, &m, &people) :
	    NULL;
	return page_show(r, &page, &meeting_minutes_page, &p);
}
