#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/retention/retention_sql.h"
#include "features/training/training.h"

/* What is due of a class, and the page that asks once more. Names stand there
 * only of children whom the administrator may see. */
struct item_line {
	const char *text, *url, *note;
};

struct count_line {
	const char *label;
	int64_t n;
};

struct due_page {
	const char *label, *what, *unit, *rule, *next, *unseen, *open, *unborn;
	int64_t total, n, most;
	struct html_list counts, items;
	bool any, any_items, part;
};

struct erasure_page {
	const char *label, *unit, *action, *back, *digest, *typed, *typed_fault;
	const struct html *faults, *hidden;
	int64_t n;
	struct html_list counts;
	bool any, stale, counted;
};

static const struct slot item_slots[] = {
	SLOT_TEXT(item_line, text),
	SLOT_TEXT(item_line, url),
	SLOT_TEXT(item_line, note),
};

static const struct slot count_slots[] = {
	SLOT_TEXT(count_line, label),
	SLOT_NUMBER(count_line, n),
};

static const struct slot due_slots[] = {
	SLOT_TEXT(due_page, label),
	SLOT_TEXT(due_page, what),
	SLOT_TEXT(due_page, unit),
	SLOT_TEXT(due_page, rule),
	SLOT_TEXT(due_page, next),
	SLOT_TEXT(due_page, unseen),
	SLOT_TEXT(due_page, open),
	SLOT_TEXT(due_page, unborn),
	SLOT_NUMBER(due_page, total),
	SLOT_NUMBER(due_page, n),
	SLOT_NUMBER(due_page, most),
	SLOT_LIST(due_page, counts, count_slots, struct count_line),
	SLOT_LIST(due_page, items, item_slots, struct item_line),
	SLOT_FLAG(due_page, any),
	SLOT_FLAG(due_page, any_items),
	SLOT_FLAG(due_page, part),
};

static const struct slot erasure_slots[] = {
	SLOT_TEXT(erasure_page, label),
	SLOT_TEXT(erasure_page, unit),
	SLOT_TEXT(erasure_page, action),
	SLOT_TEXT(erasure_page, back),
	SLOT_TEXT(erasure_page, digest),
	SLOT_TEXT(erasure_page, typed),
	SLOT_TEXT(erasure_page, typed_fault),
	SLOT_HTML(erasure_page, faults),
	SLOT_HTML(erasure_page, hidden),
	SLOT_NUMBER(erasure_page, n),
	SLOT_LIST(erasure_page, counts, count_slots, struct count_line),
	SLOT_FLAG(erasure_page, any),
	SLOT_FLAG(erasure_page, stale),
	SLOT_FLAG(erasure_page, counted),
};

TEMPLATE(retention_due_page, "src/features/retention/due.html", due_slots);
TEMPLATE(retention_erasure_page, "src/features/retention/erasure.html",
    erasure_slots);

/* What a page needs of a class. */
struct looked {
	const struct retention_class *of;
	struct retention_rule rule;
	struct retention_due due;
	struct count_line *counts;
	size_t ncounts;
};

static enum result
look(struct request *r, struct looked *l)
{
	struct retention_count *counts = NULL;
	enum result rc;

	*l = (struct looked){ .of = retention_class_named(r->arg[0]) };
	if (!l->of)
		return MISSING;
	rc = retention_rule_load(r, l->of, &l->rule);
	if (!rc)
		rc = retention_due_load(r, &l->rule, &l->due);
	if (!rc)
		rc = retention_counts(r, &l->rule, &l->due, &counts,
		    &l->ncounts);
	if (rc)
		return rc;
	l->counts = arena_array(r->mem, l->ncounts + 1, sizeof(*l->counts));
	for (size_t i = 0; i < l->ncounts; i++)
		l->counts[i] = (struct count_line){ counts[i].label,
		    counts[i].n };
	return OK;
}

static const char *
number(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%lld", (long long)n) : NULL;
}

/* False: not this person's to see. */
static bool
item_of(struct request *r, const struct due_item *item, struct item_line *line)
{
	const char *name = item->child && request_may(r, CHILD_READ) ?
	    child_name(r, item->child) : NULL;
	struct training_applicant a;

	*line = (struct item_line){ .text = name };
	if (strcmp(item->record, "child") == 0 && name) {
		line->url = arena_fmt(r->mem, "/children/%s", item->id);
		line->note = item->number;
	} else if (strcmp(item->record, "attachment") == 0 && name) {
		line->url = arena_fmt(r->mem, "/attachments/%s", item->id);
		line->note = arena_fmt(r->mem, "%sに取り消し",
		    date_era(r->mem, item->on_day));
	} else if (strcmp(item->record, "contact") == 0 && !item->child &&
	    item->number && request_may(r, CHILD_READ)) {
		line->text = item->number;
		line->url = arena_fmt(r->mem, "/contacts/%s", item->id);
		line->note = date_era(r->mem, item->on_day);
	} else if (strcmp(item->record, "training_applicant") == 0 &&
	    request_may(r, CHILD_READ) &&
	    !record_get(r, &training_applicant_record, item->id, &a)) {
		line->text = a.name;
		line->url = arena_fmt(r->mem, "/training-applicants/%s", a.id);
		line->note = date_era(r->mem, item->on_day);
	}
	return line->text != NULL;
}

enum result
retention_due_get(struct request *r)
{
	struct looked l;
	enum result rc = look(r, &l);
	struct crumb crumbs[] = { { "自分の設定", "/account" },
		{ "保存期間と消去", "/retention" },
		{ NULL, NULL } };
	struct page page = { .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct item_line *lines;
	struct due_page p;
	size_t n = 0;

	if (rc)
		return rc;
	lines = arena_array(r->mem, l.due.n + 1, sizeof(*lines));
	for (size_t i = 0; i < l.due.n; i++)
		n += item_of(r, &l.due.items[i], &lines[n]);
	p = (struct due_page){ .label = l.of->label, .what = l.of->what,
		.unit = l.of->unit, .rule = retention_rule_text(r, &l.rule),
		.next = arena_fmt(r->mem, "/retention/%s/erasure", l.of->name),
		.unseen = number(r, (int64_t)(l.due.n - n)),
		.open = number(r, l.due.open),
		.unborn = number(r, l.due.unborn), .total = l.due.total,
		.n = (int64_t)l.due.n, .most = RETENTION_MOST,
		.counts = { l.counts, l.ncounts }, .items = { lines, n },
		.any = l.due.n > 0, .any_items = n > 0,
		.part = l.due.total > (int64_t)l.due.n };
	crumbs[1].label = page.title = arena_fmt(r->mem, "消去の対象：%s",
	    l.of->label);
	return page_show(r, &page, &retention_due_page, &p);
}

static enum result
show_erasure(struct request *r, bool stale)
{
	struct looked l;
	enum result rc = look(r, &l);
	struct crumb crumbs[] = { { "自分の設定", "/account" },
		{ "保存期間と消去", "/retention" },
		{ NULL, NULL }, { "確認", NULL } };
	struct page page = { .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct erasure_page p;
	const char *typed = r->nfaults ? request_form(r, "typed") : NULL;

	if (rc)
		return rc;
	p = (struct erasure_page){ .label = l.of->label, .unit = l.of->unit,
		.action = arena_fmt(r->mem, "/retention/%s/erasure",
		    l.of->name),
		.back = arena_fmt(r->mem, "/retention/%s", l.of->name),
		.digest = l.due.digest, .typed = typed ? typed : "",
		.typed_fault = request_fault_of(r, "typed"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, l.rule.version),
		.n = (int64_t)l.due.n, .counts = { l.counts, l.ncounts },
		.any = l.due.n > 0, .stale = stale,
		.counted = strcmp(l.of->name, "child") == 0 ||
		    strcmp(l.of->name, "contact") == 0 };
	crumbs[1] = (struct crumb){ l.of->label, p.back };
	page.title = arena_fmt(r->mem, "消去の確認：%s", l.of->label);
	return page_show(r, &page, &retention_erasure_page, &p);
}

enum result
retention_erasure_get(struct request *r)
{
	return show_erasure(r, false);
}

/* The number stands on the page; whoever types it has read it. */
static enum result
check_typed(struct request *r, const struct looked *l)
{
	const char *typed = request_form(r, "typed");
	int64_t n = 0;

	if (!typed || text_blank(typed))
		request_fault(r, "typed", "required");
	else if (!text_number(typed, &n) || n != (int64_t)l->due.n)
		request_fault(r, "typed", arena_fmt(r->mem,
		    "消す数は%zuです。同じ数を入力してください。", l->due.n));
	return r->nfaults ? INVALID : OK;
}

enum result
retention_erasure_post(struct request *r)
{
	const char *digest = request_form(r, "digest");
	const char *version = request_form(r, "version");
	const char *see = request_saying(r, "/retention", "erased");
	struct looked l;
	int64_t n = 0;
	enum result rc = look(r, &l), again;

	if (rc)
		return rc;
	if (!digest || !version || !text_number(version, &n) ||
	    !l.due.digest || strcmp(digest, l.due.digest) != 0)
		rc = CONFLICT;
	else
		rc = check_typed(r, &l);
	if (!rc)
		rc = request_see(r, retention_erase(r, l.of, n, digest, see),
		    see);
	if (rc != INVALID && (rc != CONFLICT || r->repeated))
		return rc;
	again = show_erasure(r, rc == CONFLICT);
	return again ? again : rc;
}
