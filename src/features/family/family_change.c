#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/family/family_private.h"

/* What has changed, in the family's words; and once a year, that nothing has. */

struct change {
	const char *name, *at;
	const struct html *faults, *hidden, *fields;
};

static const struct slot change_slots[] = {
	SLOT_TEXT(change, name),
	SLOT_TEXT(change, at),
	SLOT_HTML(change, faults),
	SLOT_HTML(change, hidden),
	SLOT_HTML(change, fields),
};

TEMPLATE(family_change_page, "src/features/family/change.html", change_slots);

static enum result
show_change(struct request *r, const struct child *c,
    const struct family_proposal *f)
{
	struct crumb crumbs[] = { { "わが子", arena_fmt(r->mem, "/family/%s",
	    c->id) }, { "変わったことを伝える", NULL } };
	struct page page = { crumbs[1].label, "/family", crumbs,
	    COUNT(crumbs), false };
	struct change p = {
		.name = arena_fmt(r->mem, "%sさん", c->name),
		.at = arena_fmt(r->mem, "/family/%s/change", c->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = form_record(r, &family_proposal_record, f),
	};

	return page_show(r, &page, &family_change_page, &p);
}

enum result
family_change_get(struct request *r)
{
	struct child c;
	enum result rc = family_child(r, &c);

	return rc ? rc : show_change(r, &c, &(struct family_proposal){ 0 });
}

enum result
family_change_post(struct request *r)
{
	struct family_proposal f = { .state = "open",
		.proposed_on = r->today };
	struct child c;
	const char *see;
	enum result rc = family_child(r, &c);

	if (rc)
		return rc;
	rc = record_read(r, &family_proposal_record, &f);
	if (rc) {
		enum result shown = show_change(r, &c, &f);

		return shown ? shown : rc;
	}
	f.child = c.id;
	f.person = r->who->id;
	see = request_saying(r, arena_fmt(r->mem, "/family/%s", c.id), "told");
	deed_begin(r);
	record_add(r, &family_proposal_record, &f);
	return request_see(r, deed_commit(r, see), see);
}

struct confirm_line {
	const char *place, *since, *url;
};

static const struct slot confirm_line_slots[] = {
	SLOT_TEXT(confirm_line, place),
	SLOT_TEXT(confirm_line, since),
	SLOT_TEXT(confirm_line, url),
};

struct confirm {
	const char *name, *at, *change;
	const struct html *faults, *hidden;
	struct html_list plans;
};

static const struct slot confirm_slots[] = {
	SLOT_TEXT(confirm, name),
	SLOT_TEXT(confirm, at),
	SLOT_TEXT(confirm, change),
	SLOT_HTML(confirm, faults),
	SLOT_HTML(confirm, hidden),
	SLOT_LIST(confirm, plans, confirm_line_slots, struct confirm_line),
};

TEMPLATE(family_confirm_page, "src/features/family/confirm.html",
    confirm_slots);

static enum result
show_confirm(struct request *r, const struct child *c)
{
	struct crumb crumbs[] = { { "わが子", arena_fmt(r->mem, "/family/%s",
	    c->id) }, { "いまも同じか確かめる", NULL } };
	struct page page = { crumbs[1].label, "/family", crumbs,
	    COUNT(crumbs), false };
	struct confirm p = {
		.name = arena_fmt(r->mem, "%sさん", c->name),
		.at = arena_fmt(r->mem, "/family/%s/confirmation", c->id),
		.change = arena_fmt(r->mem, "/family/%s/change", c->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
	};
	struct plan *plans;
	struct confirm_line *lines;
	size_t n;
	enum result rc = evacuation_all_in_force(r, c->id, &plans, &n);

	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < n; i++) {
		const char *since = plans[i].confirmed_on ?
		    plans[i].confirmed_on : plans[i].signed_on;

		lines[i] = (struct confirm_line){ codes_label(r->codes,
		    "plan_place", plans[i].place), since ? date_long(r->mem,
		    since) : "", arena_fmt(r->mem, "/plans/%s",
		    plans[i].id) };
	}
	p.plans = (struct html_list){ lines, n };
	return rc ? rc : page_show(r, &page, &family_confirm_page, &p);
}

enum result
family_confirm_get(struct request *r)
{
	struct child c;
	enum result rc = family_child(r, &c);

	return rc ? rc : show_confirm(r, &c);
}

/* POST /family/ID/confirmation: everything is still so, in all her plans. */
enum result
family_confirm_post(struct request *r)
{
	struct child c;
	struct plan *plans;
	const char *see;
	size_t n = 0;
	enum result rc = family_child(r, &c);

	if (!rc)
		rc = evacuation_all_in_force(r, c.id, &plans, &n);
	if (rc)
		return rc;
	if (!n) {
		enum result shown;

		request_fault(r, "", "確かめる計画がまだありません。");
		shown = show_confirm(r, &c);
		return shown ? shown : INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/family/%s", c.id),
	    "confirmed");
	deed_begin(r);
	for (size_t i = 0; i < n; i++)
		evacuation_confirm(r, &plans[i]);
	return request_see(r, deed_commit(r, see), see);
}
