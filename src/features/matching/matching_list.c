#include <string.h>

#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/* Searches that were kept: the list, a child's, and those that wait. */
struct line {
	const char *url, *label, *child, *begun, *state, *asked;
	bool open;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, begun),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, asked),
	SLOT_FLAG(line, open),
};

struct list {
	struct html_list lines;
	const char *child;		/* of the part on a child's page */
	bool all;
};

static const struct slot list_slots[] = {
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_TEXT(list, child),
	SLOT_FLAG(list, all),
};

TEMPLATE(matching_list_page, "src/features/matching/list.html", list_slots);
TEMPLATE(matching_part, "src/features/matching/part.html", list_slots);

static enum result
fill(struct request *r, bool open, const char *child, struct list *p)
{
	struct rows rows = { 0 };
	struct line *all;
	struct need n;
	size_t made = 0;
	enum result rc = matching_sql_needs(r, open, child, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		if (!record_load(r, &need_record, &rows, i, &n))
			continue;
		all[made++] = (struct line){
			.url = arena_fmt(r->mem, "/needs/%s", n.id),
			.label = n.label ? n.label : "受入先探し",
			.child = n.child && !child ? child_name(r, n.child) : NULL,
			.begun = date_era(r->mem, n.begun_on),
			.state = codes_label(r->codes, "need_state", n.state),
			.asked = arena_fmt(r->mem, "%sか所のうち%sか所から返事",
			    rows_cell(&rows, i, "asked"),
			    rows_cell(&rows, i, "answered")),
			.open = strcmp(n.state, "open") == 0 };
	}
	p->lines = (struct html_list){ all, made };
	return OK;
}

/* GET /needs ?all=1 */
enum result
matching_list_get(struct request *r)
{
	struct page page = { .title = "探している受入先",
	    .menu = "/services" };
	struct list p = { .all = request_query(r, "all") != NULL };
	enum result rc = fill(r, !p.all, NULL, &p);

	page.crumbs = matching_crumbs(r, "探している受入先", &page.ncrumbs);
	return rc ? rc : page_show(r, &page, &matching_list_page, &p);
}

enum result
matching_panel(struct request *r, const char *child, const struct html **out)
{
	struct list p = { .child = child };
	enum result rc = OK;

	if (!request_may(r, CHILD_WRITE))
		return OK;
	if (parts_any(r, &need_record, child))
		rc = fill(r, true, child, &p);
	if (!rc)
		*out = html_part(r, &matching_part, &p);
	return rc;
}

/* An answer that came, and a place that has not answered for a week. */
enum result
matching_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	struct need n;
	enum result rc;

	if (!request_may(r, CHILD_WRITE) ||
	    !parts_any(r, &need_record, ask->child))
		return OK;
	rc = matching_sql_due(r, date_add_days(r->mem, r->today, -ANSWER_DAYS),
	    ask->child, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		bool late = strcmp(rows_cell(&rows, i, "late"), "0") != 0;

		if (!record_load(r, &need_record, &rows, i, &n) ||
		    (ask->person && (!n.made_by ||
		    strcmp(n.made_by, ask->person) != 0)))
			continue;
		due_add(r, list, &(struct due){ .kind = DUE_NEWS,
			.on_day = rows_cell(&rows, i, "on_day"),
			.what = arena_fmt(r->mem, late ?
			    "受入れの返事がない所に電話する（%s）" :
			    "受入れの返事を見る（%s）", n.label ? n.label : ""),
			.child = n.child, .owner = n.made_by,
			.url = arena_fmt(r->mem, "/needs/%s", n.id) });
	}
	return rc;
}
