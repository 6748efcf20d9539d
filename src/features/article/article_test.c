#include "base/base64.h"
#include "base/media.h"
#include "tests/kit.h"

/* From a draft to the public and back; and all that must not go out. */

static const char *
address_at(struct town *t)
{
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/articles/", 10) == 0);
	return arena_bytes(t->mem, t->location, 46);
}

static const char *
written(struct town *t, const char *title, const char *body)
{
	post(t, "/articles", "kind", "news", "title", title, "body", body,
	    NULL);
	return address_at(t);
}

static void
step(struct town *t, const char *at, const char *which)
{
	post(t, arena_fmt(t->mem, "%s/%s", at, which), "why", "まちがい", NULL);
}

static int64_t
editions(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM article_edition"
	    " WHERE withdrawn_on IS NULL");
}

TEST(article_goes_out_when_a_second_person_approved_it)
{
	const char *at = written(t, "お知らせ" CANARY, "休みの日が変わります。");

	step(t, at, "approval");
	EXPECT_STATUS(t, 409);
	step(t, at, "submission");
	EXPECT_STATUS(t, 303);
	step(t, at, "approval");
	EXPECT_STATUS(t, 403);
	EXPECT(editions(t) == 0);
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "公表する記事を確かめて承認する");
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	EXPECT(editions(t) == 1);
	step(t, at, "approval");
	EXPECT_STATUS(t, 409);
	get(t, at);
	EXPECT_SEES(t, "第1版");
}

/* Who mended one word is a writer, too. */
TEST(article_is_not_approved_by_any_of_its_writers)
{
	const char *at = written(t, "お知らせ", "休みの日が変わります。");

	sign_in(t, "taro_doctor");
	post(t, at, "kind", "news", "title", "お知らせ", "body", "変わります。",
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	step(t, at, "submission");
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	EXPECT_STATUS(t, 403);
	EXPECT(editions(t) == 0);
}

TEST(article_changed_after_it_was_sent_is_a_draft_again)
{
	const char *at = written(t, "お知らせ", "休みの日が変わります。");

	step(t, at, "submission");
	post(t, at, "kind", "news", "title", "お知らせ", "body", "別の文です。",
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	EXPECT_STATUS(t, 409);
	EXPECT(editions(t) == 0);
}

TEST(article_that_names_a_child_is_refused_with_the_place)
{
	const char *at;

	post(t, "/children", "name", "見本 みどり", "kana", "ミホン ミドリ",
	    "medical_care", "yes", NULL);
	EXPECT_STATUS(t, 303);
	at = written(t, "事例", "はじめに\n見本みどりさんの園の話です。");
	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "本文 2行目：登録されている子どもの名前と同じ文字があります");
	post(t, at, "kind", "news", "title", "みほん ミドリ", "body", "文です。",
	    NULL);
	EXPECT_STATUS(t, 303);
	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "題 1行目：登録されている");
}

TEST(article_with_a_small_number_needs_a_reason)
{
	const char *at = written(t, "数", "人工呼吸器の子は３人です。\n職員は12人です。");

	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "10より小さい数があります：「3人」");
	EXPECT_NOT_SEES(t, "「12人」");
	post(t, arena_fmt(t->mem, "%s/submission", at), "confirmed", "短い",
	    NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "%s/submission", at), "confirmed",
	    "講師の数で、子どもの数ではない", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM article WHERE confirmed"
	    " = '講師の数で、子どもの数ではない'") == 1);
}

TEST(article_out_of_order_is_refused)
{
	const char *at = written(t, "題", "文\n### 小見出し\n文\nhttp://\n");

	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "本文 2行目：小さい見出し");
	EXPECT_SEES(t, "本文 4行目：開けないリンク");
	post(t, "/articles", "kind", "event", "title", "会", "body", "会です。",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "行事には日を入れてください。");
}

TEST(article_taken_back_stays_as_a_trace)
{
	const char *at = written(t, "お知らせ", "休みの日が変わります。");

	step(t, at, "withdrawal");
	EXPECT_STATUS(t, 409);
	step(t, at, "submission");
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/withdrawal", at), "why", "", NULL);
	EXPECT_STATUS(t, 422);
	step(t, at, "withdrawal");
	EXPECT_STATUS(t, 303);
	EXPECT(editions(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM article_edition") == 1);
	step(t, at, "withdrawal");
	EXPECT_STATUS(t, 409);
}

TEST(article_edition_does_not_move_when_the_draft_does)
{
	const char *at = written(t, "お知らせ", "休みの日が変わります。");

	step(t, at, "submission");
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	post(t, at, "kind", "news", "title", "お知らせ", "body", "新しい文です。",
	    "changes", "休みの日を直しました", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM article_edition"
	    " WHERE body = '休みの日が変わります。'") == 1);
	step(t, at, "submission");
	sign_in(t, "hana_nurse");
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM article_edition"
	    " WHERE edition = 2 AND body = '新しい文です。'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM article_edition"
	    " WHERE edition = 1") == 1);
}

TEST(article_edited_by_two_shows_both)
{
	const char *at = written(t, "お知らせ", "休みの日が変わります。");

	post(t, at, "version", "1", "kind", "news", "title", "一人め", "body",
	    "文です。", NULL);
	EXPECT_STATUS(t, 303);
	post(t, at, "version", "1", "kind", "news", "title", "二人め", "body",
	    "文です。", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "一人め");
	EXPECT_SEES(t, "二人め");
}

UNIT(base64_goes_there_and_back)
{
	struct arena *mem = arena_new();
	const char bytes[] = { 0, 1, (char)0xff, 'x', 0 };
	const char *back;
	size_t n;

	EXPECT(base64_bytes(mem, base64_text(mem, bytes, sizeof(bytes)), &back,
	    &n) == OK && n == sizeof(bytes) &&
	    memcmp(back, bytes, n) == 0);
	EXPECT(base64_bytes(mem, "%%%", &back, &n) == INVALID);
	arena_free(mem);
}

TEST(articles_are_shown_fifty_at_a_time_as_they_were_asked_for)
{
	for (int i = 1; i <= 51; i++)
		written(t, arena_fmt(t->mem, "知らせ%02d", i), "本文です。");
	post(t, "/articles", "kind", "case", "title", "ある工夫", "body", "本文です。",
	    NULL);
	get(t, "/articles");
	EXPECT_SEES(t, "52件のうち1～50件め");
	EXPECT_SEES(t, "ある工夫");
	get(t, "/articles?kind=news&state=draft");
	EXPECT_SEES(t, "51件のうち1～50件め");
	EXPECT_NOT_SEES(t, "知らせ01");
	EXPECT_SEES(t, "href=\"?kind=news&amp;state=draft&amp;page=2\"");
	get(t, "/articles?kind=news&state=draft&page=2");
	EXPECT_SEES(t, "知らせ01");
	EXPECT_NOT_SEES(t, "知らせ02");
	get(t, "/articles?kind=document");
	EXPECT_SEES(t, "あてはまる記事はありません。");
}
