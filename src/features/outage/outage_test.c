#include "features/outage/outage_test.h"

#include <stdlib.h>

#define CHILDREN 4

static const struct {
	const char *name, *kana;
	int rank;
	int64_t minutes;
} children[CHILDREN] = {
	{ "見本 いち", "みほん いち", 1, 480 },
	{ "見本 にい", "みほん にい", 1, -1 },
	{ "見本 さん", "みほん さん", 3, 120 },
	{ "見本 よん", "みほん よん", 1, 120 },
};

static const char *
night(struct town *t, const char *ids[CHILDREN])
{
	for (size_t i = 0; i < CHILDREN; i++) {
		ids[i] = outage_child_new(t, children[i].name,
		    children[i].kana, "02208");
		outage_power(t, ids[i], children[i].rank, children[i].minutes);
	}
	return outage_declare(t, "0");
}

static void
see_list(struct town *t, const char *outage)
{
	get(t, arena_fmt(t->mem, "/outages/%s", outage));
	EXPECT_STATUS(t, 200);
}

TEST(outage_list_puts_the_unknown_first_then_the_least_left)
{
	const char *ids[CHILDREN], *o = night(t, ids);
	size_t one, two, three, four;

	see_list(t, o);
	one = outage_place(t, "見本 いち");
	two = outage_place(t, "見本 にい");
	three = outage_place(t, "見本 さん");
	four = outage_place(t, "見本 よん");
	EXPECT(two < four && four < three && three < one);
	EXPECT_SEES(t, "不明");
	EXPECT_SEES(t, "1時間55分");	/* 120 of 02:10, at 02:15 */
	EXPECT_SEES(t, "7時間55分");
	EXPECT_SEES(t, "4:10まで");
	EXPECT_SEES(t, "tel:0175-00-0001");
	set_now(t, AT("19:09"));
	sign_in(t, "hana_nurse");
	see_list(t, o);
	EXPECT_SEES(t, ">1分<");
	set_now(t, AT("19:11"));
	see_list(t, o);
	EXPECT_SEES(t, "切れているおそれ");
}

TEST(outage_child_is_taken_by_one_and_the_other_is_told_who_and_since_when)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	set_now(t, AT("17:16"));
	outage_do(t, ids[1], "claim", NULL, NULL);
	EXPECT_STATUS(t, 303);
	see_list(t, o);
	EXPECT_SEES(t, "あなたが連絡する人");
	sign_in(t, "taro_doctor");
	see_list(t, o);
	EXPECT_NOT_SEES(t, "あなたが連絡する人");
	EXPECT_SEES(t, "が連絡中");
	outage_do(t, ids[1], "claim", NULL, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "2:16から連絡しています");
	EXPECT_SEES(t, "見本 にい");
	outage_do(t, ids[1], "status", "status", "safe");
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_log") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE status"
	    " = 'open' AND claimed_at = '2026-01-20T17:16:00Z'") == 1);
}

TEST(outage_child_whom_somebody_reached_meanwhile_is_not_called_again)
{
	const char *ids[CHILDREN];

	(void)night(t, ids);
	/* Taro's list is of before: nobody had called. */
	outage_do(t, ids[0], "claim", "seen", "0");
	EXPECT_STATUS(t, 303);
	set_now(t, AT("17:20"));
	outage_do(t, ids[0], "status", "status", "safe");
	sign_in(t, "taro_doctor");
	outage_do(t, ids[0], "claim", "seen", "0");
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "一覧を見たあとに");
	EXPECT_SEES(t, "無事");
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE"
	    " claimed_by IS NULL AND status = 'safe'") == 1);
	/* Knowing that, it is a call of its own. */
	outage_do(t, ids[0], "claim", "seen", "2");
	EXPECT_STATUS(t, 303);
}

TEST(outage_claim_nobody_followed_up_goes_to_the_next_after_twenty_minutes)
{
	const char *ids[CHILDREN];

	(void)night(t, ids);
	outage_do(t, ids[0], "claim", NULL, NULL);
	sign_in(t, "taro_doctor");
	set_now(t, AT("17:34"));
	outage_do(t, ids[0], "claim", NULL, NULL);
	EXPECT_STATUS(t, 409);
	set_now(t, AT("17:35"));
	outage_do(t, ids[0], "claim", NULL, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_log WHERE verb ="
	    " 'take'") == 1);
	/* The first one comes back late, and is told. */
	sign_in(t, "hana_nurse");
	outage_do(t, ids[0], "status", "status", "absent");
	EXPECT_STATUS(t, 409);
}

TEST(outage_status_is_two_taps_and_keeps_who_when_and_what_was_said)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	outage_do(t, ids[3], "claim", NULL, NULL);
	set_now(t, AT("17:21"));
	post(t, arena_fmt(t->mem, "/children/%s/outage/status", ids[3]),
	    "status", "safe", "note", "自家発電がある" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE status ="
	    " 'safe' AND reached_at = '2026-01-20T17:21:00Z' AND claimed_by IS"
	    " NULL AND note NOT LIKE '%自家%'") == 1);
	see_list(t, o);
	/* Below who is not done, and no longer to be taken. */
	EXPECT(outage_place(t, "見本 よん") > outage_place(t, "見本 いち"));
	EXPECT_SEES(t, "自家発電がある");
	get(t, arena_fmt(t->mem, "/children/%s/outage", ids[3]));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "連絡した：<strong>無事</strong>");
	EXPECT_SEES(t, "2:21");
}

TEST(outage_says_whose_battery_runs_down_after_they_were_safe)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	outage_do(t, ids[3], "status", "status", "safe");
	see_list(t, o);
	EXPECT_SEES(t, "電池が2時間を切った子どもが<a");
	get(t, arena_fmt(t->mem, "/outages/%s?status=again", o));
	EXPECT_SEES(t, "見本 よん");
	EXPECT_NOT_SEES(t, "見本 いち");
}

TEST(outage_status_that_is_none_is_refused_with_the_note_kept)
{
	const char *ids[CHILDREN];

	(void)night(t, ids);
	post(t, arena_fmt(t->mem, "/children/%s/outage/status", ids[0]),
	    "status", "fine", "note", "聞いたこと", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "聞いたこと");
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case") == 0);
}

TEST(outage_who_wants_help_stays_in_the_order_and_with_who_heard_it)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	outage_do(t, ids[3], "status", "status", "help");
	EXPECT_STATUS(t, 303);
	see_list(t, o);
	EXPECT(outage_place(t, "id=\"call-") > 0);
	EXPECT(strstr(strstr(t->body, "<ol class=\"calls\">"), "見本 よん") <
	    strstr(strstr(t->body, "<ol class=\"calls\">"), "見本 さん"));
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE status ="
	    " 'help' AND claimed_by IS NOT NULL AND reached_at IS NOT NULL") ==
	    1);
	/* A tap too many is put back. */
	outage_do(t, ids[3], "status", "status", "open");
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE"
	    " reached_at IS NULL AND claimed_by IS NULL") == 1);
}

TEST(outage_child_can_be_given_back_and_on_to_somebody_else)
{
	const char *ids[CHILDREN];
	static const struct query taro = { "test.taro",
	    "SELECT id FROM person WHERE login = 'taro_doctor'" };
	struct rows rows = { 0 };

	(void)night(t, ids);
	EXPECT(db_rows(t->db, t->mem, &taro, NO_ARGS, &rows) == OK);
	outage_do(t, ids[0], "claim", NULL, NULL);
	outage_do(t, ids[0], "release", "person", rows.cells[0]);
	EXPECT_STATUS(t, 303);
	outage_do(t, ids[0], "claim", NULL, NULL);
	EXPECT_STATUS(t, 409);
	sign_in(t, "taro_doctor");
	outage_do(t, ids[0], "release", "person", "");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM outage_case WHERE"
	    " claimed_by IS NULL") == 1);
}

TEST(outage_list_that_did_not_change_is_not_made_again)
{
	const char *ids[CHILDREN], *o = night(t, ids);
	const char *rows = arena_fmt(t->mem, "/outages/%s/rows", o), *tag;

	get(t, rows);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 いち");
	EXPECT_NOT_SEES(t, "<html");
	tag = arena_text(t->mem, header(t, "ETag"));
	with_header(t, "if-none-match", tag);
	get(t, rows);
	EXPECT_STATUS(t, 304);
	EXPECT(t->nbody == 0);
	/* Somebody else's tap, and the next minute. */
	outage_do(t, ids[0], "claim", NULL, NULL);
	with_header(t, "if-none-match", tag);
	get(t, rows);
	EXPECT_STATUS(t, 200);
	tag = arena_text(t->mem, header(t, "ETag"));
	set_now(t, AT("17:16"));
	with_header(t, "if-none-match", tag);
	get(t, rows);
	EXPECT_STATUS(t, 200);
}

TEST(outage_child_of_later_appears_and_one_elsewhere_does_not)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	(void)outage_child_new(t, "見本 ごお", "みほん ごお", "02208");
	(void)outage_child_new(t, "見本 ろく", "みほん ろく", "02201");
	see_list(t, o);
	EXPECT_SEES(t, "見本 ごお");	/* of whom nothing is known: on top */
	EXPECT(outage_place(t, "見本 ごお") < outage_place(t, "見本 よん"));
	EXPECT_NOT_SEES(t, "見本 ろく");
	get(t, arena_fmt(t->mem, "/outages/%s?municipality=02423", o));
	EXPECT_NOT_SEES(t, "見本 ごお");
	get(t, arena_fmt(t->mem, "/outages/%s?status=safe", o));
	EXPECT_NOT_SEES(t, "見本 ごお");
}

TEST(outage_sheet_says_the_same_on_the_page_and_as_pdf)
{
	const char *ids[CHILDREN], *o = night(t, ids);

	get(t, arena_fmt(t->mem, "/outages/%s/sheet", o));
	EXPECT_STATUS(t, 200);
	EXPECT(outage_place(t, "見本 にい") < outage_place(t, "見本 よん"));
	EXPECT_SEES(t, "□不在 □無事 □要支援 □搬送");
	get(t, arena_fmt(t->mem, "/outages/%s/sheet.pdf", o));
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "application/pdf") == 0);
}

TEST(outage_stands_on_top_of_the_days_page)
{
	const char *ids[CHILDREN];

	(void)night(t, ids);
	get(t, "/");
	EXPECT_SEES(t, "まだ連絡のつかない子ども 4人");
	outage_do(t, ids[0], "status", "status", "safe");
	get(t, "/");
	EXPECT_SEES(t, "まだ連絡のつかない子ども 3人");
}
