#include "features/concern/concern.h"
#include "tests/kit_rows.h"

/* A card freely written; its id. */
static const char *
card(struct town *t, const char *says)
{
	const char *id;
	struct rows rows = { 0 };
	static const struct query q = { "test.card",
	    "SELECT id FROM concern_card ORDER BY id DESC LIMIT 1" };

	post(t, "/concern-cards", "says", says, "on_day", "R8.3.1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	id = rows.cells[0];
	return id;
}

static const char *
the_concern(struct town *t)
{
	static const struct query q = { "test.concern",
	    "SELECT id FROM concern ORDER BY id DESC LIMIT 1" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

/* Two cards in a new concern; its id. */
static const char *
grouped(struct town *t, const char *title)
{
	const char *a = card(t, "夜に預けられない" CANARY);
	const char *b = card(t, "休日に預けられない");

	post(t, "/concerns/moves", "cards", a, "cards", b, "to", "new", "title",
	    title, NULL);
	EXPECT_STATUS(t, 303);
	return the_concern(t);
}

TEST(cards_are_put_into_a_concern_that_is_named_on_the_way)
{
	const char *id = grouped(t, "預け先がない" CANARY);

	EXPECT(town_number(t, "SELECT count(*) FROM concern_card"
	    " WHERE concern IS NOT NULL") == 2);
	get(t, "/concerns");
	EXPECT_SEES(t, "預け先がない");
	EXPECT_NOT_SEES(t, "夜に預けられない");
	get(t, arena_fmt(t->mem, "/concerns/%s", id));
	EXPECT_SEES(t, "夜に預けられない");
	EXPECT_SEES(t, "カード（2枚）");
}

TEST(a_move_without_cards_place_or_name_says_what_is_missing)
{
	const char *a = card(t, "夜に預けられない");

	post(t, "/concerns/moves", "to", "none", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "カードを選んでください。");
	post(t, "/concerns/moves", "cards", a, "to", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "移す先を選んでください。");
	post(t, "/concerns/moves", "cards", a, "to", "new", "title", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "新しい課題の名前を入力してください。");
	post(t, "/concerns/moves", "cards", a, "to", "card", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM concern") == 0);
}

TEST(cards_put_onto_one_another_count_as_one_and_stay_as_its_origin)
{
	const char *a = card(t, "夜に預けられない"), *b = card(t, "夜がつらい");
	const char *c = card(t, "夜中に吸引がある");

	post(t, "/concerns/moves", "cards", a, "cards", b, "to", "card", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/concerns/moves", "cards", c, "cards", a, "to", "card", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " concern_card WHERE merged = '%s'", c)) == 2);
	get(t, "/concerns");
	EXPECT_SEES(t, "ほか2枚");
	EXPECT_NOT_SEES(t, "夜がつらい");
	post(t, "/concerns/moves", "cards", b, "to", "none", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(a_concern_is_split_and_put_together_again)
{
	const char *all = grouped(t, "預け先がない"), *part;
	const char *c = card(t, "休日の朝がつらい");

	post(t, "/concerns/moves", "cards", c, "to", all, NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/concerns/moves", "cards", c, "to", "new", "title", "休日のこと",
	    "back", all, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strstr(t->location, all));
	part = the_concern(t);
	post(t, arena_fmt(t->mem, "/concerns/%s/parent", part), "version", "1",
	    "parent", all, NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/concerns/%s/parent", all), "version", "1",
	    "parent", part, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "その課題はこの課題の中にあります。");
	post(t, arena_fmt(t->mem, "/concerns/%s/merging", part), "version", "1",
	    "into", all, NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/concerns/%s/merging", part), "version", "2",
	    "into", all, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " concern_card WHERE concern = '%s'", all)) == 3);
	get(t, arena_fmt(t->mem, "/concerns/%s", part));
	EXPECT(strstr(t->location, all));
	post(t, arena_fmt(t->mem, "/concerns/%s/year", part), "state", "doing",
	    NULL);
	EXPECT_STATUS(t, 409);
}

TEST(a_year_s_work_is_written_down_and_not_over_another_s)
{
	const char *id = grouped(t, "預け先がない");
	const char *url = arena_fmt(t->mem, "/concerns/%s/year", id);

	post(t, url, "version", "0", "state", "planned", "plan", "病院に聞く", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "0", "state", "doing", "plan", "別の案", NULL);
	EXPECT_STATUS(t, 409);
	post(t, url, "version", "1", "state", "solved", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "解決したときは、どうなったかを書いてください。");
	get(t, arena_fmt(t->mem, "/concerns/%s", id));
	EXPECT_SEES(t, "病院に聞く");
	EXPECT_NOT_SEES(t, "別の案");
	EXPECT_SEES(t, "対応方針");
}

TEST(what_is_not_solved_goes_on_into_the_next_year_and_what_is_does_not)
{
	const char *open = grouped(t, "預け先がない");
	const char *solved;

	post(t, arena_fmt(t->mem, "/concerns/%s/year", open), "version", "0",
	    "state", "planned", "plan", "病院に聞く", NULL);
	solved = grouped(t, "退院の会議に呼ばれない");
	post(t, arena_fmt(t->mem, "/concerns/%s/year", solved), "version", "0",
	    "state", "solved", "outcome", "呼ばれるようになった", NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2027-04-02");
	sign_in(t, "hana_nurse");
	get(t, "/concerns");
	EXPECT_SEES(t, "預け先がない");
	EXPECT_NOT_SEES(t, "退院の会議に呼ばれない");
	EXPECT_SEES(t, "解決していない課題のうち1件は");
	post(t, "/concerns/years", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM concern_year"
	    " WHERE year = 2027") == 1);
	get(t, arena_fmt(t->mem, "/concerns/%s", open));
	EXPECT_SEES(t, "令和9年度");
	EXPECT_SEES(t, "令和8年度");
	post(t, "/concerns/years", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM concern_year"
	    " WHERE year = 2027") == 1);
}

TEST(a_refusal_becomes_a_card_once)
{
	post(t, "/unmet", "asked_on", "R8.3.1", "kind", "short_stay", "region",
	    "aomori", "reason", "full", "note", "連休だった", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/concerns");
	EXPECT_SEES(t, "「使えなかった相談」のうち1件");
	post(t, "/concerns/refusals", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/concerns?source=unmet");
	EXPECT_SEES(t, "空きがなかった。連休だった");
	post(t, "/concerns/refusals", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM concern_card") == 1);
}

TEST(a_card_from_a_contact_leads_back_to_it_and_not_from_what_is_not_there)
{
	const char *contact;

	post(t, "/contacts", "on_day", "R8.3.30", "method", "phone", "requester",
	    "family", "body", "夜がつらい", NULL);
	EXPECT_STATUS(t, 303);
	contact = strstr(t->location, "/contacts/");
	EXPECT(contact);
	contact = arena_bytes(t->mem, contact + strlen("/contacts/"), 36);
	get(t, arena_fmt(t->mem, "/contacts/%s", contact));
	EXPECT_SEES(t, "課題のカードにする");
	post(t, arena_fmt(t->mem, "/concern-cards?source=contact&id=%s",
	    contact), "says", "夜の見守りがない", "on_day", "R8.3.30", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strstr(t->location, contact));
	get(t, "/concerns?source=contact");
	EXPECT_SEES(t, arena_fmt(t->mem, "/contacts/%s", contact));
	post(t, "/concern-cards?source=contact&id="
	    "0198b5a0-0000-7000-8000-000000000000", "says", "ない", "on_day",
	    "R8.3.30", NULL);
	EXPECT_STATUS(t, 404);
	post(t, arena_fmt(t->mem, "/concern-cards?source=person&id=%s",
	    contact), "says", "ない", "on_day", "R8.3.30", NULL);
	EXPECT_STATUS(t, 404);
}

TEST(what_a_meeting_decides_comes_back_to_the_concern)
{
	const char *id = grouped(t, "預け先がない"), *meeting, *talk;
	const char *at = arena_fmt(t->mem, "/concerns/%s", id);
	struct rows rows = { 0 };
	static const struct query q = { "test.talk",
	    "SELECT id FROM concern_talk" };

	post(t, "/meetings", "kind", "council", "title", "協議会", "on_day",
	    "R8.4.1", NULL);
	meeting = id_at(t, "/meetings/");
	post(t, arena_fmt(t->mem, "%s/meetings", at), "meeting", meeting, NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/meetings", at), "meeting", meeting, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	talk = rows.cells[0];
	get(t, arena_fmt(t->mem, "/meetings/%s", meeting));
	EXPECT_SEES(t, "この会議で話す課題");
	EXPECT_SEES(t, "預け先がない");
	get(t, "/");
	EXPECT_SEES(t, "会議で決まったことを書く");
	post(t, arena_fmt(t->mem, "/concern-talks/%s/decision", talk),
	    "version", "1", "decision", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/concern-talks/%s/decision", talk),
	    "version", "1", "decision", "病院に頼む", NULL);
	EXPECT_STATUS(t, 303);
	get(t, at);
	EXPECT_SEES(t, "病院に頼む");
	get(t, "/");
	EXPECT_NOT_SEES(t, "会議で決まったことを書く");
}

TEST(the_list_for_a_council_says_all_that_stands_on_paper_too)
{
	grouped(t, "預け先がない");
	get(t, "/concerns/list");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "預け先がない");
	EXPECT_SEES(t, "休日に預けられない");
	get(t, "/concerns/list.pdf");
	EXPECT_STATUS(t, 200);
	EXPECT(t->nbody > 1000 && memcmp(t->body, "%PDF", 4) == 0);
}

TEST(a_card_taken_off_the_board_is_gone_from_it_and_kept)
{
	const char *a = card(t, "夜に預けられない");

	post(t, arena_fmt(t->mem, "/concern-cards/%s/removal", a), NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/concerns");
	EXPECT_NOT_SEES(t, "夜に預けられない");
	post(t, arena_fmt(t->mem, "/concern-cards/%s/removal", a), NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM concern_card"
	    " WHERE removed_on IS NOT NULL") == 1);
}

TEST(concerns_are_the_centre_s_alone)
{
	const char *id = grouped(t, "預け先がない"), *home;

	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
	get(t, "/concerns");
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "/concerns/%s", id));
	EXPECT_STATUS(t, 403);
	get(t, "/concerns/list.pdf");
	EXPECT_STATUS(t, 403);
	post(t, "/concerns/refusals", NULL);
	EXPECT_STATUS(t, 403);
}

TEST(a_name_that_does_not_open_is_refused_and_the_site_goes_on)
{
	grouped(t, "預け先がない" CANARY);
	town_change(t, "UPDATE concern SET title = 'damaged'");
	get(t, "/concerns");
	EXPECT_STATUS(t, 500);
	get(t, "/");
	EXPECT_STATUS(t, 200);
}
