#include <string.h>

#include "app/deed.h"
#include "base/text.h"
#include "features/concern/concern.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/*
 * 議題: in the order somebody gave them. Concerns handed to the meeting come at
 * the end by themselves; the first change writes down where all of them are.
 */

/* Of a concern that was handed to the meeting; false: it cannot be shown. */
static bool
take_talk(struct request *r, const struct concern_talk *t,
    struct council_point *p)
{
	struct concern c;

	if (record_get(r, &concern_record, t->concern, &c))
		return false;
	p->item.talk = t->id;
	p->title = c.title;
	p->concern_url = arena_fmt(r->mem, "/concerns/%s", c.id);
	p->decision = t->decision;
	return true;
}

static bool
has_talk(const struct council_points *points, const struct rows *removed,
    const char *talk)
{
	for (size_t i = 0; i < points->n; i++) {
		const char *other = points->all[i].item.talk;

		if (other && strcmp(other, talk) == 0)
			return true;
	}
	for (size_t i = 0; i < removed->nrows; i++)
		if (strcmp(rows_cell(removed, i, "talk"), talk) == 0)
			return true;
	return false;
}

static enum result
add_stored(struct request *r, const struct rows *rows,
    struct council_points *out)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct council_point p = { 0 };
		struct concern_talk t;

		if (!record_load(r, &council_item_record, rows, i, &p.item))
			continue;
		p.title = p.item.title;
		if (p.item.talk && (record_get(r, &concern_talk_record,
		    p.item.talk, &t) || !take_talk(r, &t, &p)))
			continue;
		out->all[out->n++] = p;
	}
	return OK;
}

enum result
council_points_of(struct request *r, const struct council_meeting *m,
    struct council_points *out)
{
	struct rows items = { 0 }, talks = { 0 }, removed = { 0 };
	enum result rc = council_sql_items(r, m->id, &items);

	if (!rc)
		rc = council_sql_talks(r, m->meeting, &talks);
	if (!rc)
		rc = council_sql_removed(r, m->id, &removed);
	*out = (struct council_points){ arena_array(r->mem, items.nrows +
	    talks.nrows + 1, sizeof(*out->all)), 0 };
	if (!rc)
		rc = add_stored(r, &items, out);
	for (size_t i = 0; !rc && i < talks.nrows; i++) {
		struct council_point p = { 0 };
		struct concern_talk t;

		if (record_load(r, &concern_talk_record, &talks, i, &t) &&
		    !has_talk(out, &removed, t.id) && take_talk(r, &t, &p))
			out->all[out->n++] = p;
	}
	return rc;
}

/* Inside the deed, one at a time: the agenda as it lies there now. */
static enum result
hold(struct request *r, const struct council_day *d,
    struct council_points *points)
{
	(void)deed_changed(r, council_item_record.name);
	return council_points_of(r, &d->at, points);
}

/* Inside the deed: every point gets the place it has in the list. */
static enum result
settle(struct request *r, const struct council_day *d,
    struct council_points *points)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < points->n; i++) {
		struct council_item old = points->all[i].item, item = old;

		item.place = (int64_t)i + 1;
		item.council_meeting = d->at.id;
		if (!old.id)
			rc = record_add(r, &council_item_record, &item);
		else if (old.place != item.place)
			rc = record_change(r, &council_item_record, &old,
			    &item);
		points->all[i].item = item;
	}
	return rc;
}

/* Nothing is planned for a meeting that is over. */
static enum result
open_plan(struct request *r, struct council_day *d)
{
	enum result rc = council_day_open(r, r->arg[0], d);

	if (!rc && strcmp(d->meeting.state, "planned") != 0 &&
	    strcmp(d->meeting.state, "held") != 0)
		rc = CONFLICT;
	return rc;
}

/* POST /council-meetings/ID/items with `title`. */
enum result
council_item_post(struct request *r)
{
	struct council_item item = { 0 };
	struct council_points points = { 0 };
	struct council_day d;
	const char *see;
	enum result rc = open_plan(r, &d);

	if (rc)
		return rc;
	rc = record_read(r, &council_item_record, &item);
	if (rc)
		return council_day_again(r, &d, rc);
	see = request_saying(r, council_day_url(r, &d, ""), "added");
	deed_begin(r);
	rc = hold(r, &d, &points);
	if (!rc && points.n >= COUNCIL_MAX_ITEMS)
		rc = CONFLICT;
	if (!rc)
		rc = settle(r, &d, &points);
	item.council_meeting = d.at.id;
	item.place = (int64_t)points.n + 1;
	if (!rc)
		rc = record_add(r, &council_item_record, &item);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* The point of that id, be it of the item or of what was handed in; n: none. */
static size_t
find(const struct council_points *points, const char *key)
{
	size_t i = 0;

	while (i < points->n && !(points->all[i].item.id &&
	    strcmp(points->all[i].item.id, key) == 0) &&
	    !(points->all[i].item.talk &&
	    strcmp(points->all[i].item.talk, key) == 0))
		i++;
	return i;
}

static enum result
take_off(struct request *r, struct council_item *item)
{
	struct council_item old = *item;

	item->removed_on = r->today;
	return record_change(r, &council_item_record, &old, item);
}

/* Inside the deed: one step up or down, or off. */
static enum result
move(struct request *r, const struct council_day *d,
    const char *key, int step)
{
	struct council_points points;
	struct council_point moved;
	size_t at, to;
	enum result rc = hold(r, d, &points);

	if (rc)
		return rc;
	at = find(&points, key);
	to = at + (size_t)step;		/* wraps below 0: past the end */
	if (at == points.n || to >= points.n)
		return CONFLICT;
	moved = points.all[at];
	points.all[at] = points.all[to];
	points.all[to] = moved;
	rc = settle(r, d, &points);
	return rc || step ? rc : take_off(r, &points.all[at].item);
}

/* Which point the form names; MISSING: none of these. */
static enum result
named(struct request *r, const struct council_day *d, const char **key)
{
	struct council_points points;
	enum result rc = council_points_of(r, &d->at, &points);
	size_t at;

	if (rc)
		return rc;
	at = find(&points, *key);
	if (at == points.n)
		return MISSING;
	*key = points.all[at].item.id ? points.all[at].item.id :
	    points.all[at].item.talk;
	return OK;
}

/* POST /council-meetings/ID/moves with `up`, `down` or `off`: an id. */
enum result
council_item_move_post(struct request *r)
{
	static const struct {
		const char *name;
		int step;
	} ways[] = { { "up", -1 }, { "down", 1 }, { "off", 0 } };
	struct council_day d;
	const char *key = NULL, *see;
	size_t way = 0;
	enum result rc = open_plan(r, &d);

	while (way < COUNT(ways) - 1 && !request_form(r, ways[way].name))
		way++;
	if (rc)
		return rc;
	key = request_form(r, ways[way].name);
	if (!key || text_blank(key)) {
		request_fault(r, "up", "動かす議題を選んでください。");
		return council_day_again(r, &d, INVALID);
	}
	rc = named(r, &d, &key);
	if (rc)
		return rc;
	see = council_day_url(r, &d, "");
	if (ways[way].step)
		see = arena_fmt(r->mem, "%s?%s=%s", see, ways[way].name, key);
	see = request_saying(r, see, "changed");
	deed_begin(r);
	rc = move(r, &d, key, ways[way].step);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

const char *
council_agenda_text(struct request *r, const struct council_points *points)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < points->n; i++)
		buffer_fmt(&b, "%s%zu．%s", i ? "\n" : "", i + 1,
		    points->all[i].title);
	return b.s;
}

/* POST /council-meetings/ID/sharing: whoever is invited reads the agenda of the
 * meeting itself; somebody decides that this one is what they read. */
enum result
council_share_post(struct request *r)
{
	struct council_points points;
	struct council_day d;
	struct meeting m;
	const char *see;
	enum result rc = open_plan(r, &d);

	if (!rc)
		rc = council_points_of(r, &d.at, &points);
	if (rc)
		return rc;
	m = d.meeting;
	form_version(r, &m);
	m.agenda = council_agenda_text(r, &points);
	if (!points.n || (d.meeting.agenda && strcmp(m.agenda,
	    d.meeting.agenda) == 0))
		return CONFLICT;
	if (text_length(m.agenda) > (size_t)record_field(&meeting_record,
	    "agenda")->max) {
		request_fault(r, "title", "議題が長すぎて、招待に載せられません。");
		return council_day_again(r, &d, INVALID);
	}
	see = request_saying(r, council_day_url(r, &d, ""), "changed");
	deed_begin(r);
	(void)record_change(r, &meeting_record, &d.meeting, &m);
	return request_see(r, deed_commit(r, see), see);
}
