#include "app/keys.h"
#include "app/site.h"
#include "features/article/article_parcel.h"
#include "tests/kit_rows.h"

/* From one centre to another, and what happens on the way. */

static const char *
approved_case(struct town *t)
{
	const char *at;

	post(t, "/articles", "kind", "case", "title", "園で吸引をはじめる" CANARY,
	    "body", "手順書をつくりました。", "themes", "nursery", NULL);
	EXPECT_STATUS(t, 303);
	at = arena_bytes(t->mem, t->location, strlen("/articles/") + 36);
	post(t, arena_fmt(t->mem, "%s/submission", at), NULL);
	sign_in(t, "taro_doctor");
	post(t, arena_fmt(t->mem, "%s/approval", at), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	return at + strlen("/articles/");
}

static const char *
parcel_of(struct town *t, size_t *n)
{
	post(t, "/articles/parcel", "article", approved_case(t), NULL);
	EXPECT_STATUS(t, 200);
	*n = t->nbody;
	return arena_bytes(t->mem, t->body, t->nbody);
}

static void
arrive(struct town *t, const char *bytes, size_t n, const char *heard)
{
	upload(t, "/articles/arrivals", "parcel", "x.tsunagu", bytes, n,
	    "heard", heard, NULL);
}

static int64_t
drafts(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM article WHERE"
	    " state = 'draft' AND origin IS NOT NULL");
}

TEST(parcel_arrives_as_drafts_once_its_sender_is_known)
{
	size_t n;
	const char *bytes = parcel_of(t, &n);

	arrive(t, bytes, n, "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "からははじめてです");
	EXPECT(drafts(t) == 0);
	arrive(t, bytes, n, "yes");
	EXPECT_STATUS(t, 303);
	EXPECT(drafts(t) == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM article WHERE themes ="
	    " 'nursery' AND origin IS NOT NULL") == 1);
	arrive(t, bytes, n, "");
	EXPECT_STATUS(t, 303);
	EXPECT(drafts(t) == 2);
}

TEST(parcel_that_was_tampered_with_is_refused_with_the_place)
{
	size_t n;
	const char *bytes = parcel_of(t, &n);
	char *changed = arena_bytes(t->mem, bytes, n);
	char *at = strstr(changed, "手順書");

	memcpy(at, "手引書", strlen("手引書"));
	arrive(t, changed, n, "yes");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "3行目が書きかえられている");
	changed = arena_bytes(t->mem, bytes, n);
	changed[strlen("{\"format\":\"1\",\"centre\":\"") + 1] ^= 1;
	arrive(t, changed, n, "yes");
	EXPECT_STATUS(t, 422);
	arrive(t, bytes, n - 10, "yes");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "3行目が書きかえられているか、欠けています");
	arrive(t, arena_fmt(t->mem, "%s{}\n", bytes), n + 3, "yes");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "余分な行");
	arrive(t, "hello", 5, "yes");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "好事例のファイルではありません");
	EXPECT(drafts(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM article_sender") == 0);
}

TEST(parcel_holds_nothing_but_what_was_approved)
{
	const char *at;

	post(t, "/articles", "kind", "case", "title", "下書き", "body", "まだです。",
	    NULL);
	EXPECT_STATUS(t, 303);
	at = arena_bytes(t->mem, t->location + strlen("/articles/"), 36);
	post(t, "/articles/parcel", "article", at, NULL);
	EXPECT_STATUS(t, 404);
	post(t, "/articles/parcel", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "渡す記事を選んでください。");
}

/* A sender that signs with a good key may still send nonsense. */
TEST(parcel_of_unknown_things_changes_nothing)
{
	struct parcel_item items[] = {
		{ .what = "article", .kind = "case", .title = "一つめ",
		    .body = "文です。" },
		{ .what = "article", .kind = "weather", .title = "天気",
		    .body = "晴れ" },
	};
	struct parcel p = { .centre = "見本県センター",
		.made_at = "2026-04-01T00:00:00Z", .items = items, .n = 2 };
	struct buffer b = buffer_new(t->mem);

	parcel_write(&b, t->site->keys->seal, &p);
	arrive(t, b.s, b.len, "yes");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "4行目（天気）は取り込めません。");
	EXPECT(drafts(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM article_sender") == 0);
}

TEST(cases_to_choose_from_are_shown_fifty_at_a_time)
{
	for (int i = 1; i <= 52; i++)
		post(t, "/articles", "kind", i == 52 ? "news" : "case", "title",
		    arena_fmt(t->mem, "工夫%02d", i), "body", "本文です。", NULL);
	town_change(t, "UPDATE article SET state = 'approved'");
	get(t, "/articles/exchange");
	EXPECT_SEES(t, "51件のうち1～50件め");
	EXPECT_NOT_SEES(t, "工夫52");
	EXPECT_NOT_SEES(t, "工夫01");
	EXPECT_SEES(t, "ページごとにファイルにしてください");
	get(t, "/articles/exchange?page=2");
	EXPECT_SEES(t, "工夫01");
	EXPECT_SEES(t, "action=\"/articles/parcel?page=2\"");
	post(t, "/articles/parcel?page=2", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "工夫01");
	EXPECT_SEES(t, "href=\"/articles/exchange?page=1\"");
}
