#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"
#include "features/contact/contact.h"
#include "features/dispatch/dispatch.h"
#include "features/meeting/meeting.h"

/* Concerns at a meeting: handed to it, and what it decided comes back. On other
 * records' pages: what is on the agenda, and the way to a card. */

/* POST /concerns/ID/meetings with `meeting`. */
enum result
concern_hand_post(struct request *r)
{
	const char *id = request_form(r, "meeting"), *see;
	struct concern c;
	struct meeting m;
	struct concern_talk t = { .handed_on = r->today };
	enum result rc = concern_open(r, &c);

	if (rc)
		return rc;
	if (text_blank(id) || record_get(r, &meeting_record, id, &m) ||
	    m.child || strcmp(m.state, "cancelled") == 0) {
		request_fault(r, "meeting", "会議を選んでください。");
		return concern_show_again(r, &c, NULL, INVALID);
	}
	t.concern = c.id;
	t.meeting = m.id;
	see = request_saying(r, arena_fmt(r->mem, "/concerns/%s", c.id),
	    "added");
	deed_begin(r);
	record_add(r, &concern_talk_record, &t);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /concern-talks/ID/decision, from the meeting's page. */
enum result
concern_decision_post(struct request *r)
{
	struct concern_talk old, t;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &concern_talk_record, r->arg[0], &old);
	if (rc)
		return rc;
	t = old;
	rc = record_read(r, &concern_talk_record, &t);
	if (rc) {
		struct concern c;
		enum result got = record_get(r, &concern_record, t.concern, &c);

		return got ? got : concern_show_again(r, &c, NULL, rc);
	}
	t.decided_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", t.meeting),
	    "decided");
	deed_begin(r);
	record_change(r, &concern_talk_record, &old, &t);
	return request_see(r, deed_commit(r, see), see);
}

struct link_part {
	const char *url;
};

static const struct slot link_slots[] = {
	SLOT_TEXT(link_part, url),
};

TEMPLATE(concern_panel_page, "src/features/concern/panel.html", link_slots);

struct talk_row {
	const char *url, *title, *action, *decision, *id;
	const struct html *hidden;
	bool may_write;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(talk_row, url),
	SLOT_TEXT(talk_row, title),
	SLOT_TEXT(talk_row, action),
	SLOT_TEXT(talk_row, decision),
	SLOT_TEXT(talk_row, id),
	SLOT_HTML(talk_row, hidden),
	SLOT_FLAG(talk_row, may_write),
};

struct talk_part {
	const char *card;
	struct html_list rows;
};

static const struct slot talk_part_slots[] = {
	SLOT_TEXT(talk_part, card),
	SLOT_LIST(talk_part, rows, row_slots, struct talk_row),
};

TEMPLATE(concern_talk_page, "src/features/concern/talk.html", talk_part_slots);

static enum result
of_meeting(struct request *r, const char *meeting, const char *card,
    const struct html **out)
{
	struct rows rows = { 0 };
	struct talk_part p = { .card = card };
	struct talk_row *lines;
	size_t n = 0;
	enum result rc = concern_sql_talks_of_meeting(r, meeting, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_talk t;
		struct concern c;

		if (!record_load(r, &concern_talk_record, &rows, i, &t) ||
		    record_get(r, &concern_record, t.concern, &c))
			continue;
		lines[n++] = (struct talk_row){
			.url = arena_fmt(r->mem, "/concerns/%s", c.id),
			.title = c.title, .decision = t.decision, .id = t.id,
			.action = arena_fmt(r->mem,
			    "/concern-talks/%s/decision", t.id),
			.hidden = form_hidden(r, t.version),
			.may_write = request_may(r, CHILD_WRITE),
		};
	}
	p.rows = (struct html_list){ lines, n };
	if (!rc && (n || card))
		*out = html_part(r, &concern_talk_page, &p);
	return rc;
}

enum result
concern_panel_of(struct request *r, const struct record *rec,
    const char *child, const char *id, const struct html **out)
{
	bool writes = request_may(r, CHILD_WRITE);
	struct link_part p;

	(void)child;
	if (!access_is_centre(r) || (rec != &contact_record &&
	    rec != &meeting_record && rec != &dispatch_record))
		return OK;
	p.url = arena_fmt(r->mem, "/concern-cards/new?source=%s&id=%s",
	    rec->name, id);
	if (rec == &meeting_record)
		return of_meeting(r, id, writes ? p.url : NULL, out);
	if (writes)
		*out = html_part(r, &concern_panel_page, &p);
	return OK;
}

/* Of a meeting that was held, what it decided is written down; NEWS for the one
 * who minds the concern. */
enum result
concern_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (ask->child || !access_is_centre(r))
		return OK;
	rc = concern_sql_undecided(r, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *owner = rows_cell(&rows, i, "owner");
		struct concern_talk t;
		struct concern c;

		if (ask->person && owner && strcmp(owner, ask->person) != 0)
			continue;
		if (!record_load(r, &concern_talk_record, &rows, i, &t) ||
		    record_get(r, &concern_record, t.concern, &c))
			continue;
		due_add(r, list, &(struct due){ .kind = DUE_DAY,
		    .on_day = rows_cell(&rows, i, "on_day"),
		    .what = "会議で決まったことを書く", .about = c.title,
		    .owner = owner, .url = arena_fmt(r->mem, "/meetings/%s",
		    t.meeting) });
	}
	return rc;
}

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct concern *c = obj;

	(void)beside;
	return (struct owned_line){ NULL, arena_fmt(r->mem, "課題：%s",
	    c->title), NULL, arena_fmt(r->mem, "/concerns/%s", c->id) };
}

const struct owned concern_owned = {
	.kind = "concern",
	.label = "受け持つ課題",
	.way = OWNED_PASSED,
	.record = &concern_record,
	.owner = "t.owner",
	.open = "t.merged IS NULL AND t.state <> 'solved'",
	.field = "owner",
	.line = line,
};
