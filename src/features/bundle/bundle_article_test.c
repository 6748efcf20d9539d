#include "app/daily.h"
#include "app/site.h"
#include "features/bundle/bundle.h"
#include "tests/kit_files.h"

/* What somebody wrote and another approved, on its way out of the house. */

static const char *
approved(struct town *t, const char *title, const char *publish_on)
{
	const char *at;

	sign_in(t, "hana_nurse");
	post(t, "/articles", "kind", "news", "title", title, "body",
	    "休みの日が変わります。", "publish_on", publish_on, NULL);
	EXPECT_STATUS(t, 303);
	at = arena_bytes(t->mem, t->location, strlen("/articles/") + 36);
	post(t, arena_fmt(t->mem, "%s/submission", at), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	post(t, arena_fmt(t->mem, "%s/approval", at), NULL);
	EXPECT_STATUS(t, 303);
	return at;
}

static void
publish(struct town *t)
{
	post(t, "/publish", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(article_that_nobody_approved_is_in_no_bundle)
{
	published_open(t);
	post(t, "/articles", "kind", "news", "title", "下書き", "body",
	    "まだ出しません。", NULL);
	EXPECT_STATUS(t, 303);
	publish(t);
	EXPECT(published_count(t, "pub_article") == 0);
	approved(t, "お知らせ", "");
	publish(t);
	EXPECT(published_count(t, "pub_article WHERE title = 'お知らせ'") == 1);
	EXPECT(published_count(t, "pub_article") == 1);
	published_close(t);
}

TEST(article_goes_out_by_itself_when_its_day_has_come)
{
	struct daily_rounds rounds = { 0 }, again = { 0 };

	published_open(t);
	approved(t, "明日から", "2026-04-02");
	publish(t);
	EXPECT(published_count(t, "pub_article") == 0);
	daily_run(t->desk, t->mem, &rounds);
	EXPECT(published_count(t, "pub_article") == 0);
	set_today(t, "2026-04-02");
	daily_run(t->desk, t->mem, &rounds);
	EXPECT(published_count(t, "pub_article WHERE title = '明日から'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM bundle") == 2);
	daily_run(t->desk, t->mem, &again);
	EXPECT(town_number(t, "SELECT count(*) FROM bundle") == 2);
	published_close(t);
}

/* Nobody has to think of publishing while people stand before the poster. */
TEST(door_that_is_opened_is_outside_at_once)
{
	const char *session;

	published_open(t);
	post(t, "/trainings", "title", "見本勉強会", "kind", "study", "year",
	    "2026", "needed", "1", NULL);
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id_at(t,
	    "/trainings/")), "number", "1", "on_day", "R8.4.1", "theme",
	    "見本", NULL);
	session = id_at(t, "/training-sessions/");
	publish(t);
	EXPECT(published_count(t, "pub_door") == 0);
	post(t, arena_fmt(t->mem, "/training-sessions/%s/door", session),
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(published_count(t, "pub_door") == 1);
	post(t, arena_fmt(t->mem, "/training-sessions/%s/closing", session),
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(published_count(t, "pub_door") == 0);
	published_close(t);
}

TEST(article_taken_back_is_gone_with_the_next_bundle)
{
	const char *at;

	published_open(t);
	at = approved(t, "お知らせ", "");
	publish(t);
	post(t, arena_fmt(t->mem, "%s/withdrawal", at), "why", "まちがい",
	    NULL);
	EXPECT_STATUS(t, 303);
	publish(t);
	EXPECT(published_count(t, "pub_article") == 0 && published_count(t, "pub_gone") == 1);
	published_close(t);
}
