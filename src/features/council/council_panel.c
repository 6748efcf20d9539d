#include <string.h>

#include "app/access.h"
#include "app/page.h"
#include "base/date.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/* On the page of a meeting that is one of a series; and terms that end. */

struct point_line {
	const char *number, *title;
};

static const struct slot point_slots[] = {
	SLOT_TEXT(point_line, number),
	SLOT_TEXT(point_line, title),
};

struct action_line {
	const char *title, *owner, *due, *state;
};

static const struct slot action_slots[] = {
	SLOT_TEXT(action_line, title),
	SLOT_TEXT(action_line, owner),
	SLOT_TEXT(action_line, due),
	SLOT_TEXT(action_line, state),
};

struct part {
	const char *number, *council, *title, *quorum, *at;
	struct html_list points, actions;
	bool short_of;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(part, number),
	SLOT_TEXT(part, council),
	SLOT_TEXT(part, title),
	SLOT_TEXT(part, quorum),
	SLOT_TEXT(part, at),
	SLOT_LIST(part, points, point_slots, struct point_line),
	SLOT_LIST(part, actions, action_slots, struct action_line),
	SLOT_FLAG(part, short_of),
};

TEMPLATE(council_panel_part, "src/features/council/panel.html", part_slots);

static enum result
fill_points(struct request *r, const struct council_day *d, struct part *p)
{
	struct council_points points;
	struct point_line *lines;
	enum result rc = council_points_of(r, &d->at, &points);

	lines = arena_array(r->mem, points.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < points.n; i++)
		lines[i] = (struct point_line){ arena_fmt(r->mem, "%zu",
		    i + 1), points.all[i].title };
	p->points = (struct html_list){ lines, points.n };
	return rc;
}

static enum result
fill_actions(struct request *r, const struct council_day *d, struct part *p)
{
	struct council_actions actions;
	struct action_line *lines;
	enum result rc = council_actions_of(r, d->council.id, d, false,
	    &actions);

	lines = arena_array(r->mem, actions.n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < actions.n; i++) {
		const struct council_action *a = &actions.all[i];

		lines[i] = (struct action_line){ a->task.title, a->owner,
		    date_short(r->mem, a->task.due_on),
		    council_action_state(r, a) };
	}
	p->actions = (struct html_list){ lines, actions.n };
	return rc;
}

enum result
council_panel(struct request *r, const struct record *rec, const char *child,
    const char *id, const struct html **out)
{
	struct rows rows = { 0 };
	struct council_chairs chairs;
	struct council_day d;
	struct part p = { 0 };
	enum result rc;

	if (rec != &meeting_record || child || !access_is_centre(r))
		return OK;
	rc = council_sql_of_meeting(r, id, &rows);
	if (rc || !rows.nrows)
		return rc;
	rc = council_day_open(r, rows_cell(&rows, 0, "id"), &d);
	if (!rc)
		rc = council_chairs_of(r, &d, &chairs);
	if (!rc)
		rc = fill_points(r, &d, &p);
	if (!rc)
		rc = fill_actions(r, &d, &p);
	if (rc)
		return rc;
	p.number = council_number(r, &d.at);
	p.title = d.council.title;
	p.council = arena_fmt(r->mem, "/councils/%s", d.council.id);
	p.at = council_day_url(r, &d, "");
	p.quorum = council_quorum_says(r, &chairs);
	p.short_of = chairs.coming < chairs.needed;
	*out = html_part(r, &council_panel_part, &p);
	return OK;
}

/* Two months before a term ends, and until two months after it; then it was
 * let go. */
enum result
council_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	const char *until = ask->until ? ask->until : r->today;
	struct rows rows = { 0 };
	enum result rc;

	if (ask->child || !access_is_centre(r) ||
	    !request_may(r, CHILD_WRITE))
		return OK;
	rc = council_sql_ending(r, date_add_days(r->mem, r->today,
	    -COUNCIL_TERM_DAYS), date_add_days(r->mem, until,
	    COUNCIL_TERM_DAYS), &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *keeper = rows_cell(&rows, i, "keeper");
		struct council_member m;

		if ((ask->person && keeper && strcmp(keeper,
		    ask->person) != 0) || !record_load(r,
		    &council_member_record, &rows, i, &m))
			continue;
		due_add(r, list, &(struct due){
			.kind = DUE_DAY,
			.on_day = date_add_days(r->mem, m.to_on,
			    -COUNCIL_TERM_DAYS),
			.what = arena_fmt(r->mem,
			    "委員の次の任期を決める（%sまで）", date_era(r->mem,
			    m.to_on)),
			.about = arena_fmt(r->mem, "%s　%s", rows_cell(&rows,
			    i, "council_title"), m.name),
			.owner = keeper,
			.owner_name = rows_cell(&rows, i, "keeper_name"),
			.url = arena_fmt(r->mem, "/councils/%s", m.council),
		});
	}
	return rc;
}

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct council *c = obj;

	(void)beside;
	return (struct owned_line){ NULL, arena_fmt(r->mem, "会議体：%s",
	    c->title), NULL, arena_fmt(r->mem, "/councils/%s", c->id) };
}

const struct owned council_owned = {
	.kind = "council",
	.label = "事務局を担当する会議体",
	.way = OWNED_PASSED,
	.record = &council_record,
	.owner = "t.keeper",
	.open = "t.ended_on IS NULL",
	.field = "keeper",
	.line = line,
};
