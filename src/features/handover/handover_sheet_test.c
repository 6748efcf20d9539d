#include "features/handover/handover_test.h"
#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"

/* The printed sheet: what is on it, for whom, and that it was looked at. */

static int64_t
looks_at(struct town *t, const char *login, const char *child,
    const char *page)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM audit"
	    " WHERE login = '%s' AND verb IN ('view', 'list') AND what LIKE"
	    " '/people/%%/handover/%s' AND seq IN (SELECT seq FROM audit_seen"
	    " WHERE child = '%s')", login, page, child));
}

static int64_t
looks(struct town *t, const char *login, const char *child)
{
	return looks_at(t, login, child, "sheet");
}

static const char *
sheet_url(struct town *t, const char *login)
{
	return arena_fmt(t->mem, "%s/sheet", handover_url(t, login));
}

/* Hana leaves; Taro goes on with her team of one and her two open steps. */
static const char *
hana_has_left(struct town *t)
{
	const char *child = some_child(t, "見本 さくら");

	leave_step(t, child, "主治医に聞く");
	leave_step(t, "", CANARY);
	put_in_team(t, child, town_person(t, "hana_nurse"), "機器の相談");
	send_out(t, child, town_person(t, "hana_nurse"), "R8.5.31");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){
	    .to = town_person(t, "taro_doctor"), .teams = "1" });
	EXPECT_STATUS(t, 303);
	return child;
}

TEST(sheet_says_what_closed_and_what_goes_on_and_is_signed)
{
	const char *child = hana_has_left(t);

	sign_in(t, "taro_doctor");
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<dt>引き継ぎを受ける人</dt><dd>医師 太郎</dd>");
	EXPECT_SEES(t, "<dd>2件を渡した</dd>");
	EXPECT_SEES(t, "<dd>1件が終わり、1件を続ける</dd>");
	EXPECT_SEES(t, "<dd>1件が終わり、0件を続ける</dd>");
	EXPECT_SEES(t, "見本 さくらさん");
	EXPECT_SEES(t, "4月10日（金）　主治医に聞く");
	EXPECT_SEES(t, "医師 太郎（機器の相談）");
	EXPECT_NOT_SEES(t, "記録はありません");
	EXPECT_SEES(t, "&lt;b&gt;canary");
	EXPECT_SEES(t, "<th scope=\"row\">引き継ぎを受ける人（医師 太郎）</th>");
	EXPECT(looks(t, "taro_doctor", child) == 1);
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT(looks(t, "taro_doctor", child) == 2);
}

TEST(sheet_as_pdf_says_what_its_page_says_and_that_it_was_looked_at)
{
	static const char *const words[] = { "引継書", "引き継ぎを受ける人",
		"医師太郎", "2件を渡した", "1件が終わり、1件を続ける",
		"見本さくらさん", "4月10日（金）主治医に聞く",
		"医師太郎（機器の相談）", "口で伝えたこと", "署名",
		"引き継ぐ人（看護師花）", "確かめた人" };
	const char *child = hana_has_left(t), *text, *at;

	sign_in(t, "taro_doctor");
	get(t, sheet_url(t, "hana_nurse"));
	at = strstr(t->body, "/handover/sheet.pdf?of=");
	EXPECT(at);
	text = get_pdf(t, arena_fmt(t->mem, "%s.pdf?%s",
	    sheet_url(t, "hana_nurse"), arena_bytes(t->mem, strchr(at, '?') + 1,
	    strcspn(strchr(at, '?') + 1, "\""))));
	for (size_t i = 0; i < COUNT(words); i++)
		EXPECT_OF(t, strstr(text, words[i]), words[i]);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 1);
	EXPECT(looks_at(t, "taro_doctor", child, "sheet.pdf") == 1);
}

TEST(sheet_says_what_is_late_and_what_has_been_done_since)
{
	hana_has_left(t);
	sign_in(t, "taro_doctor");
	set_today(t, "2026-04-11");
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT_SEES(t, "4月10日（金）まで（期限切れ）");
	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.done",
	    "UPDATE contact SET next_done_on = '2026-04-11'" }, NULL, 0);
	EXPECT(db_commit(t->db) == OK);
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT_SEES(t, "主治医に聞く（R8.4.11に済み）");
	EXPECT_NOT_SEES(t, "期限切れ");
}

TEST(sheet_shows_an_administrator_without_a_path_no_child)
{
	const char *child = hana_has_left(t);

	town_somebody(t, "root", "管理 のみ", "administrator", NULL);
	sign_in(t, "root");
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "あなたが見られない子ども1人の分");
	EXPECT_SEES(t, "あなたが見られない仕事1件の分");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT_NOT_SEES(t, child);
	EXPECT_NOT_SEES(t, "主治医に聞く");
	EXPECT_NOT_SEES(t, "canary");
	EXPECT_NOT_SEES(t, "機器の相談");
	EXPECT(looks(t, "root", child) == 0);
}

TEST(sheet_is_there_for_nobody_outside_but_the_successor)
{
	const char *child = some_child(t, "見本 さくら");
	const char *clinic = town_agency(t, "見本医院", "hospital");
	const char *goro = town_somebody(t, "goro", "助言 五郎", "advisor", clinic);
	const char *yoko = town_somebody(t, "yoko", "助言 洋子", "advisor", clinic);
	const char *url;

	town_somebody(t, "kei", "助言 圭", "advisor", clinic);
	send_out(t, child, goro, "R8.5.31");
	sign_in(t, "admin");
	hand_over(t, "goro", (struct hands){ .to = yoko, .dispatches = "1" });
	EXPECT_STATUS(t, 303);
	url = sheet_url(t, "goro");
	sign_in(t, "kei");
	get(t, url);
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "%s.pdf", url));
	EXPECT_STATUS(t, 404);
	/* The successor, of whose clinic the family has said nothing. */
	sign_in(t, "yoko");
	get(t, url);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "あなたが見られない子ども1人の分");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT(looks(t, "yoko", child) == 0);
	get(t, arena_fmt(t->mem, "%s?of=nothing", url));
	EXPECT_STATUS(t, 404);
	sign_in(t, NULL);
	get(t, url);
	EXPECT_STATUS(t, 303);
}

TEST(leaving_without_a_successor_makes_no_sheet)
{
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_NOT_SEES(t, "引継書を開く");
	get(t, sheet_url(t, "hana_nurse"));
	EXPECT_STATUS(t, 404);
}

TEST(successor_finds_the_sheet_on_the_days_page_for_two_weeks)
{
	static const char what[] = "引き継いだことの引継書を読む";
	const char *url;

	hana_has_left(t);
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, what);
	EXPECT_SEES(t, "看護師 花さんから");
	url = strstr(t->body, "/people/");
	EXPECT(url);
	get(t, arena_bytes(t->mem, url, strcspn(url, "\"")));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<h1>引継書</h1>");
	set_today(t, "2026-04-15");
	get(t, "/");
	EXPECT_SEES(t, what);
	set_today(t, "2026-04-16");
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
}
