#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"
#include "features/meeting/meeting.h"

/* One concern: what is done about it year by year, where it was talked of, and
 * the cards it stands on. */

enum { SHOWN_CARDS = 200, MEETINGS_SINCE_DAYS = -60 };

struct year_line {
	const char *year, *state, *plan, *work, *outcome;
};

static const struct slot year_slots[] = {
	SLOT_TEXT(year_line, year),
	SLOT_TEXT(year_line, state),
	SLOT_TEXT(year_line, plan),
	SLOT_TEXT(year_line, work),
	SLOT_TEXT(year_line, outcome),
};

struct talk_line {
	const char *url, *meeting, *handed, *decision, *decided;
};

static const struct slot talk_slots[] = {
	SLOT_TEXT(talk_line, url),
	SLOT_TEXT(talk_line, meeting),
	SLOT_TEXT(talk_line, handed),
	SLOT_TEXT(talk_line, decision),
	SLOT_TEXT(talk_line, decided),
};

struct part_line {
	const char *url, *title;
	int64_t cards;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(part_line, url),
	SLOT_TEXT(part_line, title),
	SLOT_NUMBER(part_line, cards),
};

struct show {
	const char *at, *id, *title, *state, *region, *owner, *since, *year,
	    *parent, *parent_url, *to_fault, *cards_fault,
	    *title_fault, *meeting_fault;
	const struct html *faults, *hidden, *hidden_year, *hidden_move,
	    *hidden_parent, *hidden_merge, *hidden_meeting, *year_fields,
	    *others, *meetings, *moves;
	struct html_list years, talks, parts, cards;
	int64_t ncards;
	bool may_write, hard, typed;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, region),
	SLOT_TEXT(show, owner),
	SLOT_TEXT(show, since),
	SLOT_TEXT(show, year),
	SLOT_TEXT(show, parent),
	SLOT_TEXT(show, parent_url),
	SLOT_TEXT(show, to_fault),
	SLOT_TEXT(show, cards_fault),
	SLOT_TEXT(show, title_fault),
	SLOT_TEXT(show, meeting_fault),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, hidden_year),
	SLOT_HTML(show, hidden_move),
	SLOT_HTML(show, hidden_parent),
	SLOT_HTML(show, hidden_merge),
	SLOT_HTML(show, hidden_meeting),
	SLOT_HTML(show, year_fields),
	SLOT_HTML(show, others),
	SLOT_HTML(show, meetings),
	SLOT_HTML(show, moves),
	SLOT_LIST(show, years, year_slots, struct year_line),
	SLOT_LIST(show, talks, talk_slots, struct talk_line),
	SLOT_LIST(show, parts, part_slots, struct part_line),
	SLOT_LIST(show, cards, concern_line_slots, struct concern_line),
	SLOT_NUMBER(show, ncards),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, hard),
	SLOT_FLAG(show, typed),
};

TEMPLATE(concern_show_page, "src/features/concern/show.html", show_slots);

static enum result
fill_years(struct request *r, const struct concern *c,
    const struct concern_year *typed, struct show *p)
{
	int year = date_fiscal_year(r->today);
	struct concern_year now = { .state = c->state };
	struct rows rows = { 0 };
	struct year_line *lines;
	size_t n = 0;
	enum result rc = concern_sql_years(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_year y;

		if (!record_load(r, &concern_year_record, &rows, i, &y))
			continue;
		if (y.year == year)
			now = y;
		lines[n++] = (struct year_line){ date_fiscal_label(r->mem,
		    (int)y.year), codes_label(r->codes, "concern_state",
		    y.state), y.plan, y.work, y.outcome };
	}
	p->years = (struct html_list){ lines, n };
	p->year = date_fiscal_label(r->mem, year);
	p->hidden_year = form_hidden(r, now.version);
	p->typed = typed;
	p->year_fields = form_record(r, &concern_year_record,
	    typed ? typed : &now);
	return rc;
}

static enum result
fill_talks(struct request *r, const struct concern *c, struct show *p)
{
	struct rows rows = { 0 };
	struct talk_line *lines;
	size_t n = 0;
	enum result rc = concern_sql_talks(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_talk t;
		struct meeting m;

		if (!record_load(r, &concern_talk_record, &rows, i, &t) ||
		    record_get(r, &meeting_record, t.meeting, &m))
			continue;
		lines[n++] = (struct talk_line){
			.url = arena_fmt(r->mem, "/meetings/%s", m.id),
			.meeting = meeting_record.title(r, &m),
			.handed = date_short(r->mem, t.handed_on),
			.decision = t.decision,
			.decided = t.decided_on ? date_short(r->mem,
			    t.decided_on) : NULL,
		};
	}
	p->talks = (struct html_list){ lines, n };
	return rc;
}

static enum result
fill_meetings(struct request *r, struct show *p)
{
	struct rows rows = { 0 };
	struct choice *choices;
	size_t n = 0;
	enum result rc = concern_sql_meetings(r, date_add_days(r->mem,
	    r->today, MEETINGS_SINCE_DAYS), &rows);

	choices = arena_array(r->mem, rows.nrows + 1, sizeof(*choices));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct meeting m;

		if (record_load(r, &meeting_record, &rows, i, &m))
			choices[n++] = (struct choice){ m.id,
			    meeting_record.title(r, &m) };
	}
	p->meetings = form_choices(r, choices, n, request_form(r, "meeting"),
	    "");
	return rc;
}

static enum result
fill_parts(struct request *r, const struct concern *c, struct show *p)
{
	struct rows rows = { 0 };
	struct part_line *lines;
	size_t n = 0;
	enum result rc = concern_sql_parts(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern part;

		if (record_load(r, &concern_record, &rows, i, &part))
			lines[n++] = (struct part_line){ arena_fmt(r->mem,
			    "/concerns/%s", part.id), part.title,
			    strtoll(rows_cell(&rows, i, "cards"), NULL, 10) };
	}
	p->parts = (struct html_list){ lines, n };
	return rc;
}

static enum result
fill_cards(struct request *r, const struct concern *c, struct show *p)
{
	struct concern_ask ask = { .concern = c->id };
	struct rows rows = { 0 };
	struct concern_line *lines;
	size_t n = 0;
	enum result rc = concern_sql_cards(r, &ask, SHOWN_CARDS, 0, &rows);

	if (!rc)
		rc = concern_sql_cards_count(r, &ask, &p->ncards);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_card k;

		if (record_load(r, &concern_card_record, &rows, i, &k))
			lines[n++] = concern_line_of(r, &k,
			    strtoll(rows_cell(&rows, i, "under"), NULL, 10));
	}
	p->cards = (struct html_list){ lines, n };
	return rc;
}

static void
fill_head(struct request *r, const struct concern *c, struct show *p)
{
	struct concern parent;
	struct person owner;

	p->at = arena_fmt(r->mem, "/concerns/%s", c->id);
	p->id = c->id;
	p->title = c->title;
	p->state = codes_label(r->codes, "concern_state", c->state);
	p->region = c->region ? codes_label(r->codes, "region", c->region) :
	    "県全体";
	p->since = date_fiscal_label(r->mem, (int)c->began_year);
	p->hard = c->hard && strcmp(c->hard, "1") == 0;
	p->may_write = request_may(r, CHILD_WRITE);
	if (c->owner && !account_person(r, c->owner, &owner))
		p->owner = owner.name;
	if (c->parent && !record_get(r, &concern_record, c->parent, &parent)) {
		p->parent = parent.title;
		p->parent_url = arena_fmt(r->mem, "/concerns/%s", parent.id);
	}
}

static void
fill_forms(struct request *r, const struct concern *c, struct show *p)
{
	static const struct choice moves[] = {
		{ "none", "この課題から外す" },
		{ "new", "新しい課題をつくって移す（分ける）" },
		{ "card", "選んだカードを1枚に重ねる" },
	};

	p->faults = form_faults(r);
	p->hidden = form_hidden(r, c->version);
	p->hidden_move = form_hidden_own(r);
	p->hidden_parent = form_hidden(r, c->version);
	p->hidden_merge = form_hidden(r, c->version);
	p->hidden_meeting = form_hidden_own(r);
	p->others = concern_options(r, NULL, c->id);
	p->moves = form_choices(r, moves, COUNT(moves), request_form(r, "to"),
	    NULL);
	p->to_fault = request_fault_of(r, "to");
	p->cards_fault = request_fault_of(r, "cards");
	p->title_fault = request_fault_of(r, "title");
	p->meeting_fault = request_fault_of(r, "meeting");
}

static enum result
show(struct request *r, const struct concern *c,
    const struct concern_year *typed)
{
	struct crumb crumbs[] = { { "課題整理", "/concerns" },
	    { c->title, NULL } };
	struct page page = { c->title, "/concerns", crumbs, COUNT(crumbs),
	    false };
	struct show p = { 0 };
	enum result rc = fill_years(r, c, typed, &p);

	if (!rc)
		rc = fill_talks(r, c, &p);
	if (!rc)
		rc = fill_meetings(r, &p);
	if (!rc)
		rc = fill_parts(r, c, &p);
	if (!rc)
		rc = fill_cards(r, c, &p);
	if (rc)
		return rc;
	fill_head(r, c, &p);
	fill_forms(r, c, &p);
	return page_show(r, &page, &concern_show_page, &p);
}

/* GET /concerns/ID; one that was put into another leads there. */
enum result
concern_show_get(struct request *r)
{
	struct concern c;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &concern_record, r->arg[0], &c);
	if (!rc && c.merged)
		return request_see(r, OK, arena_fmt(r->mem, "/concerns/%s",
		    c.merged));
	return rc ? rc : show(r, &c, NULL);
}

enum result
concern_show_again(struct request *r, const struct concern *c,
    const struct concern_year *typed, enum result rc)
{
	enum result shown = show(r, c, typed);

	return shown ? shown : rc;
}
