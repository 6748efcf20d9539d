#include "features/handover/handover_test.h"
#include "tests/kit_rows.h"

/* Among those outside the centre, who see a child by a consent and a tie. */

static void
agree(struct town *t, const char *child, const char *agency)
{
	post(t, "/consents", "child", child, "recipient", agency, "purpose",
	    "support", "classes", "identity", "classes", "contact", "classes",
	    "care", "classes", "clinical", "given_by", "見本 明子", "given_as",
	    "mother", "given_on", "R8.4.1", "text_version", "r8",
	    "explained_by", "看護師 花", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

struct away {
	const char *child, *clinic, *goro, *yoko, *dispatch;
};

/* Goro of a clinic is sent to a child and has a task about her; Yoko is of the
 * same clinic. */
static struct away
goro_is_sent(struct town *t)
{
	struct away a = { .child = some_child(t, "見本 さくら"),
	    .clinic = town_agency(t, "見本医院", "hospital") };

	a.goro = town_somebody(t, "goro", "助言 五郎", "advisor", a.clinic);
	a.yoko = town_somebody(t, "yoko", "助言 洋子", "advisor", a.clinic);
	agree(t, a.child, a.clinic);
	post(t, "/dispatches", "kind", "advisor", "child", a.child, "explained",
	    "1", "region", "aomori", "purpose", "case", "request", "x", NULL);
	EXPECT_STATUS(t, 303);
	a.dispatch = arena_bytes(t->mem, t->location + strlen("/dispatches/"),
	    36);
	post(t, arena_fmt(t->mem, "/dispatches/%s/decision", a.dispatch),
	    "version", "1", "decision", "accepted", NULL);
	post(t, arena_fmt(t->mem, "/dispatches/%s/assignment", a.dispatch),
	    "version", "2", "person", a.goro, "planned_on", "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/tasks", "child", a.child, "owner", a.goro, "title",
	    "手順書を作る", "due_on", "R8.4.8", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	return a;
}

TEST(successor_who_would_not_see_the_child_is_refused)
{
	struct away a = goro_is_sent(t);

	hand_over(t, "goro", (struct hands){ .to = a.yoko });
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ見られない子どものことが2件あります");
	EXPECT_SEES(t, "name=\"skip\"");
	EXPECT(town_count(t, "handover") == 0);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
	EXPECT(town_count(t, "task WHERE version > 1") == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "assignment WHERE person = '%s'"
	    " AND to_on > '2026-04-01'", a.goro)) == 1);
}

TEST(what_the_successor_would_not_see_can_be_left_open)
{
	struct away a = goro_is_sent(t);

	hand_over(t, "goro", (struct hands){ .to = a.yoko, .skip = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "task WHERE owner = '%s'", a.goro))
	    == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "dispatch WHERE person = '%s'",
	    a.goro)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "person WHERE id = '%s'"
	    " AND left_on = '2026-04-01'", a.goro)) == 1);
	get(t, "/");
	EXPECT_SEES(t, "残っている仕事2件を引き継ぐ");
}

TEST(dispatch_goes_on_with_the_way_it_opened)
{
	struct away a = goro_is_sent(t);

	hand_over(t, "goro", (struct hands){ .to = a.yoko,
	    .dispatches = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "dispatch d JOIN assignment s"
	    " ON s.id = d.assignment WHERE d.person = '%s'"
	    " AND s.person = '%s'", a.yoko, a.yoko)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "task WHERE owner = '%s'"
	    " AND version = 2", a.yoko)) == 1);
	set_today(t, "2026-04-10");
	sign_in(t, "yoko");
	get(t, "/");
	EXPECT_SEES(t, "手順書を作る");
	EXPECT_SEES(t, "準備して行き、報告する");
	get(t, arena_fmt(t->mem, "/dispatches/%s", a.dispatch));
	EXPECT_STATUS(t, 200);
	/* It closes with the dispatch. */
	post(t, arena_fmt(t->mem, "/dispatches/%s/report", a.dispatch),
	    "version", "4", "carried_on", "R8.4.10", "participants_nursery",
	    "3", "content", "見た", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/dispatches/%s/closing", a.dispatch),
	    "version", "5", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "assignment WHERE person = '%s'"
	    " AND to_on = '2026-04-10'", a.yoko)) == 1);
}

/* Of the register, with that account. */
static const char *
enter(struct town *t, const char *name, const char *person,
    const char *agency)
{
	post(t, "/coordinators", "name", name, "agency", agency, "person",
	    person, "municipality", "02201", "trained", "1", "willing", "1",
	    "phone", "017-000-0000", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/coordinators/"),
	    36);
}

TEST(case_of_the_register_goes_to_who_is_in_it_or_stays)
{
	const char *child = some_child(t, "見本 さくら");
	const char *clinic = town_agency(t, "見本医院", "hospital");
	const char *umi = town_somebody(t, "umi", "調整 海", "coordinator", clinic);
	const char *sora = town_somebody(t, "sora", "調整 空", "coordinator",
	    clinic);
	const char *of_umi = enter(t, "調整 海", umi, clinic), *of_sora;

	agree(t, child, clinic);
	post(t, arena_fmt(t->mem, "/children/%s/coordinator", child),
	    "coordinator", of_umi, "advisor", "", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	hand_over(t, "umi", (struct hands){ .to = sora, .teams = "1" });
	EXPECT_STATUS(t, 303);
	/* Sora is in no register yet: the case is not lost. */
	EXPECT(town_count(t, arena_fmt(t->mem, "supporter WHERE coordinator = '%s'"
	    " AND to_on IS NULL", of_umi)) == 1);
	sign_in(t, "hana_nurse");
	of_sora = enter(t, "調整 空", sora, clinic);
	sign_in(t, "admin");
	get(t, "/");
	EXPECT_SEES(t, "残っている仕事1件を引き継ぐ");
	hand_over(t, "umi", (struct hands){ .to = sora });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "supporter WHERE coordinator = '%s'"
	    " AND to_on = '2026-04-01'", of_umi)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "supporter WHERE coordinator = '%s'"
	    " AND to_on IS NULL", of_sora)) == 1);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s/supporters", child));
	EXPECT_SEES(t, "調整 空");
	EXPECT_SEES(t, "017-000-0000");
	/* Nobody is asked whose account is closed. */
	post(t, arena_fmt(t->mem, "/children/%s/coordinator", child),
	    "coordinator", of_umi, "advisor", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "コーディネーターをやめています。");
}
