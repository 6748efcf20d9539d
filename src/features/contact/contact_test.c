#include "tests/kit_rows.h"

static void
hana_records_a_call(struct town *t, const char *child, const char *body)
{
	post(t, "/contacts", "on_day", "R8.4.1", "method", "phone",
	    "requester", "family", "child", child, "topics", "school",
	    "topics", "daily", "body", body, NULL);
}

/* The contact the last answer or the child's page led to. */
static const char *
only_contact(struct town *t)
{
	static const struct query q = { "test.contact", "SELECT id FROM contact" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/contacts/%s", rows.cells[0]);
}

TEST(call_written_down_stands_in_the_childs_timeline)
{
	const char *child = town_sakura(t);

	hana_records_a_call(t, child, "園から折り返しの電話。017-000-0001へ。\n吸引の相談。");
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "記録しました。");
	EXPECT_SEES(t, "令和8年度");
	EXPECT_SEES(t, "日常生活・環境整備、就園・就学");
	EXPECT_SEES(t, "<a href=\"tel:017-000-0001\">");
	EXPECT_SEES(t, "記録：");
	EXPECT(town_number(t, "SELECT count(*) FROM contact"
	    " WHERE topics = 'daily,school' AND staff IS NOT NULL") == 1);
}

TEST(call_about_nobody_in_particular_is_recorded)
{
	hana_records_a_call(t, "", CANARY);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "特定の子でない相談");
}

TEST(call_about_nobody_is_tied_to_a_child_later_by_her_name)
{
	const char *where, *child = town_sakura(t);

	hana_records_a_call(t, "", "名前は聞けなかった。");
	where = only_contact(t);
	post(t, where, "version", "1", "child_typed", "ミホン サクラ", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM contact"
	    " WHERE child = '%s'", child)) == 1);
}

TEST(memo_without_requester_and_text_is_refused_with_what_was_typed)
{
	post(t, "/contacts", "on_day", "11月31日", "caller", CANARY, "body", "",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入力に誤りが3件あります");
	EXPECT_SEES(t, "<title>誤り：");
	EXPECT_SEES(t, "value=\"11月31日\"");
	EXPECT_SEES(t, "href=\"#f-requester\"");
	EXPECT(town_number(t, "SELECT count(*) FROM contact") == 0);
}

TEST(unknown_field_code_and_child_are_each_named)
{
	post(t, "/contacts", "on_day", "R8.4.1", "method", "telepathy",
	    "requester", "family", "topics", "new_acceptance", "body", "x",
	    "child", "nobody", "is_admin", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入力に誤りが4件あります");
	EXPECT_SEES(t, "この画面にない項目です。");
}

TEST(class_of_an_earlier_year_is_kept_when_its_record_is_corrected)
{
	hana_records_a_call(t, "", "x");
	EXPECT(db_script(t->db, "SELECT 1") == OK);
	post(t, only_contact(t), "version", "1", "on_day", "R5.10.1", "topics",
	    "new_acceptance", "topics", "school", NULL);
	EXPECT_STATUS(t, 303);
	post(t, only_contact(t), "version", "2", "on_day", "R5.10.2", "topics",
	    "new_acceptance", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM contact"
	    " WHERE topics = 'new_acceptance'") == 1);
}

TEST(contact_tomorrow_or_before_birth_is_refused)
{
	const char *child = town_sakura(t);

	post(t, "/contacts", "on_day", "R8.4.2", "requester", "family", "body",
	    "x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日です。");
	post(t, "/contacts", "on_day", "R5.4.11", "requester", "family", "body",
	    "x", "child", child, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "生まれた日より前の日です。");
}

TEST(next_step_and_its_day_go_together)
{
	post(t, "/contacts", "requester", "family", "body", "x", "next_step",
	    "折り返す", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "次にすることの期日を入力してください。");
}

TEST(next_step_shows_today_and_is_done_once)
{
	const char *where;

	post(t, "/contacts", "requester", "family", "body", "x", "next_step",
	    "手順書の案を送る", "next_on", "R8.3.30", NULL);
	EXPECT_STATUS(t, 303);
	where = only_contact(t);
	get(t, "/");
	EXPECT_SEES(t, "期限が過ぎたこと（1）");
	EXPECT_SEES(t, "手順書の案を送る");
	post(t, arena_fmt(t->mem, "%s/completion", where), NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_SEES(t, "期限が過ぎたこと（0）");
	post(t, arena_fmt(t->mem, "%s/completion", where), NULL);
	EXPECT_STATUS(t, 409);
}

TEST(same_form_sent_twice_is_recorded_once)
{
	const char *first;

	get(t, "/contacts/new");
	post_raw(t, "/contacts", "csrf", t->csrf, "once", "one-form",
	    "requester", "family", "body", "二度押し", NULL);
	EXPECT_STATUS(t, 303);
	first = t->location;
	post_raw(t, "/contacts", "csrf", t->csrf, "once", "one-form",
	    "requester", "family", "body", "二度押し", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(first, t->location) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM contact") == 1);
}

TEST(correction_keeps_the_old_version_in_sight)
{
	const char *where;

	hana_records_a_call(t, "", "まちがえた内容");
	where = only_contact(t);
	post(t, where, "version", "1", "body", "正しい内容", NULL);
	EXPECT_STATUS(t, 303);
	get(t, where);
	EXPECT_SEES(t, "正しい内容");
	EXPECT_SEES(t, "直す前の内容");
	EXPECT_SEES(t, "まちがえた内容");
	EXPECT(town_number(t, "SELECT version FROM contact") == 2);
}

TEST(stale_correction_shows_both_versions_and_writes_nothing)
{
	const char *where;

	hana_records_a_call(t, "", "はじめ");
	where = only_contact(t);
	post(t, where, "version", "1", "body", "はなさんの直し", NULL);
	sign_in(t, "taro_doctor");
	post(t, where, "version", "1", "body", "たろうさんの直し", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が先に変更しました");
	EXPECT_SEES(t, "はなさんの直し");
	EXPECT_SEES(t, "たろうさんの直し");
	EXPECT_SEES(t, "name=\"version\" value=\"2\"");
	get(t, where);
	EXPECT_SEES(t, "はなさんの直し");
	EXPECT_NOT_SEES(t, "たろうさんの直し");
}

TEST(draft_comes_back_into_the_form_and_goes_with_the_record)
{
	post(t, "/drafts", "form", "contact-new", "body",
	    "body=%E6%9B%B8%E3%81%8D%E3%81%8B%E3%81%91&requester=family", NULL);
	get(t, "/contacts/new");
	EXPECT_SEES(t, "書きかけ</textarea>");
	EXPECT_SEES(t, "の下書きを戻しました");
	hana_records_a_call(t, "", "書きおえた");
	get(t, "/contacts/new");
	EXPECT_NOT_SEES(t, "の下書きを戻しました");
}

TEST(list_narrows_by_day_method_and_child)
{
	const char *child = town_sakura(t);

	hana_records_a_call(t, child, "ひとつめ");
	hana_records_a_call(t, "", "ふたつめ");
	get(t, "/contacts");
	EXPECT_SEES(t, "2件");
	get(t, arena_fmt(t->mem, "/contacts?child=%s", child));
	EXPECT_SEES(t, "1件");
	get(t, "/contacts?method=visit");
	EXPECT_SEES(t, "あてはまる記録はありません。");
	get(t, "/contacts?from=R8.4.2");
	EXPECT_SEES(t, "0件");
}

TEST(contact_nobody_has_is_missing)
{
	get(t, "/contacts/no-such-contact");
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "見つかりません");
}

TEST(content_one_may_not_see_is_not_called_empty)
{
	const char *child = town_sakura(t), *url;

	post(t, "/contacts", "method", "phone", "requester", "family", "child",
	    child, "body", "ひみつの中身", NULL);
	url = only_contact(t);
	sign_in(t, "jiro_clerk");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "（内容は見られません）");
	get(t, url);
	EXPECT_SEES(t, "内容は、あなたの立場では見られません。");
	EXPECT_NOT_SEES(t, "内容の記入はありません");
	EXPECT_NOT_SEES(t, "ひみつの中身");
}
