#include "base/date.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* A few fictional threads, one in each state, from the latest calls in which
 * nobody was named. */
/* Those of the centre stand first among its people. */
enum { COLLEAGUES = 4 };

static const char *
days_ago(struct request *r, int days)
{
	return date_add_days(r->mem, r->today, -days);
}

static void
fill_consent(struct request *r, size_t i, struct intake *in)
{
	in->situation = "吸引と経管栄養のある子の入園について。園の看護師は週3日。";
	in->situation_on = days_ago(r, 9);
	if (i < 2)
		return;
	in->consent_asked_by = "見本園 園長";
	in->consent_asked_on = days_ago(r, 9);
	in->consent = i < 4 ? "waiting" : i == 9 ? "no" : "yes";
	if (i >= 4)
		in->consent_on = days_ago(r, 6);
}

static void
fill_rest(struct request *r, size_t i, const char *person, struct intake *in)
{
	if (i < 6)
		return;
	in->doctor = "見本病院 小児科 医師";
	in->doctor_asked_on = days_ago(r, 5);
	in->doctor_answer = i == 6 ? "waiting" : "yes";
	if (i == 6)
		return;
	in->doctor_on = days_ago(r, 4);
	in->doctor_note = "吸引の指示書を園あてに書いてもらえることになった。";
	if (i == 7)
		return;
	in->actor = "staff";
	in->actor_person = person;
	in->actor_on = days_ago(r, 3);
	in->actor_note = "園を訪問し、職員と手順を確かめる";
	if (i != 10)
		return;
	in->state = "closed";
	in->outcome = "supported";
	in->closed_on = r->today;
}

static enum result
add_one(struct request *r, const struct contact *c, size_t i,
    const char *child, const char *person)
{
	bool named = i >= 5 && i != 9 && child;
	bool over = i == 9 || i == 11;
	struct intake in = { .state = over ? "closed" : "open",
	    .began_on = c->on_day, .staff = person, .asked_by = c->caller };
	enum result rc;

	if (i)
		fill_consent(r, i, &in);
	if (named && !over) {
		in.child = child;
		in.child_on = days_ago(r, 6);
		fill_rest(r, i, person, &in);
	}
	if (over) {
		in.outcome = i == 9 ? "declined" : "information";
		in.outcome_note = "制度の窓口を案内した。";
		in.closed_on = r->today;
	}
	rc = record_add(r, &intake_record, &in);
	if (!rc)
		rc = intake_sql_add_contact(r, in.id, c->id, false);
	return rc || !in.child ? rc : intake_tie(r, &in, in.child);
}

enum result
intake_demo(struct request *r)
{
	struct rows said = { 0 }, children = { 0 }, people = { 0 };
	enum result rc = intake_sql_demo_contacts(r, &said);

	if (!rc)
		rc = intake_sql_demo_children(r, &children);
	if (!rc)
		rc = account_people(r, &people);
	for (size_t i = 0; !rc && people.nrows > COLLEAGUES && i < said.nrows; i++) {
		struct contact c;

		rc = record_get(r, &contact_record, rows_cell(&said, i, "id"),
		    &c);
		if (!rc)
			rc = add_one(r, &c, i, i < children.nrows ?
			    rows_cell(&children, i, "id") : NULL,
			    rows_cell(&people, i % COLLEAGUES, "id"));
	}
	return rc;
}
