#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"

/* GET /articles: what is written, waits, is out, was taken back. */

struct list_line {
	const char *url, *title, *kind, *state, *by, *on;
};

struct list_page {
	const struct html *kinds, *states, *count, *nav;
	struct html_list lines;
	bool may_write, narrowed;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(list_line, url),
	SLOT_TEXT(list_line, title),
	SLOT_TEXT(list_line, kind),
	SLOT_TEXT(list_line, state),
	SLOT_TEXT(list_line, by),
	SLOT_TEXT(list_line, on),
};

static const struct slot list_slots[] = {
	SLOT_HTML(list_page, kinds),
	SLOT_HTML(list_page, states),
	SLOT_HTML(list_page, count),
	SLOT_HTML(list_page, nav),
	SLOT_LIST(list_page, lines, line_slots, struct list_line),
	SLOT_FLAG(list_page, may_write),
	SLOT_FLAG(list_page, narrowed),
};

TEMPLATE(article_list_page, "src/features/article/list.html", list_slots);

static const char *
when_of(struct request *r, const struct article *a)
{
	const char *day = a->withdrawn_on ? a->withdrawn_on :
	    article_is(a, "approved") ? a->approved_on : a->submitted_on;

	return day ? date_era(r->mem, day) : "";
}

enum result
article_list_get(struct request *r)
{
	struct article_wish w = { .kind = request_query(r, "kind"),
	    .state = request_query(r, "state") };
	struct crumb crumbs[] = { { "公表", "/publish" }, { "記事", NULL } };
	struct page page = { "公表する記事", "/publish", crumbs, COUNT(crumbs),
	    false };
	struct list_page p = { .may_write = request_may(r, CHILD_WRITE),
	    .kinds = form_options(r, "article_kind", w.kind, "すべて"),
	    .states = form_options(r, "article_state", w.state, "すべて"),
	    .narrowed = !text_blank(w.kind) || !text_blank(w.state) };
	struct list_line *lines;
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total = 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = article_sql_count(r, &w, &total);
	pager = pager_of(r, (size_t)total);
	if (!rc)
		rc = article_sql_list(r, &w, PAGE_ROWS,
		    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct article a;

		if (!record_load(r, &article_record, &rows, i, &a))
			continue;
		lines[p.lines.n++] = (struct list_line){
		    arena_fmt(r->mem, "/articles/%s", a.id), a.title,
		    codes_label(r->codes, "article_kind", a.kind),
		    codes_label(r->codes, "article_state", a.state),
		    rows_cell(&rows, i, "written_by_name"), when_of(r, &a) };
	}
	p.lines.rows = lines;
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &article_list_page, &p);
}
