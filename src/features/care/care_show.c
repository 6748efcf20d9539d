#include "app/access.h"
#include "app/parts.h"
#include "features/care/care_view.h"
#include "features/child/child.h"

/* The panel on the child's page, and the page behind it. */
enum { PANEL_LACKS = 3, PAGE_LACKS = CARE_MAX_LACKS };

TEMPLATE(care_panel_part, "src/features/care/panel.html", care_view_slots);
TEMPLATE(care_show_page, "src/features/care/show.html", care_view_slots);

enum result
care_may_see(struct request *r, const char *child)
{
	const struct grant *grant;
	enum result rc = access_grant(r, child, &grant);

	if (rc)
		return rc;
	return grant_shows(grant, CLASS_CARE) ? OK : DENIED;
}

enum result
care_child_get(struct request *r, const char *id, struct child *c)
{
	enum result rc = record_get(r, &child_record, id, c);

	return rc ? rc : care_may_see(r, c->id);
}

enum result
care_page_show(struct request *r, const char *child, const char *last,
    const struct template *t, const void *slots)
{
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "医療的ケアと機器", NULL }, { last, NULL } };
	struct page page = { .title = last, .menu = "/children",
		.crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	const char *name = child_name(r, child);

	crumbs[1] = (struct crumb){ arena_fmt(r->mem, "%sさん", name ? name :
	    "子ども"), arena_fmt(r->mem, "/children/%s", child) };
	crumbs[2].path = arena_fmt(r->mem, "/children/%s/care", child);
	return page_show(r, &page, t, slots);
}

enum result
care_panel(struct request *r, const char *child, const struct html **out)
{
	struct care_view v;
	enum result rc;

	if (care_may_see(r, child))
		return OK;
	if (!request_may(r, CHILD_WRITE) &&
	    !parts_any(r, &device_record, child) &&
	    !parts_any(r, &assessment_record, child))
		return OK;
	rc = care_view_sum(r, child, PANEL_LACKS, &v);
	if (!rc)
		*out = html_part(r, &care_panel_part, &v);
	return rc;
}

enum result
care_show_get(struct request *r)
{
	struct child c;
	struct care_view v;
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "医療的ケアと機器", NULL } };
	struct page page = { .title = "医療的ケアと機器", .menu = "/children",
		.crumbs = crumbs, .ncrumbs = COUNT(crumbs), .landscape = true };
	enum result rc = record_get(r, &child_record, r->arg[0], &c);

	if (!rc)
		rc = care_may_see(r, c.id);
	if (!rc)
		rc = care_view_sum(r, c.id, PAGE_LACKS, &v);
	if (!rc)
		rc = care_view_rows(r, c.id, &v);
	if (rc)
		return rc;
	v.name = c.name;
	crumbs[1] = (struct crumb){ arena_fmt(r->mem, "%sさん", c.name),
		arena_fmt(r->mem, "/children/%s", c.id) };
	return page_show(r, &page, &care_show_page, &v);
}
