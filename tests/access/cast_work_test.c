#include "features/care/care.h"
#include "features/directory/directory.h"
#include "features/dispatch/dispatch.h"
#include "features/evacuation/evacuation.h"
#include "features/exchange/exchange.h"
#include "features/family/family.h"
#include "features/intake/intake.h"
#include "features/matching/matching.h"
#include "features/meeting/meeting.h"
#include "features/outage/outage.h"
#include "features/outage/outage_sql.h"
#include "tests/access/cast_rows_test.h"

/* What is under way for a child: requests, dispatches, meetings. */

/* Asked for by nobody in the cast; to be decided, and one that is over. */
void
cast_store_dispatches(const struct writing *w, size_t child)
{
	const char *number = cast_text(w->r->mem, w->c, child, "dispatch",
	    "number");

	cast_put(w, &dispatch_record, child, false, "kind", "technical", "state",
	    "received", "assignment", NULL, "activity", NULL, NULL);
	cast_put(w, &dispatch_record, child, true, "number", arena_fmt(w->r->mem,
	    "%s2", number), "kind", "technical", "state", "closed",
	    "assignment", NULL, "activity", NULL, NULL);
}

/* One to be written up, with somebody invited, and one that is over. */
void
cast_store_meetings(const struct writing *w, size_t child)
{
	struct stored *s = cast_put(w, &meeting_record, child, false, "kind",
	    "care", "state", "planned", "yearly", "1", "previous", NULL, NULL);

	cast_put(w, &meeting_participant_record, child, false, "meeting", s->id,
	    "side", "agency", "answer", "pending", "removed_on", NULL, NULL);
	cast_put(w, &meeting_record, child, true, "kind", "discharge", "state",
	    "closed", "previous", NULL, NULL);
}

/* One that was carried as far as its last step, and one that is over. */
void
cast_store_intakes(const struct writing *w, size_t child)
{
	const char *number = cast_text(w->r->mem, w->c, child, "intake",
	    "number");

	cast_put(w, &intake_record, child, false, "state", "open", "consent",
	    "yes", "consent_on", LATER, "doctor_answer", "yes", "doctor_on",
	    LATER, "actor", "staff", "skipped", child == NO_CHILD ? "child" :
	    NULL, "closed_on", NULL, NULL);
	cast_put(w, &intake_record, child, true, "number", arena_fmt(w->r->mem,
	    "%s2", number), "state", "closed", "consent", "yes", "consent_on",
	    LATER, "doctor_answer", "yes", "doctor_on", LATER, "actor", "staff",
	    "outcome", "supported", "closed_on", LATER, NULL);
}

/* A score that stands and one that was wrong; a device there and one gone. Days
 * are few, so most of these have none. */
void
cast_store_care(const struct writing *w, size_t child)
{
	if (child == NO_CHILD)
		return;
	cast_put(w, &assessment_record, child, false, "instrument", CARE_SCORE,
	    "items", "5=high", "base", "8", "watch", "1", "total", "9", "class",
	    "1", "granted_on", NULL, "valid_until", NULL, "withdrawn_on", NULL,
	    "withdrawn_why", NULL, NULL);
	cast_put(w, &assessment_record, child, true, "instrument", CARE_SEVERE,
	    "items", NULL, "on_day", w->r->today, "granted_on", NULL,
	    "valid_until", NULL, "withdrawn_on", w->r->today, NULL);
	cast_put(w, &device_record, child, false, "kind", "ventilator",
	    "battery_since", NULL, "removed_on", NULL, NULL);
	cast_put(w, &device_record, child, true, "kind", "suction",
	    "battery_since", NULL, "battery_checked_on", NULL, "removed_on",
	    w->r->today, NULL);
	cast_put(w, &supply_record, child, false, "item", "formula",
	    "checked_on", w->r->today, NULL);
}

/* One place is asked, and has not answered. */
void
cast_store_needs(const struct writing *w, size_t child)
{
	struct stored *s = cast_put(w, &need_record, child, false, "state",
	    "open", "service", w->c->service, "ended_on", NULL, NULL);

	cast_put(w, &inquiry_record, child, false, "need", s->id, "service",
	    w->c->service, "answer", NULL, "reason", NULL, "answered_on", NULL,
	    NULL);
}

/* One in force, that was shared and drilled, and the one it took the place of;
 * what the family says has changed. Few days: there are not so many that differ. */
void
cast_store_plans(const struct writing *w, size_t child)
{
	const char *today = w->r->today;
	struct stored *a = cast_put(w, &acceptance_record, child, false, "kind",
	    "hospital", "answer", "yes", "confirmed_on", today, NULL);
	struct stored *p = cast_put(w, &plan_record, child, false, "place",
	    "home", "edition", "2", "state", "drilled", "acceptance", a->id,
	    "previous", NULL, "photo", NULL, "ended_on", NULL,
	    "valid_until", today, "review_on", NULL, "weight_on", NULL,
	    "utility_on", NULL,
	    "hospital_agreed_on", NULL, "meeting_on", NULL, "shared_on", today,
	    "drilled_on", today, "confirmed_on", NULL, NULL);

	cast_put(w, &plan_record, child, true, "place", "home", "edition", "1",
	    "state", "revised", "previous", NULL, "photo", NULL,
	    "review_on", NULL, "weight_on", NULL, "utility_on", NULL,
	    "hospital_agreed_on", NULL,
	    "meeting_on", NULL, "signed_on", today, "valid_until", today,
	    "shared_on", NULL, "drilled_on", NULL, "confirmed_on", NULL,
	    "ended_on", today, NULL);
	cast_put(w, &plan_share_record, child, false, "plan", p->id, "agency",
	    w->c->agency, "edition", "2", "means", "paper", "shared_on", today,
	    NULL);
	cast_put(w, &drill_record, child, false, "plan", p->id, "minutes", "40",
	    "on_day", today, NULL);
	cast_put(w, &family_proposal_record, child, false, "about", "device",
	    "state", "open", "proposed_on", today, "decided_on", NULL, NULL);
}

const char *
cast_store_service(const struct writing *w)
{
	struct origin by = { SOURCE_OPEN, "2026-03-01", "test" };
	struct place p = { .name = "place", .municipality = "02201" };
	struct service s = { .kind = "short_stay" };

	EXPECT(directory_add(w->r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(w->r, &service_record, &s, &by) == OK);
	return arena_text(w->c->town->mem, s.id);
}

static const char *
store_outage(const struct writing *w, const char *drill,
    const char *const *places, size_t n)
{
	struct outage o = { .kind = "earthquake", .title = "cut", .drill = drill,
		.began_at = w->r->now, .declared_at = w->r->now,
		.basis = *drill == '1' ? NULL : "act" };

	EXPECT(record_add(w->r, &outage_record, &o) == OK);
	for (size_t i = 0; i < n; i++)
		outage_sql_area_add(w->r, o.id, places[i], w->r->now);
	outage_sql_body_add(w->r, o.id, w->c->agency);
	outage_sql_body_add(w->r, o.id, w->c->office);
	return arena_text(w->c->town->mem, o.id);
}

void
cast_store_outages(const struct writing *w)
{
	static const char *const places[] = { "02201", "02203", "02205" };
	struct outage_stock s = { .kind = "battery", .label = "battery",
		.pieces = 100 };

	w->c->drill = store_outage(w, "1", places, COUNT(places));
	w->c->disaster = store_outage(w, "0", places + 2, 1);
	s.outage = w->c->drill;
	EXPECT(record_add(w->r, &outage_stock_record, &s) == OK);
	w->c->battery = arena_text(w->c->town->mem, s.id);
}

/* Called once, without an answer; a battery is there. */
void
cast_store_calls(const struct writing *w, size_t child)
{
	const char *place = stories[child].place, *now = w->r->now;
	const char *outage = place && strcmp(place, "02205") == 0 ?
	    w->c->disaster : w->c->drill;

	cast_put(w, &outage_case_record, child, false, "outage", outage,
	    "status", "absent", "claimed_at", NULL, "told_at", now, "reached_at",
	    NULL, NULL);
	cast_put(w, &outage_log_record, child, false, "outage", outage, "at",
	    now, "verb", "status", "status", "absent", NULL);
	cast_put(w, &outage_loan_record, child, false, "outage", outage,
	    "stock", w->c->battery, "given_at", now, "returned_at", NULL, NULL);
}

/* It is over, so that no family's page shows it. */
void
cast_store_exchange(const struct writing *w)
{
	struct exchange e = { .title = "exchange", .kind = "gathering",
		.on_day = w->r->today, .cancelled_on = w->r->today };

	EXPECT(record_add(w->r, &exchange_record, &e) == OK);
	w->c->exchange = arena_text(w->c->town->mem, e.id);
}

/* One family that comes, and who may be photographed. */
void
cast_store_parties(const struct writing *w, size_t child)
{
	struct stored *s = cast_put(w, &exchange_party_record, child, false,
	    "exchange", w->c->exchange, "adults", "2", "siblings", "1", "state",
	    "accepted", "source", "staff", NULL);

	cast_put(w, &exchange_guest_record, child, false, "party", s->id,
	    "kind", "adult", "photo", "no", NULL);
}
