#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/* All councils, and one: its members, its series, what is still to be done. */

struct council_line {
	const char *url, *title, *region, *keeper, *members, *next, *ended;
};

static const struct slot council_slots[] = {
	SLOT_TEXT(council_line, url),
	SLOT_TEXT(council_line, title),
	SLOT_TEXT(council_line, region),
	SLOT_TEXT(council_line, keeper),
	SLOT_TEXT(council_line, members),
	SLOT_TEXT(council_line, next),
	SLOT_TEXT(council_line, ended),
};

struct list {
	const struct html *count, *nav;
	bool may_write;
	struct html_list lines;
};

static const struct slot list_slots[] = {
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_FLAG(list, may_write),
	SLOT_LIST(list, lines, council_slots, struct council_line),
};

TEMPLATE(council_list_page, "src/features/council/list.html", list_slots);

struct member_line {
	const char *name, *from, *seat, *term, *substitute, *edit, *again;
	bool observer, over, ending;
};

static const struct slot member_slots[] = {
	SLOT_TEXT(member_line, name),
	SLOT_TEXT(member_line, from),
	SLOT_TEXT(member_line, seat),
	SLOT_TEXT(member_line, term),
	SLOT_TEXT(member_line, substitute),
	SLOT_TEXT(member_line, edit),
	SLOT_TEXT(member_line, again),
	SLOT_FLAG(member_line, observer),
	SLOT_FLAG(member_line, over),
	SLOT_FLAG(member_line, ending),
};

struct meeting_line {
	const char *url, *number, *day, *state, *items, *decided;
};

static const struct slot meeting_slots[] = {
	SLOT_TEXT(meeting_line, url),
	SLOT_TEXT(meeting_line, number),
	SLOT_TEXT(meeting_line, day),
	SLOT_TEXT(meeting_line, state),
	SLOT_TEXT(meeting_line, items),
	SLOT_TEXT(meeting_line, decided),
};

struct action_line {
	const char *url, *title, *owner, *due, *number, *state;
};

static const struct slot action_slots[] = {
	SLOT_TEXT(action_line, url),
	SLOT_TEXT(action_line, title),
	SLOT_TEXT(action_line, owner),
	SLOT_TEXT(action_line, due),
	SLOT_TEXT(action_line, number),
	SLOT_TEXT(action_line, state),
};

struct show {
	const char *at, *title, *kind, *region, *keeper, *quorum, *purpose,
	    *ended, *add, *kind_code;
	const struct html *faults, *hidden, *fields;
	struct html_list members, meetings, actions;
	bool may_write, may_next, typed;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, region),
	SLOT_TEXT(show, keeper),
	SLOT_TEXT(show, quorum),
	SLOT_TEXT(show, purpose),
	SLOT_TEXT(show, ended),
	SLOT_TEXT(show, add),
	SLOT_TEXT(show, kind_code),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, fields),
	SLOT_LIST(show, members, member_slots, struct member_line),
	SLOT_LIST(show, meetings, meeting_slots, struct meeting_line),
	SLOT_LIST(show, actions, action_slots, struct action_line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, may_next),
	SLOT_FLAG(show, typed),
};

TEMPLATE(council_show_page, "src/features/council/show.html", show_slots);

static const char *
region_of(struct request *r, const struct council *c)
{
	return c->region ? codes_label(r->codes, "region", c->region) :
	    "県全体";
}

/* GET /councils */
enum result
council_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "会議体", NULL } };
	struct page page = { "会議体", "/councils", crumbs, COUNT(crumbs),
	    false };
	struct list p = { .may_write = request_may(r, CHILD_WRITE) };
	struct council_line *lines;
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = council_sql_count(r, &total);
	pager = pager_of(r, (size_t)total);
	if (!rc)
		rc = council_sql_list(r, PAGE_ROWS,
		    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *next = rows_cell(&rows, i, "next_on");
		struct council c;

		if (!record_load(r, &council_record, &rows, i, &c))
			continue;
		lines[n++] = (struct council_line){
			.url = arena_fmt(r->mem, "/councils/%s", c.id),
			.title = c.title, .region = region_of(r, &c),
			.keeper = rows_cell(&rows, i, "keeper_name"),
			.members = rows_cell(&rows, i, "members"),
			.next = next ? date_short(r->mem, next) : NULL,
			.ended = c.ended_on ? date_long(r->mem, c.ended_on) :
			    NULL,
		};
	}
	p.lines = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &council_list_page, &p);
}

static struct member_line
member_line(struct request *r, const struct council_member *m,
    const struct rows *rows, size_t i)
{
	const char *agency = rows_cell(rows, i, "agency_name");
	bool followed = rows_cell(rows, i, "followed") != NULL;
	struct member_line l = {
		.name = m->name, .seat = m->seat, .substitute = m->substitute,
		.from = agency ? agency : codes_label(r->codes,
		    "meeting_side", m->side),
		.term = arena_fmt(r->mem, "%s～%s", date_era(r->mem,
		    m->from_on), m->to_on ? date_era(r->mem, m->to_on) : ""),
		.edit = arena_fmt(r->mem, "/council-members/%s/edit", m->id),
		.observer = m->observer && strcmp(m->observer, "1") == 0,
		.over = m->to_on && strcmp(m->to_on, r->today) < 0,
	};

	if (m->to_on && !followed)
		l.again = arena_fmt(r->mem,
		    "/council-members/new?council=%s&previous=%s",
		    m->council, m->id);
	l.ending = m->to_on && !followed && !l.over &&
	    date_days_between(r->today, m->to_on) <= COUNCIL_TERM_DAYS;
	return l;
}

static enum result
fill_members(struct request *r, const struct council *c, struct show *p)
{
	struct rows rows = { 0 };
	struct member_line *lines;
	size_t n = 0;
	enum result rc = council_sql_members(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct council_member m;

		if (record_load(r, &council_member_record, &rows, i, &m))
			lines[n++] = member_line(r, &m, &rows, i);
	}
	p->members = (struct html_list){ lines, n };
	return rc;
}

static enum result
fill_meetings(struct request *r, const struct council *c, struct show *p)
{
	struct rows rows = { 0 };
	struct meeting_line *lines;
	size_t n = 0;
	enum result rc = council_sql_meetings(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct council_meeting m;

		if (!record_load(r, &council_meeting_record, &rows, i, &m))
			continue;
		lines[n++] = (struct meeting_line){
			.url = arena_fmt(r->mem, "/council-meetings/%s", m.id),
			.number = council_number(r, &m),
			.day = date_long(r->mem, rows_cell(&rows, i,
			    "on_day")),
			.state = codes_label(r->codes, "meeting_state",
			    rows_cell(&rows, i, "state")),
			.items = rows_cell(&rows, i, "items"),
			.decided = rows_cell(&rows, i, "decided"),
		};
	}
	p->meetings = (struct html_list){ lines, n };
	return rc;
}

static enum result
fill_actions(struct request *r, const struct council *c, struct show *p)
{
	struct council_actions actions;
	struct action_line *lines;
	enum result rc = council_actions_of(r, c->id, NULL, false, &actions);

	lines = arena_array(r->mem, actions.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < actions.n; i++) {
		const struct council_action *a = &actions.all[i];

		lines[i] = (struct action_line){
			.url = arena_fmt(r->mem, "/tasks/%s", a->task.id),
			.title = a->task.title, .owner = a->owner,
			.due = date_short(r->mem, a->task.due_on),
			.number = a->number,
			.state = council_action_state(r, a),
		};
	}
	p->actions = (struct html_list){ lines, actions.n };
	return rc;
}

/* What of a meeting is asked for to plan the next one. */
static const struct html *
next_fields(struct request *r, const struct meeting *typed)
{
	static const char *const names[] = { "on_day", "from_at", "to_at",
		"place_kind", "place", "online_url" };
	static const struct meeting none = { 0 };
	const struct html *parts[COUNT(names)];

	for (size_t i = 0; i < COUNT(names); i++)
		parts[i] = form_field(r, record_field(&meeting_record,
		    names[i]), typed ? typed : &none);
	return html_join(r->mem, parts, COUNT(parts));
}

static enum result
show(struct request *r, const struct council *c, const struct meeting *typed)
{
	struct crumb crumbs[] = { { "会議体", "/councils" },
	    { c->title, NULL } };
	struct page page = { c->title, "/councils", crumbs, COUNT(crumbs),
	    false };
	bool over = c->ended_on && strcmp(c->ended_on, r->today) < 0;
	struct show p = {
		.at = arena_fmt(r->mem, "/councils/%s", c->id),
		.title = c->title, .kind_code = c->kind,
		.kind = codes_label(r->codes, "meeting_kind", c->kind),
		.region = region_of(r, c),
		.keeper = field_shown(r, record_field(&council_record,
		    "keeper"), c),
		.quorum = codes_label(r->codes, "council_quorum", c->quorum),
		.purpose = c->purpose,
		.ended = c->ended_on ? date_long(r->mem, c->ended_on) : NULL,
		.add = arena_fmt(r->mem, "/council-members/new?council=%s",
		    c->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = next_fields(r, typed),
		.may_write = request_may(r, CHILD_WRITE),
		.typed = typed != NULL,
	};
	enum result rc = fill_members(r, c, &p);

	p.may_next = p.may_write && !over;
	if (!rc)
		rc = fill_meetings(r, c, &p);
	if (!rc)
		rc = fill_actions(r, c, &p);
	return rc ? rc : page_show(r, &page, &council_show_page, &p);
}

/* GET /councils/ID */
enum result
council_show_get(struct request *r)
{
	struct council c;
	enum result rc = council_open(r, r->arg[0], &c);

	return rc ? rc : show(r, &c, NULL);
}

enum result
council_show_again(struct request *r, const struct council *c,
    const struct meeting *typed, enum result rc)
{
	enum result shown = show(r, c, typed);

	return shown ? shown : rc;
}
