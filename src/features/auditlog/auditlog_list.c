#include <string.h>

#include "features/auditlog/auditlog_line.h"
#include "features/auditlog/auditlog_private.h"

/* Further back one narrows the list down: nobody leafs through 200 pages. */
enum { MAX_LEAFED = 10000 };

struct list {
	const char *from, *to, *child, *query;
	const struct html *faults, *people, *verbs, *records, *count, *nav;
	bool filtered, more;
	struct html_list lines;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, from),
	SLOT_TEXT(list, to),
	SLOT_TEXT(list, child),
	SLOT_TEXT(list, query),
	SLOT_HTML(list, faults),
	SLOT_HTML(list, people),
	SLOT_HTML(list, verbs),
	SLOT_HTML(list, records),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_FLAG(list, filtered),
	SLOT_FLAG(list, more),
	SLOT_LIST(list, lines, log_line_slots, struct log_line),
};

TEMPLATE(auditlog_list_page, "src/features/auditlog/list.html", list_slots);

/* What was chosen, for the links to the files: "" or "?from=...". */
static const char *
query_of(struct request *r)
{
	static const char *const names[] = { "from", "to", "person", "child",
		"verb", "record" };
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *s = request_query(r, names[i]);

		if (!s || !*s)
			continue;
		buffer_fmt(&b, "%s%s=", b.len ? "&" : "?", names[i]);
		buffer_url(&b, s);
	}
	return b.s;
}

/* The rows of the page asked for. A first page that is not full has all there
 * are: then nothing is counted, which would look through the whole log again. */
static enum result
page_of(struct request *r, const struct auditlog_filter *f,
    struct pager *pager, struct rows *rows, bool *more)
{
	int64_t total = 0;
	enum result rc = auditlog_sql_list(r, f, 0, PAGE_ROWS, rows);

	if (!rc && rows->nrows == PAGE_ROWS)
		rc = auditlog_sql_count(r, f, MAX_LEAFED + 1, &total);
	else
		total = (int64_t)rows->nrows;
	if (rc)
		return rc;
	*more = total > MAX_LEAFED;
	*pager = pager_of(r, (size_t)(*more ? MAX_LEAFED : total));
	if (pager->page == 1)
		return OK;
	return auditlog_sql_list(r, f, (pager->page - 1) * PAGE_ROWS,
	    PAGE_ROWS, rows);
}

static struct log_line
line_of(struct met *met, const struct rows *rows, size_t i)
{
	struct audit_row row = auditlog_sql_row(rows, i);

	return log_line_of(met, &row, auditlog_sql_seq(rows, i));
}

static enum result
fill(struct request *r, const struct auditlog_filter *f, struct list *p)
{
	struct met *met = met_new(r);
	struct rows rows = { 0 };
	struct log_line *lines;
	struct pager pager;
	enum result rc = page_of(r, f, &pager, &rows, &p->more);

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++)
		lines[i] = line_of(met, &rows, i);
	p->lines = (struct html_list){ lines, rows.nrows };
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return auditlog_people(r, f->person, &p->people);
}

enum result
auditlog_list_show(struct request *r)
{
	struct auditlog_period period = auditlog_period_of(r);
	struct auditlog_filter f = auditlog_filter_of(r, &period);
	struct list p = { .from = period.from_typed, .to = period.to_typed,
		.child = request_query(r, "child"),
		.query = query_of(r), .faults = form_faults(r),
		.verbs = form_options(r, "audit_verb", f.verb, "すべて"),
		.records = auditlog_records(r, f.record) };
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "操作の記録", NULL } };
	struct page page = { .title = "操作の記録", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs), .landscape = true };
	enum result rc = fill(r, &f, &p);

	if (rc)
		return rc;
	p.filtered = *p.query != '\0';
	return page_show(r, &page, &auditlog_list_page, &p);
}

/* GET /audit */
enum result
auditlog_list_get(struct request *r)
{
	return auditlog_list_show(r);
}
