#include "features/coordinator/coordinator_rank.h"
#include "tests/kit_rows.h"

static const char *
child(struct town *t, const char *name, const char *kana,
    const char *municipality)
{
	post(t, "/children", "name", name, "kana", kana, "municipality",
	    municipality, NULL);
	return id_at(t, "/children/");
}

static const char *
coordinator(struct town *t, const char *name, const char *municipality,
    const char *trained)
{
	post(t, "/coordinators", "name", name, "municipality", municipality,
	    "trained", trained, "willing", "1", "experience", "3", NULL);
	return id_at(t, "/coordinators/");
}

TEST(coordinator_is_written_down_changed_and_not_over_another_s_change)
{
	const char *id = coordinator(t, "架空 支一" CANARY, "02201", "1");
	const char *url = arena_fmt(t->mem, "/coordinators/%s", id);

	get(t, url);
	EXPECT_SEES(t, "架空 支一");
	EXPECT_SEES(t, "青森市");
	post(t, url, "version", "1", "name", "架空 甲", "municipality", "02202",
	    "trained", "1", "willing", "1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "1", "name", "架空 乙", "municipality", "02203",
	    "trained", "1", "willing", "1", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "架空 甲");
}

TEST(coordinator_without_training_has_no_day_of_it)
{
	post(t, "/coordinators", "name", "架空 支一", "municipality", "02201",
	    "trained", "0", "trained_on", "R6.12.1", "willing", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "どちらかを直してください。");
	post(t, "/coordinators", "name", "架空 支一", "municipality", "02201",
	    "trained", "1", "trained_on", "R8.4.2", "willing", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM coordinator") == 0);
}

TEST(register_of_coordinators_is_for_the_centre_alone)
{
	const char *home;

	coordinator(t, "架空 支一", "02201", "1");
	home = town_agency(t, "見本事業所", "consultation");
	get(t, "/coordinators");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空 支一");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
	get(t, "/coordinators");
	EXPECT_STATUS(t, 403);
	get(t, "/coordinators/coverage");
	EXPECT_STATUS(t, 403);
}

TEST(coverage_marks_the_municipality_with_children_and_nobody_trained)
{
	child(t, "見本 さくら", "さくら", "02201");
	child(t, "見本 もみじ", "もみじ", "02202");
	coordinator(t, "架空 支一", "02201", "1");
	coordinator(t, "架空 支二", "02202", "0");
	get(t, "/coordinators/coverage");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "研修を終えた人がいない市町村が1あります：弘前市");
	EXPECT_SEES(t, "/coordinators/without?municipality=02201\">1</a>");
	EXPECT_SEES(t, "/coordinators?municipality=02202&amp;trained=1\">0</a>");
	EXPECT_SEES(t, "/children?municipality=02202\">1</a>");
}

TEST(coverage_number_opens_the_children_without_a_coordinator)
{
	const char *sakura = child(t, "見本 さくら", "さくら", "02201");

	child(t, "見本 もみじ", "もみじ", "02201");
	post(t, "/supporters", "child", sakura, "part", "coordinator", "name",
	    "架空 支一", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/coordinators/without?municipality=02201");
	EXPECT_SEES(t, "見本 もみじ");
	EXPECT_NOT_SEES(t, "見本 さくら");
	get(t, "/coordinators/without");
	EXPECT_SEES(t, "見本 もみじ");
	EXPECT_NOT_SEES(t, "見本 さくら");
	get(t, "/coordinators/without?region=aomori");
	EXPECT_SEES(t, "見本 もみじ");
	get(t, "/coordinators/without?region=hachinohe");
	EXPECT_NOT_SEES(t, "見本 もみじ");
}

TEST(coordinators_come_out_of_a_sheet_as_they_went_in)
{
	const char *csv = "登録番号,氏名,活動する市町村,養成研修を終えた,研修を終えた日,"
	    "一度に担当できる人数,新しい子を担当できる\r\n"
	    "C-1,架空 支一,青森市,はい,2024-12-01,3,はい\r\n"
	    "C-2,架空 支二,弘前市,いいえ,,,いいえ\r\n";

	upload(t, "/import/coordinators/preview", "file", "c.csv", csv,
	    strlen(csv), NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空 支二");
	coordinator(t, "架空 支三", "02201", "1");
	get(t, "/export/coordinators.csv");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空 支三");
	EXPECT_SEES(t, "養成研修を終えた");
}

UNIT(coordinator_of_the_same_area_comes_before_the_experienced_one)
{
	struct coordinator_facts near = { .same_region = true, .trained = true,
	    .willing = true, .experience = 1 };
	struct coordinator_facts far = { .trained = true, .willing = true,
	    .experience = 20, .similar = 5 };

	EXPECT(coordinator_compare(&near, &far, LOAD_HARD) < 0);
	EXPECT(coordinator_compare(&far, &near, LOAD_HARD) > 0);
	far.same_place = true;
	EXPECT(coordinator_compare(&near, &far, LOAD_HARD) > 0);
}

UNIT(coordinator_without_a_case_comes_first_for_an_easier_child_only)
{
	struct coordinator_facts fresh = { .trained = true, .willing = true };
	struct coordinator_facts old = { .trained = true, .willing = true,
	    .experience = 4, .similar = 2, .cases = 1 };

	EXPECT(coordinator_compare(&fresh, &old, LOAD_EASY) < 0);
	EXPECT(coordinator_compare(&fresh, &old, LOAD_HARD) > 0);
	EXPECT(coordinator_compare(&fresh, &old, LOAD_UNKNOWN) > 0);
}

UNIT(coordinator_who_is_full_unwilling_untrained_or_gone_is_excluded)
{
	struct coordinator_facts f = { .trained = true, .willing = true,
	    .most = 2, .cases = 1 };

	EXPECT(!coordinator_exclusion(&f));
	f.cases = 2;
	EXPECT(coordinator_exclusion(&f));
	f.most = 0;
	EXPECT(!coordinator_exclusion(&f));
	f.willing = false;
	EXPECT(coordinator_exclusion(&f));
	f.willing = true;
	f.trained = false;
	EXPECT(coordinator_exclusion(&f));
	f.trained = true;
	f.has_left = true;
	EXPECT(coordinator_exclusion(&f));
}
