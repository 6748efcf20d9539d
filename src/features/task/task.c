#include "features/task/task.h"

#include <string.h>

#include "app/access.h"
#include "app/draft.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/team/team.h"

struct step {
	const char *day, *what, *name, *name_url, *url, *action;
	const struct html *hidden;
	bool late;
};

struct draft_row {
	const char *label, *url, *at;
};

struct today {
	const char *day, *other_url, *other_label;
	int64_t nlate, nsoon;
	struct html_list late, soon, drafts;
	const char *glass_url, *grant_url;	/* NULL: nothing waits */
	int64_t nglass, ngrants;
	bool may_write;
};

static const struct slot step_slots[] = {
	SLOT_TEXT(step, day),
	SLOT_TEXT(step, what),
	SLOT_TEXT(step, name),
	SLOT_TEXT(step, name_url),
	SLOT_TEXT(step, url),
	SLOT_TEXT(step, action),
	SLOT_HTML(step, hidden),
	SLOT_FLAG(step, late),
};

static const struct slot draft_slots[] = {
	SLOT_TEXT(draft_row, label),
	SLOT_TEXT(draft_row, url),
	SLOT_TEXT(draft_row, at),
};

static const struct slot today_slots[] = {
	SLOT_TEXT(today, day),
	SLOT_TEXT(today, other_url),
	SLOT_TEXT(today, other_label),
	SLOT_NUMBER(today, nlate),
	SLOT_NUMBER(today, nsoon),
	SLOT_LIST(today, late, step_slots, struct step),
	SLOT_LIST(today, soon, step_slots, struct step),
	SLOT_LIST(today, drafts, draft_slots, struct draft_row),
	SLOT_TEXT(today, glass_url),
	SLOT_TEXT(today, grant_url),
	SLOT_NUMBER(today, nglass),
	SLOT_NUMBER(today, ngrants),
	SLOT_FLAG(today, may_write),
};

static TEMPLATE(today_page, "src/features/task/today.html", today_slots);

struct aside {
	struct html_list steps;
	bool may_write;
};

static const struct slot aside_slots[] = {
	SLOT_LIST(aside, steps, step_slots, struct step),
	SLOT_FLAG(aside, may_write),
};

static TEMPLATE(aside_part, "src/features/task/aside.html", aside_slots);

static bool
step_of(struct request *r, const struct rows *rows, size_t i,
    struct step *step)
{
	struct contact c;
	const char *name;

	if (!record_load(r, &contact_record, rows, i, &c))
		return false;
	name = child_name(r, c.child);
	*step = (struct step){
		.day = date_short(r->mem, c.next_on),
		.what = c.next_step,
		.name = name ? arena_fmt(r->mem, "%sさん", name) : c.caller,
		.name_url = c.child ? arena_fmt(r->mem, "/children/%s",
		    c.child) : NULL,
		.url = arena_fmt(r->mem, "/contacts/%s", c.id),
		.action = arena_fmt(r->mem, "/contacts/%s/completion", c.id),
		.hidden = form_hidden(r, c.version),
		.late = strcmp(c.next_on, r->today) < 0,
	};
	return true;
}

/* Rows come oldest first: the late ones, then today's and tomorrow's. */
static void
divide(struct request *r, const struct rows *rows, struct today *p)
{
	struct step *steps = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*steps));
	size_t late = 0, n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		if (!step_of(r, rows, i, &steps[n]))
			continue;
		late += steps[n++].late;
	}
	p->late = (struct html_list){ steps, late };
	p->soon = (struct html_list){ steps + late, n - late };
	p->nlate = (int64_t)p->late.n;
	p->nsoon = (int64_t)p->soon.n;
}

static void
add_drafts(struct request *r, struct today *p)
{
	static const struct {
		const char *form, *label, *url;
	} forms[] = {
		{ "contact-new", "電話を記録", "/contacts/new" },
		{ "contact-full", "訪問などを記録", "/contacts/new?full=1" },
	};
	struct draft_row *rows = arena_array(r->mem, COUNT(forms),
	    sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < COUNT(forms); i++) {
		const char *at = draft_kept_at(r, forms[i].form);

		if (at)
			rows[n++] = (struct draft_row){ forms[i].label,
			    forms[i].url, at };
	}
	p->drafts = (struct html_list){ rows, n };
}

/* What somebody at the centre has to look at: nobody else can. */
static enum result
add_waiting(struct request *r, struct today *p)
{
	struct team_waiting w;
	enum result rc;

	if (!access_is_centre(r) || !p->may_write)
		return OK;
	rc = team_waiting(r, &w);
	if (rc)
		return rc;
	p->nglass = w.nglass;
	p->ngrants = w.napprovals;
	if (w.month)
		p->glass_url = arena_fmt(r->mem, "/glass?month=%s", w.month);
	if (w.child)
		p->grant_url = arena_fmt(r->mem, "/children/%s/team", w.child);
	return OK;
}

/* GET /: my steps, or with ?all=1 everybody's. */
static enum result
today_get(struct request *r)
{
	bool all = request_query(r, "all") != NULL;
	const char *tomorrow = date_add_days(r->mem, r->today, 1);
	struct today p = {
		.day = date_long(r->mem, r->today),
		.other_url = all ? "/" : "/?all=1",
		.other_label = all ? "自分の分だけ" : "センター全員の分",
		.may_write = request_may(r, CHILD_WRITE),
	};
	struct page page = { .title = "今日", .menu = "/" };
	struct rows rows = { 0 };
	enum result rc = contact_open_steps(r, tomorrow,
	    all ? NULL : r->who->id, &rows);

	if (rc)
		return rc;
	divide(r, &rows, &p);
	add_drafts(r, &p);
	rc = add_waiting(r, &p);
	if (rc)
		return rc;
	return page_show(r, &page, &today_page, &p);
}

/* What is still open, beside the child's timeline. */
static enum result
draw_aside(struct request *r, const char *child, const struct html **out)
{
	struct aside p = { .may_write = request_may(r, CHILD_WRITE) };
	struct rows rows = { 0 };
	struct step *steps;
	size_t n = 0;
	enum result rc = contact_open_steps_of(r, child, &rows);

	if (rc)
		return rc;
	steps = arena_array(r->mem, rows.nrows + 1, sizeof(*steps));
	for (size_t i = 0; i < rows.nrows; i++)
		n += step_of(r, &rows, i, &steps[n]);
	p.steps = (struct html_list){ steps, n };
	*out = html_part(r, &aside_part, &p);
	return OK;
}

static const struct panel panel = { .aside = true, .draw = draw_aside };

static const struct route routes[] = {
	{ "GET", "/", SIGNED_IN, today_get },
};

const struct feature task_feature = {
	.name = "task",
	.menu = { "今日", "/", SIGNED_IN, 1 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&today_page, &aside_part),
	.panel = &panel,
};
