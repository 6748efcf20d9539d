#include <stdatomic.h>

#include "app/site.h"
#include "tests/kit_rows.h"

/* Today is 2026-04-01. Taro was born on 1 May of R3 (2021): from today he is in
 * 年中, and enters school in April of R10 (2028). */
static const char *
way(struct town *t, const char *child, const char *more)
{
	return arena_fmt(t->mem, "/children/%s/pathway%s", child, more);
}

static const char *
step(struct town *t, const char *name)
{
	return arena_fmt(t->mem, "/pathway-steps/%s", town_text_of(t,
	    "SELECT id FROM pathway_step WHERE step = $1", name));
}

static const char *
child_in_nursery(struct town *t)
{
	const char *child;

	post(t, "/children", "name", "見本 太郎", "kana", "みほん たろう",
	    "born_on", "R3.5.1", "municipality", "02201", NULL);
	child = id_at(t, "/children/");
	post(t, way(t, child, "/dates"), "stage", "nursery", "from_on",
	    "R6.4.1", NULL);
	EXPECT_STATUS(t, 303);
	return child;
}

static void
finish_stage(struct town *t, const char *stage)
{
	struct query q = { "test.stage",
	    "SELECT id FROM pathway_step WHERE stage = $1" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(stage)), &rows) == OK);
	for (size_t i = 0; i < rows.nrows; i++) {
		post(t, arena_fmt(t->mem, "/pathway-steps/%s/completion",
		    rows.cells[i]), "back", "way", NULL);
		EXPECT_STATUS(t, 303);
	}
}

TEST(pathway_next_stage_shows_what_is_open_and_asks_for_a_note)
{
	const char *child = child_in_nursery(t);

	get(t, way(t, child, "/next"));
	EXPECT_SEES(t, "まだ済んでいない項目（13件）");
	post(t, way(t, child, "/next"), "version", "1", "stage",
	    "elementary", "from_on", "R8.4.1", "note", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "申し送りを書いてください");
	post(t, way(t, child, "/next"), "version", "1", "stage", "nursery",
	    "from_on", "R6.3.31", "note", "x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "いまの段階に入った日より前の日です");
	post(t, way(t, child, "/next"), "version", "1", "stage",
	    "elementary", "from_on", "R8.4.1", "note", "通級は学校と相談"
	    CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, way(t, child, "?stage=nursery"));
	EXPECT_SEES(t, "通級は学校と相談");
	EXPECT_SEES(t, "R6.4～R8.4");
	post(t, way(t, child, "/next"), "version", "1", "stage",
	    "junior_high", "from_on", "R8.4.1", "note", "x", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(pathway_stage_all_done_is_left_without_a_note_and_come_back_to)
{
	const char *child = child_in_nursery(t);

	finish_stage(t, "nursery");
	post(t, way(t, child, "/next"), "version", "1", "stage",
	    "junior_high", "from_on", "R8.4.1", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_stage WHERE stage"
	    " = 'elementary' AND expected_on IS NULL") == 1);
	post(t, way(t, child, "/return"), "stage", "junior_high", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_stage WHERE"
	    " expected_on = '2028-04-01' AND stage = 'elementary'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_stage WHERE stage"
	    " = 'nursery' AND from_on = '2024-04-01' AND to_on IS NULL") == 1);
	post(t, way(t, child, "/return"), "stage", "junior_high", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(pathway_step_of_nobody_is_on_the_day_of_the_childs_team)
{
	const char *child = child_in_nursery(t);

	post(t, "/team-members", "child", child, "person",
	    town_person(t, "taro_doctor"), "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "教育相談と学校の見学を始める");
	get(t, "/?all=1");
	EXPECT_SEES(t, "教育相談と学校の見学を始める");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "教育相談と学校の見学を始める");
	post(t, step(t, "school_talk"), "version", "1", "state", "waiting",
	    "owner", town_person(t, "hana_nurse"), "who", "centre", "due_on",
	    "R8.4.1", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "教育相談と学校の見学を始める");
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "教育相談と学校の見学を始める");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "教育相談と学校の見学を始める");
	EXPECT_NOT_SEES(t, "学齢簿に載ったことを確かめる");
}

static void
change(struct town *t, const char *sql, const char *arg)
{
	struct query q = { "test.change", sql };

	db_begin(t->db);
	db_exec(t->db, &q, ARGS(v_text(arg)));
	EXPECT(db_commit(t->db) == OK);
}

TEST(pathway_step_of_somebody_who_left_is_the_teams_again)
{
	const char *child = child_in_nursery(t);

	post(t, "/team-members", "child", child, "person",
	    town_person(t, "hana_nurse"), "from_on", "R8.4.1", NULL);
	post(t, step(t, "school_talk"), "version", "1", "state", "todo",
	    "owner", town_person(t, "taro_doctor"), "who", "centre", "due_on",
	    "R8.4.1", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "教育相談と学校の見学を始める");
	change(t, "UPDATE person SET left_on = '2026-04-01' WHERE login = $1",
	    "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "教育相談と学校の見学を始める");
}

TEST(pathway_follows_a_pack_that_was_revised_once_somebody_has_seen_it)
{
	const char *child = child_in_nursery(t);

	get(t, way(t, child, ""));
	EXPECT_NOT_SEES(t, "項目のひな形が変わりました");
	change(t, "UPDATE pathway_plan SET rule = '-1y 10-15', label ="
	    " '学齢簿を確かめる' WHERE step = $1", "register");
	/* As loading a pack does; until then threads keep what they read. */
	change(t, "UPDATE change_counter SET value = value + 1"
	    " WHERE name = $1", "codes");
	atomic_fetch_add(t->site->codes_moved, 1);
	get(t, way(t, child, ""));
	EXPECT_SEES(t, "項目のひな形が変わりました");
	EXPECT_SEES(t, "学齢簿を確かめる");
	EXPECT_SEES(t, "R9.10.31（日）");
	post(t, way(t, child, "/preview"), "version", "1", "nursery_on",
	    "R7.4.1", "school_on", "R10.4.1", NULL);
	EXPECT_SEES(t, "R9.10.15");
	EXPECT_SEES(t, "項目1件の期日が動きます");
}

TEST(pathway_step_done_by_two_at_once_is_done_by_the_first)
{
	child_in_nursery(t);
	post(t, arena_fmt(t->mem, "%s/completion", step(t, "budget")),
	    "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/completion", step(t, "budget")),
	    "version", "1", NULL);
	EXPECT_STATUS(t, 409);
	post(t, step(t, "budget"), "version", "1", "state", "todo", "owner",
	    "", "who", "board", "due_on", "R9.9.30", "note", CANARY, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が先に変更しました");
	post(t, step(t, "budget"), "version", "2", "state", "todo", "owner",
	    "", "who", "board", "due_on", "R3.4.30", "note", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "生まれた日より前の日です");
	post(t, step(t, "budget"), "version", "2", "state", "todo", "owner",
	    "", "who", "board", "due_on", "", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE step ="
	    " 'budget' AND done_on IS NULL AND due_on = '2027-09-30'") == 1);
}

TEST(pathway_step_of_the_childs_own_moves_with_the_day_it_goes_with)
{
	const char *child = child_in_nursery(t), *at;

	post(t, "/pathway-steps", "child", child, "stage", "nursery", "title",
	    "吸引の手順を見てもらう" CANARY, "state", "todo", "owner", "",
	    "who", "nursery", "due_on", "R10.3.22", "anchor", "school",
	    "note", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, way(t, child, ""));
	EXPECT_SEES(t, "吸引の手順を見てもらう");
	post(t, way(t, child, "/preview"), "version", "1", "school_on",
	    "R11.4.1", "nursery_on", "R7.4.1", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "R11.3.22");
	at = strstr(t->body, "name=\"seen\" value=\"") + 19;
	post(t, way(t, child, "/dates"), "version", "1", "school_on",
	    "R11.4.1", "nursery_on", "R7.4.1", "seen", arena_bytes(t->mem, at,
	    strcspn(at, "\"")), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE step"
	    " IS NULL AND due_on = '2029-03-22'") == 1);
}

static void
moves_house(struct town *t, const char *child, const char *version,
    const char *day)
{
	const char *at;

	post(t, way(t, child, "/preview"), "version", version, "nursery_on",
	    "R7.4.1", "school_on", "R10.4.1", "move_on", day, NULL);
	EXPECT_STATUS(t, 200);
	at = strstr(t->body, "name=\"seen\" value=\"") + 19;
	post(t, way(t, child, "/dates"), "version", version, "nursery_on",
	    "R7.4.1", "school_on", "R10.4.1", "move_on", day, "seen",
	    arena_bytes(t->mem, at, strcspn(at, "\"")), NULL);
	EXPECT_STATUS(t, 303);
}

TEST(pathway_moving_house_has_a_checklist_each_time)
{
	const char *child = child_in_nursery(t);

	moves_house(t, child, "1", "R8.7.1");
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE stage"
	    " = 'move'") == 9);
	moves_house(t, child, "2", "R8.8.1");
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE stage"
	    " = 'move'") == 9);
	get(t, way(t, child, "?stage=move"));
	EXPECT_SEES(t, "R8.6.17（水）");
	finish_stage(t, "move");
	moves_house(t, child, "3", "R9.3.1");
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE stage"
	    " = 'move' AND state = 'todo'") == 9);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step WHERE stage"
	    " = 'move'") == 18);
}

TEST(pathway_is_hidden_from_who_has_nothing_to_do_with_the_child)
{
	const char *child = child_in_nursery(t), *agency, *task;

	agency = town_agency(t, "見本園", "nursery");
	task = step(t, "school_talk");
	sign_in(t, "admin");
	post(t, "/people", "login", "sora", "name", "園長 空", "role",
	    "facility", "agency", agency, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "sora");
	get(t, way(t, child, ""));
	EXPECT_STATUS(t, 404);
	get(t, task);
	EXPECT_STATUS(t, 404);
	post(t, arena_fmt(t->mem, "%s/completion", task), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	post(t, task, "version", "1", "state", "todo", "owner",
	    town_person(t, "sora"), "who", "nursery", "due_on", "R8.4.1", "note",
	    "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "園長 空さんは、この子の連絡先までは見られません");
}
