#include "features/task/task_private.h"

#include <string.h>

#include "app/access.h"
#include "app/draft.h"
#include "app/feature.h"
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

/* One of the lists of the day's page. */
struct todo {
	const char *id, *title;
	int64_t n;
	const char *whole;	/* where all are, when only the first are here */
	bool cut;
	struct html_list lines;
};

struct today {
	const char *day, *other_url, *other_label;
	const struct html *notices, *parts;
	bool idle, may_read, may_write;
	struct html_list drafts;
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
	SLOT_HTML(today, notices),
	SLOT_HTML(today, parts),
	SLOT_FLAG(today, idle),
	SLOT_FLAG(today, may_read),
	SLOT_FLAG(today, may_write),
	SLOT_LIST(today, drafts, draft_slots, struct draft_row),
};

static const struct slot todo_slots[] = {
	SLOT_TEXT(todo, id),
	SLOT_TEXT(todo, title),
	SLOT_NUMBER(todo, n),
	SLOT_TEXT(todo, whole),
	SLOT_FLAG(todo, cut),
	SLOT_LIST(todo, lines, line_slots, struct line),
};

TEMPLATE(task_todo_part, "src/features/task/todo.html", todo_slots);
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

/* Dues come oldest first: the late ones, then today's and tomorrow's, and what
 * waits for an answer. */
static const struct html *
divide(struct request *r, const struct due_list *dues, bool all)
{
	enum { LATE, SOON, NEWS, PARTS };
	bool whole = request_query(r, "whole") != NULL;
	struct todo todo[PARTS] = {
		[LATE] = { .id = "late", .title = "期限が過ぎたこと" },
		[SOON] = { .id = "soon", .title = "今日・明日の予定" },
		[NEWS] = { .id = "news", .title = "新しい連絡" },
	};
	struct line *lines[PARTS];
	const struct html *parts[PARTS];

	for (size_t i = 0; i < PARTS; i++)
		lines[i] = arena_array(r->mem, dues->n + 1, sizeof(**lines));
	for (size_t i = 0; i < dues->n; i++) {
		struct line line = line_of(r, &dues->dues[i], all);
		size_t at = dues->dues[i].kind == DUE_NEWS ? NEWS :
		    line.late ? LATE : SOON;

		lines[at][todo[at].n++] = line;
	}
	for (size_t i = 0; i < PARTS; i++) {
		bool most = !whole && todo[i].n > PAGE_ROWS;

		todo[i].cut = dues->cut;
		todo[i].whole = !most ? NULL : all ? "/?all=1&whole=1" :
		    "/?whole=1";
		todo[i].lines = (struct html_list){ lines[i],
		    most ? PAGE_ROWS : (size_t)todo[i].n };
		parts[i] = html_part(r, &task_todo_part, &todo[i]);
	}
	return html_join(r->mem, parts, PARTS);
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

/* GET /: my steps, or with ?all=1 everybody's. Whoever has pages of their own
 * starts there. */
enum result
task_today_get(struct request *r)
{
	bool all = request_query(r, "all") != NULL;
	bool centre = access_is_centre(r);
	struct due_ask ask = {
		.until = date_add_days(r->mem, r->today, 1),
		.person = all ? NULL : r->who->id,
	};
	struct today p = {
		.day = date_long(r->mem, r->today),
		.other_url = all ? "/" : "/?all=1",
		.other_label = all ? "自分の分だけ" : centre ?
		    "センター全員の分" : "見られる子どもの分すべて",
		.may_read = request_may(r, CHILD_READ),
		.may_write = request_may(r, CHILD_WRITE),
	};
	struct page page = { .title = "今日", .menu = "/" };
	struct due_list dues;
	const char *own = page_start(r);
	enum result rc;

	if (own)
		return request_see(r, OK, own);
	rc = due_all(r, &ask, &dues);
	if (!rc)
		rc = notices(r, &p.notices);
	if (rc)
		return rc;
	p.idle = !dues.n && !centre;
	p.parts = divide(r, &dues, all);
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
