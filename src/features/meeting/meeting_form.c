#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* Planning a meeting, changing the plan, and the same again a year later. */
struct form {
	const char *title, *action, *back;
	const struct html *faults, *hidden, *about, *when, *where, *people;
	const struct html *rest;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, about),
	SLOT_HTML(form, when),
	SLOT_HTML(form, where),
	SLOT_HTML(form, people),
	SLOT_HTML(form, rest),
};

TEMPLATE(meeting_form_page, "src/features/meeting/form.html", form_slots);

enum { MAX_PARTS = 4 };

/* "kind title": the fields this person may write. */
static const struct html *
fields_of(struct request *r, const struct meeting *m, const char *names)
{
	const struct html *parts[MAX_PARTS];
	size_t n = 0;

	while (*names && n < MAX_PARTS) {
		size_t len = strcspn(names, " ");
		const struct field *f = record_field(&meeting_record,
		    arena_bytes(r->mem, names, len));

		if (record_shows(r, &meeting_record, f, m))
			parts[n++] = form_field(r, f, m);
		names += len + (names[len] == ' ');
	}
	return html_join(r->mem, parts, n);
}

static enum result
show_form(struct request *r, const struct meeting *m, const struct html *above)
{
	struct form f = {
		.title = m->id ? "会議の予定を直す" : "会議を開く",
		.action = m->id ? arena_fmt(r->mem, "/meetings/%s", m->id) :
		    "/meetings",
		.back = m->id ? arena_fmt(r->mem, "/meetings/%s", m->id) :
		    "/meetings",
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, m->version),
		.about = fields_of(r, m, m->id ? "kind title" :
		    "kind title child"),
		.when = fields_of(r, m, "on_day from_at to_at"),
		.where = fields_of(r, m, "place_kind place online_url"),
		.rest = fields_of(r, m, "yearly agenda"),
	};
	struct crumb crumbs[] = { { "会議", "/meetings" }, { f.title, NULL } };
	struct page page = { f.title, "/meetings", crumbs, COUNT(crumbs),
	    false };
	enum result rc = account_choices(r, m->person, &f.people);

	return rc ? rc : page_show(r, &page, &meeting_form_page, &f);
}

enum result
meeting_new_get(struct request *r)
{
	struct meeting m = { .kind = "care", .person = r->who->id,
	    .child = request_query(r, "child") };
	const struct grant *grant;

	if (m.child && access_grant(r, m.child, &grant))
		m.child = NULL;
	return show_form(r, &m, NULL);
}

/* Only in the future is it planned; what was held may be written down later. */
enum result
meeting_add_post(struct request *r)
{
	struct meeting m = { 0 };
	enum result rc = record_read(r, &meeting_record, &m);
	const char *see;

	if (rc) {
		(void)show_form(r, &m, NULL);
		return rc;
	}
	m.state = "planned";
	m.agency = r->who->agency;
	m.minutes = NULL;
	deed_begin(r);
	record_add(r, &meeting_record, &m);
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}

enum result
meeting_edit_get(struct request *r)
{
	struct meeting m;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	return rc ? rc : show_form(r, &m, NULL);
}

static enum result
answer_conflict(struct request *r, struct meeting *mine)
{
	struct meeting theirs;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	(void)show_form(r, mine, form_conflict(r, &meeting_record, mine,
	    &theirs));
	return CONFLICT;
}

/* Whose it is, and what was written there, is not changed by its plan. */
enum result
meeting_change_post(struct request *r)
{
	struct meeting old, m;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &old);
	const char *see;

	if (rc)
		return rc;
	m = old;
	m.version = 0;
	rc = record_read(r, &meeting_record, &m);
	m.child = old.child;
	m.minutes = old.minutes;
	if (rc) {
		(void)show_form(r, &m, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "changed");
	deed_begin(r);
	record_change(r, &meeting_record, &old, &m);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, &m);
	return rc;
}

/* From one state to the next, as the page showed it. */
static enum result
set_state(struct request *r, const char *from, const char *to)
{
	const char *see;
	struct meeting old, m;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &old);

	if (!rc && !meeting_is(&old, from))
		rc = CONFLICT;
	if (rc)
		return rc;
	m = old;
	form_version(r, &m);
	m.state = to;
	m.closed_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "changed");
	deed_begin(r);
	record_change(r, &meeting_record, &old, &m);
	return request_see(r, deed_commit(r, see), see);
}

enum result
meeting_closing_post(struct request *r)
{
	return set_state(r, "held", "closed");
}

enum result
meeting_cancellation_post(struct request *r)
{
	return set_state(r, "planned", "cancelled");
}

/* The same people, not yet invited; of a child's, those who still may be. */
static enum result
copy_people(struct request *r, const char *from, const struct meeting *to)
{
	struct meeting_people people;
	enum result rc = meeting_people_of(r, from, &people);

	for (size_t i = 0; !rc && i < people.n; i++) {
		struct meeting_participant p = people.all[i];

		if (p.agency && meeting_shares(r, to->child, p.agency, NULL))
			continue;
		p.meeting = to->id;
		p.invited_on = p.answered_on = p.comment = p.attended = NULL;
		p.answer = "pending";
		rc = record_add(r, &meeting_participant_record, &p);
	}
	return rc;
}

/* The same weekday, a year on, and never in the past. */
static const char *
year_later(struct request *r, const char *day)
{
	do {
		day = date_add_days(r->mem, day, 364);
	} while (strcmp(day, r->today) < 0);
	return day;
}

enum result
meeting_next_post(struct request *r)
{
	struct meeting old, m;
	const char *see, *next;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &old);

	if (!rc && (!old.yearly || strcmp(old.yearly, "1") != 0 ||
	    meeting_is(&old, "planned") || meeting_is(&old, "cancelled")))
		rc = CONFLICT;
	if (rc)
		return rc;
	rc = meeting_sql_next(r, old.id, &next);
	if (rc != MISSING)
		return rc ? rc : CONFLICT;
	m = old;
	m.state = "planned";
	m.on_day = year_later(r, old.on_day);
	m.minutes = m.roles = m.minutes_on = m.closed_on = NULL;
	m.previous = old.id;
	deed_begin(r);
	rc = record_add(r, &meeting_record, &m);
	if (!rc)
		rc = copy_people(r, old.id, &m);
	see = arena_fmt(r->mem, "/meetings/%s/edit", m.id);
	return request_see(r, deed_commit(r, see), see);
}
