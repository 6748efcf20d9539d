#include <string.h>

#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/attachment/attachment_page.h"
#include "features/attachment/attachment_sql.h"
#include "features/child/child.h"

/* One file: what it is, its picture, and taking it out. */
struct show {
	const char *id, *title, *child, *name, *kind, *added, *of, *of_url;
	const char *removed, *fault, *typed;
	const struct html *classes, *hidden, *why;
	bool is_image, is_there, may_remove;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, added),
	SLOT_TEXT(show, of),
	SLOT_TEXT(show, of_url),
	SLOT_TEXT(show, removed),
	SLOT_TEXT(show, fault),
	SLOT_TEXT(show, typed),
	SLOT_HTML(show, classes),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, why),
	SLOT_FLAG(show, is_image),
	SLOT_FLAG(show, is_there),
	SLOT_FLAG(show, may_remove),
};

TEMPLATE(attachment_show_page, "src/features/attachment/show.html",
    show_slots);

static void
fill(struct request *r, const struct attachment *a,
    const struct attachment_people *by, struct show *p)
{
	p->id = a->id;
	p->title = a->title;
	p->child = a->child;
	p->kind = attachment_kind(r, a);
	p->of = attachment_owner(r, a, &p->of_url);
	p->classes = html_chips(r, "data_class", a->classes);
	p->added = attachment_day_and_name(r, a->added_on, by->adder);
	p->is_there = !a->removed_on;
	p->is_image = p->is_there && attachment_is_image(a);
	p->may_remove = attachment_may_remove(r, a);
	p->hidden = form_hidden(r, a->version);
	p->fault = request_fault_of(r, "removed_why");
	p->typed = request_form(r, "removed_why");
	if (a->removed_on)
		p->removed = attachment_day_and_name(r, a->removed_on,
		    by->remover);
	if (a->removed_why)
		p->why = html_lines(r->mem, a->removed_why);
}

static enum result
show(struct request *r, const struct attachment *a,
    const struct attachment_people *by)
{
	struct child child;
	struct show p = { 0 };
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "書類・写真", attachment_list_path(r, a->child) },
	    { a->title, NULL } };
	struct page page = { a->title, "/children", crumbs, COUNT(crumbs),
	    false };
	enum result rc = record_get(r, &child_record, a->child, &child);

	if (rc)
		return rc;
	fill(r, a, by, &p);
	p.name = child.name;
	crumbs[1] = attachment_child_crumb(r, child.id, child.name);
	return page_show(r, &page, &attachment_show_page, &p);
}

enum result
attachment_show_get(struct request *r)
{
	struct attachment a;
	struct attachment_people by;
	enum result rc = attachment_get(r, &a, &by);

	return rc ? rc : show(r, &a, &by);
}

static enum result
take_out(struct request *r, const struct attachment *old, const char *why)
{
	struct attachment a = *old;
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/attachments/%s", a.id), "changed");

	a.removed_on = r->today;
	a.removed_by = r->who->session ? r->who->id : NULL;
	a.removed_why = why;
	deed_begin(r);
	record_change(r, &attachment_record, old, &a);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /attachments/ID/removal: removed_why */
enum result
attachment_removal_post(struct request *r)
{
	const struct field *why = record_field(&attachment_record,
	    "removed_why");
	const char *typed = request_form(r, "removed_why"), *says;
	struct attachment old, a;
	struct attachment_people by;
	enum result rc = attachment_get(r, &old, &by);

	if (rc)
		return rc;
	if (old.removed_on)
		return CONFLICT;
	if (!attachment_may_remove(r, &old))
		return DENIED;
	a = old;
	says = text_blank(typed) ? "required" :
	    field_read(r, why, typed, r->today, false, &a);
	if (!says)
		return take_out(r, &old, a.removed_why);
	r->reading = &attachment_record;
	request_fault(r, "removed_why", says);
	(void)!show(r, &old, &by);
	return INVALID;
}
