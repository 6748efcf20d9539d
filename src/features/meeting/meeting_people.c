#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/guest/guest.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* Who is invited, by notice or by link, and what they answer. */

enum result
meeting_people_of(struct request *r, const char *meeting,
    struct meeting_people *out)
{
	struct rows rows = { 0 };
	enum result rc = meeting_sql_people(r, meeting, &rows);

	*out = (struct meeting_people){ 0 };
	if (rc)
		return rc;
	out->all = arena_array(r->mem, rows.nrows + 1, sizeof(*out->all));
	out->agencies = arena_array(r->mem, rows.nrows + 1,
	    sizeof(*out->agencies));
	for (size_t i = 0; i < rows.nrows; i++) {
		if (!record_load(r, &meeting_participant_record, &rows, i,
		    &out->all[out->n]))
			continue;
		out->agencies[out->n++] = rows_cell(&rows, i, "agency_name");
	}
	return OK;
}

/* Somebody with an account is who they are, and of the agency they are of. */
static void
take_account(struct request *r, struct meeting_participant *p)
{
	struct person who;

	if (account_person(r, p->person, &who)) {
		request_fault(r, "person", "いまいる人から選んでください。");
		return;
	}
	p->name = who.name;
	p->agency = who.agency;
	p->side = who.agency ? "agency" : strcmp(who.role, "family") == 0 ?
	    "family" : "centre";
}

/* The rule of the feature: nobody of an agency without a consent. */
static void
check_consent(struct request *r, const struct meeting *m,
    const struct meeting_participant *p, struct meeting_typed *typed)
{
	struct agency a;

	if (!m->child || !p->agency ||
	    meeting_shares(r, m->child, p->agency, NULL) == OK)
		return;
	typed->consent = arena_fmt(r->mem, "/consents/new?child=%s",
	    m->child);
	request_fault(r, "agency", arena_fmt(r->mem, "%sへの有効な同意がないので、"
	    "招待できません。先に家族の同意を登録してください。",
	    record_get(r, &agency_record, p->agency, &a) ? "この機関" : a.name));
}

static void
check_participant(struct request *r, const struct meeting *m,
    struct meeting_participant *p, struct meeting_typed *typed)
{
	bool of_agency;

	if (p->person)
		take_account(r, p);
	of_agency = p->side && strcmp(p->side, "agency") == 0;
	if (!of_agency)
		p->agency = NULL;
	if (!p->person && !p->name)
		request_fault(r, "name", "名前を入力するか、アカウントのある人を"
		    "選んでください。");
	if (of_agency && m->child && !p->agency)
		request_fault(r, "agency", "同意を確かめるため、所属の機関を選んで"
		    "ください。");
	if (p->mail && !mail_address_fits(p->mail))
		request_fault(r, "mail", "メールアドレスを確かめてください。");
	check_consent(r, m, p, typed);
}

static enum result
check_twice(struct request *r, const struct meeting *m,
    const struct meeting_participant *p)
{
	struct meeting_people people;
	enum result rc = meeting_people_of(r, m->id, &people);

	for (size_t i = 0; !rc && i < people.n; i++)
		if (p->person && people.all[i].person &&
		    strcmp(p->person, people.all[i].person) == 0)
			request_fault(r, "person", "もう参加者に入っています。");
	return rc;
}

/* Whether this account opens the page of the meeting itself. */
static bool
signs_in(struct request *r, const struct meeting *m,
    const struct meeting_participant *p)
{
	struct person who;
	unsigned classes = 0;

	if (!p->person || account_person(r, p->person, &who))
		return false;
	if (!m->child)
		return !who.agency && strcmp(p->side, "centre") == 0;
	return !access_of_person(r, &who, m->child, &classes) &&
	    classes & CLASS_IDENTITY;
}

/* Inside a deed: a notice to who signs in, a link to everybody else. */
static void
invite(struct request *r, const struct meeting *m,
    const struct meeting_participant *p, struct meeting_typed *typed)
{
	int days = date_days_between(r->today, m->on_day);
	struct mail mail = {
		.subject = "会議への招待",
		.record = meeting_participant_record.name,
		.record_id = p->id,
	};

	if (signs_in(r, m, p)) {
		mail.person = p->person;
		mail.body = arena_fmt(r->mem, "つなぐに、会議への招待があります。サイ"
		    "ンインして返事をしてください。\n%s\n", mail_link(r, "/"));
		mail_queue(r, &mail);
		return;
	}
	days = MEETING_LINK_DAYS + (days > 0 ? days : 0);
	typed->link = guest_link_make(r, &guest_meeting, p->id,
	    (int64_t)days * 86400);
	typed->link_for = p->name ? p->name : "参加者";
	if (!p->mail && !p->person)
		return;
	mail.to = p->mail;
	mail.person = p->mail ? NULL : p->person;
	mail.body = arena_fmt(r->mem, "会議への招待があります。次のリンクを開いて、"
	    "返事をしてください。\nはじめに開いた端末でだけ使えます。転送しないでくだ"
	    "さい。\n%s\n", typed->link);
	typed->mailed = p->mail && mail_is_on(r);
	mail_queue(r, &mail);
}

/* The page with the new link, once; without one, back to the meeting. */
static enum result
finish(struct request *r, const struct meeting *m, enum result rc,
    const char *see, const struct meeting_typed *typed)
{
	if (rc || !typed->link)
		return request_see(r, rc, see);
	return meeting_show(r, m, typed);
}

static enum result
again(struct request *r, const struct meeting *m,
    const struct meeting_typed *typed)
{
	enum result rc = meeting_show(r, m, typed);

	return rc ? rc : INVALID;
}

enum result
meeting_participant_post(struct request *r)
{
	struct meeting_participant p = { 0 };
	struct meeting_typed typed = { .participant = &p }, made = { 0 };
	struct meeting m;
	const char *see;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	if (!rc && !meeting_is(&m, "planned"))
		rc = CONFLICT;
	if (rc)
		return rc;
	p.child = m.child;
	(void)!record_read(r, &meeting_participant_record, &p);
	check_participant(r, &m, &p, &typed);
	rc = check_twice(r, &m, &p);
	if (rc)
		return rc;
	if (r->nfaults)
		return again(r, &m, &typed);
	p.meeting = m.id;
	p.invited_on = r->today;
	p.answer = "pending";
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "added");
	deed_begin(r);
	if (!record_add(r, &meeting_participant_record, &p))
		invite(r, &m, &p, &made);
	return finish(r, &m, deed_commit(r, see), see, &made);
}

/* The participant of the address, their meeting, and the version typed. */
static enum result
load(struct request *r, struct meeting_participant *p, struct meeting *m)
{
	enum result rc = record_get(r, &meeting_participant_record, r->arg[0],
	    p);

	if (!rc)
		rc = record_get(r, &meeting_record, p->meeting, m);
	if (!rc && (!meeting_is(m, "planned") || p->removed_on))
		rc = CONFLICT;
	return rc;
}

static enum result
change(struct request *r, const struct meeting_participant *old,
    struct meeting_participant *p)
{

	form_version(r, p);
	return record_change(r, &meeting_participant_record, old, p);
}

enum result
meeting_answer_post(struct request *r)
{
	const char *answer = request_form(r, "answer"), *see;
	struct meeting_participant old, p;
	struct meeting m;
	enum result rc = load(r, &old, &m);

	if (rc)
		return rc;
	if (!request_may(r, CHILD_WRITE) && !(old.person && r->who->id &&
	    strcmp(old.person, r->who->id) == 0))
		return DENIED;
	if (!answer || (strcmp(answer, "yes") != 0 &&
	    strcmp(answer, "no") != 0)) {
		request_fault(r, "answer", "choose");
		return again(r, &m, &(struct meeting_typed){ 0 });
	}
	p = old;
	p.answer = answer;
	p.answered_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "changed");
	deed_begin(r);
	(void)change(r, &old, &p);
	return request_see(r, deed_commit(r, see), see);
}

enum result
meeting_invitation_post(struct request *r)
{
	struct meeting_participant old, p;
	struct meeting_typed typed = { 0 };
	struct meeting m;
	const char *see;
	enum result rc = load(r, &old, &m);

	if (rc)
		return rc;
	p = old;
	check_consent(r, &m, &p, &typed);
	if (r->nfaults) {
		typed.participant = &p;
		return again(r, &m, &typed);
	}
	p.invited_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "changed");
	deed_begin(r);
	if (!change(r, &old, &p))
		invite(r, &m, &p, &typed);
	return finish(r, &m, deed_commit(r, see), see, &typed);
}

/* Their link opens nothing from now on; that they were invited stays. */
enum result
meeting_removal_post(struct request *r)
{
	struct meeting_participant old, p;
	struct meeting m;
	const char *see;
	enum result rc = load(r, &old, &m);

	if (rc)
		return rc;
	p = old;
	p.removed_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "changed");
	deed_begin(r);
	if (!change(r, &old, &p))
		(void)guest_link_revoke(r, &guest_meeting, p.id);
	return request_see(r, deed_commit(r, see), see);
}
