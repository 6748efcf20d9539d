#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/matching/matching_private.h"

/*
 * A place that was asked for and not had, written down from where one learns of
 * it: the form of such a record, filled in from what was looked for. It is about
 * nobody in particular; nothing is kept until the form is sent.
 */
struct unmet_page {
	const struct html *hidden, *fields;
};

static const struct slot slots[] = {
	SLOT_HTML(unmet_page, hidden),
	SLOT_HTML(unmet_page, fields),
};

TEMPLATE(matching_unmet_page, "src/features/matching/unmet.html", slots);

/* The band of that age, which is in whole years there; NULL. */
static const char *
band_of(struct request *r, int months)
{
	size_t n;
	const struct code *all = codes_list(r->codes, "age_band", &n);
	int years = months / 12;

	for (size_t i = 0; months >= 0 && i < n; i++) {
		if (years >= all[i].min && years <= all[i].max)
			return all[i].code;
	}
	return NULL;
}

/* The reason nearest to that of a refusal. */
static const char *
reason_of(const char *refusal)
{
	static const char *const same[] = { "full", "far", "other" };

	for (size_t i = 0; refusal && i < COUNT(same); i++) {
		if (strcmp(same[i], refusal) == 0)
			return same[i];
	}
	return "refused";
}

static void
fill(struct request *r, const struct profile *p, struct unmet *u)
{
	*u = (struct unmet){ .asked_on = r->today, .wanted_on = p->from_on,
		.care = p->care, .age_band = band_of(r, profile_months(p->age)) };
	if (p->kinds)
		u->kind = arena_bytes(r->mem, p->kinds, strcspn(p->kinds, ","));
	if (p->municipality)
		u->region = codes_region(r->codes, p->municipality, r->today);
}

/* No more of her than that; NULL when she may not be seen. */
static const char *
region_of_child(struct request *r, const char *child)
{
	struct profile p = { .kinds = NULL };

	return profile_of_child(r, child, &p) || !p.municipality ? NULL :
	    codes_region(r->codes, p.municipality, r->today);
}

/* From an inquiry that was refused. */
static enum result
of_inquiry(struct request *r, const char *id, struct profile *p,
    struct unmet *u)
{
	struct inquiry i;
	struct need n;
	enum result rc = record_get(r, &inquiry_record, id, &i);

	if (!rc)
		rc = record_get(r, &need_record, i.need, &n);
	if (rc)
		return rc;
	if (!i.answer || strcmp(i.answer, "no") != 0)
		return CONFLICT;
	profile_of_text(r, n.profile, p);
	fill(r, p, u);
	if (!u->region && n.child)
		u->region = region_of_child(r, n.child);
	u->asked_on = i.asked_on;
	u->reason = reason_of(i.reason);
	return OK;
}

/* POST /matching/unmet: `inquiry`, or a profile as text. POST, for what a child
 * needs belongs in no address. */
enum result
matching_unmet_post(struct request *r)
{
	const char *inquiry = request_form(r, "inquiry");
	struct page page = { .title = "使えなかった相談を書く",
	    .menu = "/services" };
	struct profile p;
	struct unmet u;
	struct unmet_page v;
	enum result rc = OK;

	if (text_blank(inquiry)) {
		profile_of_text(r, request_form(r, "profile"), &p);
		fill(r, &p, &u);
	} else {
		rc = of_inquiry(r, inquiry, &p, &u);
	}
	if (rc)
		return rc;
	v = (struct unmet_page){ form_hidden(r, 0), form_record(r,
	    &unmet_record, &u) };
	page.crumbs = matching_crumbs(r, page.title, &page.ncrumbs);
	return page_show(r, &page, &matching_unmet_page, &v);
}
