#include "features/statistics/statistics_page.h"

#include <string.h>

#include "app/access.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/dispatch/dispatch.h"
#include "features/statistics/statistics_members.h"
#include "features/statistics/statistics_sql.h"

/* GET /statistics/records: the list behind a number, as long as the number. */
enum { MOST_COLUMNS = 6, LAST_PAGE = 1000000 };

struct record_cell {
	const char *text;
};

struct record_line {
	const char *text, *url;
	struct html_list cells;
};

struct records_page {
	const char *title, *period, *definition, *answers, *back;
	const struct html *faults, *count, *nav;
	struct html_list headings, lines;
	bool counted;
};

struct record_heading {
	const char *label;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(record_cell, text),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(record_line, text),
	SLOT_TEXT(record_line, url),
	SLOT_LIST(record_line, cells, cell_slots, struct record_cell),
};

static const struct slot heading_slots[] = {
	SLOT_TEXT(record_heading, label),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(records_page, title),
	SLOT_TEXT(records_page, period),
	SLOT_TEXT(records_page, definition),
	SLOT_TEXT(records_page, answers),
	SLOT_TEXT(records_page, back),
	SLOT_HTML(records_page, faults),
	SLOT_HTML(records_page, count),
	SLOT_HTML(records_page, nav),
	SLOT_LIST(records_page, headings, heading_slots,
	    struct record_heading),
	SLOT_LIST(records_page, lines, line_slots, struct record_line),
	SLOT_FLAG(records_page, counted),
};

TEMPLATE(statistics_records_page,
    "src/features/statistics/statistics_records.html", page_slots);

/* What a list shows of its records: fields by name, then what was counted. */
struct view {
	const struct record *record;
	const char *fields[MOST_COLUMNS];	/* NULL-ended, first is linked */
	const char *personal;		/* field that needs CHILD_READ */
};

static const struct view views[] = {
	[SUBJECT_CHILD] = { &child_record, { "number", "name", "born_on",
	    "municipality", "medical_care" }, NULL },
	[SUBJECT_CONTACT] = { &contact_record, { "on_day", "child", "method",
	    "requester", "topics", "partners" }, "child" },
	[SUBJECT_ACTIVITY] = { &advisor_activity_record, { "number",
	    "on_day", "region", "kind" }, NULL },
};

static bool
shows(struct request *r, const struct view *v, const char *field)
{
	return !v->personal || strcmp(v->personal, field) != 0 ||
	    request_may(r, CHILD_READ);
}

static struct html_list
headings_of(struct request *r, const struct view *v, enum subject subject)
{
	struct record_heading *h = arena_array(r->mem, MOST_COLUMNS + 2,
	    sizeof(*h));
	size_t n = 0;

	for (size_t i = 0; i < MOST_COLUMNS && v->fields[i]; i++) {
		const struct field *f = record_field(v->record, v->fields[i]);

		if (shows(r, v, f->name))
			h[n++].label = f->to ? f->to->label : f->label;
	}
	if (subject == SUBJECT_CHILD) {
		h[n++].label = "最初の対応日（年齢）";
		h[n++].label = "期間中の対応";
	}
	return (struct html_list){ h, n };
}

static void
child_cells(struct request *r, const struct child *c, const struct member *m,
    struct record_cell *cells, size_t *n)
{
	const char *day = date_era(r->mem, m->first);
	int age = c->born_on ? date_age(c->born_on, m->first) : -1;

	cells[(*n)++].text = age < 0 ? arena_fmt(r->mem, "%s（不明）", day) :
	    arena_fmt(r->mem, "%s（%d歳）", day, age);
	cells[(*n)++].text = arena_fmt(r->mem, "%lld回",
	    (long long)m->contacts);
}

/* Days are short here, so that a row stays a line. */
static const char *
shown(struct request *r, const struct view *v, const char *name,
    const void *obj)
{
	const struct field *f = record_field(v->record, name);
	const char *s = field_text(r->mem, f, obj);

	return f->kind == KIND_DAY && *s ? date_era(r->mem, s) :
	    field_shown(r, f, obj);
}

static enum result
line_of(struct request *r, const struct view *v, enum subject subject,
    const struct member *m, struct record_line *line)
{
	struct record_cell *cells = arena_array(r->mem, MOST_COLUMNS + 2,
	    sizeof(*cells));
	void *obj = arena_take(r->mem, v->record->size);
	enum result rc = record_get(r, v->record, m->id, obj);
	size_t n = 0;

	if (rc == MISSING) {
		/* Counted, but not this person's to see, or nobody's. */
		line->text = strncmp(m->id, STATISTICS_ERASED,
		    strlen(STATISTICS_ERASED)) == 0 ?
		    "保存期間が過ぎて消去した記録" : "見る権限がありません";
		return OK;
	}
	if (rc)
		return rc;
	line->text = shown(r, v, v->fields[0], obj);
	if (request_may(r, v->record->read))
		line->url = arena_fmt(r->mem, "/%s/%s", v->record->path, m->id);
	for (size_t i = 1; i < MOST_COLUMNS && v->fields[i]; i++) {
		if (shows(r, v, v->fields[i]))
			cells[n++].text = shown(r, v, v->fields[i], obj);
	}
	if (subject == SUBJECT_CHILD)
		child_cells(r, obj, m, cells, &n);
	line->cells = (struct html_list){ cells, n };
	return OK;
}

static enum result
fill_lines(struct request *r, struct records_page *p, enum subject subject,
    const struct members *members)
{
	const struct view *v = &views[subject];
	struct record_line *lines = arena_array(r->mem, members->n,
	    sizeof(*lines));

	for (size_t i = 0; i < members->n; i++) {
		enum result rc = line_of(r, v, subject, &members->at[i],
		    &lines[i]);

		if (rc)
			return rc;
	}
	p->headings = headings_of(r, v, subject);
	p->lines = (struct html_list){ lines, members->n };
	return OK;
}

/* The page asked for; the last one when there are fewer. */
static enum result
get_page(struct request *r, const struct record_list *l,
    struct members *members, struct pager *pager)
{
	const char *typed = request_query(r, "page");
	int64_t page = 1;
	enum result rc;

	if (!typed || !text_number(typed, &page) || page < 1)
		page = 1;
	if (page > LAST_PAGE)
		page = LAST_PAGE;
	rc = l->get(r, l->ctx, (page - 1) * PAGE_ROWS, PAGE_ROWS, members);
	if (rc)
		return rc;
	*pager = pager_of(r, (size_t)members->total);
	if (pager->page == page)
		return OK;
	return l->get(r, l->ctx, (pager->page - 1) * PAGE_ROWS, PAGE_ROWS,
	    members);
}

static enum result
show(struct request *r, const struct record_list *l, struct records_page *p)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { l->from, l->back }, { l->title, NULL } };
	size_t skip = l->from ? 0 : 1;
	struct page page = { .title = l->title, .menu = "/statistics",
	    .crumbs = crumbs + skip, .ncrumbs = COUNT(crumbs) - skip };

	if (skip)
		crumbs[1] = crumbs[0];
	p->title = l->title;
	p->period = l->period;
	p->definition = l->definition;
	p->back = l->back;
	p->faults = form_faults(r);
	return page_show(r, &page, &statistics_records_page, p);
}

enum result
records_list(struct request *r, const struct record_list *l)
{
	struct records_page p = { .counted = true };
	struct members members;
	struct pager pager;
	enum result rc = get_page(r, l, &members, &pager);

	if (!rc)
		rc = fill_lines(r, &p, l->subject, &members);
	if (rc)
		return rc;
	if (members.answers != members.total)
		p.answers = arena_fmt(r->mem, "回答は%lld件、対応は%lld回です。",
		    (long long)members.answers, (long long)members.total);
	p.count = pager_count(r, &pager, l->unit);
	p.nav = pager_nav(r, &pager);
	return show(r, l, &p);
}

static enum result
refuse(struct request *r, enum result rc)
{
	struct record_list nothing = { .title = "もとの記録",
	    .back = "/statistics" };
	struct records_page p = { .counted = false };

	if (rc == INVALID)
		(void)show(r, &nothing, &p);
	return rc;
}

bool
records_may(const struct request *r, unsigned tells)
{
	return request_may(r, CHILD_READ) &&
	    !(tells & ~access_ceiling(r->who, true));
}

/* Whose names stand in the list of a class is in that class. */
static bool
may_list(const struct request *r, const struct measure *m)
{
	return records_may(r, m ? m->tells : CLASS_IDENTITY);
}

struct behind {
	const struct period *period;
	const struct chosen *chosen;
};

static enum result
get_behind(struct request *r, const void *ctx, int64_t skip, size_t most,
    struct members *out)
{
	const struct behind *b = ctx;

	return members_get(r, b->period, b->chosen, skip, most, out);
}

enum result
statistics_records_get(struct request *r)
{
	struct asked a;
	struct chosen chosen;
	struct behind behind = { NULL, &chosen };
	struct record_list l = { .get = get_behind, .ctx = &behind };
	enum result rc = asked_read(r, &a);

	if (!rc)
		rc = chosen_read(r, &a.periods[a.n - 1], &chosen);
	if (rc)
		return refuse(r, rc);
	if (chosen.subject == SUBJECT_CHILD && !may_list(r, chosen.measure))
		return DENIED;
	behind.period = &a.periods[a.n - 1];
	l.title = chosen.title;
	l.period = period_label(r->mem, behind.period);
	l.definition = chosen.definition;
	l.unit = chosen.unit;
	l.subject = chosen.subject;
	l.back = arena_fmt(r->mem, "/statistics?%s", asked_query(r->mem, &a));
	return records_list(r, &l);
}

const char *
records_url(struct request *r, const struct report *report, const char *table,
    const char *code)
{
	const struct measure *m = measure_find(table);
	bool child = m ? m->subject == SUBJECT_CHILD :
	    strcmp(table, "persons") == 0;
	struct buffer b = buffer_new(r->mem);

	if (child && !may_list(r, m))
		return NULL;
	buffer_fmt(&b, "/statistics/records?from=%s&to=%s&table=%s&code=",
	    report->from, report->to, table);
	buffer_url(&b, code);
	if (report->restated)
		buffer_fmt(&b, "&restated=%d", report->restated);
	return b.s;
}
