#include "features/handover/handover_test.h"
#include "tests/kit_rows.h"

/* Whatever is open goes on, whichever feature keeps it. */

static void
add_task(struct town *t, const char *child, const char *owner,
    const char *title)
{
	post(t, "/tasks", "child", child, "owner", owner, "title", title,
	    "due_on", "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
}

static const char *
add_path_step(struct town *t, const char *child, const char *owner)
{
	post(t, arena_fmt(t->mem, "/children/%s/pathway/dates", child),
	    "stage", "home", "from_on", "R8.4.1", "admission_on", "R5.4.12",
	    "discharge_on", "R8.3.1", "nursery_on", "", "school_on", "",
	    "move_on", "", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/pathway-steps", "child", child, "stage", "nursery", "title",
	    "吸引の手順を見てもらう", "state", "todo", "owner", owner, "who",
	    "centre", "due_on", "R8.4.10", "anchor", "", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	return child;
}

static const char *
add_dispatch(struct town *t, const char *child, const char *person)
{
	const char *id;

	post(t, "/dispatches", "kind", "advisor", "child", child, "explained",
	    "1", "region", "aomori", "purpose", "case", "request",
	    "吸引を一緒に見る" CANARY, NULL);
	id = id_at(t, "/dispatches/");
	post(t, arena_fmt(t->mem, "/dispatches/%s/decision", id), "version",
	    "1", "decision", "accepted", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/dispatches/%s/assignment", id), "version",
	    "2", "person", person, "planned_on", "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

static const char *
add_meeting(struct town *t, const char *child, const char *leads,
    const char *comes)
{
	const char *id;

	post(t, "/meetings", "kind", "care", "title", "春の支援会議", "child",
	    child, "on_day", "R8.4.10", "person", leads, "agenda",
	    "入園の準備" CANARY, NULL);
	id = id_at(t, "/meetings/");
	post(t, arena_fmt(t->mem, "/meetings/%s/participants", id), "side",
	    "centre", "person", comes, "part", "記録", NULL);
	return id;
}

/* One of each, all hers. */
static const char *
hana_works(struct town *t)
{
	const char *child = some_child(t, "見本 さくら");
	const char *hana = town_person(t, "hana_nurse");

	leave_step(t, child, "主治医に聞く");
	put_in_team(t, child, hana, "訪問");
	add_task(t, child, hana, "受給者証の期限を確かめる");
	add_task(t, "", hana, "研修の会場をおさえる" CANARY);
	add_path_step(t, child, hana);
	add_dispatch(t, child, hana);
	add_meeting(t, child, hana, hana);
	return child;
}

static int64_t
open_of(struct town *t, const char *person)
{
	return town_count(t, arena_fmt(t->mem, "(SELECT id FROM contact WHERE"
	    " next_done_on IS NULL AND next_on IS NOT NULL AND staff = '%s'"
	    " UNION ALL SELECT id FROM team_member WHERE person = '%s'"
	    " AND (to_on IS NULL OR to_on > '2026-04-01')"
	    " UNION ALL SELECT id FROM task WHERE owner = '%s'"
	    " AND done_on IS NULL"
	    " UNION ALL SELECT id FROM pathway_step WHERE owner = '%s'"
	    " AND state IN ('todo', 'waiting')"
	    " UNION ALL SELECT id FROM dispatch WHERE person = '%s'"
	    " AND closed_on IS NULL"
	    " UNION ALL SELECT id FROM meeting WHERE person = '%s'"
	    " UNION ALL SELECT id FROM meeting_participant WHERE person = '%s'"
	    " AND removed_on IS NULL) x", person, person, person, person,
	    person, person, person));
}

TEST(leaver_keeps_nothing_open_and_the_successor_sees_it_all_today)
{
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");

	hana_works(t);
	EXPECT(open_of(t, hana) == 8);
	sign_in(t, "admin");
	get(t, arena_fmt(t->mem, "/people/%s", hana));
	EXPECT_SEES(t, "この人の仕事が8件開いています");
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "<dt>頼まれたこと</dt><dd>2件</dd>");
	EXPECT_SEES(t, "<dt>派遣の準備と報告</dt><dd>1件</dd>");
	EXPECT_SEES(t, "<dt>会議への招待</dt><dd>1件</dd>");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro,
	    .teams = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(open_of(t, hana) == 0);
	EXPECT(open_of(t, taro) == 8);
	EXPECT(town_count(t, "revision WHERE login = 'admin' AND record IN ('contact',"
	    " 'task', 'pathway_step', 'dispatch', 'meeting',"
	    " 'meeting_participant', 'team_member')") == 8);
	EXPECT(town_count(t, "audit WHERE login = 'admin' AND verb = 'change'"
	    " AND record IN ('contact', 'task', 'pathway_step', 'dispatch',"
	    " 'meeting', 'meeting_participant', 'team_member')") == 8);
	get(t, "/");
	EXPECT_NOT_SEES(t, "残っている仕事");
	sign_in(t, "taro_doctor");
	set_today(t, "2026-04-10");
	get(t, "/");
	EXPECT_SEES(t, "主治医に聞く");
	EXPECT_SEES(t, "受給者証の期限を確かめる");
	EXPECT_SEES(t, "研修の会場をおさえる&lt;b&gt;canary");
	EXPECT_SEES(t, "吸引の手順を見てもらう");
	EXPECT_SEES(t, "準備して行き、報告する");
	EXPECT_SEES(t, "引き継いだことの引継書を読む");
}

TEST(sheet_lists_every_kind_by_day_under_the_child)
{
	const char *at, *later;

	hana_works(t);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){
	    .to = town_person(t, "taro_doctor"), .teams = "1" });
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	get(t, arena_fmt(t->mem, "%s/sheet", handover_url(t, "hana_nurse")));
	EXPECT_SEES(t, "<dt>頼まれたこと</dt><dd>2件を渡した</dd>");
	EXPECT_SEES(t, "<dt>段階の項目</dt><dd>1件を渡した</dd>");
	EXPECT_SEES(t, "受給者証の期限を確かめる");
	EXPECT_SEES(t, "春の支援会議の進行と記録");
	EXPECT_SEES(t, "会議に出る（記録）");
	at = strstr(t->body, "主治医に聞く");
	later = strstr(t->body, "特定の子のことではない");
	EXPECT(at && later && at < later);
	EXPECT(strstr(later, "研修の会場をおさえる&lt;b&gt;canary"));
	EXPECT(!strstr(later, "受給者証の期限を確かめる"));
}

TEST(kind_and_child_can_go_to_somebody_of_their_own)
{
	const char *a = some_child(t, "見本 さくら");
	const char *b = some_child(t, "見本 もみじ");
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");
	const char *jiro = town_person(t, "jiro_clerk");

	leave_step(t, a, "主治医に聞く");
	leave_step(t, b, "園に聞く");
	add_task(t, a, hana, "一つ目");
	add_task(t, b, hana, "二つ目");
	sign_in(t, "admin");
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, arena_fmt(t->mem, "name=\"child_%s\"", b));
	hand_over(t, "hana_nurse", (struct hands){ .to = taro,
	    .field = arena_fmt(t->mem, "child_%s", b), .value = jiro });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "contact WHERE staff = '%s'"
	    " AND child = '%s'", jiro, b)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "task WHERE owner = '%s'"
	    " AND child = '%s'", jiro, b)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "task WHERE owner = '%s'"
	    " AND child = '%s'", taro, a)) == 1);
	EXPECT(town_count(t, "handover") == 2);
	EXPECT(town_count(t, "handover_item") == 4);
	/* Each has a sheet of their own, and nothing of the other's. */
	sign_in(t, "jiro_clerk");
	get(t, "/");
	EXPECT_SEES(t, "引き継いだことの引継書を読む");
	get(t, arena_fmt(t->mem, "%s/sheet?of=%s", handover_url(t,
	    "hana_nurse"), "nothing"));
	EXPECT_STATUS(t, 404);
}

TEST(kind_that_nobody_takes_yet_stays_open_and_is_asked_for)
{
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");

	hana_works(t);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro, .teams = "1",
	    .field = "to_task", .value = "none" });
	EXPECT_STATUS(t, 303);
	EXPECT(open_of(t, hana) == 2);
	get(t, t->location);
	EXPECT_SEES(t, "頼まれたこと：0件を渡し、2件が残った");
	EXPECT_SEES(t, "残りを引き継ぐ");
	get(t, "/");
	EXPECT_SEES(t, "残っている仕事2件を引き継ぐ");
	EXPECT_SEES(t, "看護師 花さん（退職・異動）");
	get(t, arena_fmt(t->mem, "/people/%s", hana));
	EXPECT_SEES(t, "この人の仕事が2件、引き継がれないまま残っています");
	sign_in(t, "jiro_clerk");
	get(t, "/");
	EXPECT_NOT_SEES(t, "残っている仕事");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	EXPECT(open_of(t, hana) == 0);
	get(t, "/");
	EXPECT_NOT_SEES(t, "残っている仕事");
}

TEST(kind_cannot_go_to_somebody_who_is_no_colleague)
{
	hana_works(t);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){
	    .to = town_person(t, "taro_doctor"), .field = "to_task",
	    .value = town_person(t, "hana_nurse") });
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-successor\"");
	EXPECT(town_count(t, "handover") == 0);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
	EXPECT(open_of(t, town_person(t, "hana_nurse")) == 8);
}

TEST(meeting_held_every_year_goes_on_with_the_next)
{
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor"), *id;

	post(t, "/meetings", "kind", "care", "title", "年の会議", "child", "",
	    "on_day", "R8.4.1", "person", hana, "yearly", "1", NULL);
	id = id_at(t, "/meetings/");
	post(t, arena_fmt(t->mem, "/meetings/%s/minutes", id), "version", "1",
	    "minutes", "話した", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/meetings/%s/closing", id), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "meeting WHERE person = '%s'",
	    taro)) == 1);
	sign_in(t, "taro_doctor");
	get(t, arena_fmt(t->mem, "%s/sheet", handover_url(t, "hana_nurse")));
	EXPECT_SEES(t, "日は未定　");
	EXPECT_SEES(t, "年の会議の次の回を開く");
	EXPECT_NOT_SEES(t, "に済み");
}

TEST(row_that_is_theirs_in_two_ways_goes_on_in_both)
{
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor"), *contact;

	post(t, "/contacts", "on_day", "R8.4.1", "requester", "nursery",
	    "method", "phone", "body", "入園の相談" CANARY, NULL);
	contact = id_at(t, "/contacts/");
	post(t, "/intakes", "contact", contact, NULL);
	EXPECT_STATUS(t, 303);
	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.actor",
	    "UPDATE intake SET actor = 'centre', actor_person = $1" },
	    ARGS(v_text(hana)));
	EXPECT(db_commit(t->db) == OK);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "intake WHERE staff = '%s'"
	    " AND actor_person = '%s' AND version = 3", taro, taro)) == 1);
	EXPECT(town_count(t, "revision WHERE record = 'intake'") == 2);
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "相談受付");
}
