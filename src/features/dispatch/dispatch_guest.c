
#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"
#include "features/guest/guest.h"

/*
 * An agency without an account asks by a link the centre sent. Behind it lies
 * the form and what that agency has asked for: numbers, days and states, and no
 * child, for whoever reads the agency's mail can open it.
 */
struct link_page {
	const char *agency, *address, *fault, *typed;
	const struct html *agencies, *hidden;
};

static const struct slot link_slots[] = {
	SLOT_TEXT(link_page, agency),
	SLOT_TEXT(link_page, address),
	SLOT_TEXT(link_page, fault),
	SLOT_HTML(link_page, agencies),
	SLOT_HTML(link_page, hidden),
};

TEMPLATE(dispatch_link_page, "src/features/dispatch/link.html", link_slots);

static enum result
show_link(struct request *r, struct link_page *p)
{
	struct crumb crumbs[] = { { "派遣", "/dispatches" },
	    { "依頼のリンクを送る", NULL } };
	struct page page = { "依頼のリンクを送る", "/dispatches", crumbs,
	    COUNT(crumbs), false };
	enum result rc = agency_input(r, &(struct agency_input){
	    .name = "agency", .chosen = p->typed, .asked = true,
	    .required = true }, &p->agencies);

	p->hidden = form_hidden(r, 0);
	return rc ? rc : page_show(r, &page, &dispatch_link_page, p);
}

enum result
dispatch_link_get(struct request *r)
{
	return access_centre_writes(r) ? show_link(r, &(struct link_page){ 0 }) :
	    DENIED;
}

/* Shown once: sent twice, a second link takes the place of the first. */
enum result
dispatch_link_post(struct request *r)
{
	const char *id = agency_chosen(r, "agency");
	struct link_page p = { .typed = id };
	struct agency a;
	enum result rc;

	if (!access_centre_writes(r))
		return DENIED;
	if (!id)
		request_fault(r, "agency", "choose");
	if (r->nfaults || record_get(r, &agency_record, id, &a)) {
		p.fault = request_fault_of(r, "agency");
		rc = show_link(r, &p);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	p.address = guest_link_make(r, &guest_dispatch, a.id,
	    (int64_t)DISPATCH_LINK_DAYS * 86400);
	audit_note_plain(r, "add", "guest_link", a.id, "dispatch");
	rc = deed_commit(r, "/dispatches/link");
	p.agency = a.name;
	return rc ? rc : show_link(r, &p);
}

struct asked_row {
	const char *number, *kind, *state, *asked, *planned;
};

struct guest_page {
	const char *agency, *until;
	const struct html *faults, *hidden, *fields;
	struct html_list asked;
	bool done;
};

static const struct slot asked_slots[] = {
	SLOT_TEXT(asked_row, number),
	SLOT_TEXT(asked_row, kind),
	SLOT_TEXT(asked_row, state),
	SLOT_TEXT(asked_row, asked),
	SLOT_TEXT(asked_row, planned),
};

static const struct slot guest_slots[] = {
	SLOT_TEXT(guest_page, agency),
	SLOT_TEXT(guest_page, until),
	SLOT_HTML(guest_page, faults),
	SLOT_HTML(guest_page, hidden),
	SLOT_HTML(guest_page, fields),
	SLOT_LIST(guest_page, asked, asked_slots, struct asked_row),
	SLOT_FLAG(guest_page, done),
};

TEMPLATE(dispatch_guest_page, "src/features/dispatch/guest.html",
    guest_slots);

static enum result
fill_asked(struct request *r, const char *agency, struct guest_page *p)
{
	struct rows rows = { 0 };
	struct asked_row *all;
	enum result rc = dispatch_sql_of_agency(r, agency, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *planned = rows_cell(&rows, i, "planned_on");

		all[i] = (struct asked_row){ rows_cell(&rows, i, "number"),
		    codes_label(r->codes, "dispatch_kind", rows_cell(&rows, i,
		    "kind")), codes_label(r->codes, "dispatch_state",
		    rows_cell(&rows, i, "state")), date_short(r->mem,
		    rows_cell(&rows, i, "asked_on")), planned ? date_short(
		    r->mem, planned) : NULL };
	}
	p->asked = (struct html_list){ all, rows.nrows };
	return OK;
}

static const struct html *
fields_of(struct request *r, const struct dispatch *d)
{
	static const char *const names[] = { "kind", "asked_by", "phone",
	    "region", "purpose", "request", "wishes" };
	const struct html *parts[COUNT(names)];

	for (size_t i = 0; i < COUNT(names); i++)
		parts[i] = form_field(r, record_field(&dispatch_record,
		    names[i]), d);
	return html_join(r->mem, parts, COUNT(names));
}

/* r->who is nobody here, as it was when they came. */
static enum result
show_guest(struct request *r, const struct guest *g,
    const struct dispatch *d)
{
	struct page page = { .title = "派遣の依頼" };
	struct guest_page p = {
		.until = date_instant_label(r->mem, g->ends_at),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = fields_of(r, d),
		.done = request_query(r, "done") != NULL,
	};
	struct agency a;
	enum result rc = record_get(r, &agency_record, g->record_id, &a);

	if (!rc)
		rc = fill_asked(r, a.id, &p);
	p.agency = a.name;
	return rc ? rc : page_show(r, &page, &dispatch_guest_page, &p);
}

enum result
dispatch_guest_get(struct request *r)
{
	struct guest g;
	enum result rc = guest_of(r, &guest_dispatch, &g);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return show_guest(r, &g, &(struct dispatch){ .kind = "advisor" });
}

enum result
dispatch_guest_post(struct request *r)
{
	struct dispatch d = { .asked_on = r->today };
	struct guest g;
	enum result rc = guest_of(r, &guest_dispatch, &g);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	guest_speaks(r, &g, g.record_id);
	d.agency = g.record_id;
	rc = record_read(r, &dispatch_record, &d);
	d.agency = g.record_id;
	d.child = NULL;
	d.asked_on = r->today;
	if (!d.asked_by)
		request_fault(r, "asked_by", "required");
	dispatch_check_request(r, &d);
	if (r->nfaults) {
		guest_leaves(r);
		rc = show_guest(r, &g, &d);
		return rc ? rc : INVALID;
	}
	d.state = "received";
	deed_begin(r);
	record_add(r, &dispatch_record, &d);
	rc = deed_commit(r, "/links/dispatch?done=added");
	guest_leaves(r);
	return request_see(r, rc, "/links/dispatch?done=added");
}
