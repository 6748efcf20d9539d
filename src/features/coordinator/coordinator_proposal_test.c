#include "tests/kit_rows.h"

static const char *
sakura(struct town *t, const char *care)
{
	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "municipality", "02201", "medical_care", "yes", "care", care, NULL);
	return id_at(t, "/children/");
}

static const char *
agency(struct town *t)
{
	return town_agency(t, "見本事業所", "consultation");
}

static const char *
coordinator(struct town *t, const char *name, const char *home,
    const char *municipality, const char *experience, const char *willing)
{
	post(t, "/coordinators", "name", name, "agency", home, "municipality",
	    municipality, "trained", "1", "willing", willing, "experience",
	    experience, "most", "2", NULL);
	return id_at(t, "/coordinators/");
}

static void
mother_agrees(struct town *t, const char *child, const char *recipient)
{
	post(t, "/consents", "child", child, "recipient", recipient, "purpose",
	    "support", "classes", "identity", "classes", "contact", "given_by",
	    "見本 明子", "given_as", "mother", "given_on", "R8.4.1",
	    "text_version", "r8", "explained_by", "看護師 花", "from_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

static const char *
proposal(struct town *t, const char *child)
{
	return arena_fmt(t->mem, "/children/%s/coordinator", child);
}

TEST(proposal_offers_the_nearest_first_with_reasons_and_folds_who_cannot)
{
	const char *child = sakura(t, "ventilator"), *home = agency(t);
	const char *near, *far;

	coordinator(t, "架空 遠い" CANARY, home, "02203", "9", "1");
	coordinator(t, "架空 近い", home, "02201", "1", "1");
	coordinator(t, "架空 多忙", home, "02201", "5", "0");
	get(t, proposal(t, child));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "同じ市町村で活動しています。");
	EXPECT_SEES(t, "あと2人担当できます（いま0人）。");
	EXPECT_SEES(t, "架空 多忙</a>：いまは新しい子を担当できません。");
	near = strstr(t->body, "架空 近い");
	far = strstr(t->body, "架空 遠い");
	EXPECT(near && far && near < far);
}

TEST(proposal_gives_an_easier_child_to_who_never_had_one_and_a_hard_one_not)
{
	const char *easy = sakura(t, "suction"), *home = agency(t);

	coordinator(t, "架空 初心", home, "02201", "0", "1");
	get(t, proposal(t, easy));
	EXPECT_SEES(t, "初めての担当に向いています");
	EXPECT_SEES(t, "一緒に支えるアドバイザー");
	post(t, "/children", "name", "例示 もみじ", "kana", "れいじ もみじ",
	    "municipality", "02201", "care", "ventilator", NULL);
	get(t, proposal(t, id_at(t, "/children/")));
	EXPECT_SEES(t, "初めての担当には負担が大きめです");
}

TEST(coordinator_is_given_a_child_only_with_the_family_s_consent)
{
	const char *child = sakura(t, "suction"), *home = agency(t);
	const char *id = coordinator(t, "架空 支一", home, "02201", "1", "1");

	post(t, proposal(t, child), "coordinator", id, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "架空 支一さんの機関への家族の同意がありません");
	EXPECT_SEES(t, arena_fmt(t->mem, "/consents/new?child=%s&amp;"
	    "recipient=%s", child, home));
	EXPECT(town_number(t, "SELECT count(*) FROM supporter") == 0);
	mother_agrees(t, child, home);
	post(t, proposal(t, child), "coordinator", id, NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/coordinators/%s", id));
	EXPECT_SEES(t, "いま担当している子（1人）");
	post(t, proposal(t, child), "coordinator", id, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "もうこの子を担当しています。");
	EXPECT(town_number(t, "SELECT count(*) FROM supporter") == 1);
}

TEST(coordinator_with_an_account_comes_to_see_the_child_they_were_given)
{
	const char *child = sakura(t, "suction"), *home = agency(t), *id;
	const char *page = arena_fmt(t->mem, "/children/%s", child);
	struct query q = { "test.umi",
	    "SELECT id FROM person WHERE login = 'umi'" };
	struct rows rows = { 0 };

	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	sign_in(t, "hana_nurse");
	mother_agrees(t, child, home);
	post(t, "/coordinators", "name", "調整 海", "agency", home, "person",
	    rows.cells[0], "municipality", "02201", "trained", "1", "willing",
	    "1", NULL);
	id = id_at(t, "/coordinators/");
	sign_in(t, "umi");
	get(t, page);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	post(t, proposal(t, child), "coordinator", id, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM team_member") == 1);
	sign_in(t, "umi");
	get(t, page);
	EXPECT_STATUS(t, 200);
	get(t, proposal(t, child));
	EXPECT_STATUS(t, 403);
}

TEST(coordinator_who_takes_nobody_is_not_given_another_child)
{
	const char *child = sakura(t, "suction"), *home = agency(t);
	const char *id = coordinator(t, "架空 支一", home, "02201", "1", "0");

	mother_agrees(t, child, home);
	post(t, proposal(t, child), "coordinator", id, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "いまは新しい子を担当できません。");
	EXPECT(town_number(t, "SELECT count(*) FROM supporter") == 0);
}
