#include "features/task/task_private.h"

#include <string.h>

#include "app/draft.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child.h"

/* One line of what asks for action, as pages show it. */
struct line {
	const char *day, *what, *name, *name_url, *owner, *url, *action;
	const struct html *hidden;
	bool late;
};

struct draft_row {
	const char *label, *url, *at;
};

struct today {
	const char *day, *other_url, *other_label;
	int64_t nlate, nsoon, nnews;
	struct html_list late, soon, news, drafts;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, what),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, name_url),
	SLOT_TEXT(line, owner),
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, action),
	SLOT_HTML(line, hidden),
	SLOT_FLAG(line, late),
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
	SLOT_NUMBER(today, nnews),
	SLOT_LIST(today, late, line_slots, struct line),
	SLOT_LIST(today, soon, line_slots, struct line),
	SLOT_LIST(today, news, line_slots, struct line),
	SLOT_LIST(today, drafts, draft_slots, struct draft_row),
};

TEMPLATE(task_today_page, "src/features/task/today.html", today_slots);

struct aside {
	struct html_list steps;
};

static const struct slot aside_slots[] = {
	SLOT_LIST(aside, steps, line_slots, struct line),
};

TEMPLATE(task_aside_part, "src/features/task/aside.html", aside_slots);

/* `all`: whose it is has to be said. */
static struct line
line_of(struct request *r, const struct due *due, bool all)
{
	const char *name = due->child ? child_name(r, due->child) : NULL;
	struct line line = {
		.day = date_short(r->mem, due->on_day),
		.what = due->what,
		.name = name ? arena_fmt(r->mem, "%sさん", name) : due->about,
		.url = due->url,
		.late = due->kind == DUE_DAY &&
		    strcmp(due->on_day, r->today) < 0,
	};

	if (name)
		line.name_url = arena_fmt(r->mem, "/children/%s", due->child);
	if (all && due->owner_name)
		line.owner = due->owner_name;
	if (due->action) {
		line.action = due->action;
		line.hidden = form_hidden(r, due->version);
	}
	return line;
}

/* Dues come oldest first: the late ones, then today's and tomorrow's. */
static void
divide(struct request *r, const struct due_list *dues, bool all,
    struct today *p)
{
	struct line *late = arena_array(r->mem, dues->n + 1, sizeof(*late));
	struct line *soon = arena_array(r->mem, dues->n + 1, sizeof(*soon));
	struct line *news = arena_array(r->mem, dues->n + 1, sizeof(*news));
	size_t nlate = 0, nsoon = 0, nnews = 0;

	for (size_t i = 0; i < dues->n; i++) {
		struct line line = line_of(r, &dues->dues[i], all);

		if (dues->dues[i].kind == DUE_NEWS)
			news[nnews++] = line;
		else if (line.late)
			late[nlate++] = line;
		else
			soon[nsoon++] = line;
	}
	p->late = (struct html_list){ late, nlate };
	p->soon = (struct html_list){ soon, nsoon };
	p->news = (struct html_list){ news, nnews };
	p->nlate = (int64_t)nlate;
	p->nsoon = (int64_t)nsoon;
	p->nnews = (int64_t)nnews;
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

/* GET /: my steps, or with ?all=1 everybody's. */
enum result
task_today_get(struct request *r)
{
	bool all = request_query(r, "all") != NULL;
	struct due_ask ask = {
		.until = date_add_days(r->mem, r->today, 1),
		.person = all ? NULL : r->who->id,
	};
	struct today p = {
		.day = date_long(r->mem, r->today),
		.other_url = all ? "/" : "/?all=1",
		.other_label = all ? "自分の分だけ" : "センター全員の分",
	};
	struct page page = { .title = "今日", .menu = "/" };
	struct due_list dues;
	enum result rc = due_all(r, &ask, &dues);

	if (rc)
		return rc;
	divide(r, &dues, all, &p);
	add_drafts(r, &p);
	return page_show(r, &page, &task_today_page, &p);
}

/* What is still open, beside the child's timeline. */
enum result
task_aside(struct request *r, const char *child, const struct html **out)
{
	struct due_ask ask = { .child = child };
	struct aside p = { 0 };
	struct due_list dues;
	struct line *lines;
	enum result rc = due_all(r, &ask, &dues);

	if (rc)
		return rc;
	lines = arena_array(r->mem, dues.n + 1, sizeof(*lines));
	for (size_t i = 0; i < dues.n; i++)
		lines[i] = line_of(r, &dues.dues[i], true);
	p.steps = (struct html_list){ lines, dues.n };
	*out = html_part(r, &task_aside_part, &p);
	return OK;
}
