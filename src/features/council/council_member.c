#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/council/council_private.h"
#include "features/council/council_sql.h"

/* A member's term is begun here, the first or the one that follows another; what
 * was typed wrong is put right on the record's own page. */

struct form {
	const char *title, *council, *at, *action;
	const struct html *faults, *hidden, *fields;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, council),
	SLOT_TEXT(form, at),
	SLOT_TEXT(form, action),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
};

TEMPLATE(council_member_page, "src/features/council/member.html", form_slots);

static enum result
show(struct request *r, const struct council *c,
    const struct council_member *m)
{
	struct form p = {
		.title = m->previous ? "次の任期を登録する" : "委員を加える",
		.council = c->title,
		.at = arena_fmt(r->mem, "/councils/%s", c->id),
		.action = m->previous ? arena_fmt(r->mem,
		    "/council-members?council=%s&previous=%s", c->id,
		    m->previous) : arena_fmt(r->mem,
		    "/council-members?council=%s", c->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = form_record(r, &council_member_record, m),
	};
	struct crumb crumbs[] = { { "会議体", "/councils" },
	    { c->title, p.at }, { p.title, NULL } };
	struct page page = { p.title, "/councils", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &council_member_page, &p);
}

/* The council of the address, and the term that this one is to follow. */
static enum result
load(struct request *r, struct council *c, struct council_member *before)
{
	const char *id = request_query(r, "council");
	const char *previous = request_query(r, "previous");
	enum result rc = council_open(r, id ? id : "", c);

	*before = (struct council_member){ 0 };
	if (rc || text_blank(previous))
		return rc;
	rc = record_get(r, &council_member_record, previous, before);
	return rc || strcmp(before->council, c->id) == 0 ? rc : MISSING;
}

/* GET /council-members/new?council=ID&previous=ID: the same seat again, from the
 * day after; for another person the name is written over. */
enum result
council_member_new_get(struct request *r)
{
	struct council c;
	struct council_member before, m;
	enum result rc = load(r, &c, &before);

	if (rc)
		return rc;
	m = before;
	m.previous = before.id;
	m.id = NULL;
	m.version = 0;
	m.from_on = before.to_on ? date_add_days(r->mem, before.to_on, 1) :
	    NULL;
	m.to_on = NULL;
	if (!before.id)
		m.side = "agency";
	return show(r, &c, &m);
}

enum result
council_member_post(struct request *r)
{
	struct council c;
	struct council_member before, m = { 0 };
	const char *see;
	enum result rc = load(r, &c, &before);

	if (rc)
		return rc;
	m.previous = before.id;
	rc = record_read(r, &council_member_record, &m);
	if (!rc && before.to_on && strcmp(m.from_on, before.to_on) <= 0) {
		request_fault(r, "from_on",
		    "前の任期が終わった次の日からにしてください。");
		rc = INVALID;
	}
	if (rc) {
		enum result shown = show(r, &c, &m);

		return shown ? shown : rc;
	}
	m.council = c.id;
	see = request_saying(r, arena_fmt(r->mem, "/councils/%s", c.id),
	    "added");
	deed_begin(r);
	(void)record_add(r, &council_member_record, &m);
	return request_see(r, deed_commit(r, see), see);
}

/* GET /council-members/ID: among the others. */
enum result
council_member_get(struct request *r)
{
	struct council_member m;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &council_member_record, r->arg[0], &m);
	return rc ? rc : request_see(r, OK, arena_fmt(r->mem, "/councils/%s",
	    m.council));
}
