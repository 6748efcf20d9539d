#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/* What was decided at earlier meetings goes on from meeting to meeting until it
 * is done or dropped. The tasks are those of the meetings; what a later one found
 * is written beside them. */

static void
take_reviews(struct request *r, const struct rows *reviews,
    const struct council_day *at, struct council_action *a, bool *here)
{
	for (size_t i = 0; i < reviews->nrows; i++) {
		struct council_review v;

		if (strcmp(rows_cell(reviews, i, "task"), a->task.id) != 0 ||
		    !record_load(r, &council_review_record, reviews, i, &v))
			continue;
		a->review = v;
		*here |= at && strcmp(v.council_meeting, at->at.id) == 0;
	}
	a->open = !a->task.done_on;
}

enum result
council_actions_of(struct request *r, const char *council,
    const struct council_day *before, bool over, struct council_actions *out)
{
	struct rows rows = { 0 }, reviews = { 0 };
	enum result rc = council_sql_actions(r, council, before ?
	    before->meeting.on_day : NULL, &rows);

	if (!rc)
		rc = council_sql_reviews(r, council, &reviews);
	*out = (struct council_actions){ arena_array(r->mem, rows.nrows + 1,
	    sizeof(*out->all)), 0 };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct council_action *a = &out->all[out->n];
		struct council_meeting m = { 0 };
		bool here = false;

		*a = (struct council_action){ 0 };
		if (!record_load(r, &task_record, &rows, i, &a->task))
			continue;
		m.year = rows_number(&rows, i, "year");
		m.number = rows_number(&rows, i, "number");
		a->owner = rows_cell(&rows, i, "owner_name");
		a->number = council_number(r, &m);
		a->on_day = rows_cell(&rows, i, "on_day");
		a->meeting = a->task.from_id;
		take_reviews(r, &reviews, before, a, &here);
		if (a->open || here || over)
			out->n++;
	}
	return rc;
}

const char *
council_action_state(struct request *r, const struct council_action *a)
{
	const struct council_review *v = a->review.id ? &a->review : NULL;
	const char *is;

	if (v && a->task.done_on && strcmp(v->state, "dropped") == 0)
		return arena_fmt(r->mem, "やめる：%s", v->says ? v->says : "");
	if (a->task.done_on)
		is = arena_fmt(r->mem, "済み（%s）", date_short(r->mem,
		    a->task.done_on));
	else
		is = strcmp(a->task.due_on, r->today) < 0 ?
		    "続いています（期限を過ぎています）" : "続いています";
	return v && v->says ? arena_fmt(r->mem, "%s\n%s", is, v->says) : is;
}

void
council_actions_paper(struct request *r, struct paper *p,
    const struct council_actions *actions)
{
	static const struct paper_column columns[] = {
		{ "何を", 8, true }, { "だれが", 3, false },
		{ "いつまでに", 3, false }, { "決めた回", 3, false },
		{ "いまのようす", 5, false },
	};

	paper_section(p, "前の回までに決まったこと");
	paper_table(p, "前の回までに決まったこと", columns, COUNT(columns));
	for (size_t i = 0; i < actions->n; i++) {
		const struct council_action *a = &actions->all[i];

		paper_cell(p, a->task.title);
		paper_cell(p, a->owner);
		paper_cell(p, date_short(r->mem, a->task.due_on));
		paper_cell(p, a->number);
		paper_cell(p, council_action_state(r, a));
	}
}

/* The task of the form, if it came of an earlier meeting of this council. */
static enum result
find(struct request *r, const struct council_day *d, const char *task,
    struct council_action *out)
{
	struct council_actions all;
	enum result rc = council_actions_of(r, d->council.id, d, true, &all);

	for (size_t i = 0; !rc && i < all.n; i++) {
		if (strcmp(all.all[i].task.id, task) == 0) {
			*out = all.all[i];
			return OK;
		}
	}
	return rc ? rc : MISSING;
}

/* Inside the deed: what is done or dropped asks nobody for action any more. */
static enum result
close_task(struct request *r, const struct task *old,
    const struct council_review *v)
{
	struct task t = *old;

	if (strcmp(v->state, "going") == 0 || old->done_on)
		return OK;
	t.done_on = r->today;
	t.result = strcmp(v->state, "done") == 0 ? v->says :
	    arena_fmt(r->mem, "会議でやめることにした：%s", v->says);
	return record_change(r, &task_record, old, &t);
}

/* Once a meeting; said again it is a correction. */
static enum result
write_review(struct request *r, const struct council_action *a,
    struct council_review *v)
{
	struct council_review old = a->review;
	bool again = old.id && strcmp(old.council_meeting,
	    v->council_meeting) == 0;

	if (!again)
		return record_add(r, &council_review_record, v);
	v->id = old.id;
	v->version = old.version;
	return record_change(r, &council_review_record, &old, v);
}

/* POST /council-meetings/ID/reviews?task=ID with `state` and `says`. */
enum result
council_review_post(struct request *r)
{
	const char *task = request_query(r, "task"), *see;
	struct council_review v = { .reviewed_on = r->today };
	struct council_action a = { 0 };
	struct council_day d;
	enum result rc = council_day_open(r, r->arg[0], &d);

	if (!rc && strcmp(d.meeting.state, "planned") != 0 &&
	    strcmp(d.meeting.state, "held") != 0)
		rc = CONFLICT;
	if (!rc)
		rc = find(r, &d, task ? task : "", &a);
	if (!rc && !a.open)
		rc = CONFLICT;
	if (rc)
		return rc;
	rc = record_read(r, &council_review_record, &v);
	if (rc)
		return council_day_again(r, &d, rc);
	v.council_meeting = d.at.id;
	v.task = a.task.id;
	see = request_saying(r, council_day_url(r, &d, ""), "recorded");
	deed_begin(r);
	rc = write_review(r, &a, &v);
	if (!rc)
		rc = close_task(r, &a.task, &v);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
