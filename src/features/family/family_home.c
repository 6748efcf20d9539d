#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/family/family_private.h"
#include "features/family/family_sql.h"

/* A family's own page: whose, and one thing to do a line. */

struct kid {
	const char *url, *name;
};

static const struct slot kid_slots[] = {
	SLOT_TEXT(kid, url),
	SLOT_TEXT(kid, name),
};

struct list {
	struct html_list children;
};

static const struct slot list_slots[] = {
	SLOT_LIST(list, children, kid_slots, struct kid),
};

TEMPLATE(family_list_page, "src/features/family/list.html", list_slots);

/* GET /family: one child is opened at once. */
enum result
family_list_get(struct request *r)
{
	struct page page = { .title = "わが子", .menu = "/family" };
	struct list p = { 0 };
	struct rows rows = { 0 };
	struct kid *kids;
	size_t n = 0;
	enum result rc = OK;

	if (access_has_role(r->who, "family"))
		rc = access_children(r, &rows);
	kids = arena_array(r->mem, rows.nrows + 1, sizeof(*kids));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *id = rows.cells[i * rows.ncols];
		const char *name = child_name(r, id);

		if (name)
			kids[n++] = (struct kid){ arena_fmt(r->mem,
			    "/family/%s", id), arena_fmt(r->mem, "%sさん",
			    name) };
	}
	if (!rc && n == 1)
		return request_see(r, OK, kids[0].url);
	p.children = (struct html_list){ kids, n };
	return rc ? rc : page_show(r, &page, &family_list_page, &p);
}

struct plan_line {
	const char *url, *card, *place, *signed_on, *until;
};

static const struct slot plan_slots[] = {
	SLOT_TEXT(plan_line, url),
	SLOT_TEXT(plan_line, card),
	SLOT_TEXT(plan_line, place),
	SLOT_TEXT(plan_line, signed_on),
	SLOT_TEXT(plan_line, until),
};

struct said {
	const char *day, *about, *says, *state, *answer;
};

static const struct slot said_slots[] = {
	SLOT_TEXT(said, day),
	SLOT_TEXT(said, about),
	SLOT_TEXT(said, says),
	SLOT_TEXT(said, state),
	SLOT_TEXT(said, answer),
};

struct home {
	const char *name, *at, *consents, *viewers, *asks;
	struct html_list plans, said;
};

static const struct slot home_slots[] = {
	SLOT_TEXT(home, name),
	SLOT_TEXT(home, at),
	SLOT_TEXT(home, consents),
	SLOT_TEXT(home, viewers),
	SLOT_TEXT(home, asks),
	SLOT_LIST(home, plans, plan_slots, struct plan_line),
	SLOT_LIST(home, said, said_slots, struct said),
};

TEMPLATE(family_home_page, "src/features/family/home.html", home_slots);

/* Whether a year went by since the family said that it is still so. */
static bool
is_old(struct request *r, const struct plan *p)
{
	const char *since = p->confirmed_on ? p->confirmed_on : p->signed_on;

	return since && date_days_between(since, r->today) >=
	    FAMILY_CONFIRM_DAYS;
}

static enum result
fill_plans(struct request *r, const struct child *c, struct home *p)
{
	struct plan *plans;
	struct plan_line *lines;
	size_t n;
	enum result rc = evacuation_all_in_force(r, c->id, &plans, &n);

	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < n; i++) {
		const struct plan *plan = &plans[i];

		if (is_old(r, plan))
			p->asks = "計画を確かめてから1年がたちました。"
			    "変わりがないか、見てください。";
		lines[i] = (struct plan_line){
			.url = arena_fmt(r->mem, "/plans/%s", plan->id),
			.card = arena_fmt(r->mem, "/plans/%s/card", plan->id),
			.place = codes_label(r->codes, "plan_place",
			    plan->place),
			.signed_on = plan->signed_on ? date_long(r->mem,
			    plan->signed_on) : NULL,
			.until = plan->valid_until ? date_long(r->mem,
			    plan->valid_until) : NULL,
		};
	}
	p->plans = (struct html_list){ lines, n };
	return rc;
}

static enum result
fill_said(struct request *r, const struct child *c, struct home *p)
{
	struct rows rows = { 0 };
	struct said *lines;
	size_t n = 0;
	enum result rc = family_sql_proposals(r, c->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct family_proposal f;

		if (record_load(r, &family_proposal_record, &rows, i, &f))
			lines[n++] = (struct said){ date_short(r->mem,
			    f.proposed_on), codes_label(r->codes,
			    "proposal_about", f.about), f.says,
			    codes_label(r->codes, "proposal_state", f.state),
			    f.answer };
	}
	p->said = (struct html_list){ lines, n };
	return rc;
}

/* GET /family/ID */
enum result
family_home_get(struct request *r)
{
	struct child c;
	struct page page = { .title = "わが子", .menu = "/family" };
	struct home p = { 0 };
	enum result rc = family_child(r, &c);

	if (!rc)
		rc = fill_plans(r, &c, &p);
	if (!rc)
		rc = fill_said(r, &c, &p);
	if (rc)
		return rc;
	p.name = arena_fmt(r->mem, "%sさん", c.name);
	p.at = arena_fmt(r->mem, "/family/%s", c.id);
	p.consents = arena_fmt(r->mem, "/children/%s/consents", c.id);
	p.viewers = arena_fmt(r->mem, "/children/%s/viewers", c.id);
	return page_show(r, &page, &family_home_page, &p);
}
