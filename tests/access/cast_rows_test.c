#include <stdarg.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/attachment/attachment_page.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/contact/contact.h"
#include "features/coordinator/coordinator.h"
#include "features/pathway/pathway.h"
#include "features/task/task.h"
#include "features/task/task_sql.h"
#include "features/team/team.h"
#include "tests/access/cast_rows_test.h"

/* Storing the cast: people, agencies, and for every child a row of each kind,
 * whose every text and day can be told from all others. */

static const char *
own_day(const struct writing *w, size_t child, const char *record,
    const char *field, const char *which)
{
	static const char taken[] = "-04-01 -03-31 -12-31 -01-01 -04-05 -04-12"
	    " -11-20 -11-27 -04-04 -01-02";
	struct cast *c = w->c;
	const char *day;

	do {
		int n = 200 + (int)c->passed++;

		day = date_add_days(c->town->mem, w->r->today,
		    strcmp(which, LATER) == 0 ? n : -n);
	} while (strstr(taken, day + 4));
	EXPECT(c->ndays < COUNT(c->days));
	c->days[c->ndays++] = (struct day){ day, child, (size_t)cast_mark(c,
	    record, strlen(record), field, strlen(field)) };
	return day;
}

/* name, value, ..., NULL: what is not as it would be by itself. */
static const char *
given(const struct field *f, const char *by_itself, va_list from)
{
	const char *name, *value, *out = by_itself;
	va_list ap;

	va_copy(ap, from);
	while ((name = va_arg(ap, const char *))) {
		value = va_arg(ap, const char *);
		if (strcmp(name, f->name) == 0)
			out = value;
	}
	va_end(ap);
	return out;
}

static const char *
by_itself(const struct writing *w, const struct record *rec, size_t child,
    const struct field *f)
{
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
	case KIND_KANA:
		return cast_text(w->r->mem, w->c, child, rec->name, f->name);
	case KIND_DAY:
		return EARLIER;
	case KIND_LINK:
		return f->to == &child_record && child < NO_CHILD ?
		    w->c->children[child] : NULL;
	default:
		return NULL;
	}
}

/* What the command line may not write either is sealed by hand. */
static void
store_guarded(const struct writing *w, size_t child)
{
	static const struct query q = { "test.guarded",
		"UPDATE child SET guarded = $2 WHERE id = $1" };
	const char *id = w->c->children[child];
	const char *text = cast_text(w->r->mem, w->c, child, "child",
	    "guarded");

	db_exec(w->r->db, &q, ARGS(v_text(id), v_text(record_close_cell(w->r,
	    w->r->mem, &child_record, record_field(&child_record, "guarded"),
	    id, text))));
}

struct stored *
cast_put(const struct writing *w, const struct record *rec, size_t child,
    int done, ...)
{
	struct cast *c = w->c;
	struct record_head *obj = arena_take(w->r->mem, rec->size);
	struct stored *s = &c->stored[c->nstored++];
	const struct field *whose;
	va_list ap;

	EXPECT(c->nstored < COUNT(c->stored) &&
	    rec->nfields <= COUNT(s->filled));
	*s = (struct stored){ .record = rec, .child = child,
		.done = done != 0 };
	va_start(ap, done);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *value = given(f, by_itself(w, rec, child, f), ap);

		if (value && (strcmp(value, EARLIER) == 0 ||
		    strcmp(value, LATER) == 0))
			value = own_day(w, child, rec->name, f->name, value);
		s->filled[i] = value != NULL;
		if (f->tells != CLASS_PROTECTED)
			field_set(f, obj, value);
	}
	va_end(ap);
	EXPECT(record_add(w->r, rec, obj) == OK);
	s->id = arena_text(c->town->mem, obj->id);
	whose = record_field(rec, "person");
	if (!whose)
		whose = record_field(rec, "owner");
	if (whose)
		s->person = arena_text(c->town->mem, field_text(w->r->mem,
		    whose, obj));
	return s;
}

static const char *const cares[] = { "ventilator", "tracheostomy",
    "airway", "oxygen", "suction", "nebuliser", "tube_feeding",
    "central_line", "injection", "glucose", "dialysis", "catheter",
    "bowel", "seizure" };

static void
store_child(const struct writing *w, size_t child)
{
	struct cast *c = w->c;
	const struct story *story = &stories[child];

	c->care[child] = cares[child % COUNT(cares)];
	c->care_label[child] = arena_text(c->town->mem,
	    codes_label(w->r->codes, "care", c->care[child]));
	w->c->children[child] = cast_put(w, &child_record, child, false, "sex",
	    "male", "medical_care", "yes", "municipality",
	    story->place ? story->place : "02203", "born_on",
	    story->born_on ? story->born_on : EARLIER, "care",
	    cares[child % COUNT(cares)], NULL)->id;
	store_guarded(w, child);
	if (story->born_on)
		c->days[c->ndays++] = (struct day){ story->born_on, child,
			(size_t)cast_mark(c, "child", 5, "born_on", 7) };
}

/* One with a step still open, whose text was put right once, and one done. */
static void
store_contacts(const struct writing *w, size_t child)
{
	const char *number = cast_text(w->r->mem, w->c, child, "contact",
	    "number");
	struct stored *s;
	struct contact old, c;

	cast_put(w, &contact_record, child, true, "number",
	    arena_fmt(w->r->mem, "%s2", number), "topics", "daily", "method",
	    "visit", "requester", "family", "visit", NULL, NULL);
	s = cast_put(w, &contact_record, child, false, "topics", "school",
	    "method", "phone", "requester", "medical", "next_done_on", NULL,
	    "visit", NULL, NULL);
	EXPECT(record_get(w->r, &contact_record, s->id, &old) == OK);
	c = old;
	c.topics = "device";
	EXPECT(record_change(w->r, &contact_record, &old, &c) == OK);
}

static void
store_open_task(const struct writing *w, size_t child, const char *owner)
{
	cast_put(w, &task_record, child, false, "owner", owner, "from_record",
	    NULL, "from_id", NULL, "done_on", NULL, "result", NULL, NULL);
}

/* One open and one done, both a third party's; and those that some were given
 * who may have no path to the child: to have a task of hers is none. */
static void
store_tasks(const struct writing *w, size_t child)
{
	const char *owner = w->c->third_party;

	store_open_task(w, child, owner);
	for (size_t i = ADVISOR; i < PEOPLE && child != NO_CHILD; i += 2)
		store_open_task(w, child, w->c->seats[i].id);
	cast_put(w, &task_record, child, true, "owner", owner, "from_record",
	    NULL, "from_id", NULL, NULL);
}

/* The days of a way, the stage she is in, one she was in and one she comes to, a
 * step that is open and one that is done. */
static void
store_way(const struct writing *w, size_t child)
{
	const char *owner = w->c->third_party;

	if (child == NO_CHILD)
		return;
	cast_put(w, &pathway_record, child, false, "born_on", NULL,
	    "discharge_on", LATER, "nursery_on", LATER, "school_on", LATER,
	    NULL);
	cast_put(w, &pathway_stage_record, child, false, "stage", "home",
	    "to_on", NULL, NULL);
	cast_put(w, &pathway_stage_record, child, true, "stage", "nicu", "to_on",
	    w->r->today, NULL);
	cast_put(w, &pathway_stage_record, child, true, "stage", "nursery",
	    "expected_on", date_add_days(w->r->mem, w->r->today, 30),
	    "from_on", NULL, "to_on", NULL, "note", NULL, NULL);
	cast_put(w, &pathway_step_record, child, false, "stage", "home", "step",
	    NULL, "state", "todo", "owner", owner, "done_on", NULL, NULL);
	cast_put(w, &pathway_step_record, child, true, "stage", "home", "step",
	    NULL, "state", "done", "owner", owner, NULL);
}

/* Written down under one child, then found to be about another: what it said
 * before is a version nobody of the other child's may see. */
static void
store_moved(const struct writing *w, size_t from, size_t to)
{
	static const char *const texts[] = { "caller", "body", "next_step",
	    "place" };
	struct stored *s = cast_put(w, &contact_record, from, false, "number",
	    arena_fmt(w->r->mem, "%s3", cast_text(w->r->mem, w->c, to,
	    "contact", "number")), "next_done_on", NULL, "visit", NULL, NULL);
	struct contact old, c;

	EXPECT(record_get(w->r, &contact_record, s->id, &old) == OK);
	c = old;
	c.child = w->c->children[to];
	for (size_t i = 0; i < COUNT(texts); i++)
		field_set(record_field(&contact_record, texts[i]), &c,
		    cast_text(w->r->mem, w->c, to, "contact", texts[i]));
	c.on_day = own_day(w, to, "contact", "on_day", EARLIER);
	c.next_on = own_day(w, to, "contact", "next_on", EARLIER);
	EXPECT(record_change(w->r, &contact_record, &old, &c) == OK);
	s->child = to;
}

/* With its title as what stands on it. */
static struct stored *
store_paper(const struct writing *w, size_t child, const char *of,
    const char *of_id, unsigned needs, const char *title)
{
	const char *text = cast_text(w->r->mem, w->c, child, "attachment",
	    "title");
	bool plain = title != NULL, done = plain && *of == 'c' && of[1] == 'h';
	const char *body = plain ? title : text;
	struct attachment a = { .size = (int64_t)strlen(body) };
	struct stored *s = cast_put(w, &attachment_record, child, done,
	    "of_record", of, "of_id", of_id, "type", "image/png",
	    "classes", needs & CLASS_CLINICAL ?
	    "identity,contact,care,clinical" : "identity,contact",
	    "title", body, "added_on", plain ? w->r->today : EARLIER,
	    "size", arena_fmt(w->r->mem, "%lld", (long long)a.size),
	    "removed_on", done ? w->r->today : NULL,
	    "removed_why", done ? title : NULL, NULL);

	a.id = s->id;
	EXPECT(attachment_keep(w->r, &a, body, strlen(body)) == OK);
	s->needs = needs;
	for (size_t i = 0; plain && i < COUNT(s->filled); i++)
		s->filled[i] = false;
	return s;
}

/* One that needs all there is to see, one that was taken out, and the paper of
 * each consent. */
static void
store_papers(const struct writing *w, size_t child)
{
	const char *id = w->c->children[child];
	const struct stored *all[MAX_ROWS];
	size_t n = cast_rows(w->c, &consent_record, child, false, all);

	store_paper(w, child, "child", id, CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, NULL);
	store_paper(w, child, "child", id, CLASS_CONTACT, "taken out");
	for (size_t i = 0; i < n; i++)
		store_paper(w, child, "consent", all[i]->id, CLASS_CONTACT,
		    "signed")->agency = all[i]->agency;
}

static void
store_consent(const struct writing *w, size_t child, const char *recipient,
    const char *how)
{
	const char *yesterday = date_add_days(w->r->mem, w->r->today, -1);
	const char *tomorrow = date_add_days(w->r->mem, w->r->today, 1);
	bool part = strchr(how, ',') != NULL;
	bool withdrawn = strcmp(how, "withdrawn") == 0;

	cast_put(w, &consent_record, child, false, "recipient", recipient,
	    "purpose", strcmp(how, "disaster") == 0 ? how : "support",
	    "classes", part ? how : "identity,contact,care,clinical",
	    "given_as", "mother", "text_version", "r8",
	    "from_on", strcmp(how, "coming") == 0 ? tomorrow : EARLIER,
	    "to_on", strcmp(how, "over") == 0 ? yesterday : LATER,
	    "withdrawn_on", withdrawn ? w->r->today : NULL,
	    "withdrawn_by", withdrawn ? cast_text(w->r->mem, w->c, child,
	    "consent", "withdrawn_by") : NULL, NULL)->agency = recipient;
}

static void
store_glass(const struct writing *w, size_t child, const char *person,
    const char *how)
{
	bool over = strcmp(how, "over") == 0;
	bool own = strcmp(person, w->c->third_party) != 0;
	const char *by = over ? w->c->third_party : NULL;

	/* Nobody reviews an hour of their own. */
	cast_put(w, &glass_record, child, over && !own, "person", person,
	    "opened_at", instant_add(w->r->mem, w->r->now, over ? -3600 : -60),
	    "ends_at", instant_add(w->r->mem, w->r->now, over ? 0 : 3540),
	    "reviewed_by", by, "reviewed_at", by ? w->r->now : NULL,
	    "finding", by ? cast_text(w->r->mem, w->c, child, "glass",
	    "finding") : NULL, NULL);
}

/* The rows that tie one person to a child, as the story has them. */
static void
store_ties(const struct writing *w, size_t child, const char *person,
    const struct story *s)
{
	const char *yesterday = date_add_days(w->r->mem, w->r->today, -1);

	if (s->team)
		cast_put(w, &team_member_record, child, false, "person", person,
		    "to_on", strcmp(s->team, "over") ? LATER : yesterday, NULL);
	if (s->assignment)
		cast_put(w, &assignment_record, child, false, "person", person,
		    "to_on", strcmp(s->assignment, "over") ? LATER : yesterday,
		    NULL);
	if (s->family)
		cast_put(w, &family_member_record, child, false, "person", person,
		    "relation", "mother", "to_on", LATER, "verified_on",
		    strcmp(s->family, "unverified") ? EARLIER : NULL,
		    "restricted", strcmp(s->family, "restricted") ? "0" : "1",
		    NULL);
	if (s->named) {
		bool said = strcmp(s->named, "unapproved") != 0;

		cast_put(w, &named_grant_record, child, false, "person", person,
		    "to_on", LATER, "asked_by", w->c->third_party,
		    "approved_by", said ? w->c->approver : NULL,
		    "approved_at", said ? w->r->now : NULL, NULL);
	}
	if (s->glass)
		store_glass(w, child, person, s->glass);
}

static void
store_story(const struct writing *w, size_t child)
{
	static const struct story others = { .team = "holds",
		.assignment = "holds", .family = "holds", .named = "unapproved",
		.glass = "over" };
	const struct story *s = &stories[child];
	const struct cast *c = w->c;

	store_child(w, child);
	store_contacts(w, child);
	store_tasks(w, child);
	store_way(w, child);
	cast_put(w, &supporter_record, child, false, "part", "nursery", "to_on",
	    LATER, NULL);
	cast_store_dispatches(w, child);
	cast_store_meetings(w, child);
	cast_store_intakes(w, child);
	cast_store_needs(w, child);
	cast_store_care(w, child);
	cast_store_calls(w, child);
	cast_store_parties(w, child);
	store_consent(w, child, c->elsewhere, "holds");
	cast_store_plans(w, child);
	store_ties(w, child, c->third_party, &others);
	if (s->consent && strcmp(s->consent, "elsewhere") != 0) {
		store_consent(w, child, c->agency, s->consent);
		store_consent(w, child, c->office, s->consent);
	}
	for (size_t i = ADMINISTRATOR; i < PEOPLE; i++)
		store_ties(w, child, c->seats[i].id, s);
	store_papers(w, child);
}

static const char *
store_agency(const struct writing *w, const char *name, const char *kind,
    const char *place)
{
	struct agency a = { .name = name, .kind = kind, .municipality = place };

	EXPECT(record_add(w->r, &agency_record, &a) == OK);
	return arena_text(w->c->town->mem, a.id);
}

static const char *
store_person(const struct writing *w, const char *login, const char *role,
    const char *agency)
{
	static const struct query q = { "test.seat",
		"UPDATE person SET role = $2, agency = $3 WHERE login = $1" };
	struct account a;

	EXPECT(account_add_hashed(w->r, login, login, "family", "-") == OK);
	db_exec(w->r->db, &q, ARGS(v_text(login), v_text(role),
	    v_text(agency)));
	EXPECT(account_of_login(w->r, login, &a) == OK);
	return arena_text(w->c->town->mem, a.id);
}

static void
store_people(const struct writing *w)
{
	struct cast *c = w->c;
	const char *const at[PEOPLE] = { [ADVISOR] = c->agency,
		[COORDINATOR] = c->agency, [OFFICER] = c->office,
		[FACILITY] = c->agency };

	for (size_t i = ADMINISTRATOR; i < PEOPLE; i++) {
		c->seats[i].login = arena_fmt(c->town->mem, "seat_%s",
		    seat_names[i]);
		c->seats[i].id = store_person(w, c->seats[i].login,
		    seat_names[i], at[i]);
		c->seats[i].feed = crypto_token(c->town->mem, 32);
		task_sql_feed_set(w->r, c->seats[i].id,
		    session_hash(w->r->mem, c->seats[i].feed));
	}
	c->third_party = store_person(w, "third_party", "nurse", NULL);
	c->approver = store_person(w, "approver", "doctor", NULL);
	c->gone = store_person(w, "gone", "nurse", NULL);
}

void
cast_store(struct cast *c)
{
	struct writing w = { c, town_request(c->town) };

	deed_begin(w.r);
	c->agency = store_agency(&w, "home", "hospital", "02201");
	c->office = store_agency(&w, "office", "municipality", "02201");
	c->elsewhere = store_agency(&w, "elsewhere", "hospital", "02201");
	store_people(&w);
	c->service = cast_store_service(&w);
	cast_store_outages(&w);
	cast_store_exchange(&w);
	for (size_t i = 0; i < nstories; i++)
		store_story(&w, i);
	store_contacts(&w, NO_CHILD);
	store_tasks(&w, NO_CHILD);
	cast_store_dispatches(&w, NO_CHILD);
	cast_store_meetings(&w, NO_CHILD);
	cast_store_intakes(&w, NO_CHILD);
	cast_store_needs(&w, NO_CHILD);
	cast_store_parties(&w, NO_CHILD);
	store_moved(&w, 0, 1);
	cast_hand_over(c, w.r);
	EXPECT(deed_commit(w.r, NULL) == OK);
}
