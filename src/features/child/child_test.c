#include "base/buffer.h"
#include "tests/kit.h"

static void
add(struct town *t, const char *name, const char *kana, const char *born_on,
    const char *municipality)
{
	post(t, "/children", "name", name, "kana", kana, "born_on", born_on,
	    "municipality", municipality, "care", "ventilator", "care",
	    "suction", NULL);
	EXPECT_STATUS(t, 303);
}

static void
three_children(struct town *t)
{
	add(t, "髙見本 さくら", "たかみほん さくら", "R5.4.12", "02201");
	add(t, "例示 ゆうた", "れいじ ゆうた", "H28.1.5", "02203");
	add(t, "佐々例 凛", "ささんれい りん", "", "");
}

TEST(child_is_registered_with_a_number_and_katakana)
{
	add(t, "見本 さくら", "みほん さくら", "R5.4.12", "02201");
	get(t, t->location);
	EXPECT_SEES(t, "ミホン サクラ");
	EXPECT_SEES(t, "No. R8-0001");
	EXPECT_SEES(t, "R5.4.12（2歳11か月）");
	EXPECT_SEES(t, "青森市（青森圏域）");
	EXPECT_SEES(t, "<span class=\"chip chip--red\">人工呼吸器</span>");
}

TEST(child_is_found_by_any_part_in_any_spelling)
{
	static const char *const typed[] = { "高見", "タカ", "たかみほん",
	    "ﾀｶﾐ", "さくら", "R8-0001", "たがみ" };

	three_children(t);
	for (size_t i = 0; i < COUNT(typed); i++) {
		struct buffer url = buffer_new(t->mem);

		buffer_add(&url, "/children?q=");
		buffer_url(&url, typed[i]);
		get(t, url.s);
		EXPECT_SEES(t, "髙見本 さくら");
		EXPECT_NOT_SEES(t, "例示 ゆうた</a>");
	}
}

TEST(one_letter_is_enough_to_search)
{
	three_children(t);
	get(t, "/children?q=%E5%87%9B");	/* 凛 */
	EXPECT_SEES(t, "佐々例 凛");
	EXPECT_SEES(t, ">1人<");
}

TEST(list_is_narrowed_by_region_town_age_care_and_last_contact)
{
	three_children(t);
	get(t, "/children?region=hachinohe");
	EXPECT_SEES(t, ">1人<");
	EXPECT_SEES(t, "例示 ゆうた");
	get(t, "/children?municipality=02201");
	EXPECT_SEES(t, "髙見本 さくら");
	EXPECT_SEES(t, ">1人<");
	get(t, "/children?age=a0_3");
	EXPECT_SEES(t, ">1人<");
	get(t, "/children?age=a7_12");
	EXPECT_SEES(t, "例示 ゆうた");
	get(t, "/children?care=suction&region=unknown");
	EXPECT_SEES(t, "佐々例 凛");
	get(t, "/children?care=dialysis");
	EXPECT_SEES(t, "あてはまる子どもはいません。");
	get(t, "/children?last=30");
	EXPECT_SEES(t, ">3人<");
}

/* Else each care tried in turn would say whose it is. */
TEST(clerk_who_reads_no_care_narrows_nobody_down_by_it)
{
	three_children(t);
	get(t, "/children?care=suction");
	EXPECT_SEES(t, "佐々例 凛");
	EXPECT_SEES(t, "name=\"care\"");
	sign_in(t, "jiro_clerk");
	get(t, "/children?care=suction");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "佐々例 凛");
	EXPECT_SEES(t, "あてはまる子どもはいません。");
	EXPECT_NOT_SEES(t, "name=\"care\"");
	get(t, "/children?region=unknown");
	EXPECT_SEES(t, "佐々例 凛");
}

TEST(empty_register_says_how_to_begin)
{
	get(t, "/children");
	EXPECT_SEES(t, "まだ子どもの登録がありません。");
}

TEST(child_without_a_name_or_born_tomorrow_is_refused)
{
	post(t, "/children", "name", "　", "born_on", "R8.4.2", "kana", "123",
	    "municipality", "13101", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入力に誤りが4件あります");
	EXPECT_SEES(t, "まだ来ていない日です。");
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
}

TEST(number_somebody_has_is_refused_at_its_field)
{
	post(t, "/children", "name", "一人め", "number", "A-1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/children", "name", "二人め", "number", "A-1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "すでに使われています。");
}

TEST(suggestions_are_what_the_form_needs)
{
	three_children(t);
	get(t, "/children/suggest?q=%E3%81%95");	/* さ */
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "role=\"option\"");
	EXPECT_SEES(t, "data-label=\"佐々例 凛（R8-0003）\"");
}

TEST(long_name_with_markup_is_shown_as_text)
{
	post(t, "/children", "name", CANARY "<script>alert(1)</script>", NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "&lt;script&gt;alert(1)&lt;/script&gt;");
	post(t, "/children", "name", arena_fmt(t->mem, "%0101d", 7), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "100文字までにしてください（いま101文字）。");
}
