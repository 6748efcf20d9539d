#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/text.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/* Breaking the glass: opening a record for an hour, and reviewing that. */
struct open_page {
	const char *action;
	const struct html *faults, *hidden, *reason;
};

static const struct slot open_slots[] = {
	SLOT_TEXT(open_page, action),
	SLOT_HTML(open_page, faults),
	SLOT_HTML(open_page, hidden),
	SLOT_HTML(open_page, reason),
};

TEMPLATE(glass_open_page, "src/features/team/glass_open.html", open_slots);

struct show_page {
	const char *id, *child, *name, *person, *opened, *ends, *reviewer;
	const char *reviewed;
	const struct html *faults, *hidden, *reason, *finding, *field;
	bool open, own;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show_page, id),
	SLOT_TEXT(show_page, child),
	SLOT_TEXT(show_page, name),
	SLOT_TEXT(show_page, person),
	SLOT_TEXT(show_page, opened),
	SLOT_TEXT(show_page, ends),
	SLOT_TEXT(show_page, reviewer),
	SLOT_TEXT(show_page, reviewed),
	SLOT_HTML(show_page, faults),
	SLOT_HTML(show_page, hidden),
	SLOT_HTML(show_page, reason),
	SLOT_HTML(show_page, finding),
	SLOT_HTML(show_page, field),
	SLOT_FLAG(show_page, open),
	SLOT_FLAG(show_page, own),
};

TEMPLATE(glass_show_page, "src/features/team/glass_show.html", show_slots);

static const struct field *
field_of(const char *name)
{
	return record_field(&glass_record, name);
}

/* Says nothing of the child: whoever comes here may have no reason yet. */
static enum result
show_open_form(struct request *r, const char *child, const struct glass *g)
{
	struct open_page p = {
		.action = arena_fmt(r->mem, "/children/%s/glass", child),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.reason = form_field(r, field_of("reason"), g),
	};
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { "緊急に開く", NULL } };
	struct page page = { "緊急に開く", "/children", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &glass_open_page, &p);
}

/* Asked before anybody has a reason to see the child: no grant is needed, but
 * a role that may. Whether there is such a child is not told before a reason
 * is on record. */
enum result
glass_open_get(struct request *r)
{
	struct glass g = { 0 };

	return access_may_break(r->who) ? show_open_form(r, r->arg[0], &g) :
	    DENIED;
}

/* From now on, for an hour. */
static enum result
break_glass(struct request *r, struct glass *g)
{
	const char *see = arena_fmt(r->mem, "/children/%s", g->child);

	g->person = r->who->id;
	g->opened_at = r->now;
	g->ends_at = instant_add(r->mem, r->now, GLASS_SECONDS);
	deed_begin(r);
	glass_sql_add(r, g);
	audit_note(r, "break", &glass_record, g);
	return request_see(r, deed_commit(r, see), see);
}

enum result
glass_open_post(struct request *r)
{
	struct glass g = { 0 };
	enum result rc;

	if (!access_may_break(r->who))
		return DENIED;
	rc = record_read(r, &glass_record, &g);
	if (rc) {
		(void)show_open_form(r, r->arg[0], &g);
		return rc;
	}
	g.child = r->arg[0];
	rc = glass_sql_has_child(r, g.child);
	return rc ? rc : break_glass(r, &g);
}

static const char *
shown(struct request *r, const char *name, const struct glass *g)
{
	return field_shown(r, field_of(name), g);
}

static enum result
show(struct request *r, const struct glass *g, const char *typed)
{
	struct glass form = { .finding = typed };
	struct child child;
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "チーム", NULL }, { "緊急に開いた記録", NULL } };
	struct page page = { "緊急に開いた記録", "/children", crumbs,
	    COUNT(crumbs), false };
	struct show_page p = { .id = g->id, .faults = form_faults(r),
	    .child = team_path(r, g->child), .person = shown(r, "person", g),
	    .opened = date_instant_label(r->mem, g->opened_at),
	    .ends = date_instant_label(r->mem, g->ends_at),
	    .reason = html_lines(r->mem, g->reason),
	    .open = strcmp(g->ends_at, r->now) > 0,
	    .own = strcmp(g->person, r->who->id) == 0 };
	enum result rc = record_get(r, &child_record, g->child, &child);

	if (rc)
		return rc;
	if (g->reviewed_by) {
		p.reviewer = shown(r, "reviewed_by", g);
		p.reviewed = date_instant_label(r->mem, g->reviewed_at);
		p.finding = html_lines(r->mem, g->finding);
	} else if (!p.own && access_centre_writes(r)) {
		p.hidden = form_hidden(r, 0);
		p.field = form_field(r, field_of("finding"), &form);
	}
	p.name = child.name;
	crumbs[1] = team_child_crumb(r, &child);
	crumbs[2].path = p.child;
	return page_show(r, &page, &glass_show_page, &p);
}

/* What was opened and why is for the centre to go through. */
static enum result
load(struct request *r, struct glass *g)
{
	return access_is_centre(r) ? record_get(r, &glass_record, r->arg[0],
	    g) : MISSING;
}

enum result
glass_show_get(struct request *r)
{
	struct glass g;
	enum result rc = load(r, &g);

	return rc ? rc : show(r, &g, NULL);
}

static enum result
review(struct request *r, const struct glass *old, const char *finding)
{
	struct glass g = *old;
	const char *see = request_saying(r, arena_fmt(r->mem, "/glass/%s",
	    old->id), "recorded");

	g.reviewed_by = r->who->id;
	g.reviewed_at = r->now;
	g.finding = finding;
	deed_begin(r);
	record_change(r, &glass_record, old, &g);
	return request_see(r, deed_commit(r, see), see);
}

/* By anybody but the one who opened it, once. */
enum result
glass_review_post(struct request *r)
{
	const char *typed = request_form(r, "finding"), *says;
	struct glass g, read = { 0 };
	enum result rc = load(r, &g);

	if (rc)
		return rc;
	if (!access_centre_writes(r) || strcmp(g.person, r->who->id) == 0)
		return DENIED;
	if (g.reviewed_by)
		return CONFLICT;
	says = text_blank(typed) ? "required" :
	    field_read(r, field_of("finding"), typed, r->today, false, &read);
	if (!says)
		return review(r, &g, read.finding);
	r->reading = &glass_record;
	request_fault(r, "finding", says);
	(void)show(r, &g, typed);
	return INVALID;
}
