#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/consent/consent.h"
#include "features/dispatch/dispatch_private.h"
#include "features/team/team.h"

/* One step after the other, each from the state before it and no other. */

enum taker { THE_CENTRE, WHO_GOES };

struct step {
	struct dispatch old, d;
};

/* The dispatch's own fields only: `decision` is the step's. */
static enum result
read_fields(struct request *r, struct dispatch *d)
{
	struct pairs all = r->form, own = { arena_array(r->mem, all.n + 1,
	    sizeof(*own.at)), 0 };
	enum result rc;

	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.at[i].name, "decision") != 0)
			own.at[own.n++] = all.at[i];
	r->form = own;
	rc = record_read(r, &dispatch_record, d);
	r->form = all;
	return rc;
}

/*
 * The form of a step that goes on from `from` or `or` into s->d; what a step
 * must not touch stays as it was. CONFLICT: somebody has taken it already. What
 * cannot be read is a fault, and no reason to stop.
 */
static enum result
step_read(struct request *r, struct step *s, enum taker taker,
    const char *from, const char *or)
{
	enum result rc = record_get(r, &dispatch_record, r->arg[0], &s->old);

	if (!rc && !dispatch_is(&s->old, from) &&
	    !(or && dispatch_is(&s->old, or)))
		rc = CONFLICT;
	if (!rc && !(taker == THE_CENTRE ? access_centre_writes(r) :
	    dispatch_may_carry(r, &s->old)))
		rc = DENIED;
	if (rc)
		return rc;
	s->d = s->old;
	rc = read_fields(r, &s->d);
	s->d.child = s->old.child;
	s->d.agency = s->old.agency;
	s->d.asked_on = s->old.asked_on;
	s->d.kind = s->old.kind;
	if (taker == WHO_GOES)
		s->d.person = s->old.person;
	return rc == INVALID ? OK : rc;
}

static enum result
commit(struct request *r, const struct dispatch *old, struct dispatch *d)
{
	const char *see = request_saying(r, arena_fmt(r->mem, "/dispatches/%s",
	    d->id), "changed");

	record_change(r, &dispatch_record, old, d);
	return request_see(r, deed_commit(r, see), see);
}

static bool
is_one_of(const char *s, const char *a, const char *b, const char *c)
{
	return s && (strcmp(s, a) == 0 || strcmp(s, b) == 0 ||
	    strcmp(s, c) == 0);
}

enum result
dispatch_decision_post(struct request *r)
{
	const char *decision = request_form(r, "decision");
	struct step s;
	enum result rc = step_read(r, &s, THE_CENTRE, "received", "adjusting");

	if (rc)
		return rc;
	if (!is_one_of(decision, "accepted", "adjusting", "declined"))
		request_fault(r, "decision", "choose");
	else if (strcmp(decision, "accepted") != 0 && !s.d.reason)
		request_fault(r, "reason",
		    "依頼した方に伝わるように、理由を書いてください。");
	if (r->nfaults)
		return dispatch_again(r, &s.d, NULL, INVALID);
	s.d.state = decision;
	s.d.decided_on = r->today;
	deed_begin(r);
	return commit(r, &s.old, &s.d);
}

/* Whoever goes must be able to read what it is about, from that day on. */
static void
check_person(struct request *r, const struct dispatch *d)
{
	struct person who;
	struct account a = { 0 };
	enum result rc = d->person ? account_person(r, d->person, &who) :
	    MISSING;
	struct consent given;

	if (!rc)
		rc = record_get(r, &account_record, d->person, &a);
	if (rc || (a.left_on && strcmp(a.left_on, r->today) <= 0)) {
		request_fault(r, "person", "いまいる人から選んでください。");
		return;
	}
	if (!d->child || !who.agency)
		return;
	if (consent_standing(r, d->child, who.agency, "support", "identity",
	    &given))
		request_fault(r, "person", arena_fmt(r->mem, "%sさんの機関への"
		    "同意がありません。先に家族の同意を登録してください。",
		    who.name));
}

static void
check_plan(struct request *r, const struct dispatch *d)
{
	if (!d->planned_on)
		request_fault(r, "planned_on", "required");
	else if (strcmp(d->planned_on, r->today) < 0)
		request_fault(r, "planned_on",
		    "今日より後の日を入力してください。");
}

/* The way to the child, for as long as the report takes. */
static void
open_way(struct request *r, struct dispatch *d)
{
	struct assignment a = {
		.child = d->child,
		.person = d->person,
		.from_on = r->today,
		.to_on = date_add_days(r->mem, d->planned_on,
		    DISPATCH_AFTER_DAYS),
		.purpose = arena_fmt(r->mem, "派遣 %s", d->number),
	};
	struct account who;

	if (!d->child || record_get(r, &account_record, d->person, &who) ||
	    !who.agency)
		return;
	if (!record_add(r, &assignment_record, &a))
		d->assignment = a.id;
}

enum result
dispatch_assignment_post(struct request *r)
{
	struct step s;
	enum result rc = step_read(r, &s, THE_CENTRE, "accepted", NULL);

	if (rc)
		return rc;
	if (!r->nfaults) {
		check_person(r, &s.d);
		check_plan(r, &s.d);
	}
	if (r->nfaults)
		return dispatch_again(r, &s.d, NULL, INVALID);
	s.d.state = "assigned";
	deed_begin(r);
	open_way(r, &s.d);
	mail_queue(r, &(struct mail){
		.person = s.d.person,
		.subject = "派遣をお願いします",
		.body = arena_fmt(r->mem, "つなぐに、派遣のお願いがあります。サイン"
		    "インして確かめてください。\n%s\n", mail_link(r, "/")),
		.record = dispatch_record.name,
		.record_id = s.d.id,
		.once = arena_fmt(r->mem, "dispatch:%s:%s", s.d.id,
		    s.d.person),
	});
	return commit(r, &s.old, &s.d);
}

enum result
dispatch_preparation_post(struct request *r)
{
	struct step s;
	enum result rc = step_read(r, &s, WHO_GOES, "assigned", NULL);

	if (rc)
		return rc;
	if (!r->nfaults)
		check_plan(r, &s.d);
	if (r->nfaults)
		return dispatch_again(r, &s.d, NULL, INVALID);
	deed_begin(r);
	return commit(r, &s.old, &s.d);
}

static void
check_report(struct request *r, const struct dispatch *d)
{
	if (!d->carried_on)
		request_fault(r, "carried_on", "required");
	else if (strcmp(d->carried_on, r->today) > 0)
		request_fault(r, "carried_on", "in_the_future");
	else if (strcmp(d->carried_on, d->asked_on) < 0)
		request_fault(r, "carried_on",
		    "依頼の日より前になっています。日付を確かめてください。");
	/* What was asked for is not always what was done. */
	if (!d->region)
		request_fault(r, "region", "choose");
	if (!d->purpose)
		request_fault(r, "purpose", "choose");
	if (!d->content)
		request_fault(r, "content", "required");
	if (!d->participants)
		request_fault(r, "participants",
		    "参加した人の数を入力してください。");
}

/* An advisor's visit counts in the year's tables, once, as it now stands. */
static void
count_activity(struct request *r, struct dispatch *d)
{
	struct advisor_activity old, a = {
		.number = arena_fmt(r->mem, "派遣%s", d->number),
	};

	if (strcmp(d->kind, "advisor") != 0)
		return;
	if (d->activity && !record_get(r, &advisor_activity_record,
	    d->activity, &old)) {
		a = old;
		a.on_day = d->carried_on;
		a.region = d->region;
		a.kind = d->purpose;
		record_change(r, &advisor_activity_record, &old, &a);
		return;
	}
	a.on_day = d->carried_on;
	a.region = d->region;
	a.kind = d->purpose;
	if (!record_add(r, &advisor_activity_record, &a))
		d->activity = a.id;
}

enum result
dispatch_report_post(struct request *r)
{
	struct step s;
	enum result rc = step_read(r, &s, WHO_GOES, "assigned", "reported");

	if (rc)
		return rc;
	if (!r->nfaults)
		check_report(r, &s.d);
	if (r->nfaults)
		return dispatch_again(r, &s.d, NULL, INVALID);
	s.d.state = "reported";
	deed_begin(r);
	count_activity(r, &s.d);
	return commit(r, &s.old, &s.d);
}

/* What it opened to the child closes with it. */
static void
close_way(struct request *r, const struct dispatch *d)
{
	struct assignment old, a;

	if (!d->assignment || record_get(r, &assignment_record, d->assignment,
	    &old) || strcmp(old.to_on, r->today) <= 0)
		return;
	a = old;
	a.to_on = strcmp(a.from_on, r->today) > 0 ? a.from_on : r->today;
	record_change(r, &assignment_record, &old, &a);
}

static enum result
end(struct request *r, const struct dispatch *old, const char *state)
{
	struct dispatch d = *old;

	form_version(r, &d);
	d.state = state;
	d.closed_on = r->today;
	deed_begin(r);
	close_way(r, &d);
	return commit(r, old, &d);
}

enum result
dispatch_closing_post(struct request *r)
{
	struct dispatch old;
	enum result rc = record_get(r, &dispatch_record, r->arg[0], &old);

	if (!rc && !dispatch_is(&old, "reported"))
		rc = CONFLICT;
	if (!rc && !access_centre_writes(r))
		rc = DENIED;
	return rc ? rc : end(r, &old, "closed");
}

enum result
dispatch_withdrawal_post(struct request *r)
{
	struct dispatch old;
	enum result rc = record_get(r, &dispatch_record, r->arg[0], &old);

	if (rc)
		return rc;
	if (!dispatch_next(&old) || dispatch_is(&old, "reported"))
		return CONFLICT;
	return dispatch_may_withdraw(r, &old) ? end(r, &old, "withdrawn") :
	    DENIED;
}
