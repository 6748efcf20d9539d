#include "tests/access/cast_test.h"

#include <stdlib.h>

#include "features/attachment/attachment.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/contact/contact.h"
#include "features/coordinator/coordinator.h"
#include "features/dispatch/dispatch.h"
#include "features/evacuation/evacuation.h"
#include "features/exchange/exchange.h"
#include "features/family/family.h"
#include "features/intake/intake.h"
#include "features/outage/outage.h"
#include "features/pathway/pathway.h"
#include "features/matching/matching.h"
#include "features/meeting/meeting.h"
#include "features/task/task.h"
#include "features/team/team.h"
#include "tests/kit_town.h"

const char *const seat_names[PEOPLE] = { "nobody signed in", "administrator",
	"doctor", "nurse", "counsellor", "clerk", "advisor", "coordinator",
	"officer", "facility", "family" };

/* What each field of a child tells, in the words of the security bar: who it
 * is; how to reach them; how to care; what is wrong; what is protected. */
static const struct {
	const struct record *record;
	const char *classes[5];
} told[] = {
	{ &child_record, { "number name kana born_on sex municipality",
	    "address phone guardian", "medical_care care", "note", "guarded" } },
	{ &contact_record, { "number on_day method requester child next_on"
	    " next_done_on staff support minutes travel_minutes km visit",
	    "caller topics partners next_step place participants", "", "body",
	    "" } },
	{ &task_record, { "child owner due_on made_by from_record from_id done_on",
	    "title note result", "", "", "" } },
	{ &supporter_record, { "child part coordinator from_on to_on",
	    "agency name phone hours note", "", "", "" } },
	{ &dispatch_record, { "number kind state asked_on agency asked_by phone"
	    " child region purpose wishes explained reason decided_on person"
	    " planned_on planned_at carried_on closed_on assignment activity",
	    "place participants", "request", "preparation content devised voice",
	    "" } },
	{ &pathway_record, { "child born_on nursery_on school_on",
	    "admission_on discharge_on move_on", "", "", "" } },
	{ &pathway_stage_record, { "child stage expected_on",
	    "from_on to_on note", "", "", "" } },
	{ &pathway_step_record, { "child stage step who owner",
	    "title anchor shift due_on state note done_on", "", "", "" } },
	{ &meeting_record, { "kind state child on_day from_at to_at place_kind"
	    " agency person yearly previous minutes_on closed_on",
	    "title place online_url", "agenda roles", "minutes", "" } },
	{ &meeting_participant_record, { "meeting child side person agency"
	    " invited_on answer answered_on attended removed_on",
	    "name mail part comment", "", "", "" } },
	{ &intake_record, { "number state began_on staff child child_on agency"
	    " situation_on consent consent_asked_on consent_on doctor_asked_on"
	    " doctor_answer doctor_on actor actor_person actor_agency actor_on"
	    " skipped outcome closed_on",
	    "asked_by consent_asked_by doctor actor_note consent_skip"
	    " child_skip doctor_skip actor_skip outcome_note", "",
	    "situation doctor_note", "" } },
	{ &outage_case_record, { "outage child status claimed_by claimed_at"
	    " told_at told_by reached_at", "note destination", "", "", "" } },
	{ &outage_log_record, { "outage child at person verb status", "note", "",
	    "", "" } },
	{ &outage_loan_record, { "outage child given_at given_by returned_at",
	    "", "stock", "", "" } },
	{ &need_record, { "child begun_on state ended_on made_by", "label",
	    "profile service", "outcome", "" } },
	{ &inquiry_record, { "need child asked_on asked_by seen_on answered_on"
	    " channel", "", "service answer reason", "question comment", "" } },
	{ &acceptance_record, { "child", "confirmed_by",
	    "shelter name kind answer direct power oxygen family_limit"
	    " confirmed_on note", "", "" } },
	{ &plan_record, { "child place edition state meeting_on signed_on"
	    " valid_until shared_on drilled_on confirmed_on ended_on previous"
	    " mark made_by", "place_name household neighbourhood commissioner"
	    " building room daytime safety_check hazards helper helper_address"
	    " helper_phone contacts supporters hospital_agreed_by"
	    " utility_number meeting_people signed_by signed_as basis",
	    "reason certificates allergies blood_type weight weight_on hospital"
	    " care_detail settings positions communication wishes power luggage"
	    " first_hour first_hour_by third_hour third_hour_by later later_by"
	    " acceptance hospital_agreed hospital_agreed_on utility utility_on"
	    " review_reason review_on photo", "diseases drugs cautions", "" } },
	{ &plan_share_record, { "plan child agency edition means shared_on"
	    " shared_by", "", "", "", "" } },
	{ &drill_record, { "plan child on_day made_by", "participants",
	    "scenario minutes luggage power_tested power_test failed"
	    " next_actions", "", "" } },
	{ &family_proposal_record, { "child about proposed_on person state"
	    " decided_by decided_on", "", "says answer", "", "" } },
	{ &exchange_party_record, { "child", "exchange name adults siblings mail"
	    " phone state source attended", "needs", "", "" } },
	{ &exchange_guest_record, { "child", "party name kind photo", "", "",
	    "" } },
	{ &assessment_record, { "child", "", "instrument on_day assessor"
	    " institution items base watch total class printed_total granted"
	    " granted_on valid_until severe_total severe_seated withdrawn_on"
	    " withdrawn_why", "note", "" } },
	{ &device_record, { "child", "", "kind model settings critical watts"
	    " internal internal_minutes external battery_count battery_minutes"
	    " battery_since battery_checked_on charger car_cable dc_input flow"
	    " cylinder_litres pressure cylinder_count supplier supplier_phone"
	    " removed_on", "note", "" } },
	{ &supply_record, { "child", "", "item kept days checked_on", "", "" } },
	{ &consent_record, { "child recipient purpose classes given_as given_on"
	    " text_version explained_at from_on to_on withdrawn_on",
	    "given_by explained_by emergency withdrawn_by", "", "note", "" } },
	{ &team_member_record, { "child person from_on to_on", "part", "", "",
	    "" } },
	{ &assignment_record, { "child person from_on to_on", "purpose", "", "",
	    "" } },
	{ &family_member_record, { "child person from_on to_on",
	    "relation verified_on restricted", "", "", "" } },
	{ &named_grant_record, { "child person from_on to_on asked_by"
	    " approved_by approved_at", "", "", "reason", "" } },
	/* Of the paper that needs them all; cast_rows_test.c. */
	{ &attachment_record, { "", "", "", "child of_record of_id title classes"
	    " type size added_on added_by removed_on removed_by removed_why",
	    "" } },
	{ &glass_record, { "child person opened_at ends_at reviewed_by"
	    " reviewed_at", "reason finding", "", "", "" } },
};

#define FOR_ALL_TIED	{ "1234", "1234", "123", "123", "", "1234", "12" }
#define FOR_CENTRE	{ "", "", "", "", "", "1234", "12" }

/* Columns: advisor, coordinator, officer, facility, family; doctor, clerk. */
const struct story stories[] = {
	{ .name = "none", .sees = FOR_CENTRE },
	{ .name = "team", .sees = FOR_ALL_TIED, .consent = "holds", .team = "holds" },
	{ .name = "elsewhere", .sees = FOR_CENTRE, .consent = "elsewhere", .team = "holds",
	    .assignment = "holds" },
	{ .name = "dispatched", .sees = { "1234", "1234", "", "", "", "1234", "12" },
	    .consent = "holds", .assignment = "holds" },
	{ .name = "expired", .sees = FOR_CENTRE, .consent = "over", .team = "holds",
	    .assignment = "holds", .place = "02201" },
	{ .name = "coming", .sees = FOR_CENTRE, .consent = "coming", .team = "holds",
	    .assignment = "holds", .place = "02201" },
	{ .name = "consented", .sees = { "", "", "123", "", "", "1234", "12" },
	    .consent = "holds", .place = "02201" },
	{ .name = "withdrawn", .sees = FOR_CENTRE, .consent = "withdrawn", .team = "holds",
	    .assignment = "holds", .place = "02201" },
	{ .name = "glass", .sees = { "123", "123", "123", "123", "", "1234", "123" },
	    .glass = "holds" },
	{ .name = "glass over", .sees = FOR_CENTRE, .glass = "over" },
	{ .name = "family", .sees = { "", "", "", "", "1234", "1234", "12" },
	    .family = "holds" },
	{ .name = "restricted", .sees = FOR_CENTRE, .family = "restricted" },
	{ .name = "unverified", .sees = FOR_CENTRE, .family = "unverified" },
	{ .name = "left", .sees = FOR_CENTRE, .consent = "holds", .team = "over",
	    .assignment = "over" },
	{ .name = "in part", .sees = { "13", "13", "13", "13", "", "1234", "12" },
	    .consent = "identity,care", .team = "holds" },
	{ .name = "named", .sees = { "12345", "12345", "123", "123", "", "12345", "12" },
	    .consent = "holds", .team = "holds", .named = "holds" },
	{ .name = "unapproved", .sees = FOR_ALL_TIED, .consent = "holds", .team = "holds",
	    .named = "unapproved" },
	{ .name = "grown", .sees = FOR_CENTRE, .consent = "holds", .team = "holds",
	    .family = "holds", .born_on = "2008-04-01" },
	{ .name = "disaster", .place = "02205",
	    .sees = { "123", "123", "123", "123", "", "1234", "12" } },
	{ .name = "other purpose", .sees = FOR_CENTRE, .consent = "disaster",
	    .team = "holds" },
};
const size_t nstories = COUNT(stories);

static unsigned
classes_of(const char *digits)
{
	unsigned set = 0;

	for (; *digits; digits++)
		set |= 1U << (*digits - '1');
	return set;
}

unsigned
cast_sees(enum who who, size_t child)
{
	static const int columns[PEOPLE] = { -1, -1, 5, 5, 5, 6, 0, 1, 2, 3, 4 };

	if (columns[who] < 0)
		return 0;
	if (child == NO_CHILD)
		return columns[who] < 5 ? 0 : classes_of(columns[who] == 5 ?
		    "1234" : "12");
	return classes_of(stories[child].sees[columns[who]]);
}

static bool
is_of_centre(enum who who)
{
	return who >= DOCTOR && who <= CLERK;
}

bool
cast_shows(const struct cast *c, enum who who, const struct stored *s)
{
	const struct record *rec = s->record;

	if ((1 | s->needs) & ~cast_sees(who, s->child))
		return false;
	if (is_of_centre(who))
		return true;
	if (rec == &family_member_record || rec == &named_grant_record ||
	    rec == &glass_record)
		return false;
	return !s->agency || who == FAMILY ||
	    strcmp(s->agency, who == OFFICER ? c->office : c->agency) == 0;
}

static bool
holds(const char *row)
{
	return row && (strcmp(row, "holds") == 0 || strchr(row, ','));
}

bool
cast_lacks(enum who who, size_t child)
{
	const struct story *s = &stories[child];

	return child != NO_CHILD && who >= ADVISOR &&
	    !(cast_sees(who, child) & 1) &&
	    (holds(s->team) || holds(s->assignment)) &&
	    (who == FAMILY || !holds(s->consent) || s->born_on);
}

const char *
cast_text(struct arena *mem, const struct cast *c, size_t child,
    const char *record, const char *field)
{
	(void)c;
	return arena_fmt(mem, "Zq.%c.%s.%s.", (char)('A' + child), record,
	    field);
}

size_t
cast_rows(const struct cast *c, const struct record *rec, size_t child,
    bool done, const struct stored *all[MAX_ROWS])
{
	size_t n = 0;

	for (size_t i = 0; i < c->nstored && n < MAX_ROWS; i++) {
		const struct stored *s = &c->stored[i];

		if (s->record == rec && s->child == child && s->done == done)
			all[n++] = s;
	}
	return n;
}

const struct record *
cast_record(const char *name)
{
	for (size_t i = 0; i < COUNT(told); i++) {
		if (strcmp(told[i].record->name, name) == 0)
			return told[i].record;
	}
	return NULL;
}

int
cast_mark(const struct cast *c, const char *record, size_t nrecord,
    const char *field, size_t nfield)
{
	for (size_t i = 0; i < c->nmarks; i++) {
		const struct mark *m = &c->marks[i];

		if (strlen(m->record->name) == nrecord &&
		    strncmp(m->record->name, record, nrecord) == 0 &&
		    strlen(m->field->name) == nfield &&
		    strncmp(m->field->name, field, nfield) == 0)
			return (int)i;
	}
	return -1;
}

static void
mark_fields(struct cast *c, const struct record *rec, unsigned class,
    const char *names)
{
	while (*names) {
		size_t n = strcspn(names, " ");
		const struct field *f = record_field(rec,
		    arena_bytes(c->town->mem, names, n));

		EXPECT_OF(NULL, f, arena_fmt(c->town->mem,
		    "%s has the fields named here: %s", rec->name, names));
		EXPECT(c->nmarks < MAX_MARKS);
		c->marks[c->nmarks++] = (struct mark){ rec, f, class };
		names += n + (names[n] == ' ');
	}
}

void
cast_mark_all(struct cast *c)
{
	for (size_t i = 0; i < COUNT(told); i++) {
		for (unsigned k = 0; k < 5; k++)
			mark_fields(c, told[i].record, 1U << k,
			    told[i].classes[k]);
	}
}

static int
day_order(const void *a, const void *b)
{
	return strcmp(((const struct day *)a)->day,
	    ((const struct day *)b)->day);
}

static int
id_order(const void *a, const void *b)
{
	return strcmp(((const struct place_of_id *)a)->id,
	    ((const struct place_of_id *)b)->id);
}

/* For whoever reads answers and wants to know whose a day or an id is. */
static void
sort(struct cast *c)
{
	for (size_t i = 0; i < c->nstored; i++)
		c->ids[i] = (struct place_of_id){ c->stored[i].id,
			&c->stored[i] };
	qsort(c->ids, c->nstored, sizeof(*c->ids), id_order);
	qsort(c->days, c->ndays, sizeof(*c->days), day_order);
	for (size_t i = 1; i < c->ndays; i++)
		EXPECT(strcmp(c->days[i - 1].day, c->days[i].day) < 0);
}

struct cast *
cast_new(struct town *t)
{
	struct cast *c = arena_take(t->mem, sizeof(*c));

	c->town = t;
	cast_mark_all(c);
	cast_store(c);
	sort(c);
	for (size_t i = ADMINISTRATOR; i < PEOPLE; i++) {
		sign_in(t, c->seats[i].login);
		c->seats[i].cookie = t->cookie;
		c->seats[i].csrf = t->csrf;
		c->seats[i].token = town_token(t);
	}
	return c;
}
