#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/consent/consent.h"
#include "features/coordinator/coordinator_offer.h"
#include "features/team/team.h"

/* Months an advisor stands beside somebody's first case, in days. */
enum { BESIDE_DAYS = 180 };

/* What is asked for: whom, with whom beside. */
struct wish {
	struct coordinator_offer offer;
	struct person account, advisor;		/* id NULL: none */
	const char *agency;			/* whose consent is needed */
	const char *lacks;			/* the agency that lacks it */
};

static enum result
find_offer(struct request *r, const struct child *child, const char *id,
    struct coordinator_offer *out)
{
	struct coordinator_offer *all;
	enum coordinator_load load;
	size_t n;
	enum result rc = coordinator_offers(r, child, &load, &all, &n);

	for (size_t i = 0; !rc && i < n; i++) {
		if (id && strcmp(all[i].c.id, id) == 0) {
			*out = all[i];
			return OK;
		}
	}
	return rc ? rc : MISSING;
}

static bool
agreed(struct request *r, const char *child, const char *agency)
{
	struct consent given;

	return !consent_standing(r, child, agency, "support", "identity",
	    &given);
}

static enum result
check_theirs(struct request *r, const struct child *child,
    const char *coordinator)
{
	struct rows rows = { 0 };
	enum result rc = coordinator_sql_cases(r, coordinator, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		if (strcmp(rows_cell(&rows, i, "child"), child->id) == 0)
			request_fault(r, "coordinator",
			    "もうこの子を担当しています。");
	return rc;
}

/* The family decides whether the agency comes to know of their child. */
static void
check_consent(struct request *r, const struct child *child, struct wish *w)
{
	const struct coordinator *c = &w->offer.c;

	w->agency = w->account.id ? w->account.agency : c->agency;
	if (!w->agency && !w->account.id)
		request_fault(r, "coordinator", arena_fmt(r->mem,
		    "%sさんの所属機関が登録されていません。先に台帳に書いてください。",
		    c->name));
	else if (w->agency && !agreed(r, child->id, w->agency)) {
		w->lacks = w->agency;
		request_fault(r, "coordinator", arena_fmt(r->mem,
		    "%sさんの機関への家族の同意がありません。先に同意をもらって"
		    "ください。", c->name));
	}
}

static void
check_advisor(struct request *r, const struct child *child, struct wish *w)
{
	const char *id = request_form(r, "advisor");
	struct account a = { 0 };

	if (!id || !*id)
		return;
	if (account_person(r, id, &w->advisor) ||
	    record_get(r, &account_record, id, &a) ||
	    (a.left_on && strcmp(a.left_on, r->today) <= 0) ||
	    !access_has_role(&w->advisor, "advisor"))
		request_fault(r, "advisor",
		    "いまいるアドバイザーから選んでください。");
	else if (w->advisor.agency && !agreed(r, child->id,
	    w->advisor.agency)) {
		w->lacks = w->lacks ? w->lacks : w->advisor.agency;
		request_fault(r, "advisor", arena_fmt(r->mem,
		    "%sさんの機関への家族の同意がありません。先に同意をもらって"
		    "ください。", w->advisor.name));
	}
}

static void
add_rows(struct request *r, const struct child *child, const struct wish *w)
{
	const struct coordinator *c = &w->offer.c;
	struct supporter s = { .child = child->id, .part = "coordinator",
	    .agency = c->agency, .coordinator = c->id, .name = c->name,
	    .phone = c->phone, .from_on = r->today };
	struct team_member m = { .child = child->id, .person = w->account.id,
	    .from_on = r->today, .part = "コーディネーター" };
	struct assignment a = { .child = child->id, .person = w->advisor.id,
	    .from_on = r->today, .to_on = date_add_days(r->mem, r->today,
	    BESIDE_DAYS), .purpose = arena_fmt(r->mem,
	    "%sさんの初めての担当を一緒に支える", c->name) };

	record_add(r, &supporter_record, &s);
	if (m.person)
		record_add(r, &team_member_record, &m);
	if (a.person)
		record_add(r, &assignment_record, &a);
}

/* POST /children/ID/coordinator: coordinator, advisor. */
enum result
coordinator_proposal_post(struct request *r)
{
	struct child child;
	struct wish w = { 0 };
	enum result rc = record_get(r, &child_record, r->arg[0], &child);
	const char *see;

	if (!rc && !access_centre_writes(r))
		rc = DENIED;
	if (rc)
		return rc;
	rc = find_offer(r, &child, request_form(r, "coordinator"), &w.offer);
	if (rc && rc != MISSING)
		return rc;
	if (rc)
		request_fault(r, "coordinator", "choose");
	else if (w.offer.excluded)
		request_fault(r, "coordinator", w.offer.excluded);
	else
		rc = check_theirs(r, &child, w.offer.c.id);
	if (!r->nfaults && w.offer.c.person)
		rc = account_person(r, w.offer.c.person, &w.account);
	if (!r->nfaults) {
		check_consent(r, &child, &w);
		check_advisor(r, &child, &w);
	}
	if (r->nfaults) {
		(void)coordinator_proposal_again(r, &child, w.lacks);
		return INVALID;
	}
	if (rc)
		return rc;
	see = request_saying(r, supporter_path(r, child.id), "added");
	deed_begin(r);
	add_rows(r, &child, &w);
	return request_see(r, deed_commit(r, see), see);
}
