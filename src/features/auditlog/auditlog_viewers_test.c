#include "features/auditlog/auditlog_town_test.h"
#include "tests/kit_rows.h"

static void
see_viewers(struct town *t, const char *child, const char *query)
{
	get(t, arena_fmt(t->mem, "/children/%s/viewers%s", child, query));
}

static int64_t
rows_about(struct town *t, const char *child, const char *verb)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " audit_seen s JOIN audit a ON a.seq = s.seq WHERE s.child = '%s'"
	    " AND a.verb = '%s'", child, verb));
}

TEST(viewers_are_the_rows_of_the_log)
{
	const char *child = town_sakura(t);

	town_opens(t, "hana_nurse", child);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	town_opens(t, "taro_doctor", child);
	sign_in(t, "hana_nurse");
	EXPECT(rows_about(t, child, "view") == 3);
	EXPECT(rows_about(t, child, "add") == 1);
	see_viewers(t, child, "");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "さんの記録を見た人</h1>");
	EXPECT_SEES(t, "看護師 花<br><span class=\"note\">センター　看護師</span>");
	EXPECT_SEES(t, "<td>2回</td>\n<td>1回</td>");
	EXPECT_SEES(t, "医師 太郎<br><span class=\"note\">センター　医師</span>");
	EXPECT_SEES(t, "<td>1回</td>\n<td></td>");
	EXPECT_SEES(t, "<th scope=\"row\">R8.4.1（水）<br>"
	    "<span class=\"note\">12:00</span>");
	EXPECT_SEES(t, "<td>センター職員</td>");
	EXPECT_SEES(t, ">2件</p>");
	/* To have read who looked is itself a look. */
	EXPECT(rows_about(t, child, "view") == 4);
	see_viewers(t, child, "");
	EXPECT_SEES(t, "<td>3回</td>\n<td>1回</td>");
}

TEST(standing_in_a_list_is_counted_apart_from_being_looked_at)
{
	const char *child = town_sakura(t);

	post(t, "/children", "name", "見本 太郎", "kana", "みほん たろう", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "jiro_clerk");
	get(t, "/children");
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT(rows_about(t, child, "list") == 2);
	sign_in(t, "hana_nurse");
	see_viewers(t, child, "");
	EXPECT_SEES(t, "一覧や検索に出た");
	EXPECT_SEES(t, "<td>2回</td>");
	EXPECT_SEES(t, "事務 次郎");
	EXPECT_SEES(t, "<td></td>\n<td>1回</td>");
}

TEST(who_came_by_consent_stands_there_with_it)
{
	const char *child = town_sakura(t);
	const char *consent = town_goro_joins(t, child);

	town_opens(t, "goro", child);
	sign_in(t, "hana_nurse");
	see_viewers(t, child, "");
	EXPECT_SEES(t, "助言 五郎<br><span class=\"note\">見本病院　地域アドバイザー</span>");
	EXPECT_SEES(t, arena_fmt(t->mem, "<td>ケアチーム<br>"
	    "<a class=\"note\" href=\"/consents/%s\">R8.4.1の同意</a>", consent));
	EXPECT_SEES(t, "<li><strong>ケアチーム</strong>");
	EXPECT_NOT_SEES(t, "<li><strong>派遣</strong>");
}

TEST(agency_learns_of_the_centre_and_of_its_own_people_alone)
{
	const char *child = town_sakura(t);

	town_goro_joins(t, child);
	town_opens(t, "goro", child);
	town_opens(t, "taro_doctor", child);
	town_logs(t, "2026-04-01T04:00:00Z", child, (struct audit_row){
	    .login = "token:x", .agency = "another", .path = "team" });
	town_logs(t, "2026-04-01T05:00:00Z", child, (struct audit_row){
	    .login = "token:y", .path = "family" });
	sign_in(t, "goro");
	see_viewers(t, child, "");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "助言 五郎");
	EXPECT_SEES(t, "ほかの機関の人と家族が見た分は");
	EXPECT_SEES(t, "医師 太郎<br><span class=\"note\">センター　医師");
	EXPECT_NOT_SEES(t, "プログラム");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "最近見た人");
	EXPECT_NOT_SEES(t, "プログラム");
	sign_in(t, "hana_nurse");
	see_viewers(t, child, "");
	EXPECT_SEES(t, "プログラム「x」");
	EXPECT_SEES(t, "プログラム「y」");
}

TEST(viewers_of_a_child_are_no_business_of_who_may_not_see_the_child)
{
	const char *child = town_sakura(t);

	town_goro_joins(t, child);
	sign_in(t, "goro");
	town_change(t, "UPDATE team_member SET to_on = '2026-04-01'");
	set_today(t, "2026-04-02");
	see_viewers(t, child, "");
	EXPECT_STATUS(t, 404);
	see_viewers(t, "nobody", "");
	EXPECT_STATUS(t, 404);
	sign_in(t, NULL);
	see_viewers(t, child, "");
	EXPECT_STATUS(t, 303);
}

TEST(that_something_is_protected_is_told_to_who_may_see_it_and_never_printed)
{
	const char *child = town_sakura(t);

	town_hana_is_named(t, child);
	town_opens(t, "hana_nurse", child);
	post(t, arena_fmt(t->mem, "/children/%s", child), "version", "1",
	    "guarded", "住所を知らせない", NULL);
	EXPECT_STATUS(t, 303);
	town_opens(t, "hana_nurse", child);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE classes LIKE '%protected%' AND path = 'centre+named'") == 1);
	see_viewers(t, child, "");
	EXPECT_SEES(t, "<span class=\"noprint\">・特に守ること</span>");
	EXPECT_NOT_SEES(t, "名指し");
	sign_in(t, "taro_doctor");
	see_viewers(t, child, "");
	EXPECT_SEES(t, "看護師 花");
	EXPECT_NOT_SEES(t, "特に守ること");
	EXPECT_NOT_SEES(t, "名指し");
}

TEST(viewers_are_narrowed_to_days_in_japan)
{
	const char *child = town_sakura(t);

	town_logs(t, "2026-04-02T15:00:00Z", child, (struct audit_row){ 0 });
	see_viewers(t, child, "?from=R8.4.3&to=R8.4.3");
	EXPECT_SEES(t, "令和8年4月3日（金）～令和8年4月3日（金）");
	EXPECT_SEES(t, ">0:00</span>");
	EXPECT_SEES(t, ">1件</p>");
	see_viewers(t, child, "?to=R8.4.2");
	EXPECT_NOT_SEES(t, ">0:00</span>");
	see_viewers(t, child, "?from=R8.4.4");
	EXPECT_SEES(t, "この期間に開いた人はいません。");
	see_viewers(t, child, "?from=" CANARY);
	EXPECT_STATUS(t, 200);
}

TEST(child_page_names_the_last_three_people)
{
	static const char *const logins[] = { "admin", "jiro_clerk",
		"taro_doctor", "hana_nurse" };
	const char *child = town_sakura(t);

	town_change(t, "UPDATE audit SET verb = 'list' WHERE verb = 'add'");
	town_opens(t, "hana_nurse", child);
	EXPECT_SEES(t, "まだだれも見ていません。");
	for (size_t i = 0; i < COUNT(logins); i++)
		town_opens(t, logins[i], child);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "<li>看護師 花");
	EXPECT_SEES(t, "<li>医師 太郎");
	EXPECT_SEES(t, "<li>事務 次郎");
	EXPECT_NOT_SEES(t, "<li>管理 者");
	EXPECT_SEES(t, arena_fmt(t->mem, "/children/%s/viewers", child));
}

TEST(long_list_of_viewers_comes_in_pages_and_whole_for_the_printer)
{
	const char *child = town_sakura(t);

	for (int i = 1; i <= 60; i++)
		town_logs(t, arena_fmt(t->mem, "2026-%02d-%02dT01:00:00Z",
		    i / 28 + 1, i % 28 + 1), child, (struct audit_row){ 0 });
	see_viewers(t, child, "");
	EXPECT_SEES(t, "61件のうち1～50件め");
	EXPECT_SEES(t, "href=\"?all=1\"");
	EXPECT_NOT_SEES(t, "R8.1.2（金）");
	see_viewers(t, child, "?page=2");
	EXPECT_SEES(t, "R8.1.2（金）");
	see_viewers(t, child, "?all=1");
	EXPECT_SEES(t, "R8.1.2（金）");
	EXPECT_SEES(t, "R8.3.5（木）");
	EXPECT_NOT_SEES(t, "件のうち");
}
