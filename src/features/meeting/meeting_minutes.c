#include <string.h>

#include "app/deed.h"
#include "app/draft.h"
#include "app/page.h"
#include "base/text.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* Writing down who came, what was said, and who does what from now on. */
enum { SPARE_ROLES = 3 };

struct came {
	const char *id, *name, *agency;
	bool attended;
};

struct role_line {
	const char *n, *who, *what;
};

struct writing {
	const char *title, *when, *action, *back, *draft, *kept_at;
	const char *roles_fault;
	const struct html *faults, *hidden, *minutes;
	struct html_list people, roles;
	bool may_roles;
};

static const struct slot came_slots[] = {
	SLOT_TEXT(came, id),
	SLOT_TEXT(came, name),
	SLOT_TEXT(came, agency),
	SLOT_FLAG(came, attended),
};

static const struct slot role_slots[] = {
	SLOT_TEXT(role_line, n),
	SLOT_TEXT(role_line, who),
	SLOT_TEXT(role_line, what),
};

static const struct slot slots[] = {
	SLOT_TEXT(writing, title),
	SLOT_TEXT(writing, when),
	SLOT_TEXT(writing, action),
	SLOT_TEXT(writing, back),
	SLOT_TEXT(writing, draft),
	SLOT_TEXT(writing, kept_at),
	SLOT_TEXT(writing, roles_fault),
	SLOT_HTML(writing, faults),
	SLOT_HTML(writing, hidden),
	SLOT_HTML(writing, minutes),
	SLOT_LIST(writing, people, came_slots, struct came),
	SLOT_LIST(writing, roles, role_slots, struct role_line),
	SLOT_FLAG(writing, may_roles),
};

TEMPLATE(meeting_write_page, "src/features/meeting/write.html", slots);

static const struct field *
field(const char *name)
{
	return record_field(&meeting_record, name);
}

static const char *
draft_name(struct request *r, const struct meeting *m)
{
	return arena_fmt(r->mem, "meeting-minutes-%s", m->id);
}

static struct html_list
role_lines(struct request *r, const char *text)
{
	struct meeting_role *rows = arena_array(r->mem, MEETING_MAX_ROLES,
	    sizeof(*rows));
	size_t n = meeting_roles(r, text, rows), all = n + SPARE_ROLES;
	struct role_line *lines;

	if (all > MEETING_MAX_ROLES)
		all = MEETING_MAX_ROLES;
	lines = arena_array(r->mem, all, sizeof(*lines));
	for (size_t i = 0; i < all; i++)
		lines[i] = (struct role_line){ arena_fmt(r->mem, "%zu", i + 1),
		    i < n ? rows[i].who : "", i < n ? rows[i].what : "" };
	return (struct html_list){ lines, all };
}

static enum result
show_form(struct request *r, const struct meeting *m,
    const struct meeting_people *people, const struct html *above)
{
	struct came *came = arena_array(r->mem, people->n + 1, sizeof(*came));
	struct writing p = {
		.title = meeting_title(r, m),
		.when = meeting_when(r, m),
		.action = arena_fmt(r->mem, "/meetings/%s/minutes", m->id),
		.back = arena_fmt(r->mem, "/meetings/%s", m->id),
		.draft = draft_name(r, m),
		.kept_at = draft_kept_at(r, draft_name(r, m)),
		.roles_fault = request_fault_of(r, "roles"),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, m->version),
		.may_roles = record_shows(r, &meeting_record, field("roles"),
		    m),
		.roles = role_lines(r, m->roles),
	};
	struct crumb crumbs[] = { { "会議", "/meetings" },
	    { p.title, p.back }, { "議事録を書く", NULL } };
	struct page page = { "議事録を書く", "/meetings", crumbs, COUNT(crumbs),
	    false };

	if (record_shows(r, &meeting_record, field("minutes"), m))
		p.minutes = form_field(r, field("minutes"), m);
	for (size_t i = 0; i < people->n; i++) {
		const struct meeting_participant *who = &people->all[i];

		came[i] = (struct came){ who->id, who->name,
		    people->agencies[i], who->attended ? strcmp(who->attended,
		    "1") == 0 : strcmp(who->answer, "yes") == 0 };
	}
	p.people = (struct html_list){ came, people->n };
	return page_show(r, &page, &meeting_write_page, &p);
}

static enum result
load(struct request *r, struct meeting *m, struct meeting_people *people)
{
	enum result rc = record_get(r, &meeting_record, r->arg[0], m);

	if (!rc)
		rc = meeting_people_of(r, m->id, people);
	if (!rc && !meeting_is(m, "planned") && !meeting_is(m, "held"))
		rc = CONFLICT;
	return rc;
}

/* One line of one input: what a browser cannot send is cut off. */
static const char *
line_of(struct request *r, const char *typed)
{
	return text_tidy(r->mem, arena_bytes(r->mem, typed,
	    strcspn(typed, "\r\n")));
}

static void
read_roles(struct request *r, struct meeting *m)
{
	struct buffer b = buffer_new(r->mem);
	size_t nwho, nwhat, n = 0;
	const char *const *who = request_form_all(r, "who", &nwho);
	const char *const *what = request_form_all(r, "what", &nwhat);

	for (size_t i = 0; i < nwho && i < nwhat && n < MEETING_MAX_ROLES;
	    i++) {
		const char *a = line_of(r, who[i]), *b2 = line_of(r, what[i]);

		if (!*a && !*b2)
			continue;
		if (!*a || !*b2)
			request_fault(r, "roles", arena_fmt(r->mem, "%zu行め：誰"
			    "が、何をの両方を入力してください。", i + 1));
		if (strstr(a, "："))
			request_fault(r, "roles", arena_fmt(r->mem, "%zu行め：「："
			    "」は使えません。", i + 1));
		buffer_fmt(&b, "%s%s：%s", n++ ? "\n" : "", a, b2);
	}
	if (text_length(b.s) > (size_t)field("roles")->max)
		request_fault(r, "roles", "長すぎます。短くしてください。");
	m->roles = n ? b.s : NULL;
}

/* The text alone is a field of the record's own; the rest is read here. */
static void
read_form(struct request *r, struct meeting *m, struct meeting_people *people)
{
	static const char *const not_fields[] = { "who", "what", "attended" };
	struct pairs all = r->form, own = { arena_array(r->mem, all.n + 1,
	    sizeof(*own.at)), 0 };
	size_t nids;
	const char *const *ids = request_form_all(r, "attended", &nids);

	for (size_t i = 0; i < all.n; i++) {
		bool is_field = true;

		for (size_t k = 0; k < COUNT(not_fields); k++)
			is_field &= strcmp(all.at[i].name, not_fields[k]) != 0;
		if (is_field)
			own.at[own.n++] = all.at[i];
	}
	r->form = own;
	(void)!record_read(r, &meeting_record, m);
	r->form = all;
	if (record_shows(r, &meeting_record, field("roles"), m))
		read_roles(r, m);
	for (size_t i = 0; i < people->n; i++) {
		people->all[i].attended = "0";
		for (size_t k = 0; k < nids; k++)
			if (strcmp(ids[k], people->all[i].id) == 0)
				people->all[i].attended = "1";
	}
}

enum result
meeting_minutes_edit_get(struct request *r)
{
	struct meeting_people people;
	struct meeting m;
	struct pairs kept;
	enum result rc = load(r, &m, &people);

	if (rc)
		return rc;
	if (!draft_load(r, draft_name(r, &m), &kept)) {
		r->form = kept;
		read_form(r, &m, &people);
		r->nfaults = 0;
		r->form = (struct pairs){ 0 };
	}
	return show_form(r, &m, &people, NULL);
}

static enum result
answer_conflict(struct request *r, struct meeting *mine,
    const struct meeting_people *people)
{
	struct meeting theirs;
	enum result rc = record_get(r, &meeting_record, mine->id, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	(void)show_form(r, mine, people, form_conflict(r, &meeting_record,
	    mine, &theirs));
	return CONFLICT;
}

/* Inside the deed: whose coming was written down differently before. */
static void
note_attendance(struct request *r, const struct meeting_people *people,
    const struct meeting_people *old)
{
	for (size_t i = 0; i < people->n && i < old->n; i++) {
		const char *before = old->all[i].attended;

		if (before && strcmp(before, people->all[i].attended) == 0)
			continue;
		record_change(r, &meeting_participant_record, &old->all[i],
		    &people->all[i]);
	}
}

static void
check_held(struct request *r, const struct meeting *m)
{
	if (strcmp(m->on_day, r->today) > 0)
		request_fault(r, "minutes",
		    "会議の日になっていません。予定の日を確かめてください。");
	else if (!m->minutes && record_shows(r, &meeting_record,
	    field("minutes"), m))
		request_fault(r, "minutes", "required");
}

enum result
meeting_minutes_post(struct request *r)
{
	struct meeting_people people, before;
	struct meeting old, typed, m;
	const char *see;
	enum result rc = load(r, &old, &people);

	if (!rc)
		rc = meeting_people_of(r, old.id, &before);
	if (rc)
		return rc;
	typed = old;
	typed.version = 0;
	read_form(r, &typed, &people);
	m = old;
	m.version = typed.version;
	m.minutes = typed.minutes;
	m.roles = typed.roles;
	check_held(r, &m);
	if (r->nfaults) {
		(void)show_form(r, &m, &people, NULL);
		return INVALID;
	}
	if (m.minutes) {
		m.state = "held";
		m.minutes_on = r->today;
	}
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "recorded");
	deed_begin(r);
	record_change(r, &meeting_record, &old, &m);
	note_attendance(r, &people, &before);
	draft_drop(r, draft_name(r, &m));
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, &m, &people);
	return rc;
}
