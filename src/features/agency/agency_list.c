#include "app/codes.h"
#include "app/page.h"
#include "app/site.h"
#include "base/text.h"
#include "features/agency/agency_private.h"
#include "features/agency/agency_sql.h"

/* The agencies as a list, and a few of them while somebody types. */
struct line {
	const char *id, *name, *kana, *number, *kind, *town, *phone, *detail;
};

struct list {
	const char *q;
	const struct html *kinds, *municipalities, *count, *nav;
	struct html_list lines;
	bool may_write, filtered;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, kana),
	SLOT_TEXT(line, number),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, town),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, detail),
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, q),
	SLOT_HTML(list, kinds),
	SLOT_HTML(list, municipalities),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
	SLOT_FLAG(list, filtered),
};

TEMPLATE(agency_list_page, "src/features/agency/list.html", list_slots);

static const struct slot suggest_slots[] = {
	SLOT_LIST(list, lines, line_slots, struct line),
};

TEMPLATE(agency_suggest_page, "src/features/agency/suggest.html",
    suggest_slots);

static struct html_list
lines_of(struct request *r, const struct agency_found *found, size_t from,
    size_t most)
{
	struct line *lines = arena_array(r->mem, most, sizeof(*lines));
	size_t n = 0;

	for (size_t i = from; i < found->n && i < from + most; i++) {
		const struct municipality *m;
		struct agency a;

		if (!record_load(r, &agency_record, &found->rows, found->at[i],
		    &a))
			continue;
		m = codes_municipality(r->codes, a.municipality);
		lines[n] = (struct line){ .id = a.id, .name = a.name,
			.kana = a.kana, .number = a.number, .phone = a.phone,
			.kind = codes_label(r->codes, "agency_kind", a.kind),
			.town = m ? m->name : "" };
		lines[n].detail = arena_fmt(r->mem, "%s%s%s", lines[n].kind,
		    m ? "・" : "", lines[n].town);
		n++;
	}
	return (struct html_list){ lines, n };
}

/* GET /agencies?q=Q&kind=KIND&municipality=CODE */
enum result
agency_list_get(struct request *r)
{
	struct agency_wish w = { request_query(r, "q"), request_query(r, "kind"),
		request_query(r, "municipality") };
	struct crumb crumbs[] = { { "資源・受入れ先の台帳", "/services" },
		{ agency_record.label, NULL } };
	struct page page = { agency_record.label, "/services", crumbs,
		COUNT(crumbs), false };
	struct list p = { .q = w.q,
		.kinds = form_options(r, "agency_kind", w.kind, "すべて"),
		.municipalities = form_municipalities(r, w.municipality,
		    "すべて"),
		.may_write = request_may(r, CHILD_WRITE),
		.filtered = !text_blank(w.q) || !text_blank(w.kind) ||
		    !text_blank(w.municipality) };
	struct agency_found found;
	struct pager pager;
	enum result rc = agency_sql_find(r, &w, &found);

	if (rc)
		return rc;
	pager = pager_of(r, found.n);
	p.lines = lines_of(r, &found, (size_t)(pager.page - 1) * PAGE_ROWS,
	    PAGE_ROWS);
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &agency_list_page, &p);
}

enum { SUGGESTIONS = 8 };

/* GET /agencies/suggest?q=Q */
enum result
agency_suggest_get(struct request *r)
{
	struct agency_wish w = { .q = request_query(r, "q") };
	struct agency_found found = { 0 };
	struct list p = { 0 };
	enum result rc = text_blank(w.q) ? OK : agency_sql_find(r, &w, &found);

	if (rc)
		return rc;
	p.lines = lines_of(r, &found, 0, SUGGESTIONS);
	html_render(r->site->templates, &agency_suggest_page, &p,
	    &r->answer.body);
	return OK;
}
