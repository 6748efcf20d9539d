#include "tests/kit_public.h"

/* A release on the public site: its numbers, and none that are hidden. */

#define SLUG "2022-04-01_2023-03-31_0_1"

static void
opened(struct public_site *p, struct town *t)
{
	public_begin(p, t);
	public_fill(p, "INSERT INTO pub_release VALUES ('" SLUG "',"
	    " '2022-04-01', '2023-03-31', '令和4年度', 0, 1, 3, 1, NULL,"
	    " '2023-06-01'), ('2022-04-01_2023-03-31_0_2', '2022-04-01',"
	    " '2023-03-31', '令和4年度', 0, 2, 3, 1, '訪問を直しました。',"
	    " '2023-07-01')");
	public_fill(p, "INSERT INTO pub_release_line VALUES"
	    " ('" SLUG "', 0, 'persons', '実人数', 'all', '実人数', '人', 54,"
	    " 1, '', NULL), ('" SLUG "', 1, 'area', '圏域別の実人数', 'aomori',"
	    " '青森', '人', 21, 0, '実人数です。', '合併の前です。'),"
	    " ('" SLUG "', 2, 'area', '圏域別の実人数', 'shimokita', '下北',"
	    " '人', NULL, 0, '実人数です。', '合併の前です。')");
	public_fill(p, "INSERT INTO pub_gone VALUES ('2021_1')");
	public_open(p);
}

TEST(public_statistics_show_what_was_released)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/statistics");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "令和4年度 第2版");
	EXPECT_SEES(&p.t, "訪問を直しました。");
	EXPECT_SEES(&p.t, "このあとに、直した版があります。");
	visit(&p, "/statistics/" SLUG);
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "<td class=\"num\">54</td>");
	EXPECT_SEES(&p.t, "<td class=\"num\">X</td>");
	EXPECT_SEES(&p.t, "新しい版を見る");
	EXPECT_SEES(&p.t, "合併の前です。");
	EXPECT(*header(&p.t, "ETag"));
	visit(&p, "/statistics/2022");
	EXPECT_STATUS(&p.t, 404);
	visit(&p, "/statistics/2021_1");
	EXPECT_STATUS(&p.t, 410);
	public_close(&p);
}

TEST(public_statistics_come_as_files_with_what_is_counted)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/statistics/" SLUG "/tables.json");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "{\"code\":\"shimokita\",\"label\":\"下北\","
	    "\"number\":null}]}]}");
	EXPECT_SEES(&p.t, "\"definition\":\"実人数です。\"");
	visit(&p, "/statistics/" SLUG "/tables.csv");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "圏域別の実人数,shimokita,下北,X,人,2022-04-01,"
	    "2023-03-31,実人数です。,合併の前です。\r\n");
	visit(&p, "/statistics/" SLUG "/tables.xlsx");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(p.t.nbody > 3000 && memcmp(p.t.body, "PK", 2) == 0);
	visit(&p, "/statistics/x/tables.csv");
	EXPECT_STATUS(&p.t, 404);
	public_close(&p);
}
