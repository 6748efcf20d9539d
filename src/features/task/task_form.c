#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/charge.h"
#include "app/deed.h"
#include "app/draft.h"
#include "app/page.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/task/task_private.h"

/* Giving somebody something to do, and changing what was given. */
struct form {
	const char *title, *action, *back, *owner_fault;
	const struct html *faults, *hidden, *owners, *what, *more;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, owner_fault),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, owners),
	SLOT_HTML(form, what),
	SLOT_HTML(form, more),
};

TEMPLATE(task_form_page, "src/features/task/form.html", form_slots);

static const struct html *
field(struct request *r, const char *name, const struct task *t)
{
	return form_field(r, record_field(&task_record, name), t);
}

static enum result
show_form(struct request *r, const struct task *t, const struct html *above)
{
	const struct html *what[] = { field(r, "title", t),
	    field(r, "child", t) };
	const struct html *more[] = { field(r, "due_on", t),
	    field(r, "note", t) };
	struct form f = {
		.title = t->id ? "次にすることを直す" : "次にすることを加える",
		.action = t->id ? arena_fmt(r->mem, "/tasks/%s", t->id) :
		    "/tasks",
		.back = t->id ? arena_fmt(r->mem, "/tasks/%s", t->id) :
		    "/tasks",
		.owner_fault = request_fault_of(r, "owner"),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, t->version),
		.what = html_join(r->mem, what, COUNT(what)),
		.more = html_join(r->mem, more, COUNT(more)),
	};
	struct crumb crumbs[] = { { "次にすること", "/tasks" },
	    { f.title, NULL } };
	struct page page = { f.title, "/", crumbs, COUNT(crumbs), false };
	enum result rc = account_choices(r, t->owner, &f.owners);

	return rc ? rc : page_show(r, &page, &task_form_page, &f);
}

/* For the body in charge, where the centre's work is shared; else for me. */
static enum result
give_to(struct request *r, struct task *t)
{
	const char *function = t->child && charge_is_done(r->codes,
	    CHARGE_INDIVIDUAL) ? CHARGE_INDIVIDUAL : CHARGE_CONSULTATION;
	const char *keeper = NULL;
	enum result rc = access_is_centre(r) ?
	    charge_keeper(r, function, &keeper) : OK;

	t->owner = keeper ? keeper : r->who->id;
	return rc;
}

/* A week from now, for whoever is to have it: both to be changed. */
enum result
task_new_get(struct request *r)
{
	const char *child = request_query(r, "child");
	struct task t = { 0 };
	struct child known;
	enum result rc;

	if (child && !record_get(r, &child_record, child, &known))
		t.child = known.id;
	rc = give_to(r, &t);
	return rc ? rc : show_form(r, &t, NULL);
}

/* Faults a day that is over; a task begins today at the earliest. */
static enum result
read_form(struct request *r, struct task *t)
{
	enum result rc = record_read(r, &task_record, t);

	if (!rc && strcmp(t->due_on, r->today) < 0)
		request_fault(r, "due_on", "今日より後の日を入力してください。");
	if (!rc)
		task_check_owner(r, t);
	return r->nfaults ? INVALID : rc;
}

enum result
task_add_post(struct request *r)
{
	struct task t = { 0 };
	enum result rc = read_form(r, &t);
	const char *see;

	if (rc) {
		(void)show_form(r, &t, NULL);
		return rc;
	}
	deed_begin(r);
	task_add(r, &t);
	see = request_saying(r, t.child ? arena_fmt(r->mem, "/children/%s",
	    t.child) : "/tasks", "added");
	return request_see(r, deed_commit(r, see), see);
}

/* Whoever writes about children, and whoever has it. */
bool
task_may_write(const struct request *r, const struct task *t)
{
	return request_may(r, CHILD_WRITE) ||
	    (r->who->id && strcmp(t->owner, r->who->id) == 0);
}

static enum result
load(struct request *r, struct task *t)
{
	enum result rc = record_get(r, &task_record, r->arg[0], t);

	return rc || task_may_write(r, t) ? rc : DENIED;
}

enum result
task_edit_get(struct request *r)
{
	struct task t;
	enum result rc = load(r, &t);

	return rc ? rc : show_form(r, &t, NULL);
}

static enum result
answer_conflict(struct request *r, struct task *mine)
{
	struct task theirs;
	enum result rc = load(r, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	mine->id = theirs.id;
	(void)show_form(r, mine, form_conflict(r, &task_record, mine, &theirs));
	return CONFLICT;
}

enum result
task_change_post(struct request *r)
{
	struct task old, t;
	enum result rc = load(r, &old);
	const char *see;

	if (rc)
		return rc;
	t = old;
	t.version = 0;
	rc = read_form(r, &t);
	if (rc) {
		(void)show_form(r, &t, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/tasks/%s", t.id),
	    "changed");
	deed_begin(r);
	record_change(r, &task_record, &old, &t);
	if (strcmp(old.owner, t.owner) != 0)
		task_notice(r, &t);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, &t);
	return rc;
}

/* done_on NULL: open again. */
static enum result
set_done(struct request *r, const char *done_on, const char *saying)
{
	struct task old, t;
	enum result rc = load(r, &old);
	const char *result = request_form(r, "result"), *see;

	if (rc)
		return rc;
	if (!old.done_on == !done_on)
		return CONFLICT;
	t = old;
	form_version(r, &t);
	t.done_on = done_on;
	t.result = result && *result ? result : t.result;
	see = request_saying(r, done_on ? "/" : arena_fmt(r->mem, "/tasks/%s",
	    t.id), saying);
	deed_begin(r);
	record_change(r, &task_record, &old, &t);
	return request_see(r, deed_commit(r, see), see);
}

enum result
task_completion_post(struct request *r)
{
	return set_done(r, r->today, "finished");
}

enum result
task_reopening_post(struct request *r)
{
	return set_done(r, NULL, "changed");
}
