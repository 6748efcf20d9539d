#include "features/publishing/release.h"

#include <stdlib.h>

#include "features/statistics/statistics_town_test.h"

/* A release does not move, and is let out by somebody else. */

#define YEAR "R5.4.1"

static const char *
prepare(struct town *t, const char *from, const char *to,
    const char *restated, const char *k, const char *reason)
{
	post(t, "/releases", "from", from, "to", to, "restated", restated,
	    "k", k, "zeros", "shown", "reason", reason, NULL);
	EXPECT_STATUS(t, 303);
	return arena_fmt(t->mem, "%.46s", t->location);
}

static void
approve(struct town *t, const char *at)
{
	sign_in(t, "taro_doctor");
	post(t, arena_fmt(t->mem, "%s/approval", at), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
}

/* Twenty visits to Hana and three calls about Taro. */
static const char *
centre_year(struct town *t)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");
	const char *taro = known_child(t, "k2", "2012-04-02", "八戸市", "無");

	for (int i = 0; i < 20; i++)
		MET(t, arena_fmt(t->mem, "2023-05-%02d", i + 1), hana, "訪問",
		    "医療機関", "新規児童受入");
	for (int i = 0; i < 3; i++)
		MET(t, arena_fmt(t->mem, "2023-06-%02d", i + 1), taro, "電話",
		    "市町村", "就園・就学");
	return hana;
}

static const char *const files[] = { "tables.json", "tables.csv",
	"tables.xlsx", "tables.pdf", "tables.json?public=1",
	"tables.csv?public=1", "tables.xlsx?public=1", "tables.pdf?public=1" };

struct printed {
	const char *bytes[COUNT(files)];
	size_t n[COUNT(files)];
};

static struct printed
print_all(struct town *t, const char *at)
{
	struct printed p;

	for (size_t i = 0; i < COUNT(files); i++) {
		get(t, arena_fmt(t->mem, "%s/%s", at, files[i]));
		EXPECT_STATUS(t, 200);
		EXPECT(t->nbody > 500);
		p.bytes[i] = arena_bytes(t->mem, t->body, t->nbody);
		p.n[i] = t->nbody;
	}
	return p;
}

static void
same(const struct printed *a, const struct printed *b)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		EXPECT_OF(NULL, a->n[i] == b->n[i], files[i]);
		EXPECT_OF(NULL, memcmp(a->bytes[i], b->bytes[i],
		    a->n[i]) == 0, files[i]);
	}
}

TEST(release_is_the_same_bytes_whatever_happens_to_the_records)
{
	const char *hana = centre_year(t);
	const char *at = prepare(t, YEAR, "R6.3.31", "", "3", "");
	struct printed first, later;

	approve(t, at);
	first = print_all(t, at);
	EXPECT(strstr(first.bytes[0], "\"total\":23"));
	MET(t, "2023-07-01", hana, "来所", "市町村", "その他");
	set_today(t, "2026-06-15");
	later = print_all(t, at);
	same(&first, &later);
	get(t, arena_fmt(t->mem, "%s/changes", at));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "来所");
	EXPECT_SEES(t, "+1");
	EXPECT_SEES(t, "<td>23</td>");
	EXPECT_SEES(t, "<td>24</td>");
	EXPECT_NOT_SEES(t, "八戸");
	get(t, "/statistics.json?year=2023");
	EXPECT_SEES(t, "\"total\":24");
}

TEST(release_is_approved_by_somebody_else)
{
	const char *at, *approval;

	centre_year(t);
	at = prepare(t, YEAR, "R6.3.31", "", "3", "");
	approval = arena_fmt(t->mem, "%s/approval", at);
	get(t, at);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "作った人は承認できません");
	EXPECT_NOT_SEES(t, "この内容で承認する");
	post(t, approval, NULL);
	EXPECT_STATUS(t, 403);
	EXPECT(town_number(t, "SELECT count(*) FROM release_line") == 0);
	sign_in(t, "taro_doctor");
	get(t, at);
	EXPECT_SEES(t, "この内容で承認する");
	post(t, approval, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM release WHERE state ="
	    " 'approved' AND approved_by <> prepared_by") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM release_line") > 60);
	EXPECT(town_number(t, "SELECT count(*) FROM release_line WHERE"
	    " number IN (1, 2)") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM release_line WHERE"
	    " number IS NULL") > 2);
	post(t, approval, NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/removal", at), NULL);
	EXPECT_STATUS(t, 409);
}

TEST(release_says_what_is_off_before_it_is_kept)
{
	centre_year(t);
	post(t, "/releases", "from", "R8.4.1", "to", "R9.3.31", "k", "3",
	    "zeros", "shown", "restated", "", "reason", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "期間がまだ終わっていません");
	post(t, "/releases", "from", YEAR, "to", "R6.3.31", "k", "4",
	    "zeros", "shown", "restated", "", "reason", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/releases", "from", "", "to", "R6.3.31", "k", "3",
	    "zeros", "shown", "restated", "20", "reason", CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM release") == 0);
	get(t, "/releases/nothing");
	EXPECT_STATUS(t, 404);
	get(t, "/releases/nothing/tables.pdf");
	EXPECT_STATUS(t, 404);
}

TEST(release_that_corrects_says_what_it_changed)
{
	const char *hana = centre_year(t), *at, *second;

	at = prepare(t, YEAR, "R6.3.31", "", "3", "");
	/* One period has one draft; an approved one is not approved twice. */
	post(t, "/releases", "from", YEAR, "to", "R6.3.31", "restated", "",
	    "k", "3", "zeros", "shown", "reason", "", NULL);
	EXPECT_STATUS(t, 409);
	approve(t, at);
	post(t, "/releases", "from", YEAR, "to", "R6.3.31", "restated", "",
	    "k", "3", "zeros", "shown", "reason", "直しました", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "前の版と同じ数です");
	MET(t, "2023-07-01", hana, "訪問", "医療機関", "その他");
	post(t, "/releases", "from", YEAR, "to", "R6.3.31", "restated", "",
	    "k", "3", "zeros", "shown", "reason", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "何を直したかを書いてください");
	second = prepare(t, YEAR, "R6.3.31", "", "10",
	    "7月の訪問1回を加えました。");
	get(t, second);
	EXPECT_SEES(t, "第2版");
	EXPECT_SEES(t, "7月の訪問1回を加えました。");
	/* As the first edition was: or the two would tell on each other. */
	EXPECT_SEES(t, "3より少ない数を伏せる");
	get(t, arena_fmt(t->mem, "%s/changes", second));
	EXPECT_SEES(t, "前の版から直した数");
	EXPECT_SEES(t, "<td>20</td>");
	EXPECT_SEES(t, "<td>21</td>");
	approve(t, second);
	post(t, arena_fmt(t->mem, "%s/withdrawal", at), "why", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "%s/withdrawal", at), "why",
	    "第2版に替えました。", NULL);
	EXPECT_STATUS(t, 303);
	get(t, at);
	EXPECT_SEES(t, "取り下げ");
	get(t, "/releases");
	EXPECT_SEES(t, "令和5年度 第2版");
	EXPECT_SEES(t, "取り下げ");
}

/* Two are prepared; once one is out, the other was looked at without it. */
TEST(release_prepared_before_another_went_out_is_looked_at_again)
{
	const char *year, *part;

	centre_year(t);
	MET(t, "2024-02-01", NULL, "訪問", "医療機関", "その他");
	part = prepare(t, YEAR, "R5.12.31", "", "3", "");
	year = prepare(t, YEAR, "R6.3.31", "", "3", "");
	approve(t, part);
	sign_in(t, "taro_doctor");
	post(t, arena_fmt(t->mem, "%s/approval", year), NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/removal", year), NULL);
	EXPECT_STATUS(t, 303);
	year = prepare(t, YEAR, "R6.3.31", "", "3", "");
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "%s/approval", year), NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "%s/tables.json?public=1", year));
	EXPECT_SEES(t, "\"total\":null");
}

TEST(release_years_stand_side_by_side_in_both_classings)
{
	const char *hana = centre_year(t);

	MET(t, "2024-05-01", hana, "訪問", "医療機関", "就園・就学");
	approve(t, prepare(t, YEAR, "R6.3.31", "", "3", ""));
	approve(t, prepare(t, YEAR, "R6.3.31", "2024", "3", ""));
	approve(t, prepare(t, "R6.4.1", "R7.3.31", "", "3", ""));
	get(t, "/releases/series");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "令和5年度");
	EXPECT_SEES(t, "令和6年度");
	EXPECT_SEES(t, "新規児童受入");
	get(t, "/releases/series?restated=2024");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "※ 令和5年度：");
	EXPECT_NOT_SEES(t, "<th scope=\"row\">新規児童受入");
	get(t, "/releases/series?restated=" CANARY);
	EXPECT_STATUS(t, 404);
}

TEST(release_document_reads_back_as_it_was_written)
{
	struct report *report, back;
	const struct report_rule rule = { 3, true };
	const char *document;

	centre_year(t);
	report = report_of(t, "2023-04-01", "2024-03-31", 0);
	report->tables[1].rows[0].hidden = true;
	document = release_write(t->mem, report, &rule);
	EXPECT(release_read(t->mem, document, &back) == OK);
	EXPECT(strcmp(release_write(t->mem, &back, &rule), document) == 0);
	EXPECT(release_read(t->mem, "tsunagu-release\t2\n", &back) == BROKEN);
	EXPECT(release_read(t->mem, "", &back) == BROKEN);
	EXPECT(release_read(t->mem, arena_bytes(t->mem, document,
	    strlen(document) - 9), &back) == BROKEN);
}

TEST(release_whose_note_names_a_child_is_refused)
{
	centre_year(t);
	post(t, "/children", "name", "見本 みどり", "kana", "ミホン ミドリ",
	    "medical_care", "yes", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/releases", "from", YEAR, "to", "R6.3.31", "restated", "",
	    "k", "3", "zeros", "shown", "reason",
	    "見本みどりさんの訪問を加えました。", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "登録されている子どもの名前と同じ文字があります");
	prepare(t, YEAR, "R6.3.31", "", "3", "訪問を加えました。");
}
