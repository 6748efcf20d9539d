#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "features/coordinator/coordinator_offer.h"

/* Whom to ask for this child, with the reasons in words. */
enum { MAX_REASONS = 6, MAX_OFFERED = 8 };

struct reason {
	const char *says;
};

static const struct slot reason_slots[] = {
	SLOT_TEXT(reason, says),
};

struct offer {
	const char *id, *url, *name, *agency, *phone, *excluded;
	struct html_list reasons;
	const struct html *hidden, *advisors;
};

static const struct slot offer_slots[] = {
	SLOT_TEXT(offer, id),
	SLOT_TEXT(offer, url),
	SLOT_TEXT(offer, name),
	SLOT_TEXT(offer, agency),
	SLOT_TEXT(offer, phone),
	SLOT_TEXT(offer, excluded),
	SLOT_LIST(offer, reasons, reason_slots, struct reason),
	SLOT_HTML(offer, hidden),
	SLOT_HTML(offer, advisors),
};

struct proposal {
	const char *name, *action, *back, *place, *consent;
	const struct html *faults;
	struct html_list offers, excluded;
	int64_t nexcluded;
	bool may_write, more, any_excluded;
};

static const struct slot proposal_slots[] = {
	SLOT_TEXT(proposal, name),
	SLOT_TEXT(proposal, action),
	SLOT_TEXT(proposal, back),
	SLOT_TEXT(proposal, place),
	SLOT_TEXT(proposal, consent),
	SLOT_HTML(proposal, faults),
	SLOT_LIST(proposal, offers, offer_slots, struct offer),
	SLOT_LIST(proposal, excluded, offer_slots, struct offer),
	SLOT_NUMBER(proposal, nexcluded),
	SLOT_FLAG(proposal, may_write),
	SLOT_FLAG(proposal, more),
	SLOT_FLAG(proposal, any_excluded),
};

TEMPLATE(coordinator_proposal_page, "src/features/coordinator/proposal.html",
    proposal_slots);

static const char *
first_case(const struct coordinator_facts *f, enum coordinator_load load)
{
	if (f->experience)
		return NULL;
	if (load == LOAD_EASY)
		return "まだ担当した子がいません。この子は医療的ケアが少なめなので、"
		    "初めての担当に向いています。アドバイザーと一緒に始めます。";
	if (load == LOAD_HARD)
		return "まだ担当した子がいません。この子は医療的ケアが多いか重いため、"
		    "初めての担当には負担が大きめです。";
	return "まだ担当した子がいません。アドバイザーと一緒に始めます。";
}

static const char *
places(struct request *r, const struct coordinator_facts *f)
{
	if (!f->most)
		return arena_fmt(r->mem, "いま%lld人を担当しています（上限は"
		    "決めていません）。", (long long)f->cases);
	return arena_fmt(r->mem, "あと%lld人担当できます（いま%lld人）。",
	    (long long)(f->most - f->cases), (long long)f->cases);
}

static struct html_list
reasons_of(struct request *r, const struct coordinator_offer *o,
    enum coordinator_load load)
{
	struct reason *all = arena_array(r->mem, MAX_REASONS, sizeof(*all));
	const struct coordinator_facts *f = &o->facts;
	const char *region = codes_label(r->codes, "region",
	    coordinator_region(r, &o->c));
	size_t n = 0;

	if (f->same_place)
		all[n++].says = "同じ市町村で活動しています。";
	else if (f->same_region)
		all[n++].says = arena_fmt(r->mem, "同じ圏域（%s）で活動しています。",
		    region);
	else
		all[n++].says = arena_fmt(r->mem, "活動する圏域がちがいます（%s）。",
		    region);
	if (f->similar)
		all[n++].says = arena_fmt(r->mem, "この子と同じ医療的ケアのある子を"
		    "%lld人担当しました。", (long long)f->similar);
	if (f->experience)
		all[n++].says = arena_fmt(r->mem, "これまでに%lld人を担当しました。",
		    (long long)f->experience);
	else
		all[n++].says = first_case(f, load);
	all[n++].says = places(r, f);
	if (!f->experience && f->wishes_easy)
		all[n++].says = "初めは負担の軽い子から担当したいと希望しています。";
	return (struct html_list){ all, n };
}

/* Those of the region first. */
static enum result
advisor_options(struct request *r, const struct child *child,
    const struct html **out)
{
	struct rows rows = { 0 };
	enum result rc = coordinator_sql_advisors(r, &rows);
	struct choice *all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	const char *region = child->municipality ? codes_region(r->codes,
	    child->municipality, r->today) : "unknown";
	size_t n = 0;

	for (int near = 1; !rc && near >= 0; near--) {
		for (size_t i = 0; i < rows.nrows; i++) {
			const char *at = rows_cell(&rows, i, "municipality");
			bool is = at && strcmp(codes_region(r->codes, at,
			    r->today), region) == 0;

			if (is == near)
				all[n++] = (struct choice){ rows_cell(&rows, i,
				    "id"), arena_fmt(r->mem, "%s%s",
				    rows_cell(&rows, i, "name"),
				    is ? "（同じ圏域）" : "") };
		}
	}
	*out = form_choices(r, all, n, request_form(r, "advisor"), "なし");
	return rc;
}

static struct offer
offer_of(struct request *r, const struct coordinator_offer *o,
    enum coordinator_load load, const struct html *advisors)
{
	return (struct offer){
		.id = o->c.id,
		.url = arena_fmt(r->mem, "/coordinators/%s", o->c.id),
		.name = o->c.name,
		.agency = o->agency_name,
		.phone = o->c.phone,
		.excluded = o->excluded,
		.reasons = reasons_of(r, o, load),
		.hidden = form_hidden_own(r),
		.advisors = o->facts.experience ? NULL : advisors,
	};
}

static enum result
fill(struct request *r, const struct child *child, struct proposal *p)
{
	struct coordinator_offer *all;
	struct offer *offers, *excluded;
	const struct html *advisors;
	enum coordinator_load load;
	size_t n, noffers = 0, nexcluded = 0;
	enum result rc = coordinator_offers(r, child, &load, &all, &n);

	if (!rc)
		rc = advisor_options(r, child, &advisors);
	if (rc)
		return rc;
	offers = arena_array(r->mem, n + 1, sizeof(*offers));
	excluded = arena_array(r->mem, n + 1, sizeof(*excluded));
	for (size_t i = 0; i < n; i++) {
		if (all[i].excluded)
			excluded[nexcluded++] = offer_of(r, &all[i], load, NULL);
		else if (noffers < MAX_OFFERED)
			offers[noffers++] = offer_of(r, &all[i], load, advisors);
		else
			p->more = true;
	}
	p->offers = (struct html_list){ offers, noffers };
	p->excluded = (struct html_list){ excluded, nexcluded };
	p->nexcluded = (int64_t)nexcluded;
	p->any_excluded = nexcluded > 0;
	return OK;
}

enum result
coordinator_proposal_again(struct request *r, const struct child *child,
    const char *agency)
{
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { arena_fmt(r->mem, "%sさん", child->name),
	    arena_fmt(r->mem, "/children/%s", child->id) },
	    { "コーディネーターを探す", NULL } };
	struct page page = { "コーディネーターを探す", "/children", crumbs,
	    COUNT(crumbs), false };
	struct proposal p = {
		.name = child->name,
		.action = arena_fmt(r->mem, "/children/%s/coordinator",
		    child->id),
		.back = supporter_path(r, child->id),
		.place = coordinator_place_label(r, child->municipality,
		    "unknown"),
		.faults = form_faults(r),
		.may_write = access_centre_writes(r),
	};
	enum result rc = fill(r, child, &p);

	if (agency)
		p.consent = arena_fmt(r->mem,
		    "/consents/new?child=%s&recipient=%s", child->id, agency);
	return rc ? rc : page_show(r, &page, &coordinator_proposal_page, &p);
}

/* GET /children/ID/coordinator */
enum result
coordinator_proposal_get(struct request *r)
{
	struct child child;
	enum result rc = record_get(r, &child_record, r->arg[0], &child);

	if (!rc && !coordinator_may_read(r))
		rc = DENIED;
	return rc ? rc : coordinator_proposal_again(r, &child, NULL);
}
