#include "app/access.h"
#include "app/page.h"
#include "features/tabulation/tabulation_private.h"
#include "features/tabulation/tabulation_sql.h"

/* GET /tabulations: what was saved, and tables most centres ask for. */

struct saved_line {
	const char *title, *url, *by, *closing;
	const struct html *hidden;
};

struct usual_line {
	const char *title, *url;
};

struct list_page {
	struct html_list saved, usual, forms;
	bool may_write;
};

static const struct slot saved_slots[] = {
	SLOT_TEXT(saved_line, title),
	SLOT_TEXT(saved_line, url),
	SLOT_TEXT(saved_line, by),
	SLOT_TEXT(saved_line, closing),
	SLOT_HTML(saved_line, hidden),
};

static const struct slot usual_slots[] = {
	SLOT_TEXT(usual_line, title),
	SLOT_TEXT(usual_line, url),
};

static const struct slot list_slots[] = {
	SLOT_LIST(list_page, saved, saved_slots, struct saved_line),
	SLOT_LIST(list_page, usual, usual_slots, struct usual_line),
	SLOT_LIST(list_page, forms, usual_slots, struct usual_line),
	SLOT_FLAG(list_page, may_write),
};

TEMPLATE(tabulation_list_page, "src/features/tabulation/list.html",
    list_slots);

static const struct usual_line usual[] = {
	{ "月別の延回数（前年度とならべて）",
	    "/tabulations/new?rows=month&columns=fiscal_year&years=2" },
	{ "月別 × 相談依頼元", "/tabulations/new?rows=month&columns=requester" },
	{ "月別 × 相談内容（件数）",
	    "/tabulations/new?rows=month&columns=topic&measure=answers" },
	{ "四半期 × 新規・継続（実人数）",
	    "/tabulations/new?rows=quarter&columns=novelty&measure=persons" },
	{ "市町村別の実人数",
	    "/tabulations/new?rows=municipality&columns=no&measure=persons" },
	{ "圏域 × 年齢（実人数）",
	    "/tabulations/new?rows=region&columns=age&measure=persons" },
	{ "医療的ケアの内容 × 圏域（実人数）",
	    "/tabulations/new?rows=care&columns=region&measure=persons" },
	{ "対応方法 × 直接・間接・市町村",
	    "/tabulations/new?rows=method&columns=support" },
	{ "月別の移動距離（圏域別）",
	    "/tabulations/new?rows=month&columns=region&measure=km" },
};

/* The yearly forms of the pack. */
static enum result
fill_forms(struct request *r, struct list_page *p)
{
	struct usual_line *lines;
	struct rows rows = { 0 };
	enum result rc = tabulation_sql_forms(r, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		lines[p->forms.n++] = (struct usual_line){
		    rows_cell(&rows, i, "form_label"), arena_fmt(r->mem,
		    "/tabulations/forms/%s", rows_cell(&rows, i, "form")) };
	p->forms.rows = lines;
	return rc;
}

enum result
tabulation_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "統計", "/statistics" }, { "集計", NULL } };
	struct page page = { "集計", "/statistics", crumbs, COUNT(crumbs),
	    false };
	struct list_page p = { .usual = { usual, COUNT(usual) },
	    .may_write = request_may(r, CHILD_WRITE) };
	struct saved_line *lines;
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (!rc)
		rc = fill_forms(r, &p);
	if (!rc)
		rc = tabulation_sql_list(r, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct tabulation t;

		if (!record_load(r, &tabulation_record, &rows, i, &t))
			continue;
		lines[p.saved.n++] = (struct saved_line){ t.title,
		    arena_fmt(r->mem, "/tabulations/%s", t.id),
		    rows_cell(&rows, i, "made_by_name"),
		    arena_fmt(r->mem, "/tabulations/%s/closing", t.id),
		    form_hidden_own(r) };
	}
	p.saved.rows = lines;
	return page_show(r, &page, &tabulation_list_page, &p);
}
