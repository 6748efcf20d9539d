#include "tests/kit_rows.h"

/* Today is 2026-04-01. Sakura was born on 12 April of R5 (2023): she enters
 * school in April of R12 (2030), and is in 年少 from April of R9. */
static const char *
child_born(struct town *t, const char *name, const char *born_on)
{
	post(t, "/children", "name", name, "kana", "みほん", "born_on", born_on,
	    "municipality", "02201", NULL);
	return id_at(t, "/children/");
}

static const char *
sakura(struct town *t)
{
	return child_born(t, "見本 さくら", "R5.4.12");
}

static const char *
way(struct town *t, const char *child, const char *more)
{
	return arena_fmt(t->mem, "/children/%s/pathway%s", child, more);
}

static const char *
due_of(struct town *t, const char *step)
{
	return town_text_of(t, "SELECT due_on FROM pathway_step WHERE step = $1", step);
}

static void
begin(struct town *t, const char *child, const char *stage, const char *from)
{
	post(t, way(t, child, "/dates"), "stage", stage, "from_on", from,
	    "admission_on", "R5.4.12", "discharge_on", "R8.5.10",
	    "nursery_on", "", "school_on", "", "move_on", "", NULL);
}

/* What a page says in a hidden field. */
static const char *
hidden(struct town *t, const char *name)
{
	const char *at = strstr(t->body, arena_fmt(t->mem,
	    "name=\"%s\" value=\"", name));

	EXPECT_OF(t, at, name);
	at = strstr(at, "value=\"") + 7;
	return arena_bytes(t->mem, at, strcspn(at, "\""));
}

static void
preview_discharge(struct town *t, const char *child, const char *version,
    const char *day)
{
	post(t, way(t, child, "/preview"), "version", version, "admission_on",
	    "R5.4.12", "discharge_on", day, "nursery_on", "", "school_on", "",
	    "move_on", "", NULL);
}

static void
move_discharge(struct town *t, const char *child, const char *version,
    const char *day)
{
	const char *seen;

	preview_discharge(t, child, version, day);
	EXPECT_STATUS(t, 200);
	seen = hidden(t, "seen");
	post(t, way(t, child, "/dates"), "version", version, "admission_on",
	    "R5.4.12", "discharge_on", day, "nursery_on", "", "school_on", "",
	    "move_on", "", "seen", seen, NULL);
}

TEST(pathway_begun_gives_every_step_from_now_on_its_day)
{
	const char *child = sakura(t);

	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "R12.4見込み");
	begin(t, child, "nicu", "R5.4.12");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(due_of(t, "conference"), "2026-04-26") == 0);
	EXPECT(strcmp(due_of(t, "goal"), "2026-02-10") == 0);
	EXPECT(strcmp(due_of(t, "first_visit"), "2026-05-17") == 0);
	EXPECT(strcmp(due_of(t, "school_talk"), "2028-04-01") == 0);
	EXPECT(strcmp(due_of(t, "register"), "2029-10-31") == 0);
	EXPECT(strcmp(due_of(t, "checkup"), "2029-11-30") == 0);
	EXPECT(strcmp(due_of(t, "entry_notice"), "2030-01-31") == 0);
	EXPECT(strcmp(due_of(t, "own_consent"), "2041-04-12") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_step"
	    " WHERE stage = 'move'") == 0);
	get(t, way(t, child, ""));
	EXPECT_SEES(t, "「NICU・入院」の項目（18件のうち0件が済み）");
	EXPECT_SEES(t, "退院の目標を決める");
}

TEST(pathway_begun_by_two_at_once_is_begun_once)
{
	const char *child = sakura(t);

	begin(t, child, "nicu", "R5.4.12");
	EXPECT_STATUS(t, 303);
	begin(t, child, "nicu", "R5.4.12");
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway") == 1);
}

TEST(pathway_days_that_cannot_be_are_refused_with_the_reason)
{
	const char *child = sakura(t);

	post(t, way(t, child, "/dates"), "stage", "home", "from_on", "R5.4.11",
	    "admission_on", "R5.4.11", "discharge_on", "R5.4.10",
	    "nursery_on", "R5.1.1", "school_on", "R11.4.1", "move_on",
	    CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "生まれた日より前の日です");
	EXPECT_SEES(t, "6歳になった後の4月です（R12.4.1から）");
	post(t, way(t, child, "/dates"), "stage", "home", "from_on", "R8.4.1",
	    "admission_on", "R8.3.2", "discharge_on", "R8.3.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入院した日より前の日です");
	post(t, way(t, child, "/dates"), "stage", "move", "from_on", "R8.4.2",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日です");
	EXPECT(town_number(t, "SELECT count(*) FROM pathway") == 0);
}

TEST(pathway_later_discharge_is_shown_first_and_moves_what_is_open)
{
	const char *child = sakura(t), *done;

	begin(t, child, "nicu", "R5.4.12");
	done = town_text_of(t, "SELECT id FROM pathway_step WHERE step = $1", "goal");
	post(t, arena_fmt(t->mem, "/pathway-steps/%s/completion", done),
	    "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	preview_discharge(t, child, "1", "R8.6.10");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "R8.4.26");
	EXPECT_SEES(t, "R8.5.27");
	EXPECT(strcmp(due_of(t, "conference"), "2026-04-26") == 0);
	move_discharge(t, child, "1", "R8.6.10");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(due_of(t, "conference"), "2026-05-27") == 0);
	EXPECT(strcmp(due_of(t, "first_visit"), "2026-06-17") == 0);
	EXPECT(strcmp(due_of(t, "goal"), "2026-02-10") == 0);
	EXPECT(strcmp(due_of(t, "register"), "2029-10-31") == 0);
	EXPECT(strcmp(town_text_of(t, "SELECT expected_on FROM pathway_stage"
	    " WHERE stage = $1", "home"), "2026-06-10") == 0);
}

TEST(pathway_move_is_taken_back_but_for_what_was_decided_since)
{
	const char *child = sakura(t), *flow, *step;

	begin(t, child, "nicu", "R5.4.12");
	move_discharge(t, child, "1", "R8.6.10");
	get(t, way(t, child, ""));
	flow = hidden(t, "flow");
	step = town_text_of(t, "SELECT id FROM pathway_step WHERE step = $1",
	    "first_visit");
	post(t, arena_fmt(t->mem, "/pathway-steps/%s", step), "version", "2",
	    "state", "waiting", "owner", "", "who", "centre", "due_on",
	    "R8.6.20", "note", "家族の都合" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, way(t, child, "/reversal"), "flow", flow, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(due_of(t, "conference"), "2026-04-26") == 0);
	EXPECT(strcmp(due_of(t, "first_visit"), "2026-06-20") == 0);
	EXPECT(strcmp(town_text_of(t, "SELECT discharge_on FROM pathway WHERE child ="
	    " $1", child), "2026-05-10") == 0);
	post(t, way(t, child, "/reversal"), "flow", flow, NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "/pathway-steps/%s", step));
	EXPECT_SEES(t, "34日動かしてあります");
}

TEST(pathway_step_postponed_by_hand_keeps_its_distance_when_days_move)
{
	const char *child = sakura(t), *step;

	begin(t, child, "nicu", "R5.4.12");
	step = town_text_of(t, "SELECT id FROM pathway_step WHERE step = $1",
	    "conference");
	post(t, arena_fmt(t->mem, "/pathway-steps/%s", step), "version", "1",
	    "state", "todo", "owner", "", "who", "centre", "due_on",
	    "R8.4.30", "note", "", NULL);
	EXPECT_STATUS(t, 303);
	move_discharge(t, child, "1", "R8.5.20");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(due_of(t, "conference"), "2026-05-10") == 0);
}

TEST(pathway_moves_nothing_that_was_not_shown)
{
	const char *child = sakura(t), *seen;

	begin(t, child, "nicu", "R5.4.12");
	preview_discharge(t, child, "1", "R8.6.10");
	seen = hidden(t, "seen");
	post(t, arena_fmt(t->mem, "/pathway-steps/%s/completion", town_text_of(t,
	    "SELECT id FROM pathway_step WHERE step = $1", "conference")),
	    "version", "1", NULL);
	post(t, way(t, child, "/dates"), "version", "1", "discharge_on",
	    "R8.6.10", "admission_on", "R5.4.12", "seen", seen, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "見ているあいだに項目が変わりました");
	EXPECT(strcmp(due_of(t, "first_visit"), "2026-05-17") == 0);
	move_discharge(t, child, "1", "R8.6.10");
	EXPECT_STATUS(t, 303);
	move_discharge(t, child, "1", "R8.7.10");
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が先に変更しました");
	EXPECT(strcmp(due_of(t, "first_visit"), "2026-06-17") == 0);
}

TEST(pathway_follows_a_birth_date_that_was_put_right)
{
	const char *child = sakura(t);

	begin(t, child, "home", "R8.4.1");
	post(t, arena_fmt(t->mem, "/children/%s", child), "version", "1",
	    "name", "見本 さくら", "kana", "みほん", "born_on", "R5.4.1",
	    "municipality", "02201", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "生年月日か項目のひな形が変わりました");
	move_discharge(t, child, "1", "R8.5.10");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(due_of(t, "register"), "2028-10-31") == 0);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "生年月日か項目のひな形が変わりました");
}
