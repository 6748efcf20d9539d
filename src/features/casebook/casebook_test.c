#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"

/* Names that nothing approved may hold. */
static const char *const named[] = { "見本", "さくら", "ミホン", "ｻｸﾗ", "明子",
	"例山", "見晴園", "017-722", "4月3日", "青森市", "長島" };

/* A girl with a visit full of names, told twice. */
static const char *
sakura(struct town *t)
{
	const char *child;

	post(t, "/agencies", "name", "社会福祉法人例会 見晴園", "kind", "nursery",
	    NULL);
	post(t, "/agencies", "name", "例山病院", "kind", "hospital", NULL);
	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "born_on", "R5.4.12", "municipality", "02201", "guardian",
	    "見本 明子", "care", "suction", "address", "長島1丁目", NULL);
	child = id_at(t, "/children/");
	post(t, "/contacts", "on_day", "R8.3.3", "child", child, "method",
	    "visit", "requester", "family", "body", "4月3日に見本さくらさんと母の"
	    "見本明子さんを訪問。ﾐﾎﾝ ｻｸﾗちゃんは例山病院に通院。見晴園から017-722-1111。"
	    "青森市長島1丁目2-3。" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	return child;
}

/* Somebody who signs in and has to do with no child. */
static void
sign_in_outside(struct town *t)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "外 海", "role", "family",
	    NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "umi");
}

static const char *
draft(struct town *t, const char *child)
{
	const char *source = town_text(t, "SELECT id FROM contact");

	post(t, "/cases", "child", child, "source", source, NULL);
	return id_at(t, "/cases/");
}

static void
edit(struct town *t, const char *id, const char *version, const char *overview)
{
	post(t, arena_fmt(t->mem, "/cases/%s", id), "version", version, "title",
	    "吸引の必要な子の入園", "overview", overview, "region", "aomori",
	    NULL);
}

static void
step(struct town *t, const char *id, const char *what, const char *version,
    const char *confirmed)
{
	post(t, arena_fmt(t->mem, "/cases/%s/%s", id, what), "version", version,
	    "confirmed", confirmed, NULL);
}

static void
approved(struct town *t, const char *id)
{
	edit(t, id, "1", "吸引が必要になり、園を探していた。");
	EXPECT_STATUS(t, 303);
	step(t, id, "submission", "2", "");
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	step(t, id, "approval", "3", "家族に文面を見てもらい、よいと返事をいただいた。");
	EXPECT_STATUS(t, 303);
}

TEST(casebook_case_approved_is_read_by_everybody_and_names_nobody)
{
	const char *child = sakura(t), *id = draft(t, child), *page;

	approved(t, id);
	sign_in_outside(t);
	page = arena_fmt(t->mem, "/cases/%s", id);
	get(t, page);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "Aさん");
	EXPECT_SEES(t, "令和8年3月");
	EXPECT_SEES(t, "（電話番号）");
	for (size_t i = 0; i < COUNT(named); i++)
		EXPECT_OF(t, !kit_sees(t, named[i]), named[i]);
	EXPECT_OF(t, !strstr(t->body, "花") && !strstr(t->body, "太郎") &&
	    !strstr(t->body, child), "no staff, no child's id");
	get(t, "/cases?region=aomori");
	EXPECT_SEES(t, "吸引の必要な子の入園");
	get(t, "/cases?region=tsugaru");
	EXPECT_NOT_SEES(t, "吸引の必要な子の入園");
}

TEST(casebook_case_as_pdf_says_what_its_page_says_to_whom_it_says_it)
{
	const char *id = draft(t, sakura(t)), *text;
	const char *path = arena_fmt(t->mem, "/cases/%s/case.pdf", id);

	text = get_pdf(t, path);
	EXPECT(strstr(text, "承認されるまでは、外に出しません。"));
	EXPECT(strstr(text, "Aさん") && strstr(text, "令和8年3月"));
	sign_in(t, "jiro_clerk");
	get(t, path);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	approved(t, id);
	sign_in_outside(t);
	get(t, arena_fmt(t->mem, "/cases/%s", id));
	EXPECT_SEES(t, arena_fmt(t->mem, "href=\"%s\">PDF</a>", path));
	text = get_pdf(t, path);
	EXPECT(strstr(text, "吸引の必要な子の入園"));
	EXPECT(strstr(text, "吸引が必要になり、園を探していた。"));
	EXPECT(strstr(text, "（電話番号）"));
	EXPECT(!strstr(text, "承認されるまでは"));
	for (size_t i = 0; i < COUNT(named); i++)
		EXPECT_OF(t, !strstr(text, named[i]), named[i]);
	EXPECT(!strstr(pdf_about(t->mem, t->body, t->nbody, ""), "花"));
}

TEST(casebook_draft_shows_the_editor_both_texts_and_nobody_else_either)
{
	const char *id = draft(t, sakura(t));
	const char *page = arena_fmt(t->mem, "/cases/%s/edit", id);

	get(t, page);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本明子さん");
	EXPECT_SEES(t, "Aさんの家族");
	EXPECT_SEES(t, "5人未満");
	sign_in(t, "jiro_clerk");
	get(t, page);
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/cases/%s", id));
	EXPECT_STATUS(t, 404);
	get(t, "/cases");
	EXPECT_NOT_SEES(t, "題をつけてください");
	sign_in_outside(t);
	get(t, arena_fmt(t->mem, "/cases/%s", id));
	EXPECT_STATUS(t, 404);
}

TEST(casebook_name_written_back_goes_no_further)
{
	const char *id = draft(t, sakura(t));

	edit(t, id, "1", "ミホン　サクラさんの話");
	EXPECT_STATUS(t, 303);
	step(t, id, "submission", "2", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "が残っています");
	EXPECT(town_number(t, "SELECT count(*) FROM casebook"
	    " WHERE state = 'draft'") == 1);
}

TEST(casebook_is_not_approved_by_who_wrote_it_nor_rare_without_words)
{
	const char *id = draft(t, sakura(t));

	edit(t, id, "1", "園を探していた。");
	step(t, id, "submission", "2", "");
	step(t, id, "approval", "3", "家族がよいと言った。返事を受けた。");
	EXPECT_STATUS(t, 403);
	sign_in(t, "taro_doctor");
	step(t, id, "approval", "3", "よい");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "10文字以上");
	step(t, id, "approval", "2", "家族に文面を見てもらい、よいと返事をいただいた。");
	EXPECT_STATUS(t, 409);
	step(t, id, "approval", "3", "家族に文面を見てもらい、よいと返事をいただいた。");
	EXPECT_STATUS(t, 303);
	step(t, id, "withdrawal", "4", "");
	EXPECT_STATUS(t, 303);
	sign_in_outside(t);
	get(t, arena_fmt(t->mem, "/cases/%s", id));
	EXPECT_STATUS(t, 404);
}

TEST(casebook_edited_from_an_old_page_shows_both_and_changes_nothing)
{
	const char *id = draft(t, sakura(t));

	edit(t, id, "1", "一つめ");
	edit(t, id, "1", "二つめ");
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "一つめ");
	EXPECT_SEES(t, "二つめ");
	EXPECT(town_number(t, "SELECT version FROM casebook") == 2);
}

TEST(casebook_made_twice_by_a_double_click_is_one)
{
	const char *child = sakura(t), *source = town_text(t, "SELECT id FROM contact");

	for (int i = 0; i < 2; i++) {
		post_raw(t, "/cases", "csrf", t->csrf, "once", "k1", "child",
		    child, "source", source, NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM casebook") == 1);
	post(t, "/cases", "child", child, NULL);
	EXPECT_STATUS(t, 422);
}

TEST(casebook_case_to_approve_waits_on_the_days_page_of_who_may)
{
	static const char what[] = "事例を確かめて承認する";
	const char *id = draft(t, sakura(t));

	edit(t, id, "1", "吸引が必要になり、園を探していた。");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
	sign_in(t, "hana_nurse");
	step(t, id, "submission", "2", "");
	EXPECT_STATUS(t, 303);
	/* Not of who wrote it, and not of who may not see all of it. */
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
	sign_in(t, "jiro_clerk");
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
	EXPECT_NOT_SEES(t, "吸引の必要な子の入園");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, what);
	EXPECT_SEES(t, arena_fmt(t->mem, "/cases/%s", id));
	step(t, id, "approval", "3", "家族に文面を見てもらい、よいと返事をいただいた。");
	get(t, "/");
	EXPECT_NOT_SEES(t, what);
}

TEST(casebook_case_of_a_child_who_was_erased_can_be_withdrawn)
{
	const char *id = draft(t, sakura(t));
	const char *page = arena_fmt(t->mem, "/cases/%s", id);

	approved(t, id);
	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.erase",
	    "DELETE FROM casebook_source" }, NULL, 0);
	EXPECT(db_commit(t->db) == OK);
	sign_in_outside(t);
	get(t, page);
	EXPECT_NOT_SEES(t, "取り下げる");
	step(t, id, "withdrawal", "4", "");
	EXPECT(t->status == 403 || t->status == 404);
	sign_in(t, "taro_doctor");
	get(t, page);
	EXPECT_SEES(t, "事例を取り下げる");
	step(t, id, "withdrawal", "4", "");
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "吸引の必要な子の入園");
	EXPECT(town_number(t, "SELECT count(*) FROM casebook WHERE state ="
	    " 'withdrawn' AND withdrawn_on = '2026-04-01'") == 1);
	get(t, page);
	EXPECT_STATUS(t, 404);
}
