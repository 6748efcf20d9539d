#include "features/auditlog/auditlog_town_test.h"
#include "tests/kit_rows.h"

#define MARCH "/audit/review?month=2026-03"

/* Looked at the child's page at that instant. */
static void
looks(struct town *t, const char *at, const char *child)
{
	town_logs(t, at, child, (struct audit_row){ 0 });
}

/* So many different children, one a second. */
static void
opens(struct town *t, const char *minute, int n)
{
	for (int i = 0; i < n; i++)
		looks(t, arena_fmt(t->mem, "%s:%02dZ", minute, i),
		    arena_fmt(t->mem, "child-%d", i));
}

static void
sees_march(struct town *t)
{
	sign_in(t, "admin");
	get(t, MARCH);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "操作の記録の点検　令和8年3月");
}

TEST(review_is_for_administrators)
{
	get(t, MARCH);
	EXPECT_STATUS(t, 403);
	post(t, MARCH, "note", "", NULL);
	EXPECT_STATUS(t, 403);
	sees_march(t);
	get(t, "/audit-reviews");
	EXPECT_STATUS(t, 404);
	post(t, "/audit-reviews", "note", "", NULL);
	EXPECT_STATUS(t, 405);
}

TEST(review_tells_of_looks_outside_working_hours)
{
	const char *child = town_sakura(t);
	const char *taro = town_person(t, "taro_doctor");

	looks(t, "2026-03-02T21:59:59Z", child);	/* Tuesday, 6:59 */
	looks(t, "2026-03-02T22:00:00Z", child);
	looks(t, "2026-03-03T10:59:59Z", child);
	sees_march(t);
	EXPECT_SEES(t, "夜間・土日に見た人　1回");
	EXPECT_SEES(t, "<td>6:59</td>\n<td>1回</td>");
	looks(t, "2026-03-03T11:00:00Z", child);	/* 20:00 */
	looks(t, "2026-03-07T03:00:00Z", child);	/* Saturday noon */
	town_logs(t, "2026-03-08T03:00:00Z", child,
	    (struct audit_row){ .path = "family" });
	get(t, MARCH);
	EXPECT_SEES(t, "夜間・土日に見た人　3回");
	EXPECT_SEES(t, "<td>6:59～20:00</td>\n<td>2回</td>");
	EXPECT_SEES(t, arena_fmt(t->mem, "/audit?person=%s&amp;from=2026-03-07"
	    "&amp;to=2026-03-07", taro));
	get(t, "/audit/review?month=2026-02");
	EXPECT_SEES(t, "夜間・土日に見た人　0回");
}

TEST(review_tells_who_opened_many_children_at_once)
{
	opens(t, "2026-03-03T03:00", 19);
	sees_march(t);
	EXPECT_SEES(t, "多くの子どもを開いた人　0人");
	opens(t, "2026-03-04T03:00", 20);
	get(t, MARCH);
	EXPECT_SEES(t, "多くの子どもを開いた人　1人");
	EXPECT_SEES(t, "<th scope=\"row\">医師 太郎<br>");
	EXPECT_SEES(t, "<td>20人　<a ");
	EXPECT_SEES(t, ">R8.3.4（水）12:00</a>");
}

TEST(review_tells_who_opened_many_children_in_a_day)
{
	char minute[] = "2026-03-03T00:00";

	for (int i = 0; i < 50; i++) {
		minute[12] = (char)('0' + i / 10);
		minute[14] = (char)('0' + i % 6);
		looks(t, arena_fmt(t->mem, "%s:%02dZ", minute, i),
		    arena_fmt(t->mem, "child-%d", i));
	}
	sees_march(t);
	EXPECT_SEES(t, "多くの子どもを開いた人　1人");
	EXPECT_SEES(t, "<td>50人　<a ");
}

TEST(review_counts_failed_sign_ins_exports_and_changes_of_roles)
{
	const char *hana = town_person(t, "hana_nurse");
	const char *at = "2026-03-03T03:00:00Z";

	town_logs(t, at, NULL, (struct audit_row){ .verb = "sign_in_failed",
	    .record = "person", .record_id = hana, .what = "127.0.0.1" });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "factor_failed",
	    .record = "person", .record_id = hana });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "sign_in_failed",
	    .record = "person", .record_id = "" });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "export",
	    .record = "child", .record_id = "-", .what = "rows=12" });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "change",
	    .record = "person", .record_id = hana, .what = "name" });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "change",
	    .record = "person", .record_id = hana, .what = "name,role" });
	town_logs(t, at, NULL, (struct audit_row){ .verb = "break_failed" });
	sees_march(t);
	EXPECT_SEES(t, "サインインの失敗　3回");
	EXPECT_SEES(t, "登録されていないログイン名での失敗が1回あります。");
	EXPECT_SEES(t, "看護師</span></th>\n<td>1回</td>\n<td>1回</td>");
	EXPECT_SEES(t, "書き出し　1件");
	EXPECT_SEES(t, "<td>子ども</td>\n<td>12行</td>");
	EXPECT_SEES(t, "役割などの変更　1件");
	EXPECT_SEES(t, "<td>氏名、役割</td>");
	EXPECT_SEES(t, "見つからなかったことが1回あります。");
}

/* Goro broke the glass yesterday; returns the child. */
static const char *
glass_in_march(struct town *t)
{
	const char *child = town_sakura(t);

	set_today(t, "2026-03-31");
	post(t, arena_fmt(t->mem, "/children/%s/glass", child), "reason",
	    "けいれんで受診、薬を知る必要があった" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	town_hana_is_named(t, child);
	town_logs(t, "2026-03-31T03:00:00Z", child, (struct audit_row){
	    .verb = "add", .record = "named_grant", .record_id = "g" });
	set_today(t, "2026-04-01");
	return child;
}

TEST(review_tells_of_broken_glass_with_its_reason)
{
	const char *child = glass_in_march(t);

	sees_march(t);
	EXPECT_SEES(t, "1件（まだ確かめていないもの 1件）");
	EXPECT_SEES(t, "けいれんで受診");
	EXPECT_SEES(t, arena_fmt(t->mem, "<a href=\"/children/%s\">見本 さくら",
	    child));
	EXPECT_SEES(t, "<td>申し込んだ</td>\n<td>看護師 花に、R8.4.1～R8.4.30</td>");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE login = 'admin'"
	    " AND what = '/audit/review' AND children IS NOT NULL") == 1);
}

TEST(review_tells_who_sees_no_child_of_none)
{
	const char *child = glass_in_march(t);
	const char *end = child + strlen(child) - 8;

	town_change(t, "UPDATE person SET role = 'administrator'"
	    " WHERE login = 'admin'");
	sees_march(t);
	EXPECT_SEES(t, "1件（まだ確かめていないもの 1件）");
	EXPECT_SEES(t, arena_fmt(t->mem, "<a href=\"/audit?child=%s\">子ども %s",
	    end, end));
	EXPECT_SEES(t, "<td>申し込んだ</td>");
	EXPECT_NOT_SEES(t, "R8.4.30");
	EXPECT_NOT_SEES(t, "けいれん");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT_NOT_SEES(t, child);
}

TEST(review_is_signed_once_by_name_and_date)
{
	sees_march(t);
	EXPECT_SEES(t, "まだだれも点検していません。");
	post(t, MARCH, "note", "さくらの件を聞いた。" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "点検した人：管理 者");
	EXPECT_SEES(t, "令和8年4月1日（水）12:00");
	EXPECT_SEES(t, "さくらの件を聞いた。");
	EXPECT_NOT_SEES(t, "点検したことを記録する");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb = 'review'"
	    " AND record = 'audit_review'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit_review"
	    " WHERE note LIKE '%さくら%'") == 0);
	post(t, MARCH, "note", "", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM audit_review") == 1);
}

TEST(review_waits_until_the_month_is_over)
{
	sign_in(t, "admin");
	get(t, "/audit/review?month=2026-04");
	EXPECT_SEES(t, "月の途中です。");
	EXPECT_NOT_SEES(t, "点検したことを記録する");
	post(t, "/audit/review?month=2026-04", "note", "", NULL);
	EXPECT_STATUS(t, 409);
	post(t, "/audit/review?month=2026-05", "note", "", NULL);
	EXPECT_STATUS(t, 404);
	post(t, "/audit/review", "note", "", NULL);
	EXPECT_STATUS(t, 404);
	get(t, "/audit/review?month=" CANARY);
	EXPECT_SEES(t, "令和8年3月");
	EXPECT(town_number(t, "SELECT count(*) FROM audit_review") == 0);
}

TEST(review_asks_for_itself_until_somebody_has_signed)
{
	static const char asks[] = "操作の記録を点検する（令和8年3月）";

	sign_in(t, "admin");
	get(t, "/");
	EXPECT_NOT_SEES(t, asks);	/* there was no log yet */
	looks(t, "2026-03-03T03:00:00Z", town_sakura(t));
	get(t, "/");
	EXPECT_SEES(t, asks);
	post(t, MARCH, "note", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, asks);
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_NOT_SEES(t, "操作の記録を点検する");
}

TEST(review_with_too_long_a_note_keeps_what_was_typed)
{
	char note[1202] = { 0 };

	memset(note, 'a', 1200);
	sign_in(t, "admin");
	post(t, MARCH, "note", note, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "aaaaaaaaaa");
	EXPECT(town_number(t, "SELECT count(*) FROM audit_review") == 0);
}
