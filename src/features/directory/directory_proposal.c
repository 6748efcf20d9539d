#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/due.h"
#include "app/page.h"
#include "base/date.h"
#include "features/directory/directory_page.h"
#include "features/directory/directory_sql.h"

/* What imports and surveys propose, for the centre to accept or refuse. */

struct line {
	const char *id, *url, *name, *label, *now, *value, *source, *told_by,
	    *day;
	const struct html *hidden;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, now),
	SLOT_TEXT(line, value),
	SLOT_TEXT(line, source),
	SLOT_TEXT(line, told_by),
	SLOT_TEXT(line, day),
	SLOT_HTML(line, hidden),
};

struct show {
	const struct html *count, *nav;
	struct html_list lines;
};

static const struct slot show_slots[] = {
	SLOT_HTML(show, count),
	SLOT_HTML(show, nav),
	SLOT_LIST(show, lines, line_slots, struct line),
};

TEMPLATE(directory_proposals_page, "src/features/directory/proposals.html",
    show_slots);

/* What stands now of the proposal's field: of what a file brought, several
 * fields may share a row. */
static enum result
stands(struct request *r, const struct rows *rows, size_t i,
    struct standing *out)
{
	const char *field = rows_cell(rows, i, "field");
	struct standing *all;
	size_t n;
	enum result rc;

	*out = (struct standing){ .value = rows_cell(rows, i, "old_value"),
	    .terms = rows_cell(rows, i, "old_terms") };
	if (out->value)
		return OK;
	rc = directory_sql_values(r, rows_cell(rows, i, "record_id"), &all,
	    &n);
	for (size_t k = 0; !rc && k < n; k++) {
		if (strcmp(all[k].field, field) == 0)
			*out = all[k];
	}
	return rc;
}

static const char *
name_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *kind = rows_cell(rows, i, "kind");

	return kind ? arena_fmt(r->mem, "%s　%s", rows_cell(rows, i, "name"),
	    codes_label(r->codes, "service_kind", kind)) :
	    rows_cell(rows, i, "name");
}

static enum result
fill_line(struct request *r, const struct record *rec, const struct rows *rows,
    size_t i, struct line *out)
{
	const char *field = rows_cell(rows, i, "field");
	struct standing now;
	enum result rc = stands(r, rows, i, &now);

	if (rc)
		return rc;
	*out = (struct line){
		.id = rows_cell(rows, i, "id"),
		.url = arena_fmt(r->mem, "/%s/%s", rec->path,
		    rows_cell(rows, i, "record_id")),
		.name = name_of(r, rows, i),
		.label = directory_field_label(r, rec, field),
		.now = directory_shown(r, rec, field, now.value, now.terms),
		.value = directory_shown(r, rec, field, rows_cell(rows, i,
		    "value"), rows_cell(rows, i, "terms")),
		.source = codes_label_short(r->codes, "directory_source",
		    rows_cell(rows, i, "source")),
		.told_by = rows_cell(rows, i, "told_by"),
		.day = date_era(r->mem, rows_cell(rows, i, "confirmed_on")),
		.hidden = form_hidden_own(r),
	};
	return OK;
}

/* One line for all of them: they are decided on one page. */
enum result
directory_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	int64_t n = 0;
	const char *since = NULL;
	enum result rc;

	if (ask->child || !access_centre_writes(r))
		return OK;
	rc = directory_sql_proposals_waiting(r, &n, &since);
	if (!rc && n)
		due_add(r, list, &(struct due){ .kind = DUE_NEWS,
			.on_day = date_of_instant(r->mem, since),
			.what = arena_fmt(r->mem, "受入れ先の台帳の提案を確かめる"
			"（%lld件）", (long long)n),
			.url = "/services/proposals" });
	return rc;
}

/* GET /services/proposals */
enum result
directory_proposals_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "確かめる提案", NULL } };
	struct page page = { "確かめる提案", "/services", crumbs,
	    COUNT(crumbs), false };
	struct show p = { 0 };
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	int64_t total;
	size_t n = 0;
	enum result rc = access_centre_writes(r) ?
	    directory_sql_proposals_count(r, &total) : DENIED;

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = directory_sql_proposals(r, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const struct record *rec = directory_record(rows_cell(&rows, i,
		    "record"));

		if (rec)
			rc = fill_line(r, rec, &rows, i, &lines[n++]);
	}
	if (rc)
		return rc;
	p.lines = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &directory_proposals_page, &p);
}

/* As if somebody had said so today: it is the centre's word from now on. */
static enum result
accept(struct request *r, const struct rows *rows)
{
	const struct record *rec = directory_record(rows_cell(rows, 0, "record"));
	const char *field = rows_cell(rows, 0, "field");
	const char *id = rows_cell(rows, 0, "record_id");
	struct origin from = { SOURCE_HAND, r->today, arena_fmt(r->mem,
	    "提案を確認（%s）", rows_cell(rows, 0, "told_by")) };
	struct claim claims[] = {
		{ .field = field, .value = rows_cell(rows, 0, "value"),
		    .terms = rows_cell(rows, 0, "terms") },
		{ .field = "status_on", .value = r->today },
	};

	if (!rec)
		return BROKEN;
	return directory_offer(r, rec, id, 0, &from, claims,
	    strcmp(field, "status") == 0 ? 2 : 1);
}

/* Refusing says that what stands is so, which is confirmed by that. */
static enum result
refuse(struct request *r, const struct rows *rows)
{
	const struct record *rec = directory_record(rows_cell(rows, 0, "record"));
	struct origin from = { SOURCE_HAND, r->today, "提案を断った" };
	struct claim c = { .field = rows_cell(rows, 0, "field") };
	struct standing now;
	enum result rc = stands(r, rows, 0, &now);

	if (rc)
		return rc;
	c.value = now.value;
	c.terms = now.terms;
	return rec ? directory_offer(r, rec, rows_cell(rows, 0, "record_id"),
	    0, &from, &c, now.value != NULL) : BROKEN;
}

/* POST /services/proposals/ID decision=accepted|refused */
enum result
directory_proposal_post(struct request *r)
{
	const char *decision = request_form(r, "decision");
	bool yes = decision && strcmp(decision, "accepted") == 0;
	struct rows rows = { 0 };
	const char *see = request_saying(r, "/services/proposals", "decided");
	enum result rc = access_centre_writes(r) ? directory_sql_proposal(r,
	    r->arg[0], &rows) : MISSING;

	if (!rc && !rows.nrows)
		rc = MISSING;
	if (rc)
		return rc;
	if (!decision || (!yes && strcmp(decision, "refused") != 0)) {
		request_fault(r, "decision", "choose");
		return INVALID;
	}
	deed_begin(r);
	rc = directory_sql_decide(r, r->arg[0], decision);
	if (!rc)
		rc = yes ? accept(r, &rows) : refuse(r, &rows);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
