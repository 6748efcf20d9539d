#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/http.h"
#include "base/text.h"
#include "features/tabulation/tabulation_private.h"
#include "features/tabulation/tabulation_sql.h"

/* 毎年の報告様式: items of the pack, prefilled with what is counted. */

enum { MAX_ITEMS = 300, MAX_ANSWER = 200 };

struct item {
	const char *name, *section, *label, *unit, *question, *row, *column;
	const char *counted;		/* NULL: by hand, or not countable */
	const char *answer, *id;	/* as somebody put it down, or NULL */
	const char *url;		/* of the table it is from */
};

struct items {
	const char *form, *label;
	int year;
	struct item *at;
	size_t n;
};

struct item_line {
	const char *name, *section, *label, *unit, *counted, *url, *answer;
	bool other, begins;
};

struct form_link {
	const char *url, *label;
	bool current;
};

struct forms_page {
	const char *title, *year_label, *form;
	int64_t year;
	const struct html *faults, *hidden;
	struct html_list items, links;
	bool may_write;
};

static const struct slot item_slots[] = {
	SLOT_TEXT(item_line, name),
	SLOT_TEXT(item_line, section),
	SLOT_TEXT(item_line, label),
	SLOT_TEXT(item_line, unit),
	SLOT_TEXT(item_line, counted),
	SLOT_TEXT(item_line, url),
	SLOT_TEXT(item_line, answer),
	SLOT_FLAG(item_line, other),
	SLOT_FLAG(item_line, begins),
};

static const struct slot link_slots[] = {
	SLOT_TEXT(form_link, url),
	SLOT_TEXT(form_link, label),
	SLOT_FLAG(form_link, current),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(forms_page, title),
	SLOT_TEXT(forms_page, year_label),
	SLOT_TEXT(forms_page, form),
	SLOT_NUMBER(forms_page, year),
	SLOT_HTML(forms_page, faults),
	SLOT_HTML(forms_page, hidden),
	SLOT_LIST(forms_page, items, item_slots, struct item_line),
	SLOT_LIST(forms_page, links, link_slots, struct form_link),
	SLOT_FLAG(forms_page, may_write),
};

TEMPLATE(tabulation_form_page, "src/features/tabulation/form.html",
    form_slots);

/* A question as if it stood in the address of this request. */
static enum result
count_question(struct request *r, const char *text, struct question *q,
    struct counted *c)
{
	struct request as = *r;
	enum result rc = form_urlencoded(r->mem, text, strlen(text),
	    &as.query);

	as.nfaults = 0;
	if (!rc)
		rc = question_read(&as, q);
	if (!rc)
		rc = tabulation_count(&as, q, c);
	return rc;
}

static size_t
place_of(const struct side *s, const char *code)
{
	return code ? side_find(s, code) : s->n;
}

/* The cell of an item; NULL where its codes are of no class of that year. */
static const char *
cell_of(struct request *r, const struct item *item, const struct question *q,
    const struct counted *c)
{
	size_t row = place_of(&c->rows, item->row);
	size_t column = place_of(&c->columns, item->column);

	if ((item->row && row == c->rows.n) || (item->column && (!q->columns ||
	    column == c->columns.n)))
		return NULL;
	return arena_fmt(r->mem, "%lld", (long long)grid_cell(&c->grid, row,
	    column));
}

/* Items of one question stand together, so each is counted once. */
static enum result
count_all(struct request *r, struct items *all)
{
	struct counted *c = arena_take(r->mem, sizeof(*c));
	const char *last = "", *whole;
	struct question q;
	enum result rc = OK;

	for (size_t i = 0; i < all->n; i++) {
		struct item *item = &all->at[i];

		if (!item->question)
			continue;
		whole = arena_fmt(r->mem, "%s&year=%d", item->question,
		    all->year);
		if (strcmp(last, item->question) != 0)
			rc = count_question(r, whole, &q, c);
		last = item->question;
		if (rc == BROKEN)
			return rc;
		if (rc)
			continue;	/* the pack asks for what cannot be */
		item->counted = cell_of(r, item, &q, c);
		item->url = arena_fmt(r->mem, "/tabulations/new?%s", whole);
	}
	return OK;
}

static enum result
load(struct request *r, struct items *out)
{
	const char *typed = request_query(r, "year");
	int64_t year = date_fiscal_year(r->today);
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	if (typed && (!text_number(typed, &year) || year < 2000 ||
	    year > 2199))
		return MISSING;
	*out = (struct items){ .form = r->arg[0], .year = (int)year };
	rc = tabulation_sql_items(r, out->form, out->year, &rows);
	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	out->label = rows_cell(&rows, 0, "form_label");
	out->at = arena_array(r->mem, rows.nrows, sizeof(*out->at));
	for (; out->n < rows.nrows && out->n < MAX_ITEMS; out->n++)
		out->at[out->n] = (struct item){
			.name = rows_cell(&rows, out->n, "item"),
			.section = rows_cell(&rows, out->n, "section"),
			.label = rows_cell(&rows, out->n, "label"),
			.unit = rows_cell(&rows, out->n, "unit"),
			.question = rows_cell(&rows, out->n, "question"),
			.row = rows_cell(&rows, out->n, "row_code"),
			.column = rows_cell(&rows, out->n, "column_code"),
			.answer = rows_cell(&rows, out->n, "answer"),
			.id = rows_cell(&rows, out->n, "answer_id"),
		};
	return count_all(r, out);
}

static const char *
told(const struct item *item)
{
	return item->answer ? item->answer : item->counted ? item->counted : "";
}

static struct html_list
lines_of(struct request *r, const struct items *all)
{
	struct item_line *lines = arena_array(r->mem, all->n, sizeof(*lines));

	for (size_t i = 0; i < all->n; i++) {
		const struct item *item = &all->at[i];
		const char *typed = request_form(r, arena_fmt(r->mem, "a_%s",
		    item->name));

		lines[i] = (struct item_line){ item->name, item->section,
		    item->label, item->unit, item->counted, item->url,
		    typed ? typed : told(item), item->answer && item->counted &&
		    strcmp(item->answer, item->counted) != 0, i == 0 ||
		    strcmp(all->at[i - 1].section, item->section) != 0 };
	}
	return (struct html_list){ lines, all->n };
}

static enum result
show(struct request *r, const struct items *all)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "集計", "/tabulations" }, { "報告様式", NULL } };
	struct page page = { all->label, "/statistics", crumbs, COUNT(crumbs),
	    false };
	struct form_link *links = arena_array(r->mem, 3, sizeof(*links));
	struct forms_page p = { .title = all->label, .form = all->form,
	    .year = all->year, .year_label = date_fiscal_label(r->mem,
	    all->year), .faults = form_faults(r), .hidden = form_hidden(r, 0),
	    .items = lines_of(r, all), .links = { links, 3 },
	    .may_write = request_may(r, CHILD_WRITE) };
	int now = date_fiscal_year(r->today);

	for (int i = 0; i < 3; i++)
		links[i] = (struct form_link){ arena_fmt(r->mem,
		    "/tabulations/forms/%s?year=%d", all->form, now - i),
		    date_fiscal_label(r->mem, now - i), now - i == all->year };
	return page_show(r, &page, &tabulation_form_page, &p);
}

/* GET /tabulations/forms/FORM?year=2026 */
enum result
tabulation_form_get(struct request *r)
{
	struct items all;
	enum result rc = load(r, &all);

	return rc ? rc : show(r, &all);
}

/* Inside a deed: kept when it says other than what is counted, or was kept. */
static void
keep(struct request *r, const struct items *all, const struct item *item)
{
	const char *typed = request_form(r, arena_fmt(r->mem, "a_%s",
	    item->name));
	struct yearly_answer a = { .form = all->form, .item = item->name,
	    .year = all->year, .answer = typed, .answered_by = r->who->id };
	struct yearly_answer old;

	if (text_blank(typed) || strcmp(typed, told(item)) == 0)
		return;
	if (!item->id) {
		record_add(r, &yearly_answer_record, &a);
		return;
	}
	if (record_get(r, &yearly_answer_record, item->id, &old)) {
		db_fail(r->db, BROKEN);
		return;
	}
	a.id = old.id;
	a.version = old.version;
	record_change(r, &yearly_answer_record, &old, &a);
}

static size_t
check(struct request *r, const struct items *all)
{
	size_t changed = 0;

	for (size_t i = 0; i < all->n; i++) {
		const char *typed = request_form(r, arena_fmt(r->mem, "a_%s",
		    all->at[i].name));

		changed += !text_blank(typed) && strcmp(typed,
		    told(&all->at[i])) != 0;
		if (typed && text_length(typed) > MAX_ANSWER)
			request_fault(r, "", arena_fmt(r->mem,
			    "「%s」は%d文字までにしてください。", all->at[i].label,
			    MAX_ANSWER));
	}
	return changed;
}

/* POST /tabulations/forms/FORM?year=2026 */
enum result
tabulation_form_post(struct request *r)
{
	struct items all;
	const char *see;
	size_t changed;
	enum result rc = load(r, &all);

	if (rc)
		return rc;
	changed = check(r, &all);
	if (r->nfaults) {
		enum result shown = show(r, &all);

		return shown ? shown : INVALID;
	}
	see = arena_fmt(r->mem, "/tabulations/forms/%s?year=%d", all.form,
	    all.year);
	if (!changed)
		return request_see(r, OK, see);
	see = request_saying(r, see, "changed");
	deed_begin(r);
	for (size_t i = 0; i < all.n; i++)
		keep(r, &all, &all.at[i]);
	return request_see(r, deed_commit(r, see), see);
}

/* GET /tabulations/forms/FORM/form.csv */
enum result
tabulation_form_csv_get(struct request *r)
{
	struct buffer *b = &r->answer.body;
	struct items all;
	enum result rc = load(r, &all);

	if (rc)
		return rc;
	buffer_add(b, "\xef\xbb\xbf区分,項目,報告する値,単位,集計した値\r\n");
	for (size_t i = 0; i < all.n; i++) {
		const struct item *item = &all.at[i];
		const char *const cells[] = { item->section, item->label,
		    told(item), item->unit, item->counted };

		for (size_t k = 0; k < COUNT(cells); k++) {
			csv_cell(b, cells[k] ? cells[k] : "");
			buffer_add(b, k + 1 < COUNT(cells) ? "," : "\r\n");
		}
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = arena_fmt(r->mem, "houkoku-%s-%d.csv", all.form,
	    all.year);
	return OK;
}
