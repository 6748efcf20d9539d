#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* All threads; those of a child on her page; that of a contact on its page. */
struct line {
	const char *url, *action, *contact, *number, *next, *age, *began;
	const char *child, *child_url, *agency, *staff;
	const struct html *hidden;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, action),
	SLOT_TEXT(line, contact),
	SLOT_TEXT(line, number),
	SLOT_TEXT(line, next),
	SLOT_TEXT(line, age),
	SLOT_TEXT(line, began),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, child_url),
	SLOT_TEXT(line, agency),
	SLOT_TEXT(line, staff),
	SLOT_HTML(line, hidden),
};

struct list {
	const char *heading, *other_url, *other_label, *next_heading;
	const struct html *count, *nav;
	struct html_list rows;
	bool may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, heading),
	SLOT_TEXT(list, other_url),
	SLOT_TEXT(list, other_label),
	SLOT_TEXT(list, next_heading),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, rows, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(intake_list_page, "src/features/intake/list.html", list_slots);

/* The lines of `rows`; with the children's names where they are asked for. */
static struct html_list
lines_of(struct request *r, const struct rows *rows, bool names)
{
	struct line *lines = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		struct intake in;
		const char *name, *verb;

		if (!record_load(r, &intake_record, rows, i, &in))
			continue;
		name = names && in.child ? child_name(r, in.child) : NULL;
		verb = intake_verb(&in);
		lines[n++] = (struct line){
			.url = arena_fmt(r->mem, "/intakes/%s", in.id),
			.action = arena_fmt(r->mem, "/intakes/%s/contacts",
			    in.id),
			.number = in.number,
			.next = verb ? verb : codes_label(r->codes,
			    "intake_outcome", in.outcome),
			.age = intake_age(r, &in),
			.began = date_era(r->mem, in.began_on),
			.child = name ? arena_fmt(r->mem, "%sさん", name) : NULL,
			.child_url = name ? arena_fmt(r->mem, "/children/%s",
			    in.child) : NULL,
			.agency = rows_cell(rows, i, "agency_name"),
			.staff = rows_cell(rows, i, "staff_name"),
		};
	}
	return (struct html_list){ lines, n };
}

/* GET /intakes: under way, the oldest first; ?over=1 what is over. */
enum result
intake_list_get(struct request *r)
{
	bool over = request_query(r, "over") != NULL;
	struct list p = {
		.heading = over ? "終わった相談" : "進んでいる相談",
		.other_url = over ? "/intakes" : "/intakes?over=1",
		.other_label = over ? "進んでいる相談" : "終わった相談",
		.next_heading = over ? "結果" : "次にすること",
		.may_write = request_may(r, CHILD_WRITE),
	};
	struct crumb crumbs[] = { { "相談の流れ", NULL } };
	struct page page = { "相談の流れ", "/contacts", crumbs, COUNT(crumbs),
	    false };
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total = 0;
	enum result rc = intake_sql_count(r, over, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = intake_sql_list(r, over, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rows);
	if (rc)
		return rc;
	p.rows = lines_of(r, &rows, true);
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &intake_list_page, &p);
}

struct panel_part {
	struct html_list rows;
};

static const struct slot panel_slots[] = {
	SLOT_LIST(panel_part, rows, line_slots, struct line),
};

TEMPLATE(intake_panel_part, "src/features/intake/panel.html", panel_slots);

enum result
intake_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_part p;
	struct rows rows = { 0 };
	enum result rc;

	if (!parts_any(r, &intake_record, child))
		return OK;
	rc = intake_sql_of_child(r, child, &rows);
	if (rc)
		return rc;
	p.rows = lines_of(r, &rows, false);
	if (p.rows.n)
		*out = html_part(r, &intake_panel_part, &p);
	return OK;
}

struct contact_part {
	const char *url, *number, *next, *contact;
	const struct html *hidden;
	struct html_list open;
	bool may_begin, any_open;
};

static const struct slot contact_slots[] = {
	SLOT_TEXT(contact_part, url),
	SLOT_TEXT(contact_part, number),
	SLOT_TEXT(contact_part, next),
	SLOT_TEXT(contact_part, contact),
	SLOT_HTML(contact_part, hidden),
	SLOT_LIST(contact_part, open, line_slots, struct line),
	SLOT_FLAG(contact_part, may_begin),
	SLOT_FLAG(contact_part, any_open),
};

TEMPLATE(intake_contact_part, "src/features/intake/contact.html",
    contact_slots);

enum { JOINABLE = 5 };

/* Threads this contact may belong to: of the same child; those of no child for
 * a contact about nobody. The latest few. */
static enum result
fill_open(struct request *r, const char *child, struct contact_part *p)
{
	struct rows rows = { 0 };
	struct line *lines;
	enum result rc = intake_sql_joinable(r, child, JOINABLE, &rows);

	if (rc)
		return rc;
	p->open = lines_of(r, &rows, false);
	p->any_open = p->open.n != 0;
	lines = (struct line *)(uintptr_t)p->open.rows;
	for (size_t i = 0; i < p->open.n; i++) {
		lines[i].contact = p->contact;
		lines[i].hidden = form_hidden(r, 0);
	}
	return OK;
}

/* A contact that belongs to none shows how to begin one. */
enum result
intake_panel_of(struct request *r, const struct record *rec,
    const char *child, const char *id, const struct html **out)
{
	struct contact_part p = { .contact = id };
	struct rows rows = { 0 };
	struct html_list lines;
	enum result rc;

	if (rec != &contact_record)
		return OK;
	rc = intake_sql_of_contact(r, id, &rows);
	if (rc)
		return rc;
	lines = lines_of(r, &rows, false);
	if (lines.n) {
		const struct line *line = lines.rows;

		p.url = line->url;
		p.number = line->number;
		p.next = line->next;
	} else if (request_may(r, CHILD_WRITE)) {
		p.may_begin = true;
		p.hidden = form_hidden(r, 0);
		rc = fill_open(r, child, &p);
	}
	if (!rc && (lines.n || p.may_begin))
		*out = html_part(r, &intake_contact_part, &p);
	return rc;
}
