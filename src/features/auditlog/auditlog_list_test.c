#include "features/auditlog/auditlog_town_test.h"
#include "tests/kit_rows.h"

static const char *
end_of(struct town *t, const char *id)
{
	return arena_text(t->mem, id + strlen(id) - 8);
}

static int64_t
exports(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'export' AND record = 'audit'");
}

TEST(log_is_open_to_administrators_alone)
{
	static const char *const paths[] = { "/audit", "/audit.csv",
		"/audit.xlsx" };

	for (size_t i = 0; i < COUNT(paths); i++) {
		sign_in(t, "hana_nurse");
		get(t, paths[i]);
		EXPECT_STATUS(t, 403);
		sign_in(t, "admin");
		get(t, paths[i]);
		EXPECT_STATUS(t, 200);
	}
}

TEST(log_tells_an_administrator_of_no_child)
{
	const char *child = town_sakura(t);

	town_opens(t, "hana_nurse", child);
	post(t, arena_fmt(t->mem, "/children/%s", child), "version", "1",
	    "phone", "017-000-0001", "name", "見本 さくらこ", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	get(t, "/audit");
	EXPECT_SEES(t, "看護師 花<br>");
	EXPECT_SEES(t, arena_fmt(t->mem, "<td>子ども <a href=\"/audit?child=%s\">",
	    end_of(t, child)));
	EXPECT_SEES(t, arena_fmt(t->mem, "<td>/children/%s</td>",
	    end_of(t, child)));
	EXPECT_SEES(t, "<td>氏名、電話</td>");
	EXPECT_NOT_SEES(t, child);
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT_NOT_SEES(t, "017-000-0001");
	get(t, "/audit.csv");
	EXPECT_SEES(t, end_of(t, child));
	EXPECT_NOT_SEES(t, child);
	EXPECT_NOT_SEES(t, "さくら");
	/* Nor did the administrator see one by reading that. */
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE login = 'admin'"
	    " AND children IS NOT NULL") == 0);
}

TEST(log_is_narrowed_by_person_verb_record_and_day)
{
	const char *child = town_sakura(t);
	const char *taro = town_person(t, "taro_doctor");

	town_opens(t, "taro_doctor", child);
	town_logs(t, "2026-03-01T14:59:59Z", child, (struct audit_row){ 0 });
	sign_in(t, "admin");
	get(t, arena_fmt(t->mem, "/audit?person=%s", taro));
	EXPECT_SEES(t, ">2件</p>");
	EXPECT_SEES(t, arena_fmt(t->mem, "<option value=\"%s\" selected>医師 太郎",
	    taro));
	get(t, arena_fmt(t->mem, "/audit?person=%s&verb=view", taro));
	EXPECT_SEES(t, ">2件</p>");
	EXPECT_SEES(t, arena_fmt(t->mem,
	    "/audit.csv?person=%s&amp;verb=view", taro));
	get(t, "/audit?record=child&verb=add");
	EXPECT_SEES(t, ">1件</p>");
	get(t, "/audit?to=R8.3.1");
	EXPECT_SEES(t, ">1件</p>");
	EXPECT_SEES(t, "R8.3.1（日）23:59:59");
	get(t, "/audit?from=R8.4.2");
	EXPECT_SEES(t, "あてはまる記録はありません。");
	get(t, "/audit?verb=" CANARY "&person=" CANARY "&record=" CANARY);
	EXPECT_SEES(t, "あてはまる記録はありません。");
}

TEST(log_is_narrowed_to_a_child_by_the_letters_shown)
{
	const char *child = town_sakura(t);

	town_opens(t, "taro_doctor", child);
	post(t, "/children", "name", "別の子", "kana", "べつのこ", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	get(t, arena_fmt(t->mem, "/audit?child=%s", end_of(t, child)));
	EXPECT_SEES(t, ">2件</p>");
	EXPECT_SEES(t, "<td>登録した</td>");
	EXPECT_NOT_SEES(t, "さくら");
	get(t, arena_fmt(t->mem, "/audit?child=%s&verb=view", child));
	EXPECT_SEES(t, ">1件</p>");
	EXPECT_SEES(t, arena_fmt(t->mem, "/audit.csv?child=%s&amp;verb=view",
	    child));
	get(t, "/audit?child=%25");
	EXPECT_SEES(t, "あてはまる記録はありません。");
	get(t, arena_fmt(t->mem, "/audit?child=%s", end_of(t, child) + 1));
	EXPECT_SEES(t, "あてはまる記録はありません。");
}

TEST(failed_sign_in_is_told_with_the_colleague_it_was_meant_for)
{
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "hana_nurse", "password",
	    "not this one 2026", NULL);
	EXPECT_STATUS(t, 422);
	sign_in(t, "admin");
	get(t, "/audit?verb=sign_in_failed");
	EXPECT_SEES(t, "サインインしていない人");
	EXPECT_SEES(t, "<td>サインインに失敗した</td>\n<td>職員 看護師 花</td>");
	EXPECT_SEES(t, "<td>127.0.0.1</td>");
}

TEST(log_as_a_file_is_noted_and_cannot_run_in_a_spreadsheet)
{
	const char *child = town_sakura(t);

	town_change(t, "UPDATE person SET name = '=HYPERLINK(1)'"
	    " WHERE login = 'jiro_clerk'");
	town_opens(t, "jiro_clerk", child);
	sign_in(t, "admin");
	get(t, "/audit.csv?verb=view");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "番号,日時,氏名");
	EXPECT_SEES(t, ",\"'=HYPERLINK(1)\",jiro_clerk,");
	EXPECT(exports(t) == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit a JOIN audit_head h"
	    " ON h.seq = a.seq WHERE a.verb = 'export' AND a.login = 'admin'"
	    " AND a.what = 'rows=1'") == 1);
	get(t, "/audit.xlsx?verb=view");
	EXPECT_STATUS(t, 200);
	EXPECT(memcmp(t->body, "PK", 2) == 0);
	EXPECT(exports(t) == 2);
}

/* So many rows of the night before 2026-01-01, one a second from midnight. */
static void
fill_log(struct town *t, int n)
{
	town_change(t, arena_fmt(t->mem, "INSERT INTO audit (seq, at, login,"
	    " verb, record, record_id, what, seal) WITH RECURSIVE n (i) AS"
	    " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
	    " SELECT 1000 + i, '2026-01-01T00:00:' || substr('0' || i %% 60,"
	    " length('0' || i %% 60) - 1), 'row-' || i || '.', 'view', 'child',"
	    " '', '', '' FROM n", n));
}

static size_t
lines_in(const struct town *t)
{
	size_t n = 0;

	for (const char *s = t->body; (s = strchr(s, '\n')); s++)
		n++;
	return n;
}

TEST(log_as_csv_has_every_row_once_however_long_it_is)
{
	sign_in(t, "admin");
	fill_log(t, 3456);
	get(t, "/audit.csv?to=R8.1.1");
	EXPECT_STATUS(t, 200);
	EXPECT(lines_in(t) == 3457);
	for (int i = 1; i <= 3456; i++)
		EXPECT_SEES(t, arena_fmt(t->mem, ",row-%d.,", i));
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb = 'export'"
	    " AND what = 'rows=3456'") == 1);
}

TEST(log_as_csv_ends_before_its_own_export)
{
	sign_in(t, "admin");
	get(t, "/audit.csv");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "書き出した");
	get(t, "/audit.csv");
	EXPECT_SEES(t, "書き出した");
	EXPECT_SEES(t, arena_fmt(t->mem, ",%zu行\r\n", lines_in(t) - 2));
}

TEST(log_too_long_for_a_sheet_is_refused_rather_than_cut)
{
	sign_in(t, "admin");
	fill_log(t, 20001);
	get(t, "/audit.xlsx?to=R8.1.1");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "20,000件までです。");
	EXPECT_SEES(t, "href=\"#f-from\"");
	EXPECT(exports(t) == 0);
	get(t, "/audit?to=R8.1.1");
	EXPECT_SEES(t, "10,000件より多くあります。");
	EXPECT_SEES(t, "10000件のうち1～50件め");
}
