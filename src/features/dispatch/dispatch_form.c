#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/dispatch/dispatch_private.h"

/* Asking for somebody to come. */
struct form {
	const char *agency_fault;
	const struct html *faults, *hidden, *kind, *agencies, *fields;
};

static const struct slot form_slots[] = {
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
	SLOT_TEXT(form, agency_fault),
	SLOT_HTML(form, kind),
	SLOT_HTML(form, agencies),
};

TEMPLATE(dispatch_form_page, "src/features/dispatch/form.html", form_slots);

static const char *const asked[] = { "asked_by", "phone",
	"child", "explained", "region", "purpose", "request", "wishes" };

static const struct html *
fields_of(struct request *r, const struct dispatch *d)
{
	const struct html *parts[COUNT(asked)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(asked); i++)
		parts[n++] = form_field(r, record_field(&dispatch_record,
		    asked[i]), d);
	return html_join(r->mem, parts, n);
}

static enum result
show_form(struct request *r, const struct dispatch *d)
{
	struct form f = {
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.kind = form_field(r, record_field(&dispatch_record, "kind"), d),
		.fields = fields_of(r, d),
		.agency_fault = request_fault_of(r, "agency"),
	};
	struct crumb crumbs[] = { { "派遣", "/dispatches" },
	    { "派遣を依頼する", NULL } };
	struct page page = { "派遣を依頼する", "/dispatches", crumbs,
	    COUNT(crumbs), false };

	/* Who comes from an agency asks for it. */
	enum result rc = r->who->agency ? OK : agency_input(r,
	    &(struct agency_input){ .name = "agency", .chosen = d->agency,
	    .none = "センター（自分たち）", .asked = true }, &f.agencies);

	return rc ? rc : page_show(r, &page, &dispatch_form_page, &f);
}

enum result
dispatch_new_get(struct request *r)
{
	struct dispatch d = { .kind = "advisor", .agency = r->who->agency,
	    .asked_by = r->who->name, .child = request_query(r, "child"),
	    .asked_on = r->today };
	struct child child;

	/* Where the child lives is where somebody is to come. */
	if (d.child && record_get(r, &child_record, d.child, &child))
		d.child = NULL;
	else if (d.child && child.municipality)
		d.region = codes_region(r->codes, child.municipality, r->today);
	return show_form(r, &d);
}

void
dispatch_check_request(struct request *r, const struct dispatch *d)
{
	if (!d->request)
		request_fault(r, "request", "required");
	if (!d->region)
		request_fault(r, "region", "choose");
	if (!d->purpose)
		request_fault(r, "purpose", "choose");
	/* The centre's rule: who refers a family has explained it to them. */
	if (d->child && (!d->explained || strcmp(d->explained, "1") != 0))
		request_fault(r, "explained",
		    "家族に説明し、同意を得てから依頼してください。");
}

enum result
dispatch_add_post(struct request *r)
{
	struct dispatch d = { .agency = r->who->agency, .asked_on = r->today };
	enum result rc = record_read(r, &dispatch_record, &d);
	const char *see;

	/* Nobody asks in another agency's name. */
	if (r->who->agency)
		d.agency = r->who->agency;
	if (!rc || r->nfaults)
		dispatch_check_request(r, &d);
	if (r->nfaults) {
		(void)show_form(r, &d);
		return INVALID;
	}
	d.state = "received";
	d.asked_on = r->today;
	deed_begin(r);
	record_add(r, &dispatch_record, &d);
	see = request_saying(r, arena_fmt(r->mem, "/dispatches/%s", d.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}
