#include "features/annual/annual_private.h"

#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"

/* A year's report: texts and tables, kept as they were handed in. */

enum { VISITS = 24 };

static const char *
begun(struct town *t, const char *year)
{
	post(t, "/annuals", "year", year, NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location, strlen("/annuals/") + 36);
}

/* Every text gets its words; the heading stays. */
static void
write_all(struct town *t, const char *at, const char *body)
{
	static const char *const headings[] = { "目的", "組織と体制",
	    "次の年度に向けて" };

	for (size_t i = 0; i < COUNT(headings); i++) {
		const char *id = town_text(t, arena_fmt(t->mem,
		    "SELECT id FROM annual_block WHERE heading = '%s'"
		    " AND annual = '%s'", headings[i], at + 9));

		post(t, arena_fmt(t->mem, "%s/blocks/%s", at, id), "heading",
		    headings[i], "body", body, NULL);
		EXPECT_STATUS(t, 303);
	}
}

static void
step(struct town *t, const char *at, const char *which)
{
	post(t, arena_fmt(t->mem, "%s/%s", at, which), NULL);
}

/* The year before, released: hana prepares, taro approves. */
static void
released(struct town *t)
{
	const char *at;

	post(t, "/releases", "from", "R7.4.1", "to", "R8.3.31", "restated",
	    "", "k", "3", "zeros", "shown", "reason", "", NULL);
	EXPECT_STATUS(t, 303);
	at = arena_fmt(t->mem, "%.46s", t->location);
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
}

TEST(annual_report_is_approved_by_somebody_else_and_stays_as_it_was)
{
	const char *at = begun(t, "2025"), *pdf, *first;
	size_t n;

	released(t);
	write_all(t, at, "## 大切にしていること\n\n- つなぎます。");
	step(t, at, "approval");
	EXPECT_STATUS(t, 409);
	step(t, at, "submission");
	EXPECT_STATUS(t, 303);
	step(t, at, "approval");
	EXPECT_STATUS(t, 403);
	sign_in(t, "taro_doctor");
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	step(t, at, "approval");
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM annual WHERE state ="
	    " 'approved' AND approved_by <> submitted_by") == 1);
	pdf = arena_fmt(t->mem, "%s/report.pdf", at);
	EXPECT(strstr(get_pdf(t, pdf), "公表した統計"));
	first = arena_bytes(t->mem, t->body, t->nbody);
	n = t->nbody;
	EXPECT(strstr(pdf_about(t->mem, first, n, ""),
	    "Tagged:          yes"));
	EXPECT(strstr(pdf_about(t->mem, first, n, "-struct-text"), "課題と成果"));
	EXPECT(memmem(first, n, "/Outlines", 9));
	post(t, "/trainings", "title", "あとの研修", "kind", "study", "year",
	    "2025", NULL);
	set_today(t, "2027-05-01");
	sign_in(t, "hana_nurse");
	get(t, pdf);
	EXPECT(t->nbody == n && memcmp(t->body, first, n) == 0);
}

TEST(annual_report_is_not_handed_in_before_it_may_go_out)
{
	const char *at = begun(t, "2025"), *this_year;

	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "がまだ書かれていません");
	EXPECT_SEES(t, "この年度の表を残して承認してもらってから");
	post(t, "/children", "name", "見本 みどり", "kana", "ミホン ミドリ",
	    "medical_care", "yes", NULL);
	EXPECT_STATUS(t, 303);
	released(t);
	write_all(t, at, "見本みどりさんの話です。");
	step(t, at, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "登録されている子どもの名前と同じ文字があります");
	EXPECT(town_number(t, "SELECT count(*) FROM annual_edition") == 0);
	this_year = begun(t, "2026");
	write_all(t, this_year, "文です。");
	step(t, this_year, "submission");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "年度がまだ終わっていません");
}

TEST(annual_report_takes_over_the_texts_of_the_year_before)
{
	const char *at = begun(t, "2025"), *next, *id;

	write_all(t, at, "去年の文です。");
	id = town_text(t, "SELECT id FROM annual_block WHERE kind = 'survey'");
	post(t, arena_fmt(t->mem, "%s/blocks/%s/place", at, id), "to", "hide",
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/blocks/%s/place", at, id), "to", "up",
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/blocks/%s/place", at, id), "to", "away",
	    NULL);
	EXPECT_STATUS(t, 422);
	get(t, at);
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "この年度に行った調査はありません");
	next = begun(t, "2026");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " annual_block WHERE annual = '%s' AND body = '去年の文です。'",
	    next + 9)) == 3);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT b.place FROM"
	    " annual_block b WHERE annual = '%s' AND kind = 'survey'"
	    " AND hidden = 1", next + 9)) == 9);
	post(t, "/annuals", "year", "2026", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(annual_report_that_waits_is_on_the_day_of_whoever_may_approve_it)
{
	const char *at = begun(t, "2025");

	released(t);
	write_all(t, at, "つなぎます。");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_NOT_SEES(t, "年次報告書を確かめて承認する");
	sign_in(t, "hana_nurse");
	step(t, at, "submission");
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "年次報告書を確かめて承認する");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "年次報告書を確かめて承認する");
	EXPECT_SEES(t, at);
	step(t, at, "approval");
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "年次報告書を確かめて承認する");
}

/* Two have the same text open; who saves later is shown both. */
TEST(annual_text_that_somebody_else_changed_is_not_written_over)
{
	const char *at = begun(t, "2025"), *id = town_text(t,
	    "SELECT id FROM annual_block WHERE heading = '目的'");
	const char *block = arena_fmt(t->mem, "%s/blocks/%s", at, id);

	post(t, block, "version", "1", "heading", "目的", "body", "はじめの文",
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	post(t, block, "version", "1", "heading", "目的", "body", "あとの文",
	    NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "はじめの文");
	EXPECT_SEES(t, "あとの文");
	EXPECT(town_number(t, "SELECT count(*) FROM annual_block WHERE body ="
	    " 'はじめの文'") == 1);
	post(t, block, "version", "2", "heading", "目的", "body", "あとの文",
	    NULL);
	EXPECT_STATUS(t, 303);
}

TEST(annual_report_handed_in_is_not_written_any_more)
{
	const char *at = begun(t, "2025"), *id;

	released(t);
	write_all(t, at, "文です。");
	step(t, at, "submission");
	EXPECT_STATUS(t, 303);
	id = town_text(t, "SELECT id FROM annual_block WHERE heading = '目的'");
	post(t, arena_fmt(t->mem, "%s/blocks/%s", at, id), "heading", "目的",
	    "body", "別の文", NULL);
	EXPECT_STATUS(t, 409);
	step(t, at, "return");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM annual_edition") == 0);
	post(t, arena_fmt(t->mem, "%s/blocks/%s", at, id), "heading", "目的",
	    "body", "別の文", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(annual_counts_that_are_small_are_hidden_and_cannot_be_worked_out)
{
	struct request *r = town_request(t);
	struct annual_count counts[] = { { "青森", 40 }, { "津軽", 2 },
	    { "下北", 30 } };
	int64_t total;

	EXPECT(annual_hide(r, "人数", counts, COUNT(counts), &total) == OK);
	EXPECT(counts[1].count < 0);
	EXPECT((total < 0) + (counts[0].count < 0) + (counts[2].count < 0) ==
	    1);
}
