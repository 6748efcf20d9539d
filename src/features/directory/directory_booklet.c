#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory_page.h"
#include "features/directory/directory_week.h"

/* A region's services on paper: what is public, and as of when. */

enum { MAX_LINES = 1000 };

struct mark {
	const char *mark, *label;
};

static const struct slot mark_slots[] = {
	SLOT_TEXT(mark, mark),
	SLOT_TEXT(mark, label),
};

struct line {
	const char *name, *kind, *state, *address, *phone, *about, *day;
	struct html_list marks;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, address),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, about),
	SLOT_TEXT(line, day),
	SLOT_LIST(line, marks, mark_slots, struct mark),
};

struct town {
	const char *label;
	struct html_list lines;
};

static const struct slot town_slots[] = {
	SLOT_TEXT(town, label),
	SLOT_LIST(town, lines, line_slots, struct line),
};

struct show {
	const char *region, *as_of;
	int64_t total;
	bool cut;
	const struct html *regions, *kinds;
	struct html_list headings, towns;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, region),
	SLOT_TEXT(show, as_of),
	SLOT_NUMBER(show, total),
	SLOT_FLAG(show, cut),
	SLOT_HTML(show, regions),
	SLOT_HTML(show, kinds),
	SLOT_LIST(show, headings, mark_slots, struct mark),
	SLOT_LIST(show, towns, town_slots, struct town),
};

TEMPLATE(directory_booklet_page, "src/features/directory/booklet.html",
    show_slots);

struct booklet {
	struct request *r;
	const struct rows *rows;
	const struct directory_slots *slots;
	const struct code *care;
	size_t ncare;
};

/* A cell that is public: named in neither set of kept fields. */
static const char *
public_cell(const struct booklet *b, size_t i, const char *column,
    const char *field, bool of_place)
{
	if (text_set_has(rows_cell(b->rows, i, of_place ?
	    "place_centre_fields" : "centre_fields"), field) ||
	    text_set_has(rows_cell(b->rows, i, of_place ?
	    "place_supporter_fields" : "supporter_fields"), field))
		return NULL;
	return rows_cell(b->rows, i, column);
}

static const char *
about(const struct booklet *b, size_t i)
{
	struct arena *mem = b->r->mem;
	struct service s = { 0 };
	struct buffer text = buffer_new(mem);
	const char *opening = public_cell(b, i, "opening", "opening", false);
	const char *below = public_cell(b, i, "age_below", "age_below", false);
	const char *capacity = public_cell(b, i, "capacity", "capacity", false);

	if (below && text_number(below, &s.age_below) && s.age_below) {
		s.age_from = rows_number(b->rows, i, "age_from");
		buffer_fmt(&text, "%s。", directory_ages(mem, &s));
	}
	if (capacity && strcmp(capacity, "0") != 0)
		buffer_fmt(&text, "定員%s人。", capacity);
	if (opening)
		buffer_add(&text, week_label(mem, opening));
	return text.len ? text.s : "";
}

static struct html_list
marks_of(const struct booklet *b, size_t i)
{
	const char *answers = rows_cell(b->rows, i, "answers");
	struct mark *m = arena_array(b->r->mem, b->ncare, sizeof(*m));

	for (size_t k = 0; k < b->ncare; k++) {
		enum answered a = directory_answer(answers, directory_slot(
		    b->slots, b->care[k].code), REACH_PUBLIC);

		m[k] = (struct mark){ answer_mark(a), codes_label(b->r->codes,
		    "capability_answer", answer_code(a)) };
	}
	return (struct html_list){ m, b->ncare };
}

static struct line
line_of(const struct booklet *b, size_t i)
{
	struct request *r = b->r;
	const char *phone = public_cell(b, i, "phone", "phone", false);
	const char *day = rows_cell(b->rows, i, "confirmed_on");
	const char *status = rows_cell(b->rows, i, "status");

	if (!phone)
		phone = public_cell(b, i, "place_phone", "phone", true);
	return (struct line){
		.name = rows_cell(b->rows, i, "place_name"),
		.kind = codes_label_short(r->codes, "service_kind",
		    rows_cell(b->rows, i, "kind")),
		.state = strcmp(status, "active") ? codes_label(r->codes,
		    "service_status", status) : NULL,
		.address = public_cell(b, i, "place_address", "address", true),
		.phone = phone,
		.about = about(b, i),
		.day = day ? date_era(r->mem, day) : NULL,
		.marks = marks_of(b, i),
	};
}

/* Rows come town by town. */
static struct html_list
towns_of(const struct booklet *b)
{
	struct town *towns = arena_array(b->r->mem, b->rows->nrows + 1,
	    sizeof(*towns));
	struct line *lines = arena_array(b->r->mem, b->rows->nrows + 1,
	    sizeof(*lines));
	const char *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < b->rows->nrows; i++) {
		const char *code = rows_cell(b->rows, i, "municipality");
		const struct municipality *m = codes_municipality(b->r->codes,
		    code);

		if (!last || strcmp(last, code) != 0)
			towns[n++] = (struct town){ m ? m->name : code,
			    { &lines[i], 0 } };
		last = code;
		lines[i] = line_of(b, i);
		towns[n - 1].lines.n++;
	}
	return (struct html_list){ towns, n };
}

static enum result
fill(struct request *r, const char *region, const char *kind, struct show *p)
{
	struct booklet b = { .r = r };
	struct directory_slots *slots;
	struct rows rows = { 0 };
	struct mark *heads;
	const struct code *c = codes_find(r->codes, "region", region);
	enum result rc = c ? directory_slots(r, &slots) : OK;

	if (rc || !c)
		return rc;
	rc = directory_sql_booklet(r, region, kind, MAX_LINES, &rows);
	if (rc)
		return rc;
	b.rows = &rows;
	b.slots = slots;
	b.care = codes_list(r->codes, "care", &b.ncare);
	heads = arena_array(r->mem, b.ncare, sizeof(*heads));
	for (size_t i = 0; i < b.ncare; i++)
		heads[i].label = b.care[i].label_short;
	p->headings = (struct html_list){ heads, b.ncare };
	p->region = c->label;
	p->total = (int64_t)rows.nrows;
	p->cut = rows.nrows == MAX_LINES;
	p->towns = towns_of(&b);
	return OK;
}

/* GET /services/booklet ?region= ?kind= */
enum result
directory_booklet_get(struct request *r)
{
	const char *region = request_query(r, "region");
	const char *kind = request_query(r, "kind");
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "冊子", NULL } };
	struct page page = { "受入れ先の冊子", "/services", crumbs,
	    COUNT(crumbs), true };
	struct show p = { .as_of = date_long(r->mem, r->today) };
	enum result rc = fill(r, region ? region : "", kind, &p);

	if (rc)
		return rc;
	p.regions = form_options(r, "region", region, "選んでください");
	p.kinds = form_options(r, "service_kind", kind, "すべて");
	return page_show(r, &page, &directory_booklet_page, &p);
}
