#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/date.h"
#include "base/day_rule.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"
#include "features/task/task.h"

/* One step: what it is about, by whom, until when, and how far it is. */
struct page_of {
	const char *title, *child, *name, *stage, *code, *due, *who, *state;
	const char *done_on, *detail, *moved, *action, *owner_fault;
	const struct html *faults, *hidden, *first, *owners, *more, *note;
	bool shown, late, may_write, is_new;
};

static const struct slot page_slots[] = {
	SLOT_TEXT(page_of, title),
	SLOT_TEXT(page_of, child),
	SLOT_TEXT(page_of, name),
	SLOT_TEXT(page_of, stage),
	SLOT_TEXT(page_of, code),
	SLOT_TEXT(page_of, due),
	SLOT_TEXT(page_of, who),
	SLOT_TEXT(page_of, state),
	SLOT_TEXT(page_of, done_on),
	SLOT_TEXT(page_of, detail),
	SLOT_TEXT(page_of, moved),
	SLOT_TEXT(page_of, action),
	SLOT_TEXT(page_of, owner_fault),
	SLOT_HTML(page_of, faults),
	SLOT_HTML(page_of, hidden),
	SLOT_HTML(page_of, first),
	SLOT_HTML(page_of, owners),
	SLOT_HTML(page_of, more),
	SLOT_HTML(page_of, note),
	SLOT_FLAG(page_of, shown),
	SLOT_FLAG(page_of, late),
	SLOT_FLAG(page_of, may_write),
	SLOT_FLAG(page_of, is_new),
};

TEMPLATE(pathway_step_page, "src/features/pathway/step.html", page_slots);

bool
pathway_may_write_step(const struct request *r, const struct pathway_step *s)
{
	return request_may(r, CHILD_WRITE) ||
	    (s->owner && r->who->id && strcmp(s->owner, r->who->id) == 0);
}

/* A step and the way it stands on. */
struct at {
	struct way way;
	struct pathway_step step;
	const struct plan_row *plan;
};

static const struct field *
field_of(const char *name)
{
	return record_field(&pathway_step_record, name);
}

static void
find_plan(struct request *r, struct at *at)
{
	const char *day = at->step.done_on ? at->step.done_on : r->today;

	at->plan = at->step.step ? plan_of(&at->way.plan, at->step.stage,
	    at->step.step, day) : NULL;
}

static enum result
load(struct request *r, struct at *at)
{
	enum result rc = record_get(r, &pathway_step_record, r->arg[0],
	    &at->step);

	if (!rc)
		rc = way_load(r, at->step.child, &at->way);
	if (!rc)
		find_plan(r, at);
	return rc;
}

/* The day its rule gives; NULL: no rule, or its day is not known. */
static const char *
ruled(struct request *r, const struct at *at, const struct pathway_step *s)
{
	const char *anchor = at->plan ? at->plan->anchor : s->anchor;
	const char *base = pathway_anchor_day(&at->way.pathway, anchor);

	return base ? day_rule_apply(r->mem, at->plan ? at->plan->rule : "0d",
	    base) : NULL;
}

static const char *
moved_text(struct request *r, const struct at *at)
{
	const char *day = ruled(r, at, &at->step);
	const char *anchor = at->plan ? at->plan->anchor : at->step.anchor;

	if (!day || !anchor)
		return NULL;
	if (at->step.shift && at->plan)
		return arena_fmt(r->mem, "「%s」から決まる期日は%sです。%lld日"
		    "動かしてあります。", codes_label(r->codes, "pathway_anchor",
		    anchor), date_era(r->mem, day), (long long)at->step.shift);
	return arena_fmt(r->mem, "「%s」が変わると、期日も動きます。",
	    codes_label(r->codes, "pathway_anchor", anchor));
}

static const struct html *
first_fields(struct request *r, const struct pathway_step *s)
{
	const struct html *own[] = { form_field(r, field_of("title"), s),
	    form_field(r, field_of("state"), s) };

	return html_join(r->mem, own + (s->step ? 1 : 0), s->step ? 1 : 2);
}

static const struct html *
more_fields(struct request *r, const struct pathway_step *s)
{
	const struct html *all[] = { form_field(r, field_of("who"), s),
	    form_field(r, field_of("due_on"), s),
	    form_field(r, field_of("note"), s),
	    form_field(r, field_of("anchor"), s) };

	return html_join(r->mem, all, s->step ? 3 : 4);
}

static void
fill_facts(struct request *r, const struct at *at, struct page_of *p)
{
	const struct pathway_step *s = &at->step;

	p->shown = s->id && s->state;
	p->due = s->due_on ? date_long(r->mem, s->due_on) : "日付未定";
	p->late = pathway_is_open(s) && s->due_on &&
	    strcmp(s->due_on, r->today) < 0;
	p->who = arena_fmt(r->mem, "%s%s%s", s->owner ? field_shown(r,
	    field_of("owner"), s) : "", s->owner && s->who ? "・" : "",
	    field_shown(r, field_of("who"), s));
	p->state = field_shown(r, field_of("state"), s);
	p->done_on = s->done_on ? date_era(r->mem, s->done_on) : NULL;
	p->detail = at->plan ? at->plan->detail : NULL;
	p->note = s->note ? html_lines(r->mem, s->note) : NULL;
}

static enum result
show(struct request *r, const struct at *at, const struct html *above)
{
	const struct pathway_step *s = &at->step;
	struct page_of p = {
		.title = at->plan ? at->plan->label : s->id && s->title ?
		    s->title : s->id ? "（見られません）" : "項目を加える",
		.child = at->way.child.id,
		.name = at->way.child.name,
		.stage = field_shown(r, field_of("stage"), s),
		.code = s->stage,
		.moved = s->id ? moved_text(r, at) : NULL,
		.action = s->id ? arena_fmt(r->mem, "/pathway-steps/%s",
		    s->id) : "/pathway-steps",
		.owner_fault = request_fault_of(r, "owner"),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, s->version),
		.first = first_fields(r, s),
		.more = more_fields(r, s),
		.may_write = at->way.tells && pathway_may_write_step(r, s),
		.is_new = !s->id,
	};
	enum result rc = account_choices(r, s->owner, &p.owners);

	fill_facts(r, at, &p);
	return rc ? rc : pathway_page_show(r, &at->way, p.title,
	    &pathway_step_page, &p);
}

enum result
pathway_step_get(struct request *r)
{
	struct at at = { 0 };
	enum result rc = load(r, &at);

	return rc ? rc : show(r, &at, NULL);
}

/* A step of the child's own, in the stage asked for. */
static enum result
load_new(struct request *r, const char *child, const char *stage,
    struct at *at)
{
	enum result rc = child ? way_load_to_write(r, child, &at->way) :
	    MISSING;

	if (rc)
		return rc;
	if (!at->way.begun || !way_stage_of(&at->way, stage))
		return MISSING;
	at->step = (struct pathway_step){ .child = at->way.child.id,
	    .stage = stage, .state = "todo" };
	return OK;
}

enum result
pathway_step_new_get(struct request *r)
{
	struct at at = { 0 };
	enum result rc = load_new(r, request_query(r, "child"),
	    request_query(r, "stage"), &at);

	return rc ? rc : show(r, &at, NULL);
}

static bool
is_known(const struct pathway_step *s, const char *name)
{
	static const char *const all[] = { "csrf", "once", "version", "state",
	    "owner", "who", "due_on", "note" };
	static const char *const own[] = { "title", "anchor", "child",
	    "stage" };

	for (size_t i = 0; i < COUNT(all); i++) {
		if (strcmp(all[i], name) == 0)
			return true;
	}
	for (size_t i = 0; !s->step && i < COUNT(own); i++) {
		if (strcmp(own[i], name) == 0)
			return true;
	}
	return false;
}

/* How far the day is from where the rule has it; a day that did not change
 * keeps its distance. */
static void
set_shift(struct request *r, const struct at *at, const struct pathway_step
    *old, struct pathway_step *s)
{
	const char *day = ruled(r, at, s);

	if (!s->due_on && at->plan && day)
		s->due_on = day;
	if (!day || !s->due_on)
		s->shift = 0;
	else if (!old->due_on || strcmp(old->due_on, s->due_on) != 0 ||
	    !at->plan)
		s->shift = date_days_between(day, s->due_on);
}

static void
check(struct request *r, const struct at *at, struct pathway_step *s)
{
	const char *born_on = at->way.child.born_on;
	bool done = s->state && strcmp(s->state, "done") == 0;

	if (s->due_on && born_on && strcmp(s->due_on, born_on) < 0)
		request_fault(r, "due_on", "before_birth");
	if (s->owner)
		task_check_owner(r, &(struct task){ .owner = s->owner,
		    .child = s->child });
	if (!done)
		s->done_on = NULL;
	else if (!s->done_on)
		s->done_on = r->today;
}

static enum result
read_step(struct request *r, const struct at *at, struct pathway_step *s)
{
	static const char *const names[] = { "state", "owner", "who",
	    "due_on", "note", "title", "anchor" };
	const struct pathway_step old = *s;

	r->reading = &pathway_step_record;
	for (size_t i = 0; i < r->form.n; i++) {
		if (!is_known(s, r->form.at[i].name))
			request_fault(r, r->form.at[i].name, "unknown_field");
	}
	for (size_t i = 0; i < COUNT(names) - (s->step ? 2 : 0); i++) {
		const char *typed = request_form(r, names[i]);
		const char *says = field_read(r, field_of(names[i]),
		    typed ? typed : "", r->today, false, s);

		if (says)
			request_fault(r, names[i], says);
	}
	s->version = pathway_version(r);
	check(r, at, s);
	if (r->nfaults)
		return INVALID;
	set_shift(r, at, &old, s);
	return OK;
}

/* Tells who has it now, unless it is who is asking. */
static void
notice(struct request *r, const struct pathway_step *old,
    const struct pathway_step *s)
{
	if (!s->owner || (old && old->owner && strcmp(old->owner, s->owner) ==
	    0) || (r->who->id && strcmp(s->owner, r->who->id) == 0))
		return;
	mail_queue(r, &(struct mail){
		.person = s->owner,
		.subject = "新しく頼まれたことがあります",
		.body = arena_fmt(r->mem, "つなぐで、新しく頼まれたことがあります。"
		    "サインインして確かめてください。\n%s\n", mail_link(r, "/")),
		.record = pathway_step_record.name,
		.record_id = s->id,
		.once = arena_fmt(r->mem, "pathway_step:%s:%s", s->id,
		    s->owner),
	});
}

static const char *
list_url(struct request *r, const struct pathway_step *s, const char *saying)
{
	const char *url = arena_fmt(r->mem, "/children/%s/pathway?stage=%s",
	    s->child, s->stage);

	return request_saying(r, url, saying);
}

enum result
pathway_step_add_post(struct request *r)
{
	struct at at = { 0 };
	struct pathway_step s;
	const char *see;
	enum result rc = load_new(r, request_form(r, "child"),
	    request_form(r, "stage"), &at);

	if (rc)
		return rc;
	s = at.step;
	rc = read_step(r, &at, &s);
	if (rc) {
		at.step = s;
		(void)show(r, &at, NULL);
		return rc;
	}
	see = list_url(r, &s, "added");
	deed_begin(r);
	record_add(r, &pathway_step_record, &s);
	notice(r, NULL, &s);
	return request_see(r, deed_commit(r, see), see);
}

static enum result
load_to_write(struct request *r, struct at *at)
{
	enum result rc = load(r, at);

	return rc || (at->way.tells && pathway_may_write_step(r, &at->step)) ?
	    rc : DENIED;
}

static enum result
answer_conflict(struct request *r, struct pathway_step *mine)
{
	struct at at = { 0 };
	struct pathway_step theirs;
	enum result rc = load(r, &at);

	if (rc)
		return rc;
	theirs = at.step;
	at.step = *mine;
	at.step.version = theirs.version;
	at.step.id = theirs.id;
	(void)show(r, &at, form_conflict(r, &pathway_step_record, mine,
	    &theirs));
	return CONFLICT;
}

enum result
pathway_step_change_post(struct request *r)
{
	struct at at = { 0 };
	struct pathway_step s;
	const char *see;
	enum result rc = load_to_write(r, &at);

	if (rc)
		return rc;
	s = at.step;
	rc = read_step(r, &at, &s);
	if (rc) {
		at.step = s;
		(void)show(r, &at, NULL);
		return rc;
	}
	see = list_url(r, &s, "changed");
	deed_begin(r);
	record_change(r, &pathway_step_record, &at.step, &s);
	notice(r, &at.step, &s);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, &s);
	return rc;
}

/* From a list: done, and nothing else said. */
enum result
pathway_step_completion_post(struct request *r)
{
	struct at at = { 0 };
	struct pathway_step s;
	const char *back = request_form(r, "back"), *see;
	enum result rc = load_to_write(r, &at);

	if (rc)
		return rc;
	if (!pathway_is_open(&at.step))
		return CONFLICT;
	s = at.step;
	if (request_form(r, "version"))
		s.version = pathway_version(r);
	s.state = "done";
	s.done_on = r->today;
	see = back && strcmp(back, "way") == 0 ? list_url(r, &s, "finished") :
	    request_saying(r, "/", "finished");
	deed_begin(r);
	record_change(r, &pathway_step_record, &at.step, &s);
	return request_see(r, deed_commit(r, see), see);
}
