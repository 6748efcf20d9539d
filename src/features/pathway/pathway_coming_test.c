#include "base/xlsx.h"
#include "tests/kit_rows.h"

static const char *
child_born(struct town *t, const char *name, const char *kana,
    const char *born_on, const char *place)
{
	post(t, "/children", "name", name, "kana", kana, "born_on", born_on,
	    "municipality", place, NULL);
	return id_at(t, "/children/");
}

static void
begin(struct town *t, const char *child, const char *stage,
    const char *discharge_on, const char *school_on)
{
	post(t, arena_fmt(t->mem, "/children/%s/pathway/dates", child),
	    "stage", stage, "from_on", "R8.4.1", "discharge_on", discharge_on,
	    "school_on", school_on, NULL);
	EXPECT_STATUS(t, 303);
}

TEST(coming_are_those_whose_birth_date_brings_them_to_a_stage_in_two_years)
{
	child_born(t, "来春 一", "らいしゅん いち",
	    "R2.5.1", "02201");
	child_born(t, "再来春 二" CANARY, "さらいねん ふたり",
	    "R4.4.1", "02203");
	child_born(t, "まだ先 三", "まだ さん",
	    "R4.4.2", "02201");
	child_born(t, "入学済 四", "にゅうがく よん",
	    "H31.4.2", "02201");
	child_born(t, "日不明 五", "ひふめい ごろう",
	    "", "02201");
	get(t, "/pathway/coming");
	EXPECT_SEES(t, "来春 一");
	EXPECT_SEES(t, "R9.4.1");
	EXPECT_SEES(t, "再来春 二");
	EXPECT_SEES(t, "R10.4.1");
	EXPECT_NOT_SEES(t, "まだ先 三");
	EXPECT_NOT_SEES(t, "入学済 四");
	EXPECT_SEES(t, "生年月日が分からない1人は入っていません");
	EXPECT_SEES(t, ">2件<");
	get(t, "/pathway/coming?region=hachinohe");
	EXPECT_SEES(t, "再来春 二");
	EXPECT_NOT_SEES(t, "来春 一</a>");
	get(t, "/pathway/coming?municipality=02201&stage=elementary");
	EXPECT_SEES(t, ">1件<");
	get(t, "/pathway/coming?stage=adult");
	EXPECT_SEES(t, "あてはまる子どもはいません");
}

TEST(coming_follow_the_days_that_were_written_down)
{
	const char *late = child_born(t, "見込 過ぎ", "みこみ すぎ",
	    "R5.4.12", "02201");

	begin(t, child_born(t, "就学 猶予", "しゅうがく ゆうよ",
	    "R3.5.1", "02201"), "nursery",
	    "", "R11.4.1");
	begin(t, child_born(t, "退院 前", "たいいん まえ",
	    "R8.1.10", "02201"), "nicu",
	    "R8.6.1", "");
	begin(t, late, "nicu", "R8.3.1", "");
	get(t, "/pathway/coming");
	EXPECT_NOT_SEES(t, "就学 猶予");
	EXPECT_SEES(t, "退院 前");
	EXPECT_SEES(t, "R8.6.1");
	EXPECT_SEES(t, "R8.3.1 過ぎています");
	post(t, arena_fmt(t->mem, "/children/%s/pathway/next", late),
	    "version", "1", "stage", "home", "from_on", "R8.4.1", "note",
	    "退院した", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/pathway/coming?stage=home");
	EXPECT_NOT_SEES(t, "見込 過ぎ");
	EXPECT_SEES(t, "退院 前");
}

TEST(coming_are_counted_only_as_far_as_somebody_may_see_them)
{
	const char *agency;

	child_born(t, "来春 一", "らいしゅん いち",
	    "R2.5.1", "02201");
	agency = town_agency(t, "見本園", "nursery");
	sign_in(t, "admin");
	post(t, "/people", "login", "sora", "name", "園長 空", "role",
	    "facility", "agency", agency, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "sora");
	get(t, "/pathway/coming");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "来春 一");
	EXPECT_SEES(t, "次の段階に進む見込みの子どもはいません");
}

TEST(coming_have_no_child_twice_whose_two_records_became_one)
{
	const char *kept = child_born(t, "来春 一", "らいしゅん いち", "R2.5.1",
	    "02201");
	const char *gone = child_born(t, "来春 壱", "らいはる いっぽ", "R2.5.2",
	    "02201");

	begin(t, gone, "nursery", "", "");
	begin(t, kept, "nursery", "", "");
	get(t, "/pathway/coming");
	EXPECT_SEES(t, ">2件<");
	post(t, arena_fmt(t->mem, "/children/%s/merge", kept), "other", gone,
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/pathway/coming");
	EXPECT_SEES(t, ">1件<");
	EXPECT_NOT_SEES(t, "来春 壱");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "来春 壱");
}

TEST(pathway_goes_over_with_a_record_that_becomes_one_with_another)
{
	const char *kept = child_born(t, "来春 一", "らいしゅん いち", "R2.5.1",
	    "02201");
	const char *gone = child_born(t, "来春 壱", "らいはる いっぽ", "R2.5.2",
	    "02201");

	begin(t, gone, "nursery", "", "");
	post(t, arena_fmt(t->mem, "/children/%s/merge", kept), "other", gone,
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " pathway_step WHERE child = '%s'", kept)) > 40);
	get(t, arena_fmt(t->mem, "/children/%s/pathway", kept));
	EXPECT_SEES(t, "「園」の項目");
	EXPECT_SEES(t, "生年月日か項目のひな形が変わりました");
}

TEST(coming_leave_as_a_sheet_and_that_is_noted)
{
	struct table table;
	const char *why;

	child_born(t, "来春 一", "らいしゅん いち",
	    "R2.5.1", "02201");
	child_born(t, "再来春 二", "さらいねん ふたり",
	    "R4.4.1", "02203");
	get(t, "/pathway/coming.xlsx?region=hachinohe");
	EXPECT_STATUS(t, 200);
	EXPECT(xlsx_read(t->mem, t->body, t->nbody, &table, &why) == OK);
	EXPECT(table.nrows == 2);
	EXPECT(strcmp(table_cell(&table, 1, 0), "2028-04-01") == 0);
	EXPECT(strcmp(table_cell(&table, 1, 3), "再来春 二") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'export' AND what = 'rows=1'") == 1);
}
