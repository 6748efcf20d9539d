#include <string.h>

#include "tests/kit_rows.h"

/* The list of agencies, and how one is chosen in a form. */

static const char *
made(struct town *t, const char *name, const char *kana, const char *kind,
    const char *municipality)
{
	post(t, "/agencies", "name", name, "kana", kana, "kind", kind,
	    "municipality", municipality, NULL);
	return id_at(t, "/agencies/");
}

/* More than anybody looks through. */
static void
crowd(struct town *t)
{
	town_change(t, "INSERT INTO agency (id, version, changed, number, name,"
	    " kind) WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1"
	    " FROM k WHERE i < 210) SELECT 'x' || i, 1, 1, 'N' || i,"
	    " '群れ' || i, 'other' FROM k");
}

TEST(agencies_are_found_by_part_of_the_name_kind_and_municipality)
{
	made(t, "見本病院" CANARY, "ミホンビョウイン", "hospital", "02201");
	made(t, "例示クリニック", "", "clinic", "02201");
	made(t, "架空病院", "", "hospital", "02203");
	get(t, "/agencies");
	EXPECT_SEES(t, ">3件</p>");
	get(t, "/agencies?q=%E3%81%B3%E3%82%87%E3%81%86%E3%81%84");
	EXPECT_SEES(t, "見本病院");
	EXPECT_SEES(t, ">1件</p>");
	get(t, "/agencies?q=%E7%97%85%E9%99%A2&municipality=02203");
	EXPECT_SEES(t, "架空病院");
	EXPECT_SEES(t, ">1件</p>");
	get(t, "/agencies?kind=clinic");
	EXPECT_SEES(t, "例示クリニック");
	EXPECT_SEES(t, ">1件</p>");
	EXPECT_SEES(t, "すべて表示");
	get(t, "/agencies?q=nobody");
	EXPECT_SEES(t, "あてはまる機関はありません。");
	crowd(t);
	get(t, "/agencies?kind=other&page=2");
	EXPECT_SEES(t, "210件のうち51～100件め");
	EXPECT_SEES(t, "?kind=other&amp;page=3");
}

TEST(agency_among_many_is_typed_and_among_few_chosen)
{
	const char *id = made(t, "見本病院", "", "hospital", "02201");

	get(t, "/consents/new");
	EXPECT_SEES(t, "<select class=\"full\" id=\"f-recipient\"");
	EXPECT_NOT_SEES(t, "recipient_typed");
	crowd(t);
	get(t, "/consents/new");
	EXPECT_NOT_SEES(t, "<select class=\"full\" id=\"f-recipient\"");
	EXPECT_SEES(t, "name=\"recipient_typed\"");
	EXPECT(strlen(t->body) < 60000);
	get(t, "/agencies/suggest?q=%E8%A6%8B%E6%9C%AC");
	EXPECT_SEES(t, id);
	EXPECT_SEES(t, "data-label=\"見本病院\"");
	get(t, "/agencies/suggest?q=");
	EXPECT_NOT_SEES(t, "option");
}

/* As a browser without script sends it: the name, and the id that was there. */
TEST(agency_that_was_typed_is_looked_up_and_counts_before_the_old_one)
{
	const char *one = made(t, "見本病院", "", "hospital", "02201");
	const char *two = made(t, "例示の園", "", "nursery", "02203");

	crowd(t);
	post(t, "/dispatches/link", "agency", "", "agency_typed", "群れ", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "あてはまる機関が複数あります");
	EXPECT_SEES(t, "value=\"群れ\"");
	post(t, "/dispatches/link", "agency", "", "agency_typed", "どこにもない",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "登録にありません");
	post(t, "/dispatches/link", "agency", "", "agency_typed", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/dispatches/link", "agency", one, "agency_typed", "見本病院",
	    NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本病院へのリンク");
	post(t, "/dispatches/link", "agency", one, "agency_typed", "N7", NULL);
	EXPECT_SEES(t, "群れ7へのリンク");
	post(t, "/dispatches/link", "agency", one, "agency_typed", "例示", NULL);
	EXPECT_SEES(t, "例示の園へのリンク");
	post(t, "/dispatches/link", "agency", two, NULL);
	EXPECT_SEES(t, "例示の園へのリンク");
}
