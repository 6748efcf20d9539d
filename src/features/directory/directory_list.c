#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/text.h"
#include "features/directory/directory_map.h"

/* The list of services, narrowed by what the address asks for. */

struct mark {
	const char *mark, *label;
};

static const struct slot mark_slots[] = {
	SLOT_TEXT(mark, mark),
	SLOT_TEXT(mark, label),
};

struct line {
	const char *url, *name, *kind, *place, *phone, *ago, *state, *hidden;
	bool fresh;
	struct html_list marks;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, place),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, ago),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, hidden),
	SLOT_FLAG(line, fresh),
	SLOT_LIST(line, marks, mark_slots, struct mark),
};

struct list {
	bool may_write, is_centre, filtered;
	const char *q, *map, *csv, *xlsx;
	const struct html *faults, *regions, *municipalities, *kinds, *criteria,
	    *answers, *freshness, *statuses, *count, *nav;
	struct html_list headings, lines;
};

static const struct slot list_slots[] = {
	SLOT_FLAG(list, may_write),
	SLOT_FLAG(list, is_centre),
	SLOT_FLAG(list, filtered),
	SLOT_TEXT(list, q),
	SLOT_TEXT(list, map),
	SLOT_TEXT(list, csv),
	SLOT_TEXT(list, xlsx),
	SLOT_HTML(list, faults),
	SLOT_HTML(list, regions),
	SLOT_HTML(list, municipalities),
	SLOT_HTML(list, kinds),
	SLOT_HTML(list, criteria),
	SLOT_HTML(list, answers),
	SLOT_HTML(list, freshness),
	SLOT_HTML(list, statuses),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, headings, mark_slots, struct mark),
	SLOT_LIST(list, lines, line_slots, struct line),
};

TEMPLATE(directory_list_page, "src/features/directory/list.html", list_slots);

enum { MAX_SHOWN = 6 };

/* The answers of which there is a column: those most often asked for. */
struct shown {
	const char *criterion[MAX_SHOWN];
	size_t n;
	struct directory_slots *slots;
};

static enum result
choose_shown(struct request *r, const struct wish *w, struct shown *s)
{
	static const char *const usual[] = { "ventilator", "tracheostomy",
	    "suction", "tube_feeding", "new_users" };

	*s = (struct shown){ 0 };
	if (w->criterion && *w->criterion)
		s->criterion[s->n++] = w->criterion;
	for (size_t i = 0; i < COUNT(usual); i++) {
		if (!s->n || strcmp(s->criterion[0], usual[i]) != 0)
			s->criterion[s->n++] = usual[i];
	}
	return directory_slots(r, &s->slots);
}

static struct html_list
headings_of(struct request *r, const struct shown *s)
{
	struct mark *h = arena_array(r->mem, s->n, sizeof(*h));

	for (size_t i = 0; i < s->n; i++) {
		const struct code *c = directory_criterion(r, s->criterion[i]);

		h[i].label = c ? c->label_short : s->criterion[i];
	}
	return (struct html_list){ h, s->n };
}

static struct html_list
marks_of(struct request *r, const struct shown *s, const char *answers)
{
	struct mark *m = arena_array(r->mem, s->n, sizeof(*m));

	for (size_t i = 0; i < s->n; i++) {
		enum answered a = directory_answer(answers, directory_slot(
		    s->slots, s->criterion[i]), directory_reach(r));

		m[i] = (struct mark){ answer_mark(a), codes_label(r->codes,
		    "capability_answer", answer_code(a)) };
	}
	return (struct html_list){ m, s->n };
}

/* A cell of the service's place, unless the centre alone may see that field. */
static const char *
place_cell(struct request *r, const struct rows *rows, size_t i,
    const char *column, const char *field)
{
	if (!access_is_centre(r) && text_set_has(rows_cell(rows, i,
	    "place_centre_fields"), field))
		return NULL;
	return rows_cell(rows, i, column);
}

static struct line
line_of(struct request *r, const struct shown *shown, const struct rows *rows,
    size_t i, const struct service *s)
{
	const char *name = rows_cell(rows, i, "place_name");

	return (struct line){
		.url = arena_fmt(r->mem, "/services/%s", s->id),
		.name = s->name ? arena_fmt(r->mem, "%s（%s）", s->name, name) :
		    name,
		.kind = codes_label_short(r->codes, "service_kind", s->kind),
		.place = codes_town(r->codes, r->mem, place_cell(r, rows, i,
		    "municipality", "municipality"), r->today),
		.phone = s->phone ? s->phone : place_cell(r, rows, i,
		    "place_phone", "phone"),
		.ago = directory_ago(r, s->confirmed_on),
		.fresh = directory_is_fresh(r, s->confirmed_on),
		.state = strcmp(s->status, "active") ? codes_label(r->codes,
		    "service_status", s->status) : NULL,
		.hidden = strcmp(s->shown_to, "public") ? codes_label(r->codes,
		    "visibility", s->shown_to) : NULL,
		.marks = marks_of(r, shown, rows_cell(rows, i, "answers")),
	};
}

struct wish
directory_wish(const struct request *r)
{
	return (struct wish){
		.q = request_query(r, "q"),
		.region = request_query(r, "region"),
		.municipality = request_query(r, "municipality"),
		.kind = request_query(r, "kind"),
		.criterion = request_query(r, "criterion"),
		.answer = request_query(r, "answer"),
		.fresh = request_query(r, "fresh"),
		.status = request_query(r, "status"),
	};
}

static bool
asks(const char *s)
{
	return s && *s;
}

static void
fill_filters(struct request *r, const struct wish *w, struct list *p)
{
	static const struct choice fresh[] = {
		{ "fresh", "1年以内に確認" },
		{ "old", "1年より前に確認" },
		{ "never", "確認の記録なし" },
	};
	static const struct choice answers[] = {
		{ "yes", "可" },
		{ "terms", "条件付き" },
		{ "no", "不可" },
		{ "unknown", "不明" },
	};

	p->q = w->q;
	p->map = directory_wish_url(r, "/services/map", w);
	p->csv = directory_wish_url(r, "/services.csv", w);
	p->xlsx = directory_wish_url(r, "/services.xlsx", w);
	p->faults = form_faults(r);
	p->regions = form_options(r, "region", w->region, "すべて");
	p->municipalities = form_municipalities(r, w->municipality, "すべて");
	p->kinds = form_options(r, "service_kind", w->kind, "すべて");
	p->criteria = directory_criteria_options(r, w->criterion, "すべて");
	p->answers = form_choices(r, answers, COUNT(answers), w->answer,
	    "可・条件付き");
	p->freshness = form_choices(r, fresh, COUNT(fresh), w->fresh, "すべて");
	p->statuses = form_options(r, "service_status", w->status,
	    "廃止を除く");
	p->filtered = asks(w->q) || asks(w->region) || asks(w->municipality) ||
	    asks(w->kind) || asks(w->criterion) || asks(w->fresh) ||
	    asks(w->status);
}

static enum result
fill_lines(struct request *r, const struct wish *w, struct list *p)
{
	struct shown shown;
	struct pager pager;
	struct rows rows = { 0 };
	struct line *lines;
	int64_t total;
	size_t n = 0;
	enum result rc = choose_shown(r, w, &shown);

	if (!rc)
		rc = directory_sql_list_count(r, w, &total);
	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = directory_sql_list(r, w, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct service s;

		if (record_load(r, &service_record, &rows, i, &s))
			lines[n++] = line_of(r, &shown, &rows, i, &s);
	}
	p->headings = headings_of(r, &shown);
	p->lines = (struct html_list){ lines, n };
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return rc;
}

/* GET /services */
enum result
directory_list_get(struct request *r)
{
	struct wish w = directory_wish(r);
	struct page page = { .title = "資源・受入れ先の台帳",
	    .menu = "/services", .landscape = true };
	struct list p = { .may_write = access_centre_writes(r),
	    .is_centre = access_is_centre(r) };
	enum result rc = fill_lines(r, &w, &p);

	if (rc)
		return rc;
	fill_filters(r, &w, &p);
	return page_show(r, &page, &directory_list_page, &p);
}
