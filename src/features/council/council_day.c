#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/* One meeting of a series: its agenda, its members, and what earlier ones left to
 * it. Minutes, invitations and decisions are on the page of the meeting. */

struct point_line {
	const char *key, *number, *title, *concern, *decision;
	bool first, last, up, down;
};

static const struct slot point_slots[] = {
	SLOT_TEXT(point_line, key),
	SLOT_TEXT(point_line, number),
	SLOT_TEXT(point_line, title),
	SLOT_TEXT(point_line, concern),
	SLOT_TEXT(point_line, decision),
	SLOT_FLAG(point_line, first),
	SLOT_FLAG(point_line, last),
	SLOT_FLAG(point_line, up),
	SLOT_FLAG(point_line, down),
};

struct seat_line {
	const char *id, *name, *agency, *seat, *answer, *substitute;
	const struct html *hidden;
	bool observer, open, replaced;
};

static const struct slot seat_slots[] = {
	SLOT_TEXT(seat_line, id),
	SLOT_TEXT(seat_line, name),
	SLOT_TEXT(seat_line, agency),
	SLOT_TEXT(seat_line, seat),
	SLOT_TEXT(seat_line, answer),
	SLOT_TEXT(seat_line, substitute),
	SLOT_HTML(seat_line, hidden),
	SLOT_FLAG(seat_line, observer),
	SLOT_FLAG(seat_line, open),
	SLOT_FLAG(seat_line, replaced),
};

struct action_line {
	const char *id, *url, *title, *owner, *due, *number, *state, *says,
	    *at;
	const struct html *hidden, *states;
	bool open;
};

static const struct slot action_slots[] = {
	SLOT_TEXT(action_line, id),
	SLOT_TEXT(action_line, url),
	SLOT_TEXT(action_line, title),
	SLOT_TEXT(action_line, owner),
	SLOT_TEXT(action_line, due),
	SLOT_TEXT(action_line, number),
	SLOT_TEXT(action_line, state),
	SLOT_TEXT(action_line, says),
	SLOT_TEXT(action_line, at),
	SLOT_HTML(action_line, hidden),
	SLOT_HTML(action_line, states),
	SLOT_FLAG(action_line, open),
};

struct show {
	const char *at, *title, *when, *where, *state, *meeting, *council,
	    *quorum;
	const struct html *faults, *hidden_move, *hidden_item, *hidden_seats, *hidden_share,
	    *title_field;
	struct html_list points, seats, actions;
	bool may_plan, may_seat, may_share, unseated, short_of;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, when),
	SLOT_TEXT(show, where),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, meeting),
	SLOT_TEXT(show, council),
	SLOT_TEXT(show, quorum),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden_move),
	SLOT_HTML(show, hidden_item),
	SLOT_HTML(show, hidden_seats),
	SLOT_HTML(show, hidden_share),
	SLOT_HTML(show, title_field),
	SLOT_LIST(show, points, point_slots, struct point_line),
	SLOT_LIST(show, seats, seat_slots, struct seat_line),
	SLOT_LIST(show, actions, action_slots, struct action_line),
	SLOT_FLAG(show, may_plan),
	SLOT_FLAG(show, may_seat),
	SLOT_FLAG(show, may_share),
	SLOT_FLAG(show, unseated),
	SLOT_FLAG(show, short_of),
};

TEMPLATE(council_meeting_page, "src/features/council/meeting.html",
    show_slots);

/* The key goes on to be under the fingers of whoever moves it. */
static bool
was_moved(struct request *r, const char *way, const char *key)
{
	const char *moved = request_query(r, way);

	return moved && strcmp(moved, key) == 0;
}

static enum result
fill_points(struct request *r, const struct council_day *d, struct show *p)
{
	struct council_points points;
	struct point_line *lines;
	enum result rc = council_points_of(r, &d->at, &points);

	lines = arena_array(r->mem, points.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < points.n; i++) {
		const struct council_point *at = &points.all[i];
		const char *talk = at->item.talk;

		lines[i] = (struct point_line){
			.key = at->item.id ? at->item.id : talk,
			.number = arena_fmt(r->mem, "%zu", i + 1),
			.title = at->title, .concern = at->concern_url,
			.decision = at->decision,
			.first = i == 0, .last = i + 1 == points.n,
		};
		lines[i].up = was_moved(r, "up", lines[i].key) || (talk &&
		    was_moved(r, "up", talk));
		lines[i].down = was_moved(r, "down", lines[i].key) || (talk &&
		    was_moved(r, "down", talk));
	}
	p->points = (struct html_list){ lines, points.n };
	p->may_share = !rc && p->may_plan && points.n && (!d->meeting.agenda ||
	    strcmp(d->meeting.agenda, council_agenda_text(r, &points)) != 0);
	return rc;
}

static enum result
fill_seats(struct request *r, const struct council_day *d, struct show *p)
{
	struct council_chairs chairs;
	struct seat_line *lines;
	enum result rc = council_chairs_of(r, d, &chairs);

	lines = arena_array(r->mem, chairs.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < chairs.n; i++) {
		const struct council_chair *c = &chairs.all[i];
		const char *was = c->who.attended;

		lines[i] = (struct seat_line){
			.id = c->seat.id, .name = c->who.name,
			.agency = c->agency_name, .seat = c->member.seat,
			.substitute = c->member.substitute,
			.answer = c->who.removed_on ? "取り消し" : was ?
			    strcmp(was, "1") == 0 ? "出席した" : "欠席した" :
			    codes_label(r->codes, "meeting_answer",
			    c->who.answer),
			.hidden = form_hidden(r, c->seat.version),
			.observer = c->member.observer &&
			    strcmp(c->member.observer, "1") == 0,
			.open = p->may_seat && !c->who.removed_on,
			.replaced = c->seat.substituted &&
			    strcmp(c->seat.substituted, "1") == 0,
		};
	}
	p->seats = (struct html_list){ lines, chairs.n };
	p->quorum = council_quorum_says(r, &chairs);
	p->short_of = chairs.coming < chairs.needed;
	return rc;
}

static enum result
fill_actions(struct request *r, const struct council_day *d, struct show *p)
{
	const char *asked = request_query(r, "task");
	struct council_actions actions;
	struct action_line *lines;
	enum result rc = council_actions_of(r, d->council.id, d, false,
	    &actions);

	lines = arena_array(r->mem, actions.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < actions.n; i++) {
		const struct council_action *a = &actions.all[i];
		bool typed = asked && strcmp(asked, a->task.id) == 0;

		lines[i] = (struct action_line){
			.id = a->task.id, .url = arena_fmt(r->mem, "/tasks/%s",
			    a->task.id),
			.title = a->task.title, .owner = a->owner,
			.due = date_short(r->mem, a->task.due_on),
			.number = a->number,
			.state = council_action_state(r, a),
			.at = council_day_url(r, d, arena_fmt(r->mem,
			    "/reviews?task=%s", a->task.id)),
			.says = typed ? request_form(r, "says") : NULL,
			.hidden = form_hidden_own(r),
			.states = form_options(r, "council_review_state",
			    typed ? request_form(r, "state") : "going", NULL),
			.open = a->open && p->may_plan,
		};
	}
	p->actions = (struct html_list){ lines, actions.n };
	return rc;
}

static enum result
show(struct request *r, const struct council_day *d)
{
	const struct meeting *m = &d->meeting;
	bool planned = strcmp(m->state, "planned") == 0;
	struct show p = {
		.at = council_day_url(r, d, ""),
		.title = meeting_record.title(r, m),
		.when = field_shown(r, record_field(&meeting_record, "on_day"),
		    m),
		.where = m->place,
		.state = codes_label(r->codes, "meeting_state", m->state),
		.meeting = arena_fmt(r->mem, "/meetings/%s", m->id),
		.council = arena_fmt(r->mem, "/councils/%s", d->council.id),
		.faults = form_faults(r),
		.hidden_move = form_hidden_own(r),
		.hidden_item = form_hidden_own(r),
		.hidden_seats = form_hidden_own(r),
		.hidden_share = form_hidden(r, m->version),
		.title_field = form_field(r, record_field(
		    &council_item_record, "title"), &(struct council_item){
		    .title = request_form(r, "title") }),
		.may_plan = request_may(r, CHILD_WRITE) && (planned ||
		    strcmp(m->state, "held") == 0),
		.may_seat = request_may(r, CHILD_WRITE) && planned,
	};
	struct crumb crumbs[] = { { "会議体", "/councils" },
	    { d->council.title, p.council },
	    { council_number(r, &d->at), NULL } };
	struct page page = { p.title, "/councils", crumbs, COUNT(crumbs),
	    false };
	enum result rc = fill_points(r, d, &p);

	if (!rc)
		rc = fill_seats(r, d, &p);
	if (!rc)
		rc = fill_actions(r, d, &p);
	if (!rc && p.may_seat)
		rc = council_unseated(r, d, &p.unseated);
	return rc ? rc : page_show(r, &page, &council_meeting_page, &p);
}

/* GET /council-meetings/ID */
enum result
council_day_get(struct request *r)
{
	struct council_day d;
	enum result rc = council_day_open(r, r->arg[0], &d);

	return rc ? rc : show(r, &d);
}

enum result
council_day_again(struct request *r, const struct council_day *d,
    enum result rc)
{
	enum result shown = show(r, d);

	return shown ? shown : rc;
}
