#include "tests/kit_rows.h"


static const char *
place(struct town *t, const char *name, const char *visibility)
{
	post(t, "/places", "name", name, "kana", "カクウ", "municipality",
	    "02203", "phone", "0178-00-0000", "visibility", visibility,
	    "told_by", "電話", "provider_name", "架空会", "sure", "1", NULL);
	return id_at(t, "/places/");
}

/* The provider that the page of a place leads to. */
static const char *
provider_of(struct town *t, const char *at, const char *behind)
{
	const char *link;

	get(t, arena_fmt(t->mem, "/places/%s", at));
	link = strstr(t->body, "href=\"/providers/");
	EXPECT(link);
	return arena_fmt(t->mem, "/providers/%.36s%s", link ? link +
	    strlen("href=\"/providers/") : "", behind);
}

static void
change(struct town *t, const char *url, const char *version,
    const char *number, const char *phone)
{
	post(t, url, "version", version, "name", "架空会" CANARY, "kana",
	    "カクウカイ", "number", number, "phone", phone, "visibility",
	    "public", "told_by", "電話", "confirmed_on", "2026-03-31", NULL);
}

TEST(directory_provider_shows_its_places_and_is_changed_by_hand)
{
	const char *at = place(t, "架空のいえ", "public");
	const char *url = provider_of(t, at, "");

	place(t, "内密の家", "centre");
	get(t, url);
	EXPECT_SEES(t, "架空のいえ");
	EXPECT_SEES(t, "内密の家");
	EXPECT_SEES(t, "2か所");
	get(t, provider_of(t, at, "/edit"));
	EXPECT_SEES(t, "value=\"架空会\"");
	change(t, url, "1", "7000012050002", "0178-00-0009");
	EXPECT_STATUS(t, 303);
	get(t, url);
	EXPECT_SEES(t, "7000012050002");
	EXPECT_SEES(t, "確認・1日前に確認");
	get(t, provider_of(t, at, "/history"));
	EXPECT_SEES(t, "法人番号");
	EXPECT_SEES(t, "0178-00-0009");
	EXPECT_SEES(t, "hana_nurse");
}

TEST(directory_provider_stale_edit_shows_both_and_writes_nothing)
{
	const char *url = provider_of(t, place(t, "架空のいえ", "public"), "");

	change(t, url, "1", "", "0178-00-0001");
	EXPECT_STATUS(t, 303);
	change(t, url, "1", "", "0178-00-0002");
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "0178-00-0001");
	EXPECT_SEES(t, "0178-00-0002");
	EXPECT(town_number(t, "SELECT count(*) FROM provider"
	    " WHERE phone = '0178-00-0001' AND version = 2") == 1);
	change(t, url, "2", "", "0178-00-0002");
	EXPECT_STATUS(t, 303);
}

TEST(directory_provider_number_is_checked_and_belongs_to_one)
{
	const char *url = provider_of(t, place(t, "架空のいえ", "public"), "");
	const char *other;

	change(t, url, "1", "7000012050003", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "検査数字");
	EXPECT_SEES(t, "7000012050003");
	change(t, url, "1", "７００００１２０５０００２", "");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM provider"
	    " WHERE number = '7000012050002'") == 1);
	post(t, "/places", "name", "別の家", "municipality", "02203",
	    "visibility", "public", "told_by", "電話", "provider_name",
	    "例示会", "sure", "1", NULL);
	other = provider_of(t, id_at(t, "/places/"), "");
	post(t, other, "version", "1", "name", "例示会", "number",
	    "7000012050002", "visibility", "public", "told_by", "電話", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "すでに登録されています");
}

TEST(directory_provider_hides_from_others_its_form_history_and_hidden_places)
{
	const char *at = place(t, "架空のいえ", "public");
	const char *url = provider_of(t, at, "");
	const char *edit = provider_of(t, at, "/edit");
	const char *history = provider_of(t, at, "/history"), *home;

	place(t, "内密の家", "centre");
	post(t, url, "version", "1", "name", "架空会", "phone", "0178-11-1111",
	    "visibility", "public", "told_by", "電話", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "2", "name", "架空会", "phone", "0178-11-1111",
	    "visibility", "public", "told_by", "電話", "v-phone", "centre",
	    NULL);
	EXPECT_STATUS(t, 303);
	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
	get(t, url);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "1か所");
	EXPECT_NOT_SEES(t, "内密の家");
	EXPECT_NOT_SEES(t, "0178-11-1111");
	get(t, edit);
	EXPECT_STATUS(t, 404);
	get(t, history);
	EXPECT_STATUS(t, 404);
	change(t, url, "3", "", "0178-00-0002");
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT version FROM provider") == 3);
}

TEST(directory_provider_sent_twice_is_changed_once)
{
	const char *url = provider_of(t, place(t, "架空のいえ", "public"), "");

	for (int i = 0; i < 2; i++) {
		post_raw(t, url, "csrf", t->csrf, "once", "provider-1",
		    "version", "1", "name", "架空会", "phone", "0178-00-0003",
		    "visibility", "public", "told_by", "電話", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT version FROM provider") == 2);
}
