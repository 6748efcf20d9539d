#include <string.h>

#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/consent/consent.h"
#include "features/evacuation/evacuation_basis.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_sql.h"

/* A plan from state to state: each once, and only what the page offered. */
enum result
plan_chosen(struct request *r, const struct plan *p, struct acceptance *a)
{
	return p->acceptance ? record_get(r, &acceptance_record, p->acceptance,
	    a) : MISSING;
}

static enum result
find(struct request *r, struct plan *old, struct plan *p)
{
	const char *version = request_form(r, "version");
	enum result rc = record_get(r, &plan_record, r->arg[0], old);

	if (rc)
		return rc;
	*p = *old;
	r->reading = &plan_record;
	if (version && !text_number(version, &p->version))
		request_fault(r, "version", "not_a_number");
	return OK;
}

static void
read_field(struct request *r, const char *name, struct plan *p, bool required)
{
	const struct field *f = record_field(&plan_record, name);
	const char *value = request_form(r, name);
	const char *says = field_read(r, f, value ? value : "", r->today, false,
	    p);

	if (says)
		request_fault(r, name, says);
	else if (required && !field_is_told(f, p))
		request_fault(r, name, "required");
}

static void
not_ahead(struct request *r, const char *name, const char *day)
{
	if (day && strcmp(day, r->today) > 0)
		request_fault(r, name, "in_the_future");
}

static enum result
refuse(struct request *r, const struct plan *old, const struct plan *typed)
{
	struct plan_typed t = { typed->meeting_on, typed->meeting_people,
	    typed->signed_on, typed->signed_by, typed->signed_as,
	    request_form(r, "agency"), request_form(r, "means") };

	(void)plan_show(r, old, &t);
	return INVALID;
}

static enum result
commit(struct request *r, const struct plan *p, const char *key)
{
	const char *see = request_saying(r, arena_fmt(r->mem, "/plans/%s",
	    p->id), key);

	return request_see(r, deed_commit(r, see), see);
}

enum result
plan_meeting_post(struct request *r)
{
	struct plan old, p;
	enum result rc = find(r, &old, &p);

	if (rc || !plan_is_open(&old))
		return rc ? rc : CONFLICT;
	read_field(r, "meeting_on", &p, true);
	read_field(r, "meeting_people", &p, true);
	not_ahead(r, "meeting_on", p.meeting_on);
	if (r->nfaults)
		return refuse(r, &old, &p);
	p.state = "meeting";
	deed_begin(r);
	record_change(r, &plan_record, &old, &p);
	return commit(r, &p, "recorded");
}

static enum result
check_complete(struct request *r, const struct plan *p)
{
	struct plan_lack lacks[PLAN_MAX_LACKS];
	struct acceptance a;
	enum result rc = plan_chosen(r, p, &a);
	size_t n;

	if (rc && rc != MISSING)
		return rc;
	n = plan_lacks(p, rc ? NULL : &a, lacks);
	for (size_t i = 0; i < n; i++)
		request_fault(r, lacks[i].section, lacks[i].says);
	return OK;
}

/* The edition that held until now, if there is one, holds no more. */
static enum result
end_former(struct request *r, const struct plan *p)
{
	struct rows rows = { 0 };
	struct plan old, gone;
	enum result rc = evacuation_sql_in_force(r, p->child, p->place, &rows);

	if (rc || !rows.nrows)
		return rc;
	if (!record_load(r, &plan_record, &rows, 0, &old))
		return DENIED;
	gone = old;
	gone.state = "revised";
	gone.ended_on = r->today;
	return record_change(r, &plan_record, &old, &gone);
}

/* Whoever copies or signs it must see all of it. */
static bool
sees_whole(struct request *r, const struct plan *p)
{
	static const char *const each[] = { "basis", "reason", "diseases" };
	bool all = true;

	for (size_t i = 0; i < COUNT(each); i++)
		all = all && record_shows(r, &plan_record, record_field(
		    &plan_record, each[i]), p);
	return all;
}

enum result
plan_signature_post(struct request *r)
{
	struct plan old, p;
	enum result rc = find(r, &old, &p);

	if (rc || !plan_is(&old, "meeting"))
		return rc ? rc : CONFLICT;
	if (!sees_whole(r, &old))
		return DENIED;
	read_field(r, "signed_on", &p, true);
	read_field(r, "signed_by", &p, true);
	read_field(r, "signed_as", &p, true);
	not_ahead(r, "signed_on", p.signed_on);
	rc = check_complete(r, &old);
	if (!rc && r->nfaults)
		return refuse(r, &old, &p);
	if (!rc)
		rc = plan_basis(r, &p, &p.basis);
	p.mark = evacuation_sql_mark(r, p.child, p.acceptance);
	if (rc || !p.mark)
		return rc ? rc : BROKEN;
	p.state = "signed";
	p.valid_until = date_add_days(r->mem, p.signed_on, PLAN_DAYS);
	p.review_reason = p.review_on = NULL;
	deed_begin(r);
	rc = end_former(r, &p);
	if (rc)
		db_fail(r->db, rc);
	record_change(r, &plan_record, &old, &p);
	return commit(r, &p, "recorded");
}

/* To whom the family said that it may go, and all that the sheet says. */
static enum result
check_share(struct request *r, const struct plan *p, const char *agency,
    struct consent *by)
{
	static const char *const classes[] = { "identity", "contact", "care" };
	enum result rc = text_blank(agency) ? MISSING : OK;

	if (rc)
		request_fault(r, "agency", "choose");
	for (size_t i = 0; !rc && i < COUNT(classes); i++)
		rc = consent_standing(r, p->child, agency, "disaster",
		    classes[i], by);
	if (rc == MISSING && !r->nfaults)
		request_fault(r, "agency", "この機関に災害・停電時のことを伝える有効な"
		    "同意がありません。同意（氏名・連絡先・ケア）を登録してからにして"
		    "ください。");
	return rc == MISSING ? OK : rc;
}

enum result
plan_share_post(struct request *r)
{
	struct plan old, p;
	struct plan_share s = { .shared_on = r->today,
	    .shared_by = r->who->id };
	struct consent by;
	enum result rc = find(r, &old, &p);
	const char *means = request_form(r, "means"), *says;

	if (rc || !plan_is_in_force(&old))
		return rc ? rc : CONFLICT;
	s.agency = request_form(r, "agency");
	says = field_read(r, record_field(&plan_share_record, "means"),
	    means ? means : "", r->today, false, &s);
	if (says || !s.means)
		request_fault(r, "means", says ? says : "choose");
	rc = check_share(r, &old, s.agency, &by);
	if (rc)
		return rc;
	if (r->nfaults)
		return refuse(r, &old, &p);
	s.plan = p.id;
	s.child = p.child;
	s.edition = p.edition;
	p.shared_on = r->today;
	if (plan_is(&old, "signed"))
		p.state = "shared";
	deed_begin(r);
	record_add(r, &plan_share_record, &s);
	(void)evacuation_sql_share_consent(r, s.id, by.id);
	record_change(r, &plan_record, &old, &p);
	return commit(r, &p, "recorded");
}

enum result
plan_review_post(struct request *r)
{
	struct plan old, p;
	enum result rc = find(r, &old, &p);

	if (rc || !plan_is_in_force(&old))
		return rc ? rc : CONFLICT;
	read_field(r, "review_reason", &p, true);
	if (r->nfaults)
		return refuse(r, &old, &p);
	p.review_on = r->today;
	deed_begin(r);
	record_change(r, &plan_record, &old, &p);
	return commit(r, &p, "recorded");
}

/* The next edition begins as a copy; the one that holds goes on until the new
 * one is signed. */
enum result
plan_revision_post(struct request *r)
{
	struct plan old, p;
	struct rows rows = { 0 };
	enum result rc = find(r, &old, &p);

	if (rc || !plan_is_in_force(&old))
		return rc ? rc : CONFLICT;
	if (!sees_whole(r, &old))
		return DENIED;
	rc = evacuation_sql_written(r, old.child, old.place, &rows);
	if (!rc && rows.nrows)
		return CONFLICT;
	if (!rc)
		rc = evacuation_sql_next_edition(r, old.child, old.place,
		    &p.edition);
	if (rc)
		return rc;
	p.id = NULL;
	p.state = "draft";
	p.previous = old.id;
	p.made_by = r->who->id;
	p.meeting_on = p.meeting_people = NULL;
	p.signed_on = p.signed_by = p.signed_as = p.valid_until = NULL;
	p.shared_on = p.drilled_on = p.confirmed_on = p.ended_on = NULL;
	p.review_reason = p.review_on = p.basis = p.mark = NULL;
	deed_begin(r);
	record_add(r, &plan_record, &p);
	return commit(r, &p, "added");
}
