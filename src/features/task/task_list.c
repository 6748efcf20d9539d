#include <string.h>

#include "app/page.h"
#include "app/site.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/task/task_private.h"
#include "features/task/task_sql.h"

/* The list of what is to be done or was, and one of them. */
struct line {
	const char *url, *title, *child, *child_url, *owner, *due, *done_on;
	bool late;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, child_url),
	SLOT_TEXT(line, owner),
	SLOT_TEXT(line, due),
	SLOT_TEXT(line, done_on),
	SLOT_FLAG(line, late),
};

struct list {
	const char *heading, *other_url, *other_label, *state_url, *state_label;
	const struct html *count, *nav;
	struct html_list rows;
	bool done, may_add;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, heading),
	SLOT_TEXT(list, other_url),
	SLOT_TEXT(list, other_label),
	SLOT_TEXT(list, state_url),
	SLOT_TEXT(list, state_label),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, rows, line_slots, struct line),
	SLOT_FLAG(list, done),
	SLOT_FLAG(list, may_add),
};

TEMPLATE(task_list_page, "src/features/task/list.html", list_slots);

static bool
is_late(const struct request *r, const struct task *t)
{
	return !t->done_on && strcmp(t->due_on, r->today) < 0;
}

static struct line
line_of(struct request *r, const struct task *t, const char *owner)
{
	const char *name = t->child ? child_name(r, t->child) : NULL;
	struct line line = {
		.url = arena_fmt(r->mem, "/tasks/%s", t->id),
		.title = t->title ? t->title : "（見られません）",
		.owner = owner,
		.due = date_short(r->mem, t->due_on),
		.done_on = t->done_on ? date_short(r->mem, t->done_on) : NULL,
		.late = is_late(r, t),
	};

	if (name) {
		line.child = arena_fmt(r->mem, "%sさん", name);
		line.child_url = arena_fmt(r->mem, "/children/%s", t->child);
	}
	return line;
}

static const char *
address(struct request *r, bool all, bool done)
{
	return arena_fmt(r->mem, "/tasks%s%s%s", all || done ? "?" : "",
	    all ? "all=1" : "", !done ? "" : all ? "&done=1" : "done=1");
}

/* GET /tasks: mine and open; ?all=1 everybody's, ?done=1 what was done. */
enum result
task_list_get(struct request *r)
{
	bool all = request_query(r, "all") != NULL;
	bool done = request_query(r, "done") != NULL;
	const char *owner = all ? NULL : r->who->id;
	struct list p = {
		.heading = done ? "済んだこと" : "まだ済んでいないこと",
		.other_url = address(r, !all, done),
		.other_label = all ? "自分の分だけ" : "全員の分",
		.state_url = address(r, all, !done),
		.state_label = done ? "まだのもの" : "済んだもの",
		.done = done,
		.may_add = request_may(r, CHILD_WRITE),
	};
	struct crumb here = { "次にすること", NULL };
	struct page page = { .title = here.label, .menu = "/",
		.crumbs = &here, .ncrumbs = 1 };
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = task_sql_count(r, owner, done, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = task_sql_list(r, owner, done, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct task t;

		if (record_load(r, &task_record, &rows, i, &t))
			lines[n++] = line_of(r, &t, rows_cell(&rows, i,
			    "owner_name"));
	}
	p.rows = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &task_list_page, &p);
}

struct show {
	const char *title, *edit_url, *owner, *due, *child, *child_url, *maker;
	const char *from_url, *from_label, *done_on, *completion, *reopening;
	const struct html *note, *result, *hidden;
	bool late, may_write;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, edit_url),
	SLOT_TEXT(show, owner),
	SLOT_TEXT(show, due),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_url),
	SLOT_TEXT(show, maker),
	SLOT_TEXT(show, from_url),
	SLOT_TEXT(show, from_label),
	SLOT_TEXT(show, done_on),
	SLOT_TEXT(show, completion),
	SLOT_TEXT(show, reopening),
	SLOT_HTML(show, note),
	SLOT_HTML(show, result),
	SLOT_HTML(show, hidden),
	SLOT_FLAG(show, late),
	SLOT_FLAG(show, may_write),
};

TEMPLATE(task_show_page, "src/features/task/show.html", show_slots);

static const char *
shown(struct request *r, const char *name, const struct task *t)
{
	return field_shown(r, record_field(&task_record, name), t);
}

static const struct record *
record_named(const struct request *r, const char *name)
{
	for (size_t i = 0; name && i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords; k++)
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
	}
	return NULL;
}

/* The page of the record it began with, if that is a record of ours. */
static void
fill_from(struct request *r, const struct task *t, struct show *p)
{
	const struct record *rec = record_named(r, t->from_record);

	if (!rec || !t->from_id)
		return;
	p->from_url = arena_fmt(r->mem, "/%s/%s", rec->path, t->from_id);
	p->from_label = rec->label;
}

enum result
task_show_get(struct request *r)
{
	struct task t;
	struct line line;
	enum result rc = record_get(r, &task_record, r->arg[0], &t);
	struct crumb crumbs[] = { { "次にすること", "/tasks" }, { NULL, NULL } };
	struct page page = { .menu = "/", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct show p;

	if (rc)
		return rc;
	line = line_of(r, &t, shown(r, "owner", &t));
	p = (struct show){
		.title = line.title,
		.edit_url = arena_fmt(r->mem, "/tasks/%s/edit", t.id),
		.owner = line.owner,
		.due = date_long(r->mem, t.due_on),
		.child = line.child,
		.child_url = line.child_url,
		.maker = t.made_by ? shown(r, "made_by", &t) : NULL,
		.done_on = t.done_on ? date_long(r->mem, t.done_on) : NULL,
		.completion = arena_fmt(r->mem, "/tasks/%s/completion", t.id),
		.reopening = arena_fmt(r->mem, "/tasks/%s/reopening", t.id),
		.note = t.note ? html_lines(r->mem, t.note) : NULL,
		.result = t.result ? html_lines(r->mem, t.result) : NULL,
		.hidden = form_hidden(r, t.version),
		.late = is_late(r, &t),
		.may_write = task_may_write(r, &t),
	};
	fill_from(r, &t, &p);
	page.title = crumbs[1].label = p.title;
	return page_show(r, &page, &task_show_page, &p);
}
