#include <string.h>

#include "features/attachment/attachment_page.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/contact/contact.h"

/* The newest few beside the timeline, all on a page of their own, and those of
 * one record on its page. */
enum { NEWEST = 4 };

struct panel_page {
	const char *heading, *child, *of_record, *of_id, *all, *empty, *more;
	struct html_list files;
	bool may_write;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, heading),
	SLOT_TEXT(panel_page, child),
	SLOT_TEXT(panel_page, of_record),
	SLOT_TEXT(panel_page, of_id),
	SLOT_TEXT(panel_page, all),
	SLOT_TEXT(panel_page, empty),
	SLOT_TEXT(panel_page, more),
	SLOT_LIST(panel_page, files, attachment_row_slots,
	    struct attachment_row),
	SLOT_FLAG(panel_page, may_write),
};

TEMPLATE(attachment_panel_page, "src/features/attachment/panel.html",
    panel_slots);

enum result
attachment_panel(struct request *r, const char *child,
    const struct html **out)
{
	struct panel_page p = { .heading = "書類・写真", .child = child,
	    .all = attachment_list_path(r, child),
	    .may_write = attachment_may_add(r, child, "identity") };
	struct attachment_rows rows;
	enum result rc = attachment_rows_of(r, child, NULL, &rows);

	if (rc)
		return rc;
	p.files = rows.there;
	if (p.files.n > NEWEST) {
		p.more = arena_fmt(r->mem, "ほか%zu件", p.files.n - NEWEST);
		p.files.n = NEWEST;
	}
	if (p.may_write || p.files.n || rows.removed.n)
		*out = html_part(r, &attachment_panel_page, &p);
	return OK;
}

enum result
attachment_panel_of(struct request *r, const struct record *rec,
    const char *child, const char *id, const struct html **out)
{
	bool of_consent = rec == &consent_record;
	struct panel_page p = { .child = child, .of_record = rec->name,
	    .of_id = id, .heading = of_consent ? "紙の写し" : "書類・写真",
	    .empty = of_consent ? "紙の写しはまだありません。" : NULL,
	    .may_write = child && attachment_may_add(r, child, "identity") &&
	    (!of_consent || access_is_centre(r)) };
	struct attachment_rows rows;
	enum result rc;

	if (!child || (!of_consent && rec != &contact_record &&
	    rec != &assessment_record))
		return OK;
	rc = attachment_rows_of(r, child, id, &rows);
	if (rc)
		return rc;
	p.files = rows.there;
	if (p.may_write || p.files.n)
		*out = html_part(r, &attachment_panel_page, &p);
	return OK;
}

struct list_page {
	const char *child, *name;
	struct html_list there, removed;
	bool any_there, any_removed, may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list_page, child),
	SLOT_TEXT(list_page, name),
	SLOT_LIST(list_page, there, attachment_row_slots,
	    struct attachment_row),
	SLOT_LIST(list_page, removed, attachment_row_slots,
	    struct attachment_row),
	SLOT_FLAG(list_page, any_there),
	SLOT_FLAG(list_page, any_removed),
	SLOT_FLAG(list_page, may_write),
};

TEMPLATE(attachment_list_page, "src/features/attachment/list.html",
    list_slots);

enum result
attachment_list_get(struct request *r)
{
	struct child child;
	struct attachment_rows rows;
	struct list_page p = { 0 };
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "書類・写真", NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	enum result rc = record_get(r, &child_record, r->arg[0], &child);

	if (!rc)
		rc = attachment_rows_of(r, child.id, NULL, &rows);
	if (rc)
		return rc;
	p.child = child.id;
	p.name = child.name;
	p.there = rows.there;
	p.removed = rows.removed;
	p.any_there = rows.there.n > 0;
	p.any_removed = rows.removed.n > 0;
	p.may_write = attachment_may_add(r, child.id, "identity");
	crumbs[1] = attachment_child_crumb(r, child.id, child.name);
	page.title = arena_fmt(r->mem, "%sさんの書類・写真", child.name);
	return page_show(r, &page, &attachment_list_page, &p);
}
