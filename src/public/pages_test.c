#include "tests/kit_public.h"

/* Of packs/aomori: 八戸市 and 青森市, in different regions. */
#define HACHINOHE "02203"
#define AOMORI	  "02201"

/* Three places: one takes a ventilator, one on terms, of one nothing is known. */
static void
opened(struct public_site *p, struct town *t)
{
	public_begin(p, t);
	public_fill_service(p, "sv-yes", "さくら病院", HACHINOHE,
	    "short_stay_medical");
	public_fill_service(p, "sv-terms", "つばきホーム", AOMORI, "day_care");
	public_fill_service(p, "sv-open", "もみじデイ", AOMORI, "after_school");
	public_fill_answer(p, "sv-yes", "ventilator", "yes", NULL);
	public_fill_answer(p, "sv-terms", "ventilator", "terms",
	    "看護師のいる日だけ");
	public_fill_answer(p, "sv-terms", "suction", "no", NULL);
	public_fill(p, "UPDATE pub_service SET age_from = 0, age_below = 72,"
	    " opening = 'mon 09:00-17:00' WHERE id = 'sv-yes'");
	public_fill(p, "INSERT INTO pub_gone VALUES ('sv-ended')");
	public_fill(p, "INSERT INTO pub_room VALUES ('room1', 'sv-yes',"
	    " '個室', 2, 0, 0)");
	public_fill(p, "INSERT INTO pub_cell VALUES ('room1', '2026-04-02',"
	    " 'open', NULL, NULL, '2026-04-01T00:00:00Z', 'guest'),"
	    " ('room1', '2026-04-10', 'few', 'last', NULL,"
	    " '2026-04-01T00:00:00Z', 'guest'),"
	    " ('room1', '2026-04-17', 'open', NULL, NULL,"
	    " '2026-04-01T00:00:00Z', 'guest')");
	public_open(p);
}

TEST(list_says_in_words_whether_each_takes_what_is_asked)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/services?care=ventilator");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "人工呼吸器：可");
	EXPECT_SEES(&p.t, "人工呼吸器：条件付き（看護師のいる日だけ）");
	EXPECT_SEES(&p.t, "令和8年3月20日（金）に確認");
	EXPECT_NOT_SEES(&p.t, "もみじデイ");
	visit(&p, "/services?care=ventilator&answer=yes");
	EXPECT_SEES(&p.t, "さくら病院");
	EXPECT_NOT_SEES(&p.t, "つばきホーム");
	/* Who is known to refuse one of them is left out all the same. */
	visit(&p, "/services?care=ventilator&care=suction&answer=any");
	EXPECT_SEES(&p.t, "もみじデイ");
	EXPECT_SEES(&p.t, "吸引：未確認");
	EXPECT_NOT_SEES(&p.t, "つばきホーム");
	public_close(&p);
}

TEST(list_finds_by_sound_place_age_and_day)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/services?q=%E3%82%B5%E3%82%AF%E3%83%A9");	/* サクラ */
	EXPECT_SEES(&p.t, "さくら病院");
	EXPECT_NOT_SEES(&p.t, "つばきホーム");
	visit(&p, "/services?municipality=" AOMORI);
	EXPECT_NOT_SEES(&p.t, "さくら病院");
	EXPECT_SEES(&p.t, "つばきホーム");
	visit(&p, "/services?kind=after_school");
	EXPECT_SEES(&p.t, "もみじデイ");
	EXPECT_NOT_SEES(&p.t, "さくら病院");
	visit(&p, "/services?age=8");
	EXPECT_NOT_SEES(&p.t, "さくら病院");
	EXPECT_SEES(&p.t, "受け入れる年齢：未確認");
	visit(&p, "/services?day=mon");
	EXPECT_SEES(&p.t, "さくら病院");
	EXPECT_NOT_SEES(&p.t, "もみじデイ");
	visit(&p, "/services?day=tue");
	EXPECT_SEES(&p.t, "見つかりませんでした");
	public_close(&p);
}

TEST(what_an_address_asks_wrongly_is_said_and_nothing_breaks)
{
	static const char *const wrong[] = { "kind=zzz", "region=zzz",
		"municipality=13101", "care=zzz", "age=old", "age=-1",
		"age=99999999999999999999", "day=someday", "answer=perhaps",
		"kind=%3Cb%3Ecanary%3C%2Fb%3E", "age=%3Cb%3Ecanary%3C%2Fb%3E" };
	static const char *const pages[] = { "/services", "/map", "/vacancies" };
	struct public_site p = { 0 };

	opened(&p, t);
	for (size_t i = 0; i < COUNT(pages); i++) {
		for (size_t k = 0; k < COUNT(wrong); k++) {
			visit(&p, arena_fmt(t->mem, "%s?%s", pages[i],
			    wrong[k]));
			EXPECT_STATUS(&p.t, 422);
			EXPECT_SEES(&p.t, "class=\"errors\"");
			EXPECT(!*header(&p.t, "ETag"));
		}
		visit(&p, arena_fmt(t->mem, "%s?page=99999999999", pages[i]));
		EXPECT_STATUS(&p.t, 200);
		EXPECT_SEES(&p.t, "さくら病院");
		visit(&p, arena_fmt(t->mem, "%s?page=-3&unheard=of", pages[i]));
		EXPECT_STATUS(&p.t, 200);
		visit(&p, arena_fmt(t->mem, "%s?q=%%E3%%81", pages[i]));
		EXPECT_STATUS(&p.t, 400);
		visit(&p, arena_fmt(t->mem, "%s?q=%%27%%20OR%%201=1--%%25_",
		    pages[i]));
		EXPECT_STATUS(&p.t, 200);
		EXPECT_NOT_SEES(&p.t, "さくら病院");
		visit(&p, arena_fmt(t->mem, "%s?q=%0*d", pages[i], 300, 7));
		EXPECT_STATUS(&p.t, 422);
		visit(&p, arena_fmt(t->mem, "%s?q=%s", pages[i],
		    "%3Cb%3Ecanary%3C%2Fb%3E"));
		EXPECT_STATUS(&p.t, 200);
	}
	public_close(&p);
}

TEST(facility_page_tells_answers_with_date_and_how_to_call)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/services/sv-terms");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "看護師のいる日だけ");
	EXPECT_SEES(&p.t, "令和8年3月20日（金）・調査の回答");
	EXPECT_SEES(&p.t, "href=\"tel:" PUBLIC_PHONE "\"");
	EXPECT_SEES(&p.t, "未確認");
	visit(&p, "/services/sv-yes");
	EXPECT_SEES(&p.t, "空きは受入れの約束ではありません");
	EXPECT_SEES(&p.t, "0歳から6歳になるまで");
	EXPECT_SEES(&p.t, "月 9:00-17:00");
	visit(&p, "/services/not-there");
	EXPECT_STATUS(&p.t, 404);
	visit(&p, "/services/sv-ended");
	EXPECT_STATUS(&p.t, 410);
	EXPECT_SEES(&p.t, "終わったサービスです");
	public_close(&p);
}

TEST(board_says_what_holds_and_the_telephone_in_every_row)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/vacancies");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "空きは受入れの約束ではありません");
	EXPECT_SEES(&p.t, "<td class=\"o\">");
	EXPECT_SEES(&p.t, "わずか・要相談（残り1つ）");
	EXPECT_SEES(&p.t, "今日の情報");
	EXPECT_SEES(&p.t, "tel:" PUBLIC_PHONE);
	visit(&p, "/vacancies?kind=day_care");
	EXPECT_SEES(&p.t, "あてはまる枠はありません");
	visit(&p, "/vacancies?care=ventilator");
	EXPECT_SEES(&p.t, "さくら病院");
	public_close(&p);
}

TEST(board_fades_with_the_days_that_pass)
{
	struct public_site p = { 0 };
	static const char *const pages[] = { "/vacancies", "/services/sv-yes" };

	opened(&p, t);
	for (size_t i = 0; i < COUNT(pages); i++) {
		public_set_today(&p, "2026-04-08");
		visit(&p, pages[i]);
		EXPECT_NOT_SEES(&p.t, "grey");
		public_set_today(&p, "2026-04-09");
		visit(&p, pages[i]);
		EXPECT_SEES(&p.t, "<td class=\"t grey\">");
		EXPECT_SEES(&p.t, "8日前の情報（要電話確認）");
		EXPECT_NOT_SEES(&p.t, "<td class=\"t\">");
		public_set_today(&p, "2026-04-16");
		visit(&p, pages[i]);
		EXPECT_NOT_SEES(&p.t, "<td class=\"o");
		EXPECT_NOT_SEES(&p.t, "<td class=\"t");
		EXPECT_SEES(&p.t, "情報なし");
	}
	public_close(&p);
}

TEST(map_counts_the_same_places_as_its_list)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/map");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "<svg");
	EXPECT_SEES(&p.t, "3件");
	visit(&p, "/map?municipality=" HACHINOHE);
	EXPECT_SEES(&p.t, "さくら病院");
	EXPECT_NOT_SEES(&p.t, "つばきホーム");
	EXPECT_SEES(&p.t, "id=\"s-sv-yes\"");
	public_close(&p);
}

TEST(first_page_and_the_page_about_the_site)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/");
	EXPECT_SEES(&p.t, "出向く");
	EXPECT_SEES(&p.t, "相談の流れ");
	EXPECT_SEES(&p.t, "平日9時～17時");
	EXPECT_NOT_SEES(&p.t, "<script");
	visit(&p, "/about-this-site");
	EXPECT_SEES(&p.t, "CC BY 4.0");
	EXPECT_SEES(&p.t, "令和8年4月1日");
	visit(&p, "/robots.txt");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(strncmp(p.t.type, "text/plain", 10) == 0);
	public_close(&p);
}
