#include <string.h>

#include "app/site.h"
#include "base/date.h"
#include "base/text.h"
#include "features/retention/retention_sql.h"

/* GET /retention/erasures/ID: ids and numbers of what was erased. */
struct erased_count {
	const char *label;
	const char *n;
};

struct erased_id {
	const char *label, *id;
};

struct erased_page {
	const char *label, *at, *who, *rule, *items;
	struct html_list counts, ids;
};

static const struct slot count_slots[] = {
	SLOT_TEXT(erased_count, label),
	SLOT_TEXT(erased_count, n),
};

static const struct slot id_slots[] = {
	SLOT_TEXT(erased_id, label),
	SLOT_TEXT(erased_id, id),
};

static const struct slot slots[] = {
	SLOT_TEXT(erased_page, label),
	SLOT_TEXT(erased_page, at),
	SLOT_TEXT(erased_page, who),
	SLOT_TEXT(erased_page, rule),
	SLOT_TEXT(erased_page, items),
	SLOT_LIST(erased_page, counts, count_slots, struct erased_count),
	SLOT_LIST(erased_page, ids, id_slots, struct erased_id),
};

TEMPLATE(retention_erased_page, "src/features/retention/erased.html", slots);

static enum result
fill(struct request *r, const char *id, struct erased_page *p)
{
	struct rows counts = { 0 }, items = { 0 };
	enum result rc = retention_sql_erased_counts(r, id, &counts);
	struct erased_count *lines;
	struct erased_id *ids;

	if (!rc)
		rc = retention_sql_erased_items(r, id, &items);
	if (rc)
		return rc;
	lines = arena_array(r->mem, counts.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < counts.nrows; i++)
		lines[i] = (struct erased_count){ retention_label(r,
		    counts.cells[2 * i]), counts.cells[2 * i + 1] };
	ids = arena_array(r->mem, items.nrows + 1, sizeof(*ids));
	for (size_t i = 0; i < items.nrows; i++)
		ids[i] = (struct erased_id){ retention_label(r,
		    items.cells[2 * i]), items.cells[2 * i + 1] };
	p->counts = (struct html_list){ lines, counts.nrows };
	p->ids = (struct html_list){ ids, items.nrows };
	return OK;
}

enum result
retention_erased_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
		{ "保存期間と消去", "/retention" },
		{ "消去の記録", NULL } };
	struct page page = { .title = "消去の記録", .crumbs = crumbs,
		.ncrumbs = COUNT(crumbs) };
	struct rows rows = { 0 };
	struct erased_page p = { 0 };
	struct erased_line line;
	enum result rc = retention_sql_erasures(r, r->arg[0], &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	line = retention_erased_line(r, &rows, 0);
	p = (struct erased_page){ .label = line.label, .at = line.at,
		.who = line.who, .rule = line.rule, .items = line.items };
	rc = fill(r, r->arg[0], &p);
	return rc ? rc : page_show(r, &page, &retention_erased_page, &p);
}
