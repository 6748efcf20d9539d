/*
 * The casework of a country around the children of a database: casework URL.
 * Ways with their steps, consents, teams, supporters, coordinators, tasks,
 * dispatches, meetings and cases, as many as such centres would have made; one
 * child with 1,000 steps of her own, one meeting with 300 who take part. For
 * how long the pages take (bench/casework-pages). Prints how many of each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "bench/kit.h"
#include "features/agency/agency.h"
#include "features/casebook/casebook.h"
#include "features/consent/consent.h"
#include "features/coordinator/coordinator.h"
#include "features/dispatch/dispatch.h"
#include "features/meeting/meeting.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_flow.h"
#include "features/task/task.h"
#include "features/team/team.h"

enum { BATCH = 200, MANY_STEPS = 1000, MANY_PEOPLE = 300, AGENCIES = 3000 };

/* Where the records to be made hang; `k` comes first. */
struct bench {
	struct kit k;
	struct ids children, people, agencies, coordinators;
};

static const char *
any(struct bench *b, struct ids l)
{
	return l.ids[dice_below(&b->k.dice, l.n)];
}

static const char *
any_code(struct bench *b, const char *list)
{
	size_t n;
	const struct code *codes = codes_list(b->k.r->codes, list, &n);

	return codes[dice_below(&b->k.dice, n)].code;
}

/* from..to days from today, on any day. */
static const char *
about(struct bench *b, int from, int to)
{
	return date_add_days(b->k.mem, b->k.r->today,
	    from + (int)dice_below(&b->k.dice, (size_t)(to - from + 1)));
}

static void
add_agency(struct bench *b, size_t i)
{
	struct agency a = { .kind = any_code(b, "agency_kind"),
		.name = arena_fmt(b->k.mem, "見本第%zu機関", i + 100) };

	record_add(b->k.r, &agency_record, &a);
}

/* A child's days lie as they would by her birth. */
static void
add_way(struct bench *b, size_t i)
{
	struct way w;
	struct dates dates = { 0 };

	if (way_load(b->k.r, b->children.ids[i], &w) || w.begun ||
	    !w.child.born_on)
		return;
	dates.pathway = w.pathway;
	dates.pathway.admission_on = dates.pathway.born_on;
	dates.pathway.discharge_on = date_add_days(b->k.mem,
	    dates.pathway.born_on, 150 + (int)dice_below(&b->k.dice, 160));
	for (size_t k = 0; k < w.nstages; k++)
		w.stages[k].row.expected_on = way_expected(
		    b->k.r, &w, &dates.pathway, w.stages[k].code->code);
	dates_guess(b->k.r, &w, &dates);
	if (dates.stage.stage && flow_begin(b->k.r, &w, &dates.pathway,
				     dates.stage.stage, dates.stage.from_on))
		exit(1);
}

static void
add_own_step(struct bench *b, size_t i)
{
	struct pathway_step s = { .child = b->children.ids[0],
		.stage = "high_school",
		.who = "family",
		.anchor = "school",
		.title = arena_fmt(b->k.mem, "学校と確かめること %zu", i + 1),
		.due_on = about(b, 100, 700),
		.state = "todo" };

	record_add(b->k.r, &pathway_step_record, &s);
}

static void
add_consent(struct bench *b, size_t i)
{
	struct consent c = { .child = b->children.ids[i % b->children.n],
		.recipient = any(b, b->agencies),
		.purpose = "support",
		.classes = "identity,contact,care",
		.given_by = "見本 明子",
		.given_as = "mother",
		.given_on = about(b, -400, -1),
		.text_version = "r8",
		.explained_by = "見本 花子" };

	c.from_on = c.given_on;
	c.to_on = date_add_days(b->k.mem, c.from_on, 730);
	record_add(b->k.r, &consent_record, &c);
}

static void
add_member(struct bench *b, size_t i)
{
	struct team_member m = { .child = b->children.ids[i],
		.person = any(b, b->people),
		.from_on = about(b, -900, -1),
		.part = "訪問" };

	record_add(b->k.r, &team_member_record, &m);
}

static void
add_coordinator(struct bench *b, size_t i)
{
	size_t n;
	const struct municipality *all =
	    codes_municipalities(b->k.r->codes, &n);
	struct coordinator c = { .name =
				     arena_fmt(b->k.mem, "例示 支%zu", i + 100),
		.municipality = all[dice_below(&b->k.dice, n)].code,
		.agency = any(b, b->agencies),
		.phone = "017-026-0000",
		.profession = "相談支援専門員",
		.trained = i % 9 ? "1" : "0",
		.experience = (int64_t)dice_below(&b->k.dice, 9),
		.most = 4,
		.willing = i % 7 ? "1" : "0",
		.first_wished = i % 3 ? "0" : "1" };

	record_add(b->k.r, &coordinator_record, &c);
}

static void
add_supporter(struct bench *b, size_t i)
{
	struct supporter s = { .child = b->children.ids[i % b->children.n],
		.part = any_code(b, "supporter_part"),
		.name = "見本 支え",
		.phone = "017-000-0011",
		.hours = "平日9:00-17:00",
		.agency = any(b, b->agencies),
		.from_on = about(b, -900, -1) };

	if (i % 8 == 0) {
		s.part = "coordinator";
		s.coordinator = any(b, b->coordinators);
	}
	record_add(b->k.r, &supporter_record, &s);
}

/* One of six is open; of those most lie ahead. */
static void
add_task(struct bench *b, size_t i)
{
	struct task t = { .title = "受給者証の期限を母に確かめる",
		.child = i % 5 ? any(b, b->children) : NULL,
		.owner = any(b, b->people),
		.made_by = any(b, b->people) };

	t.due_on = i % 6 ? about(b, -700, -1) : about(b, -20, 120);
	t.done_on = i % 6 ? t.due_on : NULL;
	record_add(b->k.r, &task_record, &t);
}

static void
add_dispatch(struct bench *b, size_t i)
{
	static const char *const states[] = { "closed", "closed", "closed",
		"closed", "closed", "closed", "closed", "declined", "received",
		"assigned" };
	const char *state = states[i % COUNT(states)];
	bool over = strcmp(state, "closed") == 0, open = i % 10 > 7;
	struct dispatch d = { .kind = any_code(b, "dispatch_kind"),
		.state = state,
		.asked_on = about(b, open ? -20 : -700, open ? -1 : -40),
		.agency = any(b, b->agencies),
		.asked_by = "見本 担当",
		.child = i % 2 ? any(b, b->children) : NULL,
		.region = any_code(b, "region"),
		.purpose = any_code(b, "advisor_kind"),
		.explained = "1",
		.request = "吸引の手順を職員と一緒に確かめてほしい。" };

	if (over || strcmp(state, "assigned") == 0) {
		d.person = any(b, b->people);
		d.planned_on = date_add_days(b->k.mem, d.asked_on, 30);
	}
	if (over) {
		d.carried_on = d.planned_on;
		d.participants = "nursery:3,nurse:1";
		d.content = "園で手順を一緒に確かめ、写真つきの手順を作った。";
	}
	record_add(b->k.r, &dispatch_record, &d);
}

static void
invite(struct bench *b, const struct meeting *m, size_t i)
{
	struct meeting_participant p = { .meeting = m->id,
		.child = m->child,
		.side = "agency",
		.name = arena_fmt(b->k.mem, "見本 担当%zu", i + 1),
		.agency = any(b, b->agencies),
		.part = "担当",
		.invited_on = m->on_day,
		.answer = i % 3 ? "yes" : "pending" };

	record_add(b->k.r, &meeting_participant_record, &p);
}

/* The first one is a council with everybody in it. */
static void
add_meeting(struct bench *b, size_t i)
{
	bool ahead = i % 40 == 0;
	struct meeting m = { .kind = i ? "care" : "council",
		.title = "これからの支援を考える会議",
		.state = ahead ? "planned" : "closed",
		.child = i ? any(b, b->children) : NULL,
		.on_day = ahead ? about(b, 1, 60) : about(b, -700, -8),
		.from_at = "13:30",
		.to_at = "14:30",
		.place_kind = "hospital",
		.place = "見本病院",
		.person = any(b, b->people),
		.agenda = "近況\n困っていること\nこれからの役割" };

	if (!ahead) {
		m.minutes = "近況を共有し、これからの役割を確かめた。";
		m.minutes_on = m.closed_on = m.on_day;
	}
	record_add(b->k.r, &meeting_record, &m);
	for (size_t k = 0; k < (i ? 5 : MANY_PEOPLE); k++)
		invite(b, &m, k);
}

/* Whoever wrote it is not who approves it. */
static void
add_case(struct bench *b, size_t i)
{
	size_t who = dice_below(&b->k.dice, b->people.n);
	struct casebook c = { .title = arena_fmt(
				  b->k.mem, "園の一日を支えた工夫%zu", i + 1),
		.state = i % 10 ? "approved" : "draft",
		.care = "suction",
		.age_band = any_code(b, "age_band"),
		.region = any_code(b, "region"),
		.overview =
		    "吸引が必要な子。園に看護師がおらず、入園を迷っていた。",
		.done = "写真の手順書を作り、家族と確かめた。",
		.made_by = b->people.ids[who] };

	c.writers = c.made_by;
	if (i % 10) {
		c.approved_by = b->people.ids[(who + 1) % b->people.n];
		c.approved_on = about(b, -300, -1);
	}
	record_add(b->k.r, &casebook_record, &c);
}

static void
make(struct bench *b, const char *what, size_t n,
    void (*add)(struct bench *, size_t))
{
	for (size_t i = 0; i < n;) {
		kit_renew(&b->k);
		deed_begin(b->k.r);
		for (size_t k = 0; k < BATCH && i < n; k++)
			add(b, i++);
		if (deed_commit(b->k.r, "/")) {
			fprintf(stderr, "%s: cannot be written\n", what);
			exit(1);
		}
	}
	printf("%s %zu\n", what, n);
	fflush(stdout);
}

static void
run(struct bench *b)
{
	size_t n;

	b->children = kit_ids(&b->k, "SELECT id FROM child"
				     " WHERE number LIKE 'B%' ORDER BY number");
	b->people = kit_ids(&b->k,
	    "SELECT id FROM person WHERE role IS NOT NULL"
	    " AND agency IS NULL AND role <> 'family' ORDER BY login");
	n = b->children.n;
	if (!n || !b->people.n)
		exit(1);
	make(b, "agencies", AGENCIES, add_agency);
	b->agencies = kit_ids(&b->k, "SELECT id FROM agency");
	make(b, "coordinators", n / 40, add_coordinator);
	b->coordinators = kit_ids(&b->k, "SELECT id FROM coordinator");
	make(b, "ways", n, add_way);
	make(b, "own_steps", MANY_STEPS, add_own_step);
	make(b, "consents", n * 2, add_consent);
	make(b, "team_members", n / 2, add_member);
	make(b, "supporters", n * 3, add_supporter);
	make(b, "tasks", n * 2, add_task);
	make(b, "dispatches", n / 4, add_dispatch);
	make(b, "meetings", n / 2, add_meeting);
	make(b, "cases", n / 40, add_case);
}

int
main(int argc, char **argv)
{
	struct bench b = { 0 };

	if (argc != 2)
		return 2;
	kit_open(&b.k, argv[1], 20);
	run(&b);
	kit_close(&b.k);
	return 0;
}
